"""The pipeline in use beside each other one, paired by case, gains and losses both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.suite.metrics import BALANCED, COVERAGE_PAIR, METRICS
from evals.suite.pipelines import DEFAULT
from evals.suite.report.figures import BY_NAME, HEADLINE_NAMES, split_name
from evals.suite.report.tables import (
    NOT_SCORED,
    NOTHING,
    Cell,
    Column,
    Table,
    interval_cell,
    number,
    numbers,
    table,
    with_interval,
    words,
)
from evals.suite.scoring import Row, Scores, of_split, splits_of
from evals.suite.statistics import Figure, difference_of_means, figures, mean_of

BETTER, WORSE, UNSURE, SAME = "better", "worse", "not certain", "the same"
SIGNS = {BETTER: "▲", WORSE: "▼", UNSURE: "○", SAME: "="}
"""A shape for each verdict, so that none is told by colour alone."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One metric of another pipeline and of that in use, over the cases that both score."""

    pipeline: str
    metric: str
    other: Figure
    own: Figure
    change: Figure
    """The pipeline in use less the other, case by case."""
    gains: int | None
    """Cases that the pipeline in use does better; none where cases have no value of their own."""
    losses: int | None

    @property
    def verdict(self) -> str:
        """How the pipeline in use does beside the other, as far as chance allows to say."""
        low, high = self.change.low, self.change.high
        if low is None or high is None:
            return ""
        if low == high == 0:
            return SAME
        metric = BY_NAME.get(self.metric)
        if metric is not None and not metric.more_is_better:
            low, high = -high, -low
        return BETTER if low > 0 else WORSE if high < 0 else UNSURE


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric over all pipelines in one split."""

    metric: str
    split: str
    headline: bool
    beside: tuple[Beside, ...]
    table: Table


def compared_metrics() -> tuple[str, ...]:
    """Return the metrics that pipelines are compared by: headline and retrieval."""
    retrieval = [metric.name for metric in METRICS if metric.part == "retrieval"]
    return tuple(dict.fromkeys((*HEADLINE_NAMES, *retrieval)))


def others(scores: Scores) -> list[str]:
    """Return the names of the pipelines beside that in use."""
    return [name for name in scores.pipelines if name != DEFAULT]


def comparisons(scores: Scores) -> dict[str, list[Compared]]:
    """Return for each split how the pipeline in use does beside every other, metric by metric."""
    found = {}
    names = compared_metrics()
    for split in splits_of(scores):
        own = {row.id: row for row in of_split(scores.default, split)}
        beside = [
            _beside(name, names, [(own[row.id], row) for row in rows if row.id in own])
            for name, rows in scores.pipelines.items()
            if name != DEFAULT
        ]
        found[split] = [
            _comparison(metric, split, [pipeline[metric] for pipeline in beside])
            for metric in names
            if any(pipeline[metric].change.value is not None for pipeline in beside)
        ]
    return found


def verdicts(compared: Sequence[Compared], split: str) -> Table:
    """Return for each pipeline how often the one in use is better, worse or neither."""
    pipelines = dict.fromkeys(one.pipeline for metric in compared for one in metric.beside)
    rows: list[list[Cell | str]] = []
    for pipeline in pipelines:
        own = [one for metric in compared for one in metric.beside if one.pipeline == pipeline]
        named = {
            verdict: [one.metric for one in own if one.verdict == verdict] for verdict in SIGNS
        }
        rows.append(
            [
                pipeline,
                *(
                    Cell(
                        str(len(named[verdict])),
                        (", ".join(named[verdict]),) if named[verdict] else (),
                    )
                    for verdict in (BETTER, WORSE)
                ),
                str(len(named[UNSURE]) + len(named[SAME])),
                str(sum(not one.verdict for one in own)),
            ]
        )
    return table(
        f"The assistant in use beside each pipeline, {split_name(split).lower()}",
        [
            *words("Pipeline"),
            *words(f"{SIGNS[BETTER]} measures better", f"{SIGNS[WORSE]} measures worse"),
            *numbers("neither for certain", NOT_SCORED),
        ],
        rows,
    )


def losses(compared: Mapping[str, Sequence[Compared]]) -> list[str]:
    """Return every metric in which another pipeline does better beyond chance, with its figures."""
    return [
        f"{one.metric}, {split_name(split).lower()}: “{one.pipeline}” has "
        f"{number(one.other.value)}, the assistant in use {number(one.own.value)}: "
        f"{with_interval(one.change, signed=True)}"
        for split, metrics in compared.items()
        for metric in metrics
        for one in metric.beside
        if one.verdict == WORSE
    ]


def _beside(
    pipeline: str, names: Sequence[str], pairs: Sequence[tuple[Row, Row]]
) -> dict[str, Beside]:
    """Return every named metric of one pipeline beside that in use; drawn once for all of them."""
    plain = [name for name in names if name != BALANCED]
    joined: list[dict[str, float | None]] = []
    for own, other in pairs:
        line: dict[str, float | None] = {}
        for name in plain:
            first, second = own.values.get(name), other.values.get(name)
            if first is not None and second is not None:
                line |= {f"own {name}": first, f"other {name}": second}
                line[f"change {name}"] = first - second
        joined.append(line)
    kinds = ("own", "other", "change")
    found = figures(joined, [f"{kind} {name}" for kind in kinds for name in plain])
    beside = {}
    for name in plain:
        changes = [change for line in joined if (change := line.get(f"change {name}")) is not None]
        metric = BY_NAME.get(name)
        sign = 1 if metric is None or metric.more_is_better else -1
        beside[name] = Beside(
            pipeline,
            name,
            other=found[f"other {name}"],
            own=found[f"own {name}"],
            change=found[f"change {name}"],
            gains=sum(sign * change > 0 for change in changes) if changes else None,
            losses=sum(sign * change < 0 for change in changes) if changes else None,
        )
    if BALANCED in names:
        beside[BALANCED] = _balanced(pipeline, pairs)
    return beside


def _balanced(pipeline: str, pairs: Sequence[tuple[Row, Row]]) -> Beside:
    own, other = [], []
    for one, another in pairs:
        both = [
            name
            for name in COVERAGE_PAIR
            if one.values.get(name) is not None and another.values.get(name) is not None
        ]
        own.append({name: one.values[name] for name in both})
        other.append({name: another.values[name] for name in both})
    return Beside(
        pipeline,
        BALANCED,
        other=mean_of(other, COVERAGE_PAIR),
        own=mean_of(own, COVERAGE_PAIR),
        change=difference_of_means(other, own, COVERAGE_PAIR),
        gains=None,
        losses=None,
    )


def _comparison(metric: str, split: str, beside: Sequence[Beside]) -> Compared:
    return Compared(
        metric,
        split,
        metric in HEADLINE_NAMES,
        tuple(beside),
        table(
            f"{metric}, {split_name(split).lower()}",
            [
                Column("Pipeline", numeric=False),
                *numbers("its mean", "in use", "difference", "95 % interval"),
                *numbers("cases better", "cases worse", "scored", NOT_SCORED),
                *words("in use is"),
            ],
            [_cells(one) for one in beside],
        ),
    )


def _cells(one: Beside) -> list[Cell]:
    return [
        Cell(one.pipeline),
        *(Cell(NOTHING if f.value is None else number(f.value)) for f in (one.other, one.own)),
        Cell(number(one.change.value, signed=True)),
        interval_cell(one.change, signed=True),
        Cell(NOTHING if one.gains is None else str(one.gains)),
        Cell(NOTHING if one.losses is None else str(one.losses)),
        Cell(str(one.change.scored)),
        Cell(str(one.change.not_scored)),
        Cell(f"{SIGNS[one.verdict]} {one.verdict}" if one.verdict else NOTHING),
    ]
