"""Two runs beside each other, as text for a terminal."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.views.terminal import printable
from evals.suite.comparing import Comparison, Moved
from evals.suite.report.tables import NOTHING, interval, number

WIDE = 400
"""Wide enough for any name: no metric is cut short, whatever the terminal."""
PAIRED = (
    "Before and after are means over the cases that each run scores; the change, its interval and "
    "the counts\nare over those that both score, so that it may differ from after less before."
)


def comparison_text(comparison: Comparison) -> str:
    """Return what moved between two runs: every metric, and the cases that got better or worse."""
    parts = [_paired(comparison), _metrics(comparison.moved), PAIRED, *_cases(comparison.moved)]
    if comparison.regressions:
        names = ", ".join(moved.name for moved in comparison.regressions)
        parts.append(f"Headline figures that got worse beyond chance: {names}.")
    else:
        parts.append("No headline figure got worse beyond chance.")
    return "\n\n".join(parts)


def _paired(comparison: Comparison) -> str:
    lines = [f"{comparison.paired} cases stand in both runs."]
    for when, alone in (("first", comparison.alone_before), ("second", comparison.alone_after)):
        if alone:
            lines.append(f"Only in the {when} run, and not compared: {', '.join(alone)}.")
    if not comparison.enough:
        lines.append("These are too few of the first run for the comparison to mean much.")
    return printable("\n".join(lines))


def _metrics(moved: Sequence[Moved]) -> str:
    table = Table(box=None, pad_edge=False, header_style="")
    table.add_column("metric", no_wrap=True)
    for name in ("before", "after", "change", "95 % interval", "scored"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("better", "worse"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("")
    for one in moved:
        by_case = bool(one.better or one.worse or not one.change.value)
        table.add_row(
            Text(printable(one.name)),
            number(one.before.value),
            number(one.after.value),
            number(one.change.value, signed=True),
            interval(one.change, signed=True),
            str(one.change.scored),
            str(len(one.better)) if by_case else NOTHING,
            str(len(one.worse)) if by_case else NOTHING,
            _verdict(one),
        )
    written = io.StringIO()
    Console(file=written, width=WIDE, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def _verdict(moved: Moved) -> str:
    low, high = moved.change.low, moved.change.high
    if low is None or high is None or low <= 0 <= high:
        return ""
    return "worse beyond chance" if moved.regressed else "better beyond chance"


def _cases(moved: Sequence[Moved]) -> list[str]:
    """Return for each metric which cases got better and which worse, where any did."""
    found = []
    for one in moved:
        if one.better or one.worse:
            lines = [printable(one.name)]
            for word, ids in (("better", one.better), ("worse", one.worse)):
                if ids:
                    lines.append(f"  {word}: {printable(', '.join(ids))}")
            found.append("\n".join(lines))
    return ["Cases that moved", *found] if found else ["No case moved."]
