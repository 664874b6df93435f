"""The paper as a Word document: heading styles, automatic numbers, real footnotes, page numbers."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from html import escape

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from tests.documents.papers import CALL, Heading, Item, Listing, Paper, Table, Text

_DAY = datetime(2024, 5, 1, tzinfo=UTC)
_ZIP_DAY = (2024, 5, 1, 0, 0, 0)
# Numbers of the definitions made here, above those that the template of the library has.
_NUMBERS, _BULLETS = 90, 91

_DEFINITIONS = (
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERS}">'
    '<w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    "</w:abstractNum>",
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_BULLETS}">'
    '<w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl>'
    "</w:abstractNum>",
)


def word(paper: Paper) -> bytes:
    """Return the paper as a .docx file, the same bytes at every call."""
    document = docx.Document()
    numbers, annex_numbers, bullets = _define_lists(document)
    _around_the_pages(document, paper)
    document.add_paragraph(paper.title, style="Title")
    for element in paper.elements():
        match element:
            case Heading(level=level, text=text, annex=annex):
                document.add_heading(text, level)
                numbers = annex_numbers if annex else numbers
            case Text(text=text, number=number):
                paragraph = document.add_paragraph(style="List Paragraph" if number else None)
                if number:
                    _numbered(paragraph, numbers, 0)
                _words(paragraph, text)
            case Listing(items=items):
                for item in items:
                    _listed(document, item, bullets)
            case Table():
                _table(document, element)
    _footnotes(document, paper)
    document.core_properties.title = paper.title
    document.core_properties.author = "Library Standards Office"
    document.core_properties.created = document.core_properties.modified = _DAY
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def repacked(raw: bytes, changed: dict[str, bytes] | None = None) -> bytes:
    """Return a zip file with members of one fixed date, some of them with new contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _ZIP_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, (changed or {}).get(name, old.read(name)))
    return out.getvalue()


def _define_lists(document: WordDocument) -> tuple[int, int, int]:
    """Add lists to the document: paragraph numbers, the annex's own, bullets of two levels."""
    numbering = document.part.numbering_part.element
    # The schema wants definitions before the lists that use them.
    for definition in _DEFINITIONS:
        numbering.insert(0, parse_xml(definition))
    made = [numbering.add_num(abstract) for abstract in (_NUMBERS, _NUMBERS, _BULLETS)]
    made[1].add_lvlOverride(ilvl=0).add_startOverride(1)
    return made[0].numId, made[1].numId, made[2].numId


def _numbered(paragraph: Paragraph, list_id: int, level: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{list_id}"/></w:numPr>'
        )
    )


def _listed(document: WordDocument, item: Item, bullets: int) -> None:
    for level, text in [(0, item.text), *((1, inner) for inner in item.inner)]:
        paragraph = document.add_paragraph(style="List Paragraph")
        _numbered(paragraph, bullets, level)
        _words(paragraph, text)


def _words(paragraph: Paragraph, text: str) -> None:
    """Add words to a paragraph, with references to footnotes where notes are called."""
    for place, piece in enumerate(CALL.split(text)):
        if place % 2:
            paragraph._p.append(
                parse_xml(
                    f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                    f'<w:footnoteReference w:id="{piece}"/></w:r>'
                )
            )
        elif piece:
            paragraph.add_run(piece)


def _table(document: WordDocument, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.rows[0]), style="Table Grid")
    for row in table.rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _footnotes(document: WordDocument, paper: Paper) -> None:
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for n, note in enumerate(paper.notes, 1)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>"
    package = document.part.package
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _around_the_pages(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = paper.title
    footer = section.footer.paragraphs[0]
    footer.add_run("Library Standards Office, page ")
    for kind in ("begin", None, "end"):
        field = (
            f'<w:fldChar w:fldCharType="{kind}"/>'
            if kind
            else '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
        )
        footer._p.append(parse_xml(f"<w:r {nsdecls('w')}>{field}</w:r>"))
