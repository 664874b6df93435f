"""Elements of a paper to lines set in type: widths, breaks within words, raised calls, cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.documents.papers import CALL, Heading, Listing, Table, Text

_LEADING = 1.3
_HANG = 26.0
# Where words that end a line may be broken; the hyphen is the typesetter's.
_BREAKS = {
    word.replace("|", ""): word.split("|")
    for word in (
        "account|able ad|vice ap|point|ment ar|range|ments bor|rowed con|cern con|sul|ta|tion "
        "coun|cil de|ci|des dis|tance em|ployed ex|emp|tion fol|low|ing for|mer guid|ance "
        "house|bound iden|ti|fi|able in|de|pen|dent in|stru|ments li|brary li|brar|ian meet|ings "
        "neigh|bour|ing open|ness or|der per|son pro|posed pub|lic pub|lish pub|lished re|cord|ed "
        "re|port|ing rep|re|sen|ta|tive rep|re|sen|ta|tives re|spon|si|ble re|view sin|gle "
        "spend|ing sub|stan|tive sup|pli|er tele|phone train|ing trav|el to|gether wait|ing"
    ).split()
}


@dataclass(frozen=True, slots=True)
class Typeface:
    """The names of the fonts that a document is set in."""

    regular: str
    bold: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Typeface, size of the text and width of a column, both in points."""

    face: Typeface
    size: float
    width: float


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one font; ``rise`` is how far they stand above the line, in points."""

    text: str
    font: str
    size: float
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """Runs drawn one after the other from a place within a box."""

    x: float
    y: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """What is not parted by the end of a column: a line of text, a heading, a row of a table."""

    height: float
    lines: tuple[Line, ...]
    notes: tuple[int, ...] = ()
    keeps_with_next: bool = False
    outline: tuple[str, int] | None = None
    rules: tuple[float, ...] = ()
    """Where the upright rules of a row stand."""


def set_elements(elements: Sequence[object], setting: Setting, title: str) -> Iterator[Box]:
    """Yield the boxes of a division, a title first where it has one."""
    if title:
        yield from _heading(title, setting, 1.9, None)
    for element in elements:
        match element:
            case Heading(level=level, text=text):
                yield from _heading(text, setting, 1.5 if level == 1 else 1.2, level - 1)
            case Text(text=text, number=number):
                yield from _paragraph(text, setting, f"{number}." if number else "", 0.0)
            case Listing(items=items):
                for item in items:
                    yield from _paragraph(item.text, setting, "•", _HANG, gap=0.25)
                    for inner in item.inner:
                        yield from _paragraph(inner, setting, "–", 2 * _HANG, gap=0.25)
            case Table(rows=rows):
                yield from _table(rows, setting)


def note_lines(number: int, text: str, setting: Setting) -> list[Box]:
    """Return the lines of a note, its mark small and raised."""
    size = setting.size * 0.8
    mark = Run(str(number), setting.face.regular, size * 0.65, size * 0.35)
    lines = []
    for place, runs in enumerate(_wrap(text, setting.width - 12, setting.face.regular, size)):
        first = (mark, Run(" ", setting.face.regular, size)) if place == 0 else ()
        lines.append(Box(size * _LEADING, (Line(0, size * 0.3, (*first, *runs)),)))
    return lines


def _heading(text: str, setting: Setting, scale: float, level: int | None) -> Iterator[Box]:
    size = setting.size * scale
    wrapped = list(_wrap(text, setting.width, setting.face.bold, size, breaks=False))
    for place, runs in enumerate(wrapped):
        above = size * 0.9 if place == 0 else 0.0
        below = size * 0.35 if place == len(wrapped) - 1 else 0.0
        yield Box(
            size * 1.2 + above + below,
            (Line(0, size * 0.3 + below, runs),),
            keeps_with_next=True,
            outline=(text, level) if level is not None and place == 0 else None,
        )


def _paragraph(
    text: str, setting: Setting, mark: str, indent: float, gap: float = 0.6
) -> Iterator[Box]:
    face, size = setting.face.regular, setting.size
    hang = indent + (_HANG if mark[:1].isdecimal() else 12.0 if mark else 0.0)
    wrapped = list(_wrap(text, setting.width - hang, face, size))
    for place, runs in enumerate(wrapped):
        first, last = place == 0, place == len(wrapped) - 1
        below = size * gap if last else 0.0
        y = size * 0.3 + below
        lines = [Line(indent, y, (Run(mark, face, size),))] if first and mark else []
        lines.append(Line(hang, y, runs))
        called = tuple(int(run.text) for run in runs if run.rise)
        # No first line stands alone at the foot of a column.
        yield Box(size * _LEADING + below, tuple(lines), called, keeps_with_next=first and not last)


def _table(rows: Sequence[Sequence[str]], setting: Setting) -> Iterator[Box]:
    columns = len(rows[0])
    cell = setting.width / columns
    rules = tuple(cell * n for n in range(columns + 1))
    for place, row in enumerate(rows):
        font = setting.face.bold if place == 0 else setting.face.regular
        cells = [list(_wrap(text, cell - 10, font, setting.size, breaks=False)) for text in row]
        depth = max(len(lines) for lines in cells)
        step = setting.size * _LEADING
        lines = tuple(
            Line(rules[column] + 5, (depth - 1 - n) * step + 7, runs)
            for column, wrapped in enumerate(cells)
            for n, runs in enumerate(wrapped)
        )
        yield Box(depth * step + 8, lines, keeps_with_next=place == 0, rules=rules)
    yield Box(setting.size * 0.8, ())


def _wrap(
    text: str, width: float, font: str, size: float, *, breaks: bool = True
) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of a text; calls of notes are runs of their own."""
    line = ""
    for word in text.split():
        room = width - stringWidth(f"{line} " if line else "", font, size)
        if _width(word, font, size) <= room:
            line = f"{line} {word}" if line else word
            continue
        head, tail = _broken(word, room, font, size) if breaks else ("", word)
        yield _runs(f"{line} {head}".strip() if head else line, font, size)
        line = tail
    if line:
        yield _runs(line, font, size)


def _width(word: str, font: str, size: float) -> float:
    called = sum(stringWidth(mark, font, size * 0.65) for mark in CALL.findall(word))
    return float(stringWidth(CALL.sub("", word), font, size) + called)


def _broken(word: str, room: float, font: str, size: float) -> tuple[str, str]:
    """Return the part of a word that ends a line and the rest of it."""
    if "-" in word:
        pieces, hyphen = re.split(r"(?<=-)", word), ""
    else:
        stem = re.match(r"\w+", word)
        pieces = list(_BREAKS.get(stem[0].lower() if stem else "", ()))
        pieces, hyphen = _as_written(word, pieces), "-"
    for cut in range(len(pieces) - 1, 0, -1):
        head = "".join(pieces[:cut])
        if _width(head + hyphen, font, size) <= room:
            return head + hyphen, "".join(pieces[cut:])
    return "", word


def _as_written(word: str, pieces: Sequence[str]) -> list[str]:
    """Return a word in its own letters, cut where ``pieces`` are; the last takes the rest."""
    cut, start = [], 0
    for piece in pieces:
        cut.append(word[start : start + len(piece)])
        start += len(piece)
    return [*cut[:-1], cut[-1] + word[start:]] if cut else []


def _runs(line: str, font: str, size: float) -> tuple[Run, ...]:
    pieces = CALL.split(line)
    return tuple(
        Run(piece, font, size * 0.65, size * 0.35) if place % 2 else Run(piece, font, size)
        for place, piece in enumerate(pieces)
        if piece
    )
