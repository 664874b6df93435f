"""Passages for a question: two rankings, fused; also as a LangChain retriever for other chains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.domain import Evidence, Hit, Query, Question
from assistant.index import Index
from assistant.retrieval.coverage import by_reference, estimate, on_subject, see
from assistant.retrieval.danger import DangerListener
from assistant.retrieval.fusion import fuse
from assistant.retrieval.language import Language
from assistant.retrieval.late import compare
from assistant.retrieval.stages import ALL, Stages
from assistant.retrieval.understand import understand
from assistant.retrieval.units import unit_scores
from assistant.retrieval.vocabulary import Vocabulary, weighted

# Passages taken from each ranking before they are fused.
CANDIDATES = 100
# What a passage gains that the question names by its number: more than any ranking gives.
NAMED = 10.0
# What a passage gains whose document the question names: about what parts the first few. Set once,
# and no other tried.
NAMED_IN = 0.3
# Passages that late interaction ranks again.
RERANKED = 50
# How much late interaction counts beside the fused score. Of 1, 2, 3 and 5 on the tuning cases 3
# puts the most right passages first (docs/decisions/2026-11-24-finding.md).
LATE_WEIGHT = 3.0
# Passages whose units are scored: an answer is made of the best few. On the tuning cases it is
# hardly another from 8.
LOOKED_INTO = 5


class Retriever:
    """Finds the evidence for queries in one opened index; safe to share between threads."""

    def __init__(
        self, index: Index, keep: int, vocabulary: Vocabulary, stages: Stages = ALL
    ) -> None:
        """Prepare to search ``index``, handing on the best ``keep`` passages."""
        self.index = index
        self.stages = stages
        self.language = Language.of(index, vocabulary)
        self._keep = keep
        self._order = {p.passage_id: place for place, p in enumerate(index.passages)}

    def retrieve(self, query: Query) -> Evidence:
        """Return the evidence for ``query``: passages best first, and whether it is covered.

        Of several parts each has evidence of its own; the passages of all are ranked together.
        """
        vector = self.index.embed(query.search_text)
        if not query.urgent:
            query = replace(query, urgent=self._hears_danger(query, vector))
        whole = self._found(query, vector)
        if not query.parts:
            return whole
        parts = tuple(self._found(part, self.index.embed(part.search_text)) for part in query.parts)
        ranked = self._together([whole, *parts])
        return replace(whole, hits=ranked, parts=parts)

    def _together(self, found: Sequence[Evidence]) -> tuple[Hit, ...]:
        """Rank the passages of several searches by the best rank that each has in any."""
        best: dict[str, tuple[int, Hit]] = {}
        for evidence in found:
            for rank, hit in enumerate(evidence.hits):
                known = best.get(hit.passage.passage_id)
                if known is None or rank < known[0]:
                    best[hit.passage.passage_id] = (rank, hit)
        ranked = sorted(best.values(), key=lambda b: (b[0], self._order[b[1].passage.passage_id]))
        return tuple(hit for _, hit in ranked[: self._keep])

    def _found(self, query: Query, vector: list[float]) -> Evidence:
        """Return the evidence for one thing asked; ``vector`` is that of its search text."""
        # Where the ranking by meaning is left out, the similarity is still known.
        near = self.index.dense(vector, CANDIDATES)
        dense = near if self.stages.dense else []
        also = weighted(query.expansions)
        words = self.stages.lexical
        lexical = self.index.lexical.search(query.search_text, CANDIDATES, also) if words else []
        similarity = dict(near)
        hits = [
            Hit(self.index.passage(passage_id), score, similarity.get(passage_id, 0.0))
            for passage_id, score in self._named_first(query, fuse(dense, lexical, self._order))
        ]
        hits = self._reranked(query, hits)[: self._keep]
        if not self.stages.coverage:
            return Evidence(query, tuple(hits), coverage=1.0, on_subject=True)
        seen = see(self.index, query, self.index.embed_tokens(query.search_text), hits)
        return Evidence(
            query,
            tuple(hits),
            by_reference(query, estimate(seen.features)),
            on_subject(seen.features) or bool(query.named),
            seen.not_found,
        )

    def _hears_danger(self, query: Query, vector: list[float]) -> bool:
        """Say whether a question tells of danger in a way that no sign knows, by its own words."""
        asked = query.question.text
        return self.listener.hears(
            vector if asked == query.search_text else self.index.embed(asked)
        )

    @cached_property
    def listener(self) -> DangerListener:
        """Hears danger by meaning; learns when it is first needed, which takes a second or two."""
        return DangerListener(self.index.embed_all)

    def _named_first(self, query: Query, fused: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """Raise what the question names: its passages above all, then those of its documents."""
        scores = dict.fromkeys(query.named, 0.0) | dict(fused)
        named, named_in = set(query.named), set(query.named_in)
        return [
            (
                passage_id,
                score
                + NAMED * (passage_id in named)
                + NAMED_IN * (self.index.passage(passage_id).doc_id in named_in),
            )
            for passage_id, score in scores.items()
        ]

    def _reranked(self, query: Query, hits: list[Hit]) -> list[Hit]:
        """Rank the best passages by late interaction too, and score the units of those on top."""
        near, others = hits[:RERANKED], hits[RERANKED:]
        compared = compare(self.index, query.search_text, [hit.passage for hit in near])
        weight = LATE_WEIGHT if self.stages.late else 0.0
        ranked = sorted(
            zip(near, compared, strict=True),
            key=lambda pair: (
                -(pair[0].score + weight * pair[1].passage),
                self._order[pair[0].passage.passage_id],
            ),
        )
        scored = [
            replace(
                hit,
                score=hit.score + weight * found.passage,
                late=found.passage,
                unmatched=found.unmatched,
                units=unit_scores(self.index, query.search_text, hit.passage, found)
                if place < LOOKED_INTO
                else (),
            )
            for place, (hit, found) in enumerate(ranked)
        ]
        others.sort(key=lambda hit: (-hit.score, self._order[hit.passage.passage_id]))
        return [*scored, *others]


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
        asked = understand(Question(query), retriever.language, retriever.stages)
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
