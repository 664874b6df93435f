"""What a loader makes of a file: its canonical text and what the format itself says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.documents.structure.lines import Line
from assistant.domain import NoteCall, Page, Repair

if TYPE_CHECKING:
    # A process that reads files is given its limits and need not load what reads the settings.
    from assistant.settings import Settings

BYTES_PER_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost; a file that wants more is left out with the reason."""

    file_bytes: int = 64_000_000
    unpacked_bytes: int = 512_000_000
    """Of what a compressed file holds, unpacked."""
    pages: int = 1_500
    seconds: float = 120.0
    memory_bytes: int = 2_048_000_000
    """Of the process that reads the file, beyond what it takes without one."""

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits that the settings name."""
        return cls(
            file_bytes=settings.max_file_megabytes * BYTES_PER_MEGABYTE,
            unpacked_bytes=settings.max_unpacked_megabytes * BYTES_PER_MEGABYTE,
            pages=settings.max_pages,
            seconds=settings.max_read_seconds,
            memory_bytes=settings.max_read_megabytes * BYTES_PER_MEGABYTE,
        )


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's canonical text with what is known of it from the format.

    ``lines`` are the lines as a person sees them on the page, in the order of the text; none where
    the line breaks of the text tell all there is to know, as in a text file.
    """

    text: str
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] | None = None
    marked_up: bool = True
    """Whether the text carries marks of Markdown or tags."""
    repairs: tuple[Repair, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    remarks: tuple[str, ...] = ()


class Loader(Protocol):
    """Reads one format."""

    def __call__(self, raw: bytes, limits: Limits) -> Extracted:
        """Return what the file ``raw`` holds.

        Raises `CorpusError` where it is damaged, locked or larger than the limits allow.
        """
        ...
