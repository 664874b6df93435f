"""The path of headings above each block, and how a reader would say where a block stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.documents.numerals import ordinal
from assistant.documents.reading import read
from assistant.documents.structure.headings import annex_name, is_chapter
from assistant.domain import Block, BlockKind, Document, Span

# Deeper paths than this come from runs of labels, not from structure.
MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on the path: its words, its place, and its level where the source shows one."""

    text: str
    span: Span
    level: int | None
    chapter: bool
    time: int = 1
    """Which heading of these words in its part it is, from 1."""

    @property
    def name(self) -> str:
        """The heading as a locator quotes it, told apart from earlier ones of the same words."""
        again = f" ({ordinal(self.time)} heading of that name)" if self.time > 1 else ""
        return f"“{self.text}”{again}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reading of a part has got to; each step returns a new one."""

    path: tuple[Heading, ...] = ()
    part: str = ""
    """The locator of the part; an annex that it ends with is not named a second time."""
    annex: str = ""
    number: str = ""
    """The paragraph number last seen under these headings."""
    item: str = ""
    """The number of the list item last seen under these headings."""
    seen: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Locators of numbered paragraphs given out in this part, to tell repeats apart."""
    restarts: int = 0
    unnumbered: int = 0
    """Unnumbered paragraphs since the last heading or number."""
    titles: tuple[str, ...] = ()
    """The words of all headings of this part so far."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The words of the path, outermost first."""
        return tuple(heading.text for heading in self.path)

    def under(
        self, document: Document, block: Block, following: Block | None, after_heading: bool
    ) -> Place:
        """Return the place after a heading."""
        words = read(document, block.content).rstrip(":")
        title = f"{block.number}. {words}" if block.number else words
        level = _level(block)
        chapter = bool(block.number and "." not in block.number) or is_chapter(words)
        titles = (*self.titles, title)
        heading = Heading(title, block.spans[0], level, chapter, titles.count(title))
        parent = following is not None and following.kind is BlockKind.HEADING
        path = _path(self.path, heading, parent=parent, after_heading=after_heading)
        annex = annex_name(words) or ("" if chapter else self.annex)
        annex = "" if self.part.endswith(annex) else annex
        return Place(path, self.part, annex, seen=self.seen, titles=titles)

    def at_number(self, number: str) -> tuple[Place, str]:
        """Return the place at a numbered paragraph, and its locator.

        Numbering that starts again with no heading before it has lost that heading: nothing is
        printed in its stead, and the locator says that this is another numbering.
        """
        restarted = number == "1" and bool({self.number, self.item} - {"", "1"})
        place = self
        if restarted:
            place = replace(self, path=(), restarts=self.restarts + 1)
        prefix = place.annex
        if place.restarts:
            prefix = f"after {place.annex or 'the paragraphs above'}, numbering begun again"
        elif (prefix, number) in place.seen and place.path:
            prefix = place.path[-1].name
        locator = f"{prefix}, paragraph {number}" if prefix else f"paragraph {number}"
        seen = place.seen | {(place.annex, number)}
        return replace(place, number=number, item="", seen=seen, unnumbered=0), locator

    def at_item(self, number: str) -> Place:
        """Return the place after a numbered item of a list, from which numbering may restart."""
        return replace(self, item=number)

    def at_paragraph(self) -> tuple[Place, str]:
        """Return the place at an unnumbered paragraph, and its locator."""
        place = replace(self, unnumbered=self.unnumbered + 1)
        count = ordinal(place.unnumbered)
        if self.number and not self.annex:
            return place, f"{count} unnumbered paragraph after paragraph {self.number}"
        return place, f"{self.here()}, {count} paragraph" if self.here() else f"{count} paragraph"

    def here(self) -> str:
        """Return the innermost heading as a locator."""
        if not self.path:
            return self.annex
        last = self.path[-1]
        if self.annex and annex_name(last.text):
            return self.annex
        return f"{self.annex}, {last.name}" if self.annex else last.name


def _path(
    path: tuple[Heading, ...], heading: Heading, *, parent: bool, after_heading: bool
) -> tuple[Heading, ...]:
    if heading.level is not None:
        return (*(h for h in path if h.level is not None and h.level < heading.level), heading)
    if heading.chapter:
        return (heading,)
    chapters = tuple(h for h in path if h.chapter)
    if after_heading:
        kept = path
    elif parent:
        kept = chapters
    else:
        kept = path[:-1] if path and not path[-1].chapter else path
    return (*kept[: MAX_DEPTH - 1], heading)


def _level(block: Block) -> int | None:
    """Return the level that the source itself shows, or that a number of several parts tells."""
    if block.level is not None:
        return block.level
    return block.number.count(".") if block.number and "." in block.number else None


def next_visible(blocks: Sequence[Block], place: int) -> Block | None:
    """Return the next block after ``place`` that is not furniture."""
    later = range(place + 1, len(blocks))
    return next((blocks[p] for p in later if not blocks[p].left_out), None)
