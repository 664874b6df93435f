"""Documents and passages kept for finding: written by `sync`, read through `Index`."""

from assistant.index.reader import Index
from assistant.index.sync import SyncReport, sync

__all__ = ["Index", "SyncReport", "sync"]
