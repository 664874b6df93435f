"""Passages for a question: two rankings, fused; also as a LangChain retriever for other chains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.domain import Evidence, Hit, Query, Question
from assistant.index import Index
from assistant.index.tokens import Tokens
from assistant.retrieval.coverage import by_reference, estimate, on_subject, see
from assistant.retrieval.danger import DangerListener
from assistant.retrieval.duplicates import merged
from assistant.retrieval.fusion import Fused, fuse
from assistant.retrieval.language import Language
from assistant.retrieval.late import Compared, compare
from assistant.retrieval.ranking import features as ranked_by
from assistant.retrieval.ranking import rooms, score
from assistant.retrieval.stages import ALL, Stages
from assistant.retrieval.understand import understand
from assistant.retrieval.units import unit_scores
from assistant.retrieval.vocabulary import Vocabulary, weighted

# Passages taken from each ranking before they are fused.
CANDIDATES = 100
# What a passage gains that the question names by its number: more than any ranking gives.
NAMED = 10.0
# What a passage gains before it is looked into whose document the question names: about what parts
# the first few. Set once, and no other tried.
NAMED_IN = 0.3
# Passages that are looked into. Of 40 to 100 on the tuning cases 80 lose nothing; 50 lose one right
# passage in forty (docs/decisions/2026-11-24-ranking.md).
RERANKED = 80
# How much late interaction counts beside the fused score where the learned weights are left out.
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
        self._rooms = rooms(index.passages)

    def retrieve(self, query: Query) -> Evidence:
        """Return the evidence for ``query``: passages best first, and whether it is covered.

        Of several parts each has evidence of its own; the passages of all are ranked together.
        """
        asked = self.index.embed_whole(query.search_text)
        if not query.urgent:
            query = replace(query, urgent=self._hears_danger(query, asked[0]))
        whole = self._found(query, *asked)
        if not query.parts:
            return whole
        parts = tuple(
            self._found(part, *self.index.embed_whole(part.search_text)) for part in query.parts
        )
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
        return tuple(self._handed_on([hit for _, hit in ranked]))

    def _found(self, query: Query, vector: list[float], tokens: Tokens) -> Evidence:
        """Return the evidence for one thing asked; vector and tokens are of its search text."""
        # Where the ranking by meaning is left out, the similarity is still known.
        scope = query.question.scope
        mask = self.index.mask(scope)
        if mask is not None and not mask.any():
            return Evidence(query, (), coverage=0.0, on_subject=True)
        near = self.index.dense(vector, CANDIDATES, scope)
        dense = near if self.stages.dense else []
        also = weighted(query.expansions)
        words = self.stages.lexical
        lexical = (
            self.index.lexical.search(query.search_text, CANDIDATES, also, mask) if words else []
        )
        if mask is not None:
            named = tuple(one for one in query.named if mask[self._order[one]])
            query = replace(query, named=named)
        fused = fuse(dense, lexical, self._order, CANDIDATES)
        hits = self._handed_on(self._ranked(query, tokens, fused, dict(near)))
        if not self.stages.coverage:
            return Evidence(query, tuple(hits), coverage=1.0, on_subject=True)
        seen = see(self.index, query, tokens, hits)
        # Of a part of the documents nobody can say that its subject is another one.
        known = on_subject(seen.features) or bool(query.named) or mask is not None
        covered = by_reference(query, estimate(seen.features))
        return Evidence(query, tuple(hits), covered, known, seen.not_found)

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

    def _ranked(
        self,
        query: Query,
        tokens: Tokens,
        fused: Sequence[Fused],
        similarity: Mapping[str, float],
    ) -> list[Hit]:
        """Rank passages by what the question names and their fused score, the best ones again."""
        known = {one.passage_id: one for one in fused}
        found = [known.get(passage_id, Fused(passage_id)) for passage_id in query.named]
        found += [one for one in fused if one.passage_id not in query.named]
        hits = [
            Hit(
                passage := self.index.passage(one.passage_id),
                one.score
                + NAMED * (one.passage_id in query.named)
                + NAMED_IN * (passage.doc_id in query.named_in),
                similarity.get(one.passage_id, 0.0),
            )
            for one in found
        ]
        hits.sort(key=self._place)
        near, others = hits[:RERANKED], hits[RERANKED:]
        compared = compare(self.index, tokens, [hit.passage for hit in near])
        pairs = [
            (self._scored(query, hit, known.get(hit.passage.passage_id), one), one)
            for hit, one in zip(near, compared, strict=True)
        ]
        pairs.sort(key=lambda pair: self._place(pair[0]))
        looked_into = [
            replace(hit, units=unit_scores(self.index, query.search_text, hit.passage, one))
            if place < LOOKED_INTO
            else hit
            for place, (hit, one) in enumerate(pairs)
        ]
        return [*looked_into, *others]

    def _scored(self, query: Query, hit: Hit, fused: Fused | None, compared: Compared) -> Hit:
        """Return a passage with its score for being looked into."""
        fused = fused or Fused(hit.passage.passage_id)
        text = self.index.searchable(hit.passage)
        values = ranked_by(query, hit.passage, text, fused, compared, self._rooms)
        total = hit.score + LATE_WEIGHT * compared.passage * self.stages.late
        if self.stages.ranking:
            total = score(values, self.stages) + NAMED * (hit.passage.passage_id in query.named)
        return replace(
            hit,
            score=total,
            late=compared.passage,
            features=values,
        )

    def _handed_on(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the passages to keep, each said once, with scores that never rise."""
        # More than enough to fill the places of those that are merged.
        best = hits[: 2 * self._keep]
        kept = (merged(best) if self.stages.duplicates else list(best))[: self._keep]
        lowest = accumulate((hit.score for hit in kept), min)
        return [replace(hit, score=one) for hit, one in zip(kept, lowest, strict=True)]

    def _place(self, hit: Hit) -> tuple[float, int]:
        """Return what hits are ordered by: score, then place in the corpus."""
        return -hit.score, self._order[hit.passage.passage_id]


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
