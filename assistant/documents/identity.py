"""Which document a file is: by its name, or by its bytes where somebody renamed it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.documents.catalogue import Entry


@dataclass(frozen=True, slots=True)
class Known:
    """A document as it was when the folder was last read: its id, its file and that file's digest.

    ``sha256`` is the digest of the bytes, in hexadecimal.
    """

    doc_id: str
    filename: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file is known as: by its catalogue entry, or by the id that it had before."""

    entry: Entry | None = None
    doc_id: str = ""
    renamed_from: str = ""
    """The name under which the catalogue, or the last reading, knew it; empty where it is the
    same."""


def identify(
    digests: Mapping[str, str],
    present: Collection[str],
    entries: Mapping[str, Entry],
    known: Sequence[Known],
) -> dict[str, Identity]:
    """Return what each file is known as, by its name.

    ``digests`` are the SHA-256 of the files by name, ``present`` the names of all files of the
    folder, ``entries`` the catalogue's by file name. A copy is not a rename: the file of the old
    name must be gone. Where several files have the bytes of one that is gone, the first by name
    is it.
    """
    found = {name: Identity(entries[name]) for name in digests if name in entries}
    loose = sorted(digests.keys() - found.keys())
    for entry in sorted(entries.values(), key=lambda entry: entry.file):
        if entry.file not in present:
            name = _renamed(entry, loose, digests, known)
            if name:
                loose.remove(name)
                found[name] = Identity(entry, renamed_from=entry.file)
    return found | _uncatalogued(loose, digests, present, entries, known)


def _renamed(
    entry: Entry, loose: Sequence[str], digests: Mapping[str, str], known: Sequence[Known]
) -> str | None:
    """Return the file that an entry describes whose own file is gone."""
    before = next((one for one in known if one.doc_id == entry.id), None)
    last_name = before.filename if before else ""
    taken = {one.filename for one in known} - {last_name}

    def fits(name: str) -> bool:
        if entry.sha256:
            return digests[name] == entry.sha256
        if before is None or name in taken:
            return False
        return name == last_name or digests[name] == before.sha256

    fitting = [name for name in loose if fits(name)]
    return min(fitting, key=lambda name: (name != last_name, name), default=None)


def _uncatalogued(
    loose: Sequence[str],
    digests: Mapping[str, str],
    present: Collection[str],
    entries: Mapping[str, Entry],
    known: Sequence[Known],
) -> dict[str, Identity]:
    """Return what the files are known as that no entry describes."""
    catalogued = {entry.id for entry in entries.values()}
    free = [one for one in known if one.doc_id not in catalogued]
    by_name = {one.filename: one for one in free}
    gone = sorted(
        (one for one in free if one.filename not in present), key=lambda one: one.filename
    )
    found = {}
    for name in loose:
        if before := by_name.get(name):
            found[name] = Identity(doc_id=before.doc_id)
            continue
        before = next((one for one in gone if one.sha256 == digests[name]), None)
        if before:
            gone.remove(before)
            found[name] = Identity(doc_id=before.doc_id, renamed_from=before.filename)
        else:
            found[name] = Identity()
    return found
