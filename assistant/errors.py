"""Errors that a person meets: what happened, and what to do next. One family, no traceback."""

from __future__ import annotations


class GuidanceError(Exception):
    """Something that the person who runs the assistant can mend."""

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(f"{what} {next_step}")
        self.what = what
        self.next_step = next_step


class QuestionError(GuidanceError):
    """The question cannot be asked as it stands."""


class CorpusError(GuidanceError):
    """The folder of documents, its catalogue or a document in it cannot be read."""


class IndexMissing(GuidanceError):
    """There is no index yet, or what is there is no index."""


class IndexMismatch(GuidanceError):
    """The index was built by another version, model or chunker."""


class IndexLocked(GuidanceError):
    """Another sync is at work on the same index."""


class StoreUnavailable(GuidanceError):
    """The Chroma store cannot be reached or opened."""


class ModelError(GuidanceError):
    """The embedding model is missing or is not the one expected."""
