"""A file to its document and passages, as done in a process of its own.

A module apart, so that such a process loads what reading needs and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.documents import FoundFile, load
from assistant.documents.extracted import Limits
from assistant.domain import Document, Passage
from assistant.errors import CorpusError
from assistant.passages.build import build_passages


@dataclass(frozen=True, slots=True)
class Unread:
    """A file to read, and what stands for its content in the passages' ids."""

    file: FoundFile
    revision: str


def read_passages(unread: Unread, limits: Limits) -> tuple[Document, tuple[Passage, ...]]:
    """Return a file as a document, with its passages.

    Raises `CorpusError` where it cannot be read or holds nothing that can be quoted.
    """
    document = load(unread.file, limits)
    passages = build_passages(document, unread.revision)
    if not passages:
        raise CorpusError("It holds nothing that can be quoted.", "Check the file, or take it out.")
    return document, passages
