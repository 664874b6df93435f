"""Notes of a web page: where they are called, which element holds each, which links lead back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.etree import _Element

from assistant.documents.formats.html.page import HEADINGS, role, tag

_MARK = re.compile(
    r"[\[(]?\s*(?:foot|end)?(?:note)?\s*(?P<mark>\d{1,3}|[ivxl]{1,6}|[a-z]|[*†‡§¶])\s*[\])]?\.?",
    re.IGNORECASE,
)
_NOTE_NAME = re.compile(r"^_?(?:fn|ftn|edn|foot|end|note|n\d|ref|cite|r\d)", re.IGNORECASE)
_NOTES_CLASS = re.compile(r"(?:^|[-_\s])(?:foot|end)notes?(?:$|[-_\s])", re.IGNORECASE)
_NOTES_TITLE = re.compile(r"\W*(?:foot|end)?notes\W*|\W*references\W*", re.IGNORECASE)
_BACK_CLASS = re.compile(r"backlink|backref|reversefootnote", re.IGNORECASE)
_ARROWS = re.compile(r"[\W_]*")
_HOLDERS = frozenset({"li", "p", "dd", "div", "aside", "tr"})
# Around the mark of a call stand at most a sup and a span.
_CALL_NESTING = 3


@dataclass(frozen=True, slots=True)
class Notes:
    """What the links of a page say of its notes: marks by the element that calls or holds one."""

    calls: dict[_Element, str]
    texts: dict[_Element, str]
    back: frozenset[_Element]
    raised: bool
    """Whether the page has raised numbers that are no links."""


def find_notes(root: _Element) -> Notes:
    """Return the notes of a page, as far as links and roles tell."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    places = {element: place for place, element in enumerate(elements)}
    named: dict[str, _Element] = {}
    for element in elements:
        for name in filter(None, (element.get("id"), element.get("name"))):
            named.setdefault(name, element)
    links = [
        (link, named[name])
        for link in elements
        if tag(link) == "a" and (name := _fragment(link)) in named
    ]
    calls, targets = {}, {}
    for link, target in links:
        mark = _mark(link)
        if mark and places[target] > places[link] and _calls(link):
            calls[link] = mark
            targets[link] = target
    known = {around for link in calls for around in _around(link)}
    texts = _holders(calls, targets)
    back = {
        link
        for link, target in links
        if places[target] < places[link]
        and (
            target in known or (_shows_back(link) and any(e in texts for e in link.iterancestors()))
        )
    }
    back |= {link for link in elements if tag(link) == "a" and _says_back(link)}
    sups = any(tag(e) == "sup" and _mark(e) and not e.findall(".//a") for e in elements)
    return Notes(calls, texts, frozenset(back - set(calls)), sups)


def lists_notes(notes: Notes, element: _Element) -> bool:
    """Say whether a numbered list is one of notes that no link leads to."""
    around = [element, *element.iterancestors()][:_CALL_NESTING]
    if any(role(e) == "doc-endnotes" or _NOTES_CLASS.search(e.get("class") or "") for e in around):
        return True
    if not notes.raised:
        return False
    title = next(element.itersiblings(*HEADINGS, preceding=True), None)
    return title is not None and bool(_NOTES_TITLE.fullmatch(words_of(title)))


def words_of(element: _Element) -> str:
    """Return all the words within an element."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _fragment(link: _Element) -> str:
    return unquote((link.get("href") or "").partition("#")[2])


def _mark(element: _Element) -> str:
    found = _MARK.fullmatch(words_of(element))
    return found["mark"] if found else ""


def _calls(link: _Element) -> bool:
    """Say whether a link whose words are a mark calls a note, by how it looks or is named."""
    return (
        link.get("rel") == "footnote"
        or role(link) == "doc-noteref"
        or any(tag(e) == "sup" for e in (*link.iterancestors(), *link.iterdescendants()))
        or words_of(link).startswith(("[", "("))
        or bool(_NOTE_NAME.match(_fragment(link)))
    )


def _says_back(link: _Element) -> bool:
    return role(link) == "doc-backlink" or bool(_BACK_CLASS.search(link.get("class") or ""))


def _shows_back(link: _Element) -> bool:
    return bool(_mark(link) or _ARROWS.fullmatch(words_of(link)))


def _around(link: _Element) -> Iterator[_Element]:
    yield link
    yield from link.iterdescendants()
    for place, above in enumerate(link.iterancestors()):
        if place < _CALL_NESTING and tag(above) in ("sup", "span"):
            yield above


def _holders(calls: dict[_Element, str], targets: dict[_Element, _Element]) -> dict[_Element, str]:
    """Return the elements that hold one note each, with its mark."""
    marks: dict[_Element, set[str]] = {}
    for link, target in targets.items():
        holder = next((e for e in (target, *target.iterancestors()) if tag(e) in _HOLDERS), None)
        if holder is not None and not any(e in calls for e in holder.iter("a")):
            marks.setdefault(holder, set()).add(calls[link])
    return {holder: next(iter(said)) for holder, said in marks.items() if len(said) == 1}
