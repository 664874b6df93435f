"""A turn of a conversation as a question that stands on its own, by rules and without a model.

Only what the reader asked is used. What the assistant said before is never searched for: it may
hold words of a document, or words that somebody put there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Turn
from assistant.retrieval.leaning import leans_back
from assistant.retrieval.replacing import put_in_place
from assistant.retrieval.turns import about_the_answer, asks_for_more, is_about_an_answer

MAX_TURNS_BACK = 3
# What is named instead is a name, not a sentence.
MAX_NAMED_WORDS = 8

_CORRECTS = re.compile(
    r"^\W*(?:(?P<no>no|nope|nah|sorry|actually|wrong|not quite)\b[\s,.!–—-]*(?:but |sorry[, ]*)?"
    r"(?P<meant>i (?:really )?(?:mean|meant|said|asked about|was asking about|wanted)\s+)?|"
    r"(?P<mean>i (?:really )?(?:mean|meant|was asking about|asked about)\s+)|(?P<not>(?=not\s)))"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^(?:thanks?|thank you|problem|worries|need|more|ok(?:ay)?|please)\b", re.IGNORECASE
)
_INSTEAD = re.compile(r"^(?P<new>.+?)\s+instead(?: of (?P<old>.+))?\W*$", re.IGNORECASE)
_NOT_BUT = re.compile(
    r"^not\s+(?P<old>.+?)(?:\s*[,;–—-]\s*(?:but\s+)?|\s+but\s+)(?P<new>.+)$", re.I
)
_BUT_NOT = re.compile(r"^(?P<new>.+?),?\s+(?:and )?not\s+(?P<old>.+)$", re.IGNORECASE)
_NAMES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|thanks?(?: you)?)\b[\s,.!]*)?(?:and|but|or|what about|how about|"
    r"and what about|and how about|what of|same for|the same for|and also|also)\s+(?P<new>.+?)\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:what|who|whom|whose|where|when|how|why|which|is|are|was|were|do|does|did|has|have|"
    r"must|should|can|could|may|will|would)\b",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|does|do|did|has|have|must|should|can|could|may|will|would)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A turn as a question that stands on its own."""

    turn: Turn
    standalone: str
    search: str
    """What to search for: the question first, then what it leans on."""
    asked: str
    """The question whose grammar says what form of answer is wanted."""
    whole: bool = False
    """Whether what is searched for is one question by itself, without the one before."""
    earlier: str = ""
    """The question that a turn about the answer, or a correction, is about."""


def resolve(text: str, before: Sequence[str]) -> Resolved:
    """Return ``text`` as a question that stands on its own, from the questions asked before it."""
    whole = Resolved(Turn.NEW, text, text, text)
    if not before:
        return whole
    last = before[-1]
    about = about_the_answer(text)
    new, old, corrects = _named_instead(text)
    if about or asks_for_more(text):
        # What an answer was about is the last question that had something to search for.
        earlier = _last_whole(before)
        turn = about or Turn.FOLLOW_UP
        standalone = f"{earlier.standalone.rstrip(' ?.!')} – {text}"
        asked = earlier.asked if about and about is not Turn.STILL_THE_RULE else text
        return Resolved(turn, standalone, earlier.search, asked, True, earlier.standalone)
    if new:
        base = resolve(last, before[:-1])
        turn = Turn.CORRECTION if corrects else Turn.FOLLOW_UP
        mended = put_in_place(new, base.standalone, old)
        earlier_said = base.standalone if corrects else ""
        if mended:
            return Resolved(turn, mended, mended, mended, True, earlier_said)
        joined = f"{base.standalone.rstrip(' ?.!')} – {text}"
        search = f"{new} {base.search}"
        return Resolved(turn, joined, search, base.asked, earlier=earlier_said)
    if corrects:
        return Resolved(Turn.CORRECTION, corrects, corrects, corrects, True, last)
    chain = _leant_on(text, before)
    if not chain:
        return whole
    standalone = " – ".join([*(one.rstrip(" ?.!") for one in chain), text])
    # The question first: an embedding model reads no further than its limit.
    return Resolved(Turn.FOLLOW_UP, standalone, " ".join([text, *chain]), text)


def _last_whole(before: Sequence[str]) -> Resolved:
    """Return the last question that is about more than an answer, standing on its own."""
    for place in range(len(before) - 1, -1, -1):
        if not is_about_an_answer(before[place]) or not place:
            return resolve(before[place], before[:place])
    return Resolved(Turn.NEW, before[-1], before[-1], before[-1])


def _named_instead(text: str) -> tuple[str, str, str]:
    """Return what a turn names anew, what it names it instead of, and the correction if it is one.

    Each may be empty; a correction that is a question of its own names nothing anew.
    """
    if found := _CORRECTS.match(text):
        rest = found["rest"].strip(" .!?")
        for form in (_NOT_BUT, _INSTEAD, _BUT_NOT):
            if pair := form.match(rest):
                return pair["new"].strip(" ?.!"), (pair["old"] or "").strip(" ?.!"), rest
        if _POLITE.match(rest):
            return "", "", ""
        said_so = found["meant"] or found["mean"]
        if found["not"] is not None:
            return "", "", ""
        if _ASKS.match(rest):
            return "", "", found["rest"].strip() if said_so else ""
        if said_so or _is_name(rest):
            return rest, "", rest
        return "", "", ""
    if pair := _INSTEAD.match(text.strip(" ?.!")):
        return pair["new"], pair["old"] or "", text
    if found := _NAMES.match(text):
        new = found["new"].strip(" ?.!")
        if not _ASKS.match(new) and _is_name(new) and not leans_back(f"a b c {new}"):
            return new, "", ""
    return "", "", ""


def _is_name(words: str) -> bool:
    return len(words.split()) <= MAX_NAMED_WORDS and not _HAS_VERB.search(words)


def _leant_on(text: str, before: Sequence[str]) -> list[str]:
    """Return the questions before that this one leans on, in order."""
    left = [one for one in before if not is_about_an_answer(one)] or list(before)
    chain: list[str] = []
    while left and leans_back(chain[0] if chain else text):
        chain.insert(0, left.pop())
    # Of a long chain, where it began says what it is about.
    return chain if len(chain) <= MAX_TURNS_BACK else [chain[0], *chain[1 - MAX_TURNS_BACK :]]
