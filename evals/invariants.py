"""What must hold of the places in any document that was read, however it was damaged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.domain import BlockKind, Document, Passage, Span

INVISIBLE = set("\u00ad\u200b\ufeff")
"""Characters that show nothing by themselves, white space apart."""


def is_visible(character: str) -> bool:
    """Say whether a character shows something by itself."""
    return not character.isspace() and character not in INVISIBLE


def broken(document: Document, passages: Sequence[Passage]) -> str:
    """Return what does not hold, in a few words, or nothing."""
    blocks = [span for block in document.blocks for span in block.spans]
    bodies = [span for passage in passages for span in passage.spans]
    left_out = (BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.CONTENTS)
    said = [s for block in document.blocks if block.kind not in left_out for s in block.spans]
    checks = (
        (
            _outside(document, [*blocks, *bodies, *_other_spans(document, passages)]),
            "a span lies outside the text",
        ),
        (_overlapping(blocks), "blocks overlap"),
        (_overlapping(bodies), "bodies of passages overlap"),
        (not _covered(document.text, [Span(0, len(document.text))], blocks), "text is in no block"),
        (not _covered(document.text, said, bodies), "words are in no passage"),
        (_unordered(passages), "passages are not in order"),
        (_units_outside(passages), "a unit lies outside its passage"),
        (_overlapping([page.span for page in document.pages]), "pages overlap"),
        (_overlapping([repair.span for repair in document.repairs]), "repairs overlap"),
    )
    return "; ".join(what for fails, what in checks if fails)


def _other_spans(document: Document, passages: Sequence[Passage]) -> list[Span]:
    return [
        *(span for block in document.blocks for span in (*block.content, *block.cells)),
        *(span for passage in passages for span in passage.context),
        *(span for p in passages for unit in p.units for span in (*unit.spans, *unit.lead_in)),
        *(page.span for page in document.pages),
        *(repair.span for repair in document.repairs),
        *(call.span for call in document.calls),
    ]


def _outside(document: Document, spans: Sequence[Span]) -> bool:
    return any(not 0 <= s.start <= s.end <= len(document.text) for s in spans)


def _overlapping(spans: Sequence[Span]) -> bool:
    return any(one.end > other.start for one, other in pairwise(sorted(spans)))


def _covered(text: str, wanted: Sequence[Span], covering: Sequence[Span]) -> bool:
    """Say whether every visible character of ``wanted`` lies in a span of ``covering``."""
    there = bytearray(len(text))
    for span in covering:
        there[span.start : span.end] = b"\x01" * (span.end - span.start)
    return all(
        there[place] or not is_visible(text[place])
        for span in wanted
        for place in range(span.start, span.end)
    )


def _unordered(passages: Sequence[Passage]) -> bool:
    starts = [passage.start for passage in passages]
    within = any(
        one.end > other.start for passage in passages for one, other in pairwise(passage.spans)
    )
    return within or starts != sorted(starts)


def _units_outside(passages: Sequence[Passage]) -> bool:
    return any(
        not any(body.contains(span) for body in passage.spans)
        for passage in passages
        for unit in passage.units
        for span in unit.spans
    )
