"""The documents that answers are scored against: where the gold quotations stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain import Span, Spans
from evals.suite.cases import Need, Quoted

HALF = 0.5
"""A passage or citation holds a quotation if it has this share of its characters."""


class Corpus:
    """Canonical texts by document id; remembers where each gold quotation stands."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self._places: dict[Quoted, tuple[Span, ...]] = {}

    def places(self, quoted: Quoted) -> tuple[Span, ...]:
        """Return every place where a quotation stands in its document; none if nowhere."""
        if quoted not in self._places:
            text = self.texts.get(quoted.doc_id, "")
            self._places[quoted] = tuple(_occurrences(quoted.quote, text))
        return self._places[quoted]

    def holds(self, doc_id: str, spans: Spans, quoted: Quoted) -> bool:
        """Say whether words at ``spans`` of a document have at least half of a quotation."""
        return doc_id == quoted.doc_id and any(
            overlap(spans, place) >= HALF * (place.end - place.start)
            for place in self.places(quoted)
        )

    def satisfies(self, doc_id: str, spans: Spans, need: Need) -> bool:
        """Say whether words at ``spans`` of a document show one alternative of a need."""
        return any(self.holds(doc_id, spans, quoted) for quoted in need)


def overlap(spans: Sequence[Span], place: Span) -> int:
    """Return how many characters of ``place`` lie in ``spans``, which do not overlap."""
    return sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in spans)


def _occurrences(quote: str, text: str) -> list[Span]:
    found: list[Span] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        found.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found
