"""Lists: told whole, or said not to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.checks.plain import plain_words, roots
from assistant.answering.checks.told import Told

_PART = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|such as|among|for example|for instance|e\.g|some of|one of|"
    r"two of|several of|part of|in particular|particularly|especially|and others?|and more|"
    r"others?|\d+ of|not limited to|not (?:only|just)|in all|items|and so on)\b",
    re.IGNORECASE,
)
_EDGE = 2
"""Words of matter at the edge of a list that are taken for its first or last item."""
_JOIN = re.compile(r",? (?:and|or|as well as) |, ")
_BREAK = re.compile(
    r"[.;:()–]|, (?=(?:which|who|but|so|while|when|where|if|with|as|from|in|to|meaning|or rather)\b)"
)
MAX_ITEM = 7
"""Words of an item; more are a clause of its own."""


def fault_in_lists(told: Told) -> str:
    """Return what item of a list a statement leaves out without saying that there is more."""
    short = [source for source in told.sources if 0 < source.shown < source.of]
    if short and not _PART.search(told.text):
        return f"It tells {short[0].shown} of {short[0].of} items and does not say so."
    words = set(roots(told.said))
    for pair in told.sentences:
        if _PART.search(pair.said) and not _PART.search(pair.source):
            continue
        for items in enumerations(pair.source):
            kept = [_is_told(item, words) for item in items]
            if any(kept) and not all(kept):
                left_out = " ".join(items[kept.index(False)])
                return f"It leaves “{left_out}” out of a list and does not say so."
    return ""


def enumerations(sentence: str) -> list[list[tuple[str, ...]]]:
    """Return the lists that stand within a sentence, each item as the words that mark it off."""
    found = []
    for stretch in _BREAK.split(sentence):
        pieces = [piece for piece in _JOIN.split(stretch) if piece.strip()]
        if len(pieces) < 2:
            continue
        items = [_matter(piece) for piece in pieces]
        items[0] = items[0][-_EDGE:]
        items[-1] = items[-1][:_EDGE]
        short = all(len(piece.split()) <= MAX_ITEM for piece in pieces[1:-1])
        if short and all(items):
            found.append(_marked(items))
    return found


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


def _is_told(item: Sequence[str], words: set[str]) -> bool:
    same = plain_words().same
    return any(word in words or same.get(word, frozenset()) & words for word in item)
