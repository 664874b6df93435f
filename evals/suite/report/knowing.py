"""Whether it knows when it does not know, ready to print: shares, curves, and how questions end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.metrics.coverage import RiskCoverage, risk_coverage
from evals.suite.metrics import BALANCED, COVERAGE_PAIR, METRICS
from evals.suite.report.figures import (
    Figures,
    columns_of,
    grouped_by,
    split_name,
    type_name,
)
from evals.suite.report.tables import (
    FIGURE_COLUMNS,
    Cell,
    Table,
    figure_cells,
    number,
    numbers,
    table,
    total_of,
    words,
)
from evals.suite.scoring import Row, Scores, of_split, splits_of

STEPS = 10
"""A curve is told in this many shares of the questions."""

_ROWS = (
    (BALANCED, "The mean of the two below"),
    (COVERAGE_PAIR[0], "Of the questions that the documents answer, the share answered"),
    (COVERAGE_PAIR[1], "Of the questions that they do not answer, the share declined"),
)


@dataclass(frozen=True, slots=True)
class Curve:
    """The risk–coverage curve of one split."""

    split: str
    curve: RiskCoverage
    best: tuple[float, ...]
    """The risk at each share answered if all that goes right came first."""
    questions: int
    wrong: int
    table: Table


def balance(figured: Mapping[str, Figures]) -> Table:
    """Return balanced accuracy with the two shares that it is the mean of."""
    columns = columns_of(figured)
    heads = words("Measure", "What it says")
    for group, _ in columns:
        heads += numbers(*FIGURE_COLUMNS, group=group)
    return table(
        "Answering what is covered, declining what is not",
        heads,
        (
            [
                Cell(name),
                Cell(says),
                *(cell for _, own in columns for cell in figure_cells(own[name])),
            ]
            for name, says in _ROWS
        ),
    )


def curves(scores: Scores) -> list[Curve]:
    """Return the risk–coverage curve of each split of which some cases have a confidence."""
    found = []
    for split in splits_of(scores):
        pairs = [
            (confidence, bool(row.values.get("would go wrong")))
            for row in of_split(scores.default, split)
            if (confidence := row.values.get("confidence")) is not None
        ]
        if pairs:
            found.append(_curve(split, [c for c, _ in pairs], [w for _, w in pairs]))
    return found


def _curve(split: str, confidences: list[float], wrong: list[bool]) -> Curve:
    curve = risk_coverage(confidences, wrong)
    total, bad = len(wrong), sum(wrong)
    best = tuple(max(0, place - (total - bad)) / place for place in range(1, total + 1))
    steps = sorted({max(1, round(total * step / STEPS)) for step in range(1, STEPS + 1)})
    rows = [
        (
            f"{place} of {total}",
            number(curve.coverage[place - 1]),
            number(curve.risk[place - 1]),
            number(best[place - 1]),
        )
        for place in steps
    ]
    return Curve(
        split,
        curve,
        best,
        total,
        bad,
        table(
            f"Risk and coverage, {split_name(split).lower()}",
            [
                *words("Questions answered, surest first"),
                *numbers("Share answered", "Share that goes wrong", "Best possible"),
            ],
            [
                *rows,
                (
                    "Area under the curve (less is better)",
                    "",
                    number(curve.area),
                    number(curve.best_area),
                ),
            ],
        ),
    )


def endings(scores: Scores, split: str) -> Table:
    """Return how questions of each type ended, in counts."""
    covered, declined = COVERAGE_PAIR
    others = [m.name for m in METRICS if m.part == "coverage" and m.name not in COVERAGE_PAIR]
    cases = of_split(scores.default, split)
    ended = sorted({row.outcome for row in cases} - {""})
    rows = []
    for type, own in grouped_by(cases, lambda row: row.type).items():
        rows.append(
            [
                type_name(type),
                str(len(own)),
                _sum(own, covered),
                _sum(own, declined),
                *(_sum(own, name) for name in others),
                *(str(sum(row.outcome == one for row in own)) for one in ended),
            ]
        )
    return table(
        f"How questions of each type ended, {split_name(split).lower()}",
        [
            *words("Type"),
            *numbers("cases", "covered and answered", "not covered and declined", *others),
            *numbers(*(one.replace("_", " ") for one in ended)),
        ],
        rows,
    )


def _sum(rows: list[Row], name: str) -> str:
    return total_of(row.values.get(name) for row in rows)
