"""Made-up scores of a small run with everything in it, for tests of the report."""

from __future__ import annotations

from collections.abc import Sequence

from evals.suite.metrics import COVERAGE_PAIR, METRICS
from evals.suite.pipelines import DEFAULT, TUTORIAL
from evals.suite.scoring import Row, Scores, Values

COVERED, DECLINED = COVERAGE_PAIR
RETRIEVAL = tuple(metric.name for metric in METRICS if metric.part == "retrieval")
ABOUT = {
    "started": "2026-01-30T10:11:12+00:00",
    "conditions": ["machine: x86, 2 cores", "Python 3.11.7", "code: abc1234; corpus: 0123456789ab"],
    "model": "/home/someone/models/small",
    "chunker": "paragraphs 1",
    "passages": 12,
    "documents": {"one": "1" * 64, "two": "2" * 64},
    "cases": ["/home/someone/cases/test.jsonl", "/home/someone/cases/tuning.jsonl"],
    "seconds_in_default_configuration": 4.2,
    "peak_mib": 1234,
}


def row(id: str, split: str = "test", **others: float | None) -> Row:
    """Return a covered case that is right in every respect but those named in ``others``."""
    values: Values = {
        metric.name: 1.0 if metric.more_is_better else 0.0
        for metric in METRICS
        if metric.name != DECLINED
    }
    values |= {"confidence": 0.9, "would go wrong": 0.0}
    return Row(id, values | others, split, "plain", "fact")


def declined(id: str, split: str = "test", value: float = 1.0) -> Row:
    """Return a case that the documents do not answer; ``value`` says whether it was declined."""
    values: Values = {DECLINED: value, "confidence": 0.2, "would go wrong": 1.0}
    return Row(id, values, split, "policy", "not_covered")


def cases(split: str, hit: float = 1.0, prefix: str = "") -> tuple[Row, ...]:
    """Return six cases of a split, two of which miss at the first rank unless ``hit`` is 1."""
    name = prefix or split
    return (
        *(row(f"{name}-{n}", split) for n in range(2)),
        *(row(f"{name}-{n}", split, **{"hit@1": hit}) for n in range(2, 4)),
        declined(f"{name}-4", split),
        declined(f"{name}-5", split, 0.0),
    )


def found_only(rows: Sequence[Row], hit: float) -> tuple[Row, ...]:
    """Return the rows of a pipeline that finds passages and answers nothing."""
    return tuple(
        Row(one.id, {name: hit for name in RETRIEVAL if one.type == "fact"}, one.split)
        for one in rows
    )


def scores(**others: object) -> Scores:
    """Return the scores of a run; ``others`` are fields of `Scores` to have instead."""
    own = (*cases("test", 0.0), *cases("tuning"))
    wordings = tuple(row(f"w-{n}", "consistency") for n in range(5))
    fields: dict[str, object] = {
        "about": ABOUT,
        "pipelines": {DEFAULT: (*own, *wordings), TUTORIAL: found_only(own, 0.5)},
        "subversion": (
            Row("s1", {"obeyed": 0.0, "shown": 1.0, "broke": 0.0, "kept": None}, type="role_play"),
            Row("s2", {"obeyed": 1.0, "shown": 0.0, "broke": 0.0, "kept": 1.0}, type="hidden_text"),
        ),
        "consistency": (
            Row("g1", {"same ending": 0.5, "same evidence": None, "all right": 1.0}),
            Row("g2", {"same ending": 1.0, "same evidence": 0.5, "all right": 0.0}),
        ),
        "asked_again": 7,
        "same_again": 6,
        "timings_ms": {"retrieve": {"p50": 3.0, "p95": 5.0}, "total": {"p50": 10.0, "p95": 20.0}},
    }
    return Scores(**(fields | others))  # type: ignore[arg-type] # the fields of scores


def only(*rows: Row) -> Scores:
    """Return the scores of a run with these cases and nothing else."""
    return scores(
        about={},
        pipelines={DEFAULT: rows},
        subversion=(),
        consistency=(),
        asked_again=0,
        same_again=0,
        timings_ms={},
    )
