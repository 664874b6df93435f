"""Whether the wording of statements is true to what they cite: strength, denial, number, name,
condition.

The kinds of error are those that Pagnoni et al., *Understanding factuality in abstractive
summarization with FRANK* (2021), and Maynez et al., *On faithfulness and factuality in abstractive
summarization* (2020), found models to make, as far as words show them. Each function returns the
share of statements that hold, of those that cite something that is there; none where there is no
such statement. A statement is compared with the sentences of its quotations that it tells again
(`assistant.answering.checks.parts.behind`), so a long quotation may hold more than is told. Made
for statements that a model words; words quoted whole hold by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean

from assistant.answering.checks.capitals import names_brought
from assistant.answering.checks.figures import numbers, numbers_said, turned
from assistant.answering.checks.marks import (
    binds,
    conditions_lost,
    denies,
    forces,
    limits,
    raised,
)
from assistant.answering.checks.parts import behind
from assistant.domain import Strength
from evals.suite.records import Record, Said

_BINDING = frozenset(
    {Strength.MUST, Strength.MUST_NOT, Strength.SHALL, Strength.SHOULD, Strength.SHOULD_NOT}
)


def strength_kept(record: Record) -> float | None:
    """Return the share of statements whose strength is neither raised nor lowered.

    The strength claimed must be a word of the quotations, and none may be claimed only where the
    statement has no binding word; each sentence binds as its source does, and one whose source
    binds does not go without.
    """
    return _share(record, _strength_holds)


def negation_kept(record: Record) -> float | None:
    """Return the share of statements that deny what their source denies, and nothing else."""
    return _share(record, _denial_holds)


def numbers_kept(record: Record) -> float | None:
    """Return the share of statements all of whose numbers, dates, ages and sums are their source's.

    A limit may not be turned round: over for under. A number left out is no fault.
    """
    return _share(record, _numbers_hold)


def names_kept(record: Record) -> float | None:
    """Return the share of statements that name no body, role or law that their source does not."""
    return _share(record, lambda said, shown: not names_brought(said.text, "\n".join(shown)))


def conditions_kept(record: Record) -> float | None:
    """Return the share of statements that keep each condition and limit, and add no limit.

    Only, unless, except, at least, at most, if, where, provided, subject to, not limited to.
    """
    return _share(record, _conditions_hold)


def _share(record: Record, holds: Callable[[Said, Sequence[str]], bool]) -> float | None:
    if record.outcome is None:
        return None
    cited = [(said, [c.shown for c in record.cited(said)]) for said in record.statements]
    values = [float(holds(said, shown)) for said, shown in cited if shown]
    return mean(values) if values else None


def _strength_holds(said: Said, shown: Sequence[str]) -> bool:
    claimed, own = said.strength, forces(said.text)
    if claimed is Strength.NONE and own & _BINDING:
        return False
    unnamed = (Strength.NONE, Strength.LISTED)
    if claimed not in unnamed and claimed not in forces("\n".join(shown)):
        return False
    for told in behind(said.text, shown):
        source = forces(told.source)
        if not told.verbatim and raised(forces(told.said), source):
            return False
        # The items of a list bind by the words that lead them in, which have a line of their own.
        alone = not told.verbatim and "\n" not in said.text
        if binds(source) and not (forces(told.said) if alone else own):
            return False
    return True


def _denial_holds(said: Said, shown: Sequence[str]) -> bool:
    whole = denies(said.text)
    return all(
        whole or not denies(told.source)
        if told.verbatim
        else denies(told.said) == denies(told.source)
        for told in behind(said.text, shown, by_clause=True)
    )


def _numbers_hold(said: Said, shown: Sequence[str]) -> bool:
    there = "\n".join(shown)
    return not (numbers_said(said.text) - numbers(there)) and not turned(said.text, there)


def _conditions_hold(said: Said, shown: Sequence[str]) -> bool:
    if limits(said.text) - limits("\n".join(shown)):
        return False
    return not any(conditions_lost(told.source, said.text) for told in behind(said.text, shown))
