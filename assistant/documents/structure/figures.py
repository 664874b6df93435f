"""Captions, and the words of a picture that a conversion left behind as loose lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.documents.reading import reading_text
from assistant.domain import Block, BlockKind

MAX_CAPTION_WORDS = 30
# A picture's words stand in at least so many blocks none of which ends as a sentence does, so many
# of them labels and so many of them neither label nor item of a list.
MIN_RUN, MIN_LABELS, MIN_LOOSE = 8, 3, 3
# Between two runs of one picture stand at most so many sentences.
MAX_BETWEEN = 4

_CAPTION = re.compile(
    r"^(?P<what>Table|Figure|Fig\.|Chart|Diagram|Graph|Box|Map|Image|Exhibit)\s+"
    r"(?:\d{1,3}(?:\.\d{1,2})?|[A-Z]|[ivx]{1,4})\s*(?:[.:–—-]\s|$)",
)
_PICTURES = frozenset({"Figure", "Fig.", "Chart", "Diagram", "Graph", "Map", "Image"})
_STOP = re.compile(r"[.!?][\"'”’)\]*]*$")
_LOOSE = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FIGURE)


def with_figures(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with captions and pictures' words told apart.

    The words before a table's rows or beside a picture's words are its caption. A table's title
    that no rows follow heads what was a table once, as a heading does.
    """
    made = _with_loose_runs(text, blocks)
    for place, block in enumerate(made):
        found = _caption(text, block)
        if not found:
            continue
        picture = found["what"] in _PICTURES
        after = _next(made, place)
        if picture or (after is not None and after.kind in (BlockKind.ROW, BlockKind.FIGURE)):
            made[place] = replace(block, kind=BlockKind.CAPTION, number=None, level=None)
    return made


def _caption(text: str, block: Block) -> re.Match[str] | None:
    if block.kind not in _LOOSE or len(block.content) > 1:
        return None
    words = reading_text(block.content[0].slice(text))
    return _CAPTION.match(words) if len(words.split()) <= MAX_CAPTION_WORDS else None


def _next(blocks: Sequence[Block], place: int) -> Block | None:
    later = range(place + 1, len(blocks))
    return next((blocks[p] for p in later if not blocks[p].left_out), None)


def _with_loose_runs(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Mark the runs of labels and fragments that a flattened picture leaves.

    No block of such a run ends as a sentence does, and the labels are not those of lists alone.
    """
    made = list(blocks)
    pictured: list[int] = []
    run: list[int] = []
    for place, block in enumerate([*blocks, None]):
        if block is not None and block.left_out:
            continue
        if block is not None and _is_loose(text, block):
            run.append(place)
            continue
        # What stands before a sentence heads it.
        while run and made[run[-1]].kind is BlockKind.HEADING and block is not None:
            run.pop()
        if _is_picture([made[member] for member in run]):
            pictured += run
        run = []
    for place in _with_sentences_between(blocks, pictured):
        made[place] = replace(
            made[place], kind=BlockKind.FIGURE, uncertain=True, number=None, level=None
        )
    return made


def _with_sentences_between(blocks: Sequence[Block], pictured: Sequence[int]) -> list[int]:
    """Add the few sentences that stand between two runs of a picture's words."""
    places = list(pictured)
    for one, other in pairwise(pictured):
        between = range(one + 1, other)
        if len(between) <= MAX_BETWEEN and all(blocks[p].kind in _LOOSE for p in between):
            places += between
    return places


def _is_loose(text: str, block: Block) -> bool:
    if block.kind not in (*_LOOSE, BlockKind.ITEM) or block.level is not None or block.number:
        return False
    words = reading_text(block.content[-1].slice(text))
    return not _STOP.search(words) and not words.endswith(":")


def _is_picture(run: Sequence[Block]) -> bool:
    labels = sum(block.kind is BlockKind.HEADING for block in run)
    loose = sum(block.kind is BlockKind.PARAGRAPH for block in run)
    return len(run) >= MIN_RUN and labels >= MIN_LABELS and loose >= MIN_LOOSE
