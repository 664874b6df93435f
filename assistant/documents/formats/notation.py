"""Pieces of a document to canonical text: the Markdown-like notation that the reader understands.

Formats that know their structure (web pages, Word) become pieces first. Written out, the same
content gives the same text whichever format it came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from assistant.documents.reading import SUPERSCRIPTS

# Around what is raised, and around the mark of a note that is called; characters that Unicode sets
# aside for use within programs. They are taken out of what a file says, and never written.
_RAISED, _CALL, _END = "\ufdd0", "\ufdd1", "\ufdd2"

MAX_LEVEL = 6


class Kind(StrEnum):
    """What a piece is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item or numbered paragraph"
    MORE = "further paragraph of an item"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, item, table or note, with its visible words.

    In ``words`` a line feed is a line break that the author set.
    """

    kind: Kind
    words: str = ""
    level: int = 0
    """Of a heading from 1; nesting of an item from 0."""
    label: str = ""
    """Number, bullet or mark as printed."""
    opens: bool = True
    """Whether an item is the first of its list."""
    rows: tuple[tuple[str, ...], ...] = ()
    headers: int = 0
    """How many rows at the top of a table name its columns."""


BULLET = "-"
INDENT = "  "
PIPE = r"\|"
_SHOWN_BULLET = "•"

_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\ufdd0-\ufdef\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKED = re.compile(
    rf"\s*(?:{_RAISED}(?P<raised>[^{_END}]*)|{_CALL}(?P<call>[^{_END}]*)){_END}(?P<after>\s*)"
)
_NOTE_NUMBER = re.compile(r"\d{1,3}")
_NO_MARK = re.compile(r"[\[\]\s]")
# Longer marks are no marks.
_MAX_MARK = 20
_NOTE_NUMBERS = re.compile(r"\[?\d{1,3}\]?(?:\s*[,;–-]\s*\[?\d{1,3}\]?)*")
# What a raised number after these says is a power, not a note.
_POWER = re.compile(r"(?:(?<![\d.,])10|(?<![^\W\d_])(?:[mck]?m|ft|yd|miles|[nrRxy]))$")
_BINARY = re.compile(r"(?<![\w.,])2$")
# After a 2, a raised number as large as this is a power: few things numbered 2 call such a note.
_MIN_BINARY = 8
# As far as the word that something raised sticks to.
_LOOK_BACK = 20
_TO_RAISED = str.maketrans("1234567890", SUPERSCRIPTS)

_BULLETED = re.compile(r"(?P<mark>[-*+•▪●◦‣–])[ ]+(?=\S)")
# These open an item wherever they stand; the others may by accident.
_SURE_BULLETS = "•▪●◦‣"
TYPED_NUMBER = re.compile(
    r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|\([a-z]{1,4}\)|[a-z][.)])\s+(?=\S)"
)
"""A number or letter that the author typed before the words."""
_TYPED_BULLET = re.compile(r"[-*•▪●◦‣–]\s+(?=\S)")

# Marks of one list under one another are meant; a line that happens to begin with one is not.
_MARKED_LINES = 2
_BARE_LABEL = re.compile(r"\d+|[A-Za-z]{1,6}")

_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|<>])")
_STAR = re.compile(r"(?<!\[\^)(?<!\[\^\*)(?:\*(?=\S)|(?<=\S)\*)")
_LINK = re.compile(r"\](?=\()")
_TAG = re.compile(r"<(?=[A-Za-z/])")
_START = re.compile(r"(?=#+ |\||[-*+] )")


def clean(text: str) -> str:
    """Return what a file says without characters that show nothing."""
    return _INVISIBLE.sub("", text)


def raised(words: str) -> str:
    """Return words marked as standing above the line; the call of a note already does."""
    return f"{_RAISED}{words}{_END}" if words.strip() and _CALL not in words else words


def call(mark: str) -> str:
    """Return the call of a note, as it stands within words."""
    return f"{_CALL}{mark}{_END}"


def without_mark(words: str, mark: str) -> str:
    """Return the words of a note without its own mark, where it is raised, bracketed or a sign."""
    own = re.escape(mark)
    sign = "" if mark.isalnum() else rf"|{own}(?=\s)"
    shown = rf"\s*(?:{_RAISED}\[?{own}\]?{_END}|\[{own}\]{sign})[.:]?\s*"
    return re.sub(f"^{shown}", "", words, count=1)


def flat(pieces: Iterable[Piece]) -> str:
    """Return pieces as one line, for a cell, a heading or a note; labels as printed."""
    said = []
    for piece in pieces:
        if piece.kind is Kind.TABLE:
            said += [cell for row in piece.rows for cell in row]
        elif piece.kind is Kind.NOTE:
            said.append(f"[{piece.label}] {piece.words}")
        else:
            label = _SHOWN_BULLET if piece.label == BULLET else piece.label
            said.append(f"{label} {piece.words}")
    return " ".join(filter(None, (" ".join(words.split()) for words in said)))


def write(pieces: Iterable[Piece]) -> str:
    """Return the canonical text of pieces in order."""
    written: list[str] = []
    before: Piece | None = None
    for piece in _with_typed_bullets(_parted(pieces)):
        text = _written(piece)
        if text:
            written += ([_gap(before, piece)] if before else []) + [text]
            before = piece
    return "".join(written) + ("\n" if written else "")


def _gap(before: Piece, piece: Piece) -> str:
    listed = before.kind in (Kind.ITEM, Kind.MORE)
    further = piece.kind is Kind.MORE and before.level == piece.level
    goes_on = piece.kind is Kind.ITEM and not piece.opens
    return "\n" if listed and (further or goes_on) else "\n\n"


def _parted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Part what line breaks part; an item goes on in further paragraphs."""
    for piece in pieces:
        if piece.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.MORE):
            yield piece
            continue
        for place, words in enumerate(_lines(_settled(piece.words))):
            further = place and piece.kind is Kind.ITEM
            yield replace(piece, words=words, kind=Kind.MORE if further else piece.kind)


