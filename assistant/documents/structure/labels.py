"""Blocks told apart by what they say: labels that stand as headings, numbered titles, items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.documents.reading import reading_text
from assistant.documents.structure.furniture import contents_titles, title_key
from assistant.documents.structure.headings import looks_like_heading
from assistant.documents.structure.joining import REACH
from assistant.documents.structure.lines import Line
from assistant.domain import Block, BlockKind

# A numbered line longer than this states something; a shorter one without a full stop is a title.
MAX_NUMBERED_HEADING_WORDS = 12
# Real headings seldom stand three deep; in such a run, lines this long are not headings.
LABEL_RUN = 3
FALSE_LABEL_WORDS = 6

# So many lines in lower case make a list.
MIN_LOST = 2

# Words in lower case go on from what stands before; an address does not.
_CLAUSE = re.compile(r"(?!https?:|www\.|\S+@)[a-z]")


def with_labels(
    text: str, blocks: Sequence[Block], wrapped: frozenset[int] = frozenset()
) -> list[Block]:
    """Turn labels that stand alone into headings, where the layout shows no headings itself.

    ``wrapped`` are the places of the blocks that take up several lines.
    """
    made = []
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and _stands_as_heading(
            text, blocks, place, block.start in wrapped
        ):
            block = replace(block, kind=BlockKind.HEADING)
        made.append(block)
    return _without_false_labels(text, made)


def with_listed(text: str, blocks: Sequence[Block], furniture: Sequence[Line]) -> list[Block]:
    """Turn blocks whose words the contents list names into headings."""
    listed = contents_titles(furniture)
    deepest = max((b.level for b in blocks if b.level is not None), default=None)
    return [
        replace(block, kind=BlockKind.HEADING, level=deepest)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.NUMBERED)
        and title_key(block.spans[0].slice(text)) in listed
        and not block.spans[-1].slice(text).rstrip().endswith(".")
        else block
        for block in blocks
    ]


def with_lost_bullets(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Turn lines in lower case under words that announce a list into its items.

    Their bullets were drawn, not written, or the list has none.
    """
    made = list(blocks)
    run: list[int] = []
    for place, block in enumerate([*blocks, None]):
        if block is not None and block.left_out:
            continue
        if block is not None and block.kind is BlockKind.PARAGRAPH:
            words = reading_text(block.content[0].slice(text))
            if run and words[:1].islower():
                run.append(place)
                continue
            announces = words.endswith(":")
        else:
            announces = False
        if len(run) > MIN_LOST:
            for item in run[1:]:
                made[item] = replace(made[item], kind=BlockKind.ITEM, depth=0)
        run = [place] if announces else []
    return made


def _stands_as_heading(text: str, blocks: Sequence[Block], place: int, wrapped: bool) -> bool:
    later = [b for b in blocks[place + 1 : place + REACH] if not b.left_out]
    if not later:
        return False
    following = later[0]
    raw = blocks[place].content[0].slice(text)
    # Several lines run together are names or an address, unless they shout.
    if wrapped and not (raw.startswith("**") or reading_text(raw).isupper()):
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
        if block is not None and block.kind is BlockKind.HEADING and block.level is None:
            run.append(place)
        elif block is None or not block.left_out:
            for label in run:
                words = reading_text(made[label].content[0].slice(text))
                long = len(words.split()) >= FALSE_LABEL_WORDS and not words.isupper()
                if "; " in words or (long and len(run) >= LABEL_RUN):
                    made[label] = replace(made[label], kind=BlockKind.PARAGRAPH)
            run = []
    return made


def with_numbers(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
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
        if not block.left_out:
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
