"""How do time and memory grow with the corpus?  python -m evals.growth [--passages N …]

Only time and memory: the corpora are resampled from the paragraphs of the real documents, so their
answers mean nothing, nor, where each paragraph stands a hundred times, does what is found. Each is
synced by the real `sync` into an index of its own and asked questions made of the documents'
headings; sync and questions each have a process of their own, so that the peak memory is theirs
alone. What the model itself takes is not measured here (evals/speed.py has it): a paragraph is
embedded once, and its repetitions get the same vector with a little noise.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.errors import GuidanceError
from assistant.index import sync
from assistant.index.embedding import load_embeddings
from assistant.pipeline import TIMED, Assistant
from assistant.settings import Settings
from evals.common import ROOT, conditions
from evals.resampling import Noisy, Paragraph, questions_from, read_real, resampled

SIZES = (1_000, 10_000, 100_000)
DOCUMENT_PASSAGES = 200
QUESTIONS = 30
SEED = 11
MEBIBYTE = 1024 if sys.platform == "linux" else 1024 * 1024
"""Of what the system counts peak memory in: KiB on Linux, bytes on a Mac."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Synced:
    """What one sync cost; ``seconds`` by stage, in order, the model's own left out."""

    documents: int
    passages: int
    left_out: int
    seconds: Mapping[str, float]
    peak: float
    """MiB."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What opening an index and asking questions cost."""

    open_seconds: float
    first: float
    """Milliseconds of a first question, which alone pays for such things as reading the graph."""
    timings: Mapping[str, Sequence[float]]
    """Milliseconds of the questions after it, by stage."""
    outcomes: Mapping[str, int]
    peak: float
    """MiB."""


class Stages:
    """Notes when each stage of a sync begins, as the progress that `sync` reports to."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._begun: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take the first report of a stage for its beginning."""
        if stage not in self._begun:
            self._begun[stage] = self._clock()

    def seconds(self) -> dict[str, float]:
        """Return how long each stage took until the next began, the last until now."""
        ends = [*list(self._begun.values())[1:], self._clock()]
        pairs = zip(self._begun.items(), ends, strict=True)
        return {stage: end - begun for (stage, begun), end in pairs}


def _settings(folder: Path) -> Settings:
    return Settings(corpus=folder / "corpus", index=folder / "index")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


def _synced(folder: Path) -> Synced:
    """Sync what is in ``folder``, as the only work of a process."""
    model = load_embeddings("")
    model.embed_query("The model is loaded by its first use.")
    embeddings, stages = Noisy(model), Stages()
    report = sync(_settings(folder), embeddings=embeddings, progress=stages)
    seconds = stages.seconds()
    seconds["Embedding passages"] = seconds.get("Embedding passages", 0.0) - embeddings.seconds
    documents = len(report.created) + len(report.updated) + len(report.unchanged)
    return Synced(documents, report.passages, len(report.skipped), seconds, _peak())


def _asked(folder: Path, questions: Sequence[str]) -> Asked:
    """Ask an index's questions, as the only work of a process."""
    model = load_embeddings("")
    model.embed_query("The model is loaded by its first use.")
    start = time.perf_counter()
    assistant = Assistant.open(_settings(folder), embeddings=model)
    opened = time.perf_counter() - start
    first = assistant.ask("What is this about?")
    answers = [assistant.ask(question) for question in questions]
    return Asked(
        open_seconds=opened,
        first=first.timings_ms["total"],
        timings={stage: [answer.timings_ms[stage] for answer in answers] for stage in TIMED},
        outcomes=Counter(answer.outcome.value for answer in answers),
        peak=_peak(),
    )


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


def measure(passages: int, paragraphs: Sequence[Paragraph], questions: Sequence[str]) -> None:
    """Make a corpus of about so many passages, sync it, ask it, and print what that cost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        texts = resampled(paragraphs, passages, DOCUMENT_PASSAGES, SEED)
        for number, text in enumerate(texts, start=1):
            (folder / "corpus" / f"made-{number:05}.md").write_text(text, encoding="utf-8")
        synced = in_process(_synced, folder)
        sizes = {part.name: size_of(part) for part in sorted((folder / "index").iterdir())}
        print_sync(synced, size_of(folder / "corpus"), sizes)
        print_asked(in_process(_asked, folder, questions))


def print_sync(synced: Synced, corpus: int, sizes: Mapping[str, int]) -> None:
    """Print what a sync cost and left on the disk."""
    skipped = f", {synced.left_out} left out" if synced.left_out else ""
    print(
        f"\n## {synced.passages:,} passages in {synced.documents:,} documents{skipped}, "
        f"{corpus / 1e6:.1f} MB\n"
    )
    whole = sum(synced.seconds.values())
    each = 1000 * whole / synced.passages
    print(f"sync without the model: {whole:.1f} s, {each:.1f} ms a passage")
    for stage, seconds in synced.seconds.items():
        print(f"  {stage}: {seconds:.1f} s")
    print(f"peak memory of the sync: {synced.peak:,.0f} MiB")
    parts = ", ".join(f"{part} {size / 1e6:.1f}" for part, size in sizes.items() if size)
    print(f"index on disk: {sum(sizes.values()) / 1e6:.1f} MB ({parts})")


def print_asked(asked: Asked) -> None:
    """Print what opening and asking cost."""
    print(f"opened in {asked.open_seconds:.1f} s, a first question in {asked.first:.0f} ms")
    print("\n| stage | p50 ms | p95 ms |\n|---|--:|--:|")
    for stage, times in asked.timings.items():
        middle, high = np.percentile(times, [50, 95])
        print(f"| {stage} | {middle:.0f} | {high:.0f} |")
    outcomes = ", ".join(f"{n} {outcome}" for outcome, n in sorted(asked.outcomes.items()))
    print(f"\noutcomes: {outcomes}\npeak memory of asking: {asked.peak:,.0f} MiB", flush=True)


def main() -> None:
    """Measure and print, the smallest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES, help="sizes of corpora")
    sizes: Sequence[int] = sorted(parser.parse_args().passages)
    print(conditions("chromadb", "sentence-transformers", "torch", "bm25s"))
    # In a process of its own, for a new process's peak begins with that of its maker.
    paragraphs, headings = in_process(read_real, ROOT / "corpus")
    print(f"{sum(p.passages for p in paragraphs):,} passages of real text to resample from")
    questions = questions_from(headings, QUESTIONS, SEED)
    for size in sizes:
        measure(size, paragraphs, questions)


if __name__ == "__main__":
    main()
