"""General English: words that state nothing, words that may stand for another, opposites."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path

from assistant.answering.checks.words import normal
from assistant.index.lexical import stems

SHORTEST_FAMILY = 5
"""Letters that two words of one family share at least."""

_LIST = Path(__file__).with_name("plain_words.toml")


@dataclass(frozen=True, slots=True)
class PlainWords:
    """What ``plain_words.toml`` holds, word by stem."""

    general: frozenset[str]
    wide: frozenset[str]
    offices: frozenset[str]
    same: Mapping[str, frozenset[str]]
    opposite: Mapping[str, frozenset[str]]


def roots(text: str) -> list[str]:
    """Return the stem of each word of a text in order, irregular forms as their base."""
    return [_root(word) for word in normal(text).split()]


@cache
def plain_words() -> PlainWords:
    """Return the lists of general English."""
    lists = tomllib.loads(_LIST.read_text("utf-8"))
    offices = frozenset(roots(lists["offices"]))
    same: dict[str, set[str]] = {}
    for line in lists["same"]:
        first, *others = roots(line)
        for other in others:
            same.setdefault(first, set()).add(other)
            same.setdefault(other, set()).add(first)
    return PlainWords(
        frozenset(roots(lists["general"])),
        frozenset(roots(lists["wide"])) - offices,
        offices,
        {word: frozenset(others) for word, others in same.items()},
        _paired(roots(pair) for pair in lists["opposite"]),
    )


def related(word: str, other: str) -> bool:
    """Say whether two stems are of one family: ``statut`` and ``statutori``."""
    pairs = zip(word, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= SHORTEST_FAMILY and shared >= min(len(word), len(other)) - 1


def covered(word: str, there: Collection[str]) -> bool:
    """Say whether a word, by its stem, stands among others, in another form or as another word."""
    lists = plain_words()
    if word in there or not lists.same.get(word, frozenset()).isdisjoint(there):
        return True
    # A partner is no partnership, and a commissioner no commission.
    return word not in lists.offices and any(
        related(word, other) for other in there if other not in lists.offices
    )


def _paired(pairs: Iterable[list[str]]) -> Mapping[str, frozenset[str]]:
    joined: dict[str, set[str]] = {}
    for words in pairs:
        for one, other in pairwise(words):
            joined.setdefault(one, set()).add(other)
            joined.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in joined.items()}


@cache
def _forms() -> Mapping[str, str]:
    lines = [line.split() for line in tomllib.loads(_LIST.read_text("utf-8"))["forms"]]
    return {form: base for base, *others in lines for form in others}


@cache
def _root(word: str) -> str:
    bare = word.removesuffix("'s").strip("'")
    return stems([_forms().get(bare, bare)])[0]
