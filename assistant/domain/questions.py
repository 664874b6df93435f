"""Questions as asked, as understood, and with the evidence found for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.passages import Passage
from assistant.domain.scope import EVERYTHING, Scope


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
    scope: Scope = EVERYTHING
    """Which documents it is asked of."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of a question that the vocabulary knows, and what guidance calls the same thing."""

    said: str
    """The reader's words in small letters, without those that stand between."""
    means: tuple[str, ...]
    """Words and phrases that the question does not use already, the most usual first."""


class Form(StrEnum):
    """What form of answer a question wants."""

    WHO = "who"
    WHAT = "what"
    """Anything that no other form names."""
    HOW_MANY = "how many"
    """A quantity: a number, a share, an age, a sum of money, how long or how often."""
    WHEN = "when"
    YES_NO = "yes or no"
    STRENGTH = "strength"
    """How firmly something is asked for: must, should, may?"""
    LIST = "list"
    COMPARE = "compare"
    DEFINITION = "definition"
    PLACE_TEXT = "place text"
    """What stands at a place that it names by number."""
    WHY = "why"
    HOW = "how"
    STANDING = "standing"
    """What a text is worth: law or not, whose words, of which date, still the rule?"""
    PERSONAL = "personal"
    """What somebody may do in their own case, which no document decides."""


class Turn(StrEnum):
    """What a question is in the conversation that it stands in."""

    NEW = "new"
    FOLLOW_UP = "follow-up"
    """It leans on an earlier question: “and the chair?”, “who else?”."""
    CORRECTION = "correction"
    """It mends the question before: “no, the partnership”."""
    EXPLAIN = "explain"
    SIMPLER = "simpler"
    EXACT_WORDS = "exact words"
    STILL_THE_RULE = "still the rule"
    REST_OF_LIST = "rest of list"
    WHERE = "where"
    """Where does it say that?"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that a question may mean, for the reader to choose from."""

    label: str
    """As a reader would say it: the long form, or the document and the place in it."""
    passage_id: str
    """Where the documents define it so, or the passage meant."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a question of yes or no asks about, in its own words, as far as grammar finds it."""

    subject: str
    """Who or what; empty after “is there”."""
    verb: str
    """The auxiliary in small letters, with none of its “not”: ``must``, ``does``, ``is``."""
    predicate: str
    """What is asked of the subject, without the auxiliary."""
    negated: bool = False


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
    """Whether a list that answers is wanted whole; always where the form is a list."""
    form: Form = Form.WHAT
    proposition: Proposition | None = None
    """Of a question of yes or no, or of how firmly: what it asks about, where grammar finds it."""
    compared: tuple[str, ...] = ()
    """The two things compared, or the two answers offered: “is it A or B that …?”."""
    term: str = ""
    """What a definition is asked of."""
    turn: Turn = Turn.NEW
    earlier: str = ""
    """Of a turn about the answer before (explain, simpler, exact words …) and of a correction: the
    question that it is about, standing on its own. The evidence is that for this question again."""
    choices: tuple[Choice, ...] = ()
    """Where words of it name several things and nothing says which is meant: all of them."""
    unclear: bool = False
    """Whether there is nothing in it to search for: “help”, or “what about it?” out of the blue."""
    premise: str = ""
    """What it takes for granted, as a statement: to be checked before it is repeated."""
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
    features: tuple[float, ...] = ()
    """What its score is made of, in the order of `assistant.retrieval.ranking.FEATURES`; empty
    where the passage was not looked into."""
    also: tuple[str, ...] = ()
    """Ids of passages left out that say the same in almost the same words."""


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
