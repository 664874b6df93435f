"""Files replaced whole: a reader finds the old content or the new, whatever happens."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

TEMPORARY = ".tmp"
"""Ending of a file that is being written; what an interrupted process leaves is known by it."""


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file so that a reader finds the old content or the new, whatever happens.

    A file that was there keeps its permissions. Raises `OSError`; the old file is then untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{uuid.uuid4().hex}{TEMPORARY}")
    try:
        with partial.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
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
