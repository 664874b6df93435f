"""Which words of the evidence answer: whole sentences, whole lists or items with their lead-in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.authority import rank
from assistant.documents.reading import read
from assistant.domain import Evidence, Passage, Spans, Turn, Unit, UnitKind
from assistant.index import Index
from assistant.index.lexical import analyse

# At most this many quotations: more bury the answer.
MAX_QUOTATIONS = 4
# Of each part of a question fewer.
QUOTATIONS_A_PART = 2
# How much the passage's own rank counts beside what a unit says. Chosen on evals/cases/tuning.jsonl
# with `guidance eval`: without it the first quotation is right much less often.
PASSAGE_WEIGHT = 0.75
# How much of that a passage loses for each step that it stands below the first. Chosen likewise.
BELOW_FIRST = 0.5
# Quotations this near the best are put in the order of their standing.
AS_GOOD = 0.95
# A further quotation must answer at least this well beside the best.
NEARLY_AS_GOOD = 0.88
# A firmer source wins over one that answers better by less than this a step.
STEP = 0.015
# A list is given whole where a list is asked for, and where it is short and this share of its items
# answers well; of any other the items that answer are given and counted.
MOST_OF_LIST = 0.5
SHORT_LIST_CHARS = 900

_POINTS_BACK = re.compile(
    r"^\W*(?:(?:Any|All|Each of|Some of|None of) (?:such|these|those|them)|This|That|These|Those|"
    r"They|It|Its|Their|He|She|Such|However|But|Also|Both|Additionally|Furthermore|"
    r"Therefore|As such|In addition|Others?)\b"
)
# A sentence that opens so takes something back from the one before it, or sets a condition on it.
_TAKES_BACK = re.compile(
    r"^\W*(?:However|But|Except|Unless|Nevertheless|Nonetheless|That said|Only (?:where|if|when)|"
    r"(?:This|That|It|They|These) (?:does|do|is|are) not|An? exception|The (?:only )?exception|"
    r"(?:This|These|It|They) (?:only )?appl(?:y|ies)|In (?:such|these|those|exceptional) "
    r"(?:cases?|circumstances))\b"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words chosen to be quoted from one passage or one list.

    ``lead_in`` is empty but for items; each of ``pieces`` is a sentence, an item or a row, and
    ``of`` is the number of items that the list has in all, 0 for what is no list.
    """

    passage: Passage
    pieces: tuple[Spans, ...]
    lead_in: Spans
    locator: str
    of: int = 0
    score: float = 0.0
    main: int = 0
    """Which piece was chosen; of sentences, the others only belong to it."""
    also: tuple[Passage, ...] = ()
    """Where the same words stand besides."""

    @property
    def spans(self) -> Spans:
        """All that is quoted, in order."""
        return (*self.lead_in, *(span for piece in self.pieces for span in piece))


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    place: int
    score: float

    @property
    def unit(self) -> Unit:
        return self.passage.units[self.place]


def select(evidence: Evidence, index: Index) -> tuple[Quotation, ...]:
    """Return the quotations that answer, best first; none where nothing can be quoted."""
    candidates = _candidates(evidence, index)
    if not candidates:
        return ()
    query = evidence.query
    wants_list = query.wants_list or query.turn is Turn.REST_OF_LIST
    best = candidates[0].score
    chosen: list[Quotation] = []
    for candidate in candidates:
        if len(chosen) == MAX_QUOTATIONS or candidate.score < NEARLY_AS_GOOD * best:
            break
        quotation = _quotation(candidate, candidates, index, wants_list=wants_list)
        _place(quotation, chosen, index)
    also = {hit.passage.passage_id: hit.also for hit in evidence.hits}
    named = [_with_copies(q, also.get(q.passage.passage_id, ()), index) for q in chosen]
    return tuple(_by_standing(named, index))


