"""Whether quotations stand where they are said to stand: counts of faults, which must be none.

Told from the texts of the documents alone. No code of the assistant is shared, so that a fault in
how it reads positions cannot hide itself here.
"""

from __future__ import annotations

import re

from evals.suite.corpus import Corpus
from evals.suite.records import Cited, Record

# What a document is marked up with and what calls its notes: on the page, no words.
_MARKUP = re.compile(r"</?[a-z]+(?:\s[^<>\n]*)?/?>|\]\([^)\s]*\)|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]")


def faults(record: Record, corpus: Corpus) -> float | None:
    """Return how many faults of any of the four kinds an answer has."""
    counts = (
        misplaced(record, corpus),
        shown_elsewhere(record, corpus),
        uncited(record),
        citing_nothing(record),
    )
    found = [count for count in counts if count is not None]
    return sum(found) if found else None


def misplaced(record: Record, corpus: Corpus) -> float | None:
    """Return how many quotations are not, letter by letter, the words at their position."""
    if record.outcome is None:
        return None
    return float(sum(_slices(c, corpus) != c.quote for c in record.citations))


def shown_elsewhere(record: Record, corpus: Corpus) -> float | None:
    """Return how many quotations show letters or digits that do not stand at their position.

    What is shown is mended, so white space, punctuation, mark-up and calls of notes do not count;
    a citation that shows nothing is a fault.
    """
    if record.outcome is None:
        return None
    return float(sum(not _stands(c, corpus) for c in record.citations))


def uncited(record: Record) -> float | None:
    """Return how many statements cite nothing."""
    if record.outcome is None:
        return None
    return float(sum(not statement.citations for statement in record.statements))


def citing_nothing(record: Record) -> float | None:
    """Return how many statements name a citation that the answer does not have."""
    if record.outcome is None:
        return None
    there = {citation.n for citation in record.citations}
    return float(sum(not there.issuperset(s.citations) for s in record.statements))


def _slices(citation: Cited, corpus: Corpus) -> str | None:
    """Return the words at a citation's position, or none where there is no such position."""
    text = corpus.texts.get(citation.doc_id)
    if text is None or not citation.spans:
        return None
    if any(not 0 <= span.start < span.end <= len(text) for span in citation.spans):
        return None
    return " ".join(text[span.start : span.end] for span in citation.spans)


def _stands(citation: Cited, corpus: Corpus) -> bool:
    slices, shown = _slices(citation, corpus), _letters(citation.shown)
    return slices is not None and shown != "" and shown in _letters(slices)


def _letters(text: str) -> str:
    return "".join(c for c in _MARKUP.sub(" ", text) if c.isalnum())
