"""Where a text calls its notes: raised figures, figures in square brackets, Markdown's calls."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.reading import RAISED, SUPERSCRIPTS
from assistant.domain import Block, BlockKind, NoteCall, Span

_RAISED = str.maketrans(SUPERSCRIPTS, "1234567890")
_CALL = re.compile(rf"({RAISED})|(?<=[^\s\[(])\[(?:\^([^\]\s]{{1,20}})|(\d{{1,3}}))\](?!\()")


def find_calls(text: str, blocks: Sequence[Block]) -> tuple[NoteCall, ...]:
    """Return the calls in ``blocks``, in order; notes and furniture call none."""
    return tuple(
        sorted(
            (
                NoteCall(Span(span.start + found.start(), span.start + found.end()), mark)
                for block in blocks
                if not block.left_out and block.kind is not BlockKind.NOTE
                for span in block.content
                for found in _CALL.finditer(span.slice(text))
                if (mark := (found[1] or "").translate(_RAISED) or found[2] or found[3])
            ),
            key=lambda call: call.span,
        )
    )