def _with_copies(quotation: Quotation, near: Sequence[str], index: Index) -> Quotation:
    """Name those of nearly the same passages that have the very words quoted."""
    own = analyse(read(index.documents[quotation.passage.doc_id], quotation.pieces[quotation.main]))
    copies = tuple(
        passage
        for passage in map(index.passage, near)
        if own in [analyse(read(index.documents[passage.doc_id], u.spans)) for u in passage.units]
    )
    return replace(quotation, also=tuple(dict.fromkeys((*quotation.also, *copies))))


def closest(evidence: Evidence, index: Index) -> Quotation | None:
    """Return the one sentence, item or row that comes closest; none where nothing can be quoted."""
    candidates = _candidates(evidence, index)[:1]
    for candidate in candidates:
        unit = candidate.unit
        items = list_of(unit, candidate.passage, index)
        if items and unit.kind is UnitKind.SENTENCE:
            unit = items[0]
        of = len(items)
        return Quotation(
            candidate.passage, (unit.spans,), unit.lead_in, unit.locator, of, candidate.score
        )
    return None


def select_for_parts(parts: Sequence[Evidence], index: Index) -> tuple[Quotation, ...]:
    """Return the quotations that answer each part, in the order of the parts, each once."""
    chosen: list[Quotation] = []
    for part in parts:
        for quotation in select(part, index)[:QUOTATIONS_A_PART]:
            _place(quotation, chosen, index)
    return tuple(chosen)


def _place(quotation: Quotation, chosen: list[Quotation], index: Index) -> None:
    """Add a quotation to those chosen, put it in the place of one, or leave it out.

    Of two that touch the longer stays, of two that say the same the one from the firmer source.
    """
    touching = [place for place, other in enumerate(chosen) if _overlaps(quotation, other)]
    if touching:
        # One that brings the sentence before along takes the place of that sentence alone.
        place = touching[0]
        if set(chosen[place].pieces) < set(quotation.pieces) and not quotation.lead_in:
            chosen[place] = replace(quotation, score=chosen[place].score)
        return
    same = [place for place, other in enumerate(chosen) if _same_words(quotation, other, index)]
    if not same:
        chosen.append(quotation)
        return
    kept, other = chosen[same[0]], quotation
    if _standing(quotation, index) < _standing(kept, index):
        kept, other = replace(quotation, score=kept.score), kept
    places = dict.fromkeys((*kept.also, other.passage, *other.also))
    chosen[same[0]] = replace(kept, also=tuple(p for p in places if p != kept.passage))


def _standing(quotation: Quotation, index: Index) -> int:
    passage = quotation.passage
    return rank(index.documents[passage.doc_id].parts[passage.part].authority)


def _by_standing(chosen: Sequence[Quotation], index: Index) -> list[Quotation]:
    """Put the firmer source first among those that answer about as well as the best."""
    good = [q for q in chosen if q.score >= AS_GOOD * chosen[0].score]
    firmest = sorted(good, key=lambda quotation: _standing(quotation, index))
    return [*firmest, *(q for q in chosen if q not in good)]


def _candidates(evidence: Evidence, index: Index) -> list[_Candidate]:
    candidates = []
    top = max((hit.score for hit in evidence.hits), default=0.0)
    for place, hit in enumerate(evidence.hits):
        part = index.documents[hit.passage.doc_id].parts[hit.passage.part]
        standing = PASSAGE_WEIGHT * (1 - BELOW_FIRST * (top - hit.score))
        firmness = standing - STEP * rank(part.authority)
        for unit, score in enumerate(hit.units):
            if hit.passage.units[unit].quotable:
                candidates.append((score + firmness, place, unit, hit.passage))
    candidates.sort(key=lambda c: (-c[0], c[1], c[2]))
    return [_Candidate(passage, unit, score) for score, _, unit, passage in candidates]


