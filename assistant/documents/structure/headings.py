"""Which short lines are headings, where the source has lost its heading marks."""

from __future__ import annotations

import re

from assistant.documents.reading import reading_text

# A heading is a label: longer lines without a full stop are list items or broken sentences.
MAX_WORDS = 20
MAX_ANNEX_WORDS = 35
MAX_QUESTION_WORDS = 14
MAX_COLON_WORDS = 3

# A note's mark may stick to the end of a sentence.
_SENTENCE_END = re.compile(r"[.;!,][\"”’)\]*]*$|(?<=[a-z)])[.!][\"”’)]*\d{1,2}$")
_NOT_LABEL = re.compile(
    r"https?://|www\.|\S@\S|^[(<]|^[\"“‘'].*[\"”’']$|^\W*$|^[a-z]|^[A-Z][:.]\s|^\d{1,2}:\d\d"
    # A telephone number, a resolution.
    r"|\b0\d{2,4}[ \d]{6,}|^That\b"
)
# Words that no label ends on, unlike the "A" of an annex or the "for" of a question.
_UNFINISHED = re.compile(
    r"\b(?:a|an|the|and|or|of|by|from|with|their|its|our|following|must|shall|should|will|may)$"
)
# Where a picture is from, and what a title page says of the publication itself.
_PARTICULARS = re.compile(
    r"^(?:sources?|graphic|image|photo(?:graph)?|picture|diagram|illustration|credit)\s*"
    r"(?::|©|(?:from|by|courtesy)\b)"
    r"|^version\s+\d|^(?:\w+\s+){0,2}(?:classification|reference|isbn)(?:\s+number)?:\s",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\s+\d{4}$",
    re.IGNORECASE,
)
_DATE_OR_NUMBER = re.compile(r"^[\d\s£%.,:/–-]+$")
ANNEX = re.compile(r"^(?P<name>(?:Annex|Appendix|Schedule)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b)")
_CHAPTER = re.compile(
    r"^(?:Annex|Appendix|Schedule|Chapter|Part|Section)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b"
    r"|^(?:References|Notes|Footnotes|Endnotes|Bibliography|Glossary)$",
    re.IGNORECASE,
)


def looks_like_heading(raw: str, *, list_follows: bool = False) -> bool:
    """Say whether a paragraph that stands alone reads as a heading.

    A line that ends in a colon is a heading unless a list follows, for then it leads that in.
    """
    text = reading_text(raw)
    words = len(text.split())
    most = MAX_ANNEX_WORDS if ANNEX.match(text) else MAX_WORDS
    if not text or (words > most and not text.isupper()) or _SENTENCE_END.search(text):
        return False
    if any(shape.search(text) for shape in (_NOT_LABEL, _PARTICULARS, _UNFINISHED)):
        return False
    if _DATE_OR_NUMBER.match(text):
        return False
    if text.endswith("?"):
        return words <= MAX_QUESTION_WORDS or text.isupper()
    if text.endswith(":"):
        return not list_follows and words <= MAX_COLON_WORDS
    return True


def is_date(text: str) -> bool:
    """Say whether a line is a date and nothing else, as on a title page."""
    return bool(_DATE.match(reading_text(text)))


def is_chapter(title: str) -> bool:
    """Say whether a heading opens a main division, by what such divisions are usually called."""
    return bool(_CHAPTER.match(title)) or (title.isupper() and len(title) > 3)


def annex_name(title: str) -> str | None:
    """Return ``Annex A`` of ``Annex A: Mental health``, or none."""
    found = ANNEX.match(title)
    return found["name"] if found else None
