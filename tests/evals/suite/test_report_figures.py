from __future__ import annotations

from pathlib import PurePath

import pytest

from evals.suite.metrics import BALANCED, METRICS, PARTS
from evals.suite.pipelines import DEFAULT
from evals.suite.report import against, conduct, knowing, measured, shortfalls
from evals.suite.report.figures import (
    by_reader,
    by_split,
    by_type,
    columns_of,
    headline,
    parts,
    tutorial_column,
)
from evals.suite.report.in_short import in_short
from evals.suite.report.tables import Table, interval_cell, number, with_interval
from evals.suite.statistics import Figure
from tests.evals.suite.made_scores import DECLINED, cases, declined, found_only, only, row, scores


def line_of(table: Table, name: str) -> list[str]:
    """Return the texts of the row with a name, that of the first column left out."""
    return next([c.text for c in line[1:]] for line in table.rows if line[0].text == name)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "not scored"),
        (0.0, "0.00"),
        (1.0, "1.00"),
        (0.615, "0.61"),
        (0.998, "0.998"),
        (0.9996, "0.9996"),
        (0.001, "0.001"),
        (8.25, "8.25"),
        (-0.25, "−0.25"),
    ],
)
def test_a_number_reads_as_zero_or_one_only_where_it_is(value: float | None, written: str) -> None:
    assert number(value) == written


def test_a_difference_carries_its_sign_and_no_difference_none() -> None:
    assert [number(v, signed=True) for v in (0.25, -0.25, 0.0)] == ["+0.25", "−0.25", "0.00"]


def test_an_interval_without_width_is_marked() -> None:
    alike = interval_cell(Figure(1.0, 1.0, 1.0, 5, 0))
    assert (alike.text, alike.notes) == ("1.00 to 1.00", ("all alike",))
    assert interval_cell(Figure(0.5, 0.2, 0.8, 5, 0)).notes == ()


def test_what_is_not_scored_has_no_interval() -> None:
    assert with_interval(Figure(None, None, None, 0, 5)) == "not scored"


def test_every_metric_stands_in_its_part_with_its_not_scored_count() -> None:
    found = parts(by_split(scores()))
    assert [part.title for part in found] == list(PARTS.values())
    for part in found:
        names = [metric.name for metric in METRICS if metric.part == part.key]
        assert [line[0].text for line in part.table.rows] == names
        for name in names:
            scored, not_scored = (2, 4) if name == DECLINED else (4, 2)
            assert line_of(part.table, name)[3:5] == [str(scored), str(not_scored)]


def test_a_metric_without_scores_is_not_zero() -> None:
    table = next(p.table for p in parts(by_split(only(declined("a")))) if p.key == "retrieval")
    assert line_of(table, "hit@1")[1:] == ["not scored", "–", "0", "1"]


def test_the_headline_has_each_split_and_the_tutorial_beside_it() -> None:
    made = scores()
    table = headline([*columns_of(by_split(made)), *tutorial_column(made)])
    assert [group for group, _ in table.groups] == [
        "",
        "Test",
        "Tuning",
        "Tutorial pipeline, test",
    ]
    means = line_of(table, "hit@1")[1::4]
    assert means == ["0.50", "1.00", "0.50"]
    assert line_of(table, BALANCED)[1::4] == ["0.75", "0.75", "not scored"]


def test_readers_and_types_have_their_own_figures() -> None:
    readers, types = by_reader(scores(), "test"), by_type(scores(), "test")
    assert readers
    assert types
    assert [line[0].text for line in readers.rows] == ["plain", "policy"]
    hit = types.columns.index(next(c for c in types.columns if c.name == "hit@1"))
    fact, uncovered = types.rows
    assert (fact[hit].text, fact[hit].notes[-1]) == ("0.50", "4 of 4 scored")
    assert uncovered[hit].text == "not scored"


def test_one_group_alone_makes_no_table() -> None:
    assert by_type(only(row("a"), row("b")), "test") is None


def test_shortfalls_are_counted_by_type_and_the_worst_comes_first() -> None:
    table = shortfalls.by_metric(scores(), "test")
    assert [line[0].text for line in table.rows] == ["hit@1", DECLINED]
    assert line_of(table, "hit@1")[1:] == ["2 of 4", "50 %", "fact 2 of 4"]


def test_less_of_what_is_bad_does_not_fall_short() -> None:
    made = only(row("a", **{"forbidden said": 1.0}), row("b"))
    table = shortfalls.by_metric(made, "test")
    assert [line[0].text for line in table.rows] == ["forbidden said"]
    assert "hit@1 (2 scored)" in shortfalls.never_short(made, "test")


def test_how_our_words_read_is_never_wrong() -> None:
    made = only(row("a", **{"grade of our words": 9.0}))
    assert shortfalls.by_metric(made, "test").rows == ()


def test_cases_of_tuning_are_named_and_those_of_the_test_split_are_not() -> None:
    own = (*cases("test", 0.0), *cases("tuning", 0.0))
    made = scores(pipelines={DEFAULT: own})
    listed = shortfalls.cases_to_look_into(made, "tuning")
    assert listed
    assert [line[0].text for line in listed.rows] == ["tuning-2", "tuning-3", "tuning-5"]
    assert shortfalls.cases_to_look_into(made, "test") is None


