"""Remove what the current index does not need: old generations and what a kill left behind."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from assistant.index.generation import collection_prefix
from assistant.index.layout import Layout
from assistant.index.manifest import Manifest
from assistant.index.store import drop_collections
from assistant.settings import Settings
from assistant.writing import TEMPORARY


def remove_leftovers(settings: Settings, layout: Layout, current: Manifest) -> None:
    """Leave in the index folder, and of this index on the server, only what is current.

    What another process still holds open may resist on some systems; the next sync tries again.
    """
    generation = {current.generation}
    _keep_only(layout.documents, {entry.snapshot for entry in current.documents})
    _keep_only(layout.lexical, generation)
    _keep_only(layout.tokens, generation)
    _keep_only(layout.chroma, set() if settings.chroma_url else generation)
    for path in layout.root.glob(f"*{TEMPORARY}"):
        _remove(path)
    if settings.chroma_url:
        drop_collections(settings.chroma_url, collection_prefix(layout), current.collection)


def _keep_only(folder: Path, names: set[str]) -> None:
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.name not in names:
                _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
