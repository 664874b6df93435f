"""Whether the documents answer a question at all: an estimate from the evidence found.

A similar passage is no answer: a question about the subject always finds one. What counts besides
is which of the words that tell the question from others no passage matches, whether the names in it
are known, and what kind of thing it asks for (a sum, a name, the steps to take) and whether the
best passages hold one. It knows nothing of how passages were ranked but their order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.documents.reading import read
from assistant.domain import Hit, Query
from assistant.index import Index
from assistant.index.lexical import analyse
from assistant.index.tokens import Tokens, Vectors
from assistant.retrieval.kinds import FIGURES, SHOWN, Kind, asking, kinds_asked, shows
from assistant.retrieval.telling import Flags, TellingWords, telling_words

FEATURES = (
    "likeness",
    "unmatched",
    "kind missing",
    "asks for a figure or date",
    "asks how long",
    "asks for a name",
    "asks for steps",
    "names missing",
    "names unknown",
)
# Logistic regression over the features, each with the sign that its name promises, fitted by
# `python -m evals.coverage --fit` on the tuning cases and the questions put in several ways.
WEIGHTS = (5.18, -2.44, -1.55, -1.29, -1.17, -1.74, -1.88, -1.55, -1.71)
BIAS = -1.51
# The documents are taken to answer at or above this estimate: the highest, and so the least likely
# to answer what is not covered, at which the cases part as well as at any (evals/coverage.py).
# A question declined for nothing still gets the closest quotation.
COVERED = 0.65
# Below this likeness a question is about something else; between the two the documents are
# silent on their own subject. No covered question among the tuning cases lies below it.
ON_SUBJECT = 0.4

# What is named by its number is there or not, whatever else the question says.
THERE, NOT_THERE = 0.95, 0.05

# How many of the best passages are compared, looked at for names, and for the kind asked for.
COMPARED = 20
DEPTH = 5
SHOWING = 2

_NAMES = re.compile(r"(?<=[a-z,;'’0-9-] )[A-Z][a-z]{2,}\b")

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the evidence for a question shows."""

    features: tuple[float, ...]
    """In the order of `FEATURES`, each 0 to 1."""
    not_found: tuple[str, ...]
    """Telling words of the question that the documents neither use nor put in other words."""


def see(index: Index, query: Query, tokens: Tokens, hits: Sequence[Hit]) -> Seen:
    """Return what the evidence for ``query`` shows.

    ``tokens`` are those of its search text; ``hits`` are the passages, best first.
    """
    near = hits[:COMPARED]
    telling = telling_words(index, query, tokens)
    matched = [telling.matched(index, tokens, hit.passage) for hit in near]
    asked, kinds = asking(query.standalone), set(kinds_asked(query.question.text))
    names = set(_NAMES.findall(asked))
    passages = "\n".join(index.searchable(hit.passage) for hit in hits[:DEPTH]).lower()
    values = (
        max((_likeness(index, tokens, hit) for hit in near), default=0.0),
        min((float(telling.weights[~found].sum()) for found in matched), default=1.0),
        float(any(not _shown(index, hits[:SHOWING], kind) for kind in kinds & SHOWN)),
        float(bool(kinds & FIGURES)),
        float(Kind.DURATION in kinds),
        float(Kind.NAME in kinds),
        float(Kind.STEPS in kinds),
        float(any(name.lower() not in passages for name in names)),
        float(any(not _known(index, name) for name in names)),
    )
    return Seen(values, _not_found(index, telling, matched))


def features(index: Index, query: Query, hits: Sequence[Hit]) -> tuple[float, ...]:
    """Return the features of a question's evidence, in the order of `FEATURES`, each 0 to 1."""
    return see(index, query, index.embed_tokens(query.search_text), hits).features


def by_reference(query: Query, estimated: float) -> float:
    """Return the estimate for a question that may name a place in the documents by its number."""
    if query.names_nothing:
        return min(estimated, NOT_THERE)
    return max(estimated, THERE) if query.named else estimated


def estimate(values: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that the documents answer, given `features`."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + math.exp(-score))


def on_subject(values: Sequence[float]) -> bool:
    """Say whether a question with these `features` is about the corpus's subject."""
    return values[0] >= ON_SUBJECT


def _likeness(index: Index, tokens: Tokens, hit: Hit) -> float:
    """Return the likeness of a question and the unit of a passage that is most like it, 0 to 1.

    Both are the means of their tokens, as the model itself makes one vector of a text.
    """
    question = _mean(tokens.vectors)
    units = index.unit_tokens(hit.passage)
    return max((max(float(question @ _mean(unit)), 0.0) for unit in units), default=0.0)


def _mean(vectors: Vectors) -> Vectors:
    mean: Vectors = vectors.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), float(np.finfo(np.float32).tiny))


def _shown(index: Index, hits: Sequence[Hit], kind: Kind) -> bool:
    """Say whether a unit of the passages holds a thing of the kind, its lead-in included."""
    return any(
        shows(kind, read(index.documents[hit.passage.doc_id], (*unit.lead_in, *unit.spans)))
        for hit in hits
        for unit in hit.passage.units
    )


def _known(index: Index, name: str) -> bool:
    return any(index.lexical.document_frequency(stem) for stem in analyse(name))


def _not_found(index: Index, telling: TellingWords, matched: Sequence[Flags]) -> tuple[str, ...]:
    """Return the words that name what is asked and are in no passage, nor near any found."""
    found = np.any(matched, axis=0) if matched else np.zeros(len(telling.words), dtype=bool)
    return tuple(
        word
        for place, word in enumerate(telling.words)
        if telling.naming[place]
        and not found[place]
        and not index.lexical.document_frequency(telling.stems[place])
    )
