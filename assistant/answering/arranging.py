"""Quotations arranged as a question wants them: side by side, or a whole place in its order."""

from __future__ import annotations

from dataclasses import replace
from itertools import repeat

from assistant.answering.selection import Quotation, list_of, select
from assistant.answering.strength import strength_of
from assistant.documents.reading import read
from assistant.domain import Evidence, Form, Hit, Passage, Strength, UnitKind
from assistant.index import Index
from assistant.index.lexical import analyse

# Quotations about each of two things compared.
A_SIDE = 2
# A place is quoted whole up to about this length: more is a chapter, to be read in its document.
PLACE_CHARS = 2500


def for_sides(evidence: Evidence, index: Index) -> tuple[tuple[str, tuple[Quotation, ...]], ...]:
    """Return the quotations about each of the things compared; none unless each has some.

    A thing's quotations name it and not the other, and nothing is quoted twice.
    """
    query = evidence.query
    if query.form is not Form.COMPARE or len(query.compared) < 2:
        return ()
    sides, used = [], set()
    common = set.intersection(*(set(analyse(thing)) for thing in query.compared))
    # What was found for a thing by itself says more of it than what both were found in.
    parts = evidence.parts if len(evidence.parts) == len(query.compared) else ()
    for thing, found in zip(query.compared, parts or repeat(evidence), strict=False):
        stems = set(analyse(thing)) - common
        others = {s for other in query.compared if other != thing for s in analyse(other)} - common
        hits = tuple(_about(hit, stems, others, index) for hit in found.hits)
        about = [q for q in select(replace(found, hits=hits), index) if q.spans not in used]
        used |= {quotation.spans for quotation in about[:A_SIDE]}
        sides.append((thing, tuple(about[:A_SIDE])))
    return tuple(sides) if all(about for _, about in sides) else ()


def _about(hit: Hit, stems: set[str], others: set[str], index: Index) -> Hit:
    """Return a hit with the scores of those units alone that name one thing and not the other."""
    document = index.documents[hit.passage.doc_id]
    heading = set(analyse(" ".join(hit.passage.headings[-1:])))
    kept = []
    for unit, score in zip(hit.passage.units, hit.units, strict=False):
        said = heading | set(analyse(read(document, (*unit.lead_in, *unit.spans))))
        names_one = bool(stems) and stems <= said and not (others and others <= said)
        kept.append(score if names_one else 0.0)
    return replace(hit, units=tuple(kept) if any(kept) else ())


def named_whole(evidence: Evidence, index: Index) -> tuple[Quotation, ...]:
    """Return the text of the places that a question names by number, whole and in order."""
    if evidence.query.form is not Form.PLACE_TEXT:
        return ()
    named = [index.passage(passage_id) for passage_id in evidence.query.named]
    quotations: list[Quotation] = []
    length = 0
    for passage in sorted(named, key=lambda passage: (passage.doc_id, passage.ordinal)):
        length += len(passage.text)
        if quotations and length > PLACE_CHARS:
            break
        quotations.extend(_whole(passage, index))
    return tuple(quotations)


def _whole(passage: Passage, index: Index) -> list[Quotation]:
    """Return all of a passage: its sentences together, and each of its lists with its lead-in."""
    quoted: list[Quotation] = []
    listed = {span for u in passage.units for span in u.lead_in}
    sentences = tuple(
        unit.spans
        for unit in passage.units
        if unit.kind is UnitKind.SENTENCE and not set(unit.spans) & listed
    )
    if sentences:
        document = index.documents[passage.doc_id]
        firm = [strength_of(read(document, spans)) is not Strength.NONE for spans in sentences]
        main = firm.index(True) if any(firm) else 0
        quoted.append(Quotation(passage, sentences, (), passage.locator, main=main))
    lead_ins = dict.fromkeys(unit.lead_in for unit in passage.units if unit.kind is UnitKind.ITEM)
    for lead_in in lead_ins:
        first = next(u for u in passage.units if u.lead_in == lead_in)
        items = tuple(u for u in list_of(first, passage, index) if u.lead_in == lead_in)
        if items:
            pieces = tuple(item.spans for item in items)
            quoted.append(Quotation(passage, pieces, lead_in, passage.locator, len(items)))
    return quoted
