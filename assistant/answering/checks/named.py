"""Whether a statement names only the bodies, roles and laws that its source names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.checks.capitals import laws, names_brought
from assistant.answering.checks.plain import plain_words, roots
from assistant.answering.checks.told import Told
from assistant.retrieval.acronyms import short_forms


def fault_in_names(told: Told) -> str:
    """Return what a statement names that its source does not."""
    if brought := names_brought(told.said, f"{told.quoted}\n{told.nameable}"):
        return f"It names “{brought[0]}”, which its source does not."
    there = set(roots(f"{told.quoted}\n{told.nameable}"))
    same = plain_words().same
    for actor in _actors(told.said, told.names.actors):
        if actor not in there and not (same.get(actor, frozenset()) & there):
            return f"It speaks of “{actor}”, of which its source does not."
    if exchanged := _exchanged(told):
        return exchanged
    if brought_laws := sorted(laws(told.said) - laws(f"{told.quoted}\n{told.nameable}")):
        return f"It names the law “{brought_laws[0]}”, which its source does not."
    words, source = roots(told.said), roots(f"{told.quoted}\n{told.nameable}")
    for role in sorted(told.names.roles):
        if _stands(role, words) and not _near(role, source):
            return f"It speaks of “{' '.join(role)}”, of which its source does not."
    return ""


def _exchanged(told: Told) -> str:
    """Return the short form that stands where the source, there, has another."""
    own = set(short_forms(told.said))
    for pair in told.clauses:
        said, source = set(short_forms(pair.said)), set(short_forms(pair.source))
        brought, lost = sorted(said - source), sorted(source - own)
        if brought and lost:
            return f"It names “{brought[0]}” where its source names “{lost[0]}”."
    return ""


def _actors(text: str, actors: frozenset[str]) -> list[str]:
    matter = (word for word in roots(text) if word not in plain_words().general)
    return [word for word in dict.fromkeys(matter) if word in actors]


def _stands(role: tuple[str, ...], words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(role)]) == role for at in range(len(words)))


def _near(role: tuple[str, ...], words: Sequence[str]) -> bool:
    """Say whether all words of a role stand together somewhere, in whatever order."""
    reach = len(role) + 4
    return any(set(role) <= set(words[at : at + reach]) for at in range(len(words)))
