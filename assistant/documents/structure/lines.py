"""Canonical text to lines: where each begins, and the mark that it opens with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.documents.reading import SUPERSCRIPTS
from assistant.domain import Span, Spans


class Mark(StrEnum):
    """What a line opens with."""

    NONE = "none"
    HASH = "hash heading"
    DECIMAL = "decimal number"
    LETTERED = "letter, roman or bracketed number"
    BULLET = "bullet"
    NOTE = "note mark"
    ROW = "table row"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a person sees it: its place in the text, without the line break.

    What stands after ``indent`` is known only where the format tells more than its text does.
    """

    start: int
    end: int
    text: str
    mark: Mark
    number: str | None = None
    content: int = 0
    """Where the words begin, after the mark."""
    indent: int = 0
    ends_page: bool = False
    """Whether a form feed stands after it."""
    opens: bool = False
    """Whether it is set apart from the line above, as the first of a paragraph is."""
    turns: bool = False
    """Whether it is the first of a page or column, so that a sentence may go on in it."""
    goes_on: bool = False
    """Whether it goes on from the page or column before, by how both are set."""
    level: int | None = None
    """Of a heading that is shown as one; 0 is outermost."""
    furniture: bool = False
    figure: bool = False
    uncertain: bool = False
    cells: Spans = ()
    """Of a table row, blank ones as empty spans."""
    header: bool = False
    """Whether a row names the columns."""

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands on the line."""
        return not self.text.strip(_BLANK)


# One tab may stand after a bullet or indent a line; two make a row, were all cells but one blank.
MIN_ROW_TABS = 2

_BLANK = " \t\r\n\x0b\x0c\u00a0\u00ad\u200b\ufeff"
_BULLET = r"[-•*▪●◦‣–]"
_DECIMAL = re.compile(
    rf"^(?P<indent>[ \t\u00a0]*)(?:{_BULLET}[ \t]+)?(?:\*\*)?"
    r"(?P<number>\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?){0,4})(?P<stop>\.?)(?:\*\*)?[ \t\u00a0]+(?=\S)"
)
_LETTERED = re.compile(
    rf"^(?P<indent>[ \t\u00a0]*)(?:{_BULLET}[ \t]+)?(?:"
    r"\((?P<bracketed>\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z])\)|"
    r"(?P<closed>\d{1,3}|[a-z]|[ivxl]{1,6})\)\.?|"
    r"(?P<dotted>[a-z]|[ivxl]{1,6})\.)[ \t\u00a0]+(?=\S)"
)
_PLAIN_BULLET = re.compile(rf"^(?P<indent>[ \t\u00a0]*){_BULLET}[ \t\u00a0]+(?=\S)")
_HASH = re.compile(r"^(?P<indent> {0,3})(?P<hashes>#{1,6})[ \t]+(?=\S)")
_NOTE = re.compile(
    rf"^(?P<indent>[ \t]*)(?:\[(?P<plain>\d{{1,3}})\](?!\()|(?P<raised>[{SUPERSCRIPTS}]+)|"
    r"\[\^(?P<named>[^\]\s]{1,20})\]:)[ \t]*"
)
_PIPE_ROW = re.compile(rf"^[ \t]*(?:{_BULLET}[ \t]+)?\|")
# "as set out in section", and on the next line "27. It need not …".
_REFERS = re.compile(
    r"\b(?:paragraphs?|paras?\.?|sections?|regulations?|articles?|schedules?|parts?|chapters?|rules?|"
    r"annex(?:es)?|appendi(?:x|ces)|clauses?|pages?|notes?|items?|tables?|figures?|recommendations?|"
    r"and|or|to|of|in|at|by|under|see|than|aged|about|over|from|between)\s*$",
    re.IGNORECASE,
)
REACH_OF_REFERENCE = 40
_RAISED = str.maketrans(SUPERSCRIPTS, "1234567890")


def opening(text: str) -> tuple[Mark, str | None, int, int]:
    """Return mark, number, offset of the words and indent of one line."""
    if found := _HASH.match(text):
        return Mark.HASH, str(len(found["hashes"])), found.end(), 0
    found = _DECIMAL.match(text)
    # "30 people" opens a sentence; only "30." or "3.2" opens a paragraph.
    if found and (found["stop"] or "." in found["number"]):
        return Mark.DECIMAL, found["number"], found.end(), len(found["indent"])
    if found := _LETTERED.match(text):
        number = found["bracketed"] or found["closed"] or found["dotted"]
        return Mark.LETTERED, number, found.end(), len(found["indent"])
    if found := _PLAIN_BULLET.match(text):
        return Mark.BULLET, None, found.end(), len(found["indent"])
    if found := _NOTE.match(text):
        number = found["plain"] or found["named"] or found["raised"].translate(_RAISED)
        return Mark.NOTE, number, found.end(), 0
    indent = len(text) - len(text.lstrip())
    return Mark.NONE, None, indent, indent


def refers(before: str) -> bool:
    """Say whether a line ends so that a number at the start of the next is what it refers to."""
    return bool(_REFERS.search(before[-REACH_OF_REFERENCE:]))


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` in order, blank ones too; their spans exclude line breaks."""
    lines, start = [], 0
    for piece in text.splitlines(keepends=True):
        words = piece.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        mark, number, offset, indent = opening(words)
        tabbed = words.count("\t") >= MIN_ROW_TABS or "\t" in words.rstrip()[offset:]
        if _PIPE_ROW.match(words) or (tabbed and words.strip()):
            mark, number, offset = Mark.ROW, None, 0
        end, turns = start + len(words), "\f" in piece[len(words) :]
        lines.append(Line(start, end, words, mark, number, start + offset, indent, turns))
        start += len(piece)
    return lines


def lines_within(text: str, lines: Sequence[Line], part: Span) -> list[Line]:
    """Return the lines of ``text`` that stand in ``part``; one that it cuts is read anew."""
    found = []
    for line in lines:
        if part.start <= line.start and line.end <= part.end:
            # An empty line on the border belongs to the part that it opens.
            if line.start < part.end or line.end == len(text):
                found.append(line)
        elif max(line.start, part.start) < min(line.end, part.end):
            start = max(line.start, part.start)
            cut = split_lines(text[start : min(line.end, part.end)])
            found += [
                replace(piece, start=piece.start + start, end=piece.end + start,
                        content=piece.content + start)
                for piece in cut
            ]  # fmt: skip
    return found
