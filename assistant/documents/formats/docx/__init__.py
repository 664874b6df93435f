"""Word documents: what would be printed, as one canonical text."""

from assistant.documents.formats.docx.loader import load_docx

__all__ = ["load_docx"]
