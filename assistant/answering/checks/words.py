"""The words of a text in a form in which two texts compare."""

from __future__ import annotations

import re

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_JOINS = re.compile(r"[\u2010-\u2015\-/]+")
_WORD = re.compile(r"\w+(?:'\w+)*|[%£]")


def normal(text: str) -> str:
    """Return the words of a text in small letters, a space before and after each."""
    plain = _JOINS.sub(" ", text.casefold().translate(_QUOTES))
    return f" {' '.join(_WORD.findall(plain))} "
