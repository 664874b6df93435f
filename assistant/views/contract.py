"""Answers and questions as JSON, in the form that other programs may rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import Answer, Citation, Message, Reader, Scope, Spans
from assistant.errors import QuestionError


class Turn(BaseModel):
    """One turn of the conversation before a question."""

    model_config = ConfigDict(extra="ignore")

    role: str
    content: str


class ScopeLine(BaseModel):
    """Which documents a line asks of; a field has one value or several."""

    model_config = ConfigDict(extra="forbid")

    document: tuple[str, ...] | str = ()
    authority: tuple[str, ...] | str = ()
    voice: tuple[str, ...] | str = ()
    since: str = ""
    until: str = ""


class AskedLine(BaseModel):
    """One line of a file of questions."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str = ""
    question: str
    history: list[Turn] = Field(default_factory=list)
    reader: Reader | None = None
    scope: ScopeLine | None = None

    @property
    def within(self) -> Scope | None:
        """Which documents it is asked of; none where the line does not say."""
        if self.scope is None:
            return None
        said = self.scope
        return Scope(
            _several(said.document),
            _several(said.authority),
            _several(said.voice),
            said.since,
            said.until,
        )

    @property
    def messages(self) -> tuple[Message, ...]:
        """The conversation so far."""
        return tuple(Message(turn.role, turn.content) for turn in self.history)


def _several(said: tuple[str, ...] | str) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said


def read_line(line: str) -> AskedLine:
    """Read one line of a file of questions; raises `QuestionError` where it is not one."""
    try:
        return AskedLine.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"]) or "the line"
        raise QuestionError(
            f"This line is no question: {field}: {first['msg']}.",
            'Write {"id": "…", "question": "…"}, one a line.',
        ) from error


def id_of(line: str) -> str:
    """Return the id that a line gives, as far as one can be read; empty where none can."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    found = value.get("id") if isinstance(value, dict) else None
    # Half a surrogate pair, which JSON can spell, is no character and cannot be written.
    return str(found).encode(errors="replace").decode() if isinstance(found, str | int) else ""


def as_data(answer: Answer) -> dict[str, Any]:
    """Return an answer as data ready for JSON; fields are added over time, never renamed."""
    return {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "outcome": answer.outcome.value,
        "answer": answer.answer,
        "statements": [
            {
                "text": statement.text,
                "citations": list(statement.citations),
                "strength": statement.strength.value,
            }
            for statement in answer.statements
        ],
        "citations": [_citation(citation) for citation in answer.citations],
        "notices": [
            {"kind": notice.kind, "text": notice.text, "citations": list(notice.citations)}
            for notice in answer.notices
        ],
        "retrieved": [
            {**asdict(passage), "spans": _pairs(passage.spans)} for passage in answer.retrieved
        ],
        "suggestions": list(answer.suggestions),
        "segments": [
            {"statement": s.statement, "wording": s.wording, "values": dict(s.values)}
            for s in answer.segments
        ],
        "coverage": answer.coverage,
        "timings_ms": answer.timings_ms,
    }


def _citation(citation: Citation) -> Mapping[str, Any]:
    return {
        "n": citation.n,
        "doc_id": citation.doc_id,
        "passage_id": citation.passage_id,
        "title": citation.title,
        "publisher": citation.publisher,
        "published": citation.published,
        "authority": citation.authority,
        "standing": citation.standing,
        "voice": citation.voice,
        "locator": citation.locator,
        "page": citation.page,
        "page_label": citation.page_label,
        "quote": citation.quote,
        "shown": citation.shown,
        "char_start": citation.char_start,
        "char_end": citation.char_end,
        "spans": _pairs(citation.spans),
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
