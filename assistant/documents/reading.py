"""Canonical text to reading text: a slice as a person is shown it, the conversion's marks off.

Nothing here changes a word. Only what is not wording goes: emphasis and link markup, tags, note
marks stuck to a word, invisible characters, line breaks; and what a document's repairs say of
broken words, of marks that only the page's layout tells apart, and of the cells of a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from assistant.domain import Document, Repair, Span

SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"

LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\]\((?:#|https?:[^()\s]*|[^()\s]*)\)")
_AUTOLINK = re.compile(r"(?<!\\)<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"(?<!\\)</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"\*{2,}|(?<![\w*\\])\*(?=[^\s*])|(?<=[^\s*\\])\*(?![\w*])")
# A raised figure that is a power ("km²", "10⁶") calls no note.
RAISED = rf"(?<=\S)(?<!\dm)(?<!\bm)(?<![ckm]m)(?<!\b10)(?<!\b2)[{SUPERSCRIPTS}]+"
_NOTE_MARK = re.compile(rf"{RAISED}|(?<=[^\s\[(])\[(?:\d{{1,3}}|\^[^\]\s]{{1,20}})\](?!\()")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>])")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
# Text without any of these has no marks to take off.
_MARKED = re.compile(rf"[*<\[\\\t{SUPERSCRIPTS}\x7f]|{_INVISIBLE.pattern}")
_SPACE = re.compile(r"\s+")


def reading_text(raw: str) -> str:
    """Return ``raw``, a slice of canonical text, as a person would read it."""
    raw = raw.translate(_LIGATURES)
    if not _MARKED.search(raw):
        return _SPACE.sub(" ", raw).strip()
    text = _INVISIBLE.sub("", raw)
    text = LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    text = _NOTE_MARK.sub("", text)
    text = _EMPHASIS.sub("", text)
    text = _ESCAPE.sub(r"\1", text)
    return _SPACE.sub(" ", text.replace("\t", " | ")).strip()


def read(document: Document, spans: Sequence[Span]) -> str:
    """Return the words of ``document`` at ``spans`` as one piece of reading text."""
    return as_read(document, _raw(document.text, spans, document.repairs))


def as_read(document: Document, raw: str) -> str:
    """Return a mended piece of a document's text as a person would read it."""
    if document.marked_up:
        return reading_text(raw)
    return _SPACE.sub(" ", _INVISIBLE.sub("", raw.translate(_LIGATURES))).strip()


def read_spans(text: str, spans: Sequence[Span], repairs: Sequence[Repair] = ()) -> str:
    """Return the slices of a marked up ``text`` at ``spans`` as one piece of reading text."""
    return reading_text(_raw(text, spans, repairs))


def _raw(text: str, spans: Sequence[Span], repairs: Sequence[Repair]) -> str:
    """Return the slices of ``text`` at ``spans``, mended, in one piece.

    ``repairs`` are in order. One that reaches from the end of a span to the next joins the two
    without a space: a word was broken there.
    """
    pieces: list[str] = []
    before: Span | None = None
    for span in spans:
        if before and not joins(repairs, before, span):
            pieces.append(" ")
        pieces.append(mended(text, span, repairs))
        before = span
    return "".join(pieces)


def _first(repairs: Sequence[Repair], position: int) -> int:
    """Return the place of the first repair that ends after ``position``."""
    return bisect_left(repairs, position + 1, key=lambda repair: repair.span.end)


def joins(repairs: Sequence[Repair], before: Span, after: Span) -> bool:
    """Say whether a word was broken where one span ends and the next begins."""
    place = _first(repairs, before.end - 1)
    if place == len(repairs):
        return False
    gap = repairs[place].span
    return gap.start <= before.end and after.start <= gap.end


def mended(text: str, span: Span, repairs: Sequence[Repair]) -> str:
    """Return a slice with the repairs in it made, its marks still on.

    A repair that begins before the slice says nothing in it.
    """
    pieces, position = [], span.start
    for repair in islice(repairs, _first(repairs, span.start), None):
        if repair.span.start >= span.end:
            break
        pieces.append(text[position : max(position, repair.span.start)])
        if repair.span.start >= span.start:
            pieces.append(repair.reads)
        position = min(repair.span.end, span.end)
    pieces.append(text[position : span.end])
    return "".join(pieces)
