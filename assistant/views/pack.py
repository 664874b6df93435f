"""An evidence pack: answers with all that is needed to check them, to keep or to pass on.

What it says is put together here, once; `pack_markdown`, `pack_docx` and `pack_pdf` only set it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from assistant.domain import Answer, Citation, Document, quote_of
from assistant.errors import GuidanceError
from assistant.views.page_labels import page_of
from assistant.views.terminal import printable

TITLE = "Evidence pack"
DISCLAIMER = (
    "This is software that finds and quotes. It does not give legal or clinical advice, and it is "
    "not the voice of any of the publishers that it quotes. It knows the documents named here and "
    "nothing later. Check the words in the original before you rely on them."
)
CHANGED = (
    "The document has changed since, or is no longer there: look the words up before using them."
)


class Kind(StrEnum):
    """What a line of a pack is, which decides how it is set."""

    TITLE = "title"
    QUESTION = "question"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a pack: plain text that no format may take for commands."""

    kind: Kind
    text: str
    name: str = ""
    """Of a fact: what it tells."""


def pack_lines(
    answers: Sequence[Answer], documents: Mapping[str, Document], asked_on: date
) -> tuple[Line, ...]:
    """Return what a pack says of a conversation, its answers in order."""
    lines = [
        Line(Kind.TITLE, TITLE),
        Line(Kind.FACT, _said_date(asked_on), "Asked on"),
        Line(Kind.TEXT, DISCLAIMER),
    ]
    for answer in answers:
        lines.extend(_of_answer(answer, documents))
    return tuple(
        Line(line.kind, flat, line.name) for line in lines if (flat := _one_line(line.text))
    )


def exported(
    name: str, answers: Sequence[Answer], documents: Mapping[str, Document], asked_on: date
) -> bytes:
    """Return a pack as the file that ``name`` asks for by its ending: .md, .docx or .pdf.

    Raises `GuidanceError` for another ending.
    """
    return _format_of(name)(pack_lines(answers, documents, asked_on), asked_on)


def check_format(name: str) -> None:
    """Raise `GuidanceError` where no pack can be written under this name."""
    _format_of(name)


def _format_of(name: str) -> Callable[[Sequence[Line], date], bytes]:
    # Each library is loaded only where its format is asked for.
    match PurePath(name).suffix.lower():
        case ".md":
            from assistant.views.pack_markdown import as_markdown

            return as_markdown
        case ".docx":
            from assistant.views.pack_docx import as_docx

            return as_docx
        case ".pdf":
            from assistant.views.pack_pdf import as_pdf

            return as_pdf
    raise GuidanceError(
        f"An answer cannot be exported to {name}.", "Give the file an ending: .md, .docx or .pdf."
    )


def _of_answer(answer: Answer, documents: Mapping[str, Document]) -> Iterator[Line]:
    yield Line(Kind.QUESTION, answer.question)
    if answer.standalone_question != answer.question:
        yield Line(Kind.FACT, answer.standalone_question, "Understood as")
    yield Line(Kind.FACT, answer.outcome.value.replace("_", " "), "Outcome")
    for line in answer.answer.split("\n"):
        yield Line(Kind.TEXT, line)
    if answer.notices:
        yield Line(Kind.HEADING, "Please note")
    for notice in answer.notices:
        marks = [f"[{n}]" for n in notice.citations if f"[{n}]" not in notice.text]
        yield Line(Kind.ITEM, " ".join([notice.text, *marks]))
    if answer.citations:
        yield Line(Kind.HEADING, "Quotations")
    for citation in answer.citations:
        yield from _of_citation(answer, citation, documents.get(citation.doc_id))


def _of_citation(answer: Answer, citation: Citation, document: Document | None) -> Iterator[Line]:
    yield Line(Kind.QUOTE, f"[{citation.n}] “{citation.shown}”")
    if _one_line(citation.quote) != _one_line(citation.shown):
        yield Line(Kind.FACT, f"“{citation.quote}”", "As it stands in the file")
    places = ", ".join(f"{span.start}–{span.end}" for span in citation.spans)
    firm = dict.fromkeys(s.strength.value for s in answer.statements if citation.n in s.citations)
    note = document.source.published_note if document else ""
    facts = (
        ("Document", citation.title),
        ("Place", ", ".join(filter(None, (citation.locator, page_of(citation))))),
        ("Characters", places),
        ("Strength", "; ".join(firm)),
        ("Standing", f"{citation.authority}; {citation.standing}"),
        ("Voice", citation.voice),
        ("Publisher", citation.publisher),
        ("Date", "; ".join(filter(None, (citation.published, note))) or "undated"),
        ("Address", document.source.address if document else ""),
        ("SHA-256", document.source.sha256 if document else ""),
    )
    for name, fact in facts:
        yield Line(Kind.FACT, fact, name)
    if document is None or quote_of(document.text, citation.spans) != citation.quote:
        yield Line(Kind.TEXT, CHANGED)


def _said_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
