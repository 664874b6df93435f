"""Answers and sources as text in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from assistant.domain import Answer, Citation, Document
from assistant.views.page_labels import page_of


def show_answer(answer: Answer, console: Console) -> None:
    """Print an answer: its text, what to know beside it, where each quotation stands."""
    console.print(Text(printable(answer.answer)))
    if answer.notices:
        console.print("\n[bold]Please note[/bold]")
        for notice in answer.notices:
            console.print(Text(f"  ! {printable(notice.text)}"))
    firm = {n: s.strength.value for s in answer.statements for n in s.citations}
    if answer.citations:
        console.print("\n[bold]Sources[/bold]")
        for citation in answer.citations:
            strength = firm.get(citation.n)
            said = f" · {strength}" if strength else ""
            place = f"{place_of(citation)}{said} · {citation.standing}"
            console.print(Text(f"  [{citation.n}] {printable(place)}"))
    if answer.suggestions:
        console.print("\n[bold]You could ask[/bold]")
        for suggestion in answer.suggestions:
            console.print(Text(f"  {printable(suggestion)}"))


def place_of(citation: Citation) -> str:
    """Return where a quotation stands, and of what kind its source is, in one line."""
    page = f", {page_of(citation)}" if citation.page else ""
    dated = citation.published or "undated"
    return (
        f"{citation.title}, {citation.locator}{page} · {citation.voice} · {citation.authority} · "
        f"{dated} · characters {citation.char_start}–{citation.char_end}"
    )


def show_sources(documents: Iterable[Document], console: Console) -> None:
    """Print the documents, and the parts of those that are several bound together."""
    for document in documents:
        source = document.source
        table = Table.grid(padding=(0, 1))
        for name, value in (
            ("id", source.doc_id),
            ("publisher", source.publisher),
            ("date", source.published or f"none: {source.published_note}"),
            ("authority", source.authority),
            ("standing", source.standing),
            ("rights", source.rights),
            ("address", source.address or "not known"),
            ("SHA-256", source.sha256),
        ):
            table.add_row(f"  {name}", escape(printable(value)))
        console.print(f"[bold]{escape(printable(source.title))}[/bold]")
        console.print(table)
        if len(document.parts) > 1:
            for part in document.parts:
                named = f"{part.locator}: {part.title} · {part.voice} · {part.authority}"
                console.print(Text(f"    {printable(named)}"))
        console.print()


def printable(text: str) -> str:
    """Return ``text`` without what a terminal would take for a command."""
    spaced = (" " if c.isspace() and c != "\n" else c for c in text)
    return "".join(c for c in spaced if c == "\n" or c.isprintable())
