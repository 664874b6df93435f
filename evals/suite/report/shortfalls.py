"""What the pipeline in use gets wrong, counted: by metric, by type of question and by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals.suite.metrics import COVERAGE_PAIR, HEADLINE, METRICS, PARTS, Metric
from evals.suite.report.figures import BY_NAME, split_name, type_name
from evals.suite.report.tables import Cell, Table, count_of, numbers, table, words
from evals.suite.scoring import Row, Scores, of_split

NO_RIGHT_VALUE = "reading"
"""The part whose metrics describe our wording; none of their values is the right one."""
REPORTED_ONLY = "test"
"""The split whose cases nobody reads to mend anything, so none of them is listed."""
LOOKED_AT = tuple(dict.fromkeys((*HEADLINE, *COVERAGE_PAIR)))


def falls_short(metric: Metric, value: float | None) -> bool:
    """Say whether one case is short of the best value that a metric can have."""
    if value is None:
        return False
    return value < 1 if metric.more_is_better else value > 0


def by_metric(scores: Scores, split: str) -> Table:
    """Return how many cases fall short of each metric and of which types, the worst first."""
    rows = of_split(scores.default, split)
    counted = []
    for metric in METRICS:
        scored = [row for row in rows if row.values.get(metric.name) is not None]
        short = [row for row in scored if falls_short(metric, row.values[metric.name])]
        if short and metric.part != NO_RIGHT_VALUE:
            share = len(short) / len(scored)
            cells = (
                Cell(metric.name, (metric.meaning,)),
                Cell(PARTS[metric.part]),
                Cell(count_of(len(short), len(scored))),
                Cell(f"{100 * share:.0f} %"),
                Cell(_where(scored, short)),
            )
            counted.append((-share, -len(short), metric.name, cells))
    return table(
        f"Cases that fall short, {split_name(split).lower()}",
        [
            *words("Measure", "Part"),
            *numbers("Fall short", "Share"),
            *words("Of which type of question"),
        ],
        (cells for *_, cells in sorted(counted, key=lambda line: line[:3])),
    )


def never_short(scores: Scores, split: str) -> list[str]:
    """Return the metrics of which no scored case falls short, each with how many are scored."""
    rows = of_split(scores.default, split)
    found = []
    for metric in METRICS:
        values = [v for row in rows if (v := row.values.get(metric.name)) is not None]
        if (
            values
            and metric.part != NO_RIGHT_VALUE
            and not any(falls_short(metric, value) for value in values)
        ):
            found.append(f"{metric.name} ({len(values)} scored)")
    return found


def cases_to_look_into(scores: Scores, split: str) -> Table | None:
    """Return the cases of a split that fall short of headline metrics, the worst first.

    Nothing for the split that is only reported on.
    """
    if split == REPORTED_ONLY:
        return None
    found = []
    for row in of_split(scores.default, split):
        short = [
            name
            for name in LOOKED_AT
            if name in BY_NAME and falls_short(BY_NAME[name], row.values.get(name))
        ]
        if short:
            cells = (row.id, row.reader, type_name(row.type), str(len(short)), "; ".join(short))
            found.append((-len(short), row.id, cells))
    return table(
        f"Cases to look into, {split_name(split).lower()}",
        [
            *words("Case", "Reader", "Type"),
            *numbers("Headline measures missed"),
            *words("Which"),
        ],
        (cells for *_, cells in sorted(found)),
    )


def _where(scored: Sequence[Row], short: Sequence[Row]) -> str:
    """Return “definition 3 of 5; fact 2 of 9”, the types with most shortfalls first."""
    whole = Counter(row.type for row in scored)
    missed = Counter(row.type for row in short)
    order = sorted(missed, key=lambda type: (-missed[type], type))
    return "; ".join(f"{type_name(type)} {missed[type]} of {whole[type]}" for type in order)
