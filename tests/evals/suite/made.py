"""Made-up cases, records and texts for tests of the evaluation suite."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Outcome, Reader, Span, Strength
from evals.suite.cases import Case, Need, Quoted
from evals.suite.corpus import Corpus
from evals.suite.records import Cited, Found, Record, Said

ONE = "Each library must keep a list. The list may be long. Readers like it."
TWO = "Nobody should run in the hall. A lead looks after the hall."
CORPUS = Corpus({"one": ONE, "two": TWO})


def need(*quotes: str) -> Need:
    """Return a need with one alternative a quotation, each in whichever text has it."""
    return tuple(Quoted("one" if quote in ONE else "two", quote) for quote in quotes)


def case(*needs: Need, id: str = "c1", **others: object) -> Case:
    """Return a covered case with these needs; others are fields of `Case`."""
    fields: dict[str, object] = {
        "split": "tuning",
        "reader": Reader.PLAIN,
        "type": "fact",
        "question": "What must be kept?",
        "covered": bool(needs),
        "evidence": needs,
        "outcomes": frozenset({Outcome.ANSWERED} if needs else {Outcome.NOT_IN_DOCUMENTS}),
    }
    return Case(id=id, **{**fields, **others})  # type: ignore[arg-type] # the fields of a case


def place(quote: str) -> tuple[str, Span]:
    """Return the document and the place of a quotation."""
    doc_id, text = ("one", ONE) if quote in ONE else ("two", TWO)
    start = text.index(quote)
    return doc_id, Span(start, start + len(quote))


def found(*quotes: str) -> tuple[Found, ...]:
    """Return passages that are these quotations, in order of rank."""
    return tuple(Found(doc_id, (span,)) for doc_id, span in map(place, quotes))


def record(
    *quotes: str,
    id: str = "c1",
    outcome: Outcome | None = Outcome.ANSWERED,
    retrieved: Sequence[str] = (),
    **others: object,
) -> Record:
    """Return a record whose statements quote ``quotes``, one citation each."""
    citations, statements = [], []
    for n, quote in enumerate(quotes, start=1):
        doc_id, span = place(quote)
        citations.append(Cited(n, doc_id, (span,), quote, quote, "guidance", None))
        statements.append(Said(f"“{quote}”", (n,), Strength.NONE))
    fields: dict[str, object] = {
        "answer": "\n\n".join(f"{said.text} [{n}]" for n, said in enumerate(statements, start=1)),
        "statements": tuple(statements),
        "citations": tuple(citations),
    }
    return Record(
        id=id,
        retrieved=found(*(retrieved or quotes)),
        outcome=outcome,
        **{**fields, **others},  # type: ignore[arg-type] # the fields of a record
    )
