"""What a sync has to do: which documents are new, changed, the same, gone or left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.documents import FoundFile, Skipped, find_files, load
from assistant.errors import CorpusError
from assistant.index.manifest import Entry
from assistant.index.snapshot import Snapshot, revision_of, snapshot_name
from assistant.passages import CHUNKER_VERSION, build_passages

Progress = Callable[[str, int, int], None]
"""Told a stage's name, how much of it is done and how much there is."""

READING = "Reading documents"


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
    skipped: tuple[Skipped, ...]


def make_plan(
    corpus: Path,
    max_bytes: int,
    indexed: tuple[Entry, ...],
    keeps: Callable[[Entry], bool],
    progress: Progress,
) -> Plan:
    """Compare the folder of documents with what is indexed, and read what is new or changed.

    ``keeps`` says whether an entry's content may be used as it is, if its file is the same.
    Raises `CorpusError` where no document can be read.
    """
    found, skipped = find_files(corpus, max_bytes)
    before = {entry.doc_id: entry for entry in indexed}
    entries: list[Entry] = []
    fresh: dict[str, Snapshot] = {}
    for done, file in enumerate(found):
        progress(READING, done, len(found))
        old = before.get(file.source.doc_id)
        if old and _same(old, file) and keeps(old):
            entries.append(old)
            continue
        try:
            snapshot = _read(file, max_bytes)
        except CorpusError as error:
            skipped.append(Skipped(file.path.name, error.what, error.next_step))
            continue
        entries.append(_entry(file, snapshot))
        fresh[file.source.doc_id] = snapshot
    progress(READING, len(found), len(found))
    if not entries:
        raise _nothing_readable(corpus, skipped)
    return _plan(before, tuple(entries), fresh, skipped)


def _same(old: Entry, file: FoundFile) -> bool:
    return old.digest == file.digest and old.filename == file.path.name


def _read(file: FoundFile, max_bytes: int) -> Snapshot:
    document = load(file, max_bytes)
    passages = build_passages(document, revision_of(file.digest))
    if not passages:
        raise CorpusError("It holds nothing that can be quoted.", "Check the file, or take it out.")
    return Snapshot(document, passages)


def _entry(file: FoundFile, snapshot: Snapshot) -> Entry:
    doc_id = file.source.doc_id
    return Entry(
        doc_id=doc_id,
        filename=file.path.name,
        title=file.source.title,
        digest=file.digest,
        revision=revision_of(file.digest),
        passages=len(snapshot.passages),
        snapshot=snapshot_name(doc_id, file.digest, CHUNKER_VERSION),
    )


def _plan(
    before: Mapping[str, Entry],
    entries: tuple[Entry, ...],
    fresh: Mapping[str, Snapshot],
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
