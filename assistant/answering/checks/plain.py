"""General English: words that state nothing, words that may stand for another, opposites."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.answering.checks.words import normal
from assistant.index.lexical import stems

_LIST = Path(__file__).with_name("plain_words.toml")


@dataclass(frozen=True, slots=True)
class PlainWords:
    """What ``plain_words.toml`` holds, word by stem."""

    general: frozenset[str]
    same: Mapping[str, frozenset[str]]
    opposite: Mapping[str, frozenset[str]]


def roots(text: str) -> list[str]:
    """Return the stem of each word of a text in order, irregular forms as their base."""
    return [_root(word) for word in normal(text).split()]


@cache
def plain_words() -> PlainWords:
    """Return the lists of general English."""
    lists = tomllib.loads(_LIST.read_text("utf-8"))
    same: dict[str, set[str]] = {}
    for line in lists["same"]:
        first, *others = roots(line)
        for other in others:
            same.setdefault(first, set()).add(other)
            same.setdefault(other, set()).add(first)
    return PlainWords(
        frozenset(roots(lists["general"])),
        {word: frozenset(others) for word, others in same.items()},
        _paired(roots(pair) for pair in lists["opposite"]),
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
