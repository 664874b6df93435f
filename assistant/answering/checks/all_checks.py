"""All checks of a statement in words of one's own, in the order in which their faults are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.checks.agents import fault_in_agents
from assistant.answering.checks.beyond import fault_in_matter
from assistant.answering.checks.copied import fault_in_copy
from assistant.answering.checks.lists import fault_in_lists
from assistant.answering.checks.manner import fault_in_manner
from assistant.answering.checks.named import fault_in_names
from assistant.answering.checks.names import Names
from assistant.answering.checks.negation import fault_in_negation
from assistant.answering.checks.numbers import fault_in_numbers
from assistant.answering.checks.quotes import fault_in_quotations
from assistant.answering.checks.restrictions import fault_in_restrictions
from assistant.answering.checks.source import Fault, Source
from assistant.answering.checks.standing import fault_in_standing
from assistant.answering.checks.strength import fault_in_strength
from assistant.answering.checks.told import Told, told

CHECKS: tuple[tuple[str, Callable[[Told], str]], ...] = (
    ("manner", fault_in_manner),
    ("numbers", fault_in_numbers),
    ("names", fault_in_names),
    ("strength", fault_in_strength),
    ("negation", fault_in_negation),
    ("restrictions", fault_in_restrictions),
    ("lists", fault_in_lists),
    ("agents", fault_in_agents),
    ("standing", fault_in_standing),
    ("copy", fault_in_copy),
    ("matter", fault_in_matter),
)
"""Each check by its name: it returns why a statement fails it, or nothing."""


def faults(text: str, sources: Sequence[Source], names: Names) -> tuple[Fault, ...]:
    """Return why a statement may not be shown, one reason for each check that it fails.

    ``text`` is one or more sentences; what stands in “quotation marks” must stand in a source.
    """
    if not any(source.quoted.strip() for source in sources):
        return (Fault("quotations", "It rests on nothing."),)
    statement = told(text, sources, names)
    found = [("quotations", fault_in_quotations(text, sources))]
    found += [(name, fault(statement)) for name, fault in CHECKS]
    return tuple(Fault(name, reason) for name, reason in found if reason)
