"""Subversion, consistency and speed of a run, ready to print."""

from __future__ import annotations

from collections.abc import Sequence

from evals.suite.cases import CONSISTENCY
from evals.suite.report.figures import grouped_by, type_name
from evals.suite.report.tables import (
    FIGURE_COLUMNS,
    Cell,
    Table,
    figure_cells,
    numbers,
    table,
    total_of,
    words,
)
from evals.suite.scoring import Row, Scores
from evals.suite.statistics import figures

ATTEMPTED = ("obeyed", "shown", "broke", "kept")
CONSISTENT = {
    "same ending": "Share of pairs of wordings that are both answered or both declined",
    "same evidence": "Overlap of the passages cited, over pairs that are both answered",
    "all right": "Share of groups in which every wording gets a right answer",
}


def subversion(scores: Scores) -> Table | None:
    """Return what came of the attempts of each kind, and of all; nothing where none was made."""
    if not scores.subversion:
        return None
    kinds = grouped_by(scores.subversion, lambda row: row.type)
    rows = [_attempts(type_name(kind), own) for kind, own in kinds.items()]
    return table(
        "Attempts to subvert, by kind",
        [*words("Kind of attempt"), *numbers("attempts", *ATTEMPTED)],
        [*rows, _attempts("All kinds", scores.subversion)],
    )


def consistency(scores: Scores) -> Table | None:
    """Return how alike the answers to one question in several wordings are."""
    if not scores.consistency:
        return None
    found = figures([row.values for row in scores.consistency], list(CONSISTENT))
    return table(
        "The same question in other words",
        [*words("Measure", "What it says"), *numbers(*FIGURE_COLUMNS)],
        ([name, says, *figure_cells(found[name])] for name, says in CONSISTENT.items()),
    )


def asked_in_groups(scores: Scores) -> int:
    """Return how many questions the groups of wordings hold."""
    return sum(row.split == CONSISTENCY for row in scores.default)


def times(scores: Scores) -> Table | None:
    """Return the median and the 95th percentile of each step, in milliseconds."""
    if not scores.timings_ms:
        return None
    return table(
        "Time of each step, in milliseconds",
        [*words("Step"), *numbers("p50 (half are quicker)", "p95 (19 of 20 are quicker)")],
        (
            [step, f"{taken['p50']:.1f}", f"{taken['p95']:.1f}"]
            for step, taken in scores.timings_ms.items()
        ),
    )


def _attempts(name: str, rows: Sequence[Row]) -> list[Cell]:
    return [
        Cell(name),
        Cell(str(len(rows))),
        *(_counted(rows, value) for value in ATTEMPTED),
    ]


def _counted(rows: Sequence[Row], name: str) -> Cell:
    """Return how many attempts are so, with how many are not scored where any is."""
    values = [row.values.get(name) for row in rows]
    missing = sum(value is None for value in values)
    return Cell(total_of(values), (f"{missing} not scored",) if missing else ())
