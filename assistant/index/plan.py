"""What a sync has to do: which documents are new, changed, the same, gone or left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.documents import FoundFile, Skipped, find_files
from assistant.documents.catalogue import FILENAME
from assistant.documents.extracted import Limits
from assistant.documents.identity import Known
from assistant.documents.processes.worker import Failed
from assistant.documents.processes.workers import read_in_processes
from assistant.domain import Document, Passage
from assistant.errors import CorpusError
from assistant.index.manifest import Entry
from assistant.index.snapshot import Snapshot, revision_of, snapshot_name
from assistant.passages import CHUNKER_VERSION
from assistant.passages.from_file import Unread, read_passages
from assistant.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told a stage's name, how much of it is done and how much there is."""

READING = "Reading documents"

BYTES_WORTH_A_PROCESS = 500_000
"""To start another process takes about as long as to read so much text."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A document whose file has another name than it had, or than the catalogue gives it."""

    doc_id: str
    before: str
    filename: str
    next_step: str
    """Empty where nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents that the index is to hold; those that were read anew with their content."""

    entries: tuple[Entry, ...]
    fresh: Mapping[str, Snapshot]
    """By document id."""
    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    skipped: tuple[Skipped, ...]


def make_plan(
    settings: Settings,
    indexed: tuple[Entry, ...],
    keeps: Callable[[Entry], bool],
    progress: Progress,
) -> Plan:
    """Compare the folder of documents with what is indexed, and read what is new or changed.

    ``keeps`` says whether an entry's content may be used as it is, if its file is the same.
    Raises `CorpusError` where no document can be read.
    """
    known = [Known(entry.doc_id, entry.filename, entry.sha256) for entry in indexed]
    found, skipped = find_files(settings.corpus, Limits.of(settings), known)
    before = {entry.doc_id: entry for entry in indexed}
    entries: dict[str, Entry] = {}
    for file in found:
        old = before.get(file.source.doc_id)
        if old and _same(old, file) and keeps(old):
            entries[old.doc_id] = old
    fresh: dict[str, Snapshot] = {}
    unread = [file for file in found if file.source.doc_id not in entries]
    outcomes = _read(unread, settings, len(entries), progress)
    for file in unread:
        read = outcomes[file.path]
        if isinstance(read, Failed):
            skipped.append(Skipped(file.path.name, read.reason, read.next_step))
        else:
            fresh[file.source.doc_id] = Snapshot(*read)
            entries[file.source.doc_id] = _entry(file, fresh[file.source.doc_id])
    if not entries:
        raise _nothing_readable(settings.corpus, skipped)
    kept = [file for file in found if file.source.doc_id in entries]
    ordered = tuple(entries[file.source.doc_id] for file in kept)
    return _plan(before, ordered, fresh, _renamed(kept), skipped)


def _same(old: Entry, file: FoundFile) -> bool:
    return old.digest == file.digest and old.filename == file.path.name


def _read(
    files: Sequence[FoundFile], settings: Settings, kept: int, progress: Progress
) -> Mapping[Path, tuple[Document, tuple[Passage, ...]] | Failed]:
    """Read files in processes of their own; the ``kept`` others of the folder count as done.

    The largest begin, so that none of them is left for the end.
    """
    ordered = sorted(files, key=lambda file: -file.size)
    total = kept + len(files)
    progress(READING, 0, total)
    if kept:
        progress(READING, kept, total)
    outcomes = read_in_processes(
        read_passages,
        [Unread(file, revision_of(file.digest)) for file in ordered],
        Limits.of(settings),
        _processes(settings, files),
        lambda done: progress(READING, kept + done, total),
    )
    return {file.path: outcome for file, outcome in zip(ordered, outcomes, strict=True)}


def _processes(settings: Settings, files: Sequence[FoundFile]) -> int:
    """Return how many processes are worth their start, up to what the settings allow."""
    size = sum(file.size for file in files)
    most = settings.readers or _cores()
    return min(most, len(files), 1 + size // BYTES_WORTH_A_PROCESS)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _renamed(files: Sequence[FoundFile]) -> tuple[Renamed, ...]:
    return tuple(
        Renamed(
            file.source.doc_id,
            file.renamed_from,
            file.path.name,
            f"Put the new name into {FILENAME}." if file.entry else "",
        )
        for file in files
        if file.renamed_from
    )


def _entry(file: FoundFile, snapshot: Snapshot) -> Entry:
    doc_id, name = file.source.doc_id, file.path.name
    return Entry(
        doc_id=doc_id,
        filename=name,
        sha256=file.source.sha256,
        title=file.source.title,
        digest=file.digest,
        revision=revision_of(file.digest),
        passages=len(snapshot.passages),
        snapshot=snapshot_name(doc_id, name, file.digest, CHUNKER_VERSION),
    )


def _plan(
    before: Mapping[str, Entry],
    entries: tuple[Entry, ...],
    fresh: Mapping[str, Snapshot],
    renamed: tuple[Renamed, ...],
    skipped: list[Skipped],
) -> Plan:
    present = {entry.doc_id for entry in entries}
    gone = [entry for entry in before.values() if entry.doc_id not in present]
    return Plan(
        entries=entries,
        fresh=fresh,
        created=tuple(doc_id for doc_id in fresh if doc_id not in before),
        updated=tuple(doc_id for doc_id in fresh if doc_id in before),
        unchanged=tuple(entry.doc_id for entry in entries if entry.doc_id not in fresh),
        deleted=tuple(entry.doc_id for entry in gone),
        renamed=renamed,
        skipped=_saying_what_dropped_out(skipped, {entry.filename for entry in gone}),
    )


def _saying_what_dropped_out(skipped: list[Skipped], gone: set[str]) -> tuple[Skipped, ...]:
    """Add to the reason of a file that was indexed until now that it no longer answers."""
    return tuple(
        replace(file, reason=f"{file.reason} It was in the index and has been taken out.")
        if file.filename in gone
        else file
        for file in skipped
    )


def _nothing_readable(corpus: Path, skipped: list[Skipped]) -> CorpusError:
    reasons = " ".join(f"{file.filename}: {file.reason}" for file in skipped)
    return CorpusError(
        f"No document in {corpus} can be read. {reasons}",
        "Mend one of them, or name another folder. An index that was there is as it was.",
    )
