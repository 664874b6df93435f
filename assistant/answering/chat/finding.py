"""A chat model's quotations to the words that it may cite: whole units, found by position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answering.chat.matching import lines_with
from assistant.answering.chat.passages import Shown
from assistant.answering.chat.reply import MAX_SUPPORTS, Support
from assistant.answering.selection import Quotation, list_of, select
from assistant.domain import Evidence, Hit, Passage, Spans, Unit, UnitKind
from assistant.index import Index


def quotations_for(
    supports: Sequence[Support], shown: Mapping[str, Shown], evidence: Evidence, index: Index
) -> tuple[Quotation, ...]:
    """Return what a statement's quotations come to, in their order; none where none is found.

    A quotation is looked for in the passage that its label names and in no other. What it touches
    is taken whole, as quoting alone would: a sentence with what it points to, items with their
    lead-in, a lead-in with its list.
    """
    units: list[tuple[Passage, int]] = []
    for support in supports[:MAX_SUPPORTS]:
        passage = shown.get(support.label.strip())
        if passage is not None:
            units += [(passage.passage, place) for place in _found(support.quotation, passage)]
    return tuple(_quotations(list(dict.fromkeys(units)), evidence, index))


def _found(quotation: str, shown: Shown) -> list[int]:
    """Return the places of the units that a quotation touches; none where one may not be quoted."""
    passage = shown.passage
    touched = lines_with(quotation, [line.text for line in shown.lines])
    places = [place for at in touched if (place := shown.lines[at].place) is not None]
    if not places:
        places = _item_with_lead_in(quotation, shown)
    return places if all(passage.units[place].quotable for place in places) else []


def _item_with_lead_in(quotation: str, shown: Shown) -> list[int]:
    """Return the item that a quotation has together with its lead-in, where others lie between."""
    leads = [line for line in shown.lines if line.text.rstrip().endswith(":")]
    for lead in leads:
        for line in shown.lines:
            if line.place is None or line is lead:
                continue
            unit = shown.passage.units[line.place]
            if unit.lead_in and len(lines_with(quotation, [lead.text, line.text])) == 2:
                return [line.place]
    return []


def _quotations(
    units: Sequence[tuple[Passage, int]], evidence: Evidence, index: Index
) -> Iterator[Quotation]:
    """Yield a quotation for each unit; items of one list are one, and nothing is quoted twice."""
    cited: dict[object, list[tuple[Passage, int]]] = {}
    for passage, place in units:
        unit = passage.units[place]
        items = list_of(unit, passage, index)
        key = (passage.doc_id, _leading(unit, items)) if items else (passage.passage_id, place)
        cited.setdefault(key, []).append((passage, place))
    done: set[Spans] = set()
    for members in cited.values():
        passage, place = members[0]
        if list_of(passage.units[place], passage, index):
            quotation = _list(members, index)
        else:
            quotation = _single(passage, place, evidence, index)
        if not done.issuperset(quotation.pieces):
            done.update(quotation.pieces)
            yield quotation


def _leading(unit: Unit, items: Sequence[Unit]) -> Spans:
    """Return the lead-in of a list that ``unit`` leads in or is an item of."""
    return items[0].lead_in if unit.kind is UnitKind.SENTENCE else unit.lead_in


def _list(members: Sequence[tuple[Passage, int]], index: Index) -> Quotation:
    """Quote items of one list in the order of the document; whole where its lead-in is cited."""
    passage, _ = members[0]
    units = [owner.units[at] for owner, at in members]
    items = list_of(units[0], passage, index)
    lead_in = _leading(units[0], items)
    whole = any(unit.kind is UnitKind.SENTENCE for unit in units)
    chosen = [item for item in items if item.lead_in == lead_in and (whole or item in units)]
    return Quotation(
        passage,
        tuple(item.spans for item in chosen),
        lead_in,
        chosen[0].locator if len(chosen) == 1 else passage.locator,
        len(items),
    )


def _single(passage: Passage, place: int, evidence: Evidence, index: Index) -> Quotation:
    """Quote one unit that is no part of a list, with the sentences that belong to it."""
    unit = passage.units[place]
    only = tuple(float(at == place) for at in range(len(passage.units)))
    alone = replace(evidence, hits=(Hit(passage, 1.0, 0.0, only),), parts=())
    chosen = next((q for q in select(alone, index) if unit.spans in q.pieces), None)
    return chosen or Quotation(passage, (unit.spans,), unit.lead_in, unit.locator)
