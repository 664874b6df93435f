"""Put a file into the folder of documents, with its entry in the catalogue: both or neither."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.documents import catalogue
from assistant.documents.extracted import Loader
from assistant.documents.files import EDITORS, HIDDEN, FoundFile
from assistant.documents.formats import loader_of
from assistant.documents.formats.docx import load_docx
from assistant.documents.formats.html import load_html
from assistant.documents.formats.pdf import load_pdf
from assistant.documents.proposals import one_line
from assistant.errors import CorpusError
from assistant.writing import write_whole

# Long enough for another person's entry to be written, short enough to be waited for.
LOCK_SECONDS = 10.0

_LOCK = ".catalogue.lock"
_FORMATS: tuple[tuple[Loader, str], ...] = (
    (load_pdf, "PDF"),
    (load_docx, "Word"),
    (load_html, "web page"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be added; ``name`` is what it is to be called in the folder."""

    path: Path
    name: str
    raw: bytes
    sha256: str


def format_of(raw: bytes, name: str) -> str:
    """Return what kind of file this is, in words; the name tells Markdown from plain text.

    Raises `CorpusError` where no loader reads its kind.
    """
    loader = loader_of(raw)
    plain = "Markdown" if name.lower().endswith((".md", ".markdown")) else "text"
    return next((said for one, said in _FORMATS if one is loader), plain)


def any_file(path: Path) -> FoundFile:
    """Return a file, wherever it lies, as one that no catalogue names.

    Raises `CorpusError` where it is not there or may not be read.
    """
    if not path.is_file():
        raise CorpusError(f"There is no file {path}.", "Check the name.")
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error
    return FoundFile(path, catalogue.uncatalogued(path, sha256), "")


def examine(found: FoundFile, corpus: Path) -> Candidate:
    """Return a file that has been read as one to add to ``corpus``.

    Raises `CorpusError` where the folder knows it, or another file of its name, already.
    """
    try:
        raw = found.path.read_bytes()
    except OSError as error:
        raise _unreadable(found.path, error) from error
    if (sha256 := hashlib.sha256(raw).hexdigest()) != found.source.sha256:
        raise CorpusError(f"{found.path.name} changed while it was being read.", "Try again.")
    candidate = Candidate(found.path, name_for(found.path), raw, sha256)
    _refuse_known(candidate, corpus)
    return candidate


def name_for(path: Path) -> str:
    """Return a name under which a folder of documents shows the file at ``path``."""
    name = one_line(path.name)
    while name.startswith(HIDDEN):
        name = name.removeprefix(".").removeprefix("~$")
    name = name or "document"
    return f"{name}.txt" if Path(name).suffix.lower() == EDITORS else name


def _unreadable(path: Path, error: OSError) -> CorpusError:
    return CorpusError(f"{path.name} cannot be read: {error.strerror}.", "Check its permissions.")


def ids_in(corpus: Path, besides: Collection[str] = ()) -> frozenset[str]:
    """Return the ids that documents of ``corpus`` have, but for files called as in ``besides``.

    Raises `CorpusError` where the catalogue is not valid.
    """
    entries = catalogue.read_catalogue(corpus).entries
    bare = (
        catalogue.uncatalogued(path, "").doc_id
        for path in _documents(corpus)
        if path.name not in {*entries, *besides}
    )
    return frozenset({*(entry.id for entry in entries.values()), *bare})


def _documents(corpus: Path) -> list[Path]:
    """Return the files of a folder that may be documents, by name; none where there is no folder.

    Raises `CorpusError` where it cannot be looked into.
    """
    if not corpus.exists():
        return []
    try:
        return sorted(
            path
            for path in corpus.iterdir()
            if path.is_file()
            and not path.name.startswith(HIDDEN)
            and path.suffix.lower() != EDITORS
        )
    except OSError as error:
        raise CorpusError(
            f"The folder {corpus} cannot be read: {error.strerror}.",
            "Name a folder with --corpus.",
        ) from error


