"""Kinds of source in the order in which they are to be relied on."""

from __future__ import annotations

# From the catalogue's own terms; what is not named here comes after all that is.
ORDER = (
    "legislation",
    "statutory guidance",
    "non-statutory guidance",
    "explanatory note",
    "national proposal",
    "local committee paper",
)


def rank(authority: str) -> int:
    """Return the place of an authority, 0 for the firmest."""
    kind = authority.strip().lower()
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def is_proposal(authority: str) -> bool:
    """Say whether a source proposes rather than rules."""
    return any(word in authority.lower() for word in ("propos", "consultation", "forecast"))
