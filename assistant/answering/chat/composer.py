"""Evidence to a draft worded by a chat model: each statement checked, or quoted, or left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.authority import is_proposal
from assistant.answering.beside import open_short_forms, refer, say_as_at, say_how_firm
from assistant.answering.chat.calling import Caller
from assistant.answering.chat.finding import quotations_for
from assistant.answering.chat.gate import Gate, gate_of
from assistant.answering.chat.passages import Shown, passages_to_show
from assistant.answering.chat.prompt import messages_for
from assistant.answering.chat.reply import MAX_STATEMENT_CHARS, MAX_STATEMENTS, Reply, Said
from assistant.answering.compose import ANSWERED, QuotingComposer
from assistant.answering.quoting import quote
from assistant.answering.selection import Quotation
from assistant.answering.sheet import Sheet
from assistant.answering.wording import ANSWERS, UNDATED
from assistant.domain import (
    Citation,
    Draft,
    Evidence,
    Form,
    Reader,
    Segment,
    Spans,
    Statement,
    Strength,
    Turn,
)
from assistant.index import Index
from assistant.retrieval.acronyms import Acronyms

# These ask for the words themselves or for their arrangement, which quoting gives better.
QUOTED_FORMS = frozenset({Form.PLACE_TEXT, Form.STRENGTH, Form.STANDING, Form.COMPARE})
QUOTED_TURNS = frozenset({Turn.EXACT_WORDS, Turn.WHERE, Turn.STILL_THE_RULE, Turn.REST_OF_LIST})
MISSING = frozenset({"missing", "not_in_documents.next"})
"""Wording of a draft that quotes which names the parts that are not answered."""

_YES_OR_NO = re.compile(r"^(?:yes|no)\b[\s,.:;–—-]*", re.IGNORECASE)


class ChatComposer:
    """Has a chat model word what the documents say; shows nothing of it that is not checked.

    The quoting composer decides whether the documents answer and where yes or no is settled. Its
    own answer stands in whenever the model gives nothing that can be checked.
    """

    def __init__(self, caller: Caller, prompt_chars: int) -> None:
        """Word answers by ``caller``, from passages of ``prompt_chars`` characters in all."""
        self._caller = caller
        self._prompt_chars = prompt_chars
        self._quoting = QuotingComposer()

    def compose(self, evidence: Evidence, index: Index, acronyms: Acronyms) -> Draft:
        """Return a draft of checked statements, or the one that quotes, which then says so."""
        quoted = self._quoting.compose(evidence, index, acronyms)
        query = evidence.query
        asks_for_words = query.form in QUOTED_FORMS or query.turn in QUOTED_TURNS
        if quoted.outcome not in ANSWERED or asks_for_words:
            return quoted
        sheet = Sheet(evidence, index)
        shown = passages_to_show(quoted, index, self._prompt_chars)
        reply = self._caller.ask(messages_for(query.standalone, shown, index, sheet.reader))
        page = _Page(sheet, acronyms, gate_of(index, acronyms))
        if reply is not None:
            page.write(reply, shown, quoted)
        if page.worded + page.replaced:
            return page.finished(quoted)
        if page.repeated:
            return quoted
        return replace(quoted, segments=(*quoted.segments, Segment(wording="chat.fell_back")))


@dataclass(slots=True)
class _Page:
    """A sheet, and what has become of a model's statements so far."""

    sheet: Sheet
    acronyms: Acronyms
    gate: Gate
    worded: int = 0
    replaced: int = 0
    left_out: int = 0
    repeated: int = 0
    """Statements that say no more than a quotation which stands there already."""
    quoted: set[Spans] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def write(self, reply: Reply, shown: Sequence[Shown], quoted: Draft) -> None:
        """Write what holds of a reply."""
        if self.sheet.evidence.query.form is Form.PERSONAL:
            self.sheet.say("personal")
        self._settle(quoted)
        by_label = {one.label: one for one in shown}
        for said in reply.statements[:MAX_STATEMENTS]:
            self._write(said, by_label)
        self._lead(quoted)

    def _settle(self, quoted: Draft) -> None:
        """Begin with the quotation that settles a question of yes or no, where one does."""
        segment = next(s for s in quoted.segments if s.statement is not None)
        if (segment.wording or "").partition(".")[0] in ANSWERS:
            self._copy(quoted, segment)

    def _lead(self, quoted: Draft) -> None:
        """See that the words which answer best are there, whatever the model made of them."""
        segment = next(s for s in quoted.segments if s.statement is not None)
        first = quoted.statements[segment.statement or 0].citations[0]
        citation = next(c for c in quoted.citations if c.n == first)
        cited = {span for own in self.sheet.citations for span in own.spans}
        if not cited & set(citation.spans):
            self._copy(quoted, segment)

    def _copy(self, quoted: Draft, segment: Segment) -> None:
        """Take over a statement of the draft that quotes, with its citation numbered anew."""
        statement = quoted.statements[segment.statement or 0]
        citation = next(c for c in quoted.citations if c.n == statement.citations[0])
        own = replace(citation, n=len(self.sheet.citations) + 1)
        self.sheet.citations.append(own)
        self.sheet.state(
            statement.text, own, statement.strength, segment.wording, dict(segment.values)
        )
        self.quoted.add(own.spans)

    def _write(self, said: Said, shown: dict[str, Shown]) -> None:
        """Write one statement: in its own words, as the quotations it rests on, or not at all."""
        sheet = self.sheet
        text = _YES_OR_NO.sub("", " ".join(said.text.split()) if "\n" not in said.text else "")
        text = f"{text[:1].upper()}{text[1:]}"
        if text.lower() in self.told:
            return
        self.told.add(text.lower())
        found = quotations_for(said.support, shown, sheet.evidence, sheet.index)
        if not found:
            self.left_out += 1
            return
        if all(quotation.spans in self.quoted for quotation in found):
            self.repeated += 1
            return
        if not self._state(text, found):
            self.replaced += 1
            for quotation in found:
                if quotation.spans not in self.quoted:
                    self.quoted.add(quotation.spans)
                    quote(sheet, quotation, self.acronyms.opened)

    def _state(self, text: str, found: Sequence[Quotation]) -> bool:
        """Write a statement in its own words if it holds, and say whether it does."""
        sheet = self.sheet
        before = len(sheet.citations)
        cited = [self._cite(quotation) for quotation in found]
        strength = self.gate.strength(text, cited)
        statement = Statement(text, tuple(citation.n for citation in cited), strength)
        long = len(text) > MAX_STATEMENT_CHARS
        if long or self.gate.fault(statement, cited):
            del sheet.citations[before:]
            return False
        key, values = self._introduction(cited[0], strength, before)
        sheet.segments.append(Segment(len(sheet.statements), key, values))
        sheet.statements.append(statement)
        self.worded += 1
        return True

    def _cite(self, quotation: Quotation) -> Citation:
        """Number a quotation, or return the number that it has."""
        doc_id, spans = quotation.passage.doc_id, quotation.spans
        for citation in self.sheet.citations:
            if (citation.doc_id, citation.spans) == (doc_id, spans):
                return citation
        return self.sheet.cite(quotation.passage, spans, quotation.locator)

    def _introduction(
        self, citation: Citation, strength: Strength, before: int
    ) -> tuple[str | None, tuple[tuple[str, str], ...]]:
        """Return the wording that stands before a statement: whose words it tells again."""
        reader = self.sheet.reader
        last = self.sheet.citations[before - 1] if before else None
        key: str | None = f"said.{reader.value}"
        if reader is Reader.POLICY:
            key = "said.policy.none" if strength is Strength.NONE else "said.policy"
        elif last and (last.title, last.voice) == (citation.title, citation.voice):
            key = None
        elif is_proposal(citation.authority):
            key = "said.proposal"
        values = (
            ("voice", citation.voice),
            ("authority", citation.authority),
            ("published", citation.published or UNDATED),
            ("title", citation.title),
            ("locator", citation.locator),
            ("strength", strength.value),
        )
        return key, values

    def finished(self, quoted: Draft) -> Draft:
        """Return the draft with what stands below its statements, and who worded them."""
        sheet = self.sheet
        say_as_at(sheet)
        if sheet.reader is Reader.PLAIN:
            say_how_firm(sheet)
            open_short_forms(sheet, self.acronyms)
        if sheet.reader is Reader.POLICY:
            refer(sheet)
        sheet.segments += [s for s in quoted.segments if s.wording in MISSING]
        for key, times in (
            ("chat.worded", self.worded),
            ("chat.replaced", self.replaced),
            ("chat.left_out", self.left_out),
        ):
            if times:
                sheet.say(key)
        return sheet.draft(quoted.outcome, quoted.suggestions)
