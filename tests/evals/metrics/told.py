"""Records of statements that are worded freely, with the quotations that they cite."""

from __future__ import annotations

from assistant.domain import Outcome, Strength
from evals.suite.records import Cited, Record, Said


def cited(n: int, shown: str, doc_id: str = "one") -> Cited:
    """Return citation ``n`` that shows these words, wherever they stand."""
    return Cited(n, doc_id, (), shown, shown, "guidance", None)


def told(
    text: str,
    *quotations: str,
    strength: Strength = Strength.NONE,
    outcome: Outcome | None = Outcome.ANSWERED,
) -> Record:
    """Return a record with one statement that cites all of these quotations."""
    citations = tuple(cited(n, shown) for n, shown in enumerate(quotations, start=1))
    statement = Said(text, tuple(c.n for c in citations), strength)
    return Record("c1", (), outcome, statements=(statement,), citations=citations)
