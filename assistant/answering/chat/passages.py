"""The passages that a chat model is shown, each under a label, as lines that map to its units."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from assistant.answering.chat.matching import fenced
from assistant.documents.reading import read
from assistant.domain import Draft, Evidence, Hit, Passage, Spans
from assistant.index import Index

# Words for labels, from a field of their own; one that a text has is not used with that text.
_WORDS = (
    "kestrel bittern dunlin fulmar garganey hoopoe jackdaw knot lapwing merlin nuthatch osprey "
    "pipit redshank siskin turnstone whimbrel wryneck avocet brambling curlew dipper firecrest "
    "gadwall"
).split()
_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a passage as shown: a unit by its place, or a lead-in that is no unit of it."""

    text: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as a chat model is shown it."""

    label: str
    passage: Passage
    lines: tuple[Line, ...]


def passages_to_show(draft: Draft, index: Index, max_chars: int) -> tuple[Shown, ...]:
    """Return the passages to send for a draft that quotes: its own first, then the next best.

    A passage comes with the others of its list. ``max_chars`` bounds the text of all lines; a
    passage that does not fit is shown as far as it does, and none after it.
    """
    own = (index.passage(citation.passage_id) for citation in draft.citations)
    found = (hit.passage for hit in _hits(draft.evidence))
    chosen: list[tuple[Passage, tuple[Line, ...]]] = []
    seen: set[str] = set()
    left = max_chars
    for passage in _with_their_lists(chain(own, found), index):
        if passage.passage_id in seen:
            continue
        seen.add(passage.passage_id)
        lines = tuple(lines_of(passage, index))
        kept = tuple(_fitting(lines, left))
        left -= sum(len(line.text) for line in kept)
        if kept:
            chosen.append((passage, kept))
        if len(kept) < len(lines):
            break
    texts = [draft.evidence.query.standalone, *(p.text for p, _ in chosen)]
    labels = labels_for([passage.passage_id for passage, _ in chosen], texts)
    return tuple(
        Shown(label, passage, lines) for label, (passage, lines) in zip(labels, chosen, strict=True)
    )


def lines_of(passage: Passage, index: Index) -> Iterator[Line]:
    """Yield the lines of a passage: its units in order, lead-ins from elsewhere before theirs."""
    document = index.documents[passage.doc_id]
    own = {unit.spans for unit in passage.units}
    before: Spans = ()
    for place, unit in enumerate(passage.units):
        if unit.lead_in and unit.lead_in != before and unit.lead_in not in own:
            yield Line(read(document, unit.lead_in), None)
        before = unit.lead_in
        yield Line(read(document, unit.spans), place)


def labels_for(names: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Return a label for each name: the same on every run, and none that a text has.

    A label tells nothing of rank or place, and no number of it stands alone.
    """
    words = set(re.findall(r"\w+", " ".join(texts).lower()))
    free = [word for word in _WORDS if word not in words] or [f"{word}qz" for word in _WORDS]
    labels: list[str] = []
    for name in names:
        at = zlib.crc32(name.encode())
        while (label := f"{free[at % len(free)]}-{2 + at // len(free) % _NUMBERS}") in labels:
            at += 1
        labels.append(label)
    return tuple(labels)


def _hits(evidence: Evidence) -> Iterator[Hit]:
    """Yield what was found, the parts of a question by turns, best first."""
    yield from filter(None, chain(*zip_longest(*(part.hits for part in evidence.parts))))
    yield from evidence.hits


def _with_their_lists(passages: Iterable[Passage], index: Index) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from index.group(passage.group)


def _fitting(lines: Sequence[Line], chars: int) -> Iterator[Line]:
    for line in lines:
        chars -= len(line.text)
        if chars < 0:
            return
        yield Line(fenced(line.text), line.place)
