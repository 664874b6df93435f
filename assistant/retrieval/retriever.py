"""Passages for a question: two rankings, fused; also as a LangChain retriever for other chains."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.domain import Evidence, Hit, Query, Question
from assistant.index import Index
from assistant.retrieval.acronyms import Acronyms, find_acronyms
from assistant.retrieval.coverage import estimate, features, on_subject
from assistant.retrieval.fusion import fuse
from assistant.retrieval.stages import ALL, Stages
from assistant.retrieval.understand import understand
from assistant.retrieval.units import UnitScorer

# Passages taken from each ranking before they are fused.
CANDIDATES = 100
# Passages whose units are scored: an answer is made of the best few. With `guidance eval` on the
# tuning cases 4 answer a little worse, 6 and 8 no better.
LOOKED_INTO = 5
# How much the best unit of a passage counts beside the passage's own score.
UNIT_WEIGHT = 0.5


class Retriever:
    """Finds the evidence for queries in one opened index; safe to share between threads."""

    def __init__(self, index: Index, keep: int, stages: Stages = ALL) -> None:
        """Prepare to search ``index``, handing on the best ``keep`` passages."""
        self.index = index
        self.stages = stages
        self.acronyms: Acronyms = find_acronyms(index.documents, index.passages)
        self._keep = keep
        self._order = {p.passage_id: place for place, p in enumerate(index.passages)}
        self._units = UnitScorer()

    def retrieve(self, query: Query) -> Evidence:
        """Return the evidence for ``query``: passages best first, and whether it is covered."""
        vector = self.index.embed(query.search_text)
        # Where the ranking by meaning is left out, the similarity is still known.
        near = self.index.dense(vector, CANDIDATES)
        dense = near if self.stages.dense else []
        words = self.stages.lexical
        lexical = self.index.lexical.search(query.search_text, CANDIDATES) if words else []
        similarity = dict(near)
        hits = [
            Hit(self.index.passage(passage_id), score, similarity.get(passage_id, 0.0))
            for passage_id, score in fuse(dense, lexical, self._order)[: self._keep]
        ]
        hits = self._looked_into(query, vector, hits)
        if not self.stages.coverage:
            return Evidence(query, tuple(hits), coverage=1.0, on_subject=True)
        values = features(self.index, query, hits)
        return Evidence(query, tuple(hits), estimate(values), on_subject(values))

    def _looked_into(self, query: Query, vector: list[float], hits: list[Hit]) -> list[Hit]:
        """Score the units of the best passages and rank those passages by them too."""
        best = hits[:LOOKED_INTO]
        scores = self._units.scores(
            self.index, query.search_text, vector, [hit.passage for hit in best]
        )
        # Left out, they rank nothing, yet an answer still quotes the best of them.
        weight = UNIT_WEIGHT if self.stages.units else 0.0
        scored = [
            Hit(
                hit.passage,
                hit.score + weight * max(units, default=0.0),
                hit.similarity,
                units,
            )
            for hit, units in zip(best, scores, strict=True)
        ]
        scored.sort(key=lambda hit: (-hit.score, self._order[hit.passage.passage_id]))
        return [*scored, *hits[LOOKED_INTO:]]


class GuidanceRetriever(BaseRetriever):
    """The same search as a LangChain retriever, for use in chains of one's own.

    Each document carries the passage's id, document, locator, authority and score as metadata.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Callable[[], Retriever]
    """Hands out the retriever to use, so that a re-synced index is found at once."""
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        retriever = self.retriever()
        asked = understand(Question(query), retriever.acronyms, retriever.stages)
        evidence = retriever.retrieve(asked)
        return [_as_langchain(retriever.index, hit) for hit in evidence.hits[: self.k]]


def _as_langchain(index: Index, hit: Hit) -> LangChainDocument:
    part = index.documents[hit.passage.doc_id].parts[hit.passage.part]
    return LangChainDocument(
        id=hit.passage.passage_id,
        page_content=hit.passage.text,
        metadata={
            "passage_id": hit.passage.passage_id,
            "doc_id": hit.passage.doc_id,
            "locator": hit.passage.locator,
            "title": part.title,
            "authority": part.authority,
            "score": hit.score,
        },
    )
