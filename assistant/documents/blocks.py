"""Lines to blocks: headings, numbered paragraphs, list items, table rows, notes, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.documents.furniture import furniture_lines
from assistant.documents.headings import looks_like_heading
from assistant.documents.joining import REACH, join_broken
from assistant.documents.lines import Line, Mark, split_lines
from assistant.documents.reading import reading_text
from assistant.domain import Block, BlockKind, Span

# A numbered line longer than this states something; a shorter one without a full stop is a title.
MAX_NUMBERED_HEADING_WORDS = 12
# Real headings seldom stand three deep; in such a run, lines this long are not headings.
LABEL_RUN = 3
FALSE_LABEL_WORDS = 6

# Words in lower case go on from what stands before; an address does not.
_CLAUSE = re.compile(r"(?!https?:|www\.|\S+@)[a-z]")
_GLUED = re.compile(r"(?<=\S)\*\*(?:\*\*)?(?=\S)")
_KIND = {
    Mark.HASH: BlockKind.HEADING,
    Mark.DECIMAL: BlockKind.NUMBERED,
    Mark.LETTERED: BlockKind.ITEM,
    Mark.BULLET: BlockKind.ITEM,
    Mark.NOTE: BlockKind.NOTE,
    Mark.ROW: BlockKind.ROW,
    Mark.NONE: BlockKind.PARAGRAPH,
}


def find_blocks(
    text: str, parts: Sequence[Span] = (), lines: Sequence[Line] | None = None
) -> tuple[Block, ...]:
    """Return the blocks of a canonical text in order; together they cover all that is visible.

    Each of its ``parts`` is read by itself, so that no block runs from one into the next.
    """
    return tuple(
        _moved(block, part.start)
        for part in parts or (Span(0, len(text)),)
        for block in _blocks(part.slice(text))
    )


def _moved(block: Block, by: int) -> Block:
    spans, content = (
        tuple(Span(span.start + by, span.end + by) for span in spans)
        for spans in (block.spans, block.content)
    )
    return replace(block, spans=spans, content=content)


def _blocks(text: str) -> list[Block]:
    lines = split_lines(text)
    furniture = furniture_lines(lines)
    raw = [block for chunk in _chunks(lines, furniture) for block in _block(text, chunk, furniture)]
    numbered = list(_with_numbers(text, _with_labels(text, raw)))
    return join_broken(text, numbered)


def _chunks(lines: Sequence[Line], furniture: frozenset[int]) -> Iterator[list[tuple[int, Line]]]:
    """Group lines that belong together: a marked line with the unmarked ones wrapped under it."""
    chunk: list[tuple[int, Line]] = []
    for place, line in enumerate(lines):
        alone = place in furniture
        closed = not chunk or chunk[-1][0] in furniture or not _runs_on(chunk[0][1], chunk[-1][1])
        closed = closed or chunk[-1][1].ends_page
        if chunk and (line.blank or alone or closed or _opens(line, chunk[0][1])):
            yield chunk
            chunk = []
        if not line.blank:
            chunk.append((place, line))
    if chunk:
        yield chunk


def _runs_on(first: Line, last: Line) -> bool:
    """Say whether the block of ``first`` may go on after ``last``."""
    if first.mark is Mark.ROW:
        return "|" in first.text and not last.text.rstrip().endswith("|")
    return first.mark is not Mark.HASH


def _opens(line: Line, first: Line) -> bool:
    """Say whether ``line`` begins a block of its own rather than wrapping the one of ``first``."""
    open_row = first.mark is Mark.ROW and line.mark is not Mark.ROW
    return line.mark is not Mark.NONE and not open_row


def _block(
    text: str, chunk: Sequence[tuple[int, Line]], furniture: frozenset[int]
) -> Iterator[Block]:
    """Make the block, or the headings run together, of one chunk of lines."""
    first, last = chunk[0][1], chunk[-1][1]
    # The blank cells that a row begins with are part of it.
    indent = 0 if first.mark is Mark.ROW else len(first.text) - len(first.text.lstrip())
    end = last.end if first.mark is Mark.ROW else last.start + len(last.text.rstrip())
    whole = Span(first.start + indent, end)
    content = Span(min(first.content, end), end)
    if chunk[0][0] in furniture:
        yield Block(BlockKind.FURNITURE, (whole,), (whole,))
        return
    glued = list(_GLUED.finditer(whole.slice(text)))
    if glued and first.mark is Mark.NONE:
        yield from _unglue(text, whole, [whole.start + found.start() for found in glued])
        return
    depth = int(first.number or 0) - 1 if first.mark is Mark.HASH else first.indent
    number = None if first.mark is Mark.HASH else first.number
    yield Block(_KIND[first.mark], (whole,), (content,), number, depth)


def _unglue(text: str, whole: Span, cuts: Sequence[int]) -> Iterator[Block]:
    """Part headings that the conversion ran together where one bold run met the next."""
    edges = [whole.start, *cuts, whole.end]
    spans = [Span(a, b) for a, b in pairwise(edges) if a < b]
    if not all(looks_like_heading(span.slice(text)) for span in spans):
        yield Block(BlockKind.PARAGRAPH, (whole,), (whole,))
        return
    for span in spans:
        yield Block(BlockKind.HEADING, (span,), (span,))


def _with_labels(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Turn labels that stand alone into headings."""
    made = []
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and _stands_as_heading(text, blocks, place):
            block = replace(block, kind=BlockKind.HEADING)
        made.append(block)
    return _without_false_labels(text, made)


