"""A question as asked to a question that stands on its own, with what to search for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Form, Message, Query, Question, Turn
from assistant.errors import QuestionError
from assistant.retrieval.asking import Asked, asked_for, wants_list
from assistant.retrieval.choices import (
    place_choices,
    says_nothing,
    sense_choices,
    senses_meant,
    spoken_of,
)
from assistant.retrieval.danger import tells_of_danger
from assistant.retrieval.followups import Resolved, resolve
from assistant.retrieval.instructions import without_instructions
from assistant.retrieval.language import Language
from assistant.retrieval.leaning import leans_back
from assistant.retrieval.parts import split_parts
from assistant.retrieval.premises import premise_of
from assistant.retrieval.references import Reference
from assistant.retrieval.stages import ALL, Stages
from assistant.retrieval.turns import is_about_an_answer

# Of an earlier question no more than this is set before a follow-up.
MAX_BEFORE_CHARS = 300
# The asking part of a question is searched for without the story before it from this length on:
# a shorter one names too little.
MIN_CLAUSE_WORDS = 6
# "How many are there in the county?" does not say of what.
_COUNTS_NOTHING = re.compile(r"^how (?:many|much) (?:is|are|was|were|will|do|does)\b", re.I)

_BREAKS = "\t\n\r\x0b\x0c\x85"


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


@dataclass(frozen=True, slots=True)
class _Talk:
    """The conversation that a question stands in."""

    asked: tuple[str, ...] = ()
    """What the reader asked before, each cut short."""
    replied: str = ""
    """What the assistant said last: it may tell which document is spoken of, and nothing else."""


def understand(question: Question, language: Language, stages: Stages = ALL) -> Query:
    """Return the query for ``question``, whose text is clean already."""
    heard = without_instructions(question.text) if stages.instructions else None
    asked = (heard.question if heard else "") or question.text
    repaired = language.speller.repaired(asked) if stages.spelling else None
    text = repaired.text if repaired else asked
    talk = _talk(question.history, stages) if stages.history else _Talk()
    resolved = resolve(text, talk.asked)
    parts = split_parts(resolved.search if resolved.whole else text) if stages.parts else ()
    parts = parts if len(parts) > 1 else _sides(resolved, stages)
    # What stands by itself already has what it leans on put into it.
    rest = replace(talk, asked=()) if resolved.whole else talk
    return replace(
        _query(question, text, resolved, talk, language, stages, has_parts=bool(parts)),
        question=question,
        changes=repaired.changes if repaired else (),
        urgent=tells_of_danger(question.text),
        asks_nothing=heard is not None and not heard.question,
        parts=tuple(
            _query(question, part, resolve(part, rest.asked), rest, language, stages)
            for part in parts
        ),
    )


def _sides(resolved: Resolved, stages: Stages) -> tuple[str, ...]:
    """Return a question about each of two things compared, so that each is searched for."""
    asked = asked_for(resolved.asked)
    two = stages.parts and asked.form is Form.COMPARE and len(asked.compared) == 2
    return tuple(f"What is {thing}?" for thing in asked.compared) if two else ()


def _query(
    question: Question,
    text: str,
    resolved: Resolved,
    talk: _Talk,
    language: Language,
    stages: Stages,
    *,
    has_parts: bool = False,
) -> Query:
    """Return the query for ``text``, all or a part of what a question asks."""
    acronyms = language.acronyms
    standing = resolved.search if resolved.whole else resolved.standalone
    asked = _of_short_form(asked_for(resolved.asked), text, language)
    found = _references(text, standing, talk, language) if stages.references else ()
    context = " ".join([*talk.asked, standing])
    named_in = tuple(
        dict.fromkeys(d for one in found if len(one.documents) == 1 for d in one.documents)
    )
    searched = _searched(resolved, asked, stages, has_parts=has_parts)
    choices = place_choices(found, language.references)
    if stages.acronyms:
        senses = sense_choices(text, asked.form, acronyms, context, named_in)
        also = senses_meant(text, acronyms, context, named_in)
        # What may be meant is searched for in all its senses.
        also += [sense.label for sense in senses[1:]]
        searched = " ".join([acronyms.opened(searched), *also])
        choices = choices or senses
    return Query(
        question=replace(question, text=text),
        standalone=resolved.standalone,
        search_text=searched,
        expansions=language.vocabulary.expansions(standing) if stages.vocabulary else (),
        named=tuple(dict.fromkeys(id for one in found for id in one.passages)),
        named_in=named_in,
        names_nothing=any(one.place and not one.passages for one in found),
        wants_list=wants_list(resolved.asked, asked.form) or resolved.turn is Turn.REST_OF_LIST,
        form=asked.form,
        proposition=asked.proposition,
        compared=asked.compared,
        term=asked.term,
        turn=resolved.turn,
        earlier=resolved.earlier,
        choices=choices,
        unclear=_is_unclear(text, resolved, language, named=bool(found)),
        premise=premise_of(resolved.asked, asked.clause),
    )


def _of_short_form(asked: Asked, text: str, language: Language) -> Asked:
    """Return what is asked; a short form and nothing else asks what it stands for."""
    bare = text.strip(" ?.!'\"‘’“”")
    if " " in bare or asked.form is not Form.WHAT or not language.acronyms.readings(bare):
        return asked
    return replace(asked, form=Form.DEFINITION, term=bare)


def _references(text: str, standing: str, talk: _Talk, language: Language) -> tuple[Reference, ...]:
    """Return what a question names, by itself or with what it leans on.

    A place that several documents have is looked for in those that the conversation speaks of.
    """
    references = language.references
    own = references.find(text)
    found = own if any(one.place for one in own) else references.find(standing)
    if any(one.place and len(one.documents) > 1 for one in found):
        spoken = spoken_of([standing, *reversed(talk.asked), talk.replied], references)
        found = tuple(references.held_to(one, spoken) for one in found)
    return references.with_notes(found, text)


def _searched(resolved: Resolved, asked: Asked, stages: Stages, *, has_parts: bool) -> str:
    """Return what to search for: of a question among other sentences, the part that asks.

    Only where it can be understood alone, and has its sentence to itself: what opens the same
    sentence ("as a trustee, …") belongs to what is asked.
    """
    clause = asked.clause
    told = resolved.search.partition(clause)[0].rstrip()
    if (
        (told and told[-1] not in ".!?")
        or not stages.story
        or has_parts
        or resolved.search != resolved.asked
        or len(clause.split()) < MIN_CLAUSE_WORDS
        or leans_back(clause)
        or _COUNTS_NOTHING.match(clause)
    ):
        return resolved.search
    return clause


def _is_unclear(text: str, resolved: Resolved, language: Language, *, named: bool) -> bool:
    """Say whether there is nothing to search for, here or in what was asked before."""
    if resolved.turn is not Turn.NEW:
        return False
    return is_about_an_answer(text) or says_nothing(text, language.acronyms, named)


def _talk(history: Sequence[Message], stages: Stages) -> _Talk:
    """Return what was asked before, less what was told to the assistant, and its last reply."""
    said = [(message.role, plain(message.content)) for message in history]
    users = (text for role, text in said if role == "user")
    heard = (without_instructions(text).question if stages.instructions else text for text in users)
    asked = (plain(text)[:MAX_BEFORE_CHARS] for text in heard if text)
    replied = [text for role, text in said if role == "assistant"]
    return _Talk(tuple(asked), replied[-1][:MAX_BEFORE_CHARS] if replied else "")
