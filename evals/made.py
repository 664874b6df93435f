"""The paper made by a script, in every format, and any bytes read as the assistant reads a file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.domain import Document
from assistant.errors import CorpusError
from tests.documents.papers import Paper
from tests.documents.papers_docx import word
from tests.documents.papers_pdf import pdf
from tests.documents.papers_text import html, markdown, plain_text

FORMATS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "Markdown": (".md", markdown),
    "text": (".txt", plain_text),
    "HTML": (".html", html),
    "DOCX": (".docx", word),
    "PDF": (".pdf", pdf),
    "PDF in two columns": (".pdf", lambda paper: pdf(paper, columns=2)),
}
"""Name of each format, its ending, and what makes the file."""


def read_file(path: Path, limits: Limits) -> Document:
    """Read one file by itself, whatever else its folder holds.

    Raises `CorpusError` where it cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, path.name).symlink_to(path.resolve())
        found, skipped = find_files(Path(folder), limits)
        if skipped:
            raise CorpusError(skipped[0].reason, skipped[0].next_step)
        return load(found[0], limits)


def read_bytes(raw: bytes, name: str, limits: Limits) -> Document:
    """Read ``raw`` as a file called ``name``; raises `CorpusError` where it cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        return read_file(path, limits)
