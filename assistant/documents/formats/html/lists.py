"""The numbers that a browser prints before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml.etree import _Element

from assistant.documents.formats.html.page import tag
from assistant.documents.formats.notation import BULLET, TYPED_NUMBER
from assistant.documents.numerals import letters, roman

_NUMBER = re.compile(r"\s*[-+]?\d{1,6}")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*[^;]*?([a-z]+(?:-[a-z]+)*)\s*(?:;|$)")

_FORMATS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
_STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "",
    "disc": "",
    "circle": "",
    "square": "",
}


def labels(element: _Element, items: Sequence[_Element]) -> list[str]:
    """Return what stands before each item of a list: a number with a full stop, or a bullet."""
    kind = _kind(element)
    if not kind:
        return [BULLET] * len(items)
    step = -1 if element.get("reversed") is not None else 1
    number = _integer(element.get("start"), len(items) if step < 0 else 1)
    made = []
    for item in items:
        number = _integer(item.get("value"), number)
        own = item.get("type") or ""
        made.append(f"{_FORMATS.get(own, _FORMATS[kind])(number)}.")
        number += step
    return made


def own_marks(items: Sequence[_Element]) -> bool:
    """Say whether the author typed a number before each item, so that none is printed."""
    return bool(items) and all(
        TYPED_NUMBER.match("".join(str(text) for text in item.itertext())) for item in items
    )


def _kind(element: _Element) -> str:
    """Return the type of a list's numbers as HTML names it; nothing for bullets."""
    style = _STYLE.search((element.get("style") or "").lower())
    kind = _STYLES.get(style[1]) if style else None
    if kind is not None:
        return kind
    if tag(element) != "ol":
        return ""
    said = element.get("type") or "1"
    return said if said in _FORMATS else "1"


def _integer(said: str | None, otherwise: int) -> int:
    found = _NUMBER.match(said or "")
    return int(found[0]) if found else otherwise
