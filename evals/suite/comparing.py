"""What moved between two runs, case by case, and whether anything got worse for certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.suite.metrics import BALANCED, COVERAGE_PAIR, HEADLINE, METRICS
from evals.suite.scoring import Row, Scores
from evals.suite.statistics import Figure, difference, difference_of_means, figures, mean_of

MOSTLY = 0.9
"""A comparison of fewer than this share of the cases of the first run proves nothing."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One metric in two runs over the cases that both scored."""

    name: str
    before: Figure
    after: Figure
    change: Figure
    better: tuple[str, ...]
    """Ids of the cases that got better."""
    worse: tuple[str, ...]
    more_is_better: bool = True

    @property
    def regressed(self) -> bool:
        """Whether it got worse by more than chance explains: its whole interval is on that side."""
        low, high = self.change.low, self.change.high
        if low is None or high is None:
            return False
        return high < 0 if self.more_is_better else low > 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared over the cases that they share."""

    paired: int
    alone_before: tuple[str, ...]
    alone_after: tuple[str, ...]
    moved: tuple[Moved, ...]

    @property
    def enough(self) -> bool:
        """Whether the runs share enough cases for the comparison to mean something."""
        return self.paired >= MOSTLY * (self.paired + len(self.alone_before))

    @property
    def regressions(self) -> tuple[Moved, ...]:
        """The headline figures that got worse for certain."""
        return tuple(m for m in self.moved if m.name in (*HEADLINE, BALANCED) and m.regressed)


def compare(before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """Compare two runs of one pipeline; cases are paired by id."""
    old, new = {row.id: row for row in before}, {row.id: row for row in after}
    shared = [id for id in old if id in new]
    pairs = [(old[id], new[id]) for id in shared]
    directions = {metric.name: metric.more_is_better for metric in METRICS}
    moved = [_moved(name, more, pairs) for name, more in directions.items()]
    return Comparison(
        paired=len(shared),
        alone_before=tuple(id for id in old if id not in new),
        alone_after=tuple(id for id in new if id not in old),
        moved=(_balanced(pairs), *(m for m in moved if m.change.scored)),
    )


def compare_scores(before: Scores, after: Scores) -> Comparison:
    """Compare the pipelines in use of two runs."""
    return compare(before.default, after.default)


def _moved(name: str, more_is_better: bool, pairs: Sequence[tuple[Row, Row]]) -> Moved:
    pairs = [(old, new) for old, new in pairs if _both(old, new, name)]
    old, new = [one.values for one, _ in pairs], [other.values for _, other in pairs]
    up: list[str] = []
    down: list[str] = []
    for one, other in pairs:
        first, second = one.values[name] or 0.0, other.values[name] or 0.0
        if first != second:
            (up if second > first else down).append(one.id)
    better, worse = (up, down) if more_is_better else (down, up)
    return Moved(
        name=name,
        before=figures(old, [name])[name],
        after=figures(new, [name])[name],
        change=difference(old, new, name),
        better=tuple(better),
        worse=tuple(worse),
        more_is_better=more_is_better,
    )


def _both(old: Row, new: Row, name: str) -> bool:
    """Say whether two runs both score a case, so that like is compared with like."""
    return old.values.get(name) is not None and new.values.get(name) is not None


def _balanced(pairs: Sequence[tuple[Row, Row]]) -> Moved:
    pairs = [(old, new) for old, new in pairs if any(_both(old, new, n) for n in COVERAGE_PAIR)]
    old, new = [one.values for one, _ in pairs], [other.values for _, other in pairs]
    return Moved(
        name=BALANCED,
        before=mean_of(old, COVERAGE_PAIR),
        after=mean_of(new, COVERAGE_PAIR),
        change=difference_of_means(old, new, COVERAGE_PAIR),
        better=(),
        worse=(),
    )
