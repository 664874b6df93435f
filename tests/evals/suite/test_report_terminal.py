from __future__ import annotations

from evals.suite.comparing import Comparison, compare
from evals.suite.report import comparison_text
from evals.suite.scoring import Row
from tests.evals.suite.made_scores import COVERED, DECLINED


def rows(*values: float | None, name: str = "hit@1") -> list[Row]:
    return [Row(f"c{n}", {name: value}, "test") for n, value in enumerate(values)]


def line_of(text: str, name: str) -> list[str]:
    """Return the words of the first line that begins with a name, the name left out."""
    found = next(line for line in text.splitlines() if line.startswith(name))
    return found.removeprefix(name).split()


def test_a_metric_is_told_before_after_and_its_change_with_interval() -> None:
    text = comparison_text(compare(rows(0.0, 1.0, 1.0, None), rows(1.0, 1.0, 1.0, 1.0)))
    told = line_of(text, "hit@1")
    assert told[:3] == ["0.67", "1.00", "+0.33"]
    assert told[4:5] == ["to"]
    assert told[6:] == ["3", "1", "0"]


def test_cases_that_moved_are_named_by_id() -> None:
    text = comparison_text(compare(rows(0.0, 1.0, 0.5), rows(1.0, 0.0, 0.5)))
    assert "hit@1\n  better: c0\n  worse: c1" in text
    assert "c2" not in text


def test_a_regression_of_a_headline_figure_is_said() -> None:
    worse = compare(rows(*[1.0] * 20), rows(*[0.0] * 20))
    text = comparison_text(worse)
    assert "Headline figures that got worse beyond chance: hit@1." in text
    assert "worse beyond chance" in " ".join(line_of(text, "hit@1"))


def test_an_improvement_is_said_as_such_where_less_is_better() -> None:
    name = "forbidden said"
    text = comparison_text(compare(rows(*[1.0] * 20, name=name), rows(*[0.0] * 20, name=name)))
    assert "better beyond chance" in " ".join(line_of(text, name))
    assert "No headline figure got worse beyond chance." in text


def test_nothing_moved_is_said() -> None:
    assert "No case moved." in comparison_text(compare(rows(1.0), rows(1.0)))


def test_balanced_accuracy_names_no_cases() -> None:
    before = [Row("a", {COVERED: 0.0}), Row("b", {DECLINED: 1.0})]
    after = [Row("a", {COVERED: 1.0}), Row("b", {DECLINED: 1.0})]
    told = line_of(comparison_text(compare(before, after)), "balanced accuracy")
    assert told[:3] == ["0.50", "1.00", "+0.50"]
    assert told[6:9] == ["2", "–", "–"]


def test_cases_of_one_run_alone_are_named_and_too_few_in_common_is_said() -> None:
    text = comparison_text(compare(rows(1.0, 1.0), rows(1.0)))
    assert "1 cases stand in both runs." in text
    assert "Only in the first run, and not compared: c1." in text
    assert "too few" in text


def test_an_id_cannot_command_the_terminal() -> None:
    before, after = [Row("a\x1b[31m", {"hit@1": 0.0})], [Row("a\x1b[31m", {"hit@1": 1.0})]
    text = comparison_text(compare(before, after))
    assert "\x1b" not in text
    assert "a[31m" in text


def test_a_name_is_never_cut_short_or_read_as_markup() -> None:
    name = "[bold]" + "very long " * 20
    figure = compare(rows(1.0), rows(1.0)).moved[1].change
    moved = compare(rows(1.0), rows(1.0)).moved[1]
    named = Comparison(1, (), (), (type(moved)(name, figure, figure, figure, (), ()),))
    assert name.strip() in comparison_text(named)
