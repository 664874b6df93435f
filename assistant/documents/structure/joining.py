"""Sentences that a page break, a footer or a note tore in two are read as one.

A block that ends on a word that cannot end a sentence is *open*. One that begins in lower case goes
on from the block before it, unless another is still open (columns read across each other): then
which belongs to which cannot be known, all of them are marked uncertain and none is joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.reading import reading_text
from assistant.domain import Block, BlockKind

# How many blocks back an open sentence is still waited for.
REACH = 12

_FUNCTION_WORDS = frozenset(
    "a an and any are as at be been between both but by can could each either every for from had "
    "has have he her his however if in including into is it its may might more must no nor not of "
    "on or our over should so such than that the their them there these they this those through "
    "to under until upon was we were what when where whether which while who whose will with "
    "within without would".split()
)
_CLOSED = re.compile(r"[.:;!?][\"'”’)\]*]*$")
# "…; and" ends an item of a list, not a torn sentence.
_ITEM_END = re.compile(r"[;,]\s*(?:and|or)(?:/or)?(?: to)?$|,$")
_TEXT = (BlockKind.PARAGRAPH, BlockKind.NUMBERED, BlockKind.ITEM)


def join_broken(
    text: str,
    blocks: Sequence[Block],
    turns: frozenset[int] | None = None,
    going_on: frozenset[int] = frozenset(),
) -> list[Block]:
    """Return the blocks with torn sentences joined and doubtful pieces marked uncertain.

    ``turns`` are the places where a page or column begins, if the layout tells: a sentence is torn
    nowhere else. ``going_on`` are those of them where it shows that a block goes on.
    """
    made = list(blocks)
    absorbed: set[int] = set()
    waiting: list[int] = []
    for place, block in enumerate(made):
        waiting = [open_ for open_ in waiting if place - open_ <= REACH]
        may_go_on = turns is None or block.start in turns or _after_bare_note(text, made, place)
        if block.kind is BlockKind.PARAGRAPH and may_go_on:
            head = _text_before(made, place, absorbed) if block.start in going_on else None
            head = _head(text, made, place, absorbed, waiting) if head is None else head
            if head is not None:
                made[head] = _joined(made[head], block)
                absorbed.add(place)
                waiting = [head] if _open(text, made[head]) else []
                continue
            if _goes_on(text, block):
                for doubtful in (*_candidates(text, made, place, absorbed, waiting), place):
                    made[doubtful] = replace(made[doubtful], uncertain=True)
        if _open(text, made[place]):
            waiting.append(place)
    return [block for place, block in enumerate(made) if place not in absorbed]


def _head(
    text: str, blocks: Sequence[Block], place: int, absorbed: set[int], waiting: Sequence[int]
) -> int | None:
    """Return the place of the block that the one at ``place`` goes on from, where it is certain."""
    if _after_bare_note(text, blocks, place):
        return place - 1
    before = _text_before(blocks, place, absorbed)
    if before is None:
        return None
    if not _goes_on(text, blocks[place]):
        return before if list(waiting) == [before] else None
    candidates = _candidates(text, blocks, place, absorbed, waiting)
    # What stands between two halves would be read in the middle of the sentence.
    return before if candidates == [before] else None


def _candidates(
    text: str, blocks: Sequence[Block], place: int, absorbed: set[int], waiting: Sequence[int]
) -> list[int]:
    """Return the blocks that one beginning in mid-sentence could go on from."""
    before = _text_before(blocks, place, absorbed)
    if before is None or _CLOSED.search(_words(text, blocks[before])):
        return list(waiting)
    return sorted({*waiting, before})


def _joined(head: Block, tail: Block) -> Block:
    return replace(head, spans=head.spans + tail.spans, content=head.content + tail.content)


def _after_bare_note(text: str, blocks: Sequence[Block], place: int) -> bool:
    """Say whether a note's mark stands on a line of its own, its words on the next."""
    before = blocks[place - 1] if place else None
    return before is not None and before.kind is BlockKind.NOTE and not _words(text, before)


def _text_before(blocks: Sequence[Block], place: int, absorbed: set[int]) -> int | None:
    """Return the place of the block whose sentence could go on here; a heading ends the search."""
    for earlier in range(place - 1, max(-1, place - REACH), -1):
        passed = blocks[earlier].left_out or blocks[earlier].kind is BlockKind.NOTE
        if earlier in absorbed or passed:
            continue
        return earlier if blocks[earlier].kind in _TEXT else None
    return None


def _goes_on(text: str, block: Block) -> bool:
    """Say whether a block begins in mid-sentence."""
    return block.content[0].slice(text).lstrip(" [*(")[:1].islower() and not re.match(
        r"\s*(?:https?:|www\.|\S+@)", block.content[0].slice(text)
    )


def _open(text: str, block: Block) -> bool:
    """Say whether a block surely ends in mid-sentence."""
    if block.kind not in _TEXT:
        return False
    words = _words(text, block)
    last = words.rsplit(" ", 1)[-1].lower()
    if words.endswith(",") and words.count("(") > words.count(")"):
        return True
    return words.endswith("-") or (last in _FUNCTION_WORDS and not _ITEM_END.search(words))


def _words(text: str, block: Block) -> str:
    return reading_text(block.content[-1].slice(text))
