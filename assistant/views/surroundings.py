"""A quotation in its surroundings: the blocks around it, with the quoted words told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.documents.reading import as_read, joins, mended, read
from assistant.domain import Block, BlockKind, Document, Part, Span

BEFORE_CHARS = AFTER_CHARS = 600
"""About two paragraphs on either side: enough to judge a sentence by, short enough for a phone."""


class StretchKind(StrEnum):
    """What a stretch of the surroundings is."""

    HEADING = "heading"
    MARK = "mark"
    """The number or bullet that opens a block."""
    TEXT = "text"
    QUOTE = "quote"
    GAP = "gap"
    """Something stands here that is left out."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of one block, as reading text."""

    kind: StretchKind
    text: str
    block: int
    """Place of its block in the document; stretches that share it stand in one paragraph."""
    block_kind: BlockKind
    depth: int = 0
    """Nesting of a list item; 0 is outermost."""
    spaced: bool = True
    """Whether a space parts it from the stretch before it in the same block."""


def surroundings(
    document: Document,
    spans: Sequence[Span],
    *,
    before_chars: int = BEFORE_CHARS,
    after_chars: int = AFTER_CHARS,
) -> tuple[Stretch, ...]:
    """Return the quotation at ``spans`` with what stands around it, in the document's order.

    Whole blocks of the same part are shown, at most ``before_chars`` characters of them before
    the quoted blocks and ``after_chars`` after them, with the heading that they stand under.
    Furniture is left out; a gap stands for anything else that is. The quote stretches, joined by
    a space, are the quotation.
    """
    ordered = sorted(set(spans))
    quoted = [
        place
        for place, block in enumerate(document.blocks)
        if any(_overlap(span, piece) for span in ordered for piece in block.spans)
    ]
    shown = sorted(_shown(document, quoted, before_chars, after_chars))
    stretches: list[Stretch] = []
    for earlier, place in zip([-1, *shown], [*shown, len(document.blocks)], strict=True):
        block = document.blocks[place] if place < len(document.blocks) else None
        # A heading opens the surroundings well enough.
        opens = not stretches and block is not None and block.kind is BlockKind.HEADING
        if not opens and _left_out(document, earlier, place, quoted):
            stretches.append(Stretch(StretchKind.GAP, "…", place - 1, BlockKind.PARAGRAPH))
        if block:
            stretches.extend(_stretches(document, place, block, ordered))
    return tuple(stretches)


def _shown(
    document: Document, quoted: Sequence[int], before_chars: int, after_chars: int
) -> set[int]:
    """Return the places of the blocks to show: the quoted ones and those around each of them."""
    shown = set(quoted)
    for place in quoted:
        part = _part_at(document, document.blocks[place].start)
        above = _neighbours(document, part, range(place - 1, -1, -1), before_chars)
        below = _neighbours(document, part, range(place + 1, len(document.blocks)), after_chars)
        while below and document.blocks[below[-1]].kind is BlockKind.HEADING:
            below.pop()
        shown.update(above, below, _heading_above(document, part, place))
    return shown


def _neighbours(document: Document, part: Part, places: Iterable[int], limit: int) -> list[int]:
    """Return the places, nearest first, whose blocks fit into ``limit`` characters."""
    taken: list[int] = []
    used = 0
    for place in places:
        block = document.blocks[place]
        if not part.span.contains(Span(block.start, block.end)):
            break
        if block.left_out:
            continue
        used += len(read(document, block.spans))
        if used > limit:
            break
        taken.append(place)
    return taken


def _heading_above(document: Document, part: Part, place: int) -> list[int]:
    """Return the place of the heading that the block at ``place`` stands under, if there is one."""
    for above in range(place, -1, -1):
        if document.blocks[above].start < part.span.start:
            break
        if document.blocks[above].kind is BlockKind.HEADING:
            return [above]
    return []


def _part_at(document: Document, position: int) -> Part:
    return next(part for part in document.parts if part.span.start <= position < part.span.end)


def _left_out(document: Document, earlier: int, later: int, quoted: Sequence[int]) -> bool:
    """Say whether something of the quotation's part stands between two blocks that are shown."""
    parts = [_part_at(document, document.blocks[place].start) for place in quoted]
    return any(
        not block.left_out and any(part.span.start <= block.start < part.span.end for part in parts)
        for block in document.blocks[earlier + 1 : later]
    )


def _stretches(
    document: Document, place: int, block: Block, spans: Sequence[Span]
) -> Iterator[Stretch]:
    """Cut one block into its mark, what is quoted and what is not."""
    text = document.text
    spaced = True
    before: Span | None = None
    for piece in block.spans:
        spaced = before is None or not joins(document.repairs, before, piece)
        before = piece
        for span, kind in _cut(block, piece, spans):
            quoted = kind is StretchKind.QUOTE
            words = read(document, [span]) if quoted else _between(document, piece, span)
            spaced = spaced or text[span.start].isspace()
            if words:
                yield Stretch(kind, words, place, block.kind, block.depth, spaced)
                spaced = False
            spaced = spaced or text[span.end - 1].isspace()


def _cut(block: Block, piece: Span, spans: Sequence[Span]) -> Iterator[tuple[Span, StretchKind]]:
    """Yield the spans that make up ``piece``, one of the block's, and what each of them is."""
    position = piece.start
    for span in (*spans, Span(piece.end, piece.end)):
        start, end = min(max(position, span.start), piece.end), min(piece.end, span.end)
        if position < start:
            yield from _unquoted(block, Span(position, start))
        if start < end:
            yield Span(start, end), StretchKind.QUOTE
        position = max(start, end)


def _unquoted(block: Block, span: Span) -> Iterator[tuple[Span, StretchKind]]:
    kind = StretchKind.HEADING if block.kind is BlockKind.HEADING else StretchKind.TEXT
    content = block.content[0].start
    if span.start == block.start and span.start < content <= span.end:
        yield Span(span.start, content), StretchKind.MARK
        span = Span(content, span.end)
    if span.start < span.end:
        yield span, kind


def _between(document: Document, piece: Span, span: Span) -> str:
    """Return the words at ``span`` as they read where other words of ``piece`` adjoin them.

    A note's mark or the end of an emphasis is known by the letter that it is stuck to: a letter
    stands in for the neighbour.
    """
    text, raw = document.text, mended(document.text, span, document.repairs)
    before = "x" if span.start > piece.start and not text[span.start - 1].isspace() else ""
    after = "x" if span.end < piece.end and not text[span.end].isspace() else ""
    words = as_read(document, f"{before}{raw}{after}")
    return words[len(before) : len(words) - len(after)].strip()


def _overlap(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)
