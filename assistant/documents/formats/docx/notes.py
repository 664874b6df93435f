"""Footnotes and endnotes of a Word document: their marks, in the order in which they are called."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

from assistant.documents.formats.docx.names import W, child, integer, value
from assistant.documents.formats.docx.numbering import number_as

FOOTNOTE, ENDNOTE = "footnote", "endnote"
# How Word numbers them where the document does not say.
_DEFAULT_FORM = {FOOTNOTE: "decimal", ENDNOTE: "lowerRoman"}
# Lines that part notes from the text, and the like.
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class Called:
    """A note that the text calls: kind and id, the mark as printed, the element with its words."""

    key: tuple[str, str]
    mark: str
    element: _Element


@dataclass(slots=True)
class Notes:
    """The notes of a document by kind and id, and those that were called so far."""

    texts: dict[tuple[str, str], _Element]
    forms: dict[str, str]
    starts: dict[str, int]
    counts: dict[str, int] = field(default_factory=dict)
    called: dict[tuple[str, str], Called] = field(default_factory=dict)

    def call(self, kind: str, note_id: str, own_mark: str) -> str:
        """Return the mark to print where a note is called; nothing where there is no such note."""
        element = self.texts.get((kind, note_id))
        if element is None:
            return ""
        key = (kind, note_id)
        if key not in self.called:
            self.counts[kind] = self.counts.get(kind, -1) + 1
            number = self.starts[kind] + self.counts[kind]
            mark = own_mark or number_as(self.forms[kind], number)
            self.called[key] = Called(key, mark, element)
        return self.called[key].mark

    def in_order(self) -> list[Called]:
        """Return the notes called, footnotes before endnotes."""
        return [
            called
            for kind in (FOOTNOTE, ENDNOTE)
            for key, called in self.called.items()
            if key[0] == kind
        ]


def read_notes(
    roots: dict[str, _Element | None], body: _Element, settings: _Element | None
) -> Notes:
    """Return the notes in the parts ``roots``, by kind; numbered as the document says."""
    notes = Notes({}, {}, {})
    for kind, root in roots.items():
        how = next(body.iter(f"{W}{kind}Pr"), None)
        how = child(settings, f"{kind}Pr") if how is None else how
        notes.forms[kind] = value(child(how, "numFmt")) or _DEFAULT_FORM[kind]
        notes.starts[kind] = integer(value(child(how, "numStart")), 1)
        for element in () if root is None else root.iter(f"{W}{kind}"):
            if element.get(f"{W}type") not in _NO_NOTES:
                notes.texts[kind, element.get(f"{W}id", "")] = element
    return notes
