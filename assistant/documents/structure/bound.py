"""Documents bound into one, such as the reports of an agenda pack, found from their title pages.

A title page says which item of the agenda it is: “Agenda Item: 4”, by itself or before a title.
Words in a sentence that mention an item say it too; they stand in no such place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.catalogue import FoundPart
from assistant.documents.reading import reading_text
from assistant.domain import Page

# One title page alone makes no pack.
MIN_ITEMS = 2
# How far a title may stand from the item's number, in characters.
TITLE_REACH = 800
MAX_TITLE_WORDS = 30

_ITEM = re.compile(
    r"(?:^|(?<=\f))(?:[^\n*]{0,60}\*\*)?[ \t*#]*"
    r"agenda[ \t]+item[ \t]*(?:no\.?|number)?[ \t]*[:.]?[ \t]*"
    r"(?P<number>\d{1,3}[a-z]?)(?=[ \t]*(?:$|\*\*|[:–—-][ \t]))",
    re.IGNORECASE | re.MULTILINE,
)
_RUN = re.compile(r"\*{2,}|\n[ \t]*\n|\f")
# What a title page says beside its title: when, to whom, by whom.
_NO_TITLE = re.compile(
    r"^\W*$|^(?:report (?:of|by|to|from)|agenda item|meeting|date|title|subject)\b"
    r"|^\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}$|\b(?:committee|cabinet|council)$"
    r"|^purpose of",
    re.IGNORECASE,
)


def bound_parts(text: str, pages: Sequence[Page] = ()) -> tuple[FoundPart, ...]:
    """Return the parts whose title pages stand in ``text``, in order; none where it is no pack.

    Each begins with its title page, where pages are known.
    """
    found: list[FoundPart] = []
    last = 0
    for item in _ITEM.finditer(text):
        number = int(re.sub(r"\D", "", item["number"]))
        # An item named again belongs to the part that it opened.
        if number <= last:
            continue
        last = number
        name = f"Agenda item {item['number']}"
        start = next(
            (p.span.start for p in pages if p.span.start <= item.start() < p.span.end),
            item.start(),
        )
        found.append(FoundPart(_title(text, item.end()) or name, name, start))
    return tuple(found) if len(found) >= MIN_ITEMS else ()


def _title(text: str, start: int) -> str:
    """Return the first words after an item's number that can be a title."""
    for run in _RUN.split(text[start : start + TITLE_REACH]):
        # A title page without blank lines has its title on a line.
        for piece in (run, *run.split("\n")):
            words = reading_text(piece).strip(" :–—-#")
            if words and len(words.split()) <= MAX_TITLE_WORDS and not _NO_TITLE.search(words):
                return words
    return ""
