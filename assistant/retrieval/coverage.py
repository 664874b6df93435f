"""Whether the documents answer a question at all: an estimate from the evidence found.

A similar passage is no answer: a question about the subject always finds one. What counts besides
is whether the best passage stands out from the crowd, whether the question's words, names and
numbers are known at all, and whether the kind of thing that it asks for (a number, a date, a sum)
is among the words that would be quoted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.documents.reading import read
from assistant.domain import Hit, Query
from assistant.index import Index
from assistant.index.lexical import analyse
from assistant.retrieval.kinds import shows_kind
from assistant.retrieval.late import inverse_frequency

FEATURES = (
    "similarity",
    "stands out",
    "unseen",
    "names missing",
    "kind missing",
    "ahead of others",
    "unmatched",
)
# Logistic regression over the features, fitted by `python -m evals.coverage --fit` on the tuning
# cases and the questions put in several ways; the test cases are only reported on.
WEIGHTS = (3.54, 2.86, -0.25, -0.46, -1.60, 2.52, -2.03)
BIAS = -1.38
# The documents are taken to answer at or above this estimate. From 0.45 to 0.55 the cases part
# about equally well (evals/coverage.py). A question declined still gets the closest quotation.
COVERED = 0.45
# Below this similarity a question is about something else; between the two the documents are
# silent on their own subject. Also from evals/coverage.py.
ON_SUBJECT = 0.33

# Words that hold no date, number or sum do not answer a question for one, however near they are.
NO_SUCH_THING = 0.4
_KIND = FEATURES.index("kind missing")

# What is named by its number is there or not, whatever else the question says.
THERE, NOT_THERE = 0.95, 0.05
# Ranks, from 0, that the first passage is compared with.
BELOW = slice(5, 10)

# How many of the best passages are looked at for names.
DEPTH = 5
# Passages from this rank on show how alike everything is to the question.
CROWD = 9
# Units that answer at least this well beside the best are looked at for the kind asked for.
NEARLY_AS_GOOD = 0.85

_NAMES = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b|\b(?:19|20)\d\d\b|\b\d+(?:\.\d+)?\b")


def features(index: Index, query: Query, hits: Sequence[Hit]) -> tuple[float, ...]:
    """Return the features of a question's evidence, in the order of `FEATURES`, each 0 to 1."""
    similar = sorted((hit.similarity for hit in hits), reverse=True)
    crowd = similar[CROWD:] or [0.0]
    weights = {stem: inverse_frequency(index, stem) for stem in analyse(query.standalone)}
    whole = sum(weights.values()) or 1.0
    unseen = sum(w for s, w in weights.items() if not index.lexical.document_frequency(s)) / whole
    passages = "\n".join(index.searchable(hit.passage) for hit in hits[:DEPTH])
    return (
        max(similar, default=0.0),
        max(similar, default=0.0) - sum(crowd) / len(crowd),
        unseen,
        _names_missing(query.standalone, passages),
        float(shows_kind(query.question.text, _best_units(index, hits)) is False),
        _ahead(hits),
        hits[0].unmatched if hits else 1.0,
    )


def by_reference(query: Query, estimated: float) -> float:
    """Return the estimate for a question that may name a place in the documents by its number."""
    if query.names_nothing:
        return min(estimated, NOT_THERE)
    return max(estimated, THERE) if query.named else estimated


def _ahead(hits: Sequence[Hit]) -> float:
    """Return by how much the first passage matches better than those well below it."""
    below = [hit.late for hit in hits[BELOW]]
    return hits[0].late - sum(below) / len(below) if below else 0.0


def _best_units(index: Index, hits: Sequence[Hit]) -> str:
    """Return the words of the units that answer nearly as well as the best."""
    best = max((score for hit in hits for score in hit.units), default=0.0)
    return "\n".join(
        read(index.documents[hit.passage.doc_id], (*unit.lead_in, *unit.spans))
        for hit in hits
        for unit, score in zip(hit.passage.units, hit.units, strict=False)
        if score >= NEARLY_AS_GOOD * best
    )


def estimate(values: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that the documents answer, given `features`."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    chance = 1 / (1 + math.exp(-score))
    return min(chance, NO_SUCH_THING) if values[_KIND] else chance


def on_subject(values: Sequence[float]) -> bool:
    """Say whether a question with these `features` is about the corpus's subject."""
    return values[0] >= ON_SUBJECT


def _names_missing(question: str, text: str) -> float:
    """Return the share of names and numbers in a question that the evidence does not mention."""
    names = set(_NAMES.findall(question))
    lowered = text.lower()
    return sum(name.lower() not in lowered for name in names) / len(names) if names else 0.0
