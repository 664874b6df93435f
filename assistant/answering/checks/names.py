"""What a corpus calls its bodies, roles and laws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.domain import Document, Passage
from assistant.retrieval.acronyms import Acronyms


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents call their bodies, roles and laws; built from them by `find_names`."""

    acronyms: Acronyms
    actors: frozenset[str] = frozenset()


def find_names(
    documents: Mapping[str, Document], passages: Iterable[Passage], acronyms: Acronyms
) -> Names:
    """Return what the documents call those who act in them."""
    return Names(acronyms)
