"""How a document was read, as values: what it holds, what is left out, and its tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.documents.reading import read
from assistant.domain import Block, BlockKind, Document, Part, Passage, Span, Spans, UnitKind
from assistant.views.page_labels import where

ORDER_UNCERTAIN = "order of reading uncertain"
NO_CALL = "no call found"
EMPTY = "nothing stands beneath it"
CONTINUED = "continued"

FIRST_WORDS = 12
"""Enough to know a paragraph by, few enough for a line."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many visible characters can be found and quoted, and what the others are."""

    visible: int
    quotable: int
    left_out: tuple[tuple[str, int], ...]
    """What stands in no passage, as the kind of its block, and how many characters of it."""

    @property
    def share_left_out(self) -> float:
        """The share of the visible characters that stand in no passage, 0 to 1."""
        return 1 - self.quotable / self.visible if self.visible else 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree and what stands beneath it."""

    kind: str
    """``document``, ``part``, ``heading``; or what a passage is: ``paragraph``, ``list``,
    ``table``, ``note``, ``caption``, ``figure text``."""
    name: str
    """A title, the words of a heading, the locator of a passage."""
    words: str = ""
    """The first words of a passage."""
    size: int = 0
    """How many items or rows it has."""
    pages: str = ""
    flags: tuple[str, ...] = ()
    """What to be careful about, in words."""
    remark: str = ""
    """Where a note is called from; whose voice speaks in a part; whether a paragraph goes on."""
    beneath: tuple[Node, ...] = ()


def counts(document: Document) -> Mapping[str, int]:
    """Return how many blocks of each kind there are, kinds that do not occur included."""
    found = Counter(block.kind for block in document.blocks)
    return {kind.value: found[kind] for kind in BlockKind}


def visible(text: str) -> int:
    """Return how many characters of ``text`` show something."""
    return len("".join(text.translate(_UNSEEN).split()))


def coverage(document: Document, passages: Sequence[Passage]) -> Coverage:
    """Return how much of a document stands in its passages, and what the rest is."""
    text = document.text
    body = sorted(span for passage in passages for span in passage.spans)
    quotable = sum(visible(span.slice(text)) for span in body)
    left: Counter[str] = Counter()
    for block in document.blocks:
        for span in block.spans:
            inside = sum(visible(piece.slice(text)) for piece in _common(span, body))
            left[block.kind.value] += visible(span.slice(text)) - inside
    total = visible(text)
    left["in no block"] = total - quotable - sum(left.values())
    told = sorted(left.items(), key=lambda pair: (-pair[1], pair[0]))
    return Coverage(total, quotable, tuple((why, count) for why, count in told if count))


def _common(span: Span, body: Sequence[Span]) -> Iterator[Span]:
    """Yield the pieces of ``span`` that lie in ``body``, spans in order that do not overlap."""
    place = max(bisect_right(body, span.start, key=lambda one: one.start) - 1, 0)
    for other in body[place:]:
        if other.start >= span.end:
            return
        if max(other.start, span.start) < min(other.end, span.end):
            yield Span(max(other.start, span.start), min(other.end, span.end))


def homes(document: Document, passages: Sequence[Passage]) -> tuple[Passage | None, ...]:
    """Return the passage in which each block of ``document`` begins, or none."""
    body = sorted((span, place) for place, one in enumerate(passages) for span in one.spans)
    found = (_at(body, block.start) for block in document.blocks)
    return tuple(None if place is None else passages[place] for place in found)


def first_blocks(document: Document, passages: Sequence[Passage]) -> tuple[Block, ...]:
    """Return the block in which each passage begins."""
    blocks = document.blocks
    pieces = sorted((span, place) for place, block in enumerate(blocks) for span in block.spans)
    found = (_at(pieces, passage.start) for passage in passages)
    return tuple(blocks[place] for place in found if place is not None)


def _at(pieces: Sequence[tuple[Span, int]], position: int) -> int | None:
    """Return the number beside the span that holds ``position``; the spans are in order."""
    place = bisect_right(pieces, position, key=lambda piece: piece[0].start) - 1
    return pieces[place][1] if place >= 0 and position < pieces[place][0].end else None


# --- the tree ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Branch:
    """A node that is still growing."""

    node: Node
    beneath: list[_Branch] = field(default_factory=list)

    def grown(self) -> Node:
        empty = self.node.kind == "heading" and not self.beneath
        flags = (EMPTY,) if empty else self.node.flags
        return replace(self.node, flags=flags, beneath=tuple(b.grown() for b in self.beneath))


def outline(document: Document, passages: Sequence[Passage]) -> Node:
    """Return a document as a tree: its parts, their headings by level, passages with locators."""
    parts = _Parts(document, passages)
    branches = [parts.branch(index) for index in range(len(document.parts))]
    beneath = branches[0].beneath if len(branches) == 1 else branches
    return _Branch(Node("document", document.source.title), beneath).grown()


class _Parts:
    """What the trees of all parts of one document are made from."""

    def __init__(self, document: Document, passages: Sequence[Passage]) -> None:
        self.document = document
        self.locators = {passage.passage_id: passage.locator for passage in passages}
        self.headings = {b.spans[0]: b for b in document.blocks if b.kind is BlockKind.HEADING}
        begun = zip(passages, first_blocks(document, passages), strict=True)
        opening = ((block.start, block, None) for block in self.headings.values())
        # In the order of the text; a long paragraph is several passages that begin in one block.
        first = {passage.group: passage.passage_id for passage in reversed(passages)}
        self.first = frozenset(first.values())
        """Ids of the passages with which paragraphs begin; longer ones go on in others."""
        self.order: list[tuple[int, Block, Passage | None]] = sorted(
            [*opening, *((passage.start, block, passage) for passage, block in begun)],
            key=lambda event: event[0],
        )
        self.paths: dict[Span, Spans] = {}
        """Of each heading that something stands beneath: itself and those above it."""
        for passage in passages:
            path = self._path(passage)
            for place, heading in enumerate(path, start=1):
                self.paths.setdefault(heading, path[:place])

    def _path(self, passage: Passage) -> Spans:
        return tuple(span for span in passage.context if span in self.headings)

    def branch(self, index: int) -> _Branch:
        """Return the tree of one part."""
        part = self.document.parts[index]
        root = _Branch(_part_node(self.document, part))
        branches: dict[Span, _Branch] = {}
        path: Spans = ()
        for position, block, passage in self.order:
            if not part.span.start <= position < part.span.end:
                continue
            if passage is None:
                path = self.paths.get(block.spans[0]) or self._beside(block, path)
            else:
                # A note at the foot of a page stands where the reading has got to.
                path = self._path(passage) or (path if block.kind is BlockKind.NOTE else ())
            above = self._open(path, root, branches)
            if passage:
                above.beneath.append(_Branch(self._passage_node(passage, block, above.node)))
        return root

    def _beside(self, block: Block, path: Spans) -> Spans:
        """Return the path of a heading that nothing stands beneath: after the one before it."""
        if block.level is None:
            return (*path[:-1], block.spans[0])
        levels = ((span, self.headings[span].level) for span in path)
        kept = (span for span, level in levels if level is None or level < block.level)
        return (*kept, block.spans[0])

    def _open(self, path: Spans, root: _Branch, branches: dict[Span, _Branch]) -> _Branch:
        above = root
        for heading in path:
            if heading not in branches:
                block = self.headings[heading]
                branches[heading] = _Branch(_heading_node(self.document, block))
                above.beneath.append(branches[heading])
            above = branches[heading]
        return above

    def _passage_node(self, passage: Passage, first: Block, above: Node) -> Node:
        part = self.document.parts[passage.part].locator
        called = [self.locators[i] for i in passage.called_from if i in self.locators]
        note = first.kind is BlockKind.NOTE
        flags = [ORDER_UNCERTAIN] if passage.uncertain else []
        goes_on = passage.passage_id not in self.first
        flags += [NO_CALL] if note and not called and not goes_on else []
        remark = f"called from {'; '.join(_within(c, part) for c in called)}" if called else ""
        remark = CONTINUED if goes_on else remark
        return Node(
            kind=kind_of(passage, first),
            name=_beneath(_within(passage.locator, part), above),
            words=first_words(words_of(self.document, passage)),
            size=sum(1 for unit in passage.units if unit.kind is not UnitKind.SENTENCE),
            pages=where(self.document, passage.spans),
            flags=tuple(flags),
            remark=remark,
        )


def _part_node(document: Document, part: Part) -> Node:
    # An agenda is both called and cited as “Agenda”.
    both = part.locator and part.locator != part.title
    named = f"{part.locator}: {part.title}" if both else part.title
    said = f"{part.voice} · {part.authority} · {part.standing}"
    return Node("part", named, pages=where(document, [part.span]), remark=said)


def _heading_node(document: Document, block: Block) -> Node:
    words = read(document, block.content)
    named = f"{block.number}. {words}" if block.number else words
    flags = (ORDER_UNCERTAIN,) if block.uncertain else ()
    return Node("heading", named, pages=where(document, block.spans), flags=flags)


def kind_of(passage: Passage, first: Block) -> str:
    """Return what a passage is, by its first block and by what is quoted of it."""
    if first.kind in (BlockKind.NOTE, BlockKind.CAPTION, BlockKind.FIGURE):
        return first.kind.value
    kinds = {unit.kind for unit in passage.units}
    if UnitKind.ROW in kinds:
        return "table"
    return "list" if UnitKind.ITEM in kinds else "paragraph"


def words_of(document: Document, passage: Passage) -> str:
    """Return what is quoted of a passage as reading text, numbers and bullets left out."""
    return read(document, sorted({span for unit in passage.units for span in unit.spans}))


def first_words(text: str) -> str:
    """Return the first words of ``text``, with … where more follow."""
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")


def _within(locator: str, part: str) -> str:
    """Return a locator without that of its part, which the tree shows above it."""
    return locator.removeprefix(f"{part}, ") if part else locator


def _beneath(locator: str, above: Node) -> str:
    """Return a locator without the heading that the tree shows above it."""
    if above.kind != "heading":
        return locator
    shown = rf"“{re.escape(above.name.rstrip(':'))}”(?: \([^)]*\))?"
    return re.sub(rf"^{shown}, | under {shown}$", "", locator)
