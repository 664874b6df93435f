"""How do time and memory grow with the corpus?  python -m evals.growth [--passages N …]

Only time and memory: the corpora are resampled from the paragraphs of the real documents, so their
answers mean nothing, nor, where each paragraph stands a hundred times, does what is found. Each is
synced by the real `sync` into an index of its own and asked questions made of the documents'
headings; sync and questions each have a process of their own, so that the peak memory is theirs
alone. What the model takes for documents is not measured here (evals/speed.py has it): their
vectors are made of their words at no cost. For a question the model's time counts.

Each question is asked of the large index and at once, in the same process, of the real documents'
own, which must be there, so that a busy machine slows both. With ``--out`` the figures and a plot
are written there.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TypeVar

from assistant.domain import Question
from assistant.errors import GuidanceError
from assistant.index import Index, sync
from assistant.index.embedding import load_embeddings
from assistant.pipeline import Assistant
from assistant.retrieval import Retriever, understand
from assistant.retrieval.vocabulary import Vocabulary
from assistant.settings import Settings
from evals.common import ROOT, conditions
from evals.growth_report import Asked, Measured, Synced, report, write_plot
from evals.resampling import Paragraph, Worded, questions_from, read_real, resampled
from evals.tutorial import Tutorial

SIZES = (1_000, 10_000, 100_000)
DOCUMENT_PASSAGES = 200
QUESTIONS = 60
SEED = 11
MEBIBYTE = 1024 if sys.platform == "linux" else 1024 * 1024
"""Of what the system counts peak memory in: KiB on Linux, bytes on a Mac."""

Result = TypeVar("Result")


class Stages:
    """Notes how long each stage of a sync takes, as the progress that `sync` reports to."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._taken: dict[str, float] = {}
        self._last: tuple[str, float] | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Charge the time since the last report to the stage that gave it."""
        now = self._clock()
        self._charge(now)
        self._taken.setdefault(stage, 0.0)
        self._last = (stage, now)

    def _charge(self, now: float) -> None:
        if self._last:
            stage, since = self._last
            self._taken[stage] += now - since

    def seconds(self) -> dict[str, float]:
        """Return how long each stage took, the last of them until now."""
        self._charge(self._clock())
        self._last = None
        return dict(self._taken)


def settings_of(folder: Path) -> Settings:
    """Return the settings of a made corpus and its index in ``folder``."""
    return Settings(corpus=folder / "corpus", index=folder / "index")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


def _synced(folder: Path) -> Synced:
    """Sync what is in ``folder``, as the only work of a process."""
    alone, stages = _peak(), Stages()
    report = sync(settings_of(folder), embeddings=Worded(), progress=stages)
    documents = len(report.created) + len(report.updated) + len(report.unchanged)
    left_out = len(report.skipped)
    return Synced(documents, report.passages, left_out, stages.seconds(), alone, _peak())


def _retrieval(assistant: Assistant, question: str) -> float:
    """Return how many milliseconds a question takes until its evidence is there."""
    timings = assistant.ask(question).timings_ms
    return timings["understand"] + timings["retrieve"]


def _asked(folder: Path, small: Path, questions: Sequence[str]) -> Asked:
    """Ask an index's questions, and those of ``small`` between, as the only work of a process."""
    model = load_embeddings("")
    model.embed_query("The model is loaded by its first use.")
    alone = _peak()
    beside = Assistant.open(Settings(corpus=ROOT / "corpus", index=small), embeddings=model)
    beside.ask("What is this about?")
    start = time.perf_counter()
    assistant = Assistant.open(settings_of(folder), embeddings=Worded(model))
    opened = time.perf_counter() - start
    first = assistant.ask("What is this about?").timings_ms["total"]
    large, few = [], []
    for question in questions:
        few.append(_retrieval(beside, question))
        large.append(_retrieval(assistant, question))
    return Asked(len(assistant.index.passages), opened, first, large, few, alone, _peak())


