"""`guidance eval`: generate once, score many times, report and compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from assistant.commands.options import Corpus, IndexFolder, err, out, settings_with
from assistant.errors import GuidanceError

HERE = Path(__file__).resolve().parent
RUNS = HERE / "runs"
FILES = tuple(
    HERE / "cases" / f"{name}.jsonl" for name in ("tuning", "test", "consistency", "subversion")
)

Show = Callable[[str, int, int], None]

eval_app = typer.Typer(help="Measure how good the answers are.", no_args_is_help=True)

RunFolder = Annotated[Path, typer.Argument(help="Folder of a run.", show_default=False)]


@contextmanager
def progress_bars() -> Iterator[Show]:
    """Show a bar for each stage that is told of: its name, how much is done, how much there is."""
    columns = (
        TextColumn("{task.description:<20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err) as bar:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


@eval_app.command("run")
def run(
    to: Annotated[
        Path | None, typer.Option("--out", help="Folder for the run.", show_default=False)
    ] = None,
    cases: Annotated[
        list[Path] | None,
        typer.Option("--cases", help="File of cases instead of ours; may be repeated."),
    ] = None,
    compare: Annotated[
        bool,
        typer.Option("--compare", help="Also without each stage, and a tutorial's pipeline."),
    ] = False,
    corpus: Corpus = None,
    index: IndexFolder = None,
) -> None:
    """Answer every case and write the answers down, with all that they depend on."""
    from evals.suite.running import generate

    started = datetime.now(UTC)
    folder = to or RUNS / started.strftime("%Y-%m-%d-%H%M%S")
    with progress_bars() as show:
        generate(
            settings_with(corpus, index),
            cases or [file for file in FILES if file.exists()],
            folder,
            compare=compare,
            started=started,
            progress=show,
        )
    out.print(f"Written to {folder}", markup=False, soft_wrap=True)


@eval_app.command("score")
def score(folder: RunFolder, corpus: Corpus = None, index: IndexFolder = None) -> None:
    """Compute every metric of a run, against the documents that it was made from."""
    from assistant.index import Index
    from evals.suite.corpus import Corpus as Texts
    from evals.suite.run_files import read_run
    from evals.suite.scoring import score as scored
    from evals.suite.scoring import write_scores

    run = read_run(folder)
    opened = Index.open(settings_with(corpus, index))
    if {e.doc_id: e.sha256 for e in opened.manifest.documents} != run.about["documents"]:
        raise GuidanceError(
            "The documents are not those that the run was made from.",
            "Name them with --corpus and --index, or make the run again.",
        )
    texts = Texts({doc_id: document.text for doc_id, document in opened.documents.items()})
    write_scores(scored(run, texts), folder / "scores.json")
    out.print(f"Written to {folder / 'scores.json'}", markup=False, soft_wrap=True)


@eval_app.command("report")
def report(folder: RunFolder) -> None:
    """Render a scored run as one HTML page with plots, and as Markdown."""
    from evals.suite.report import write_report
    from evals.suite.scoring import read_scores

    for path in write_report(read_scores(folder), folder):
        out.print(f"Written to {path}", markup=False, soft_wrap=True)


@eval_app.command("compare")
def compare(
    before: RunFolder,
    after: RunFolder,
    gate: Annotated[
        bool, typer.Option("--gate", help="End with an error where a headline figure regressed.")
    ] = False,
) -> None:
    """Show what moved between two scored runs, case by case."""
    from evals.suite.comparing import compare_scores
    from evals.suite.report import comparison_text
    from evals.suite.scoring import read_scores

    found = compare_scores(read_scores(before), read_scores(after))
    out.print(comparison_text(found), markup=False, soft_wrap=True)
    if gate and not found.enough:
        raise GuidanceError(
            f"Only {found.paired} cases stand in both runs.",
            "Where the cases were changed on purpose, write the baseline again.",
        )
    if gate and found.regressions:
        names = ", ".join(moved.name for moved in found.regressions)
        raise GuidanceError(
            f"Worse than the baseline, beyond chance: {names}.",
            "Mend it, or write the baseline again and say why.",
        )


@eval_app.command("judge")
def judge(
    folder: RunFolder,
    model: Annotated[
        str, typer.Option("--model", help="Chat model as LangChain names it: provider:model.")
    ],
    temperature: Annotated[
        float | None, typer.Option("--temperature", help="Left to the provider if not given.")
    ] = None,
    corpus: Corpus = None,
    index: IndexFolder = None,
) -> None:
    """Ask a chat model for a second opinion on facts and faithfulness; it decides nothing."""
    from assistant.answering.chat import open_model
    from evals.suite.judging import judge_run
    from evals.suite.run_files import read_run, texts_of

    run = read_run(folder)
    texts = texts_of(run, settings_with(corpus, index))
    path = folder / "judgement.json"
    with progress_bars() as show:
        found = judge_run(
            run,
            texts,
            open_model(model, temperature=temperature),
            name=model,
            date=datetime.now(UTC),
            path=path,
            progress=show,
        )
    for aspect, agreed in found.items():
        share = "nothing to compare" if agreed.share is None else f"{agreed.share:.2f} agree"
        kappa = "" if agreed.kappa is None else f", kappa {agreed.kappa:.2f}"
        out.print(
            f"{aspect}: {share}{kappa}, {agreed.compared} compared, {agreed.not_judged} not judged"
        )
    out.print(f"Written to {path}", markup=False, soft_wrap=True)
