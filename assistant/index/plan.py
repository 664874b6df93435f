"""What a sync has to do: which documents are new, changed, the same, gone or left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.documents import FoundFile, Skipped, find_files
from assistant.documents.catalogue import FILENAME
from assistant.documents.extracted import Limits
from assistant.documents.identity import Known
from assistant.documents.processes.worker import Failed
from assistant.documents.processes.workers import read_in_processes
from assistant.errors import CorpusError
from assistant.index.manifest import Entry
from assistant.index.snapshot import Snapshot, revision_of, snapshot_name, write_snapshot
from assistant.passages import CHUNKER_VERSION
from assistant.passages.from_file import Unread, read_passages
from assistant.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told a stage's name, how much of it is done and how much there is."""

READING = "Reading documents"

BYTES_WORTH_A_PROCESS = 500_000
"""To start another process takes about as long as to read so much text."""


BYTES_AT_ONCE = 10_000_000
"""Of files whose content is in memory at once: read, it takes some twenty times as much."""


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
    """The documents that the index is to hold; what was read anew is written down already."""

    entries: tuple[Entry, ...]
    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    skipped: tuple[Skipped, ...]


def make_plan(
    settings: Settings,
    indexed: tuple[Entry, ...],
    folder: Path,
    progress: Progress,
    rebuild: bool = False,
) -> Plan:
    """Compare the folder of documents with what is indexed, and read what is new or changed.

    What is read is written into ``folder``, the place of snapshots, beside what is in use. An
    entry whose file is the same and whose snapshot is there is not read, save for a ``rebuild``.
    Raises `CorpusError` where no document can be read.
    """
    known = [Known(entry.doc_id, entry.filename, entry.sha256) for entry in indexed]
    found, skipped = find_files(settings.corpus, Limits.of(settings), known)
    before = {entry.doc_id: entry for entry in indexed}
    entries: dict[str, Entry] = {}
    for file in found:
        old = before.get(file.source.doc_id)
        if old and not rebuild and _same(old, file) and (folder / old.snapshot).is_file():
            entries[old.doc_id] = old
    unread = [file for file in found if file.source.doc_id not in entries]
    outcomes = _read(unread, settings, folder, len(entries), progress)
    read: dict[str, None] = {}
    for file in unread:
        outcome = outcomes[file.path]
        if isinstance(outcome, Failed):
            skipped.append(Skipped(file.path.name, outcome.reason, outcome.next_step))
        else:
            entries[outcome.doc_id] = outcome
            read[outcome.doc_id] = None
    if not entries:
        raise _nothing_readable(settings.corpus, skipped)
    kept = [file for file in found if file.source.doc_id in entries]
    ordered = tuple(entries[file.source.doc_id] for file in kept)
    return _plan(before, ordered, read, _renamed(kept), skipped)


def _same(old: Entry, file: FoundFile) -> bool:
    return old.digest == file.digest and old.filename == file.path.name


def _read(
    files: Sequence[FoundFile], settings: Settings, folder: Path, kept: int, progress: Progress
) -> Mapping[Path, Entry | Failed]:
    """Read files in processes of their own; the ``kept`` others of the folder count as done.

    So many at once as memory holds; of these the largest begin, so that none is left for the end.
    """
    total = kept + len(files)
    progress(READING, 0, total)
    outcomes: dict[Path, Entry | Failed] = {}
    if kept:
        progress(READING, kept, total)
    for group in _groups(files):
        ordered = sorted(group, key=lambda file: -file.size)
        done = kept + len(outcomes)
        read = read_in_processes(
            read_passages,
            [Unread(file, revision_of(file.digest)) for file in ordered],
            Limits.of(settings),
            _processes(settings, group),
            lambda more, done=done: progress(READING, done + more, total),  # type: ignore[misc] # bound now, not later
        )
        for file, outcome in zip(ordered, read, strict=True):
            if isinstance(outcome, Failed):
                outcomes[file.path] = outcome
            else:
                snapshot = Snapshot(*outcome)
                outcomes[file.path] = entry = _entry(file, snapshot)
                write_snapshot(folder / entry.snapshot, snapshot)
    return outcomes


def _groups(files: Sequence[FoundFile]) -> Iterator[list[FoundFile]]:
    group: list[FoundFile] = []
    for file in files:
        if group and sum(one.size for one in [*group, file]) > BYTES_AT_ONCE:
            yield group
            group = []
        group.append(file)
    if group:
        yield group


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
    read: Collection[str],
    renamed: tuple[Renamed, ...],
    skipped: list[Skipped],
) -> Plan:
    present = {entry.doc_id for entry in entries}
    gone = [entry for entry in before.values() if entry.doc_id not in present]
    return Plan(
        entries=entries,
        created=tuple(doc_id for doc_id in read if doc_id not in before),
        updated=tuple(doc_id for doc_id in read if doc_id in before),
        unchanged=tuple(entry.doc_id for entry in entries if entry.doc_id not in read),
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