def _refuse_known(candidate: Candidate, corpus: Path) -> None:
    """Raise `CorpusError` where ``corpus`` knows the file; one without an entry is welcome."""
    entries = catalogue.read_catalogue(corpus).entries
    there = _documents(corpus)
    for path in there:
        entry = entries.get(path.name)
        if not _same_bytes(path, candidate) or (not entry and path.name == candidate.name):
            continue
        known = f"document “{entry.id}”, {entry.title}" if entry else "without an entry"
        raise CorpusError(
            f"{candidate.path.name} is already in {corpus}: {path.name}, {known}.",
            f"Change its entry in {catalogue.FILENAME} if it is wrong."
            if entry
            else f"Give that one its entry: guidance add {path}",
        )
    target = corpus / candidate.name
    if os.path.lexists(target) and not _same_bytes(target, candidate):
        raise CorpusError(
            f"There is another file called {candidate.name} in {corpus}, and it stays as it is.",
            "Rename yours; or, if it is a new version, replace that file by hand and put the new "
            f"SHA-256, {candidate.sha256}, into {catalogue.FILENAME}.",
        )
    names = {path.name for path in there}
    for entry in entries.values():
        known_by = candidate.name == entry.file or candidate.sha256 == entry.sha256
        if known_by and entry.file not in names:
            raise CorpusError(
                f"{catalogue.FILENAME} describes this file already, as “{entry.id}”, and "
                f"{entry.file} is not in {corpus}.",
                "Copy it there by hand, or take that entry out first.",
            )


def _same_bytes(there: Path, candidate: Candidate) -> bool:
    try:
        same_size = there.stat().st_size == len(candidate.raw)
        return same_size and there.read_bytes() == candidate.raw
    except OSError:
        # What cannot be read is not known to be the same; the sync will say so.
        return False


def add(corpus: Path, additions: Sequence[tuple[Candidate, catalogue.Entry]]) -> None:
    """Copy files into ``corpus`` and describe them in its catalogue, all of them or none.

    The copies come first and the catalogue is replaced last, so that it never names a file that
    is not there. Raises `CorpusError` where a file cannot be written, an id or a file is known
    already, or somebody else is adding; everything is then as it was.
    """
    candidates = [candidate for candidate, _ in additions]
    refuse_twins(candidates)
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        with FileLock(corpus / _LOCK, timeout=LOCK_SECONDS):
            for candidate in candidates:
                _refuse_known(candidate, corpus)
            path = corpus / catalogue.FILENAME
            after = catalogue.with_entries(path, [entry for _, entry in additions])
            _write(corpus, candidates, path, after.encode())
    except Timeout as error:
        raise CorpusError(
            f"Somebody else is adding a document to {corpus}.", "Try again in a minute."
        ) from error
    except OSError as error:
        raise CorpusError(
            f"{corpus} cannot be written: {error.strerror}. Nothing was added.",
            "Check its permissions and the space left.",
        ) from error


def refuse_twins(candidates: Sequence[Candidate]) -> None:
    """Raise `CorpusError` where two of the files have the same content, or are called the same."""
    seen: dict[str, Candidate] = {}
    for candidate in candidates:
        for known_by in (candidate.sha256, candidate.name.lower()):
            twin = seen.setdefault(known_by, candidate)
            if twin is not candidate:
                raise CorpusError(
                    f"{twin.path} and {candidate.path} have the same content or the same name.",
                    "Name each document once.",
                )


def _write(corpus: Path, candidates: Sequence[Candidate], path: Path, after: bytes) -> None:
    copied: list[Path] = []
    done = False
    try:
        for candidate in candidates:
            target = corpus / candidate.name
            if not target.exists():
                copied.append(target)
                write_whole(target, candidate.raw)
        write_whole(path, after)
        done = True
    finally:
        if not done:
            for target in copied:
                target.unlink(missing_ok=True)
