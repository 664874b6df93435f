"""Phrases of the editors' files, found in a question: all words of one, in whatever order."""

from __future__ import annotations

import re

SHORTEST_STEM = 4
"""Letters from which on a word of the editors' stands for all that begin with it; shorter ones
would open too many others."""

_WORD = re.compile(r"\w+(?:'\w+)?")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def stands_in(phrase: str, words: frozenset[str]) -> bool:
    """Say whether all words of a phrase stand among ``words``."""
    return all(any(_is_form(word, given) for word in words) for given in words_of(phrase))


def _is_form(word: str, given: str) -> bool:
    """Say whether a word is one that the editors gave: itself, its plural or what begins so."""
    if len(given) < SHORTEST_STEM:
        return word in (given, f"{given}s")
    return word.startswith(given)
