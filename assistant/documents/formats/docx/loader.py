"""A Word file to its canonical text."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from lxml.etree import _Element

from assistant.documents.extracted import Extracted, Limits
from assistant.documents.formats.docx.body import Body, note_pieces
from assistant.documents.formats.docx.names import W, child, switched_on, value
from assistant.documents.formats.docx.notes import ENDNOTE, FOOTNOTE, read_notes
from assistant.documents.formats.docx.numbering import read_numbering
from assistant.documents.formats.docx.package import DAMAGED, open_word
from assistant.documents.formats.docx.styles import Style, read_styles
from assistant.documents.formats.docx.words import Reader, contents_fields
from assistant.documents.formats.notation import write
from assistant.errors import CorpusError

_CHARTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)


def load_docx(raw: bytes, limits: Limits) -> Extracted:
    """Return the text of a Word document as it would be printed, without headers and footers.

    Tracked insertions are read as accepted, deletions are left out; notes stand at the end.

    Raises `CorpusError` where it is damaged, locked, larger than the limits allow or made to do
    harm.
    """
    try:
        return _extracted(open_word(raw, limits))
    except DAMAGED as error:
        raise CorpusError(
            f"It is damaged or no Word document ({type(error).__name__}).",
            "Open it in Word and save it again, or save it as PDF.",
        ) from error


def _extracted(opened: WordDocument) -> Extracted:
    document = opened.element
    content = child(document, "body")
    if content is None:
        return Extracted("")
    part = opened.part
    notes = read_notes(
        {
            FOOTNOTE: _root(part, RELATIONSHIP_TYPE.FOOTNOTES),
            ENDNOTE: _root(part, RELATIONSHIP_TYPE.ENDNOTES),
        },
        content,
        _root(part, RELATIONSHIP_TYPE.SETTINGS),
    )
    styles = read_styles(_root(part, RELATIONSHIP_TYPE.STYLES))
    body = Body(
        Reader(notes, contents_fields(content)),
        styles,
        read_numbering(_root(part, RELATIONSHIP_TYPE.NUMBERING)),
        titled=_has_title(content, styles),
    )
    pieces = body.pieces(content)
    return Extracted(write([*pieces, *note_pieces(body)]), remarks=tuple(_remarks(content)))


def _has_title(content: _Element, styles: dict[str, Style]) -> bool:
    titles = {name for name, style in styles.items() if style.title}
    return any(
        value(style) in titles and any(t.text for t in paragraph.iter(f"{W}t"))
        for paragraph in content.iter(f"{W}p")
        if (style := child(child(paragraph, "pPr"), "pStyle")) is not None
    )


def _root(part: Part, kind: str) -> _Element | None:
    """Return the root of the part that the document names for a purpose, or none."""
    related = next((r.target_part for r in part.rels.values() if r.reltype == kind), None)
    if related is None:
        return None
    return related.element if isinstance(related, XmlPart) else parse_xml(related.blob)


def _remarks(content: _Element) -> Iterator[str]:
    tracked = next(content.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None)
    if tracked is not None:
        yield "It holds tracked changes: insertions are read as accepted, deletions are left out."
    struck = any(switched_on(e) for e in content.iter(f"{W}strike", f"{W}dstrike"))
    if struck:
        yield "Some of its words are struck through; they are read as the others are."
    if next(content.iter(*_CHARTS), None) is not None:
        yield "The words in its charts and diagrams are not read."
    if next(content.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None:
        yield "It takes in other files, which are not read."
