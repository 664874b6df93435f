"""An evidence pack as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from docx import Document

from assistant.views.pack import TITLE, Kind, Line

_STYLE = {
    Kind.TITLE: "Title",
    Kind.QUESTION: "Heading 1",
    Kind.HEADING: "Heading 2",
    Kind.TEXT: "Normal",
    Kind.ITEM: "List Bullet",
    Kind.QUOTE: "Quote",
    Kind.FACT: "No Spacing",
}


def as_docx(lines: Sequence[Line], asked_on: date) -> bytes:
    """Return the file; it says nothing of who made it and when, but the date asked."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments, about.last_modified_by = TITLE, "", "", ""
    about.created = about.modified = datetime(asked_on.year, asked_on.month, asked_on.day)
    for line in lines:
        paragraph = document.add_paragraph(style=_STYLE[line.kind])
        if line.name:
            paragraph.add_run(f"{line.name}: ").bold = True
        paragraph.add_run(line.text)
        if line.kind is Kind.QUOTE:
            paragraph.paragraph_format.keep_with_next = True
    file = BytesIO()
    document.save(file)
    return file.getvalue()
