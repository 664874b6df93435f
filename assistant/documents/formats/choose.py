"""What kind of file something is, by its content; which loader reads it."""

from __future__ import annotations

import io
import re
import zipfile

from assistant.documents.extracted import Loader
from assistant.documents.formats.docx import load_docx
from assistant.documents.formats.html import load_html
from assistant.documents.formats.pdf import load_pdf
from assistant.documents.formats.plain import load_text
from assistant.errors import CorpusError

# A PDF may have a few lines before its first words (ISO 32000, annex H of version 1.7).
PDF_REACH = 1_024
HTML_REACH = 4_096

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|section|div|h[1-6]|p|ul|ol|table)\b",
    re.IGNORECASE | re.DOTALL,
)
# What people put into a folder of documents that is none that can be read, and what to do.
_AS_TEXT = "Put a version with recognised text in its place."
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an Office file from before 2007, or a locked one", "Save it as PDF."),
    (b"{\\rtf", "a file in Rich Text Format", "Save it as .docx or PDF."),
    (b"\x89PNG", "a picture", _AS_TEXT),
    (b"\xff\xd8\xff", "a picture", _AS_TEXT),
    (b"GIF8", "a picture", _AS_TEXT),
    (b"II*\x00", "a picture", _AS_TEXT),
    (b"MM\x00*", "a picture", _AS_TEXT),
    (b"\x1f\x8b", "a compressed file", "Unpack it into the folder."),
)
_ZIPPED = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
)


def loader_of(raw: bytes) -> Loader:
    """Return the loader for a file, whatever it is called.

    Raises `CorpusError` where no loader reads its kind.
    """
    if b"%PDF-" in raw[:PDF_REACH]:
        return load_pdf
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw)
    for magic, what, cure in _OTHERS:
        if raw.startswith(magic):
            raise CorpusError(f"It is {what}, which cannot be read.", cure)
    start = raw[:HTML_REACH].removeprefix(b"\xef\xbb\xbf")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "ignore").encode()
    return load_html if _HTML.match(start) else load_text


def _zipped(raw: bytes) -> Loader:
    try:
        names = zipfile.ZipFile(io.BytesIO(raw)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise CorpusError(
            "It is a damaged Word or zip file.", "Download or export it again."
        ) from error
    if "word/document.xml" in names:
        return load_docx
    what = next((said for start, said in _ZIPPED if any(n.startswith(start) for n in names)), "")
    raise CorpusError(
        f"It is {what or 'a zip file'}, which cannot be read.",
        "Save it as PDF or .docx." if what else "Unpack it into the folder.",
    )
