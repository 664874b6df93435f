"""Candidates for the editors' file of differences: sentences on one subject that seem to differ.

Neighbours are found by rare words that they share, then weighed by all shared words and by the
meaning that the index keeps of each sentence; what differs between two of them is read by
`audit_marks`. The work grows with the number of sentences, not with that of their pairs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answering.citations import cite
from assistant.documents.reading import read
from assistant.domain import Citation, Passage, Spans, Unit, UnitKind
from assistant.index import Index
from assistant.index.lexical import analyse
from assistant.index.tokens import Vectors
from assistant.retrieval.acronyms import Acronyms, find_acronyms
from assistant.views.audit_marks import Marks, disagreements, marks_of

FEWEST_STEMS = 4
"""A shorter sentence names no subject."""
RARE_STEMS = 10
"""Of each sentence, by which its neighbours are found."""
LONGEST_POSTING = 250
"""Sentences that one word leads to; a more usual word leads to none. These two bound the work."""
NEIGHBOURS = 20
"""Kept for each sentence, of those that share words, and as many of those near in meaning."""
MOST_BY_MEANING = 20_000
"""Sentences up to which all are compared by meaning, in seconds; of more, only those with words in
common are."""
BLOCK = 1_000
"""Sentences compared at once, which bounds the memory."""
SAME = 0.92
"""Of all words shared: the one copies the other, unless a number or the strength differs."""
LEAST = 0.3
"""Of likeness, below which two sentences are not on one subject."""
MEANING = 0.5
"""Weight of meaning beside that of shared words."""
WEIGHTS: Mapping[str, float] = {
    "number": 1.3,
    "date": 1.1,
    "strength": 1.1,
    "negation": 0.9,
    "members": 1.0,
}
"""How telling each kind is; with the values above chosen on this corpus's own differences."""
OTHER_DOCUMENT = 1.3
"""What two sources say is more often a difference than what one says twice."""
SERIES = 0.4
"""Under one heading of one document sentences are a series: each says it of something else."""
OTHER_SUBJECT = 0.75
"""Of a difference in strength or negation where the clauses name nobody in common."""
TOTALS = 0.6
"""Of money and percentages, which a document tells of many things."""
MOST_OF_ONE = 2
"""Candidates that one sentence may stand in, so that it does not fill the list."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two quotations that seem to differ, what in, and how likely, relative to the others."""

    score: float
    why: tuple[str, ...]
    one: Citation
    other: Citation


@dataclass(frozen=True, slots=True)
class _Said:
    passage: Passage
    unit: Unit
    text: str
    stems: frozenset[str]
    marks: Marks
    at: int
    """Place of its first unit among those of the passage."""


def candidates(index: Index, limit: int) -> list[Candidate]:
    """Return up to ``limit`` candidates, the likeliest first; equal ones in order of the text."""
    acronyms = find_acronyms(index.documents, index.passages)
    said = [*_sentences(index, acronyms), *_lists(index, acronyms)]
    weights = _inverse_frequencies(said)
    vectors = _meanings(index, said)
    scored: list[tuple[float, int, int, list[str]]] = []
    by_words, by_meaning = _neighbours(said, weights), _nearest(vectors)
    for at, (near, alike) in enumerate(zip(by_words, by_meaning, strict=True)):
        for other in sorted({*near, *alike}):
            why = disagreements(said[at].marks, said[other].marks)
            score = _score(said[at], said[other], float(vectors[at] @ vectors[other]), weights, why)
            if score > 0:
                scored.append((score, at, other, why))
    scored.sort(key=lambda one: (-one[0], one[1], one[2]))
    used: Counter[frozenset[str]] = Counter()
    chosen: list[Candidate] = []
    for score, at, other, why in scored:
        pair = (said[at].stems, said[other].stems)
        if len(chosen) == limit:
            break
        if any(used[stems] >= MOST_OF_ONE for stems in pair):
            continue
        used.update(pair)
        cited = [_cite(n, said[place], index) for n, place in enumerate((at, other), start=1)]
        chosen.append(Candidate(round(score, 4), tuple(why), *cited))
    return chosen


def _sentences(index: Index, acronyms: Acronyms) -> Iterator[_Said]:
    for passage in index.passages:
        document = index.documents[passage.doc_id]
        authority = document.parts[passage.part].authority
        for at, unit in enumerate(passage.units):
            text = read(document, unit.spans)
            if unit.kind is UnitKind.ROW or not unit.quotable or text.rstrip('”" ').endswith("?"):
                continue
            whole = acronyms.opened(text)
            stems = _stems(whole)
            marks = marks_of(whole, authority)
            if len(stems) >= FEWEST_STEMS and marks.any:
                yield _Said(passage, unit, text, stems, marks, at)


