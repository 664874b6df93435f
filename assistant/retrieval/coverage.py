"""Whether the documents answer a question at all: an estimate from the evidence found.

A similar passage is no answer: a question about the subject always finds one. What counts besides
is whether the words that carry the question stand in the evidence, whether the names and numbers
it mentions do, and whether the kind of thing that it asks for (a number, a date, a sum) is there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.domain import Hit, Query
from assistant.index import Index
from assistant.index.lexical import analyse
from assistant.retrieval.units import inverse_frequency

FEATURES = ("similarity", "best unit", "shared", "unseen", "names missing", "kind missing")
# Logistic regression over the features, fitted by `python evals/coverage.py --fit` on the tuning
# cases alone; the held-out cases are only reported on.
WEIGHTS = (4.0, 3.0, 1.0, -1.5, -2.0, -1.0)
BIAS = -2.6
# The documents are taken to answer at or above this estimate.
COVERED = 0.5
# Below this similarity a question is about something else; between the two the documents are
# silent on their own subject. Also from evals/coverage.py.
ON_SUBJECT = 0.33

# How many of the best passages are looked at.
DEPTH = 5

_NUMBER = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million)\b"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_KINDS = (
    (
        re.compile(
            r"\bhow (?:many|long|often|old|big|large|far)\b|\bwhat (?:percentage|proportion|number|"
            r"share|size|age)\b|\b(?:up to|minimum|maximum) (?:what )?(?:age|number)\b|\bquorum\b",
            re.I,
        ),
        re.compile(_NUMBER, re.I),
    ),
    (
        re.compile(
            r"\bwhen\b(?! \w+ (?:is|are|do|does)\b)|\bwhat (?:\w+ )?(?:date|year|month|day)\b|\bdeadline\b",
            re.I,
        ),
        re.compile(
            rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|\b{_MONTH}\s+\d", re.I
        ),
    ),
    (
        re.compile(r"\bhow much\b|\b(?:salary|salaries|paid|pay|fee|fees|price|costs?)\b|£", re.I),
        re.compile(r"£\s?\d|\d\s?(?:pounds|million|%)", re.I),
    ),
    (
        re.compile(r"\b(?:phone|telephone|e-?mail|postal|web) ?(?:number|address)?\b", re.I),
        re.compile(r"\S@\S|\bwww\.|https?:|\d{4,}", re.I),
    ),
)
_NAMES = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b|\b(?:19|20)\d\d\b|\b\d+(?:\.\d+)?\b")


def features(index: Index, query: Query, hits: Sequence[Hit]) -> tuple[float, ...]:
    """Return the features of a question's evidence, in the order of `FEATURES`, each 0 to 1."""
    best = hits[:DEPTH]
    text = "\n".join(index.searchable(hit.passage) for hit in best)
    found = set(analyse(text))
    weights = {stem: inverse_frequency(index, stem) for stem in analyse(query.standalone)}
    whole = sum(weights.values()) or 1.0
    shared = sum(weight for stem, weight in weights.items() if stem in found) / whole
    unseen = (
        sum(w for stem, w in weights.items() if not index.lexical.document_frequency(stem)) / whole
    )
    units = [score for hit in best for score in hit.units]
    return (
        max((hit.similarity for hit in hits), default=0.0),
        max(units, default=0.0),
        shared,
        unseen,
        _names_missing(query.standalone, text),
        _kind_missing(query.standalone, text),
    )


def estimate(values: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that the documents answer, given `features`."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + math.exp(-score))


def on_subject(values: Sequence[float]) -> bool:
    """Say whether a question with these `features` is about the corpus's subject."""
    return values[0] >= ON_SUBJECT


def _names_missing(question: str, text: str) -> float:
    """Return the share of names and numbers in a question that the evidence does not mention."""
    names = set(_NAMES.findall(question))
    lowered = text.lower()
    return sum(name.lower() not in lowered for name in names) / len(names) if names else 0.0


def _kind_missing(question: str, text: str) -> float:
    """Return 1 where a question asks for a kind of thing that the evidence does not hold."""
    asked = [there for asks, there in _KINDS if asks.search(question)]
    return float(any(not there.search(text) for there in asked))
