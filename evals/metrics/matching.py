"""Whether a text says something: the phrases of a claim, whatever their case and punctuation."""

from __future__ import annotations

import re

from evals.suite.cases import Claim

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_JOINS = re.compile(r"[\u2010-\u2015\-/]+")
_WORD = re.compile(r"\w+(?:'\w+)*|[%£]")


def normal(text: str) -> str:
    """Return the words of a text in small letters, a space before and after each."""
    plain = _JOINS.sub(" ", text.casefold().translate(_QUOTES))
    return f" {' '.join(_WORD.findall(plain))} "


def states(text: str, claim: Claim) -> bool:
    """Say whether a text holds all phrases of one alternative of a claim, each as whole words."""
    words = normal(text)
    return any(all(normal(phrase) in words for phrase in phrases) for phrases in claim.any_of)
