"""Are the words of a PDF all there?  python -m evals.pdf_words --pdfs DIR

Compares, page by page, the words that poppler's pdftotext finds (without -layout) with the reading
text of the assistant, by their longest common subsequence. White space and hyphens are not
compared; where the two part words differently, their letters are. Headers and footers are taken
out of pdftotext's words by an independent judge (see evals/poppler.py) and, for a second figure, by
what the assistant took for furniture. A contents list counts as words like any others.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import LCSseq

from assistant.documents.extracted import Limits
from assistant.documents.reading import read
from assistant.domain import Block, BlockKind, Document, Page, Span
from assistant.errors import CorpusError
from evals.common import conditions
from evals.made import read_file
from evals.poppler import PrintedPage, is_contents_entry, printed_pages, words_of

AIM = 0.995
WORST = 5
SHOWN = 25
"""Most missing words that are shown of a page."""

_PRINTED_NUMBER = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,3}(?=\.))\.?(?:\s+\S|\s*$)")


@dataclass(frozen=True, slots=True)
class PageFigures:
    """What was found of one page's words."""

    label: str
    words: int
    missing: tuple[str, ...]
    as_furniture: int
    """How many of the missing words stand in what the assistant took for furniture."""
    out_of_order: int
    """How many of the missing words stand on the page, elsewhere in its order."""
    own_words: int
    own_missing: int
    """The same with the assistant's own furniture taken out."""
    inside: tuple[str, ...]
    """Running lines that were left inside other words."""
    alone: tuple[str, ...]
    """Running lines that were left as paragraphs of their own."""


def reading_words(
    document: Document, blocks: Sequence[Block], page: Page, *, calls: bool = True
) -> list[str]:
    """Return the words of blocks on a page, in order, with the marks of notes that they call."""
    spans = sorted(
        Span(max(span.start, page.span.start), min(span.end, page.span.end))
        for block in blocks
        for span in block.spans
        if span.start < page.span.end and page.span.start < span.end
    )
    pieces: list[str] = []
    for span in spans:
        start = span.start
        for call in document.calls if calls else ():
            if span.contains(call.span):
                pieces += [reading(document, Span(start, call.span.start)), call.mark]
                start = call.span.end
        pieces.append(reading(document, Span(start, span.end)))
    return words_of(" ".join(pieces))


def reading(document: Document, span: Span) -> str:
    """Return the reading text of one span; the only place here that knows how it is made."""
    return read(document, [span])


