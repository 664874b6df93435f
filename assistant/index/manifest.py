"""The manifest: one file that says what the index holds; replacing it is the only commit."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.errors import IndexMismatch, IndexMissing
from assistant.writing import write_whole

FORMAT = 3
"""Changes when files in the index mean something else than before; 3 knows when each passage was
published, which a search may be restricted by."""

REBUILD = "Run `guidance sync --rebuild`."


class Entry(BaseModel):
    """One document of the index; ``snapshot`` is the file that holds it with its passages.

    ``sha256`` is the digest of the document's file, by which a file that was renamed is known;
    ``digest`` that of all that decides what is read in it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc_id: str
    filename: str
    sha256: str
    title: str
    digest: str
    revision: str
    passages: int
    snapshot: str


class Manifest(BaseModel):
    """What an index is made of and made with; documents in the order of their files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    model: str
    """Fingerprint of the embedding model."""
    chunker: str
    dimension: int
    """Length of a vector."""
    generation: str
    collection: str
    built_at: str
    documents: tuple[Entry, ...]

    @property
    def passages(self) -> int:
        """How many passages the documents have together."""
        return sum(entry.passages for entry in self.documents)


def read_manifest(path: Path) -> Manifest:
    """Return the manifest at ``path``.

    Raises `IndexMissing` where there is none, `IndexMismatch` where it is damaged or of another
    format.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise IndexMissing(
            f"There is no index in {path.parent}.",
            "Run `guidance sync` to build it from the documents.",
        ) from error
    try:
        said = json.loads(raw)
        found = said.get("format") if isinstance(said, dict) else None
        if found == FORMAT:
            return Manifest.model_validate(said)
    except ValueError as error:
        raise IndexMismatch(f"The index's manifest {path} is damaged.", REBUILD) from error
    raise IndexMismatch(
        f"The index has format {found!r}; this version reads format {FORMAT}.", REBUILD
    )


def check_matches(manifest: Manifest, model: str, chunker: str) -> None:
    """Raise `IndexMismatch` where the index was made with another model or chunker."""
    if manifest.model != model:
        raise IndexMismatch(
            f"The index was built with the model {manifest.model}; the settings name {model}.",
            f"{REBUILD[:-1]}, or set GUIDANCE_MODEL back.",
        )
    if manifest.chunker != chunker:
        raise IndexMismatch(
            f"The index was built by chunker {manifest.chunker}; this version has {chunker}.",
            REBUILD,
        )


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the current one."""
    write_whole(path, manifest.model_dump_json(indent=1).encode())
