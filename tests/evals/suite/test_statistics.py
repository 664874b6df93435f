from __future__ import annotations

import pytest

from evals.suite.statistics import difference, difference_of_means, figures, mean_of


def rows(*values: float | None, name: str = "hit") -> list[dict[str, float | None]]:
    return [{name: value} for value in values]


def test_what_is_not_scored_is_not_zero_and_is_counted() -> None:
    figure = figures(rows(1.0, 0.0, None, 1.0), ["hit"])["hit"]
    assert figure.value == pytest.approx(2 / 3)
    assert (figure.scored, figure.not_scored) == (3, 1)


def test_a_value_that_no_case_has_is_none() -> None:
    figure = figures(rows(None, None), ["hit"])["hit"]
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert (figure.scored, figure.not_scored) == (0, 2)


def test_no_case_at_all_has_no_figure() -> None:
    assert figures([], ["hit"])["hit"].value is None


def test_the_interval_holds_the_mean_and_is_about_that_of_the_normal_approximation() -> None:
    figure = figures(rows(*[1.0] * 60, *[0.0] * 40), ["hit"])["hit"]
    assert figure.low is not None and figure.high is not None
    # 1.96 standard errors of a share of 0.6 among 100.
    assert figure.low == pytest.approx(0.6 - 0.096, abs=0.02)
    assert figure.high == pytest.approx(0.6 + 0.096, abs=0.02)


def test_the_same_cases_have_the_same_interval_on_every_run() -> None:
    once, again = (figures(rows(1.0, 0.0, 1.0), ["hit"]) for _ in range(2))
    assert once == again


def test_what_never_varies_has_no_width() -> None:
    figure = figures(rows(*[1.0] * 10), ["hit"])["hit"]
    assert (figure.low, figure.high) == (1.0, 1.0)


def test_balanced_accuracy_is_the_mean_of_two_shares_of_different_cases() -> None:
    answers = [*rows(1.0, 1.0, 1.0, 0.0, name="yes"), *rows(1.0, 0.0, name="no")]
    figure = mean_of(answers, ["yes", "no"])
    assert figure.value == pytest.approx((0.75 + 0.5) / 2)
    assert (figure.scored, figure.not_scored) == (6, 0)


def test_balanced_accuracy_of_one_side_alone_is_none() -> None:
    assert mean_of(rows(1.0, name="yes"), ["yes", "no"]).value is None


def test_a_difference_is_paired_case_by_case() -> None:
    before, after = rows(0.0, 1.0, None, 0.0), rows(1.0, 1.0, 1.0, 1.0)
    change = difference(before, after, "hit")
    assert change.value == pytest.approx(2 / 3)
    assert (change.scored, change.not_scored) == (3, 1)


def test_a_change_in_every_case_is_certain_and_none_is_none() -> None:
    sure = difference(rows(*[0.0] * 20), rows(*[1.0] * 20), "hit")
    assert sure.low == sure.high == 1.0
    same = difference(rows(*[1.0] * 20), rows(*[1.0] * 20), "hit")
    assert same.low == same.high == 0.0


def test_one_case_of_many_is_within_chance() -> None:
    change = difference(rows(*[1.0] * 50), rows(0.0, *[1.0] * 49), "hit")
    assert change.low is not None and change.high is not None
    assert change.low < 0 <= change.high


def test_the_difference_of_balanced_accuracies() -> None:
    before = [*rows(1.0, 0.0, name="yes"), *rows(1.0, 1.0, name="no")]
    after = [*rows(1.0, 1.0, name="yes"), *rows(0.0, 1.0, name="no")]
    change = difference_of_means(before, after, ["yes", "no"])
    assert change.value == pytest.approx((0.5 - 0.5) / 2)
