"""Word's automatic numbering: what is printed before a paragraph (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from assistant.documents.formats.docx.names import W, child, integer, switched_on, value
from assistant.documents.formats.notation import BULLET, clean
from assistant.documents.numerals import ordinal, repeated_letters, roman

LEVELS = 9
# How many definitions may lead to one another before they are taken to run in a circle.
_MAX_LINKS = 10
# How far Word sets each level in where the document does not say; twentieths of a point.
_INDENT_STEP = 360

_PLACEHOLDER = re.compile(r"%([1-9])")
_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": repeated_letters,
    "upperLetter": lambda number: repeated_letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": ordinal,
    "decimalZero": lambda number: f"{number:02d}",
    "none": lambda number: "",
}


def number_as(form: str, number: int) -> str:
    """Return a number in one of Word's formats; in decimal for a format that is not known."""
    return _FORMATS.get(form, str)(number)


@dataclass(frozen=True, slots=True)
class Level:
    """How paragraphs of one level of a list are numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """The number of levels whose paragraphs restart it; none means all that are shallower."""
    legal: bool = False
    """Whether the numbers of all levels are printed in decimal."""
    style: str = ""
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph: `BULLET`, a number, or nothing."""

    text: str
    left: int
    """How far the words stand in, in twentieths of a point."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their counters, which go on from paragraph to paragraph."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By abstract list, then by level from 0."""
    lists: dict[str, str] = field(default_factory=dict)
    """The abstract list of each list."""
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    """Where a list begins again the first time that it is used."""
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level(self, list_id: str, level: int) -> Level | None:
        """Return how a level of a list is numbered, or none where no such list is defined."""
        own = self.overrides.get(list_id, {}).get(level)
        return own or self.levels.get(self.lists.get(list_id, ""), {}).get(level)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level of a list that belongs to a paragraph style."""
        levels = self.levels.get(self.lists.get(list_id, ""), {})
        found = (place for place, level in levels.items() if style and level.style == style)
        return next(found, None)

    def next(self, list_id: str, level: int) -> Label | None:
        """Count one more paragraph; return what is printed before it, or none for no list."""
        how = self.level(list_id, level)
        if how is None:
            return None
        abstract = self.lists[list_id]
        counters = self._counters.setdefault(abstract, {})
        start = self.starts.get(list_id, {}).get(level)
        if start is not None and (list_id, level) not in self._begun:
            counters[level] = start
        else:
            counters[level] = counters[level] + 1 if level in counters else how.start
        self._begun.add((list_id, level))
        for deeper in [place for place in counters if place > level]:
            if self._restarts(list_id, deeper, level):
                del counters[deeper]
        left = how.left if how.left is not None else _INDENT_STEP * (level + 1)
        return Label(self._printed(list_id, how, counters), left)

    def _restarts(self, list_id: str, deeper: int, level: int) -> bool:
        how = self.level(list_id, deeper)
        return how is None or how.restart is None or level < how.restart

    def _printed(self, list_id: str, how: Level, counters: dict[int, int]) -> str:
        if how.form == "bullet":
            return BULLET

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = self.level(list_id, place) or Level()
            # A level above that no paragraph has used yet stands one before its start.
            count = counters.get(place, other.start - 1)
            return number_as("decimal" if how.legal else other.form, count)

        return " ".join(clean(_PLACEHOLDER.sub(number, how.text)).split())


def read_numbering(root: _Element | None) -> Numbering:
    """Return the lists that a document defines, by the root of its numbering part."""
    if root is None:
        return Numbering()
    abstracts = {e.get(f"{W}abstractNumId", ""): e for e in root.iter(f"{W}abstractNum")}
    nums = {e.get(f"{W}numId", ""): e for e in root.iter(f"{W}num")}
    of_style = {
        style: name
        for name, element in abstracts.items()
        if (style := value(child(element, "styleLink")))
    }
    made = Numbering()
    for name, element in abstracts.items():
        made.levels[name] = {
            integer(e.get(f"{W}ilvl"), 0): _level(e) for e in element.iter(f"{W}lvl")
        }
    for list_id, element in nums.items():
        name = value(child(element, "abstractNumId"))
        made.lists[list_id] = _linked(abstracts, of_style, name)
        for override in element.iter(f"{W}lvlOverride"):
            level = integer(override.get(f"{W}ilvl"), 0)
            start = child(override, "startOverride")
            if start is not None:
                made.starts.setdefault(list_id, {})[level] = integer(value(start), 1)
            if (own := child(override, "lvl")) is not None:
                made.overrides.setdefault(list_id, {})[level] = _level(own)
    return made


def _linked(abstracts: dict[str, _Element], of_style: dict[str, str], name: str) -> str:
    """Return the definition that another one, which only names a list style, stands for."""
    for _ in range(_MAX_LINKS):
        style = value(child(abstracts.get(name), "numStyleLink"))
        if style not in of_style:
            break
        name = of_style[style]
    return name


def _level(element: _Element) -> Level:
    restart = value(child(element, "lvlRestart"))
    indent = child(child(element, "pPr"), "ind")
    left = None
    if indent is not None:
        left = integer(indent.get(f"{W}left") or indent.get(f"{W}start"), 0)
    return Level(
        form=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")),
        start=integer(value(child(element, "start")), 1),
        restart=integer(restart, 0) if restart else None,
        legal=switched_on(child(element, "isLgl")),
        style=value(child(element, "pStyle")),
        left=left,
    )
