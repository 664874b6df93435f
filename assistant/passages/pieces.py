"""The pieces that groups are made of: what may be quoted whole, with the spans that it takes up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.documents.reading import read
from assistant.domain import Block, BlockKind, Document, Spans, Unit, UnitKind
from assistant.passages.sections import Place
from assistant.passages.sentences import split_sentences

ENDS = re.compile(r"[.!?:;)\]\"'”’]\W*$")
MIN_QUOTABLE_WORDS = 5
# A shorter note ("See section 28 of the Act") is a pointer, for reading beside what calls it.
MIN_NOTE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit with the spans that it takes up in the body, number or bullet included."""

    unit: Unit
    cover: Spans


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: a paragraph and its list, a table, or a note."""

    pieces: tuple[Piece, ...]
    locator: str
    number: str | None
    place: Place
    lead_in: Spans = ()
    """The words that announce its list."""
    note: str = ""
    """The mark of a note."""
    uncertain: bool = False
    header: Spans = ()
    """The row that names the columns of its table."""
    figure: bool = False
    """Whether it holds the words of a picture."""


def sentences_of(document: Document, block: Block, locator: str) -> tuple[Piece, ...]:
    """Cut a paragraph into sentences; the first takes its number along."""
    pieces = []
    sentences = split_sentences(document.text, block.content, document.calls)
    for position, spans in enumerate(sentences):
        first, last = position == 0, position == len(sentences) - 1
        cover = (replace(spans[0], start=block.start), *spans[1:]) if first else spans
        quotable = _quotable(document, block, spans, first=first, last=last)
        unit = Unit(UnitKind.SENTENCE, spans, locator=locator, quotable=quotable)
        pieces.append(Piece(unit, cover))
    return tuple(pieces)


def _quotable(document: Document, block: Block, spans: Spans, *, first: bool, last: bool) -> bool:
    words = read(document, spans)
    if len(words.split()) < MIN_QUOTABLE_WORDS or re.fullmatch(r"(?:https?:|www\.)\S+", words):
        return False
    if block.kind is BlockKind.NOTE and len(words.split()) < MIN_NOTE_WORDS:
        return False
    if block.uncertain:
        torn = (first and words[:1].islower()) or (last and not ENDS.search(words))
        return not torn
    return True
