"""Where the pieces of an index lie in its folder, and how a file there is replaced whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import IndexLocked, StoreUnavailable

TEMPORARY = ".tmp"
"""Ending of a file that is being written; what an interrupted sync leaves can be told by it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of one index.

    A *generation* is the vectors and the lexical index that one sync wrote, in folders of their
    own, never changed afterwards. The manifest says which generation is current.
    """

    root: Path

    @property
    def manifest(self) -> Path:
        """The file that decides what the index is."""
        return self.root / "manifest.json"

    @property
    def documents(self) -> Path:
        """The folder of snapshots, one a document."""
        return self.root / "documents"

    @property
    def chroma(self) -> Path:
        """The folder that holds a Chroma folder for each generation."""
        return self.root / "chroma"

    @property
    def lexical(self) -> Path:
        """The folder that holds a lexical index for each generation."""
        return self.root / "lexical"

    def identity(self) -> str:
        """Return the name that tells this index from others on one Chroma server.

        It is written before anything that bears it, so that what an interrupted first sync left
        on a server is recognised later.
        """
        path = self.root / "identity"
        if not path.exists():
            write_whole(path, uuid.uuid4().hex[:12].encode())
        return path.read_text(encoding="ascii")

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the index for one sync; the system lets go of it when the process dies.

        Raises `IndexLocked` where another sync holds it, `StoreUnavailable` where something in
        the folder cannot be written, then or later.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with FileLock(self.root / "sync.lock", timeout=0):
                yield
        except Timeout as error:
            raise IndexLocked(
                f"Another sync is at work on {self.root}.", "Wait until it has finished."
            ) from error
        except OSError as error:
            raise StoreUnavailable(
                f"The index folder {self.root} cannot be written: {error.strerror}.",
                "Check its permissions and the space left, or name another with GUIDANCE_INDEX.",
            ) from error


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file so that a reader finds the old content or the new, whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=TEMPORARY)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have a rename in ``folder`` survive a power cut, where the system lets folders be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