def _stands_as_heading(text: str, blocks: Sequence[Block], place: int) -> bool:
    later = [b for b in blocks[place + 1 : place + REACH] if b.kind is not BlockKind.FURNITURE]
    if not later:
        return False
    following = later[0]
    raw = blocks[place].content[0].slice(text)
    # Several lines run together are names or an address, unless they shout.
    if "\n" in raw and not (raw.startswith("**") or reading_text(raw).isupper()):
        return False
    prose = next((b for b in later if b.kind is not BlockKind.NOTE), following)
    runs_on = prose.kind is BlockKind.PARAGRAPH and _CLAUSE.match(prose.content[0].slice(text))
    return not runs_on and looks_like_heading(raw, list_follows=_opens_list(following))


def _opens_list(block: Block | None) -> bool:
    """Say whether a block is the first thing of a list or table."""
    if block is None:
        return False
    return block.kind in (BlockKind.ITEM, BlockKind.ROW) or (
        block.kind is BlockKind.NUMBERED and block.number == "1"
    )


def _without_false_labels(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Take for text what stands alone and names nothing: clauses, lines of a flattened figure."""
    made = list(blocks)
    run: list[int] = []
    for place, block in enumerate([*blocks, None]):
        if block is not None and block.kind is BlockKind.HEADING:
            run.append(place)
        elif block is None or block.kind is not BlockKind.FURNITURE:
            for label in run:
                words = reading_text(made[label].content[0].slice(text))
                long = len(words.split()) >= FALSE_LABEL_WORDS and not words.isupper()
                if "; " in words or (long and len(run) >= LABEL_RUN):
                    made[label] = replace(made[label], kind=BlockKind.PARAGRAPH)
            run = []
    return made


def _with_numbers(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Tell numbered titles, items of an announced list and numbered paragraphs apart.

    A number 1 straight after words that end in a colon opens a list; the list goes on while its
    numbers do. One number may be missing: the unnumbered block in its place is an item too. A
    short line without a full stop whose number does not follow the paragraph before is a title.
    """
    last_item = last_paragraph = 0
    announced = False
    for place, block in enumerate(blocks):
        number = int(block.number) if block.number and block.number.isdecimal() else 0
        if block.kind is BlockKind.HEADING:
            last_item = 0
        elif block.kind is BlockKind.NUMBERED:
            goes_on = last_item and number in (last_item + 1, last_item + 2)
            if (number == 1 and announced) or goes_on:
                block, last_item = replace(block, kind=BlockKind.ITEM, depth=0), number
            elif _numbered_title(text, blocks, place, last_paragraph):
                block, last_item = replace(block, kind=BlockKind.HEADING), 0
            else:
                last_item, last_paragraph = 0, number or last_paragraph
        elif (
            block.kind is BlockKind.PARAGRAPH
            and last_item
            and _number_lost(blocks[place:], last_item)
        ):
            block = replace(block, kind=BlockKind.ITEM, depth=0)
        elif block.kind is BlockKind.ITEM and last_item:
            block = replace(block, depth=block.depth + 1)
        if block.kind is not BlockKind.FURNITURE:
            announced = block.content[-1].slice(text).rstrip(" *\t").endswith(":")
        yield block


def _numbered_title(text: str, blocks: Sequence[Block], place: int, last: int) -> bool:
    block, following = blocks[place], next(iter(blocks[place + 1 :]), None)
    reading = reading_text(block.content[0].slice(text))
    if last and block.number == str(last + 1) and not reading.isupper():
        return False
    if reading.endswith(":") or not looks_like_heading(reading):
        return False
    sibling = (
        following is not None
        and following.kind is BlockKind.NUMBERED
        and "." not in (following.number or ".")
    )
    return reading.isupper() or (not sibling and len(reading.split()) <= MAX_NUMBERED_HEADING_WORDS)


def _number_lost(rest: Sequence[Block], last: int) -> bool:
    """Say whether the first block stands where item ``last + 1`` of a list should."""
    following = (b for b in rest[1:] if b.kind in (BlockKind.NUMBERED, BlockKind.HEADING))
    upcoming = next(following, None)
    return upcoming is not None and upcoming.number == str(last + 2)
