"""Where sources are known to differ: the editors' file ``differences.toml`` beside the documents.

A difference is raised only when an answer touches it: when it quotes one of the places that the
editors name, or the question is about it in the editors' words. Then what each side says is shown,
with which to rely on and why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answering.citations import cite
from assistant.answering.phrases import stands_in, words_of
from assistant.answering.wording import say
from assistant.domain import Citation, Notice, Passage, Query, Span
from assistant.errors import CorpusError
from assistant.index import Index

FILENAME = "differences.toml"


class Side(BaseModel):
    """What one source says: its exact words, as they stand in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    quote: str


class Difference(BaseModel):
    """A subject on which sources differ, what each says, and which to rely on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    rely_on: str
    says: tuple[Side, ...] = Field(min_length=2)
    touches: tuple[Side, ...] = ()
    """Other places that say what one of the sides says: quoting one touches the difference too."""
    only_if_asked: tuple[str, ...] = ()
    """Where given, quoting one of the places counts only if the question has one of these."""
    asked: tuple[str, ...] = ()
    """A question that has one of these is about the difference, whatever its answer quotes."""

    @property
    def places(self) -> tuple[Side, ...]:
        """All quotations that it names."""
        return self.says + self.touches


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    difference: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A quotation of the editors' file that no longer stands in its document, and why."""

    about: str
    side: Side
    reason: str


@dataclass(frozen=True, slots=True)
class _Placed:
    side: Side
    span: Span
    passage: Passage


def read_differences(corpus: Path) -> tuple[Difference, ...]:
    """Return the differences that the editors know of; none where there is no file.

    Raises `CorpusError` where the file is not valid.
    """
    path = corpus / FILENAME
    if not path.exists():
        return ()
    try:
        return _File.model_validate(tomllib.loads(path.read_text("utf-8"))).difference
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.", "Check it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise CorpusError(f"{path} is not valid: {first}.", "Mend that entry.") from error


def misplaced(differences: Sequence[Difference], index: Index) -> tuple[Misplaced, ...]:
    """Return the quotations that do not stand where the editors say.

    A difference with such a side is left out of the answers.
    """
    return tuple(
        Misplaced(difference.about, side, reason)
        for difference in differences
        for side in difference.places
        if (reason := _why_not(side, index))
    )


def conflicts(
    differences: Sequence[Difference], query: Query, citations: Sequence[Citation], index: Index
) -> Iterator[tuple[Notice, list[Citation]]]:
    """Yield a notice for each difference that an answer touches, with the citations it adds."""
    known = list(citations)
    words = frozenset(words_of(f"{query.question.text} {query.standalone}"))
    for difference in differences:
        if not _is_touched(difference, words, citations, index):
            continue
        placed = [place for side in difference.says if (place := _place(side, index))]
        if len(placed) < len(difference.says):
            continue
        added = []
        said, numbers = [], []
        for place in placed:
            same = (c for c in known if _is_of(c, place))
            citation = next(same, None) or _cited(place, len(known) + 1, index)
            if citation not in known:
                known.append(citation)
                added.append(citation)
            numbers.append(citation.n)
            said.append(f"{citation.voice}: “{citation.shown}” [{citation.n}]")
        values = (
            ("about", difference.about),
            ("said", " ".join(said)),
            ("rely_on", difference.rely_on),
        )
        yield Notice("conflict", say("notice.conflict", values), tuple(numbers)), added


def _is_touched(
    difference: Difference,
    words: frozenset[str],
    citations: Sequence[Citation],
    index: Index,
) -> bool:
    if _asks(words, difference.asked):
        return True
    if difference.only_if_asked and not _asks(words, difference.only_if_asked):
        return False
    return any(_touches(side, citations, index) for side in difference.places)


def _asks(words: frozenset[str], phrases: Sequence[str]) -> bool:
    return any(stands_in(phrase, words) for phrase in phrases)


def _why_not(side: Side, index: Index) -> str:
    """Return why a side's words cannot be quoted; empty where they can."""
    document = index.documents.get(side.document)
    if document is None:
        return f"there is no document “{side.document}”"
    times = document.text.count(side.quote)
    if times != 1:
        return "the words do not stand in it" if not times else f"the words stand {times} times"
    return "" if _place(side, index) else "the words stand in no passage, or in more than one"


def _span(side: Side, index: Index) -> Span | None:
    document = index.documents.get(side.document)
    if document is None or document.text.count(side.quote) != 1:
        return None
    start = document.text.index(side.quote)
    return Span(start, start + len(side.quote))


def _place(side: Side, index: Index) -> _Placed | None:
    """Return where a side's words stand, or none where no passage holds them just once."""
    span = _span(side, index)
    if span is None:
        return None
    for passage in index.passages:
        if passage.doc_id == side.document and any(s.contains(span) for s in passage.spans):
            return _Placed(side, span, passage)
    return None


def _touches(side: Side, citations: Sequence[Citation], index: Index) -> bool:
    spans = [
        span
        for citation in citations
        if citation.doc_id == side.document
        for span in citation.spans
    ]
    place = _span(side, index) if spans else None
    return place is not None and any(
        span.start < place.end and place.start < span.end for span in spans
    )


def _is_of(citation: Citation, place: _Placed) -> bool:
    return (citation.doc_id, citation.spans) == (place.side.document, (place.span,))


def _cited(place: _Placed, n: int, index: Index) -> Citation:
    document = index.documents[place.side.document]
    return cite(n, document, place.passage, (place.span,), place.passage.locator)