def _against_tutorial(small: Path, questions: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of our whole retrieval and of the tutorial's, by turns."""
    model = load_embeddings("")
    index = Index.open(Settings(corpus=ROOT / "corpus", index=small), model)
    vocabulary = Vocabulary.read(ROOT / "corpus")
    retriever = Retriever(index, Settings().retrieve, vocabulary)
    tutorial = Tutorial({id: document.text for id, document in index.documents.items()}, model)
    retriever.retrieve(understand(Question("What is this about?"), retriever.language))
    ours, theirs = [], []
    for question in questions:
        start = time.perf_counter()
        retriever.retrieve(understand(Question(question), retriever.language))
        between = time.perf_counter()
        tutorial.find(question, 10)
        ours.append(1000 * (between - start))
        theirs.append(1000 * (time.perf_counter() - between))
    return ours, theirs


def in_process(work: Callable[..., Result], *arguments: object) -> Result:
    """Return what ``work`` returns in a new process; raises `GuidanceError` where that is killed.

    Not a pool of `multiprocessing`: its processes may start none, and a sync reads files in some.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        try:
            return process.submit(work, *arguments).result()
        except BrokenProcessPool as error:
            raise GuidanceError(
                "The process that was measured was killed, most likely for want of memory.",
                "Measure fewer passages with --passages, or on a machine with more memory.",
            ) from error


def size_of(folder: Path) -> int:
    """Return how many bytes the files in a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@contextlib.contextmanager
def _folder_for(passages: int, kept: Path | None) -> Iterator[Path]:
    """Hand out a folder for a corpus of a size: one that is kept, or one that goes afterwards."""
    if kept:
        (kept / str(passages)).mkdir(parents=True, exist_ok=True)
        yield kept / str(passages)
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def measure(
    passages: int,
    paragraphs: Sequence[Paragraph],
    questions: Sequence[str],
    small: Path,
    kept: Path | None,
) -> Measured:
    """Make a corpus of about so many passages, sync it, ask it, and return what that cost."""
    with _folder_for(passages, kept) as folder:
        corpus, index = folder / "corpus", folder / "index"
        told = folder / "synced.json"
        if not told.exists():
            corpus.mkdir(exist_ok=True)
            texts = resampled(paragraphs, passages, DOCUMENT_PASSAGES, SEED)
            for number, text in enumerate(texts, start=1):
                (corpus / f"made-{number:05}.md").write_text(text, encoding="utf-8")
            told.write_text(json.dumps(asdict(in_process(_synced, folder))), encoding="utf-8")
        synced = Synced(**json.loads(told.read_text("utf-8")))
        sizes = {part.name: size_of(part) for part in sorted(index.iterdir()) if part.is_dir()}
        asked = in_process(_asked, folder, small, questions)
        return Measured(synced, asked, size_of(corpus), sizes)


def main() -> None:
    """Measure and print, the smallest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES, help="sizes of corpora")
    parser.add_argument(
        "--keep",
        type=Path,
        help="folder where the corpora stay; an index that is there is asked and not built again",
    )
    parser.add_argument("--out", type=Path, help="folder for scale.md and scale.svg")
    given = parser.parse_args()
    about = conditions("chromadb", "sentence-transformers", "torch", "bm25s")
    print(about)
    # In a process of its own, for a new process's peak begins with that of its maker.
    paragraphs, headings = in_process(read_real, ROOT / "corpus")
    questions = questions_from(headings, QUESTIONS, SEED)
    small = Settings().index
    ours, theirs = in_process(_against_tutorial, small, questions)
    print(f"tutorial {median(theirs):.0f} ms, ours {median(ours):.0f} ms", flush=True)
    measured = []
    for size in sorted(given.passages):
        measured.append(measure(size, paragraphs, questions, small, given.keep))
        print(report(measured[-1:], ours, theirs), flush=True)
    if given.out:
        (given.out / "scale.md").write_text(
            f"# Scale\n\n{about}\n\n{report(measured, ours, theirs)}", encoding="utf-8"
        )
        write_plot(measured, given.out / "scale.svg")


if __name__ == "__main__":
    main()
