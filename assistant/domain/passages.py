"""Passages: what is found; units: what is quoted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.documents import Spans


class UnitKind(StrEnum):
    """The kinds of thing that may be quoted whole."""

    SENTENCE = "sentence"
    ITEM = "list item"
    ROW = "table row"


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is quoted: a sentence, a list item or a table row.

    ``lead_in`` is what a reader must see with it: the words that announce the list, or the header
    of the table. ``quotable`` is false for a fragment that would mislead on its own.
    """

    kind: UnitKind
    spans: Spans
    lead_in: Spans = ()
    locator: str = ""
    """Where it stands, as a reader would say it: ``paragraph 16, 3rd bullet``."""
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A structure-true piece of a document: the unit of finding.

    ``spans`` are the body and never overlap another passage's; ``context`` are headings and
    lead-ins, which may repeat.
    """

    passage_id: str
    doc_id: str
    ordinal: int
    """Place among the document's passages, from 0."""
    part: int
    """Place of its part among the document's parts."""
    headings: tuple[str, ...]
    """The path of headings above it, outermost first, as reading text."""
    number: str | None
    """The paragraph number as printed, if it has one."""
    locator: str
    spans: Spans
    context: Spans
    units: tuple[Unit, ...]
    text: str
    """The body as reading text."""
    group: str
    """Shared by the passages that one paragraph with its list was split into."""
    notes: tuple[str, ...] = ()
    """Passage ids of the notes that it calls."""
    called_from: tuple[str, ...] = ()
    """For a note: passage ids of the paragraphs that call it."""
    page: int | None = None
    page_label: str | None = None
    uncertain: bool = False

    @property
    def start(self) -> int:
        """Where its body begins; with the document this orders passages."""
        return self.spans[0].start

    def searchable(self, part_title: str = "") -> str:
        """Return the text that both indexes see: part, headings and body, a line each."""
        return "\n".join(filter(None, [part_title, " › ".join(self.headings), self.text]))
