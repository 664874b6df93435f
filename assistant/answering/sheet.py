"""The draft of an answer while it is being written, inside one call of a composer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.answering.citations import cite
from assistant.answering.wording import say
from assistant.domain import (
    Citation,
    Draft,
    Evidence,
    Notice,
    Outcome,
    Passage,
    Query,
    Reader,
    Segment,
    Spans,
    Statement,
    Strength,
    Turn,
)
from assistant.index import Index

# "Show me the exact words" is answered as an officer is, "say it simpler" as a parent is.
_SERVED = {
    Turn.EXACT_WORDS: Reader.POLICY,
    Turn.WHERE: Reader.POLICY,
    Turn.SIMPLER: Reader.PLAIN,
    Turn.EXPLAIN: Reader.PLAIN,
}


@dataclass(slots=True)
class Sheet:
    """Statements, citations and fixed wording in the order in which they are written."""

    evidence: Evidence
    index: Index
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    @property
    def query(self) -> Query:
        """What is asked."""
        return self.evidence.query

    @property
    def reader(self) -> Reader:
        """Whom to write for: who asks, or who would be served by what the turn asks for."""
        return _SERVED.get(self.query.turn, self.query.question.reader)

    def say(self, key: str, **values: str) -> None:
        """Write fixed wording by its key."""
        self.segments.append(Segment(wording=key, values=tuple(values.items())))

    def cite(self, passage: Passage, spans: Spans, locator: str) -> Citation:
        """Number the words at ``spans`` of a passage as the next citation."""
        document = self.index.documents[passage.doc_id]
        citation = cite(len(self.citations) + 1, document, passage, spans, locator)
        self.citations.append(citation)
        return citation

    def state(
        self,
        text: str,
        citation: Citation,
        strength: Strength,
        key: str | None = None,
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Write a statement, led in by the wording under ``key`` if one is given."""
        self.segments.append(Segment(len(self.statements), key, tuple((values or {}).items())))
        self.statements.append(Statement(text, (citation.n,), strength))

    def note_incomplete(self, citation: Citation, shown: int, count: int) -> None:
        """Add the notice that a citation shows no more than some items of its list."""
        values = (("n", str(citation.n)), ("shown", str(shown)), ("count", str(count)))
        text = say("notice.incomplete", values)
        self.notices.append(Notice("incomplete", text, (citation.n,)))

    def draft(self, outcome: Outcome, suggestions: tuple[str, ...] = ()) -> Draft:
        """Return what has been written."""
        return Draft(
            evidence=self.evidence,
            outcome=outcome,
            statements=tuple(self.statements),
            citations=tuple(self.citations),
            notices=tuple(self.notices),
            segments=tuple(self.segments),
            suggestions=suggestions,
        )
