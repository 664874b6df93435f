from __future__ import annotations

from collections.abc import Mapping

from evals.suite.comparing import compare
from evals.suite.metrics import BALANCED
from evals.suite.scoring import Row


def rows(values: Mapping[str, float | None], name: str = "hit@1") -> list[Row]:
    return [Row(id, {name: value}, "tuning") for id, value in values.items()]


def test_cases_are_paired_by_id_and_those_alone_are_named() -> None:
    found = compare(rows({"a": 1.0, "b": 0.0}), rows({"b": 1.0, "c": 1.0}))
    assert found.paired == 1
    assert (found.alone_before, found.alone_after) == (("a",), ("c",))
    assert not found.enough


def test_what_moved_is_told_case_by_case() -> None:
    found = compare(
        rows({"a": 1.0, "b": 0.0, "c": 0.5, "d": None}),
        rows({"a": 0.0, "b": 1.0, "c": 0.5, "d": 1.0}),
    )
    moved = next(moved for moved in found.moved if moved.name == "hit@1")
    assert (moved.better, moved.worse) == (("b",), ("a",))
    assert moved.change.value == 0.0


def test_where_less_is_better_a_rise_is_worse() -> None:
    name = "forbidden said"
    found = compare(
        rows({str(n): 0.0 for n in range(30)}, name), rows({str(n): 1.0 for n in range(30)}, name)
    )
    moved = next(moved for moved in found.moved if moved.name == name)
    assert moved.regressed
    assert len(moved.worse) == 30


def test_a_headline_figure_that_falls_beyond_chance_is_a_regression() -> None:
    before = rows({str(n): 1.0 for n in range(50)})
    after = rows({str(n): float(n >= 15) for n in range(50)})
    assert [moved.name for moved in compare(before, after).regressions] == ["hit@1"]


def test_a_fall_within_chance_and_a_rise_are_none() -> None:
    before = rows({str(n): float(n != 0) for n in range(50)})
    after = rows({str(n): float(n != 1) for n in range(50)})
    assert compare(before, after).regressions == ()
    assert compare(after, rows({str(n): 1.0 for n in range(50)})).regressions == ()


def test_a_figure_that_is_no_headline_is_no_regression() -> None:
    name = "citation precision"
    before = rows({str(n): 1.0 for n in range(30)}, name)
    after = rows({str(n): 0.0 for n in range(30)}, name)
    assert compare(before, after).regressions == ()


def test_balanced_accuracy_is_compared_and_can_regress() -> None:
    def answered(share: float) -> list[Row]:
        covered = rows({f"y{n}": float(n < share * 40) for n in range(40)}, "covered, answered")
        return covered + rows({f"n{n}": 1.0 for n in range(40)}, "not covered, declined")

    found = compare(answered(1.0), answered(0.5))
    assert found.moved[0].name == BALANCED
    assert BALANCED in [moved.name for moved in found.regressions]
