"""Common English words: what is no mistake, though the documents never use it.

The list is the frequency dictionary that symspellpy ships (MIT): 83,000 words, British spellings
among American ones, out of SCOWL and the Google Books counts, so that misspellings are left out.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import symspellpy

_LIST = "frequency_dictionary_en_82_765.txt"
# Below this length a word less its "s" is another word more often than a singular.
_SHORTEST_SINGULAR = 4
_BEGINNINGS = ("un", "non", "re", "pre", "co", "sub", "multi", "inter")
# What is left of a word after a beginning such as "un" must be a word in its own right.
_SHORTEST_REST = 5


@cache
def english_counts() -> dict[str, int]:
    """Return the words of the list, case-folded, with how often they occur in a trillion or so."""
    lines = (files(symspellpy) / _LIST).read_text(encoding="utf-8-sig").split()
    return dict(zip(lines[::2], map(int, lines[1::2]), strict=True))


def is_english(word: str) -> bool:
    """Say whether a case-folded word is common English, or a plural or compound of such a word."""
    counts = english_counts()
    if word in counts:
        return True
    if word.endswith("s") and len(word) > _SHORTEST_SINGULAR and word[:-1] in counts:
        return True
    return any(
        word.startswith(start)
        and len(word) - len(start) >= _SHORTEST_REST
        and word[len(start) :] in counts
        for start in _BEGINNINGS
    )
