"""What poppler's pdftotext says of a PDF: its words, and an independent judge of running lines.

The judge knows nothing of the assistant's own reading. It takes for a running header or footer
what repeats at the same place on at least three pages, digits apart; for a page number, a bare
number that is outermost on its page at a height where other pages have theirs.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

MIN_PAGES = 3
# In a document of fewer pages, numbers that count up with two of them are page numbers.
FEW_PAGES = 8
# Lines that differ by less than this, in points, stand at the same height.
SAME_HEIGHT = 4.0
# A bare number is that of the page if it is outermost, within this share of the page's height.
EDGE = 0.15

_PAGE = re.compile(r'<page width="[\d.]+" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_LINE = re.compile(r'<line xMin="[^"]*" yMin="([^"]*)"[^>]*>(.*?)</line>', re.DOTALL)
_WORD = re.compile(r"<word [^>]*>(.*?)</word>", re.DOTALL)
_HYPHENS = re.compile(r"[-\u00ad\u2010\u2011\u200b\ufeff]")
_NUMBER = re.compile(
    r"(?:[A-Za-z]{1,3}[-.]?)?\d{1,4}"
    r"|(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})",
    re.IGNORECASE,
)
_PAGE_NUMBER = "a page number"
_LEADER = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as pdftotext has it: its lines, and the words of those that the judge takes out."""

    lines: tuple[str, ...]
    running: tuple[tuple[str, ...], ...]
    """Words of each running header, footer and page number."""

    def body(self) -> tuple[str, ...]:
        """Return the lines without the running ones.

        Of lines that read the same, such as a page number and the mark of a note, the outermost
        goes.
        """
        words = [tuple(words_of(line)) for line in self.lines]
        last = len(words) - 1
        gone: set[int] = set()
        for running in self.running:
            same = [n for n, own in enumerate(words) if own == running and n not in gone]
            if same:
                gone.add(min(same, key=lambda n: min(n, last - n)))
        return tuple(line for n, line in enumerate(self.lines) if n not in gone)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: compatible forms, no hyphens, no marks.

    pdftotext leaves out the hyphen at the end of a line, real or not, so none is compared.
    """
    folded = _HYPHENS.sub("", unicodedata.normalize("NFKC", text))
    return [word for word in folded.split() if any(c.isalnum() for c in word)]


def is_contents_entry(line: str) -> bool:
    """Say whether a line has dot leaders to a page number."""
    return bool(_LEADER.search(line))


def printed_pages(path: Path) -> list[PrintedPage]:
    """Return the pages of a PDF as pdftotext reads them without ``-layout``."""
    texts = _run(path).split("\f")
    running = _running_lines(_run(path, "-bbox-layout"))
    return [
        PrintedPage(tuple(filter(str.strip, text.splitlines())), tuple(lines))
        for text, lines in zip(texts, running, strict=False)
    ]


def _run(path: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")


def _running_lines(layout: str) -> list[list[tuple[str, ...]]]:
    """Return for each page the words of the lines that the judge takes for running ones."""
    pages = [_keyed(float(height), list(_placed(body))) for height, body in _PAGE.findall(layout)]
    places: dict[str, list[tuple[float, int]]] = defaultdict(list)
    ahead: Counter[int] = Counter()
    counting = MIN_PAGES if len(pages) >= FEW_PAGES else 2
    for number, lines in enumerate(pages):
        for key, y, words in lines:
            places[key].append((y, number))
            if key == _PAGE_NUMBER and words[0].isdecimal():
                ahead[int(words[0]) - number] += 1
    return [
        [
            words
            for key, y, words in lines
            # A page number counts up with the pages; the mark of a note does not.
            if _repeats(places[key], y)
            and not (
                key == _PAGE_NUMBER
                and words[0].isdecimal()
                and ahead[int(words[0]) - number] < counting
            )
        ]
        for number, lines in enumerate(pages)
    ]


def _placed(body: str) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield the height of each line, from the top, and its words."""
    for y, line in _LINE.findall(body):
        words = tuple(words_of(unescape(" ".join(_WORD.findall(line)))))
        if words:
            yield float(y), words


def _keyed(
    height: float, lines: Sequence[tuple[float, tuple[str, ...]]]
) -> list[tuple[str, float, tuple[str, ...]]]:
    """Return the lines that may run from page to page, with what they are compared by."""
    keyed: list[tuple[str, float, tuple[str, ...]]] = []
    for y, words in lines:
        key = re.sub(r"\d+", "#", " ".join(words))
        if len(words) == 1 and _NUMBER.fullmatch(words[0]):
            # Elsewhere, numbers repeat in the columns of tables and as the marks of notes.
            if _outermost(y, [other for other, _ in lines], height):
                keyed.append((_PAGE_NUMBER, y, words))
        elif any(c.isalpha() for c in key):
            keyed.append((key, y, words))
    return keyed


def _outermost(y: float, heights: Sequence[float], height: float) -> bool:
    first = y < EDGE * height and y < min(heights) + SAME_HEIGHT
    return first or (y > (1 - EDGE) * height and y >= max(heights))


def _repeats(places: Sequence[tuple[float, int]], y: float) -> bool:
    pages = {page for other, page in places if abs(other - y) < SAME_HEIGHT}
    return len(pages) >= MIN_PAGES
