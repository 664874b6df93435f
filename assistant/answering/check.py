"""The gate that every statement passes before anyone sees it, whoever composed it.

A statement is shown only if each citation that it names exists, the words of each stand at their
place in the document, everything between its quotation marks is among those words, and its
strength is the clause's own. What fails is withheld, not softened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.strength import strength_of
from assistant.documents.reading import read_spans
from assistant.domain import (
    Citation,
    Document,
    Draft,
    Outcome,
    Segment,
    Statement,
    Strength,
    quote_of,
)


def fault_in_citation(citation: Citation, documents: Mapping[str, Document]) -> str | None:
    """Return why a citation does not hold, or none where it does."""
    document = documents.get(citation.doc_id)
    if document is None:
        return "it names a document that is not there"
    text = document.text
    spans = citation.spans
    if not spans or any(not 0 <= span.start < span.end <= len(text) for span in spans):
        return "it points outside the document"
    if quote_of(text, spans) != citation.quote:
        return "its words do not stand at their position"
    if read_spans(text, spans) != citation.shown:
        return "what is shown is not what stands there"
    return None


def fault_in_statement(
    statement: Statement, citations: Mapping[int, Citation], documents: Mapping[str, Document]
) -> str | None:
    """Return why a statement may not be shown, or none where it may."""
    if not statement.citations:
        return "it cites nothing"
    for n in statement.citations:
        if n not in citations:
            return f"it cites [{n}], which is not there"
        if fault := fault_in_citation(citations[n], documents):
            return f"[{n}]: {fault}"
    shown = " ".join(citations[n].shown for n in statement.citations)
    quoted = _pieces(statement.text)
    if not quoted:
        return "it quotes nothing"
    place = 0
    for piece in quoted:
        found = shown.find(piece, place)
        if found < 0:
            return f"[{statement.citations[0]}] does not have the words that it quotes"
        place = found + len(piece)
    if outside := _outside(statement.text):
        return f"it says more than it quotes: {outside}"
    if not _strength_holds(statement, quoted, citations[statement.citations[0]].authority):
        return f"it claims “{statement.strength.value}”, which its words do not say"
    return None


def _strength_holds(statement: Statement, quoted: Sequence[str], authority: str) -> bool:
    """Say whether the claimed strength is that of the words quoted, or of one clause of them."""
    if statement.strength in (Strength.NONE, Strength.LISTED):
        return True
    clauses = (" ".join(quoted), *quoted)
    return any(strength_of(clause, authority=authority) is statement.strength for clause in clauses)


def _pieces(text: str) -> list[str]:
    """Return what stands between quotation marks, line by line, in order."""
    return [
        line.lstrip("• ").removeprefix("“").removesuffix("”").removeprefix("… ").removesuffix(" …")
        for line in text.split("\n")
        if _is_quoted(line)
    ]


def _outside(text: str) -> str:
    """Return the lines of a statement that are not quotations."""
    return " ".join(line for line in text.split("\n") if not _is_quoted(line))


def _is_quoted(line: str) -> bool:
    bare = line.lstrip("• ")
    return bare.startswith("“") and bare.endswith("”") and len(bare) > len("“”")


def checked(draft: Draft, documents: Mapping[str, Document]) -> Draft:
    """Return the draft with only what holds: its statements, citations, notices and segments.

    Where nothing that answers is left, the outcome says so.
    """
    citations = {citation.n: citation for citation in draft.citations}
    sound = {n for n, c in citations.items() if fault_in_citation(c, documents) is None}
    kept = [
        place
        for place, statement in enumerate(draft.statements)
        if fault_in_statement(statement, citations, documents) is None
    ]
    whole = len(kept) == len(draft.statements) and len(sound) == len(citations)
    if whole and (draft.statements or draft.outcome is not Outcome.ANSWERED):
        return draft
    segments = _segments(draft, kept)
    outcome = draft.outcome
    if outcome is Outcome.ANSWERED and not kept:
        outcome = Outcome.NOT_IN_DOCUMENTS
        segments = (Segment(wording=outcome.value), Segment(wording="withheld"))
    return replace(
        draft,
        outcome=outcome,
        statements=tuple(draft.statements[place] for place in kept),
        citations=tuple(c for c in draft.citations if c.n in sound),
        notices=tuple(n for n in draft.notices if set(n.citations) <= sound),
        segments=segments,
    )


def _segments(draft: Draft, kept: Sequence[int]) -> tuple[Segment, ...]:
    """Leave out what speaks of withheld statements, and number the others anew."""
    places = {old: new for new, old in enumerate(kept)}
    cited = {str(n) for place in kept for n in draft.statements[place].citations}
    left = []
    for segment in draft.segments:
        if segment.statement is not None:
            if segment.statement in places:
                left.append(replace(segment, statement=places[segment.statement]))
        elif dict(segment.values).get("n") in {None, *cited}:
            left.append(segment)
    return tuple(left)