def _quotation(
    candidate: _Candidate, candidates: Sequence[_Candidate], index: Index, *, wants_list: bool
) -> Quotation:
    passage, unit = candidate.passage, candidate.unit
    items = list_of(unit, passage, index)
    if items:
        return _from_list(items, candidate, candidates, index, wants_list=wants_list)
    if unit.kind is not UnitKind.SENTENCE:
        return Quotation(passage, (unit.spans,), unit.lead_in, unit.locator, 0, candidate.score)
    document = index.documents[passage.doc_id]
    before = _sentences_before(candidate, index)
    spans = [unit.spans]
    while before and _POINTS_BACK.match(read(document, spans[0])):
        spans.insert(0, before.pop())
    main = len(spans) - 1
    for after in passage.units[candidate.place + 1 :]:
        if after.kind is not UnitKind.SENTENCE or not _TAKES_BACK.match(
            read(document, after.spans)
        ):
            break
        spans.append(after.spans)
    return Quotation(passage, tuple(spans), (), unit.locator, 0, candidate.score, main)


def _from_list(
    items: Sequence[Unit],
    candidate: _Candidate,
    candidates: Sequence[_Candidate],
    index: Index,
    *,
    wants_list: bool,
) -> Quotation:
    """Quote a list whole, or those of its items that answer."""
    passage, unit = candidate.passage, candidate.unit
    document = index.documents[passage.doc_id]
    leads = unit.kind is UnitKind.SENTENCE
    scores = {c.unit.spans: c.score for c in candidates if c.passage.group == passage.group}
    best = max((scores.get(item.spans, 0.0) for item in items), default=0.0)
    good = [item for item in items if scores.get(item.spans, 0.0) >= AS_GOOD * best > 0]
    short = sum(len(read(document, item.spans)) for item in items) <= SHORT_LIST_CHARS
    most = len(good) >= max(2, MOST_OF_LIST * len(items))
    whole = wants_list or (short and (leads or most)) or not good
    top = sorted(good, key=lambda item: -scores[item.spans])[:MAX_QUOTATIONS]
    chosen = items if whole else [i for i in items if i in top or i == unit]
    lead_in = items[0].lead_in if leads else unit.lead_in
    return Quotation(
        passage,
        tuple(item.spans for item in chosen),
        lead_in,
        chosen[0].locator if len(chosen) == 1 else passage.locator,
        len(items),
        candidate.score,
    )


def _sentences_before(candidate: _Candidate, index: Index) -> list[Spans]:
    """Return the sentences of the same paragraph before a unit, also in the passage before."""
    passage = candidate.passage
    earlier = [p for p in index.group(passage.group) if p.ordinal < passage.ordinal]
    units = [u for p in earlier for u in p.units] + list(passage.units[: candidate.place])
    return [unit.spans for unit in units if unit.kind is UnitKind.SENTENCE]


def list_of(unit: Unit, passage: Passage, index: Index) -> tuple[Unit, ...]:
    """Return the items of the list that ``unit`` is in or leads in, in order; else nothing."""
    siblings = [
        other
        for near in index.group(passage.group)
        for other in near.units
        if other.kind is UnitKind.ITEM
    ]
    if unit.kind is UnitKind.ITEM and unit.lead_in:
        return tuple(i for i in siblings if i.lead_in[: len(unit.lead_in)] == unit.lead_in)
    if unit.kind is UnitKind.SENTENCE:
        return tuple(i for i in siblings if i.lead_in[: len(unit.spans)] == unit.spans)
    return ()


def _overlaps(one: Quotation, other: Quotation) -> bool:
    if one.passage.doc_id != other.passage.doc_id:
        return False
    if one.lead_in and one.lead_in[:1] == other.lead_in[:1]:
        return True
    own = {span for piece in one.pieces for span in piece}
    return any(
        a.start < b.end and b.start < a.end for a in own for piece in other.pieces for b in piece
    )


def _same_words(one: Quotation, other: Quotation, index: Index) -> bool:
    """Say whether two quotations have the same words but for little ones, in the same order."""
    stems = [analyse(read(index.documents[q.passage.doc_id], q.spans)) for q in (one, other)]
    return stems[0] == stems[1]
