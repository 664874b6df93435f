"""One quotation written: what it answers, whose words it is, the words, and what stays out."""

from __future__ import annotations

from assistant.answering.authority import is_proposal
from assistant.answering.selection import Quotation
from assistant.answering.sheet import Sheet
from assistant.answering.strength import strength_of
from assistant.answering.verdicts import Opened, answer_key
from assistant.answering.wording import UNDATED
from assistant.documents.reading import read
from assistant.domain import Citation, Form, Reader, Strength


def quote(sheet: Sheet, quotation: Quotation, opened: Opened = str) -> None:
    """Write one quotation; ``opened`` opens the short forms of a text.

    The first of an answer says yes or no where its words settle it.
    """
    document = sheet.index.documents[quotation.passage.doc_id]
    before = sheet.citations[-1] if sheet.citations else None
    citation = sheet.cite(quotation.passage, quotation.spans, quotation.locator)
    lead_in = read(document, quotation.lead_in)
    pieces = [read(document, piece) for piece in quotation.pieces]
    main = pieces[quotation.main]
    # A list binds as its lead-in does; of sentences one was chosen, the others belong to it.
    strength = strength_of(
        f"{lead_in} " if len(pieces) > 1 and lead_in else main,
        listed=bool(quotation.of),
        authority=citation.authority,
    )
    values = {
        "voice": citation.voice,
        "authority": citation.authority,
        "published": citation.published or UNDATED,
        "title": citation.title,
        "locator": citation.locator,
        "strength": strength.value,
    }
    key: str | None = _introduction(sheet, strength, citation)
    # What comes after the sentence chosen takes something back from it.
    alone = not (before or lead_in or quotation.main + 1 < len(pieces))
    answer = _answer(sheet, citation, main, opened) if alone else None
    if answer:
        key = f"{answer}.{key}"
    elif sheet.reader is not Reader.POLICY and before and _same_source(before, citation):
        key = None
    if main.endswith("?") and not lead_in:
        key = "said.question"
    sheet.state(_as_text(lead_in, pieces), citation, strength, key, values)
    if quotation.of > len(pieces):
        sheet.note_incomplete(citation, len(pieces), quotation.of)
    _name_other_places(sheet, quotation, citation)


def _answer(sheet: Sheet, citation: Citation, main: str, opened: Opened) -> str | None:
    """Return the key of yes or no where the words settle what was asked; no proposal does."""
    return None if is_proposal(citation.authority) else answer_key(sheet.query, main, opened)


def _as_text(lead_in: str, pieces: list[str]) -> str:
    if lead_in:
        return "\n".join([f"“{lead_in}”", *(f"• “{piece}”" for piece in pieces)])
    return f"“{' '.join(pieces)}”"


def _introduction(sheet: Sheet, strength: Strength, citation: Citation) -> str:
    """Return the key of the wording that stands before a quotation."""
    reader = sheet.reader
    if reader is Reader.POLICY:
        return "said.policy.none" if strength is Strength.NONE else "said.policy"
    if is_proposal(citation.authority):
        return "said.proposal"
    if sheet.query.form is Form.STRENGTH and not sheet.statements:
        bare = strength in (Strength.NONE, Strength.LISTED)
        return "said.firm.none" if bare else "said.firm"
    return f"said.{reader.value}"


def _same_source(one: Citation, other: Citation) -> bool:
    return (one.title, one.voice, one.authority) == (other.title, other.voice, other.authority)


def _name_other_places(sheet: Sheet, quotation: Quotation, citation: Citation) -> None:
    """Say where the same words stand besides, so that a copy is not taken for a second source."""
    for passage in quotation.also:
        part = sheet.index.documents[passage.doc_id].parts[passage.part]
        sheet.say("also", n=str(citation.n), place=f"{part.title}, {passage.locator}")