def _lists(index: Index, acronyms: Acronyms) -> Iterator[_Said]:
    """Yield each list that says of what something is made up, its lead-in and items as one."""
    for passage in index.passages:
        document = index.documents[passage.doc_id]
        opened: dict[Spans, list[Unit]] = {}
        for unit in passage.units:
            if unit.kind is UnitKind.ITEM and unit.lead_in:
                opened.setdefault(unit.lead_in, []).append(unit)
        for lead_in, items in opened.items():
            marks = marks_of(acronyms.opened(read(document, lead_in)), "")
            if marks.members and len(items) > 1:
                spans = (*lead_in, *(span for item in items for span in item.spans))
                text = acronyms.opened(read(document, spans))
                whole = replace(items[0], spans=spans)
                only = replace(marks, amounts=frozenset(), dates=frozenset(), negated=False)
                at = passage.units.index(items[0])
                yield _Said(passage, whole, text, _stems(text), only, at)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for stem in analyse(text) if not stem[0].isdigit())


def _inverse_frequencies(said: Sequence[_Said]) -> dict[str, float]:
    counts = Counter(stem for one in said for stem in one.stems)
    return {stem: math.log(1 + len(said) / count) for stem, count in counts.items()}


def _neighbours(said: Sequence[_Said], weights: Mapping[str, float]) -> Iterator[list[int]]:
    """Yield for each sentence those before it that share most of their rare words."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        found: Counter[int] = Counter()
        rare = sorted(one.stems, key=lambda stem: (-weights[stem], stem))[:RARE_STEMS]
        for stem in rare:
            for other in postings[stem]:
                found[other] += weights[stem]  # type: ignore[assignment] # counts are weights here
        best = sorted(found, key=lambda other: (-found[other], other))[:NEIGHBOURS]
        yield best
        for stem in one.stems:
            if len(postings[stem]) < LONGEST_POSTING:
                postings[stem].append(at)


def _nearest(vectors: Vectors) -> Iterator[list[int]]:
    """Yield for each sentence those before it that are nearest to it in meaning."""
    if len(vectors) > MOST_BY_MEANING:
        yield from ([] for _ in vectors)
        return
    for start in range(0, len(vectors), BLOCK):
        likeness = vectors[start : start + BLOCK] @ vectors.T
        for row, values in enumerate(likeness, start=start):
            best = np.argsort(-values[:row], kind="stable")[:NEIGHBOURS]
            yield [int(place) for place in best]


def _meanings(index: Index, said: Sequence[_Said]) -> Vectors:
    """Return a vector of length 1 for each sentence: the middle of those of its tokens."""
    units: dict[str, list[Vectors]] = {}
    rows = []
    for one in said:
        if one.passage.passage_id not in units:
            units = {one.passage.passage_id: index.unit_tokens(one.passage)}
        tokens = units[one.passage.passage_id][one.at]
        middle = tokens.sum(axis=0)
        rows.append(middle / max(float(np.linalg.norm(middle)), 1e-9))
    return np.asarray(rows, dtype=np.float32)


def _score(
    one: _Said, other: _Said, meaning: float, weights: Mapping[str, float], why: Sequence[str]
) -> float:
    """Return how likely two sentences differ on one subject, from 0."""
    if not why:
        return 0.0
    shared = sum(weights[stem] for stem in one.stems & other.stems)
    smaller, larger = sorted(sum(weights[s] for s in said.stems) for said in (one, other))
    copied = shared / larger > SAME
    kinds = [reason.partition(":")[0] for reason in why]
    if copied and not {"number", "strength", "date"} & set(kinds):
        return 0.0
    likeness = (1 - MEANING) * math.sqrt(shared / smaller * shared / larger) + MEANING * meaning
    if likeness < LEAST or not shared:
        return 0.0
    return likeness * max(_weight(reason, one, other) for reason in why) * _apart(one, other)


def _weight(reason: str, one: _Said, other: _Said) -> float:
    kind, _, what = reason.partition(":")
    weight = WEIGHTS[kind]
    if kind in ("strength", "negation") and not one.marks.subject & other.marks.subject:
        return weight * OTHER_SUBJECT
    return weight * TOTALS if what.endswith(("(£)", "(%)")) else weight


def _apart(one: _Said, other: _Said) -> float:
    if one.passage.doc_id != other.passage.doc_id:
        return OTHER_DOCUMENT
    same = (one.passage.part, one.passage.headings) == (other.passage.part, other.passage.headings)
    return SERIES if same else 1.0


def _cite(n: int, said: _Said, index: Index) -> Citation:
    document = index.documents[said.passage.doc_id]
    locator = said.unit.locator or said.passage.locator
    return cite(n, document, said.passage, said.unit.spans, locator)
