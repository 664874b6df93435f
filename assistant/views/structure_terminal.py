"""How a document was read, printed: its tree, one page, one paragraph.

What comes from a document goes into `Text` objects through `printable`, never into markup, so that
nothing in it is obeyed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from assistant.documents.reading import read
from assistant.domain import BlockKind, Document, Page, Passage, quote_of
from assistant.views.page_labels import describe_pages, page_name, where
from assistant.views.places import PlacedBlock
from assistant.views.structure import (
    Node,
    counts,
    coverage,
    first_words,
    outline,
    words_of,
)
from assistant.views.terminal import printable

LEAST_SHARE = 0.001
"""Of the visible characters; less is not told to a decimal."""

# How the kinds of block are said of several; the others take an s.
_SEVERAL = {"furniture": "pieces of furniture", "figure text": "figure texts"}
_WHY = {
    "heading": "headings, shown above what stands beneath them",
    "furniture": "furniture: running headers and footers, page numbers",
    "contents list": "contents lists, which repeat the headings",
    "in no block": "nothing that was recognised",
}


def show_head(document: Document, passages: Sequence[Passage], kind: str, console: Console) -> None:
    """Print what the document is, how much of it there is, and how much stands in no passage."""
    source = document.source
    console.print(_text(source.title, "bold"))
    for name, value in (
        ("id", source.doc_id),
        ("file", f"{source.filename} ({kind})"),
        ("publisher", source.publisher),
        ("authority", source.authority),
        ("standing", source.standing),
        ("date", source.published or f"none: {source.published_note}"),
        ("pages", describe_pages(document.pages)),
        ("holds", _holds(document, passages)),
    ):
        _field(name, value, console)
    _show_coverage(document, passages, console)
    if document.repairs:
        _field(
            "mended", f"{several(len(document.repairs), 'place')} that a conversion broke", console
        )
    for remark in document.remarks:
        _field("remark", remark, console)


def _field(name: str, value: str, console: Console) -> None:
    console.print(Text.assemble((f"  {name:<12}", "dim"), _text(value)), soft_wrap=True)


def _holds(document: Document, passages: Sequence[Passage]) -> str:
    found = [(kind, count) for kind, count in counts(document).items() if count]
    told = [several(count, kind) for kind, count in found]
    return ", ".join([*told, f"in {several(len(passages), 'passage')}"])


def several(count: int, kind: str) -> str:
    """Return a number of blocks or passages in words: ``3 headings``."""
    return f"{count:,} {kind if count == 1 else _SEVERAL.get(kind, f'{kind}s')}"


def _show_coverage(document: Document, passages: Sequence[Passage], console: Console) -> None:
    covered = coverage(document, passages)
    total = max(covered.visible, 1)
    said = f"{covered.share_left_out:.1%} of {covered.visible:,} visible characters"
    _field("not quoted", said if covered.left_out else "nothing", console)
    for why, count in covered.left_out:
        share = f"{count / total:.1%}" if count / total >= LEAST_SHARE else "under 0.1%"
        _field("", f"{share} {_WHY.get(why, f'{why}: in no passage')}", console)


def show_tree(document: Document, passages: Sequence[Passage], console: Console) -> None:
    """Print the structure: parts, headings, and each passage with its locator and first words."""
    root = outline(document, passages)
    tree = Tree(_text(root.name, "bold"), guide_style="dim")
    _grow(tree, root)
    console.print(tree)


def _grow(tree: Tree, node: Node) -> None:
    for child in node.beneath:
        _grow(tree.add(_label(child)), child)


def _label(node: Node) -> Text:
    container = node.kind in ("part", "heading")
    size = f" of {node.size}" if node.size else ""
    kind = "" if container or node.kind == "paragraph" else f"{node.kind}{size}"
    # “note 1” says what it is; “list” is said with its length.
    name = kind if node.name == node.kind else node.name
    kind = "" if name.startswith(node.kind.split()[0]) else kind
    label = _text(name, "bold" if container else "cyan")
    aside = " · ".join(filter(None, [kind, node.pages, node.remark]))
    if aside:
        label.append_text(_text(f" · {aside}", "dim"))
    if node.words:
        label.append_text(_text(f"  {node.words}"))
    for flag in node.flags:
        label.append_text(_flag(flag))
    return label


def show_page(
    document: Document, page: Page, blocks: Sequence[PlacedBlock], console: Console
) -> None:
    """Print the blocks of a page in order, each with both of its texts where they differ."""
    place = f"{page.ordinal} of {len(document.pages)} in the file"
    label = "" if page.label else ", no number printed"
    console.print(_text(f"Page {page_name(page)} ({place}{label})", "bold"))
    if not blocks:
        console.print(_text("  Nothing was read on this page.", "bold"))
    for placed in blocks:
        console.print()
        _show_block(placed, console)


def _show_block(placed: PlacedBlock, console: Console) -> None:
    block = placed.block
    heading = block.kind is BlockKind.HEADING and block.level is not None
    level = f" of level {(block.level or 0) + 1}" if heading else ""
    nested = f", nested {block.depth} deep" if block.kind is BlockKind.ITEM and block.depth else ""
    number = f" {block.number}" if block.number else ""
    title = Text.assemble((f"{block.kind.value}{level}{number}{nested}", "bold"))
    if placed.locator:
        title.append_text(_text(f" · {placed.locator}", "cyan"))
    if placed.elsewhere:
        title.append_text(_text(f" · also on page {', '.join(placed.elsewhere)}", "dim"))
    if block.left_out:
        title.append_text(_flag("left out"))
    elif placed.left_out and block.kind is not BlockKind.HEADING:
        title.append_text(_flag("in no passage, so never quoted"))
    if block.uncertain:
        title.append_text(_flag("order of reading uncertain"))
    console.print(title)
    _show_texts(placed.reads, placed.extracted, console)


def _show_texts(reads: str, extracted: str, console: Console) -> None:
    if " ".join(extracted.split()) == reads:
        _show_indented(reads, console)
        return
    _show_indented(f"read as:  {reads or '(nothing)'}", console)
    _show_indented(f"stands:   {raw(extracted)}", console, "dim")


def show_paragraph(
    document: Document,
    passages: Sequence[Passage],
    locators: dict[str, str],
    console: Console,
) -> None:
    """Print one place: the passages that it was split into, unit by unit, with its notes.

    ``locators`` are those of all passages by id.
    """
    first = passages[0]
    console.print(_text(first.locator, "bold"))
    part = document.parts[first.part]
    said = f"{part.title} · {part.voice}" if len(document.parts) > 1 else ""
    spans = [span for passage in passages for span in passage.spans]
    for name, value in (
        ("part", said),
        ("headings", " › ".join(first.headings)),
        ("stands on", where(document, spans)),
        ("characters", "; ".join(f"{span.start}–{span.end}" for span in spans)),
    ):
        if value:
            _field(name, value, console)
    for number, passage in enumerate(passages, start=1):
        console.print()
        if len(passages) > 1:
            console.print(_text(f"Passage {number} of {len(passages)}", "bold"))
        _show_passage(document, passage, locators, console)


def _show_passage(
    document: Document, passage: Passage, locators: dict[str, str], console: Console
) -> None:
    if passage.uncertain:
        console.print(_flag("order of reading uncertain"))
    place = ""
    for unit in passage.units:
        title = Text.assemble((unit.kind.value, "bold"))
        # The sentences of a paragraph share its locator; once is enough.
        before, place = place, unit.locator or passage.locator
        title.append_text(_text(f" · {place}" if place != before else "", "cyan"))
        if not unit.quotable:
            title.append_text(_flag("not quoted by itself"))
        console.print(title)
        _show_texts(read(document, unit.spans), quote_of(document.text, unit.spans), console)
    for said, ids in (("calls", passage.notes), ("called from", passage.called_from)):
        for passage_id in ids:
            _field(said, locators.get(passage_id, passage_id), console)


def show_candidates(
    document: Document,
    wanted: str,
    found: Sequence[Sequence[Passage]],
    console: Console,
) -> None:
    """Print the places that ``wanted`` may mean."""
    console.print(_text(f"“{wanted}” may be any of {len(found)} places. Name one of them:", "bold"))
    for first, *_ in found:
        page = where(document, first.spans)
        label = _text(f"  {first.locator}", "cyan")
        words = first_words(words_of(document, first))
        label.append_text(_text(f" · {page}" if page else "", "dim"))
        console.print(label.append_text(_text(f"  {words}")), soft_wrap=True)


def _text(said: str, style: str = "") -> Text:
    return Text(printable(said.replace("\n", " ")), style=style)


def _flag(said: str) -> Text:
    return Text(f" [{said}]", style="bold yellow")


def _show_indented(said: str, console: Console, style: str = "") -> None:
    words = textwrap.fill(
        printable(said), console.width, initial_indent="    ", subsequent_indent="    "
    )
    console.print(Text(words, style=style), soft_wrap=True)


def raw(text: str) -> str:
    """Return canonical text on one line, with what does not show made visible."""
    shown = (
        "⏎" if c == "\n" else c if c.isprintable() else c.encode("unicode_escape").decode()
        for c in text
    )
    return "".join(shown)
