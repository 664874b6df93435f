"""What stands below the quotations: how firm they are, what short forms mean, what to paste."""

from __future__ import annotations

from assistant.answering.sheet import Sheet
from assistant.answering.wording import UNDATED
from assistant.domain import Form, Strength, Turn
from assistant.retrieval.acronyms import Acronyms, short_forms

# Short forms opened for a plain reader: more is a glossary, not an answer.
MAX_OPENED = 3
# What these ask for changes with time, so that the answer says when its source was written.
_DATED = frozenset({Form.HOW_MANY, Form.STANDING, Form.WHEN})


def say_how_firm(sheet: Sheet) -> None:
    """Say of the first quotation how firmly it binds."""
    first = sheet.statements[0]
    sheet.say(f"firm.{first.strength.value}", n=str(first.citations[0]))


def say_standing(sheet: Sheet) -> None:
    """Say before all else what kind of text each source is, where that is asked."""
    quoted, sheet.segments = sheet.segments, []
    sources = {(c.title, c.standing): c for c in reversed(sheet.citations)}
    for citation in sorted(sources.values(), key=lambda citation: citation.n):
        sheet.say(
            "standing",
            n=str(citation.n),
            authority=citation.authority,
            published=citation.published or UNDATED,
            standing=citation.standing,
        )
    sheet.segments += quoted


def say_as_at(sheet: Sheet) -> None:
    """Say of what may have changed since when the first source was written."""
    if sheet.query.form not in _DATED and sheet.query.turn is not Turn.STILL_THE_RULE:
        return
    first = sheet.citations[0]
    if first.published is None:
        sheet.say("as_at.undated", n=str(first.n))
    else:
        sheet.say("as_at", n=str(first.n), published=first.published)


def open_short_forms(sheet: Sheet, acronyms: Acronyms) -> None:
    """Open the short forms that were quoted, each with the words that define it."""
    quoted = " ".join(statement.text for statement in sheet.statements)
    opened = 0
    for short in short_forms(quoted):
        readings = acronyms.readings(short)
        definition = acronyms.defined(short, readings[0]) if len(readings) == 1 else None
        if definition is None or opened == MAX_OPENED or f"({short}" in quoted:
            continue
        passage = sheet.index.passage(definition.passage_id)
        citation = sheet.cite(passage, (definition.span,), passage.locator)
        key = None if opened else "words"
        sheet.state(f"“… {citation.shown} …”", citation, Strength.NONE, key)
        opened += 1


def refer(sheet: Sheet) -> None:
    """Give a reference to paste for each place quoted, once."""
    places = {(c.publisher, c.title, c.locator): c for c in reversed(sheet.citations)}
    for citation in sorted(places.values(), key=lambda citation: citation.n):
        sheet.say(
            "reference",
            n=str(citation.n),
            publisher=citation.publisher,
            title=citation.title,
            locator=citation.locator,
        )
