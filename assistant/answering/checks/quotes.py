"""Quotation marks: what stands in them stands in a source."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.checks.parts import quoted_and_own, stands
from assistant.answering.checks.source import Source


def fault_in_quotations(text: str, sources: Sequence[Source]) -> str:
    """Return what a statement quotes that no source has."""
    there = [text for source in sources for text in (source.quoted, source.context)]
    for piece in quoted_and_own(text)[0]:
        if not stands(piece, there):
            return f"It quotes “{piece}”, which its source does not say."
    return ""
