"""How fast is it?  python -m evals.speed

In one process, model loaded: the time of an answer beside that of the tutorial pipeline, which
finds chunks and answers nothing; a sync from nothing beside embedding the same text; peak memory.
The machine may be busy with other things: compare the ratios.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from assistant.index import Index, sync
from assistant.index.embedding import load_embeddings
from assistant.pipeline import Assistant
from assistant.settings import Settings
from evals.common import ROOT, conditions
from evals.suite.cases import CASES, read_cases
from evals.tutorial import Tutorial


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="times each sync is measured")
    rounds = parser.parse_args().rounds
    print(conditions("chromadb", "sentence-transformers", "torch", "bm25s"))
    embeddings = load_embeddings("")
    embeddings.embed_query("The model is loaded by its first use.")
    with tempfile.TemporaryDirectory() as folder:
        syncs, embeds = [], []
        for turn in range(rounds):
            settings = Settings(corpus=ROOT / "corpus", index=Path(folder, str(turn)))
            syncs.append(timed(lambda s=settings: sync(s, embeddings=embeddings)))  # type: ignore[misc] # bound now, not later
            index = Index.open(settings, embeddings)
            texts = [index.searchable(passage) for passage in index.passages]
            embeds.append(timed(lambda t=texts: embeddings.embed_documents(t)))  # type: ignore[misc] # bound now, not later
        ratios = [s / e for s, e in zip(syncs, embeds, strict=True)]
        print(f"\nsync of {len(texts)} passages from nothing: median {median(syncs):.1f} s")
        print(f"embedding the same text: median {median(embeds):.1f} s")
        print(f"ratio, pair by pair: median {median(ratios):.2f}, most {max(ratios):.2f}")

        assistant = Assistant.open(settings, embeddings=embeddings)
        texts_by_id = {doc_id: document.text for doc_id, document in assistant.documents.items()}
        tutorial = Tutorial(texts_by_id, embeddings)
        questions = [case.question for case in read_cases(CASES / "tuning.jsonl")]
        assistant.ask(questions[0])
        ours, theirs = [], []
        for question in questions:
            ours.append(1000 * timed(lambda q=question: assistant.ask(q)))  # type: ignore[misc] # bound now, not later
            theirs.append(1000 * timed(lambda q=question: tutorial.find(q, 10)))  # type: ignore[misc] # bound now, not later
        again = [1000 * timed(lambda q=q: assistant.ask(q)) for q in questions]  # type: ignore[misc] # bound now, not later
    print(f"\n{len(questions)} questions, each asked for the first time in this process")
    for name, times in (("answer", ours), ("tutorial pipeline", theirs), ("answer again", again)):
        ordered = sorted(times)
        p95 = ordered[int(0.95 * (len(ordered) - 1))]
        print(f"  {name:<18} median {median(times):.0f} ms, p95 {p95:.0f} ms")
    ratio = median(o / t for o, t in zip(ours, theirs, strict=True))
    print(f"  ratio, question by question: median {ratio:.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
