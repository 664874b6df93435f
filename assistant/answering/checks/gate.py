"""All checks of a statement in words of one's own, in the order in which their faults are told."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.checks.capitals import names_brought
from assistant.answering.checks.figures import numbers, numbers_said
from assistant.answering.checks.names import Names
from assistant.answering.checks.source import Fault, Source


def faults(text: str, sources: Sequence[Source], names: Names) -> tuple[Fault, ...]:
    """Return why a statement may not be shown, a reason for each check that it fails."""
    there = "\n".join([*(s.quoted for s in sources), *(s.about for s in sources)])
    found = [
        Fault("numbers", f"It says “{number}”, which its source does not.")
        for number in sorted(numbers_said(text) - numbers(there))
    ]
    found += [
        Fault("names", f"It names “{name}”, which its source does not.")
        for name in names_brought(text, there)
    ]
    return tuple(found)
