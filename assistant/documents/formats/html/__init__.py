"""Web pages: what a reader of the page would call its text, as one canonical text."""

from assistant.documents.formats.html.loader import load_html

__all__ = ["load_html"]
