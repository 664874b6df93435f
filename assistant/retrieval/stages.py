"""Which stages of the search run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of the search that can be left out, all on in use.

    An evaluation leaves out one at a time to learn what each is worth.
    """

    history: bool = True
    """A follow-up is searched for with what it leans on."""
    acronyms: bool = True
    """Short forms are opened, and long ones given their short form."""
    dense: bool = True
    """Passages are ranked by meaning."""
    lexical: bool = True
    """Passages are ranked by the words they share with the question."""
    units: bool = True
    """The best passages are ranked by their sentences, items and rows too."""
    coverage: bool = True
    """What the documents do not cover is declined."""


ALL = Stages()
