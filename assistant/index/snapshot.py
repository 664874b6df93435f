"""Snapshots: a document with its passages, in one file that is written once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.domain import Document, Passage
from assistant.errors import IndexMismatch
from assistant.index.manifest import FORMAT, REBUILD
from assistant.passages.unit_texts import unit_texts
from assistant.writing import write_whole

REVISION_LENGTH = 12
"""Characters of a digest that name a revision: 48 bits keep chance twins out of any corpus."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document as it was read, with the passages that were made of it."""

    document: Document
    passages: tuple[Passage, ...]

    def texts(self) -> list[str]:
        """Return what both indexes see of each passage, in order."""
        parts = self.document.parts
        return [passage.searchable(parts[passage.part].title) for passage in self.passages]

    def unit_texts(self) -> list[str]:
        """Return what each unit is compared by, in the order of passages and their units."""
        return [text for p in self.passages for text in unit_texts(self.document, p)]


_ADAPTER = TypeAdapter(Snapshot)


def revision_of(digest: str) -> str:
    """Return the short name of a document's content."""
    return digest[:REVISION_LENGTH]


def snapshot_name(doc_id: str, filename: str, digest: str, chunker: str) -> str:
    """Return the file name for a document's content as this chunker and format hold it.

    Two contents never share a name, so that what is new is written beside what is in use. The name
    of the document's own file is part of the content.
    """
    made_of = f"{doc_id}\n{filename}\n{digest}\n{chunker}\n{FORMAT}"
    return f"{revision_of(digest)}-{hashlib.sha256(made_of.encode()).hexdigest()[:8]}.json"


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write a snapshot, whole or not at all."""
    write_whole(path, _ADAPTER.dump_json(snapshot))


def read_snapshot(path: Path) -> Snapshot:
    """Return the snapshot at ``path``; raises `IndexMismatch` where it is missing or damaged."""
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexMismatch(
            f"A part of the index, {path}, is missing or damaged.", REBUILD
        ) from error
