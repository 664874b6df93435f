"""What stands on a page but says nothing: footers, contents lists, broken fields, empty rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.documents.numerals import ROMAN
from assistant.documents.structure.lines import Line, Mark
from assistant.domain import BlockKind

_JUNK = re.compile(
    r"^\W*(?:page\s+\d+(?:\s+of\s+\d+)?|\d{1,4}\s*\|\s*page|error!\s.*|©.{0,80}|\|?[\s|:\-–—_=]+)\W*$",
    re.IGNORECASE,
)
# Longer lines say something; and no pattern is tried on a line without end.
MAX_JUNK = 400
_PAGE_NUMBER = re.compile(r"^\W*\d{1,4}\W*$")
_CONTENTS_TITLE = re.compile(r"^\W*(?:table of )?contents\W*$", re.IGNORECASE)
_LEADER = re.compile(rf"(?:\.\s?){{4,}}\s*(?:\d+|{ROMAN})?\s*$", re.IGNORECASE)
_CONTENTS_ENTRY = re.compile(
    rf"^.{{1,150}}?(?:[\t .]+(?:\d{{1,4}}|{ROMAN})|error!.*)\s*$", re.IGNORECASE
)
_ENTRY_END = re.compile(rf"(?:[\t .]+(?:\d{{1,4}}|{ROMAN})|[\s.]*error!.*|[\s.]+)\s*$", re.I)
# So many lines at either edge of a page may be running ones, which stand on so many pages.
EDGE_LINES, MIN_REPEATS = 2, 3
_FIGURES = re.compile(r"\d+")
# A shorter title may be any word of the text.
MIN_TITLE = 4


def is_junk(text: str) -> bool:
    """Say whether a line is a page footer, a broken field, a rule or a copyright line."""
    return len(text) <= MAX_JUNK and bool(_JUNK.match(text))


def furniture_lines(lines: Sequence[Line]) -> Mapping[int, BlockKind]:
    """Return the places, among ``lines``, of furniture and of contents lists, with which it is.

    A contents list runs from its title, or from a line with dot leaders, for as long as each
    line ends in a page number or a broken page field.
    """
    found: dict[int, BlockKind] = {}
    running = _running(lines)
    in_contents = False
    for place, line in enumerate(lines):
        if line.blank:
            continue
        if line.furniture or place in running:
            found[place] = BlockKind.FURNITURE
        elif _lists_contents(lines, place, in_contents):
            in_contents = True
            found[place] = BlockKind.CONTENTS
        else:
            in_contents = False
            empty = line.mark is Mark.ROW and _empty_row(line.text)
            if is_junk(line.text) or empty or _numbers_page(lines, place):
                found[place] = BlockKind.FURNITURE
    return found


def _running(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that repeat, figures apart, as first or last of pages with form feeds."""
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    pages = 0
    page: list[int] = []
    for place, line in enumerate(lines):
        if not line.blank:
            page.append(place)
        if line.ends_page or place == len(lines) - 1:
            for edge in dict.fromkeys([*page[:EDGE_LINES], *page[-EDGE_LINES:]]):
                places[_FIGURES.sub("#", title_key(lines[edge].text))][pages].append(edge)
            page = []
            pages += 1
    return frozenset(
        place
        for shape, by_page in places.items()
        if shape and len(by_page) >= MIN_REPEATS
        for alike in by_page.values()
        for place in alike
    )


def _lists_contents(lines: Sequence[Line], place: int, in_contents: bool) -> bool:
    text = lines[place].text
    if (_CONTENTS_TITLE.match(text[:MAX_JUNK]) and _entries_follow(lines, place)) or _leads(text):
        return True
    return in_contents and (_is_entry(text) or _entry_wraps(lines, place))


def _leads(text: str) -> bool:
    """Say whether a line ends in dots that lead to its page."""
    return bool(_LEADER.search(text[-MAX_JUNK:]))


def _is_entry(text: str) -> bool:
    return len(text) <= MAX_JUNK and bool(_CONTENTS_ENTRY.match(text))


def _next_visible(lines: Sequence[Line], place: int) -> Line | None:
    return next((lines[p] for p in range(place + 1, len(lines)) if not lines[p].blank), None)


def _numbers_page(lines: Sequence[Line], place: int) -> bool:
    """Say whether a bare number is the first or the last line of a page."""
    if not _PAGE_NUMBER.match(lines[place].text[:MAX_JUNK]):
        return False
    for later in range(place, len(lines)):
        if lines[later].ends_page:
            return True
        if later > place and not lines[later].blank:
            break
    for earlier in range(place - 1, -1, -1):
        if lines[earlier].ends_page or not lines[earlier].blank:
            return lines[earlier].ends_page
    return False


def _entry_wraps(lines: Sequence[Line], place: int) -> bool:
    """Say whether an entry of a contents list begins here and ends with its number one line on."""
    following = _next_visible(lines, place)
    return following is not None and _leads(following.text)


def _entries_follow(lines: Sequence[Line], place: int) -> bool:
    """Say whether the next visible line reads as an entry of a contents list."""
    entry = _next_visible(lines, place)
    return entry is not None and (_leads(entry.text) or _is_entry(entry.text))


def _empty_row(text: str) -> bool:
    return not re.sub(r"[\s|\-:•*]", "", text)


def title_key(text: str) -> str:
    """Return what of a heading's words its entry in a contents list shares with it."""
    return " ".join(re.findall(r"\w+", text.lower()))


def contents_titles(furniture: Sequence[Line]) -> frozenset[str]:
    """Return the titles that a contents list names, as `title_key` gives them.

    An entry may take up two lines, of which the second ends in the number.
    """
    titles: set[str] = set()
    before = ""
    for line in furniture:
        entry = _leads(line.text) or _is_entry(line.text)
        words = _ENTRY_END.sub("", line.text[:MAX_JUNK])
        if entry:
            titles.update({title_key(words), title_key(f"{before} {words}")})
        before = "" if entry else words
    return frozenset(title for title in titles if len(title) > MIN_TITLE)
