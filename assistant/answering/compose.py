"""Evidence to a draft by quoting alone: the answer first, then who says it and how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answering.authority import is_proposal
from assistant.answering.citations import cite
from assistant.answering.selection import Quotation, select, select_for_parts
from assistant.answering.strength import strength_of
from assistant.answering.wording import UNDATED, say
from assistant.documents.reading import read
from assistant.domain import (
    Citation,
    Draft,
    Evidence,
    Notice,
    Outcome,
    Reader,
    Segment,
    Statement,
    Strength,
)
from assistant.index import Index
from assistant.retrieval.acronyms import Acronyms, short_forms
from assistant.retrieval.coverage import COVERED

# Short forms opened for a plain reader: more is a glossary, not an answer.
MAX_OPENED = 3
MAX_SUGGESTIONS = 3
ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


class Composer(Protocol):
    """Makes a draft of an answer from evidence; what it writes is checked before anyone sees it."""

    def compose(self, evidence: Evidence, index: Index, acronyms: Acronyms) -> Draft:
        """Return a draft for the question that ``evidence`` was found for."""
        ...


@dataclass(slots=True)
class _Sheet:
    """The draft as it is being written, inside one call of a composer."""

    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    @property
    def next_n(self) -> int:
        return len(self.citations) + 1


class QuotingComposer:
    """Answers with the documents' own words and fixed wording; uses no language model."""

    def compose(self, evidence: Evidence, index: Index, acronyms: Acronyms) -> Draft:
        """Return a draft that quotes, or that says why it does not."""
        sheet = _Sheet()
        outcome = self._outcome(evidence)
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
            self._answer(sheet, evidence, quotations, index, acronyms)
            _say_what_is_missing(sheet, missing)
        else:
            self._decline(sheet, outcome, evidence, quotations, index)
        return Draft(
            evidence=evidence,
            outcome=outcome,
            statements=tuple(sheet.statements),
            citations=tuple(sheet.citations),
            notices=tuple(sheet.notices),
            segments=tuple(sheet.segments),
            suggestions=_suggestions(evidence, quotations),
        )

    def _outcome(self, evidence: Evidence) -> Outcome:
        if evidence.query.urgent:
            return Outcome.URGENT_HELP
        if evidence.query.asks_nothing:
            return Outcome.REFUSED
        if not evidence.on_subject:
            return Outcome.OUT_OF_SCOPE
        return Outcome.ANSWERED if evidence.coverage >= COVERED else Outcome.NOT_IN_DOCUMENTS

    def _answer(
        self,
        sheet: _Sheet,
        evidence: Evidence,
        quotations: Sequence[Quotation],
        index: Index,
        acronyms: Acronyms,
    ) -> None:
        reader = evidence.query.question.reader
        for quotation in quotations:
            _quote(sheet, quotation, index, reader)
        if reader is Reader.PLAIN:
            _say_how_firm(sheet)
            _open_short_forms(sheet, index, acronyms)
        if reader is Reader.POLICY:
            _refer(sheet)

    def _decline(
        self,
        sheet: _Sheet,
        outcome: Outcome,
        evidence: Evidence,
        quotations: Sequence[Quotation],
        index: Index,
    ) -> None:
        sheet.segments.append(Segment(wording=outcome.value))
        if outcome is Outcome.NOT_IN_DOCUMENTS and quotations:
            sheet.segments.append(Segment(wording="closest"))
            _quote(sheet, quotations[0], index, evidence.query.question.reader)
        values = (("titles", _titles(index)),) if outcome is Outcome.OUT_OF_SCOPE else ()
        sheet.segments.append(Segment(wording=f"{outcome.value}.next", values=values))
        if outcome is Outcome.URGENT_HELP:
            sheet.segments.append(Segment(wording="urgent_help.scope"))


