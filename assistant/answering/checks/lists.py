"""Lists: told whole, or said not to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.answering.checks.plain import covered, plain_words, roots
from assistant.answering.checks.told import Told

_PART = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|such as|among|for example|for instance|e\.g|some of|one of|"
    r"two of|several of|part of|in particular|particularly|especially|and others?|and more|"
    r"others?|\d+ of|not limited to|not (?:only|just)|in all|items|and so on)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r", ")
_ARTICLE = re.compile(
    r"^(?:(?:the|an?|any|all|their|its|his|her|our|with|in|of|for|to|on|by|at|also|other) )+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b([A-Z][a-z][\w'-]*) and (?=[A-Z][a-z])")
_CLAUSE = re.compile(
    r"(?:this|these|it|they|there|we|which|who|so|then|therefore)\b|"
    r"[^,]*\b(?:is|are|was|were|will|must|should|can|may|has|have|shall|would)\b",
    re.IGNORECASE,
)
_LAST_JOIN = re.compile(r",? (?:and|or|as well as) ")
_BREAK = re.compile(
    r"[.;:()–]|,? (?=(?:which|who|but|so|while|when|where|if|meaning|including|such as)\b)"
)
MAX_ITEM = 6
"""Words of an item between two commas; more are a clause of its own."""
LISTED = 3
"""So many short items are a list, of which none may go; of two the second may open a new thought,
unless what comes after both is told."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list within a sentence: what marks each item off, and the word of matter after it."""

    items: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]


def fault_in_lists(told: Told) -> str:
    """Return what item of a list a statement leaves out without saying that there is more."""
    short = [source for source in told.sources if 0 < source.shown < source.of]
    if short and not _PART.search(told.text):
        return f"It tells {short[0].shown} of {short[0].of} items and does not say so."
    own, there = roots(told.said), set(roots(told.quoted))
    said = _Said(own, there, told.names.actors)
    for pair in told.sentences:
        if _PART.search(pair.said) and not _PART.search(pair.source):
            continue
        for listed in enumerations(pair.source):
            if left_out := said.leaves_out(listed):
                return f"It leaves “{left_out}” out of a list and does not say so."
    return ""


class _Said:
    """The words of a statement, to look for items in."""

    def __init__(self, words: Sequence[str], there: set[str], actors: frozenset[str]) -> None:
        self._words, self._all, self._actors = words, set(words), actors
        # A word of the source stands for itself alone.
        self._own = self._all - there
        # A word that the source lacks may tell what seems left out.
        self._spare = any(
            word.isalpha() and not covered(word, there)
            for word in self._all - plain_words().general
        )

    def leaves_out(self, listed: Enumeration) -> str:
        """Return the item of a list of which others are told, or nothing."""
        kept = [self._has(item) for item in listed.items]
        if all(kept) or not any(kept):
            return ""
        told = [self._place(item) for item, had in zip(listed.items, kept, strict=True) if had]
        after = any(self._place((word,)) > min(told) for word in listed.after)
        acting = all(set(item) & self._actors for item in listed.items)
        pair = after or acting or kept[-1]
        if (pair and not self._spare) or len(kept) >= LISTED:
            return " ".join(listed.items[kept.index(False)])
        return ""

    def _has(self, item: Sequence[str]) -> bool:
        """Say whether at least half of the words that mark an item off are told."""
        return 2 * sum(self._stands(word) for word in item) >= len(item)

    def _stands(self, word: str) -> bool:
        same = plain_words().same.get(word, frozenset())
        return word in self._all or not same.isdisjoint(self._own)

    def _place(self, item: Sequence[str]) -> int:
        """Return where an item first stands, -1 where it does not."""
        return next((at for at, word in enumerate(self._words) if word in item), -1)


def enumerations(sentence: str) -> list[Enumeration]:
    """Return the lists that stand within a sentence; two clauses or a title are none."""
    found = []
    for stretch in _BREAK.split(_TITLE.sub(r"\1 & ", sentence)):
        joins = list(_LAST_JOIN.finditer(stretch))
        for at, last in enumerate(joins):
            start = joins[at - 1].end() if at else 0
            end = joins[at + 1].start() if at + 1 < len(joins) else len(stretch)
            if listed := _list(stretch[start : last.start()], stretch[last.end() : end]):
                found.append(listed)
    return found


def _list(before: str, after: str) -> Enumeration | None:
    """Return the list that ends on the words before an “and” and the first ones after it."""
    pieces = _COMMA.split(before)
    inner = list(takewhile(lambda piece: len(piece.split()) <= MAX_ITEM, pieces[:0:-1]))
    first = pieces[len(pieces) - len(inner) - 1]
    behind = _matter(after)
    general = plain_words().general
    edges = [*roots(first)[-1:], *roots(_ARTICLE.sub("", after))[:1]]
    if _CLAUSE.match(after) or not behind or (not inner and not general.isdisjoint(edges)):
        return None
    opening = [] if edges[0] in general else _matter(first)[-1:]
    # A word that states nothing is no item that could be missed.
    items = [item for item in (opening, *map(_matter, inner[::-1]), behind[:1]) if item]
    return Enumeration(tuple(_marked(items)), tuple(behind[1:4])) if len(items) > 1 else None


def _matter(text: str) -> list[str]:
    general = plain_words().general
    return [word for word in roots(text) if word not in general and word.isalpha()]


def _marked(items: Sequence[list[str]]) -> list[tuple[str, ...]]:
    """Return each item by the words that no other item has, or all its words."""
    marked = []
    for at, item in enumerate(items):
        others = {word for place, other in enumerate(items) if place != at for word in other}
        marked.append(tuple(word for word in item if word not in others) or tuple(item))
    return marked
