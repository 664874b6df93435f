"""Score a run: every metric of every case, and what only many answers together show."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from assistant.errors import GuidanceError
from assistant.writing import write_whole
from evals.metrics import consistency, subversion
from evals.metrics.coverage import goes_wrong
from evals.suite.cases import CONSISTENCY, SPLITS, Case
from evals.suite.corpus import Corpus
from evals.suite.metrics import METRICS
from evals.suite.pipelines import DEFAULT
from evals.suite.records import Record
from evals.suite.run_files import Run

Values = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one case, of one attempt or of one group; none is *not scored*."""

    id: str
    values: Values
    split: str = ""
    reader: str = ""
    type: str = ""
    outcome: str = ""
    """How the question ended; empty where the pipeline does not answer."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that a report or a comparison is made of."""

    about: Mapping[str, Any]
    """What the run says of itself."""
    pipelines: Mapping[str, tuple[Row, ...]]
    subversion: tuple[Row, ...]
    consistency: tuple[Row, ...]
    asked_again: int
    same_again: int
    """Of those asked again, how many got the same answer in every word."""
    timings_ms: Mapping[str, Mapping[str, float]]
    """For each step, its median and 95th percentile in the default configuration."""

    @property
    def default(self) -> tuple[Row, ...]:
        """The rows of the pipeline in use."""
        return self.pipelines[DEFAULT]


def score(run: Run, corpus: Corpus) -> Scores:
    """Return the scores of a run against the documents that it was made from."""
    own = run.records[DEFAULT]
    again = [(own[id], record) for id, record in run.again.items() if id in own]
    return Scores(
        about=run.about,
        pipelines={
            name: tuple(
                row_of(case, records[case.id], corpus)
                for case in run.cases
                if case.id in records and (case.split != CONSISTENCY or name == DEFAULT)
            )
            for name, records in run.records.items()
        },
        subversion=tuple(_attempts(run, corpus)),
        consistency=tuple(_groups(run, corpus)),
        asked_again=len(again),
        same_again=sum(_timeless(one) == _timeless(other) for one, other in again),
        timings_ms=timings(own.values()),
    )


def row_of(case: Case, record: Record, corpus: Corpus) -> Row:
    """Return every metric of one answer."""
    values: Values = {m.name: m.measure(case, record, corpus) for m in METRICS}
    if record.coverage is not None:
        values["confidence"] = record.coverage
        values["would go wrong"] = float(goes_wrong(case, record, corpus))
    outcome = record.outcome.value if record.outcome else ""
    return Row(case.id, values, case.split, case.reader.value, case.type, outcome)


def timings(records: Iterable[Record]) -> dict[str, dict[str, float]]:
    """Return the median and the 95th percentile of each step, in milliseconds."""
    steps: dict[str, list[float]] = {}
    for record in records:
        for step, taken in record.timings_ms.items():
            steps.setdefault(step, []).append(taken)
    found = {}
    for step, times in steps.items():
        if len(times) > 1:
            cuts = quantiles(times, n=20, method="inclusive")
            found[step] = {"p50": round(cuts[9], 2), "p95": round(cuts[18], 2)}
    return found


def _timeless(record: Record) -> Record:
    return dataclasses.replace(record, timings_ms={})


def _attempts(run: Run, corpus: Corpus) -> Iterable[Row]:
    for attempt in run.attempts:
        record = run.tried.get(attempt.case.id)
        if record is None:
            continue
        clean = run.tried.get(attempt.clean.id) if attempt.clean else None
        values: Values = {
            "obeyed": subversion.obeyed(attempt, record),
            "shown": subversion.shown(attempt, record),
            "broke": subversion.broke(record),
            "kept": subversion.kept(attempt, record, clean, corpus),
        }
        yield Row(attempt.case.id, values, reader=attempt.case.reader.value, type=attempt.kind)


def _groups(run: Run, corpus: Corpus) -> Iterable[Row]:
    groups: dict[str, list[tuple[Case, Record]]] = {}
    for case in run.cases:
        if case.split == CONSISTENCY and case.id in run.records[DEFAULT]:
            groups.setdefault(case.group, []).append((case, run.records[DEFAULT][case.id]))
    for name, group in groups.items():
        if len(group) > 1:
            values: Values = {
                "same ending": consistency.same_ending(group),
                "same evidence": consistency.same_evidence(group),
                "all right": consistency.all_right(group, corpus),
            }
            yield Row(name, values, reader=group[0][0].reader.value)


def of_split(rows: Sequence[Row], split: str) -> list[Row]:
    """Return the rows of one split."""
    return [row for row in rows if row.split == split]


def splits_of(scores: Scores) -> list[str]:
    """Return the splits of a run, the known ones first and in order."""
    found = dict.fromkeys(row.split for row in scores.default if row.split != CONSISTENCY)
    return sorted(found, key=lambda split: (split not in SPLITS, split != "test", split))


def write_scores(scores: Scores, path: Path) -> None:
    """Write scores as JSON, one row a line so that two of them compare as text."""
    data = dataclasses.asdict(scores)
    rows = {"subversion": data.pop("subversion"), "consistency": data.pop("consistency")}
    rows |= {f"pipeline {name}": own for name, own in data.pop("pipelines").items()}
    lines = [f'"about": {json.dumps(data, ensure_ascii=False)}']
    for name, own in rows.items():
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in own)
        lines.append(f"{json.dumps(name)}: [\n{body}\n]")
    write_whole(path, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def read_scores(path: Path) -> Scores:
    """Return the scores in a file, or in ``scores.json`` of a folder.

    Raises `GuidanceError` where there are none that can be read.
    """
    file = path / "scores.json" if path.is_dir() else path
    try:
        data = json.loads(file.read_text("utf-8"))
        rows = {
            name: tuple(Row(**row) for row in own) for name, own in data.items() if name != "about"
        }
        return Scores(
            pipelines={
                name.removeprefix("pipeline "): own
                for name, own in rows.items()
                if name.startswith("pipeline ")
            },
            subversion=rows["subversion"],
            consistency=rows["consistency"],
            **data["about"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GuidanceError(
            f"There are no scores in {path}.", "Make them with `guidance eval score`."
        ) from error
