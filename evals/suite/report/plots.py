"""Plots as SVG that stands in a page: its colours, its typeface, and a text alternative.

The same values give the same bytes: identifiers come from a fixed salt, no date is written, and
widths are measured in the typeface that comes with matplotlib.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from evals.suite.report.against import BETTER, SAME, UNSURE, WORSE, Compared
from evals.suite.report.figures import HEADLINE_NAMES, Figures, split_name
from evals.suite.report.inline import FIRST, GRID, INK, MUTED, SECOND, THIRD, for_page
from evals.suite.report.knowing import Curve
from evals.suite.report.tables import number, with_interval

WIDTH = 340
"""In units of the drawing: narrow, so that its words can still be read on a telephone."""
ROW, LEGEND, AXIS = 26, 22, 46
"""Heights in the same units."""
LABEL_CHARACTERS = 17

_SERIES = ((FIRST, "o"), (SECOND, "s"), (THIRD, "D"), (MUTED, "^"))
_VERDICTS = {
    BETTER: (FIRST, "^"),
    WORSE: (SECOND, "v"),
    UNSURE: (MUTED, "o"),
    SAME: (MUTED, "s"),
    "": (MUTED, "x"),
}
_STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "guidance",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 12,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
    "grid.color": GRID,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot, ready to stand in a page."""

    svg: str
    caption: str


def headline_plot(columns: Sequence[tuple[str, Figures]]) -> Plot:
    """Return the headline figures of each of ``columns`` with their intervals."""

    def draw(axes: Axes) -> None:
        """Draw a point and its interval for each figure of each column."""
        step = 0.6 / max(1, len(columns))
        for place, (label, own) in enumerate(columns):
            colour, marker = _SERIES[place % len(_SERIES)]
            offset = (place - (len(columns) - 1) / 2) * step
            for row, name in enumerate(HEADLINE_NAMES):
                figure = own[name]
                if figure.value is not None:
                    _interval(axes, row + offset, figure.low, figure.high, colour)
                    axes.plot([figure.value], [row + offset], marker, color=colour, markersize=6)
            axes.plot([], [], marker, color=colour, markersize=6, label=label)
        _rows(axes, HEADLINE_NAMES)
        axes.set_xlim(-0.02, 1.02)
        axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize=11)
        axes.set_xlabel("0 is worst, 1 is best")

    said = "; ".join(
        f"{label}: " + ", ".join(f"{name} {with_interval(own[name])}" for name in HEADLINE_NAMES)
        for label, own in columns
    )
    height = ROW * 1.25 * len(HEADLINE_NAMES) + LEGEND * len(columns) + AXIS
    return _plot("headline", "Headline figures with 95 % intervals", said, height, draw)


def curve_plot(curve: Curve) -> Plot:
    """Return the risk–coverage curve of a split beside the best possible one."""

    def draw(axes: Axes) -> None:
        """Draw risk over coverage, as it is and as it could be at best."""
        shares = curve.curve.coverage
        axes.plot(shares, curve.curve.risk, color=FIRST, linewidth=2, label="as it is")
        axes.plot(
            shares, curve.best, color=SECOND, linewidth=2, linestyle="--", label="best possible"
        )
        axes.set_xlim(0, 1)
        axes.set_ylim(-0.02, 1.02)
        axes.set_xlabel("share of questions answered, surest first")
        axes.set_ylabel("share of those that goes wrong")
        axes.grid(True)
        axes.legend(loc="upper left", frameon=False, fontsize=11)

    title = f"Risk–coverage curve, {split_name(curve.split).lower()}"
    said = (
        f"Answering all {curve.questions} questions goes wrong for {curve.wrong}. "
        f"Area under the curve {number(curve.curve.area)}, best possible "
        f"{number(curve.curve.best_area)}; half of the questions answered, the surest ones, go "
        f"wrong for a share of {number(curve.curve.risk[(curve.questions - 1) // 2])}."
    )
    return _plot(f"curve {curve.split}", title, said, 270, draw)


def comparison_plot(comparison: Compared) -> Plot:
    """Return the difference from each other pipeline in one metric, with its interval."""
    beside = [one for one in comparison.beside if one.change.value is not None]

    def draw(axes: Axes) -> None:
        """Draw each change with its interval around no change."""
        axes.axvline(0, color=INK, linewidth=1)
        for row, one in enumerate(beside):
            colour, marker = _VERDICTS[one.verdict]
            _interval(axes, row, one.change.low, one.change.high, colour)
            axes.plot([one.change.value or 0.0], [row], marker, color=colour, markersize=8)
        _rows(axes, [one.pipeline for one in beside])
        furthest = max(
            [
                0.05,
                *(abs(end) for one in beside for end in (one.change.low, one.change.high) if end),
            ]
        )
        axes.set_xlim(-1.1 * furthest, 1.1 * furthest)
        axes.locator_params(axis="x", nbins=5)
        axes.set_xlabel("in use less the other")

    title = f"{comparison.metric}: in use less each other pipeline"
    said = "; ".join(
        f"{one.pipeline} {with_interval(one.change, signed=True)}, in use {one.verdict}"
        for one in beside
    )
    name = f"{comparison.split} {comparison.metric}"
    height = ROW * max(2, len(beside)) + AXIS
    return _plot(name, title, said, height, draw, "In use less each other pipeline")


def _interval(axes: Axes, row: float, low: float | None, high: float | None, colour: str) -> None:
    if low is not None and high is not None:
        axes.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(
        range(len(names)), [textwrap.fill(name, LABEL_CHARACTERS, max_lines=2) for name in names]
    )
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(True, axis="x")
    axes.set_axisbelow(True)


def _plot(
    name: str,
    title: str,
    said: str,
    height: float,
    draw: Callable[[Axes], None],
    caption: str = "",
) -> Plot:
    written = io.BytesIO()
    with style.context(_STYLE, after_reset=True):
        drawing = Drawing(figsize=(WIDTH / 72, height / 72), layout="constrained")
        draw(drawing.add_subplot())
        drawing.savefig(
            written, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    return Plot(for_page(written.getvalue(), name, title, said), caption or title)
