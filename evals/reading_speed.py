"""How fast are documents read?  python -m evals.reading_speed [--pdfs DIR]

Times loading and cutting into passages, apart from embedding, in turns with pypdf's own extraction
of the same files; the ratio of each turn's pair is what to compare, for the machine may be busy.
Then reads a made PDF of 1,000 pages, each reader in a process of its own for its peak memory, and
one with more pages than the limit, which has to be refused soon.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pypdf import PdfReader

from assistant.documents.extracted import Limits
from assistant.domain import Document
from assistant.errors import CorpusError
from assistant.passages import build_passages
from evals.common import ROOT, conditions
from evals.made import FORMATS, read_file
from tests.documents.papers import PAPER, long_paper
from tests.documents.papers_pdf import pdf

LONG, TOO_LONG = 1_000, 2_000
PAGES_A_TURN = 1.6
"""Of the made paper's body in one column, at least; so many turns make enough pages."""

MEBIBYTE = 1024 if sys.platform == "linux" else 1024 * 1024
"""Of what the system counts peak memory in: KiB on Linux, bytes on a Mac."""

_processes = multiprocessing.get_context("spawn")


def read_whole(path: Path) -> Document:
    """Read a file and cut it into passages, as a sync does before it embeds them."""
    document = read_file(path, Limits())
    build_passages(document, "r1")
    return document


def extract_only(path: Path) -> int:
    """Have pypdf extract the text of every page; return how many pages there are."""
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    return len([page.extract_text() for page in reader.pages])


def timed(work: Callable[[Path], object], path: Path) -> float:
    """Return how many seconds ``work`` takes."""
    start = time.perf_counter()
    work(path)
    return time.perf_counter() - start


def report_pdfs(paths: list[Path], rounds: int) -> None:
    """Print pages and words a second for PDF files, beside pypdf's own extraction."""
    print("\n| PDF | pages | words | pages/s | words/s | pypdf pages/s | time ratio |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for path in paths:
        document = read_whole(path)
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(timed(read_whole, path))
            theirs.append(timed(extract_only, path))
        pages, words = len(document.pages), len(document.text.split())
        ratio = median(own / other for own, other in zip(ours, theirs, strict=True))
        print(
            f"| {path.name} | {pages} | {words:,} | {pages / median(ours):.0f} | "
            f"{words / median(ours):,.0f} | {pages / median(theirs):.0f} | {ratio:.2f} |"
        )


def report_texts(paths: list[Path], rounds: int) -> None:
    """Print words a second for files without pages."""
    print("\n| file | words | words/s |\n|---|--:|--:|")
    for path in paths:
        words = len(read_whole(path).text.split())
        seconds = median(timed(read_whole, path) for _ in range(rounds))
        print(f"| {path.name} | {words:,} | {words / seconds:,.0f} |")


def _measured(work: Callable[[Path], object], path: Path) -> tuple[float, float, str]:
    """Return seconds, peak memory of this process in MiB, and why it was refused, if it was."""
    start, refused = time.perf_counter(), ""
    try:
        work(path)
    except CorpusError as error:
        refused = str(error)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE, refused


def _nothing(path: Path) -> None:
    """Read nothing, to show what a process takes by itself."""


def report_long(folder: Path) -> None:
    """Print time and peak memory for a PDF of many pages and for one of too many."""
    works = (("nothing", _nothing), ("pypdf alone", extract_only), ("this project", read_whole))
    for pages in (LONG, TOO_LONG):
        path = folder / f"{pages}-pages.pdf"
        path.write_bytes(pdf(long_paper(int(pages / PAGES_A_TURN)), pages=pages))
        held = len(PdfReader(path).pages)
        print(f"\nA made PDF of {held:,} pages, {path.stat().st_size / 1e6:.1f} MB")
        for name, work in works if pages == LONG else works[2:]:
            # One process each, so that none has another's peak.
            with _processes.Pool(1) as pool:
                seconds, memory, refused = pool.apply(_measured, (work, path))
            pace = f", {held / seconds:.0f} pages/s" if not refused and seconds > 0.1 else ""
            print(f"  {name}: {seconds:.1f} s{pace}, peak {memory:.0f} MiB {refused}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdfs", type=Path, help="a folder of PDF files to read as well")
    parser.add_argument("--rounds", type=int, default=5, help="times each file is read")
    parser.add_argument("--no-long", action="store_true", help="leave the long PDF out")
    given = parser.parse_args()
    print(conditions("pypdf", "python-docx", "lxml"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # First, while this process is small: a new one's peak begins with that of its maker.
        if not given.no_long:
            report_long(folder)
        made = {}
        for format_, (ending, make) in FORMATS.items():
            made[format_] = folder / f"made-{format_.replace(' ', '-')}{ending}"
            made[format_].write_bytes(make(PAPER))
        pdfs = sorted(given.pdfs.glob("*.pdf")) if given.pdfs else []
        report_pdfs([*pdfs, *(p for p in made.values() if p.suffix == ".pdf")], given.rounds)
        texts = sorted((ROOT / "corpus").glob("*.txt"))
        report_texts([*texts, *(p for p in made.values() if p.suffix != ".pdf")], given.rounds)


if __name__ == "__main__":
    main()
