"""The editors' file ``catalogue.toml``: who publishes each document, when, and how it binds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import tomlkit
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.domain import Part, Source, Span
from assistant.errors import CorpusError

FILENAME = "catalogue.toml"
NOT_CATALOGUED = "not catalogued"
ID = re.compile(r"[a-z0-9][a-z0-9-]{1,99}")

_OPENING = "# What the assistant knows of each document. README.md explains the fields.\n"

# A TOML date may be written with or without quotes.
_Day = Annotated[
    str | None, BeforeValidator(lambda day: day.isoformat() if isinstance(day, date) else day)
]


class PartEntry(BaseModel):
    """A document bound within a document; it runs from ``starts_with`` to the next part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    starts_with: str = ""
    locator: str = ""
    voice: str
    authority: str
    standing: str
    published: _Day = None


class Entry(BaseModel):
    """What the catalogue says of one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=f"^{ID.pattern}$")
    file: str
    title: str
    publisher: str
    published: _Day = None
    published_note: str = ""
    authority: str
    standing: str
    voice: str = ""
    rights: str = ""
    address: str = ""
    sha256: str = ""
    part: tuple[PartEntry, ...] = ()

    def source(self, sha256: str) -> Source:
        """Return the entry as what a document carries with it."""
        return Source(
            doc_id=self.id,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            published_note=self.published_note,
            authority=self.authority,
            standing=self.standing,
            voice=self.voice or self.publisher,
            rights=self.rights,
            address=self.address,
            sha256=sha256,
            filename=self.file,
            catalogued=True,
        )


class Welcome(BaseModel):
    """What a visitor is told first: what the documents are about, whom to ask, what to try."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = "Ask the guidance"
    purpose: str = (
        "Ask about these documents and read the answer in their own words, with the place where "
        "they stand."
    )
    ask_instead: str = "ask the organisation that publishes the document"
    examples: tuple[str, ...] = ()


class _Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    welcome: Welcome = Welcome()
    document: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries by file name; an empty one where a folder has no catalogue."""

    entries: Mapping[str, Entry]
    welcome: Welcome


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A document bound within a document, as its title page shows it."""

    title: str
    locator: str
    start: int
    """Where its title page begins, in characters of the canonical text."""


def read_catalogue(corpus: Path) -> Catalogue:
    """Read ``catalogue.toml`` in ``corpus``, if there is one.

    Raises `CorpusError` where it is not valid, naming the field, or names an id or file twice.
    """
    path = corpus / FILENAME
    return _parsed(path, catalogue_text(path)) if path.exists() else Catalogue({}, Welcome())


def catalogue_text(path: Path) -> str:
    """Return the catalogue at ``path`` as it stands there, its line ends as they are.

    Raises `CorpusError` where it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.", "Check it.") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not valid TOML: {error}.", "Mend that line.") from error


def with_entries(path: Path, new: Sequence[Entry]) -> str:
    """Return the catalogue at ``path`` with entries added at its end, all else as it stands.

    Raises `CorpusError` where it is not valid as it is, or would not be with these entries.
    """
    before = catalogue_text(path) if path.exists() else _OPENING
    known = _parsed(path, before).entries
    apart = "\n" if before.endswith("\n") else "\n\n"
    written = apart + "\n".join(_written(entry) for entry in new)
    if "\r\n" in before:
        written = written.replace("\n", "\r\n")
    after = before + written
    try:
        tomllib.loads(after)
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(
            f"{path} does not list its documents as [[document]], so none can be added.",
            "Write them so, or add this one by hand.",
        ) from error
    # Reading it back is the proof that every word went in as it was.
    if _parsed(path, after).entries != {**known, **{entry.file: entry for entry in new}}:
        raise CorpusError(f"{path} cannot take another entry.", "Add it by hand.")
    return after


def _written(entry: Entry) -> str:
    table = tomlkit.table()
    for field, value in entry.model_dump(exclude_defaults=True, exclude={"part"}).items():
        table.add(field, _day(value) if field == "published" else value)
    document, entries = tomlkit.document(), tomlkit.aot()
    entries.append(table)
    document.add("document", entries)
    return tomlkit.dumps(document)


def _day(published: str) -> date | str:
    """Return a whole date as TOML writes dates, and a year or month as words."""
    try:
        return date.fromisoformat(published)
    except ValueError:
        return published


def _parsed(path: Path, text: str) -> Catalogue:
    try:
        read = _Catalogue.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path} is not valid TOML: {error}.", "Mend that line.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " › ".join(str(step) for step in first["loc"])
        raise CorpusError(
            f"{path} has a wrong entry at {where}: {first['msg']}.",
            "README.md lists the fields of an entry.",
        ) from error
    entries = read.document
    for field in ("id", "file"):
        values = [getattr(entry, field) for entry in entries]
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise CorpusError(f"{path} names the {field} “{twice}” twice.", "Remove one of them.")
    return Catalogue({entry.file: entry for entry in entries}, read.welcome)


def uncatalogued(path: Path, sha256: str) -> Source:
    """Return what is known of a document that the catalogue does not name."""
    doc_id = "".join(c if c.isalnum() else "-" for c in path.stem.lower()).strip("-") or "document"
    return Source(
        doc_id=doc_id,
        title=path.stem,
        publisher="publisher unknown",
        published=None,
        published_note=NOT_CATALOGUED,
        authority=NOT_CATALOGUED,
        standing=NOT_CATALOGUED,
        voice="publisher unknown",
        rights=NOT_CATALOGUED,
        address="",
        sha256=sha256,
        filename=path.name,
        catalogued=False,
    )


def find_parts(
    source: Source, entry: Entry | None, text: str, found: Sequence[FoundPart] = ()
) -> tuple[Part, ...]:
    """Return the parts of a document in order; they meet end to end and cover all of ``text``.

    What the catalogue names goes before what was ``found`` on title pages, in order; a part that
    was found speaks with the document's voice, for its title page does not say how it binds.
    Raises `CorpusError` where words that a part should start with do not stand in the text once.
    """
    named = entry.part if entry else ()
    if not named:
        return _found_parts(source, text, found)
    starts = [_start_of(source, part, text) for part in named]
    if starts[0] != 0 or starts != sorted(set(starts)):
        raise CorpusError(
            f"The parts of {source.filename} are not in the order of the text.",
            f"Order them in {FILENAME} as they stand; the first needs no starts_with.",
        )
    ends = [*starts[1:], len(text)]
    return tuple(
        Part(
            part.title,
            part.locator,
            part.voice,
            part.authority,
            part.standing,
            part.published or source.published,
            Span(start, end),
        )
        for part, start, end in zip(named, starts, ends, strict=True)
    )


def _found_parts(source: Source, text: str, found: Sequence[FoundPart]) -> tuple[Part, ...]:
    opening = [FoundPart(source.title, "", 0)] if not found or found[0].start else []
    parts = [*opening, *found]
    ends = [*(part.start for part in parts[1:]), len(text)]
    return tuple(
        Part(
            part.title,
            part.locator,
            source.voice,
            source.authority,
            source.standing,
            source.published,
            Span(part.start, end),
        )
        for part, end in zip(parts, ends, strict=True)
    )


def _start_of(source: Source, part: PartEntry, text: str) -> int:
    if not part.starts_with:
        return 0
    if (times := text.count(part.starts_with)) != 1:
        raise CorpusError(
            f"“{part.starts_with}”, where the part “{part.title}” of {source.filename} should "
            f"start, stands in it {times} times.",
            f"Give words in {FILENAME} that stand there once.",
        )
    return text.index(part.starts_with)
