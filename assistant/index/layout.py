"""Where the pieces of an index lie in its folder."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import IndexLocked, StoreUnavailable
from assistant.writing import write_whole


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of one index.

    A *generation* is the vectors, the token vectors and the lexical index that one sync wrote, in
    folders of their own, never changed afterwards. The manifest says which generation is current.
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

    @property
    def tokens(self) -> Path:
        """The folder that holds the token vectors of each generation."""
        return self.root / "tokens"

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
