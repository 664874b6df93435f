"""Paragraphs that one part of a document quotes, number and all, from an earlier part.

A response that repeats “2.23. As systems are established …” before it comments has no paragraph
2.23 of its own, and its comments are not under that number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.reading import read_spans
from assistant.domain import Block, BlockKind, Part

# So many first words in common under the same number are no accident.
MIN_WORDS = 10


def without_echoes(text: str, blocks: Sequence[Block], parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return the blocks, numbered paragraphs that an earlier part holds as unnumbered ones."""
    if len(parts) < 2:
        return tuple(blocks)
    first_in: dict[tuple[str, ...], int] = {}
    made = []
    for block in blocks:
        part = next(i for i, p in enumerate(parts) if p.span.start <= block.start < p.span.end)
        key = _key(text, block)
        if key and first_in.setdefault(key, part) < part:
            block = replace(block, kind=BlockKind.PARAGRAPH, number=None, content=block.spans)
        made.append(block)
    return tuple(made)


def _key(text: str, block: Block) -> tuple[str, ...]:
    """Return a numbered paragraph's number and first words, nothing where it is too short."""
    if block.kind is not BlockKind.NUMBERED or not block.number:
        return ()
    words = re.findall(r"\w+", read_spans(text, block.content).lower())[:MIN_WORDS]
    return (block.number, *words) if len(words) == MIN_WORDS else ()