def test_the_curve_has_its_area_and_the_best_possible_one() -> None:
    sure_and_wrong = row("c", **{"confidence": 0.9, "would go wrong": 1.0})
    [curve] = knowing.curves(
        only(sure_and_wrong, row("a", **{"confidence": 0.5}), row("b", **{"confidence": 0.4}))
    )
    assert curve.best == (0.0, 0.0, pytest.approx(1 / 3))
    assert [cell.text for cell in curve.table.rows[-1]][2:] == ["0.61", "0.11"]
    assert (curve.questions, curve.wrong) == (3, 1)


def test_without_confidence_there_is_no_curve() -> None:
    assert knowing.curves(only(row("a", confidence=None))) == []


def test_endings_are_counted_by_type() -> None:
    table = knowing.endings(scores(), "test")
    assert line_of(table, "fact")[:3] == ["4", "4 of 4", "not scored"]
    assert line_of(table, "not covered")[:3] == ["2", "not scored", "1 of 2"]


def test_a_pipeline_is_compared_over_the_same_cases_with_gains_and_losses() -> None:
    own = [row(str(n), **{"hit@1": float(n > 0)}) for n in range(30)]
    other = [row(str(n), **{"hit@1": float(n == 0)}) for n in range(29)]
    made = scores(pipelines={DEFAULT: tuple(own), "plain": tuple(other)})
    found = next(c for c in against.comparisons(made)["test"] if c.metric == "hit@1")
    [one] = found.beside
    assert (one.gains, one.losses, one.change.scored) == (28, 1, 29)
    assert one.change.value == pytest.approx(27 / 29)
    assert one.verdict == against.BETTER
    assert line_of(found.table, "plain")[-1] == "▲ better"


def test_what_another_pipeline_does_better_is_listed() -> None:
    own = tuple(row(str(n), **{"hit@1": 0.0}) for n in range(10))
    made = scores(
        pipelines={DEFAULT: own, "simple": tuple(row(str(n)) for n in range(10))},
    )
    compared = against.comparisons(made)
    assert against.losses(compared) == [
        "hit@1, test: “simple” has 1.00, the assistant in use 0.00: −1.00 (−1.00 to −1.00)"
    ]
    table = against.verdicts(compared["test"], "test")
    assert [c.text for c in table.rows[0]][:3] == ["simple", "0", "1"]


def test_where_less_is_better_more_is_worse() -> None:
    more = against.Beside(
        "other",
        "forbidden said",
        Figure(0.1, 0.0, 0.2, 9, 0),
        Figure(0.6, 0.5, 0.7, 9, 0),
        Figure(0.5, 0.3, 0.7, 9, 0),
        gains=0,
        losses=5,
    )
    assert more.verdict == against.WORSE


def test_a_pipeline_without_answers_is_not_scored_on_them() -> None:
    own = cases("test")
    others = {"tutorial": found_only(own, 0.0), "simple": own}
    made = scores(pipelines={DEFAULT: own, **others})
    found = next(c for c in against.comparisons(made)["test"] if c.metric == "fully right")
    assert line_of(found.table, "tutorial") == [
        "–", "–", "not scored", "–", "–", "–", "0", "6", "–",
    ]  # fmt: skip


def test_attempts_are_counted_by_kind_and_in_all() -> None:
    table = conduct.subversion(scores())
    assert table
    assert line_of(table, "hidden text") == ["1", "1 of 1", "0 of 1", "0 of 1", "1 of 1"]
    assert line_of(table, "role play")[-1] == "not scored"
    assert line_of(table, "All kinds") == ["2", "1 of 2", "1 of 2", "0 of 2", "1 of 1"]


def test_consistency_leaves_out_what_is_not_scored() -> None:
    table = conduct.consistency(scores())
    assert table
    assert line_of(table, "same evidence")[1:] == ["0.50", "0.50 to 0.50", "1", "1"]


def test_no_folder_of_the_machine_is_told() -> None:
    made = scores()
    told = [
        cell.text
        for table in (measured.conditions(made.about), measured.files(made))
        for line in table.rows
        for cell in line
    ]
    assert "small" in told
    assert not [text for text in told if PurePath(text).is_absolute() or "someone" in text]


def test_files_tell_how_much_of_them_was_scored() -> None:
    about = {"cases": ["test.jsonl", "consistency.jsonl", "subversion.jsonl"]}
    table = measured.files(scores(about=about))
    assert [[cell.text for cell in line] for line in table.rows] == [
        ["test.jsonl", "6 cases"],
        ["consistency.jsonl", "5 wordings in 2 groups"],
        ["subversion.jsonl", "2 attempts"],
    ]


def test_splits_tell_what_they_are_for() -> None:
    made = only(row("a", "theirs"), *cases("test"))
    table = measured.splits(made)
    assert [line[0].text for line in table.rows] == ["Test", "Theirs"]
    assert line_of(table, "Test")[1:] == ["6", "4", "2"]
    assert line_of(table, "Theirs")[0] == measured.OTHER_ROLE


def test_what_matters_most_is_told_in_sentences_with_its_losses() -> None:
    made = scores()
    said = in_short(made, by_split(made), against.comparisons(made))
    assert "Questions that the documents do not answer, answered all the same: 1 of 2." in said
    assert "Questions that the documents do answer, not answered: 0 of 4." in said
    assert any("1 were obeyed" in sentence for sentence in said)
    assert "Asked a second time, the same answer in every word: 6 of 7." in said


def test_nothing_is_told_of_what_was_not_done() -> None:
    said = in_short(only(), {}, {})
    assert said == []
