"""PDF: pages of placed words to lines as a person sees them on the page."""

from assistant.documents.formats.pdf.loader import load_pdf, title_of_pdf

__all__ = ["load_pdf", "title_of_pdf"]
