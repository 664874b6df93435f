"""Answers: statements, the citations that they rest on, notices, and how a question ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.documents import Spans
from assistant.domain.questions import Evidence


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
    spans: Spans


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
    coverage: float | None = None
    """Estimated probability that the documents answer, 0 to 1; none after a fault."""
    timings_ms: dict[str, float] = field(default_factory=dict)
