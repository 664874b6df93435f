"""A Word file's package, opened safely: only the parts that hold words, each within the limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from lxml import etree

from assistant.documents.extracted import Limits
from assistant.errors import CorpusError

# A Word document of a thousand pages with a picture on each stays below.
MAX_MEMBERS = 10_000
# XML of real documents shrinks to a tenth or a thirtieth; a file made to burst, to a thousandth.
MAX_RATIO = 200
RATIO_FROM_BYTES = 8_000_000
_CHUNK = 1 << 20

_NEEDED = frozenset("officeDocument styles numbering footnotes endnotes settings".split())
_TYPES = "[Content_Types].xml"
_RELS = ".rels"
# The strict and the macro-enabled kinds of the same format, named as the library knows them.
_KINDS = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
)

DAMAGED = (
    etree.LxmlError,
    InvalidXmlError,
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the libraries let through on files that are not as the standard says."""


def open_word(raw: bytes, limits: Limits) -> WordDocument:
    """Return a Word file opened, without its pictures and all else that holds no words.

    Raises `CorpusError` where it is larger than the limits allow or made to do harm, and one of
    `DAMAGED` where it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        members = {member.filename: member for member in packed.infolist()}
        _check_sizes(list(members.values()), limits)
        kept: dict[str, bytes] = {}
        left = limits.unpacked_bytes
        for name in (_TYPES, "_rels/.rels"):
            kept[name] = _unpacked(packed, members[name], left)
            left -= len(kept[name])
        waiting = ["_rels/.rels"]
        while waiting:
            rels = waiting.pop()
            kept[rels], targets = _needed(rels, kept[rels], set(members))
            for target in targets:
                own = f"{posixpath.dirname(target)}/_rels/{posixpath.basename(target)}{_RELS}"
                for name in (target, own):
                    if name in members and name not in kept:
                        kept[name] = _unpacked(packed, members[name], left)
                        left -= len(kept[name])
                        waiting += [name] if name.endswith(_RELS) else []
    return docx.Document(_packed(kept))


def _check_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise CorpusError(
            f"It holds {len(members):,} files within it; the limit is {MAX_MEMBERS:,}.",
            "Save it again from Word, or as PDF.",
        )
    if size > limits.unpacked_bytes:
        raise CorpusError(
            f"Unpacked it has {size:,} bytes; the limit is {limits.unpacked_bytes:,}.",
            "Split it, or make its pictures smaller.",
        )


def _unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """Return what a member holds; its directory entry may lie about the size."""
    made = bytearray()
    with packed.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            made += chunk
            bursts = len(made) > max(RATIO_FROM_BYTES, MAX_RATIO * member.compress_size)
            if bursts or len(made) > left:
                raise CorpusError(
                    "It is compressed so that it bursts when unpacked.",
                    "Do not open it; ask whoever sent it for another copy.",
                )
    # No document needs a declaration of entities, and Word opens none that has one.
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in made:
            raise CorpusError(
                "It declares entities, which a Word document never does.",
                "Do not open it; ask whoever sent it for another copy.",
            )
    said = bytes(made)
    for kind, known in _KINDS:
        said = said.replace(kind, known)
    return said


def _needed(name: str, xml: bytes, members: set[str]) -> tuple[bytes, list[str]]:
    """Return relations without those that hold no words or lead nowhere, and where they lead."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(xml, parser)
    base = posixpath.dirname(posixpath.dirname(name))
    targets = []
    for relation in list(root):
        kind = (relation.get("Type") or "").rpartition("/")[2]
        said = (relation.get("Target") or "").replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/", base, said)).lstrip("/")
        external = relation.get("TargetMode") == "External"
        if external or kind not in _NEEDED or target not in members:
            root.remove(relation)
        else:
            targets.append(target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), targets


def _packed(kept: dict[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, said in kept.items():
            packed.writestr(name, said)
    made.seek(0)
    return made
