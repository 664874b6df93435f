"""Which documents a question is asked of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """What a passage must be of to be found; where a field is empty, anything will do.

    Of the values of one field any may hold, and all fields must hold together. Authority, voice
    and date are those of the part that a passage stands in.
    """

    documents: tuple[str, ...] = ()
    """Ids."""
    authorities: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    since: str = ""
    """First day that counts, as ``2021``, ``2021-02`` or ``2021-02-08``; what has no date is out,
    and what is dated by its year or month alone is in, if any day of that counts."""
    until: str = ""
    """Last day that counts, likewise."""


EVERYTHING = Scope()
"""The scope that leaves nothing out."""
