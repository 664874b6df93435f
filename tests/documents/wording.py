"""Word files made in a test: a few paragraphs, lists defined by their XML, parts added by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.documents.extracted import Limits
from assistant.documents.formats.docx import load_docx

DECIMAL = ("decimal", "%1.")
BULLETS = ("bullet", "•")


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(document: WordDocument) -> str:
    """Return the canonical text of a document, without the line break at its end."""
    return load_docx(saved(document), Limits()).text.removesuffix("\n")


def said(*paragraphs: str) -> str:
    """Return the text of a document that holds paragraphs given as XML, with no style."""
    document = docx.Document()
    add(document, *paragraphs)
    return text_of(document)


def add(document: WordDocument, *blocks: str) -> None:
    """Add blocks given as XML to the end of a document."""
    body = document.element.body
    for block in blocks:
        wrapper = parse_xml(f"<w:body {nsdecls('w', 'r', 'm')} {_MORE}>{block}</w:body>")
        for element in list(wrapper):
            body.insert(len(body) - 1, element)


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def p(words: str = "", *, style: str = "", props: str = "") -> str:
    """Return the XML of a paragraph; ``words`` may be runs given as XML."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = words if words.startswith("<") else r(words)
    return f"<w:p><w:pPr>{style}{props}</w:pPr>{inner}</w:p>"


def r(words: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def listed(words: str, list_id: int, level: int = 0) -> str:
    """Return the XML of a paragraph of a list."""
    return p(words, props=numbered(list_id, level))


def numbered(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(
    place: int, form: str, text: str, more: str = "", start: int = 1, left: int | None = None
) -> str:
    """Return the XML of a level of a list; ``left`` is how far it is set in, in 1/20 point."""
    indent = "" if left is None else f'<w:pPr><w:ind w:left="{left}"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/>{indent}</w:lvl>'
    )


def define(document: WordDocument, *levels: str, abstract: int = 90) -> int:
    """Define a list; return its number."""
    numbering = document.part.numbering_part.element
    start = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
    numbering.insert(0, parse_xml(f"{start}{''.join(levels)}</w:abstractNum>"))
    return numbering.add_num(abstract).numId


def another(document: WordDocument, abstract: int = 90, *, start: int | None = None) -> int:
    """Define one more list by the same levels, which begins again where ``start`` is given."""
    num = document.part.numbering_part.element.add_num(abstract)
    if start is not None:
        num.add_lvlOverride(ilvl=0).add_startOverride(start)
    return num.numId


def add_notes(document: WordDocument, kind: str, notes: Iterable[str]) -> None:
    """Add a part of notes, numbered from 1; each is given as words."""
    inner = "".join(
        f'<w:{kind} w:id="{n}"><w:p><w:r><w:{kind}Ref/></w:r>{r(" " + words)}</w:p></w:{kind}>'
        for n, words in enumerate(notes, 1)
    )
    separator = (
        f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    )
    blob = f"<w:{kind}s {nsdecls('w')}>{separator}{inner}</w:{kind}s>".encode()
    content = CONTENT_TYPE.WML_FOOTNOTES if kind == "footnote" else CONTENT_TYPE.WML_ENDNOTES
    part = Part(PackURI(f"/word/{kind}s.xml"), content, blob, document.part.package)
    relation = RELATIONSHIP_TYPE.FOOTNOTES if kind == "footnote" else RELATIONSHIP_TYPE.ENDNOTES
    document.part.relate_to(part, relation)


def called(note: int, kind: str = "footnote") -> str:
    """Return the XML of a run that calls a note."""
    return f'<w:r><w:{kind}Reference w:id="{note}"/></w:r>'


def field(code: str, result: str) -> str:
    """Return the XML of the runs of a field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>"
        f"{mark.format('separate')}{result}{mark.format('end')}"
    )


def with_members(raw: bytes, changed: dict[str, bytes | None]) -> bytes:
    """Return a zip file with members replaced, added, or left out where none."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        members: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, content in (members | changed).items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def row(*cells: str, props: str = "") -> str:
    """Return the XML of a table row; a cell may be given as XML."""
    inner = "".join(c if c.startswith("<w:tc>") else f"<w:tc>{p(c)}</w:tc>" for c in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{inner}</w:tr>"


def blank() -> WordDocument:
    return docx.Document()


def element(xml: str) -> object:
    """Return an element of Word's XML."""
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))
