"""`guidance audit`: where sources may differ, and editors' quotations that no longer stand."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.options import Corpus, IndexFolder, settings_with


def audit(
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, help="Most candidates that are shown.")
    ] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as data.")] = False,
    as_toml: Annotated[
        bool, typer.Option("--toml", help="Print them as entries of differences.toml to edit.")
    ] = False,
    corpus: Corpus = None,
    index: IndexFolder = None,
) -> None:
    """Look for places where the documents may differ, and check the editors' quotations."""
    # Imported here, so that --help need not wait for the libraries of the index.
    from assistant.commands.auditing import show_audit

    show_audit(settings_with(corpus, index), limit, as_json=as_json, as_toml=as_toml)
