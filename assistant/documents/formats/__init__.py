"""One loader a format: a file to its canonical text and what the format says of it."""

from assistant.documents.formats.choose import loader_of

__all__ = ["loader_of"]
