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
    instructions: bool = True
    """What is told to the assistant, and not asked of the documents, is set aside."""
    spelling: bool = True
    """Slips and shorthand are mended against the words of the corpus."""
    parts: bool = True
    """Of a question that asks several things each is searched for and judged by itself."""
    story: bool = True
    """The part of a question that asks is searched for without the story before it."""
    references: bool = True
    """A paragraph, a note or a document that is named is looked up."""
    acronyms: bool = True
    """Short forms are opened, and long ones given their short form."""
    vocabulary: bool = True
    """Readers' words are searched for in the documents' words too."""
    dense: bool = True
    """Passages are ranked by meaning."""
    lexical: bool = True
    """Passages are ranked by the words they share with the question."""
    late: bool = True
    """The best passages are ranked again, token by token."""
    ranking: bool = True
    """The best passages are ranked by weights that were learned, and not by a fixed sum."""
    room: bool = True
    """A long document is kept from crowding out the rest."""
    duplicates: bool = True
    """Of passages that say the same the best one stands for all."""
    coverage: bool = True
    """What the documents do not cover is declined."""


ALL = Stages()
