"""The gate that every statement passes before anyone sees it, whoever composed it.

A statement is shown only if each citation that it names exists, the words of each stand at their
place in the document, what it quotes is those words and all of them, and its strength is the
clause's own; one in other words must pass the checks of wording instead. What fails is withheld,
not softened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answering.strength import strength_of
from assistant.answering.verdicts import Opened, answer_key
from assistant.answering.wording import ANSWERS, UNDATED, written
from assistant.documents.reading import read
from assistant.domain import (
    Citation,
    Document,
    Draft,
    Outcome,
    Segment,
    Span,
    Statement,
    Strength,
    quote_of,
)
from assistant.passages.sentences import split_sentences

OwnWords = Callable[[Statement, Sequence[Citation]], str | None]
"""Why a statement in words of one's own may not be shown, or none; its citations hold."""


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
    if read(document, spans) != citation.shown:
        return "what is shown is not what stands there"
    return None


def fault_in_statement(
    statement: Statement,
    citations: Mapping[int, Citation],
    documents: Mapping[str, Document],
    in_own_words: OwnWords | None = None,
) -> str | None:
    """Return why a statement may not be shown, or none where it may.

    ``in_own_words`` judges one that is no quotation; without it none such is shown.
    """
    if not statement.citations:
        return "it cites nothing"
    for n in statement.citations:
        if n not in citations:
            return f"it cites [{n}], which is not there"
        if fault := fault_in_citation(citations[n], documents):
            return f"[{n}]: {fault}"
    if in_own_words and _outside(statement.text):
        return in_own_words(statement, [citations[n] for n in statement.citations])
    shown = " ".join(citations[n].shown for n in statement.citations)
    quoted = _pieces(statement.text)
    if not quoted:
        return "it quotes nothing"
    said = " ".join(quoted)
    if said not in shown:
        return f"[{statement.citations[0]}] does not have the words that it quotes"
    if said != shown:
        return "it leaves out words that it cites"
    if outside := _outside(statement.text):
        return f"it says more than it quotes: {outside}"
    if not _strength_holds(statement, quoted, citations[statement.citations[0]].authority):
        return f"it claims “{statement.strength.value}”, which its words do not say"
    return None


def _strength_holds(statement: Statement, quoted: Sequence[str], authority: str) -> bool:
    """Say whether the claimed strength is that of the words quoted, or of one clause of them."""
    listed = statement.strength is Strength.LISTED
    if listed and len(quoted) == 1:
        return False
    sentences = [
        quote_of(piece, spans)
        for piece in quoted
        for spans in split_sentences(piece, (Span(0, len(piece)),))
    ]
    return any(
        strength_of(clause, listed=listed, authority=authority) is statement.strength
        for clause in (" ".join(quoted), *quoted, *sentences)
    )


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


def checked(
    draft: Draft,
    documents: Mapping[str, Document],
    opened: Opened = str,
    in_own_words: OwnWords | None = None,
) -> Draft:
    """Return the draft with only what holds: its statements, citations, notices and segments.

    Where nothing that answers is left, the outcome says so. ``opened`` opens short forms,
    ``in_own_words`` judges statements that are no quotations.
    """
    citations = {citation.n: citation for citation in draft.citations}
    kept = [
        place
        for place, statement in enumerate(draft.statements)
        if fault_in_statement(statement, citations, documents, in_own_words) is None
    ]
    shown = {n for place in kept for n in draft.statements[place].citations}
    withheld = {n for statement in draft.statements for n in statement.citations} - shown
    sound = {
        n
        for n, citation in citations.items()
        if n not in withheld and fault_in_citation(citation, documents) is None
    }
    segments = _segments(draft, kept, opened)
    outcome = draft.outcome
    if outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED) and not kept:
        outcome = Outcome.NOT_IN_DOCUMENTS
        segments = (Segment(wording=outcome.value), Segment(wording="withheld"))
    return replace(
        draft,
        outcome=outcome,
        statements=tuple(draft.statements[place] for place in kept),
        citations=tuple(c for n, c in citations.items() if n in sound),
        notices=tuple(n for n in draft.notices if n.citations and set(n.citations) <= sound),
        segments=segments,
    )


def _segments(draft: Draft, kept: Sequence[int], opened: Opened) -> tuple[Segment, ...]:
    """Leave out what speaks of withheld statements or belies one, and number the others anew."""
    places = {old: new for new, old in enumerate(kept)}
    strengths = {
        str(n): draft.statements[place].strength
        for place in kept
        for n in draft.statements[place].citations
    }
    left: list[Segment] = []
    for segment in draft.segments:
        values = dict(segment.values)
        if segment.statement is not None:
            if segment.statement not in places:
                if left and _announces(left[-1]):
                    left.pop()
                continue
            statement = draft.statements[segment.statement]
            claimed = values.get("strength")
            cited = next(c for c in draft.citations if c.n == statement.citations[0])
            true = claimed in {None, statement.strength.value} and _describes(values, cited)
            said = _answers(draft, segment.wording, statement, opened)
            kept_wording = segment.wording if true and said else None
            left.append(replace(segment, statement=places[segment.statement], wording=kept_wording))
        elif "n" not in values or _says_true(segment, strengths.get(values["n"])):
            cited_here = [c for c in draft.citations if str(c.n) == values.get("n")]
            if all(_describes(values, citation) for citation in cited_here):
                left.append(segment)
    return tuple(left)


def _answers(draft: Draft, key: str | None, statement: Statement, opened: Opened) -> bool:
    """Say whether a yes or no before a statement is what its last sentence settles."""
    answer = (key or "").partition(".")[0]
    if answer not in ANSWERS:
        return True
    sentences = [
        quote_of(words, spans)
        for words in _pieces(statement.text)
        for spans in split_sentences(words, (Span(0, len(words)),))
    ]
    return answer == answer_key(draft.evidence.query, sentences[-1], opened)


def _describes(values: Mapping[str, str], citation: Citation) -> bool:
    """Say whether what wording tells of a source is what its citation says."""
    true = {
        "voice": citation.voice,
        "authority": citation.authority,
        "published": citation.published or UNDATED,
        "title": citation.title,
        "locator": citation.locator,
        "publisher": citation.publisher,
        "standing": citation.standing,
    }
    return all(value == true.get(name, value) for name, value in values.items())


def _announces(segment: Segment) -> bool:
    """Say whether a segment is only the words that lead in the next one."""
    return segment.statement is None and written(segment, ()).endswith(":")


def _says_true(segment: Segment, strength: Strength | None) -> bool:
    """Say whether wording about a citation still has it to speak of, and gives its strength."""
    kind, _, claimed = (segment.wording or "").partition(".")
    return strength is not None and (kind != "firm" or claimed == strength.value)
