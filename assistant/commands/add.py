"""`guidance add`: put files into the folder of documents, each with its catalogue entry."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from assistant.commands.options import Corpus, IndexFolder, out, settings_with


def add(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Files to add.", show_default=False)],
    title: Annotated[str, typer.Option(help="As the document gives it.")] = "",
    publisher: Annotated[str, typer.Option(help="The body that published it.")] = "",
    authority: Annotated[
        str, typer.Option(help="What kind of document it is, such as “statutory guidance”.")
    ] = "",
    date: Annotated[str, typer.Option(help="2024, 2024-05 or 2024-05-01; or words.")] = "",
    standing: Annotated[str, typer.Option(help="What it is worth today, such as “in force”.")] = "",
    voice: Annotated[str, typer.Option(help="Whose words, if not the publisher's.")] = "",
    rights: Annotated[str, typer.Option(help="The licence that it may be quoted under.")] = "",
    address: Annotated[str, typer.Option(help="Where it was published.")] = "",
    doc_id: Annotated[
        str, typer.Option("--id", help="Short and lasting; made of the title if left out.")
    ] = "",
    sync: Annotated[bool, typer.Option("--sync", help="Make it answerable right away.")] = False,
    corpus: Corpus = None,
    index: IndexFolder = None,
) -> None:
    """Put documents into the folder with a catalogue entry each; asks for what is missing."""
    # Imported here, so that --help need not wait for the libraries that read documents.
    from assistant.commands.adding import put

    settings = settings_with(corpus, index)
    given = {
        "title": title,
        "id": doc_id,
        "date": date,
        "publisher": publisher,
        "authority": authority,
        "standing": standing,
        "voice": voice,
        "rights": rights,
        "address": address,
    }
    put(files, given, settings)
    if sync:
        _sync(ctx, corpus, index)
    else:
        out.print("Run guidance sync to have questions answered from what was added.")


def _sync(ctx: typer.Context, corpus: Path | None, index: Path | None) -> None:
    """Run the command `sync` with the same folders."""
    group = ctx.parent.command if ctx.parent else None
    command = group.commands["sync"] if isinstance(group, TyperGroup) else None
    if command and command.callback:
        command.callback(corpus=corpus, index=index)
