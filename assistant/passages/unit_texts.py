"""What a unit is compared by: its words with the heading and the lead-in that place them."""

from __future__ import annotations

from assistant.documents.reading import read
from assistant.domain import Document, Passage

# A lead-in is context: enough of it to place an item, not so much as to drown it.
LEAD_IN_CHARS = 120


def unit_texts(document: Document, passage: Passage) -> list[str]:
    """Return what each unit of a passage is compared by: heading, end of its lead-in, its words.

    Without the heading, "Any such individual must …" could not be told from its like.
    """
    heading = f"{passage.headings[-1]}: " if passage.headings else ""
    texts = []
    for unit in passage.units:
        lead_in = read(document, unit.lead_in)[-LEAD_IN_CHARS:]
        texts.append(f"{heading}{lead_in} {read(document, unit.spans)}".strip())
    return texts
