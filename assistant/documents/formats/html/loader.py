"""A web page's file to its canonical text."""

from __future__ import annotations

import codecs
import re

from lxml import etree, html

from assistant.documents.extracted import Extracted, Limits
from assistant.documents.formats.html.notes import find_notes
from assistant.documents.formats.html.page import text_root
from assistant.documents.formats.html.walk import Page, block_holders, page_pieces
from assistant.documents.formats.notation import write
from assistant.errors import CorpusError

# Real pages stay below 60; each level costs stack while the page is walked.
MAX_DEPTH = 150
# Where a page says how it is encoded (HTML standard: within the first 1024 bytes; many are later).
DECLARATION_REACH = 4_096

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# The parser takes these for the end of the page, or for unknown characters.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What these names mean on the web (WHATWG Encoding).
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}

# What lxml lets through on pages that are not as the standard says; it reads nearly every one.
_DAMAGED = (etree.LxmlError, RecursionError, ValueError)


def load_html(raw: bytes, limits: Limits) -> Extracted:
    """Return the text of a web page without what surrounds it: menus, banners, forms.

    Raises `CorpusError` where it is too large, nested too deeply or no web page.
    """
    if len(raw) > limits.file_bytes:
        raise CorpusError(
            f"It has {len(raw):,} bytes; the limit is {limits.file_bytes:,}.",
            "Save the part that you need as a page of its own.",
        )
    try:
        root = _parsed(_decoded(raw))
        if root is None:
            return Extracted("")
        page = Page(find_notes(root), block_holders(root))
        return Extracted(write(page_pieces(page, text_root(root))))
    except _DAMAGED as error:
        raise CorpusError(
            f"It is damaged or no web page ({type(error).__name__}).",
            "Save it from the browser again, or save it as PDF.",
        ) from error


def _parsed(text: str) -> etree._Element | None:
    """Return the page's root element, or none where nothing stands in it."""
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:
        return None
    limited = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    if limited or _depth(root) > MAX_DEPTH:
        raise CorpusError(
            f"It is larger or nested deeper (over {MAX_DEPTH} levels) than any real page.",
            "Save it from the browser again, or save it as PDF.",
        )
    return root


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(depth, deepest)
    return deepest


def _decoded(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _tidy(raw.removeprefix(mark).decode(encoding, errors="replace"))
    start = raw[:DECLARATION_REACH]
    found = _XML_DECLARED.search(start) or _DECLARED.search(start)
    encoding = _known(found[1].decode("ascii")) if found else "utf-8"
    if encoding != "utf-8":
        return _tidy(raw.decode(encoding, errors="replace"))
    try:
        return _tidy(raw.decode())
    except UnicodeDecodeError:
        return _tidy(_mixed(raw))


def _known(name: str) -> str:
    """Return Python's name for an encoding; UTF-8 for one that no text is in."""
    try:
        codec = codecs.lookup(name)
        codec.decode(b"")
    except (LookupError, ValueError, TypeError, AssertionError):
        return "utf-8"
    if not getattr(codec, "_is_text_encoding", True):
        return "utf-8"
    return _ALIASES.get(codec.name, codec.name)


def _mixed(raw: bytes) -> str:
    """Return bytes that are not all UTF-8 as what more of them are: UTF-8 or Windows-1252."""
    text = raw.decode(errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return text if sound > broken else raw.decode("cp1252", errors="replace")


def _tidy(text: str) -> str:
    return _CONTROL.sub("", _XML_DECLARATION.sub("", text, count=1))