def found_words(printed: Sequence[str], ours: Sequence[str]) -> list[bool]:
    """Say of each printed word whether it stands in ours, in the order of both."""
    found = [False] * len(printed)
    gap = [0, 0, 0, 0]
    for step in LCSseq.opcodes(printed, ours):
        if step.tag == "equal":
            _by_letters(printed, ours, gap, found)
            found[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
            gap = [step.src_end, step.src_end, step.dest_end, step.dest_end]
        else:
            gap[1], gap[3] = step.src_end, step.dest_end
    _by_letters(printed, ours, gap, found)
    return found


def _by_letters(
    printed: Sequence[str], ours: Sequence[str], gap: Sequence[int], found: list[bool]
) -> None:
    """Look for the words of a gap by their letters: the two may part words differently."""
    first, last, start, end = gap
    if first == last or start == end:
        return
    steps = LCSseq.opcodes("".join(printed[first:last]), "".join(ours[start:end]))
    runs = [(step.src_start, step.src_end) for step in steps if step.tag == "equal"]
    place = 0
    for word in range(first, last):
        end_of_word = place + len(printed[word])
        found[word] = any(a <= place and end_of_word <= b for a, b in runs)
        place = end_of_word


def measure_page(document: Document, page: Page, printed: PrintedPage) -> PageFigures:
    """Return the figures of one page."""
    furniture = [b for b in document.blocks if b.kind is BlockKind.FURNITURE]
    blocks = [b for b in document.blocks if b.kind is not BlockKind.FURNITURE]
    ours = reading_words(document, blocks, page)
    words = [word for line in printed.body() for word in words_of(line)]
    found = found_words(words, ours)
    missing = tuple(word for word, there in zip(words, found, strict=True) if not there)
    left_out = reading_words(document, furniture, page)
    spare = Counter(ours) - Counter(w for w, there in zip(words, found, strict=True) if there)
    own = _without(printed.lines, left_out)
    inside, alone = _left(document, blocks, page, printed)
    return PageFigures(
        label=page.label or str(page.ordinal),
        words=len(words),
        missing=missing,
        as_furniture=sum((Counter(missing) & Counter(left_out)).values()),
        out_of_order=sum((Counter(missing) & spare).values()),
        own_words=len(own),
        own_missing=found_words(own, ours).count(False),
        inside=inside,
        alone=alone,
    )


def _without(lines: Sequence[str], left_out: Sequence[str]) -> list[str]:
    """Return the words of lines, those left out whose words all stand in ``left_out``."""
    waiting = Counter(left_out)
    kept: list[str] = []
    for line in lines:
        words = words_of(line)
        if words and not Counter(words) - waiting:
            waiting -= Counter(words)
        else:
            kept += words
    return kept


def _left(
    document: Document, blocks: Sequence[Block], page: Page, printed: PrintedPage
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the running lines that blocks still hold: among other words, and alone."""
    inside: list[str] = []
    alone: list[str] = []
    body = [word for line in printed.body() for word in words_of(line)]
    on_page = [reading_words(document, [block], page, calls=False) for block in blocks]
    whole = [word for words in on_page for word in words]
    for line in dict.fromkeys(printed.running):
        if _times(line, whole) <= _times(line, body):
            continue
        holders = [words for words in on_page if _times(line, words)]
        kept = alone if any(len(words) == len(line) for words in holders) else inside
        kept.append(" ".join(line))
    return tuple(inside), tuple(alone)


def _times(line: Sequence[str], words: Sequence[str]) -> int:
    length = len(line)
    return sum(tuple(words[n : n + length]) == tuple(line) for n in range(len(words)))


def printed_numbers(pages: Sequence[PrintedPage]) -> list[str]:
    """Return the numbers that open a line of the text, those of contents lists left out."""
    lines = (line for page in pages for line in page.body() if not is_contents_entry(line))
    return [found[1] for line in lines if (found := _PRINTED_NUMBER.match(line))]


def block_numbers(document: Document) -> Iterator[str]:
    """Yield the numbers that blocks open with, in order."""
    for block in document.blocks:
        if block.kind is not BlockKind.FURNITURE and block.number and block.number[:1].isdecimal():
            yield block.number


def report(path: Path) -> None:
    """Print the figures of one file."""
    document = read_file(path, Limits())
    pages = printed_pages(path)
    figures = [
        measure_page(document, page, printed)
        for page, printed in zip(document.pages, pages, strict=False)
    ]
    words, missing = sum(f.words for f in figures), sum(len(f.missing) for f in figures)
    own, own_missing = sum(f.own_words for f in figures), sum(f.own_missing for f in figures)
    share = 1 - missing / max(words, 1)
    print(f"\n{path.name}: {len(figures)} pages (pdftotext: {len(pages)}), {words:,} words")
    print(f"  found, judge's running lines out: {share:.2%}{'' if share >= AIM else '  below aim'}")
    print(
        f"    of {missing} missing: {sum(f.as_furniture for f in figures)} taken for furniture, "
        f"{sum(f.out_of_order for f in figures)} on the page in another order"
    )
    print(f"  found, own furniture out: {1 - own_missing / max(own, 1):.2%} of {own:,}")
    _report_running(figures, sum(len(p.running) for p in pages))
    numbers, ours = printed_numbers(pages), list(block_numbers(document))
    kept = found_words(numbers, ours) if ours else [False] * len(numbers)
    lost = [number for number, there in zip(numbers, kept, strict=True) if not there]
    print(f"  numbers printed: {len(numbers)}; found in order: {kept.count(True)}; lost: {lost}")
    for page in sorted(figures, key=lambda f: -len(f.missing))[:WORST]:
        if page.missing:
            shown = " ".join(page.missing[:SHOWN])
            print(f"  page {page.label}: {len(page.missing)} of {page.words} missing: {shown}")


def _report_running(figures: Sequence[PageFigures], running: int) -> None:
    inside = [(f.label, line) for f in figures for line in f.inside]
    alone = [(f.label, line) for f in figures for line in f.alone]
    print(
        f"  running lines by the judge: {running}; left inside other words: {len(inside)}; "
        f"left as paragraphs: {len(alone)}"
    )
    for label, line in (*inside, *alone)[:WORST]:
        print(f"    page {label}: {line}")


def main() -> None:
    """Measure every PDF of a folder and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdfs", type=Path, required=True, help="a folder of PDF files")
    folder = parser.parse_args().pdfs
    if not shutil.which("pdftotext"):
        print("pdftotext is not there: install poppler-utils to run this comparison.")
        return
    print(conditions("pypdf", "RapidFuzz"))
    for path in sorted(folder.glob("*.pdf")):
        try:
            report(path)
        except CorpusError as error:
            print(f"\n{path.name}: left out. {error}")


if __name__ == "__main__":
    main()
