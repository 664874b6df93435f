"""The values that the two paths hand on: documents in, questions through to answers.

Everything here is frozen and knows only the standard library. Positions count characters of a
document's *canonical text*: the file as decoded or extracted, unrepaired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in one document's canonical text."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


def quote_of(text: str, spans: Sequence[Span]) -> str:
    """Return the verbatim quotation at ``spans``: the slices joined by one space."""
    return " ".join(span.slice(text) for span in spans)


# --- documents ---------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a careful reader takes a block of a document to be."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NUMBERED = "numbered paragraph"
    ITEM = "list item"
    ROW = "table row"
    NOTE = "note"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document.

    ``spans`` cover the block as printed, its number or bullet included; more than one where a page
    break or a footer lies inside. ``content`` leaves the number or bullet out.
    """

    kind: BlockKind
    spans: Spans
    content: Spans
    number: str | None = None
    """The number or mark as printed, without punctuation: ``12``, ``1.2``, ``a``, ``iv``."""
    depth: int = 0
    """Nesting of a list item, or level of a heading; 0 is outermost."""
    uncertain: bool = False
    """Whether the order of reading is uncertain here (columns or a figure flattened)."""

    @property
    def start(self) -> int:
        """Where the block begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the block ends."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paginated document: its place in the text and the label printed on it."""

    ordinal: int
    label: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A document bound within a document, with its own title, voice and authority."""

    title: str
    locator: str
    """What stands before a place in it: ``Agenda item 6, Appendix 1``; empty for a whole document."""
    voice: str
    authority: str
    standing: str
    published: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """What the catalogue knows of a document; ``catalogued`` is false where it knows nothing."""

    doc_id: str
    title: str
    publisher: str
    published: str | None
    published_note: str
    authority: str
    standing: str
    voice: str
    rights: str
    address: str
    sha256: str
    filename: str
    catalogued: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its canonical text and the structure found in it."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    pages: tuple[Page, ...] = ()


# --- passages ----------------------------------------------------------------------------------


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
    """Where it stands, as a reader would say it: ``paragraph 16, 3rd bullet``, ``Annex A, item 6``."""
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


# --- questions ---------------------------------------------------------------------------------


class Reader(StrEnum):
    """Who asks; it changes wording and detail, never the evidence."""

    PLAIN = "plain"
    BOARD = "board"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation so far; ``role`` is ``user`` or ``assistant``."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asked, as they put it."""

    text: str
    history: tuple[Message, ...] = ()
    reader: Reader = Reader.PLAIN
    id: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood: standing on its own, with what to search for."""

    question: Question
    standalone: str
    search_text: str
    """What the rankings are asked: the standalone question with its acronyms opened."""
    wants_list: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score; a higher score is better."""

    passage: Passage
    score: float
    similarity: float
    """Cosine similarity of question and passage, −1 to 1."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a query, best first, and whether it covers the question at all."""

    query: Query
    hits: tuple[Hit, ...]
    coverage: float
    """Estimated probability that the documents answer the question."""
    on_subject: bool
    """Whether the question is about the corpus's subject."""


# --- answers -----------------------------------------------------------------------------------


class Outcome(StrEnum):
    """The named ways in which a question ends."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_IN_DOCUMENTS = "not_in_documents"
    OUT_OF_SCOPE = "out_of_scope"
    NEEDS_CLARIFICATION = "needs_clarification"
    URGENT_HELP = "urgent_help"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


class Strength(StrEnum):
    """How firmly a clause binds, in its own word."""

    MUST = "must"
    MUST_NOT = "must not"
    SHALL = "shall"
    SHOULD = "should"
    SHOULD_NOT = "should not"
    MAY = "may"
    NO_REQUIREMENT = "no requirement"
    EXPECTED = "expected"
    WILL = "will"
    LISTED = "listed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation stands, and what kind of source it stands in."""

    n: int
    doc_id: str
    passage_id: str
    title: str
    publisher: str
    published: str | None
    authority: str
    standing: str
    voice: str
    locator: str
    page: int | None
    page_label: str | None
    quote: str
    """Verbatim: the slices at ``spans`` joined by one space."""
    shown: str
    """The same words as reading text."""
    spans: Spans

    @property
    def char_start(self) -> int:
        """Where the quotation begins in the canonical text."""
        return self.spans[0].start

    @property
    def char_end(self) -> int:
        """Where the quotation ends in the canonical text."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list of the answer, the citations it rests on, and how firmly they bind."""

    text: str
    citations: tuple[int, ...]
    strength: Strength


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader must know beside the answer.

    ``kind`` is ``conflict``, ``currency``, ``proposal``, ``voice``, ``acronym`` or ``incomplete``.
    """

    kind: str
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of the answer's text: a statement by its place, or fixed wording by its key."""

    statement: int | None = None
    wording: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed answer before it has been checked."""

    evidence: Evidence
    outcome: Outcome
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    notices: tuple[Notice, ...]
    segments: tuple[Segment, ...]
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A retrieved passage as an answer reports it."""

    passage_id: str
    doc_id: str
    locator: str
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as data: what the command line, Python and the page all show."""

    id: str
    question: str
    standalone_question: str
    outcome: Outcome
    answer: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    notices: tuple[Notice, ...]
    retrieved: tuple[Retrieved, ...]
    suggestions: tuple[str, ...]
    segments: tuple[Segment, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
