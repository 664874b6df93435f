"""The gate for statements in a model's own words: what they rest on is read anew from the index,
and every check of the wording holds, or they are not shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.checks import Names, Source, faults, find_names
from assistant.answering.selection import list_of
from assistant.answering.strength import strength_of
from assistant.documents.reading import read
from assistant.domain import Citation, Passage, Spans, Statement, Strength, Unit, UnitKind
from assistant.index import Index
from assistant.retrieval.acronyms import Acronyms

# A statement is a sentence and nothing else: no markup of any kind, no address, no second line.
_MARKUP = re.compile(r"[<>\[\]{}*_`#|\\^~\n\r]|://|www\.|&\w+;|^\s*[-–•+]\s")
_YES_OR_NO = re.compile(r"^\W*(?:yes|no)\b\s*[.,:;!–—-]", re.IGNORECASE)
_SENTENCE = re.compile(r"^[“(]?[A-Z0-9£].*[.!][”)]?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rest:
    """What one citation gives a statement to rest on: its pieces, and the list that they are of."""

    lead_in: Spans
    pieces: tuple[Spans, ...]
    of: int
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """Judges statements in own words against one index; safe to share between threads."""

    index: Index
    names: Names

    def fault(self, statement: Statement, cited: Sequence[Citation]) -> str | None:
        """Return why a statement may not be shown, or none; its citations are known to hold."""
        if fault := fault_in_form(statement.text):
            return fault
        if len({(citation.authority, citation.standing) for citation in cited}) > 1:
            return "it mixes sources of different standing"
        sources = [self.source(citation) for citation in cited]
        if found := faults(statement.text, sources, self.names):
            return f"{found[0].check}: {found[0].reason}"
        if statement.strength not in self.strengths(cited):
            return f"it claims “{statement.strength.value}”, which its words do not say"
        return None

    def strength(self, text: str, cited: Sequence[Citation]) -> Strength:
        """Return the strength that a statement may claim: that of the clause that it tells."""
        allowed = self.strengths(cited)
        own = strength_of(text)
        return own if own in allowed else allowed[-1]

    def strengths(self, cited: Sequence[Citation]) -> tuple[Strength, ...]:
        """Return the strengths of the clauses cited; an item binds as its lead-in does."""
        return tuple(
            strength_of(read(self.index.documents[citation.doc_id], clause), authority=authority)
            for citation in cited
            for authority in [citation.authority]
            for rest in [self._rest(citation)]
            for clause in ([rest.lead_in] if rest.lead_in else rest.pieces)
        )

    def source(self, citation: Citation) -> Source:
        """Return what a citation gives a statement to rest on, as the checks take it."""
        rest = self._rest(citation)
        document = self.index.documents[citation.doc_id]
        lines = [read(document, spans) for spans in (rest.lead_in, *rest.pieces) if spans]
        return Source(
            quoted="\n".join(lines),
            context="\n".join(rest.headings),
            authority=citation.authority,
            standing=citation.standing,
            voice=citation.voice,
            title=citation.title,
            publisher=citation.publisher,
            published=citation.published or "",
            locator=citation.locator,
            of=rest.of,
            shown=len(rest.pieces) if rest.of else 0,
        )

    def _rest(self, citation: Citation) -> Rest:
        """Return the units that a citation covers, read from the index by their positions."""
        passage = self.index.passage(citation.passage_id)
        covered = set(citation.spans)
        near = [
            (owner, unit)
            for owner in self.index.group(passage.group)
            for unit in owner.units
            if covered.issuperset(unit.spans)
        ]
        items = [unit for _, unit in near if unit.lead_in and covered.issuperset(unit.lead_in)]
        if items:
            pieces, lead_in = items, items[0].lead_in
        else:
            pieces, lead_in = [unit for _, unit in near], ()
        owner = next((owner for owner, unit in near if unit == pieces[0]), passage)
        of = _count(items, owner, self.index)
        spans = tuple(unit.spans for unit in pieces) or (citation.spans,)
        return Rest(lead_in, spans, of, passage.headings)


def _count(items: Sequence[Unit], passage: Passage, index: Index) -> int:
    """Return how many items the list has that these are of; 0 for what is no list."""
    if not items or items[0].kind is not UnitKind.ITEM:
        return 0
    return len(list_of(items[0], passage, index))


def fault_in_form(text: str) -> str | None:
    """Return why a text is no plain sentence, or none where it is."""
    if not text.isprintable():
        return "it has a sign that cannot be seen"
    if found := _MARKUP.search(text):
        return f"it has a sign that no sentence has: “{found.group().strip()}”"
    if _YES_OR_NO.match(text):
        return "it says yes or no, which a clause must settle"
    if not _SENTENCE.match(text):
        return "it is not a sentence"
    return None


@lru_cache(maxsize=2)
def gate_of(index: Index, acronyms: Acronyms) -> Gate:
    """Return the gate for an index.

    Kept for the two last: reading the names of a few hundred pages takes seconds.
    """
    return Gate(index, find_names(index.documents, index.passages, acronyms))
