"""Tables ready to print, and how a figure is written wherever a person reads it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from evals.suite.statistics import Figure

NOT_SCORED = "not scored"
NOTHING = "–"
MINUS = "−"
ALIKE = "all alike"
"""Said where every case has the same value: the interval then has no width and promises nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table."""

    text: str
    notes: tuple[str, ...] = ()
    """Smaller words below the text, a line each."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; neighbours with the same ``group`` share a heading above theirs."""

    name: str
    group: str = ""
    numeric: bool = True

    @property
    def label(self) -> str:
        """The name of the column where the heading above it is out of sight."""
        return f"{self.group}: {self.name}" if self.group else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def groups(self) -> list[tuple[str, list[Column]]]:
        """The headings above the columns, each with the columns below it."""
        return [(group, list(own)) for group, own in groupby(self.columns, lambda c: c.group)]

    @property
    def grouped(self) -> bool:
        """Whether any column stands below a shared heading."""
        return any(column.group for column in self.columns)


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell | str]]) -> Table:
    """Return a table; a plain string is a cell without notes."""
    return Table(
        caption,
        tuple(columns),
        tuple(
            tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows
        ),
    )


def words(*names: str) -> list[Column]:
    """Return columns that hold words."""
    return [Column(name, numeric=False) for name in names]


def numbers(*names: str, group: str = "") -> list[Column]:
    """Return columns that hold numbers."""
    return [Column(name, group) for name in names]


FIGURE_COLUMNS = ("mean", "95 % interval", "scored", NOT_SCORED)


def figure_cells(figure: Figure) -> list[Cell]:
    """Return a figure as cells for `FIGURE_COLUMNS`."""
    return [
        Cell(number(figure.value)),
        interval_cell(figure),
        Cell(str(figure.scored)),
        Cell(str(figure.not_scored)),
    ]


def interval_cell(figure: Figure, *, signed: bool = False) -> Cell:
    """Return an interval as a cell, with a word of warning where it has no width."""
    return Cell(interval(figure, signed=signed), alike(figure))


def alike(figure: Figure) -> tuple[str, ...]:
    """Return a note where every scored case has the same value: the interval has no width."""
    return (ALIKE,) if figure.low is not None and figure.low == figure.high else ()


def number(value: float | None, *, signed: bool = False) -> str:
    """Return a number to two decimals, or to as many as keep it from reading as 0 or 1.

    A share of 0.998 is not 1.00: whoever reads 1.00 takes it that nothing fell short.
    """
    if value is None:
        return NOT_SCORED
    text = ""
    for digits in (2, 3, 4):
        text = f"{abs(value):.{digits}f}"
        whole = round(float(text))
        if float(text) != whole or math.isclose(abs(value), whole, abs_tol=1e-9):
            break
    if not float(text):
        return text
    return f"{MINUS if value < 0 else '+' if signed else ''}{text}"


def interval(figure: Figure, *, signed: bool = False) -> str:
    """Return an interval as “low to high”."""
    if figure.low is None or figure.high is None:
        return NOTHING
    return f"{number(figure.low, signed=signed)} to {number(figure.high, signed=signed)}"


def with_interval(figure: Figure, *, signed: bool = False) -> str:
    """Return a figure with its interval in one phrase."""
    if figure.value is None:
        return NOT_SCORED
    return f"{number(figure.value, signed=signed)} ({interval(figure, signed=signed)})"


def count_of(count: float, whole: int) -> str:
    """Return “count of whole”; sums of shares are given to one decimal."""
    text = f"{count:.1f}".removesuffix(".0")
    return f"{text} of {whole}"


def total_of(values: Iterable[float | None]) -> str:
    """Return how many of the scored values are true, or that none is scored."""
    scored = [value for value in values if value is not None]
    return count_of(sum(scored), len(scored)) if scored else NOT_SCORED
