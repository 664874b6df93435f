"""Which files of a folder are documents, and how each becomes one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from assistant.documents import catalogue
from assistant.documents.blocks import find_blocks
from assistant.documents.extracted import Limits
from assistant.documents.formats import loader_of
from assistant.domain import Document, Source
from assistant.errors import CorpusError

LOADER_VERSION = "1"
"""Changes when the same file would be read differently, so that a sync reads it again."""

SUFFIXES = frozenset(
    {".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt", ".xhtml"}
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A document's file, with what the catalogue says of it.

    ``digest`` is the SHA-256, in hexadecimal, of all that decides how it is indexed: its bytes,
    its catalogue entry and the loader's version.
    """

    path: Path
    source: Source
    digest: str
    entry: catalogue.Entry | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out, with a reason and what to do about it."""

    filename: str
    reason: str
    next_step: str


def find_files(corpus: Path, max_bytes: int) -> tuple[list[FoundFile], list[Skipped]]:
    """Return the documents in ``corpus`` by name, and the files that cannot be read, with why.

    Raises `CorpusError` where the folder is missing, unreadable or holds no document at all.
    """
    try:
        paths = sorted(path for path in corpus.iterdir() if path.suffix.lower() in SUFFIXES)
    except OSError as error:
        raise CorpusError(
            f"The folder of documents {corpus} cannot be read: {error.strerror}.",
            "Name a folder that you may read with --corpus.",
        ) from error
    entries = catalogue.read_catalogue(corpus).entries
    found, skipped = [], []
    for path in paths:
        try:
            found.append(_find(path, entries.get(path.name), max_bytes))
        except CorpusError as error:
            skipped.append(Skipped(path.name, error.what, error.next_step))
    for name in sorted(set(entries) - {path.name for path in paths}):
        skipped.append(
            Skipped(
                name,
                "The catalogue names it and it is not there.",
                f"Put it into {corpus} or take its entry out of {catalogue.FILENAME}.",
            )
        )
    if not paths:
        raise CorpusError(
            f"The folder {corpus} holds no document.",
            f"Put files there that end in {', '.join(sorted(SUFFIXES))}.",
        )
    return _without_twins(found, skipped)


def _find(path: Path, entry: catalogue.Entry | None, max_bytes: int) -> FoundFile:
    raw = _read(path, max_bytes)
    sha256 = hashlib.sha256(raw).hexdigest()
    if entry and entry.sha256 and entry.sha256 != sha256:
        raise CorpusError(
            "It is not the file that the catalogue describes: its SHA-256 differs.",
            f"Check what changed, then put {sha256} into {catalogue.FILENAME}.",
        )
    source = entry.source(sha256) if entry else catalogue.uncatalogued(path, sha256)
    said = entry.model_dump_json() if entry else path.name
    digest = hashlib.sha256(f"{LOADER_VERSION}\n{sha256}\n{said}".encode()).hexdigest()
    return FoundFile(path, source, digest, entry)


def _read(path: Path, max_bytes: int) -> bytes:
    try:
        if (size := path.stat().st_size) > max_bytes:
            raise CorpusError(
                f"It has {size:,} bytes; the limit is {max_bytes:,}.",
                "Split it, or raise GUIDANCE_MAX_FILE_MEGABYTES.",
            )
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"It cannot be read: {error.strerror}.", "Check its permissions."
        ) from error


def _without_twins(
    found: list[FoundFile], skipped: list[Skipped]
) -> tuple[list[FoundFile], list[Skipped]]:
    """Leave out files whose document id another file already has."""
    kept: dict[str, FoundFile] = {}
    for file in sorted(found, key=lambda file: (not file.source.catalogued, file.path.name)):
        twin = kept.setdefault(file.source.doc_id, file)
        if twin is not file:
            skipped.append(
                Skipped(
                    file.path.name,
                    f"It would have the same id, {file.source.doc_id}, as {twin.path.name}.",
                    f"Rename it, or give it an id in {catalogue.FILENAME}.",
                )
            )
    return sorted(kept.values(), key=lambda file: file.path.name), skipped


def load(found: FoundFile, limits: Limits) -> Document:
    """Read one document.

    Raises `CorpusError` where it is empty, is not what its kind of file should be, or does not
    hold the parts that the catalogue names.
    """
    raw = _read(found.path, limits.file_bytes)
    read = loader_of(raw)(raw, limits)
    text = read.text
    if not text.strip():
        raise CorpusError(
            "It holds no text.", "If it is a scan, put a version with recognised text in its place."
        )
    parts = catalogue.find_parts(found.source, found.entry, text)
    return Document(
        source=found.source,
        text=text,
        blocks=find_blocks(text, [part.span for part in parts], read.lines),
        parts=parts,
        pages=read.pages,
        repairs=read.repairs,
        calls=read.calls,
        remarks=read.remarks,
    )
