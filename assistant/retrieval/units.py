"""How well each sentence, item or row of a passage answers a question."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from assistant.documents.reading import read
from assistant.domain import Document, Passage
from assistant.index import Index
from assistant.index.lexical import analyse

# Meaning finds what is put in other words; shared words tell apart sentences that mean alike.
# The balance was chosen on evals/cases/tuning.jsonl with `guidance eval`.
MEANING_WEIGHT = 0.6
# Of the shared words, what counts those in the unit itself; the rest counts its heading too.
OWN_WORDS = 0.4
# A lead-in is context: enough of it to place an item, not so much as to drown it.
LEAD_IN_CHARS = 120
# Passages whose units are kept, so that a later question need not embed them again.
REMEMBERED = 2_000

Vectors = npt.NDArray[np.float32]


class UnitScorer:
    """Scores units against questions; remembers the vectors of units, never of questions."""

    def __init__(self) -> None:
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def scores(
        self, index: Index, question: str, vector: Sequence[float], passages: Sequence[Passage]
    ) -> list[tuple[float, ...]]:
        """Return, for each passage, the scores of its units, 0 to about 1."""
        vectors = self._vectors_of(index, passages)
        asked = {stem: inverse_frequency(index, stem) for stem in analyse(question)}
        whole = sum(asked.values()) or 1.0
        scored = []
        for passage in passages:
            similar = vectors[passage.passage_id] @ np.asarray(vector, dtype=np.float32)
            document = index.documents[passage.doc_id]
            scored.append(
                tuple(
                    MEANING_WEIGHT * float(meaning)
                    + (1 - MEANING_WEIGHT)
                    * (
                        OWN_WORDS * _shared(asked, read(document, unit.spans))
                        + (1 - OWN_WORDS) * _shared(asked, text)
                    )
                    / whole
                    for meaning, unit, text in zip(
                        similar, passage.units, unit_texts(document, passage), strict=True
                    )
                )
            )
        return scored

    def _vectors_of(self, index: Index, passages: Sequence[Passage]) -> dict[str, Vectors]:
        with self._lock:
            known = {
                p.passage_id: v
                for p in passages
                if (v := self._vectors.get(p.passage_id)) is not None
            }
        missing = [p for p in passages if p.passage_id not in known]
        texts = [unit_texts(index.documents[p.doc_id], p) for p in missing]
        if missing:
            made = np.asarray(index.embed_all([t for ts in texts for t in ts]), dtype=np.float32)
            start = 0
            for passage, own in zip(missing, texts, strict=True):
                known[passage.passage_id] = made[start : start + len(own)]
                start += len(own)
        with self._lock:
            for passage in passages:
                self._vectors[passage.passage_id] = known[passage.passage_id]
                self._vectors.move_to_end(passage.passage_id)
            while len(self._vectors) > REMEMBERED:
                self._vectors.popitem(last=False)
        return known


def unit_texts(document: Document, passage: Passage) -> list[str]:
    """Return what each unit of a passage is compared by: heading, end of its lead-in, its words.

    Without the heading, "Any such individual must …" could not be told from its like.
    """
    heading = f"{passage.headings[-1]}: " if passage.headings else ""
    texts = []
    for unit in passage.units:
        lead_in = read(document, unit.lead_in)[-LEAD_IN_CHARS:]
        texts.append(f"{heading}{lead_in} {read(document, unit.spans)}".strip())
    return texts


def inverse_frequency(index: Index, stem: str) -> float:
    """Return how telling a stem is: the inverse document frequency of BM25, above 0."""
    found = index.lexical.document_frequency(stem)
    return math.log1p((index.lexical.size - found + 0.5) / (found + 0.5))


def _shared(asked: Mapping[str, float], text: str) -> float:
    stems = set(analyse(text))
    return sum(weight for stem, weight in asked.items() if stem in stems)