def _parts(evidence: Evidence) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the parts of a question that the documents answer, and those that they do not."""
    covered = tuple(p for p in evidence.parts if p.on_subject and p.coverage >= COVERED)
    return covered, tuple(part for part in evidence.parts if part not in covered)


def _say_what_is_missing(sheet: _Sheet, missing: Sequence[Evidence]) -> None:
    """Name each part that the documents do not answer, in the words in which it was asked."""
    for part in missing:
        asked = part.query.question.text.rsplit(": ", 1)[-1].strip(" ?.!")
        sheet.segments.append(Segment(wording="missing", values=(("part", asked),)))
    if missing:
        sheet.segments.append(Segment(wording="not_in_documents.next"))


def _quote(sheet: _Sheet, quotation: Quotation, index: Index, reader: Reader) -> None:
    """Write one quotation: whose words, the words, and what of its list is not shown."""
    document = index.documents[quotation.passage.doc_id]
    citation = cite(sheet.next_n, document, quotation.passage, quotation.spans, quotation.locator)
    lead_in = read(document, quotation.lead_in)
    pieces = [read(document, piece) for piece in quotation.pieces]
    # A list binds as its lead-in does; of sentences the last was chosen, the others explain it.
    strength = strength_of(
        f"{lead_in} " if len(pieces) > 1 and lead_in else pieces[-1],
        listed=bool(quotation.of),
        authority=citation.authority,
    )
    if lead_in:
        quoted = "\n".join([f"“{lead_in}”", *(f"• “{piece}”" for piece in pieces)])
    else:
        quoted = f"“{' '.join(pieces)}”"
    values = (
        ("voice", citation.voice),
        ("authority", citation.authority),
        ("published", citation.published or UNDATED),
        ("title", citation.title),
        ("locator", citation.locator),
        ("strength", strength.value),
    )
    key = _introduction(reader, strength, citation)
    introduced = Segment(len(sheet.statements), key, values)
    if (
        reader is not Reader.POLICY
        and sheet.citations
        and _same_source(sheet.citations[-1], citation)
    ):
        introduced = Segment(len(sheet.statements))
    sheet.citations.append(citation)
    sheet.segments.append(introduced)
    sheet.statements.append(Statement(quoted, (citation.n,), strength))
    if quotation.of > len(pieces):
        said = (("n", str(citation.n)), ("shown", str(len(pieces))), ("count", str(quotation.of)))
        sheet.notices.append(Notice("incomplete", say("notice.incomplete", said), (citation.n,)))


def _introduction(reader: Reader, strength: Strength, citation: Citation) -> str:
    """Return the key of the wording that stands before a quotation."""
    if reader is Reader.POLICY:
        return "said.policy.none" if strength is Strength.NONE else "said.policy"
    return "said.proposal" if is_proposal(citation.authority) else f"said.{reader.value}"


def _same_source(one: Citation, other: Citation) -> bool:
    return (one.title, one.voice, one.authority) == (other.title, other.voice, other.authority)


def _say_how_firm(sheet: _Sheet) -> None:
    """Say of the first quotation how firmly it binds."""
    first = sheet.statements[0]
    values = (("n", str(first.citations[0])),)
    sheet.segments.append(Segment(wording=f"firm.{first.strength.value}", values=values))


def _open_short_forms(sheet: _Sheet, index: Index, acronyms: Acronyms) -> None:
    """Open the short forms that were quoted, each with the words that define it."""
    quoted = " ".join(statement.text for statement in sheet.statements)
    opened = 0
    for short in short_forms(quoted):
        readings = acronyms.readings(short)
        definition = acronyms.defined(short, readings[0]) if len(readings) == 1 else None
        if definition is None or opened == MAX_OPENED or f"({short}" in quoted:
            continue
        passage = index.passage(definition.passage_id)
        document = index.documents[passage.doc_id]
        citation = cite(sheet.next_n, document, passage, (definition.span,), passage.locator)
        sheet.citations.append(citation)
        key = None if opened else "words"
        sheet.segments.append(Segment(len(sheet.statements), key))
        sheet.statements.append(Statement(f"“… {citation.shown} …”", (citation.n,), Strength.NONE))
        opened += 1


def _refer(sheet: _Sheet) -> None:
    """Give a reference to paste for each place quoted, once."""
    places = {(c.publisher, c.title, c.locator): c for c in reversed(sheet.citations)}
    for citation in sorted(places.values(), key=lambda citation: citation.n):
        values = (
            ("n", str(citation.n)),
            ("publisher", citation.publisher),
            ("title", citation.title),
            ("locator", citation.locator),
        )
        sheet.segments.append(Segment(wording="reference", values=values))


def _titles(index: Index) -> str:
    return "; ".join(document.source.title for document in index.documents.values())


def _suggestions(evidence: Evidence, quotations: Sequence[Quotation]) -> tuple[str, ...]:
    """Return questions that the next best passages answer, by their headings."""
    used = {quotation.passage.headings[-1:] for quotation in quotations}
    headings = dict.fromkeys(
        hit.passage.headings[-1]
        for hit in evidence.hits
        if hit.passage.headings and hit.passage.headings[-1:] not in used
    )
    if not evidence.on_subject or evidence.query.urgent:
        return ()
    return tuple(
        say("suggestion", (("heading", heading),)) for heading in list(headings)[:MAX_SUGGESTIONS]
    )
