"""The words of a Word paragraph, as printed: fields' results, insertions, no deletions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from assistant.documents.formats.docx.names import (
    COMPATIBILITY,
    MATHS,
    W,
    child,
    switched_on,
    value,
)
from assistant.documents.formats.docx.notes import ENDNOTE, FOOTNOTE, Notes
from assistant.documents.formats.notation import call, clean, raised

_CONTENTS_FIELD = re.compile(r"\s*(?:TOC|TOA)\b", re.IGNORECASE)
# What is not part of a paragraph's own line: properties, codes, deletions, pictures, boxes.
_LEFT_OUT = frozenset(
    f"{W}{name}"
    for name in (
        "pPr rPr sdtPr sdtEndPr del moveFrom delText instrText delInstrText fldData drawing pict "
        "object txbxContent rt footnoteRef endnoteRef annotationRef separator commentReference"
    ).split()
)
_BREAKS = {"cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
# Characters of the fonts that Word takes signs from, where they mean something.
_SIGNS = {
    "symbol": {0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB0: "°", 0xAE: "→", 0xB4: "×"},
    "wingdings": {
        0xA7: "▪", 0xA8: "☐", 0x6F: "☐", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xE0: "→", 0x6C: "●",
    },
}  # fmt: skip
# Signs typed in such a font stand in this block (private use).
_SIGN_BLOCK = 0xF000


@dataclass(slots=True)
class Reader:
    """Reads paragraphs one after the other, for a field may run through several."""

    notes: Notes
    contents: frozenset[_Element] = frozenset()
    """The beginnings of fields that make a contents list and come to an end."""
    _fields: list[str] = field(default_factory=list)
    """Of the fields that are open, what stands here: instruction, result or contents list."""

    def words(self, paragraph: _Element) -> str:
        """Return the words of one paragraph; line breaks as line feeds, tabs as tabs."""
        said = "".join(self._within(paragraph))
        # An instruction runs over no paragraph's end; one that seems to has lost its own.
        while "instruction" in self._fields:
            self._fields.remove("instruction")
        return said

    def _within(self, element: _Element) -> Iterator[str]:
        for inner in chosen(element):
            if inner.tag in _LEFT_OUT:
                continue
            if inner.tag == f"{W}r":
                yield self._run(inner)
            elif inner.tag == f"{MATHS}t":
                yield self._shown(inner.text or "")
            else:
                yield from self._within(inner)

    def _run(self, run: _Element) -> str:
        properties = child(run, "rPr")
        hidden = switched_on(child(properties, "vanish"))
        own_mark = next(
            (
                "".join(t.text or "" for t in run.iter(f"{W}t")).strip()
                for e in run
                if e.get(f"{W}customMarkFollows") in ("1", "true", "on")
            ),
            "",
        )
        said = "" if hidden else "".join(self._leaf(e, own_mark, properties) for e in chosen(run))
        if hidden:
            self._follow_fields(run)
        up = value(child(properties, "vertAlign")) == "superscript"
        return raised(said) if up else said

    def _follow_fields(self, run: _Element) -> None:
        for mark in run.iter(f"{W}fldChar"):
            self._at_field(mark)

    def _leaf(self, element: _Element, own_mark: str, properties: _Element | None) -> str:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT:
            return ""
        name = tag.removeprefix(W)
        if name == "fldChar":
            return self._at_field(element)
        if name == "t":
            return "" if own_mark else self._shown(element.text or "")
        if name in _BREAKS:
            return self._shown(_BREAKS[name])
        if name == "br":
            return self._shown(" " if element.get(f"{W}type") in ("page", "column") else "\n")
        if name == "sym":
            return self._shown(_sign(element))
        if name in ("footnoteReference", "endnoteReference"):
            kind = FOOTNOTE if name.startswith(FOOTNOTE) else ENDNOTE
            if not self._visible():
                return ""
            mark = self.notes.call(kind, element.get(f"{W}id", ""), own_mark)
            return call(mark) if mark else ""
        return "".join(self._within(element))

    def _at_field(self, mark: _Element) -> str:
        match mark.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append("contents" if mark in self.contents else "instruction")
            case "separate" if self._fields and self._fields[-1] == "instruction":
                self._fields[-1] = "result"
            case "end" if self._fields:
                self._fields.pop()
        return ""

    def _visible(self) -> bool:
        return all(state == "result" for state in self._fields)

    def _shown(self, text: str) -> str:
        return clean(text).translate(_TYPED_SIGNS) if self._visible() else ""


_TYPED_SIGNS = {
    _SIGN_BLOCK + code: sign for known in reversed(_SIGNS.values()) for code, sign in known.items()
}


def _sign(element: _Element) -> str:
    """Return a character of a font of signs, as Unicode has it where that is known."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    font = element.get(f"{W}font", "").lower()
    low = code - _SIGN_BLOCK if code >= _SIGN_BLOCK else code
    known = _SIGNS.get(font, {}).get(low)
    return known or (chr(code) if 0 < code <= 0xFFFD and not 0xD800 <= code < 0xE000 else "")


def chosen(element: _Element) -> Iterator[_Element]:
    """Yield what stands in an element; of alternatives, the one that a present Word shows."""
    for inner in element:
        if inner.tag == f"{COMPATIBILITY}AlternateContent":
            options = [inner.find(f"{COMPATIBILITY}{name}") for name in ("Choice", "Fallback")]
            option = next((e for e in options if e is not None), None)
            if option is not None:
                yield from chosen(option)
        elif isinstance(inner.tag, str):
            yield inner


def contents_fields(body: _Element) -> frozenset[_Element]:
    """Return the beginnings of the fields that make a contents list and come to an end."""
    open_fields: list[tuple[_Element, list[str]]] = []
    found = []
    for element in body.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1][1].append(element.text or "")
        elif element.get(f"{W}fldCharType") == "begin":
            open_fields.append((element, []))
        elif element.get(f"{W}fldCharType") == "end" and open_fields:
            begin, code = open_fields.pop()
            if _CONTENTS_FIELD.match("".join(code)):
                found.append(begin)
    return frozenset(found)


def boxes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes anchored in a paragraph, those within one left to it."""
    for inner in chosen(paragraph):
        if inner.tag == f"{W}txbxContent":
            yield inner
        elif inner.tag not in (f"{W}del", f"{W}moveFrom"):
            yield from boxes(inner)
