"""A folder of files to documents: found, identified by the catalogue, read, given structure."""

from assistant.documents.files import FoundFile, Skipped, find_files, load

__all__ = ["FoundFile", "Skipped", "find_files", "load"]
