"""A question as asked to a question that stands on its own, with what to search for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Message, Query, Question
from assistant.errors import QuestionError
from assistant.retrieval.acronyms import short_forms
from assistant.retrieval.asking import asked_for, wants_list
from assistant.retrieval.danger import tells_of_danger
from assistant.retrieval.instructions import without_instructions
from assistant.retrieval.language import Language
from assistant.retrieval.parts import split_parts
from assistant.retrieval.stages import ALL, Stages

# A follow-up leans on what went before: it opens like one, points back, or is this short.
MAX_FRAGMENT_WORDS = 3
# Of an earlier question no more than this is set before a follow-up.
MAX_BEFORE_CHARS = 300
MAX_TURNS_BACK = 3

_BREAKS = "\t\n\r\x0b\x0c\x85"
_ASKS = re.compile(r"^\W*(?:what|who|where|when|how|is|are|do|does|must|should|can)\b", re.I)

_OPENS_BACK = re.compile(
    r"^\W*(?:and|but|or|so|also|what about|how about|what else|anything else|why|"
    r"is that|are they|does that|which of)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|those|these|this|there|one|ones|"
    r"such|same|former|latter)\b|\b(?:is|does|did|was|do|about|of|for|to|with|by|after|under)\s+that\b|"
    r"\bthat\W*$",
    re.IGNORECASE,
)
# Words of pointing that point at nothing before: "is there", or at what the question itself names
# by its short form: "must an ICB publish its report".
_POINTS_NOWHERE = re.compile(
    r"\b(?i:(?:is|are|was|were|will|be)\s+there|there\s+(?:is|are))\b|"
    r"[A-Z]{2,}s?\b.*?\b(?i:its?|their|they|them)\b|"
    r"\b(?i:this|these|those) (?i:guidance|documents?|papers?|rules|country|year)\b"
)


def clean(text: str, limit: int) -> str:
    """Return a question with invisible and control characters out and white space made plain.

    Raises `QuestionError` where nothing is left or more than ``limit`` characters are.
    """
    question = plain(text)
    if not any(c.isalnum() for c in question):
        raise QuestionError("The question is empty.", "Write what you want to know.")
    if len(question) > limit:
        raise QuestionError(
            f"The question has {len(question):,} characters; the limit is {limit:,}.",
            "Ask a shorter one, or several one after the other.",
        )
    return question


def plain(text: str) -> str:
    """Return ``text`` with invisible and control characters out and white space made plain."""
    visible = "".join(
        " " if c in _BREAKS else c
        for c in unicodedata.normalize("NFC", text)
        if c in _BREAKS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(visible.split())


def understand(question: Question, language: Language, stages: Stages = ALL) -> Query:
    """Return the query for ``question``, whose text is clean already."""
    heard = without_instructions(question.text) if stages.instructions else None
    asked = (heard.question if heard else "") or question.text
    repaired = language.speller.repaired(asked) if stages.spelling else None
    text = repaired.text if repaired else asked
    parts = split_parts(text) if stages.parts else ()
    return replace(
        _query(question, text, language, stages),
        question=question,
        changes=repaired.changes if repaired else (),
        urgent=tells_of_danger(question.text),
        asks_nothing=heard is not None and not heard.question,
        parts=tuple(_query(question, part, language, stages) for part in parts)
        if len(parts) > 1
        else (),
    )


def _query(question: Question, text: str, language: Language, stages: Stages) -> Query:
    """Return the query for ``text``, all or a part of what a question asks."""
    history = question.history if stages.history else ()
    # The question first: an embedding model reads no further than its limit.
    search_text = " ".join([text, *_leant_on(text, history)])
    standalone = stand_alone(text, history)
    found = language.references.find(standalone) if stages.references else ()
    asked = asked_for(text)
    return Query(
        question=replace(question, text=text),
        standalone=standalone,
        search_text=language.acronyms.opened(search_text) if stages.acronyms else search_text,
        expansions=language.vocabulary.expansions(standalone) if stages.vocabulary else (),
        named=tuple(dict.fromkeys(id for one in found for id in one.passages)),
        named_in=tuple(
            dict.fromkeys(doc for one in found if len(one.documents) == 1 for doc in one.documents)
        ),
        names_nothing=any(one.place and not one.passages for one in found),
        wants_list=wants_list(text, asked.form),
        form=asked.form,
        proposition=asked.proposition,
        compared=asked.compared,
        term=asked.term,
    )


def stand_alone(text: str, history: Sequence[Message]) -> str:
    """Return the question with what it leans on from the conversation set before it."""
    return " – ".join([*(said.rstrip(" ?.!") for said in _leant_on(text, history)), text])


def _leant_on(text: str, history: Sequence[Message]) -> list[str]:
    """Return the questions before that this one leans on, in order, each cut short."""
    asked = [plain(message.content) for message in history if message.role == "user"]
    before = [said[:MAX_BEFORE_CHARS] for said in asked if said]
    chain: list[str] = []
    while before and leans_back(chain[0] if chain else text):
        chain.insert(0, before.pop())
    # Of a long chain, where it began says what it is about.
    return chain if len(chain) <= MAX_TURNS_BACK else [chain[0], *chain[1 - MAX_TURNS_BACK :]]


def leans_back(text: str) -> bool:
    """Say whether a question cannot be understood without the one before it."""
    pointing = _POINTS_NOWHERE.sub(" ", text)
    return bool(
        _OPENS_BACK.search(text)
        or _POINTS_BACK.search(pointing)
        or (len(text.split()) <= MAX_FRAGMENT_WORDS and not _names_what_it_asks(text))
    )


def _names_what_it_asks(text: str) -> bool:
    """Say whether a short question is whole all the same: "What is SEND?"."""
    return bool(_ASKS.match(text) and short_forms(text))
