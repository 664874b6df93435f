"""Canonical text to reading text: a slice as a person is shown it, the conversion's marks off.

Nothing here changes a word. Only what is not wording goes: emphasis and link markup, tags, note
marks stuck to a word, invisible characters, line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Span

SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"

LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\]\((?:#|https?:[^()\s]*|[^()\s]*)\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"\*{2,}|(?<![\w*\\])\*(?=[^\s*])|(?<=[^\s*\\])\*(?![\w*])")
_NOTE_MARK = re.compile(rf"(?<=\S)[{SUPERSCRIPTS}]+|(?<=[^\s\[(])\[\d{{1,3}}\](?!\()")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|])")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_SPACE = re.compile(r"\s+")


def reading_text(raw: str) -> str:
    """Return ``raw``, a slice of canonical text, as a person would read it."""
    text = _INVISIBLE.sub("", raw)
    text = LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    text = _NOTE_MARK.sub("", text)
    text = _EMPHASIS.sub("", text)
    text = _ESCAPE.sub(r"\1", text)
    return _SPACE.sub(" ", text.replace("\t", " | ")).strip()


def read_spans(text: str, spans: Sequence[Span]) -> str:
    """Return the slices of ``text`` at ``spans`` as one piece of reading text."""
    return " ".join(filter(None, (reading_text(span.slice(text)) for span in spans)))
