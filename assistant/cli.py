"""The `guidance` command."""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assistant.commands.add import add
from assistant.commands.audit import audit
from assistant.commands.exporting import check_export, export_answer
from assistant.commands.inspect import inspect
from assistant.commands.options import (
    Authorities,
    Corpus,
    Documents,
    IndexFolder,
    Since,
    Until,
    Voices,
    err,
    out,
    settings_with,
)
from assistant.domain import EVERYTHING, Answer, Outcome, Question, Reader, Scope
from assistant.errors import GuidanceError, QuestionError
from assistant.views.terminal import printable
from evals.commands import eval_app

if TYPE_CHECKING:
    # Each command imports what it needs, so that --help need not wait for the models' libraries.
    from assistant.pipeline import Assistant

app = typer.Typer(
    help="Answers questions by quoting guidance documents, each statement with its exact place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where a fault arose.")] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def sync(
    corpus: Corpus = None,
    index: IndexFolder = None,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Build the index anew instead of bringing it up to date."),
    ] = False,
) -> None:
    """Bring the index up to date with the folder of documents."""
    from assistant.commands.auditing import misplaced_in
    from assistant.index import sync as run_sync

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err) as bar:
        tasks: dict[str, object] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type] # TaskID is an int in disguise

        settings = settings_with(corpus, index)
        report = run_sync(settings, rebuild=rebuild, progress=show)
    for name, ids in (
        ("Created", report.created),
        ("Updated", report.updated),
        ("Unchanged", report.unchanged),
        ("Deleted", report.deleted),
    ):
        out.print(f"{name}: {len(ids)}" + (f"  ({', '.join(ids)})" if ids else ""))
    out.print(f"Passages: {report.passages}, of which embedded now: {report.embedded}")
    for renamed in report.renamed:
        said = f"Renamed {renamed.doc_id}: {renamed.before} is now {renamed.filename}."
        out.print(printable(f"{said} {renamed.next_step}"), markup=False, soft_wrap=True)
    for skipped in report.skipped:
        said = f"Skipped {skipped.filename}: {skipped.reason} {skipped.next_step}"
        out.print(printable(said), markup=False, soft_wrap=True)
    for warning in misplaced_in(settings):
        out.print(printable(warning), markup=False, soft_wrap=True)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    reader: Annotated[
        Reader, typer.Option("--reader", help="Who asks: changes wording, never evidence.")
    ] = Reader.PLAIN,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as data.")] = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="File of questions, one JSON object a line.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--out", help="Where the answers of --batch go, one a line.")
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Write the answer to a file too: .md, .docx or .pdf."),
    ] = None,
    document: Documents = None,
    authority: Authorities = None,
    voice: Voices = None,
    since: Since = "",
    until: Until = "",
    corpus: Corpus = None,
    index: IndexFolder = None,
) -> None:
    """Answer a question, or a file of them."""
    from assistant.pipeline import Assistant
    from assistant.views.contract import as_data
    from assistant.views.terminal import show_answer

    if (question is None) == (batch is None):
        raise QuestionError("There is no question.", 'Write guidance ask "…" or use --batch FILE.')
    if (batch is None) != (to is None):
        raise QuestionError("--batch and --out go together.", "Name both files.")
    if export is not None:
        check_export(export, batch)
    assistant = Assistant.open(settings_with(corpus, index))
    scope = assistant.index.known_scope(
        Scope(tuple(document or ()), tuple(authority or ()), tuple(voice or ()), since, until)
    )
    if batch is not None and to is not None:
        answer_file(assistant, batch, to, reader, scope)
        return
    answer = assistant.ask(question or "", reader=reader, scope=scope)
    if export is not None:
        export_answer(export, answer, assistant.documents)
    if as_json:
        print(json.dumps(as_data(answer), ensure_ascii=False, indent=2))
    else:
        show_answer(answer, out)
    if answer.outcome is Outcome.UNAVAILABLE:
        raise typer.Exit(1)


def answer_file(
    assistant: Assistant, batch: Path, to: Path, reader: Reader, scope: Scope = EVERYTHING
) -> None:
    """Answer each line of ``batch`` into ``to``, in order; one bad line does not stop the rest.

    ``reader`` and ``scope`` are for the lines that name none of their own.
    """
    from assistant.views.contract import as_data

    try:
        if to.exists() and to.samefile(batch):
            raise QuestionError(f"--batch and --out are the same file, {to}.", "Name another.")
        # Only a line feed ends a line: a question may hold the other breaks that Python knows.
        lines = batch.read_text("utf-8-sig").split("\n")
        partial = to.with_name(f"{to.name}.partial")
        try:
            with partial.open("w", encoding="utf-8") as file:
                for number, line in enumerate(lines, start=1):
                    if not line.strip():
                        continue
                    answer = _answer_line(assistant, line, number, reader, scope)
                    file.write(json.dumps(as_data(answer), ensure_ascii=False) + "\n")
            partial.replace(to)
        finally:
            # Stopped half-way, it must leave nobody's questions in a file that nobody named.
            partial.unlink(missing_ok=True)
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(
            f"{batch} cannot be answered into {to}: {error}.", "Check both files."
        ) from error


def _answer_line(
    assistant: Assistant, line: str, number: int, reader: Reader, scope: Scope
) -> Answer:
    from assistant.pipeline import unavailable
    from assistant.views.contract import id_of, read_line

    asked = None
    try:
        asked = read_line(line)
        return assistant.ask(
            asked.question,
            history=asked.messages,
            reader=asked.reader or reader,
            id=asked.id,
            scope=asked.within or scope,
        )
    except QuestionError as error:
        said = f"Line {number}: {error.what} {error.next_step}"
        err.print(printable(said), markup=False, soft_wrap=True)
        question = Question(asked.question, id=asked.id) if asked else Question("", id=id_of(line))
        return unavailable(question)


@app.command()
def sources(corpus: Corpus = None, index: IndexFolder = None) -> None:
    """List the documents with their standing and date."""
    from assistant.index import Index
    from assistant.views.terminal import show_sources

    show_sources(Index.open(settings_with(corpus, index)).documents.values(), out)


app.command()(inspect)
app.command()(add)
app.command()(audit)
app.add_typer(eval_app, name="eval")


def main() -> None:
    """Run the command; what a person can mend is said in words, with exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Quotations hold more than the narrow encodings of some terminals.
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except GuidanceError as error:
        if "--debug" in sys.argv:
            raise
        err.print(
            printable(f"{error.what}\n{error.next_step}"),
            markup=False,
            style="bold",
            soft_wrap=True,
        )
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
