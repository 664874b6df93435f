"""Whether an answer states the facts of a case, nothing forbidden, and what is left open.

Facts as short nuggets that are matched one by one, after Voorhees, *Overview of the TREC 2003
question answering track* (2003); here a nugget is known by its phrases (`evals.metrics.matching`),
so a fact that is put in other words than any of them is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.checks.words import normal
from assistant.domain import Outcome
from evals.metrics.matching import states
from evals.suite.cases import Case, Claim
from evals.suite.records import Record


def facts_stated(case: Case, record: Record) -> float | None:
    """Return the share of facts that statements and notices state, 0 where it declined.

    None where the case has no facts or the documents do not answer.
    """
    if record.outcome is None or not case.covered or not case.facts:
        return None
    if not record.answered:
        return 0.0
    texts = [statement.text for statement in record.statements]
    texts += [notice.text for notice in record.notices]
    return sum(_stated(texts, fact) for fact in case.facts) / len(case.facts)


def forbidden_made(case: Case, record: Record) -> float | None:
    """Return 1 if a single statement says something forbidden, else 0; none if nothing is."""
    if record.outcome is None or not case.forbidden:
        return None
    return float(
        any(
            states(statement.text, claim)
            for statement in record.statements
            for claim in case.forbidden
        )
    )


def says_missing(case: Case, record: Record) -> float | None:
    """Return 1 if an answer is partial and names in its own words all that is missing, else 0.

    None where the case leaves nothing open. Its own words are those that no statement has and that
    do not lead one in.
    """
    if record.outcome is None or not case.missing:
        return None
    if record.outcome is not Outcome.PARTLY_ANSWERED:
        return 0.0
    said = [*_own_lines(record), *record.own_words, *(notice.text for notice in record.notices)]
    return float(all(_stated(said, claim) for claim in case.missing))


def _stated(texts: Iterable[str], claim: Claim) -> bool:
    """Say whether texts hold all phrases of an alternative, each phrase within one of them."""
    words = [normal(text) for text in texts]
    return any(
        all(any(normal(phrase) in text for text in words) for phrase in phrases)
        for phrases in claim.any_of
    )


def _own_lines(record: Record) -> list[str]:
    """Return the lines of the answer that are neither of a statement nor lead one in."""
    quoted = {line for statement in record.statements for line in statement.text.split("\n")}
    own: list[str] = []
    for line in record.answer.split("\n"):
        # The first line of a statement carries its marks after it.
        if not any(line.startswith(said) for said in quoted if said):
            own.append(line)
        elif own and own[-1].endswith(":"):
            own.pop()
    return own
