"""`guidance inspect`: how a document was read."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.options import Corpus, settings_with


def inspect(
    doc: Annotated[str, typer.Argument(help="Id of a document, or a file.", show_default=False)],
    page: Annotated[
        str | None, typer.Option("--page", help="Show the page with this number printed on it.")
    ] = None,
    paragraph: Annotated[
        str | None,
        typer.Option("--paragraph", help="Show a paragraph: its number, or its locator's end."),
    ] = None,
    as_data: Annotated[bool, typer.Option("--json", help="Print it as data.")] = False,
    corpus: Corpus = None,
) -> None:
    """Show how a document is read: its structure, what is left out, what is uncertain."""
    # Imported here, so that --help need not wait for the libraries that read documents.
    from assistant.commands.inspecting import show

    show(doc, settings_with(corpus, None), page=page, paragraph=paragraph, as_data=as_data)
