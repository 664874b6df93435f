"""Where sources are known to differ: the editors' file ``differences.toml`` beside the documents.

A difference is raised only when an answer touches one of its quotations; then both are shown, with
which to rely on and why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answering.citations import cite
from assistant.answering.wording import say
from assistant.domain import Citation, Notice, Passage, Span
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
    says: tuple[Side, ...]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    difference: tuple[Difference, ...] = ()


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


def conflicts(
    differences: Sequence[Difference], citations: Sequence[Citation], index: Index
) -> Iterator[tuple[Notice, list[Citation]]]:
    """Yield a notice for each difference that ``citations`` touch, with the citations it adds."""
    known = list(citations)
    for difference in differences:
        placed = [place for side in difference.says if (place := _place(side, index))]
        touched = any(_touches(place, citation) for place in placed for citation in citations)
        if len(placed) < 2 or not touched:
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


def _place(side: Side, index: Index) -> _Placed | None:
    """Return where a side's words stand, or none where no passage holds them just once."""
    document = index.documents.get(side.document)
    if document is None or document.text.count(side.quote) != 1:
        return None
    start = document.text.index(side.quote)
    span = Span(start, start + len(side.quote))
    for passage in index.passages:
        if passage.doc_id == side.document and any(s.contains(span) for s in passage.spans):
            return _Placed(side, span, passage)
    return None


def _touches(place: _Placed, citation: Citation) -> bool:
    return citation.doc_id == place.side.document and any(
        span.start < place.span.end and place.span.start < span.end for span in citation.spans
    )


def _is_of(citation: Citation, place: _Placed) -> bool:
    return (citation.doc_id, citation.spans) == (place.side.document, (place.span,))


def _cited(place: _Placed, n: int, index: Index) -> Citation:
    document = index.documents[place.side.document]
    return cite(n, document, place.passage, (place.span,), place.passage.locator)
