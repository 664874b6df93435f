"""Word."""

from __future__ import annotations

from assistant.documents.extracted import Extracted, Limits


def load_docx(raw: bytes, limits: Limits) -> Extracted:
    """Return the text."""
    raise NotImplementedError
