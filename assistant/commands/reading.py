"""Files read for a person to look at, in processes of their own as a sync reads them.

A module that loads little, for such a process loads it too.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from assistant.documents import FoundFile, load
from assistant.documents.extracted import Limits
from assistant.documents.processes.worker import Failed
from assistant.documents.processes.workers import read_in_processes
from assistant.domain import Document, Passage
from assistant.errors import CorpusError
from assistant.passages.build import build_passages
from assistant.settings import Settings

Read = tuple[Document, tuple[Passage, ...]]

# Passages have a revision in their ids; what is only looked at is of no index.
_UNSAVED = "unsaved"


def read_one(file: FoundFile, limits: Limits) -> Read:
    """Return a file as a document, with its passages, of which there may be none.

    Raises `CorpusError` where it cannot be read.
    """
    document = load(file, limits)
    return document, build_passages(document, _UNSAVED)


def read_all(files: Sequence[FoundFile], settings: Settings) -> list[Read]:
    """Return the files as documents with their passages, within the limits of the settings.

    Raises `CorpusError` where one of them cannot be read, with the reason.
    """
    processes = min(len(files), settings.readers or os.cpu_count() or 1)
    read: list[Read] = []
    outcomes = read_in_processes(read_one, files, Limits.of(settings), processes, lambda done: None)
    for file, outcome in zip(files, outcomes, strict=True):
        if isinstance(outcome, Failed):
            raise CorpusError(
                f"{file.path.name} cannot be read. {outcome.reason}", outcome.next_step
            )
        read.append(outcome)
    return read
