"""Where a question points at a place by its number: "paras 12-14", "Annex A item 6", "s.75"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.documents.numerals import roman_value

# What people write for each kind of place; the first word of each row is the usual one.
_KINDS = (
    "paragraph paragraphs para paras ¶",
    "item items",
    "note notes footnote footnotes endnote endnotes fn",
    "annex annexes annexe",
    "appendix appendices appx",
    "schedule schedules sched",
    "chapter chapters ch",
    "part parts",
    "section sections sec secs s ss §",
    "regulation regulations reg regs",
    "article articles art",
    "clause clauses",
    "rule rules",
    "table tables",
    "figure figures fig figs",
    "box boxes",
    "recommendation recommendations rec recs",
    "resolution resolutions",
    "question questions",
    "page pages p pp",
)
USUAL = {word: row.split()[0] for row in _KINDS for word in row.split()}
"""The usual name of each kind of place, by every word for it."""

PROVISIONS = frozenset(("section", "regulation", "article", "clause", "schedule", "part", "rule"))
"""Kinds of place that laws have."""

# A range that names more places than this is a slip or a whole document.
MAX_RANGE = 60

_NUMBER = r"\d+(?:\.\d+)*(?:[A-Za-z]{1,2}(?![a-z])\d*)?(?:\([0-9a-zA-Z]{1,4}\))*"
# A letter names an annex; a small "a" is an article unless nothing follows that it could announce.
_LETTER = (
    r"(?<=\s)(?:[A-Z](?![\w'’])|[b-hj-z](?![\w'’])|a(?=\s*(?:[,.;:?!)]|$|of\b|in\b|item\b|para)))"
)
_FIRST = rf"(?:\[?(?:{_NUMBER})\]?|(?-i:{_LETTER})|(?-i:(?<=\s)[IVX]{{2,4}})\b)"
_JOIN = r"\s*(?:,\s*(?:and\s+)?|\band\b|&|\bor\b|\bto\b|[-–—])\s*"
# One-letter names such as "s" and "p" name a place only right before a figure.
_WORDS = "|".join(sorted((w for w in USUAL if len(w) > 2), key=lambda w: (-len(w), w)))
_SHORT = "|".join(sorted((w for w in USUAL if len(w) < 3), key=lambda w: (-len(w), w)))
_MENTION = re.compile(
    rf"(?<![\w'’.])(?:(?:agenda\s+)?(?P<kind>{_WORDS})\.?\s*(?:no\.?\s*|number\s+)?"
    rf"|(?P<short>{_SHORT})\.?\s?(?=\[?\d))"
    rf"(?P<labels>{_FIRST}(?:{_JOIN}\[?{_NUMBER}\]?(?![\w%]))*)(?![\w%]|\.\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"(?P<join>{_JOIN})?\[?(?P<label>{_NUMBER}|[A-Za-z]+)\]?", re.IGNORECASE)
# A law named right after one of its sections.
_LAW = re.compile(
    r"\s*(?:of|in|under|to)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w’'-]*|and|of|for|the|\([^)]*\)|,)"
    r"(?:\s+(?:[A-Z][\w’'-]*|and|of|for|the|\([^)]*\)|,))*?\s+(?:Act|Regulations|Order|Rules))\b"
    r"(?:\s+(?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class Law:
    """A law as a question names it."""

    name: str
    year: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One kind of place with the labels named, as ``paragraph`` with ``12`` to ``14``."""

    start: int
    end: int
    kind: str
    labels: tuple[str, ...]
    law: Law | None = None


def find_mentions(text: str) -> list[Mention]:
    """Return the places that ``text`` names by number, in order."""
    return [mention for found in _MENTION.finditer(text) if (mention := _mention(found))]


def label_key(label: str) -> str:
    """Return a label as it is compared: case-folded, a Roman numeral as a figure."""
    value = roman_value(label) if len(label) > 1 else 0
    return str(value) if value else label.casefold()


def _mention(found: re.Match[str]) -> Mention | None:
    written = found["kind"] or found["short"]
    # A code such as REC1234 is no recommendation; "S75" is a section.
    if len(written) > 2 and written.isupper() and found.start("labels") == found.end("kind"):
        return None
    kind = USUAL[written.lower()]
    law = _LAW.match(found.string, found.end()) if kind in PROVISIONS else None
    return Mention(
        found.start(),
        law.end() if law else found.end(),
        kind,
        _labels(found["labels"]),
        Law(law["name"].casefold(), law["year"] or "") if law else None,
    )


def _labels(written: str) -> tuple[str, ...]:
    """Return the labels of a list such as ``12, 14 and 16-18``, ranges counted out."""
    labels: dict[str, None] = {}
    last = ""
    for found in _LABEL.finditer(written):
        label = label_key(found["label"])
        ranged = last and (found["join"] or "").strip() in ("to", "-", "–", "—")
        for one in _between(last, label) if ranged else ():
            labels[one] = None
        labels[label] = None
        last = label
    return tuple(labels)


def _between(first: str, last: str) -> list[str]:
    """Return the labels between two, both left out: ``3.4`` and ``3.6`` have ``3.5`` between."""
    stem, _, start = first.rpartition(".")
    end = last.removeprefix(f"{stem}.") if stem else last
    if not (start.isdecimal() and end.isdecimal()):
        return []
    numbers = range(int(start) + 1, int(end))
    return [f"{stem}.{n}" if stem else str(n) for n in numbers] if len(numbers) < MAX_RANGE else []
