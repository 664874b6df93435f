"""Plain text and Markdown: the canonical text is the file decoded, nothing else."""

from __future__ import annotations

import codecs

from assistant.documents.extracted import Extracted, Limits
from assistant.errors import CorpusError

# More of these than this share of the text means that it is no text at all.
MAX_CONTROL_SHARE = 0.01

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def load_text(raw: bytes, limits: Limits) -> Extracted:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252; it has no pages.

    Raises `CorpusError` where the bytes are not text.
    """
    text = _decode(raw)
    control = sum(1 for c in text if c < " " and c not in "\t\n\r\x0b\x0c")
    if control > MAX_CONTROL_SHARE * len(text):
        raise CorpusError(
            "It is not text, though its name says so.",
            "Save it as plain text in UTF-8, or give it the ending of what it is.",
        )
    return Extracted(text)


def _decode(raw: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; they are kept as what they are, not guessed.
        return raw.decode("cp1252", errors="replace")
