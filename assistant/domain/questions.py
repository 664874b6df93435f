"""Questions as asked, as understood, and with the evidence found for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.passages import Passage


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
class Expansion:
    """Words of a question that the vocabulary knows, and what guidance calls the same thing."""

    said: str
    """The reader's words in small letters, without those that stand between."""
    means: tuple[str, ...]
    """Words and phrases that the question does not use already, the most usual first."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood: standing on its own, with what to search for."""

    question: Question
    standalone: str
    search_text: str
    """What the rankings are asked: the standalone question with its acronyms opened."""
    expansions: tuple[Expansion, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    """Words that were taken for slips: as written, and as read."""
    named: tuple[str, ...] = ()
    """Ids of the passages that it names by a number, such as those of a paragraph."""
    named_in: tuple[str, ...] = ()
    """Ids of the documents that it names, where one reference names no more than one."""
    names_nothing: bool = False
    """Whether it names a place by a number that the documents do not have."""
    wants_list: bool = False
    urgent: bool = False
    asks_nothing: bool = False
    """Whether nothing is left to ask once what is told to the assistant itself is set aside."""
    parts: tuple[Query, ...] = ()
    """Of a question that asks several things, each as a query of its own; empty for one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score; a higher score is better."""

    passage: Passage
    score: float
    similarity: float
    """Cosine similarity of question and passage, −1 to 1."""
    units: tuple[float, ...] = ()
    """How well each of the passage's units answers, 0 to about 1; empty where not looked at."""
    late: float = 0.0
    """How well the passage matches the question token by token, 0 to 1."""
    unmatched: float = 0.0
    """Share of the question, by how telling its words are, that nothing in the passage matches."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a query, best first, and whether it covers the question at all."""

    query: Query
    hits: tuple[Hit, ...]
    coverage: float
    """Estimated probability that the documents answer the question."""
    on_subject: bool
    """Whether the question is about the corpus's subject."""
    not_found: tuple[str, ...] = ()
    """Telling words of the question, case-folded, that the documents never use in any form."""
    parts: tuple[Evidence, ...] = ()
    """The evidence for each part of a question that asks several things."""
