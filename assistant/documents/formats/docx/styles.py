"""Paragraph styles: what a paragraph has from its style and from those that it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from assistant.documents.formats.docx.names import W, child, integer, switched_on, value

# A chain of styles this long runs in a circle.
_MAX_CHAIN = 30
# Word's outline has levels 0 to 8; 9 means body text.
BODY_TEXT = 9

_TITLE = "title"
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc(?: \d| heading)|table of (?:figures|authorities)|contents heading")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, with what it has from the styles it is based on."""

    level: int | None = None
    """Of a heading, from 1."""
    title: bool = False
    """Whether its paragraphs are the document's title, above all headings."""
    contents: bool = False
    """Whether its paragraphs are those of a contents list."""
    list_id: str = ""
    list_level: int | None = None
    list_style: str = ""
    """The id of the style that says which list."""
    left: int | None = None
    hidden: bool = False


def read_styles(root: _Element | None) -> dict[str, Style]:
    """Return the paragraph styles by id; the default one also by the empty id."""
    if root is None:
        return {}
    elements = {
        e.get(f"{W}styleId", ""): e
        for e in root.iter(f"{W}style")
        if e.get(f"{W}type", "paragraph") == "paragraph"
    }
    made = {name: _style(elements, name) for name in elements}
    default = next((n for n, e in elements.items() if e.get(f"{W}default") in ("1", "true")), "")
    return {"": made.get(default, Style()), **made}


def _style(elements: dict[str, _Element], name: str) -> Style:
    chain: list[tuple[str, _Element]] = []
    while name in elements and len(chain) < _MAX_CHAIN:
        chain.append((name, elements[name]))
        name = value(child(elements[name], "basedOn"))
    names = [value(child(element, "name")).lower() for _, element in chain]
    properties = [(own, child(element, "pPr")) for own, element in chain]
    listed = next(
        ((own, n) for own, p in properties if (n := child(p, "numPr")) is not None), ("", None)
    )
    numbers = listed[1]
    level = value(child(numbers, "ilvl"))
    return Style(
        level=_heading_level(names, [p for _, p in properties]),
        title=names[:1] == [_TITLE],
        contents=bool(names) and bool(_CONTENTS.fullmatch(names[0])),
        list_id=value(child(numbers, "numId")),
        list_level=integer(level, 0) if level else None,
        list_style=listed[0],
        left=next((x for _, p in properties if (x := left_indent(p)) is not None), None),
        hidden=any(switched_on(child(child(e, "rPr"), "vanish")) for _, e in chain),
    )


def _heading_level(names: list[str], properties: list[_Element | None]) -> int | None:
    for name, own in zip(names, properties, strict=True):
        outline = outline_level(own)
        if outline is not None:
            return outline + 1 if outline < BODY_TEXT else None
        if name == _TITLE:
            return 1
        if found := _HEADING.fullmatch(name):
            return int(found[1])
    return None


def outline_level(properties: _Element | None) -> int | None:
    """Return the outline level that paragraph properties name, from 0."""
    said = value(child(properties, "outlineLvl"))
    return integer(said, BODY_TEXT) if said else None


def left_indent(properties: _Element | None) -> int | None:
    """Return how far paragraph properties set the words in, in twentieths of a point."""
    indent = child(properties, "ind")
    if indent is None:
        return None
    said = indent.get(f"{W}left") or indent.get(f"{W}start")
    return integer(said, 0) if said else None
