"""Statements of other fields than the corpus's, beside what they rest on."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.checks import Names, Source
from assistant.answering.checks.plain import roots
from assistant.answering.checks.told import Told, told

NAMES = Names(
    shorts=(("rent assessment panel", "RAP"), ("local planning authority", "LPA")),
    actors=frozenset(roots("landlord tenant council panel scheme trustee governor officer")),
    roles=frozenset({tuple(roots("planning officer")), tuple(roots("scheme manager"))}),
)

Check = Callable[[Told], str]


def fault(
    check: Check,
    said: str,
    source: str,
    *,
    context: str = "",
    authority: str = "statutory guidance",
    voice: str = "",
    published: str = "",
) -> str:
    """Return why a statement fails a check, or nothing."""
    rests_on = Source(
        quoted=source, context=context, authority=authority, voice=voice, published=published
    )
    return check(told(said, [rests_on], NAMES))
