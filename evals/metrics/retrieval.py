"""How soon the gold evidence is found: by rank, and by words read.

Ranks are of needs, not of passages: a passage that shows two needs finds both, and a need counts
at the first passage that shows it. Recall, reciprocal rank and discounted gain as in Manning,
Raghavan and Schütze, *Introduction to Information Retrieval* (2008), chapter 8; gain for what is
new alone after Clarke et al., *Novelty and diversity in information retrieval evaluation* (2008).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from assistant.domain import Span, Spans
from evals.suite.cases import Case
from evals.suite.corpus import Corpus
from evals.suite.records import Record

DEPTH = 10
"""Ranks below this do not count for reciprocal rank and discounted gain."""

Ranks = tuple[int | None, ...]
Measure = Callable[[Case, Record, Corpus], float | None]

_WORD = re.compile(r"\S+")


def ranks(case: Case, record: Record, corpus: Corpus) -> Ranks:
    """Return, for each need, the rank from 1 of the first passage that shows it."""
    return tuple(
        next(
            (
                rank
                for rank, found in enumerate(record.retrieved, start=1)
                if corpus.satisfies(found.doc_id, found.spans, need)
            ),
            None,
        )
        for need in case.evidence
    )


def hit(found: Ranks, k: int) -> float:
    """Return 1 if any need is shown by the first ``k`` passages, else 0."""
    return float(any(rank is not None and rank <= k for rank in found))


def recall(found: Ranks, k: int) -> float:
    """Return the share of needs that the first ``k`` passages show."""
    return sum(rank is not None and rank <= k for rank in found) / len(found)


def reciprocal_rank(found: Ranks, depth: int = DEPTH) -> float:
    """Return one over the rank of the first passage that shows a need; 0 below ``depth``."""
    best = min((rank for rank in found if rank is not None), default=depth + 1)
    return 1 / best if best <= depth else 0.0


def discounted_gain(found: Ranks, depth: int = DEPTH) -> float:
    """Return the normalised discounted cumulative gain of new needs, 0 to 1.

    The ideal shows one need more at each rank; a ranking that shows several at once can reach it
    sooner, and no more than 1.
    """
    gained = sum(1 / math.log2(1 + rank) for rank in found if rank is not None and rank <= depth)
    ideal = sum(1 / math.log2(1 + rank) for rank in range(1, min(len(found), depth) + 1))
    return min(1.0, gained / ideal)


def recall_within(case: Case, record: Record, corpus: Corpus, words: int) -> float:
    """Return the share of needs shown by the first ``words`` words retrieved.

    The passage in which the limit falls is cut there, so that pipelines whose passages differ in
    length compare fairly.
    """
    shown: set[int] = set()
    for found in record.retrieved:
        spans, used = _first_words(corpus.texts.get(found.doc_id, ""), found.spans, words)
        shown |= {
            place
            for place, need in enumerate(case.evidence)
            if corpus.satisfies(found.doc_id, spans, need)
        }
        words -= used
        if words <= 0:
            break
    return len(shown) / len(case.evidence)


def _first_words(text: str, spans: Spans, words: int) -> tuple[Spans, int]:
    """Return the stretches that hold the first ``words`` words of ``spans``, and how many."""
    kept: list[Span] = []
    used = 0
    for span in spans:
        end = span.start
        for word in _WORD.finditer(text, span.start, span.end):
            if used == words:
                break
            end, used = word.end(), used + 1
        if end > span.start:
            kept.append(Span(span.start, end))
    return tuple(kept), used


def by_rank(measure: Callable[[Ranks], float]) -> Measure:
    """Return a measure of ranks as a metric of a case; none where it has no evidence."""

    def metric(case: Case, record: Record, corpus: Corpus) -> float | None:
        return measure(ranks(case, record, corpus)) if case.evidence else None

    return metric


def by_words(words: int, *, any_need: bool) -> Measure:
    """Return hit or recall within the first ``words`` words as a metric of a case."""

    def metric(case: Case, record: Record, corpus: Corpus) -> float | None:
        if not case.evidence:
            return None
        found = recall_within(case, record, corpus, words)
        return float(found > 0) if any_need else found

    return metric
