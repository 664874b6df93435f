"""What one pipeline said to one case, as a run keeps it: enough to compute every metric again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import Outcome, Span, Spans, Strength


@dataclass(frozen=True, slots=True)
class Found:
    """A passage or chunk that a pipeline retrieved."""

    doc_id: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of an answer."""

    n: int
    doc_id: str
    spans: Spans
    quote: str
    shown: str
    authority: str
    published: str | None
    title: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of an answer."""

    text: str
    citations: tuple[int, ...]
    strength: Strength


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice of an answer."""

    kind: str
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The answer to one case; a pipeline that only finds passages has no outcome."""

    id: str
    retrieved: tuple[Found, ...]
    outcome: Outcome | None = None
    answer: str = ""
    statements: tuple[Said, ...] = ()
    citations: tuple[Cited, ...] = ()
    notices: tuple[Noticed, ...] = ()
    own_words: tuple[str, ...] = ()
    """The wording of the answer that is ours, piece by piece, quotations left out."""
    suggestions: tuple[str, ...] = ()
    coverage: float | None = None
    """Estimated probability that the documents answer."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        """Whether the question was answered, at least in part."""
        return self.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)

    def cited(self, statement: Said) -> tuple[Cited, ...]:
        """Return the citations that a statement names, as far as they exist."""
        return tuple(c for c in self.citations if c.n in statement.citations)

    @property
    def cited_in_statements(self) -> tuple[Cited, ...]:
        """The citations that some statement names, those of notices alone left out."""
        named = {n for statement in self.statements for n in statement.citations}
        return tuple(citation for citation in self.citations if citation.n in named)


def record_of(data: Mapping[str, Any]) -> Record:
    """Return a record from one line of a run.

    A line holds the ``id`` of its case, ``retrieved`` and, where the pipeline answers, ``answer``:
    the answer in the form of `assistant.views.contract.as_data`, and ``own_words``.
    """
    answer = data.get("answer")
    if answer is None:
        return Record(str(data["id"]), _found(data["retrieved"]))
    return Record(
        id=str(data["id"]),
        retrieved=_found(answer["retrieved"]),
        outcome=Outcome(answer["outcome"]),
        answer=answer["answer"],
        statements=tuple(
            Said(s["text"], tuple(s["citations"]), Strength(s["strength"]))
            for s in answer["statements"]
        ),
        citations=tuple(_cited(citation) for citation in answer["citations"]),
        notices=tuple(
            Noticed(n["kind"], n["text"], tuple(n["citations"])) for n in answer["notices"]
        ),
        own_words=tuple(data.get("own_words") or ()),
        suggestions=tuple(answer["suggestions"]),
        coverage=answer["coverage"],
        timings_ms=answer["timings_ms"],
    )


def _found(passages: Sequence[Mapping[str, Any]]) -> tuple[Found, ...]:
    return tuple(Found(passage["doc_id"], _spans(passage["spans"])) for passage in passages)


def _cited(data: Mapping[str, Any]) -> Cited:
    return Cited(
        n=data["n"],
        doc_id=data["doc_id"],
        spans=_spans(data["spans"]),
        quote=data["quote"],
        shown=data["shown"],
        authority=data["authority"],
        published=data["published"],
        title=data["title"],
        locator=data["locator"],
    )


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)
