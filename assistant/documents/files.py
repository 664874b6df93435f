"""Which files of a folder are documents, and how each becomes one."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.documents import catalogue
from assistant.documents.assemble import assemble
from assistant.documents.extracted import Limits
from assistant.documents.formats import loader_of
from assistant.documents.identity import Identity, Known, identify
from assistant.domain import Document, Source
from assistant.errors import CorpusError

LOADER_VERSION = "2"
"""Changes when the same file would be read differently, so that a sync reads it again."""

SUFFIXES = frozenset(
    {".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt", ".xhtml"}
)
"""How the names of documents usually end; what a file is, its content tells."""

EDITORS = ".toml"
"""Ending of the editors' own files about the documents."""

HIDDEN = (".", "~$")
"""How the names of files begin that people do not see; Word puts the second kind beside a document
that is open."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A document's file, with what the catalogue says of it.

    ``digest`` is the SHA-256, in hexadecimal, of all that decides what is read in it: its bytes,
    its catalogue entry and the loader's version, but not its name.
    """

    path: Path
    source: Source
    digest: str
    entry: catalogue.Entry | None = None
    size: int = 0
    """In bytes."""
    renamed_from: str = ""
    """The name by which it was known until now; empty where that is the same."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out, with a reason and what to do about it."""

    filename: str
    reason: str
    next_step: str


def find_files(
    corpus: Path, limits: Limits, known: Sequence[Known] = ()
) -> tuple[list[FoundFile], list[Skipped]]:
    """Return the documents in ``corpus`` by name, and the files that cannot be read, with why.

    Every file counts that is not hidden and not the editors', whatever its name. ``known`` are the
    documents as they were before; a file that was renamed since keeps its id. Raises `CorpusError`
    where the folder is missing, unreadable or holds no document at all.
    """
    paths = _visible(corpus)
    entries = catalogue.read_catalogue(corpus).entries
    digests: dict[str, str] = {}
    sizes: dict[str, int] = {}
    found, skipped = [], []
    for path in paths:
        try:
            sizes[path.name] = _size(path, limits)
            digests[path.name] = _digest(path)
        except CorpusError as error:
            skipped.append(Skipped(path.name, error.what, error.next_step))
    identities = identify(digests, {path.name for path in paths}, entries, known)
    for path in paths:
        if path.name in digests:
            try:
                file = _found(path, digests[path.name], identities[path.name])
                found.append(replace(file, size=sizes[path.name]))
            except CorpusError as error:
                skipped.append(Skipped(path.name, error.what, error.next_step))
    described = {identity.entry.file for identity in identities.values() if identity.entry}
    there = described | {path.name for path in paths}
    skipped.extend(_missing(corpus, name) for name in sorted(set(entries) - there))
    return _without_twins(found, skipped)


def _visible(corpus: Path) -> list[Path]:
    """Return what may be a document, and folders, by name."""
    try:
        paths = sorted(
            path
            for path in corpus.iterdir()
            if not path.name.startswith(HIDDEN) and path.suffix.lower() != EDITORS
        )
    except OSError as error:
        raise CorpusError(
            f"The folder of documents {corpus} cannot be read: {error.strerror}.",
            "Name a folder that you may read with --corpus.",
        ) from error
    if all(path.is_dir() for path in paths):
        raise CorpusError(
            f"The folder {corpus} holds no document.",
            f"Put files there that end in {', '.join(sorted(SUFFIXES))}; folders within it are "
            "not looked into.",
        )
    return paths


def _missing(corpus: Path, name: str) -> Skipped:
    return Skipped(
        name,
        "The catalogue names it and it is not there.",
        f"Put it into {corpus} or take its entry out of {catalogue.FILENAME}.",
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(error) from error


def _size(path: Path, limits: Limits) -> int:
    """Return how many bytes a file has; raises `CorpusError` where it is not to be read."""
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(error) from error
    if stat.S_ISDIR(status.st_mode):
        raise CorpusError(
            "It is a folder, and folders within the folder of documents are not looked into.",
            "Move its documents up, beside the others.",
        )
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError("It is no file that can be read from beginning to end.", "Take it out.")
    if status.st_size > limits.file_bytes:
        raise CorpusError(
            f"It has {status.st_size:,} bytes; the limit is {limits.file_bytes:,}.",
            "Split it, or raise GUIDANCE_MAX_FILE_MEGABYTES.",
        )
    return status.st_size


def _unreadable(error: OSError) -> CorpusError:
    return CorpusError(f"It cannot be read: {error.strerror}.", "Check its permissions.")


def _found(path: Path, sha256: str, identity: Identity) -> FoundFile:
    entry = identity.entry
    if entry and entry.sha256 and entry.sha256 != sha256:
        raise CorpusError(
            "It is not the file that the catalogue describes: its SHA-256 differs.",
            f"Check what changed, then put {sha256} into {catalogue.FILENAME}.",
        )
    source = entry.source(sha256) if entry else catalogue.uncatalogued(path, sha256)
    source = replace(source, filename=path.name, doc_id=identity.doc_id or source.doc_id)
    said = entry.model_dump_json(exclude={"file", "sha256"}) if entry else ""
    digest = hashlib.sha256(f"{LOADER_VERSION}\n{sha256}\n{said}".encode()).hexdigest()
    return FoundFile(path, source, digest, entry, renamed_from=identity.renamed_from)


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

    Raises `CorpusError` where it is empty, is not what its kind of file should be, does not hold
    the parts that the catalogue names, or has changed since it was found.
    """
    raw = _read(found, limits)
    return assemble(found.source, found.entry, loader_of(raw)(raw, limits))


def _read(found: FoundFile, limits: Limits) -> bytes:
    _size(found.path, limits)
    try:
        raw = found.path.read_bytes()
    except OSError as error:
        raise _unreadable(error) from error
    if found.source.sha256 not in {"", hashlib.sha256(raw).hexdigest()}:
        raise CorpusError("It changed while it was being read.", "Run `guidance sync` again.")
    return raw
