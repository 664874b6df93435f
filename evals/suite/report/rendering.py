"""A scored run as one page that needs nothing else, and as a summary in Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.writing import write_whole
from evals.suite.report import against, conduct, knowing, measured, plots, shortfalls
from evals.suite.report.figures import (
    Part,
    by_reader,
    by_split,
    by_type,
    columns_of,
    headline,
    parts,
    split_name,
    tutorial_column,
)
from evals.suite.report.in_short import in_short
from evals.suite.report.plots import Plot
from evals.suite.report.tables import Table
from evals.suite.scoring import Scores, splits_of
from evals.suite.statistics import RESAMPLES

HERE = Path(__file__).parent
WIDE = 8
"""A table with more columns than this needs a wide page, or one line a cell."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#&~$])")


@dataclass(frozen=True, slots=True)
class SplitReport:
    """What is told of each split on its own."""

    name: str
    short: Table
    never_short: Sequence[str]
    cases: Table | None
    by_reader: Table | None
    by_type: Table | None
    endings: Table
    verdicts: Table | None
    compared: Sequence[tuple[against.Compared, Plot | None]]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the templates show."""

    about: Mapping[str, object]
    in_short: Sequence[str]
    conditions: Table
    splits: Table
    files: Table
    documents: Table
    headline: Table
    headline_plot: Plot | None
    parts: Sequence[Part]
    each: Sequence[SplitReport]
    balance: Table
    curves: Sequence[tuple[knowing.Curve, Plot]]
    others: Sequence[str]
    losses: Sequence[str]
    subversion: Table | None
    consistency: Table | None
    wordings: int
    groups: int
    times: Table | None
    asked_again: int
    same_again: int


def write_report(scores: Scores, folder: Path) -> tuple[Path, ...]:
    """Write ``report.html`` and ``report.md`` into a folder and return their paths."""
    report = report_of(scores)
    written = []
    for name, environment in (("report.html", _html()), ("report.md", _markdown())):
        text = environment.get_template(f"{name}.j2").render(
            report=report, wide=WIDE, resamples=RESAMPLES
        )
        write_whole(folder / name, text.encode())
        written.append(folder / name)
    return tuple(written)


def report_of(scores: Scores) -> Report:
    """Return everything that a report of a run shows."""
    figured = by_split(scores)
    compared = against.comparisons(scores)
    columns = [*columns_of(figured), *tutorial_column(scores)]
    return Report(
        about=scores.about,
        in_short=in_short(scores, figured, compared),
        conditions=measured.conditions(scores.about),
        splits=measured.splits(scores),
        files=measured.files(scores),
        documents=measured.documents(scores.about),
        headline=headline(columns),
        headline_plot=plots.headline_plot(columns) if columns else None,
        parts=parts(figured),
        each=[_each(scores, split, compared[split]) for split in splits_of(scores)],
        balance=knowing.balance(figured),
        curves=[(curve, plots.curve_plot(curve)) for curve in knowing.curves(scores)],
        others=against.others(scores),
        losses=against.losses(compared),
        subversion=conduct.subversion(scores),
        consistency=conduct.consistency(scores),
        wordings=conduct.asked_in_groups(scores),
        groups=len(scores.consistency),
        times=conduct.times(scores),
        asked_again=scores.asked_again,
        same_again=scores.same_again,
    )


def _each(scores: Scores, split: str, compared: Sequence[against.Compared]) -> SplitReport:
    return SplitReport(
        name=split_name(split),
        short=shortfalls.by_metric(scores, split),
        never_short=shortfalls.never_short(scores, split),
        cases=shortfalls.cases_to_look_into(scores, split),
        by_reader=by_reader(scores, split),
        by_type=by_type(scores, split),
        endings=knowing.endings(scores, split),
        verdicts=against.verdicts(compared, split) if compared else None,
        compared=[
            (metric, plots.comparison_plot(metric) if metric.headline else None)
            for metric in compared
        ],
    )


def _html() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _markdown() -> Environment:
    # Nothing in it is HTML: what has a meaning in Markdown is escaped by `plain` instead.
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = markdown_text
    return environment


def markdown_text(text: str) -> str:
    """Return text that Markdown shows as it stands, in one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
