"""Means with bootstrap intervals, and what is sure of a difference between two runs.

The percentile bootstrap of Efron and Tibshirani, *An Introduction to the Bootstrap* (1993): cases
are drawn with replacement; a figure that only some cases have is the mean of those drawn that do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

RESAMPLES = 2_000
SEED = 7
LEVEL = 0.95

Array = npt.NDArray[np.float64]
Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over cases with its 95 % interval; none where no case is scored."""

    value: float | None
    low: float | None
    high: float | None
    scored: int
    not_scored: int


def figures(rows: Sequence[Values], names: Sequence[str]) -> dict[str, Figure]:
    """Return the mean of each named value over ``rows``, each row the values of one case."""
    values = _table(rows, names)
    drawn = _drawn(len(rows))
    return {
        name: _figure(values[:, place], _means(drawn, values[:, place]))
        for place, name in enumerate(names)
    }


def mean_of(rows: Sequence[Values], names: Sequence[str]) -> Figure:
    """Return the mean of the means of several values, such as balanced accuracy of two shares."""
    values = _table(rows, names)
    drawn = _drawn(len(rows))
    means = np.mean([_means(drawn, column) for column in values.T], axis=0)
    scored = ~np.isnan(values)
    whole = scored.any(axis=1).sum()
    if not scored.any(axis=0).all():
        return Figure(None, None, None, int(whole), len(rows) - int(whole))
    value = float(np.mean([column[~np.isnan(column)].mean() for column in values.T]))
    low, high = _interval(means)
    return Figure(value, low, high, int(whole), len(rows) - int(whole))


def difference(before: Sequence[Values], after: Sequence[Values], name: str) -> Figure:
    """Return the mean difference, after less before, over cases that both score, with interval.

    The two sequences hold the same cases in the same order.
    """
    old, new = _table(before, [name])[:, 0], _table(after, [name])[:, 0]
    changes = new - old
    return _figure(changes, _means(_drawn(len(changes)), changes))


def difference_of_means(
    before: Sequence[Values], after: Sequence[Values], names: Sequence[str]
) -> Figure:
    """Return the difference of `mean_of`, over the same cases in the same order."""
    old, new = _table(before, names), _table(after, names)
    both = ~np.isnan(old) & ~np.isnan(new)
    changes = np.where(both, new - old, np.nan)
    drawn = _drawn(len(changes))
    scored = int(both.any(axis=1).sum())
    if not both.any(axis=0).all():
        return Figure(None, None, None, scored, len(changes) - scored)
    value = float(np.mean([column[~np.isnan(column)].mean() for column in changes.T]))
    low, high = _interval(np.mean([_means(drawn, column) for column in changes.T], axis=0))
    return Figure(value, low, high, scored, len(changes) - scored)


def _table(rows: Sequence[Values], names: Sequence[str]) -> Array:
    return np.array(
        [[np.nan if (v := row.get(name)) is None else v for name in names] for row in rows],
        dtype=np.float64,
    ).reshape(len(rows), len(names))


@lru_cache(maxsize=32)
def _drawn(cases: int) -> Array:
    """Return how often each resample draws each case: resamples × cases."""
    if not cases:
        return np.zeros((RESAMPLES, 0))
    drawn = np.random.default_rng(SEED).multinomial(cases, [1 / cases] * cases, size=RESAMPLES)
    table = drawn.astype(np.float64)
    # Shared by all who ask for this number of cases.
    table.setflags(write=False)
    return table


def _means(drawn: Array, values: Array) -> Array:
    scored = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        means: Array = (drawn @ np.where(scored, values, 0.0)) / (drawn @ scored)
    return means


def _figure(values: Array, means: Array) -> Figure:
    scored = values[~np.isnan(values)]
    missing = len(values) - len(scored)
    if not len(scored):
        return Figure(None, None, None, 0, missing)
    low, high = _interval(means)
    return Figure(float(scored.mean()), low, high, len(scored), missing)


def _interval(means: Array) -> tuple[float, float]:
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.nanpercentile(means, [tail, 100 - tail])
    return float(low), float(high)
