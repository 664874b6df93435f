"""An assistant that answers what it was told to, with citations of the real documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.documents.catalogue import Welcome
from assistant.domain import (
    Answer,
    Citation,
    Document,
    Message,
    Notice,
    Outcome,
    Reader,
    Span,
    Statement,
    Strength,
)

GUIDANCE = "nhs-england-executive-lead-roles"
LEAD = "Each ICB must have a board-level executive lead for children and young people with SEND."

WELCOME = Welcome(
    ask_instead="ask the publisher or your local integrated care board",
    examples=("Who leads?", "What must a board do?"),
)


@dataclass
class ScriptedAssistant:
    """Answers what it was told to, and remembers what it was asked.

    ``replies`` hold an answer or an error for each question.
    """

    documents: Mapping[str, Document]
    welcome: Welcome = WELCOME
    replies: dict[str, Answer | Exception] = field(default_factory=dict)
    asked: list[tuple[str, tuple[Message, ...], Reader]] = field(default_factory=list)

    def warm_up(self) -> None:
        """Have nothing to load."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        reader: Reader = Reader.PLAIN,
    ) -> Iterator[str | Answer]:
        self.asked.append((question, tuple(history), reader))
        reply = self.replies[question]
        if isinstance(reply, Exception):
            raise reply
        for word in reply.answer.split(" "):
            yield f"{word} "
        yield reply


def cite(document: Document, words: str, n: int = 1) -> Citation:
    """Return a citation of ``words``, which stand in the document once."""
    assert document.text.count(words) == 1
    start = document.text.index(words)
    part = next(part for part in document.parts if part.span.start <= start < part.span.end)
    return Citation(
        n=n,
        doc_id=document.source.doc_id,
        passage_id=f"{document.source.doc_id}@0#0",
        title=document.source.title,
        publisher=document.source.publisher,
        published=part.published,
        authority=part.authority,
        standing=part.standing,
        voice=part.voice,
        locator="paragraph 15",
        page=None,
        page_label=None,
        quote=words,
        shown=words,
        spans=(Span(start, start + len(words)),),
    )


def answer(
    text: str,
    *citations: Citation,
    question: str = "",
    outcome: Outcome = Outcome.ANSWERED,
    notices: tuple[Notice, ...] = (),
    suggestions: tuple[str, ...] = (),
) -> Answer:
    numbers = tuple(citation.n for citation in citations)
    return Answer(
        id="",
        question=question,
        standalone_question=question,
        outcome=outcome,
        answer=text,
        statements=(Statement(text, numbers, Strength.MUST),),
        citations=citations,
        notices=notices,
        retrieved=(),
        suggestions=suggestions,
    )
