"""Whether a question can be understood without the one before it."""

from __future__ import annotations

import re

from assistant.retrieval.acronyms import short_forms

# A follow-up leans on what went before: it opens like one, points back, or is this short.
MAX_FRAGMENT_WORDS = 3

_ASKS = re.compile(r"^\W*(?:what|who|where|when|how|is|are|do|does|must|should|can)\b", re.I)

_OPENS_BACK = re.compile(
    r"^\W*(?:and|but|or|so|also|what about|how about|what else|anything else|why|"
    r"is that|are they|does that|which of)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|those|these|this|there|one|ones|"
    r"such|same|former|latter)\b|\b(?:is|does|did|was|do|would|will|can|could|should|must|has|about|of|for|to|with|by|after|under)\s+that\b|"
    r"\bthat\W*$",
    re.IGNORECASE,
)
# Words of pointing that point at nothing before: "is there", or at what the question itself names
# by its short form: "must an ICB publish its report".
_POINTS_NOWHERE = re.compile(
    r"\b(?i:(?:is|are|was|were|will|be)\s+there|there\s+(?:is|are))\b|"
    r"[A-Z]{2,}s?\b.*?\b(?i:its?|their|they|them)\b|"
    r"\b(?i:this|these|those) (?i:guidance|documents?|papers?|rules|country|year)\b"
)


def leans_back(text: str) -> bool:
    """Say whether a question cannot be understood without the one before it."""
    pointing = _POINTS_NOWHERE.sub(" ", text)
    return bool(
        _OPENS_BACK.search(text)
        or _POINTS_BACK.search(pointing)
        or (len(text.split()) <= MAX_FRAGMENT_WORDS and not _names_what_it_asks(text))
    )


def _names_what_it_asks(text: str) -> bool:
    """Say whether a short question is whole all the same: "What is SEND?"."""
    return bool(_ASKS.match(text) and short_forms(text))
