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
    units: tuple[float, ...] = ()
    """How well each of the passage's units answers, 0 to about 1; empty where not looked at."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a query, best first, and whether it covers the question at all."""

    query: Query
    hits: tuple[Hit, ...]
    coverage: float
    """Estimated probability that the documents answer the question."""
    on_subject: bool
    """Whether the question is about the corpus's subject."""
