"""A drawing made fit to stand in a page: in its colours and typeface, and told in words."""

from __future__ import annotations

import re

from lxml import etree

INK, MUTED, GRID, FIRST, SECOND, THIRD = (f"#0{n}0{n}0{n}" for n in range(1, 7))
"""Drawn in colours that nobody would choose, each of which the page replaces by its own."""

_PAGE_COLOURS = {
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    GRID: "var(--line)",
    FIRST: "var(--first)",
    SECOND: "var(--second)",
    THIRD: "var(--third)",
}
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_FONT_FAMILY = re.compile(r"\s*font-family:[^;]*;?")
_REFERENCE = re.compile(r"url\(#([^)]*)\)")


def for_page(svg: bytes, name: str, title: str, said: str) -> str:
    """Return a drawing without what would reach beyond it, and with words for who cannot see it.

    ``name`` tells its identifiers from those of other drawings in the page.
    """
    root = etree.fromstring(svg)
    prefix = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    for element in [*root.iter(f"{_SVG}metadata"), *root.iter(f"{_SVG}style")]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    _own_ids(root, prefix)
    for element in root.iter(etree.Element):
        if style := element.get("style"):
            element.set("style", _page_style(style))
    for side in ("width", "height"):
        root.attrib.pop(side, "")
    for place, (tag, words) in enumerate((("title", title), ("desc", said))):
        child = etree.Element(f"{_SVG}{tag}", {"id": f"{prefix}-{tag}"})
        child.text = words
        root.insert(place, child)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title")
    root.set("aria-describedby", f"{prefix}-desc")
    return etree.tostring(root, encoding="unicode")


def _page_style(style: str) -> str:
    style = _FONT_FAMILY.sub("", style)
    for drawn, shown in _PAGE_COLOURS.items():
        style = style.replace(drawn, shown)
    return style


def _own_ids(root: etree._Element, prefix: str) -> None:
    """Keep only the identifiers that something refers to, and none that another drawing may have.

    Comments go too: they say nothing that the drawing does not.
    """
    etree.strip_tags(root, etree.Comment)
    used = {reference.lstrip("#") for e in root.iter() if (reference := e.get(_XLINK))}
    for element in root.iter():
        for key in element.attrib:
            used |= set(_REFERENCE.findall(element.get(key, "")))
    for element in root.iter():
        own = element.attrib.pop("id", "")
        if own in used:
            element.set("id", f"{prefix}-{own}")
        for key in element.attrib:
            value = element.get(key, "")
            if key == _XLINK:
                element.set(key, f"#{prefix}-{value.lstrip('#')}")
            else:
                element.set(key, _REFERENCE.sub(rf"url(#{prefix}-\1)", value))
