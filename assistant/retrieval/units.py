"""How well each sentence, item or row of a passage answers a question."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.documents.reading import read
from assistant.domain import Passage
from assistant.index import Index
from assistant.index.lexical import analyse
from assistant.passages.unit_texts import unit_texts
from assistant.retrieval.late import Compared, inverse_frequency

# Meaning finds what is put in other words; shared words tell apart sentences that mean alike.
# The balance was chosen on evals/cases/tuning.jsonl with `guidance eval`.
MEANING_WEIGHT = 0.6
# Of the shared words, what counts those in the unit itself; the rest counts its heading too.
OWN_WORDS = 0.4


def unit_scores(
    index: Index, question: str, passage: Passage, compared: Compared
) -> tuple[float, ...]:
    """Return the scores of a passage's units, 0 to about 1."""
    asked = {stem: inverse_frequency(index, stem) for stem in analyse(question)}
    whole = sum(asked.values()) or 1.0
    document = index.documents[passage.doc_id]
    return tuple(
        MEANING_WEIGHT * meaning
        + (1 - MEANING_WEIGHT)
        * (
            OWN_WORDS * _shared(asked, read(document, unit.spans))
            + (1 - OWN_WORDS) * _shared(asked, text)
        )
        / whole
        for meaning, unit, text in zip(
            compared.units, passage.units, unit_texts(document, passage), strict=True
        )
    )


def _shared(asked: Mapping[str, float], text: str) -> float:
    stems = set(analyse(text))
    return sum(weight for stem, weight in asked.items() if stem in stems)
