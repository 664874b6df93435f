"""The few sentences that a report opens with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.suite.metrics import COVERAGE_PAIR, HEADLINE
from evals.suite.report.against import BETTER, WORSE, Compared
from evals.suite.report.figures import Figures
from evals.suite.report.tables import count_of, with_interval
from evals.suite.scoring import Row, Scores, of_split


def in_short(
    scores: Scores,
    figured: Mapping[str, Figures],
    compared: Mapping[str, Sequence[Compared]],
) -> list[str]:
    """Return what matters most in a run, in sentences; the first split speaks for the cases."""
    said: list[str] = []
    for split, own in list(figured.items())[:1]:
        rows = of_split(scores.default, split)
        said += [
            f"The figures of cases are those of the split “{split}”: {len(rows)} cases.",
            f"“{HEADLINE[0]}”: {with_interval(own[HEADLINE[0]])}.",
            *_endings(rows),
            *_compared(compared.get(split, ())),
        ]
    return [*said, *_subverted(scores.subversion), *_again(scores), *_time(scores)]


def _endings(rows: Sequence[Row]) -> list[str]:
    answered, declined = (
        [value for row in rows if (value := row.values.get(name)) is not None]
        for name in COVERAGE_PAIR
    )
    said = []
    if declined:
        wrongly = count_of(len(declined) - sum(declined), len(declined))
        said.append(
            f"Questions that the documents do not answer, answered all the same: {wrongly}."
        )
    if answered:
        wrongly = count_of(len(answered) - sum(answered), len(answered))
        said.append(f"Questions that the documents do answer, not answered: {wrongly}.")
    return said


def _compared(metrics: Sequence[Compared]) -> list[str]:
    verdicts = [one.verdict for metric in metrics for one in metric.beside if one.verdict]
    if not verdicts:
        return []
    better, worse = verdicts.count(BETTER), verdicts.count(WORSE)
    return [
        f"Beside other pipelines, in {len(verdicts)} comparisons: better beyond chance in "
        f"{better}, worse beyond chance in {worse}, neither in {len(verdicts) - better - worse}."
    ]


def _subverted(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    counts = {
        name: int(sum(row.values.get(name) or 0 for row in rows))
        for name in ("obeyed", "shown", "broke")
    }
    return [
        f"Of {len(rows)} attempts to subvert it, {counts['obeyed']} were obeyed, {counts['shown']} "
        f"had their words shown as a quotation, and {counts['broke']} broke it."
    ]


def _again(scores: Scores) -> list[str]:
    if not scores.asked_again:
        return []
    again = count_of(scores.same_again, scores.asked_again)
    return [f"Asked a second time, the same answer in every word: {again}."]


def _time(scores: Scores) -> list[str]:
    total = scores.timings_ms.get("total")
    if total is None:
        return []
    return [
        f"Half of the answers take {total['p50']:.0f} ms or less, 19 of 20 take "
        f"{total['p95']:.0f} ms or less."
    ]
