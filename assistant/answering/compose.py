"""Evidence to a draft by quoting alone: the answer first, then who says it and how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answering.arranging import for_sides, named_whole
from assistant.answering.beside import (
    open_short_forms,
    refer,
    say_as_at,
    say_how_firm,
    say_standing,
)
from assistant.answering.quoting import quote
from assistant.answering.selection import Quotation, closest, select, select_for_parts
from assistant.answering.sheet import Sheet
from assistant.answering.wording import say
from assistant.domain import Draft, Evidence, Form, Outcome, Reader, Turn
from assistant.index import Index
from assistant.retrieval.acronyms import Acronyms
from assistant.retrieval.coverage import COVERED

MAX_SUGGESTIONS = 3
MAX_CHOICES = 6
MAX_NOT_FOUND = 2
ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


class Composer(Protocol):
    """Makes a draft of an answer from evidence; what it writes is checked before anyone sees it."""

    def compose(self, evidence: Evidence, index: Index, acronyms: Acronyms) -> Draft:
        """Return a draft for the question that ``evidence`` was found for."""
        ...


class QuotingComposer:
    """Answers with the documents' own words and fixed wording; uses no language model."""

    def compose(self, evidence: Evidence, index: Index, acronyms: Acronyms) -> Draft:
        """Return a draft that quotes, or that says why it does not."""
        sheet = Sheet(evidence, index)
        outcome = outcome_of(evidence)
        covered, missing = _parts(evidence) if outcome is not Outcome.URGENT_HELP else ((), ())
        if outcome in (Outcome.ANSWERED, Outcome.NOT_IN_DOCUMENTS) and covered:
            outcome = Outcome.PARTLY_ANSWERED if missing else Outcome.ANSWERED
            quotations = select_for_parts(covered, index)
        else:
            missing = ()
            quotations = select(evidence, index)
        if outcome in ANSWERED and not quotations:
            outcome = Outcome.NOT_IN_DOCUMENTS
        if outcome in ANSWERED:
            _answer(sheet, quotations, acronyms, in_parts=bool(covered))
            _say_what_is_missing(sheet, missing)
        elif outcome is Outcome.NEEDS_CLARIFICATION:
            _ask_back(sheet)
        else:
            _decline(sheet, outcome)
        return sheet.draft(outcome, _suggestions(sheet))


def outcome_of(evidence: Evidence) -> Outcome:
    """Return how a question ends as its evidence stands, before anything is composed."""
    if evidence.query.urgent:
        return Outcome.URGENT_HELP
    if evidence.query.asks_nothing:
        return Outcome.REFUSED
    if evidence.query.unclear or _asks_of_several_places(evidence):
        return Outcome.NEEDS_CLARIFICATION
    if not evidence.on_subject:
        return Outcome.OUT_OF_SCOPE
    return Outcome.ANSWERED if evidence.coverage >= COVERED else Outcome.NOT_IN_DOCUMENTS


def _asks_of_several_places(evidence: Evidence) -> bool:
    """Say whether a question asks for the text of a place that several documents have."""
    return evidence.query.form is Form.PLACE_TEXT and len(evidence.query.choices) > 1


def _ask_back(sheet: Sheet) -> None:
    """Write what the question may mean, for the reader to choose."""
    kind = "unclear" if sheet.query.unclear else Outcome.NEEDS_CLARIFICATION.value
    sheet.say(kind)
    for choice in sheet.query.choices[:MAX_CHOICES]:
        sheet.say("choice", choice=choice.label)
    sheet.say(f"{kind}.next")


def _answer(
    sheet: Sheet, quotations: Sequence[Quotation], acronyms: Acronyms, *, in_parts: bool
) -> None:
    """Write the answer in the form that the question wants, then what stands below it."""
    query = sheet.query
    sides = () if in_parts else for_sides(sheet.evidence, sheet.index)
    named = () if in_parts else named_whole(sheet.evidence, sheet.index)
    if query.form is Form.PERSONAL:
        sheet.say("personal")
    if sides:
        for thing, about in sides:
            sheet.say("side", thing=thing)
            for quotation in about:
                quote(sheet, quotation, acronyms.opened)
    else:
        for quotation in named or quotations:
            quote(sheet, quotation, acronyms.opened)
    if query.form is Form.STANDING or query.turn is Turn.STILL_THE_RULE:
        say_standing(sheet)
    say_as_at(sheet)
    if sheet.reader is Reader.PLAIN:
        say_how_firm(sheet)
        open_short_forms(sheet, acronyms)
    if sheet.reader is Reader.POLICY:
        refer(sheet)


def _decline(sheet: Sheet, outcome: Outcome) -> None:
    """Write why there is no answer, what comes closest, and who may know."""
    sheet.say(outcome.value)
    # Words of the question itself: what stood in the conversation before is not repeated.
    own = sheet.query.question.text.casefold()
    absent = [f"“{word}”" for word in sheet.evidence.not_found if word in own][:MAX_NOT_FOUND]
    if outcome is Outcome.NOT_IN_DOCUMENTS and absent:
        sheet.say("not_mentioned", words=" or ".join(absent))
    near = closest(sheet.evidence, sheet.index)
    if outcome is Outcome.NOT_IN_DOCUMENTS and near:
        sheet.say("closest")
        quote(sheet, near)
    if outcome is Outcome.OUT_OF_SCOPE:
        titles = "; ".join(document.source.title for document in sheet.index.documents.values())
        sheet.say("out_of_scope.next", titles=titles)
    else:
        sheet.say(f"{outcome.value}.next")
    if outcome is Outcome.URGENT_HELP:
        sheet.say("urgent_help.scope")


def _parts(evidence: Evidence) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the parts of a question that the documents answer, and those that they do not."""
    query = evidence.query
    if query.form is Form.COMPARE and len(evidence.parts) == len(query.compared):
        # The two sides of a comparison are not asked about each by itself.
        return (), ()
    covered = tuple(p for p in evidence.parts if p.on_subject and p.coverage >= COVERED)
    return covered, tuple(part for part in evidence.parts if part not in covered)


def _say_what_is_missing(sheet: Sheet, missing: Sequence[Evidence]) -> None:
    """Name each part that the documents do not answer, in the words in which it was asked."""
    for part in missing:
        asked = part.query.question.text.rsplit(": ", 1)[-1].strip(" ?.!")
        sheet.say("missing", part=asked)
    if missing:
        sheet.say("not_in_documents.next")


def _suggestions(sheet: Sheet) -> tuple[str, ...]:
    """Return questions that the next best passages of the sources cited answer, by headings."""
    evidence, index = sheet.evidence, sheet.index
    cited = {citation.doc_id for citation in sheet.citations}
    used = {index.passage(c.passage_id).headings[-1:] for c in sheet.citations}
    headings = dict.fromkeys(
        hit.passage.headings[-1]
        for hit in evidence.hits
        if hit.passage.doc_id in cited
        and hit.passage.headings
        and hit.passage.headings[-1:] not in used
    )
    if not evidence.on_subject or evidence.query.urgent:
        return ()
    return tuple(
        heading if heading.endswith("?") else say("suggestion", (("heading", heading),))
        for heading in list(headings)[:MAX_SUGGESTIONS]
    )
