"""What a row of print opens with: a number, a bullet, a note's mark; where notes are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.documents.formats.pdf.rows import Row, width
from assistant.documents.formats.pdf.style import SMALLER, Style
from assistant.documents.structure.lines import Mark, opening
from assistant.domain import NoteCall, Span

# Between a mark that stands out and its words is a gap of at least so many sizes.
HANG = 0.75
# A number or bullet stands at most this many sizes before its words.
MARK_REACH = 6.0

# One character that is no letter, figure, bracket or quotation mark; or a Latin o set apart.
_GLYPH = re.compile(r"^(?:[^\w\s()\[\]{}“”‘’\"\'.,;:!?£$%&/@#+=<>|]|o)$")
_ENUMERATED = re.compile(
    r"^(?:\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?){0,4}\.?|\(?(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z])[.)])$"
)
# What only a gap before the words shows to be a number: "12A", "A.".
_BARE_NUMBER = re.compile(r"^(\d{1,3}[A-Z]?|[A-Z](?=\.$))\.?$")
# A raised figure after these is a power: "km²", "10⁶".
_BEFORE_POWER = re.compile(r"(?:\d|\b|[ckm])m$|\b(?:10|2|ft|yd)$")


def with_marks(rows: Sequence[Row]) -> list[Row]:
    """Join a number or bullet that stands by itself to the words beside it."""
    joined: list[Row] = []
    for row in rows:
        last = joined[-1] if joined else None
        if (
            last
            and abs(last.y - row.y) < 0.4 * row.size
            and 0 < row.x - last.x < MARK_REACH * row.size
            and (_GLYPH.match(last.text) or _ENUMERATED.match(last.text))
        ):
            joined[-1] = replace(
                row,
                span=Span(last.span.start, row.span.end),
                x=last.x,
                text=f"{last.text}{' ' * (row.span.start - last.span.end)}{row.text}",
                raised=last.raised + row.raised,
                lead=last.text,
                after_lead=row.x,
            )
        else:
            joined.append(row)
    return joined


def mark_of(row: Row) -> tuple[Mark, str | None, int]:
    """Return the mark that a row opens with, its number, and the offset of its words."""
    first, _, rest = row.text.partition(" ")
    if not rest and row.lead != row.text and _GLYPH.match(row.lead):
        first, rest = row.lead, row.text[len(row.lead) :]
    if _GLYPH.match(first) and rest.strip():
        return Mark.BULLET, None, len(row.text) - len(rest.lstrip())
    if hangs(row) and (bare := _BARE_NUMBER.match(row.lead)):
        kind = Mark.DECIMAL if bare[1][:1].isdigit() else Mark.LETTERED
        return kind, bare[1], len(row.text) - len(row.text[len(row.lead) :].lstrip())
    mark, number, offset, _ = opening(row.text)
    return (Mark.NONE, None, 0) if mark in (Mark.HASH, Mark.NOTE) else (mark, number, offset)


def hangs(row: Row) -> bool:
    """Say whether the mark that a row opens with is a piece by itself, its words set apart."""
    alone = bool(_GLYPH.match(row.lead) or _ENUMERATED.match(row.lead))
    return alone and row.after_lead > row.x + width(row.lead, row.size) + HANG * row.size


def note_mark(row: Row, style: Style, marks: frozenset[str]) -> str:
    """Return the mark of the note that begins on a row, or nothing.

    ``marks`` are those that are raised anywhere on the page.
    """
    raised = bool(row.raised) and row.raised[0].start == row.span.start
    mark = row.text[: row.raised[0].end - row.raised[0].start] if raised else row.lead
    known = raised or (mark in marks and row.after_lead > 0)
    small = row.size <= SMALLER * style.body
    return mark if known and small and len(mark) < len(row.text) else ""


def words_after(row: Row, mark: str) -> int:
    """Return the offset of a note's words, after its mark."""
    rest = row.text[len(mark) :]
    return len(row.text) - len(rest.lstrip())


def note_calls(text: str, rows: Sequence[Row]) -> Iterator[NoteCall]:
    """Yield the calls of notes: raised marks that are not the start of a note."""
    for row in rows:
        for span in row.raised:
            mark = span.slice(text)
            before = text[row.span.start : span.start]
            if before and not mark.isalpha() and not _BEFORE_POWER.search(before):
                yield NoteCall(span, mark)
