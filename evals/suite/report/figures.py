"""The means of a run ready to print: headline, one table a part, and by reader and by type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.suite.metrics import BALANCED, COVERAGE_PAIR, HEADLINE, METRICS, PARTS, Metric
from evals.suite.pipelines import TUTORIAL
from evals.suite.report.tables import (
    FIGURE_COLUMNS,
    NOT_SCORED,
    Cell,
    Column,
    Table,
    alike,
    figure_cells,
    interval,
    number,
    numbers,
    table,
    words,
)
from evals.suite.scoring import Row, Scores, of_split, splits_of
from evals.suite.statistics import Figure, figures, mean_of

HEADLINE_NAMES = (*HEADLINE, BALANCED)
BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in METRICS}
BALANCED_MEANING = (
    "The mean of two shares: covered questions that are answered, uncovered ones that are declined"
)
TUTORIAL_LABEL = "Tutorial pipeline"
NAMELESS = "no type given"

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the figures, with every metric that belongs to it."""

    key: str
    title: str
    table: Table


def split_name(split: str) -> str:
    """Return a split as a reader is told of it."""
    return split.capitalize() if split else "Cases"


def means(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Figure]:
    """Return the mean of each named metric over rows; balanced accuracy may be among them."""
    values = [row.values for row in rows]
    found = figures(values, [name for name in names if name != BALANCED])
    if BALANCED in names:
        found[BALANCED] = mean_of(values, COVERAGE_PAIR)
    return found


def by_split(scores: Scores) -> dict[str, Figures]:
    """Return every metric, and balanced accuracy, of the pipeline in use in each split."""
    names = [*(metric.name for metric in METRICS), *HEADLINE_NAMES]
    return {
        split: means(of_split(scores.default, split), list(dict.fromkeys(names)))
        for split in splits_of(scores)
    }


def meaning(name: str) -> str:
    """Return what a metric says, with its direction where less of it is better."""
    if name == BALANCED:
        return BALANCED_MEANING
    metric = BY_NAME.get(name)
    if metric is None:
        return ""
    return metric.meaning if metric.more_is_better else f"{metric.meaning} (less is better)"


def columns_of(figured: Mapping[str, Figures]) -> list[tuple[str, Figures]]:
    """Return each split's heading and figures."""
    return [(split_name(split), own) for split, own in figured.items()]


def tutorial_column(scores: Scores) -> list[tuple[str, Figures]]:
    """Return the tutorial pipeline's headline figures in the first split, where it ran."""
    rows = scores.pipelines.get(TUTORIAL)
    splits = splits_of(scores)
    if not rows or not splits:
        return []
    own = means(of_split(rows, splits[0]), HEADLINE_NAMES)
    return [(f"{TUTORIAL_LABEL}, {split_name(splits[0]).lower()}", own)]


def headline(columns: Sequence[tuple[str, Figures]]) -> Table:
    """Return the headline figures, one group of columns for each of ``columns``."""
    return _metric_table("Headline measures", HEADLINE_NAMES, columns)


def parts(figured: Mapping[str, Figures]) -> list[Part]:
    """Return one table for each part that has metrics."""
    found = []
    for key, title in PARTS.items():
        names = [metric.name for metric in METRICS if metric.part == key]
        if names:
            found.append(
                Part(
                    key, title, _metric_table(f"Measures of “{title}”", names, columns_of(figured))
                )
            )
    return found


def by_reader(scores: Scores, split: str) -> Table | None:
    """Return the headline figures of each reader, or nothing where there is only one."""
    return _by(scores, split, "Reader", lambda row: row.reader, HEADLINE_NAMES)


def by_type(scores: Scores, split: str) -> Table | None:
    """Return the headline figures of each type of question, or nothing where there is only one.

    The documents answer most types or none of them, so that balanced accuracy, the mean of two
    shares, gives way to the shares themselves.
    """
    return _by(scores, split, "Type", lambda row: row.type, (*HEADLINE, *COVERAGE_PAIR))


def grouped_by(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Return rows by what ``key`` says of them, in the order of the alphabet."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return dict(sorted(groups.items()))


def type_name(type: str) -> str:
    """Return a type of question as a reader is told of it."""
    return type.replace("_", " ") or NAMELESS


def _metric_table(
    caption: str, names: Sequence[str], columns: Sequence[tuple[str, Figures]]
) -> Table:
    heads = words("Measure", "What it says")
    for group, _ in columns:
        heads += numbers(*FIGURE_COLUMNS, group=group)
    rows: list[list[Cell]] = []
    for name in names:
        cells = [Cell(name), Cell(meaning(name))]
        for _, own in columns:
            cells += figure_cells(own[name])
        rows.append(cells)
    return table(caption, heads, rows)


def _by(
    scores: Scores, split: str, title: str, key: Callable[[Row], str], names: Sequence[str]
) -> Table | None:
    groups = grouped_by(of_split(scores.default, split), key)
    if len(groups) < 2:
        return None
    rows = []
    for group, own in groups.items():
        found = means(own, names)
        rows.append(
            [Cell(type_name(group)), Cell(str(len(own))), *(_short(found[name]) for name in names)]
        )
    return table(
        f"By {title.lower()}, {split_name(split).lower()}",
        [Column(title, numeric=False), *numbers("cases", *names)],
        rows,
    )


def _short(figure: Figure) -> Cell:
    whole = figure.scored + figure.not_scored
    if figure.value is None:
        return Cell(NOT_SCORED)
    scored = f"{figure.scored} of {whole} scored"
    return Cell(number(figure.value), (interval(figure), *alike(figure), scored))
