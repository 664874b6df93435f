"""What several commands share: where documents and index lie, who is there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import Settings, read_settings

out, err = Console(highlight=False), Console(stderr=True, highlight=False)

Corpus = Annotated[
    Path | None, typer.Option("--corpus", help="Folder of documents.", show_default=False)
]
IndexFolder = Annotated[
    Path | None, typer.Option("--index", help="Folder of the index.", show_default=False)
]

Documents = Annotated[
    list[str] | None,
    typer.Option("--document", help="Only of this document, by id; may be repeated."),
]
Authorities = Annotated[
    list[str] | None,
    typer.Option("--authority", help="Only of documents of this kind; may be repeated."),
]
Voices = Annotated[
    list[str] | None, typer.Option("--voice", help="Only in this voice; may be repeated.")
]
Since = Annotated[
    str,
    typer.Option(
        "--since", help="Only published on or after: 2021, 2021-02 or 2021-02-08.", metavar="DATE"
    ),
]
Until = Annotated[str, typer.Option("--until", help="Only published on or before.", metavar="DATE")]


def settings_with(corpus: Path | None, index: Path | None) -> Settings:
    """Return the settings of the environment, with what the command line says instead.

    Raises `GuidanceError` where a variable of the environment has a value that cannot be.
    """
    settings = read_settings()
    return settings.model_copy(
        update={"corpus": corpus or settings.corpus, "index": index or settings.index}
    )


def somebody_is_there() -> bool:
    """Say whether a person can answer a question."""
    return sys.stdin is not None and sys.stdin.isatty()