def _lines(words: str) -> list[str]:
    """Return the paragraphs that line breaks make: by an empty line, or by marks of a list."""
    lines = [" ".join(line.split()) for line in words.split("\n")]
    listed = sum(1 for line in lines if _marked(line)) >= _MARKED_LINES
    made: list[str] = []
    fresh = True
    for line in lines:
        if line and (fresh or (listed and _marked(line))):
            made.append(line)
        elif line:
            made[-1] += f" {line}"
        fresh = not line
    return made


def _marked(line: str) -> bool:
    return bool(TYPED_NUMBER.match(line) or _TYPED_BULLET.match(line))


def _settled(words: str) -> str:
    """Return words with what is raised written as a note's call, or as what it is."""
    return _MARKED.sub(_settle, words.replace(f"{_END}{_RAISED}", ""))


def _settle(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - _LOOK_BACK) : found.start()].rstrip()
    after = found["after"]
    if found["call"] is not None:
        return f"[{_note_mark(found['call'])}]{after}"
    words = found["raised"].strip()
    lead = found.string[found.start() : found.start(1)].removesuffix(_RAISED)
    if not _NOTE_NUMBERS.fullmatch(words):
        return f"{lead}{found['raised']}{after}"
    binary = words.isdecimal() and int(words) >= _MIN_BINARY and _BINARY.search(before)
    if binary or _POWER.search(before):
        return f"{lead}{words.translate(_TO_RAISED)}{after}"
    calls = "".join(re.sub(r"\[?(\d+)\]?", r"[\1]", one) for one in re.split(r"[\s,;]+", words))
    return f"{calls}{after if before else ' '}"


def _with_typed_bullets(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Make items of paragraphs that begin with a typed bullet, where it is one."""
    for mark, run in groupby(pieces, key=_typed_bullet):
        together = list(run)
        if not mark or (len(together) < _MARKED_LINES and mark not in _SURE_BULLETS):
            yield from together
            continue
        for place, piece in enumerate(together):
            words = _BULLETED.sub("", piece.words, count=1)
            yield replace(piece, kind=Kind.ITEM, words=words, label=mark, opens=not place)


def _typed_bullet(piece: Piece) -> str:
    found = _BULLETED.match(piece.words) if piece.kind is Kind.PARAGRAPH else None
    return found["mark"] if found else ""


def _written(piece: Piece) -> str:
    if piece.kind is Kind.TABLE:
        return _table(piece)
    words = " ".join(_settled(piece.words).split())
    if not words:
        return ""
    safe = _START.sub(r"\\", _escaped(words), count=1) if _START.match(words) else _escaped(words)
    match piece.kind:
        case Kind.HEADING:
            hashes = "#" * min(max(piece.level, 1), MAX_LEVEL)
            return " ".join(filter(None, [hashes, piece.label, safe]))
        case Kind.NOTE:
            mark = _note_mark(piece.label)
            return f"[{mark}]{':' if mark.startswith('^') else ''} {safe}"
        case Kind.ITEM:
            return INDENT * piece.level + " ".join(filter(None, [_label(piece.label), safe]))
        case Kind.MORE:
            return INDENT * (piece.level + 1) + safe
        case _:
            return safe


def _note_mark(mark: str) -> str:
    """Return the mark of a note as it stands in brackets; Markdown has a caret before a sign."""
    return mark if _NOTE_NUMBER.fullmatch(mark) else f"^{_NO_MARK.sub('', mark)[:_MAX_MARK]}"


def _label(label: str) -> str:
    """Return a label so that it is known for one: a bare number gets a full stop."""
    return f"{label}." if _BARE_LABEL.fullmatch(label) else label


def _escaped(words: str) -> str:
    """Return words with a backslash before what would be read as markup."""
    words = _BACKSLASH.sub(r"\\\\", words)
    words = _LINK.sub(r"]\\", words)
    return _TAG.sub(r"\\<", _STAR.sub(r"\\*", words))


def _table(piece: Piece) -> str:
    width = max((len(row) for row in piece.rows), default=0)
    lines = []
    for place, row in enumerate(piece.rows):
        cells = [" ".join(_settled(cell).split()) for cell in (*row, *[""] * (width - len(row)))]
        if any(cells) or place < piece.headers:
            lines.append(f"| {' | '.join(_escaped(cell).replace('|', PIPE) for cell in cells)} |")
        if place + 1 == piece.headers and lines:
            lines.append(f"| {' | '.join(['---'] * width)} |")
    return "\n".join(lines)
