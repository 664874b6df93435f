"""What growth costs, as a table and as a plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Synced:
    """What one sync cost; ``seconds`` by stage, without any of a model."""

    documents: int
    passages: int
    left_out: int
    seconds: Mapping[str, float]
    alone: float
    """MiB of the process before it syncs."""
    peak: float
    """MiB."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What opening an index and asking questions cost."""

    passages: int
    open_seconds: float
    first: float
    """Milliseconds of a first question, which alone pays for such things as reading the graph."""
    large: Sequence[float]
    """Milliseconds until the evidence was there, a question each."""
    few: Sequence[float]
    """The same of the five documents, asked between."""
    alone: float
    """MiB of the process with its model, before it opens an index."""
    peak: float
    """MiB, with the five documents' own index."""

    @property
    def ratio(self) -> float:
        """How many times longer a question takes than with five documents, in the median."""
        return median(one / other for one, other in zip(self.large, self.few, strict=True))


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus of one size, synced and asked."""

    synced: Synced
    asked: Asked
    corpus: int
    """Bytes."""
    index: Mapping[str, int]
    """Bytes by part."""


def report(measured: Sequence[Measured], ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Return all figures as Markdown."""
    beside = median(one / other for one, other in zip(ours, theirs, strict=True))
    lines = [
        f"Five documents, question by question in one process: whole retrieval p50 "
        f"{median(ours):.0f} ms, the tutorial pipeline's {median(theirs):.0f} ms; ratio of the "
        f"medians {median(ours) / median(theirs):.2f}, median of the ratios {beside:.2f}.",
        "",
        "| passages | retrieval p50 ms | p95 ms | five documents beside it p50 | p95 | ratio | "
        "opened s | first ms | memory of asking MiB | with the model alone |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for one in (each.asked for each in measured):
        middle, high = np.percentile(one.large, [50, 95])
        few, few_high = np.percentile(one.few, [50, 95])
        lines.append(
            f"| {one.passages:,} | {middle:.0f} | {high:.0f} | {few:.0f} | {few_high:.0f} | "
            f"{one.ratio:.2f} | {one.open_seconds:.1f} | {one.first:.0f} | {one.peak:,.0f} | "
            f"{one.alone:,.0f} |"
        )
    lines += _syncs(measured)
    return "\n".join(lines) + "\n"


def _syncs(measured: Sequence[Measured]) -> list[str]:
    lines = []
    for one in measured:
        parts = ", ".join(f"{part} {size / 1e6:.0f}" for part, size in one.index.items() if size)
        on_disk = f"on disk {sum(one.index.values()) / 1e6:.0f} MB ({parts})"
        made = one.synced
        stages = ", ".join(f"{stage} {taken:.1f}" for stage, taken in made.seconds.items())
        left_out = f", {made.left_out} left out" if made.left_out else ""
        lines.append(
            f"\n{made.passages:,} passages in {made.documents:,} documents{left_out}, "
            f"{one.corpus / 1e6:.1f} MB: synced in {sum(made.seconds.values()):.0f} s without the "
            f"model ({stages}); peak memory {made.peak:,.0f} MiB, of which the process "
            f"before it {made.alone:,.0f}; {on_disk}."
        )
    return lines


def write_plot(measured: Sequence[Measured], path: Path) -> None:
    """Draw time and memory over the number of passages."""
    sizes = [one.asked.passages for one in measured]
    with rc_context({"svg.hashsalt": "guidance", "svg.fonttype": "none"}):
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        times, memory = figure.subplots(1, 2)
        for share, marker in ((50, "o"), (95, "^")):
            times.plot(
                sizes,
                [np.percentile(one.asked.large, share) for one in measured],
                marker,
                linestyle="-",
                label=f"p{share}",
            )
        times.plot(
            sizes,
            [np.percentile(one.asked.few, 50) for one in measured],
            "s",
            linestyle="--",
            label="p50, five documents beside it",
        )
        times.set(xscale="log", xlabel="passages", ylabel="retrieval, ms", ylim=(0, None))
        memory.plot(sizes, [one.asked.peak for one in measured], "o-", label="asking")
        memory.plot(sizes, [one.synced.peak for one in measured], "^-", label="sync")
        memory.set(xscale="log", xlabel="passages", ylabel="peak memory, MiB", ylim=(0, None))
        for axes in (times, memory):
            axes.legend(frameon=False)
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, metadata={"Date": None})
