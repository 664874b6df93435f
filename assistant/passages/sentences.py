"""Where sentences begin and end, as spans of the canonical text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from assistant.documents.reading import LINK, SUPERSCRIPTS
from assistant.domain import NoteCall, Span, Spans

# Words whose full stop does not end a sentence, in English public documents.
_ABBREVIATIONS = frozenset(
    "eg ie etc cf al vs no nos para paras pp p s ss art reg ch fig vol ed eds dr mr mrs ms prof "
    "cllr cllrs rt hon st rev sir inc ltd co dept govt approx est tel ext jan feb mar apr jun jul "
    "aug sep sept oct nov dec".split()
)
# Of these, the ones that are words too: "no. 3" is one sentence, "No. The board decides" is two.
_BEFORE_NUMBERS = frozenset({"no", "art", "mar"})
_END = re.compile(
    rf"[.!?][\"'”’)\]*]*(?:[{SUPERSCRIPTS}]+|\[\d{{1,3}}\])*\*{{0,3}}"
    rf"(?:\s+(?=[\"'“‘(\[*]*[A-Z0-9£])|(?=[A-Z][a-z]))"
)
# Longer strings without a space are addresses or no words at all.
LONGEST_WORD = 200


def split_sentences(
    text: str, spans: Sequence[Span], calls: Sequence[NoteCall] = ()
) -> list[Spans]:
    """Return the sentences in ``spans``, each as one span or, over a page break, more.

    White space between sentences belongs to none. A sentence that lost the space before it
    ("system.Ensure") is still found; abbreviations and addresses are not taken for ends. ``calls``
    are the calls of notes in the whole text, whose marks may stick to the end of a sentence.
    """
    flat, starts = [], []
    length = 0
    for span in spans:
        starts.append(length)
        flat.append(_with_raised(text, span, calls))
        length += span.end - span.start + 1
    joined = " ".join(flat)
    return [
        mapped
        for start, end in _ranges(joined)
        if (mapped := _map_back(text, start, end, spans, starts))
    ]


def _with_raised(text: str, span: Span, calls: Sequence[NoteCall]) -> str:
    """Return a slice with the marks of notes as raised figures, whatever they stand as."""
    raw = span.slice(text)
    first = bisect_left(calls, span.start, key=lambda call: call.span.start)
    for call in islice(calls, first, None):
        if call.span.end > span.end:
            break
        start, end = call.span.start - span.start, call.span.end - span.start
        raw = raw[:start] + SUPERSCRIPTS[0] * (end - start) + raw[end:]
    return raw


def _ranges(joined: str) -> list[tuple[int, int]]:
    ranges, start = [], 0
    links = [link.span() for link in LINK.finditer(joined)]
    for found in _END.finditer(joined):
        place = bisect_left(links, (found.start(), 0)) - 1
        linked = place >= 0 and found.start() < links[place][1]
        if not linked and _ends_sentence(joined, found):
            ranges.append((start, found.end()))
            start = found.end()
    ranges.append((start, len(joined)))
    return ranges


def _ends_sentence(joined: str, found: re.Match[str]) -> bool:
    before = joined[max(0, found.start() - LONGEST_WORD) : found.start()].split()
    spaced = joined[found.start() - 1 : found.start()].isspace()
    word = before[-1].lstrip("(\"'“‘[*").lower() if before and not spaced else ""
    glued = not found.group()[-1].isspace()
    if joined[found.start()] != ".":
        return not glued
    if glued:
        if re.match(r"\S*@", joined[found.end() : found.end() + LONGEST_WORD]):
            return False
        return not re.search(r"[@/]|^www|^\d|\.", word) and len(word) > 1
    stem = word.rsplit(".", 1)[-1] if "." in word else word
    if stem in _BEFORE_NUMBERS and not joined[found.end() : found.end() + 1].isdigit():
        return True
    initial = len(stem) == 1 and stem.isalpha()
    return stem not in _ABBREVIATIONS and not initial


def _map_back(
    text: str, start: int, end: int, spans: Sequence[Span], starts: Sequence[int]
) -> Spans:
    """Return the canonical spans of a range of the joined text, trimmed of white space."""
    mapped = []
    for span, offset in zip(spans, starts, strict=True):
        first = span.start + max(start - offset, 0)
        last = span.start + min(end - offset, span.end - span.start)
        if first < last and (trimmed := trim(text, Span(first, last))):
            mapped.append(trimmed)
    return tuple(mapped)


def trim(text: str, span: Span) -> Span | None:
    """Return ``span`` without white space at its ends, or none where nothing is left."""
    words = span.slice(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None
