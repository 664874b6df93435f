"""What a reader must know beside an answer, whoever composed it: a disagreement, a proposal, a
date, a voice, a short form with two meanings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.authority import is_proposal
from assistant.answering.citations import cite
from assistant.answering.differences import Difference, conflicts
from assistant.answering.wording import UNDATED, say
from assistant.domain import Citation, Draft, Notice, Query
from assistant.index import Index
from assistant.retrieval.acronyms import Acronyms, short_forms


def warned(
    draft: Draft, index: Index, acronyms: Acronyms, differences: Sequence[Difference]
) -> Draft:
    """Return the draft with the notices that its sources and its question call for."""
    if not draft.citations:
        return draft
    notices = list(draft.notices)
    citations = list(draft.citations)
    for notice, added in conflicts(differences, draft.evidence.query, draft.citations, index):
        notices.append(notice)
        citations.extend(added)
    notices.extend(notices_for(draft.citations, index))
    said, added = ambiguous(draft.evidence.query, acronyms, index, len(citations) + 1)
    return replace(draft, notices=(*notices, *said), citations=(*citations, *added))


def notices_for(citations: Sequence[Citation], index: Index) -> Iterator[Notice]:
    """Yield what must be said of the sources cited, once a source and kind."""
    seen: set[tuple[str, str]] = set()
    for citation in citations:
        source = index.documents[citation.doc_id].source
        kinds = {"currency": _currency(citation, source.published_note)}
        if is_proposal(citation.authority):
            kinds["proposal"] = say(
                "notice.proposal",
                (("n", str(citation.n)), ("published", citation.published or UNDATED)),
            )
        elif citation.voice != source.voice:
            kinds["voice"] = say(
                "notice.voice",
                (
                    ("n", str(citation.n)),
                    ("voice", citation.voice),
                    ("standing", citation.standing),
                ),
            )
        for kind, text in kinds.items():
            if (kind, citation.title) not in seen:
                seen.add((kind, citation.title))
                yield Notice(kind, text, (citation.n,))
        if index.passage(citation.passage_id).uncertain:
            yield Notice(
                "incomplete", say("notice.uncertain", (("n", str(citation.n)),)), (citation.n,)
            )


def _currency(citation: Citation, note: str) -> str:
    return say(
        "notice.currency",
        (
            ("n", str(citation.n)),
            ("title", citation.title),
            ("dated", citation.published or note or UNDATED),
            ("standing", citation.standing[:1].upper() + citation.standing[1:]),
        ),
    )


def ambiguous(
    query: Query, acronyms: Acronyms, index: Index, first: int
) -> tuple[list[Notice], list[Citation]]:
    """Return a notice for each short form in the question that the documents use in two senses.

    ``first`` is the number that its first citation gets.
    """
    notices: list[Notice] = []
    citations: list[Citation] = []
    for short in short_forms(query.question.text):
        readings = acronyms.readings(short)
        if len(readings) < 2:
            continue
        cited, said = [], []
        for reading in readings:
            definition = acronyms.defined(short, reading)
            if definition is None:
                continue
            passage = index.passage(definition.passage_id)
            n = first + len(citations)
            document = index.documents[passage.doc_id]
            citations.append(cite(n, document, passage, (definition.span,), passage.locator))
            cited.append(n)
            said.append(f"{definition.long} [{n}]")
        values = (("short", short), ("readings", "; ".join(said)))
        notices.append(Notice("acronym", say("notice.acronym", values), tuple(cited)))
    return notices, citations
