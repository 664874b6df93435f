from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.domain import Outcome, Strength
from evals.metrics.faithfulness import (
    conditions_kept,
    names_kept,
    negation_kept,
    numbers_kept,
    strength_kept,
)
from evals.suite.records import Record, Said
from tests.evals.metrics.told import cited, told

MUST, SHOULD, NONE = Strength.MUST, Strength.SHOULD, Strength.NONE
ALL = (strength_kept, negation_kept, numbers_kept, names_kept, conditions_kept)
LEAD = (
    "Each ICB must have a board-level executive lead for SEND, unless NHS England agrees otherwise."
)
AGE = "The lead should act for people under 25, at least twice a year, where families ask."
FREE = "There is no requirement for the roles to be held by separate people."
LISTED = "The board must: agree a plan by 8 February 2021 publish it"
LIST = "The board must: agree a plan by 8 February 2021; publish the plan; and not charge for it."

Metric = Callable[[Record], float | None]


@pytest.mark.parametrize("metric", ALL, ids=lambda m: m.__name__)
@pytest.mark.parametrize(
    ("text", "shown", "strength"),
    [
        (f"“{LEAD}”", LEAD, MUST),
        (f"“{AGE}”", f"{LEAD} {AGE}", SHOULD),
        (f"“{FREE}”", FREE, Strength.NO_REQUIREMENT),
        ("“The board must:”\n• “agree a plan by 8 February 2021”\n• “publish it”", LISTED, MUST),
        ("“… an executive lead for SEND …”", "an executive lead for SEND", NONE),
        (
            "Unless NHS England agrees otherwise, every integrated care board has to have an "
            "executive lead for SEND on its board.",
            LEAD,
            MUST,
        ),
        ("The lead should act at least twice a year for under 25s if families ask.", AGE, SHOULD),
        ("No. The roles do not have to be held by separate people.", FREE, Strength.NO_REQUIREMENT),
        ("The board must agree a plan by February 2021. It must publish the plan.", LIST, MUST),
    ],
    ids=[
        "quoted", "one sentence of two", "no requirement", "list", "short form", "plain must",
        "plain should", "plain no requirement", "plain list",
    ],
)  # fmt: skip
def test_a_true_wording_holds_in_every_respect(
    metric: Metric, text: str, shown: str, strength: Strength
) -> None:
    assert metric(told(text, shown, strength=strength)) == 1.0


@pytest.mark.parametrize(
    ("metric", "text", "shown", "strength"),
    [
        (strength_kept, f"“{LEAD}”", LEAD, SHOULD),
        (strength_kept, f"“{LEAD}”", LEAD, NONE),
        (strength_kept, f"“{FREE}”", FREE, MUST),
        (strength_kept, "The lead must act for people under 25.", AGE, SHOULD),
        (strength_kept, "Each ICB should have an executive lead for SEND.", LEAD, MUST),
        (strength_kept, "Each ICB has an executive lead for SEND.", LEAD, MUST),
        (strength_kept, "“publish the plan”", LIST, Strength.LISTED),
        (negation_kept, "The roles must be held by separate people.", FREE, NONE),
        (negation_kept, "The lead should not act for people under 25.", AGE, SHOULD),
        (negation_kept, "The board must charge for the plan.", "It must not charge for it.", MUST),
        (numbers_kept, "The lead should act for people under 18.", AGE, SHOULD),
        (numbers_kept, "The lead should act for people over 25.", AGE, SHOULD),
        (numbers_kept, "The board must agree a plan by 9 February 2021.", LIST, MUST),
        (numbers_kept, "The board must agree three plans.", LIST, MUST),
        (names_kept, "Each ICB must have a lead, unless NHS Wales agrees.", LEAD, MUST),
        (names_kept, "Each ICP must have an executive lead for SEND.", LEAD, MUST),
        (conditions_kept, "Each ICB must have an executive lead for SEND.", LEAD, MUST),
        (conditions_kept, "“Each ICB must have a … lead for SEND”", LEAD, MUST),
        (conditions_kept, "The lead should act twice a year, where families ask.", AGE, SHOULD),
        (conditions_kept, "The lead should act for people at least twice a year.", AGE, SHOULD),
        (conditions_kept, "Only the board must publish the plan.", LIST, MUST),
    ],
)  # fmt: skip
def test_a_wording_that_changes_the_meaning_does_not_hold(
    metric: Metric, text: str, shown: str, strength: Strength
) -> None:
    assert metric(told(text, shown, strength=strength)) == 0.0


def test_what_a_long_quotation_says_elsewhere_need_not_be_told() -> None:
    answer = told("The roles need not be held by separate people.", f"{LEAD} {AGE} {FREE}")
    assert conditions_kept(answer) == 1.0
    assert negation_kept(answer) == 1.0


def test_a_number_or_name_left_out_is_no_fault() -> None:
    answer = told("The lead should act at least twice a year, where families ask.", AGE)
    assert numbers_kept(answer) == 1.0
    assert names_kept(told("Each ICB must have a lead.", LEAD)) == 1.0


def test_one_true_statement_of_two_is_a_half() -> None:
    answer = Record(
        "c1",
        (),
        Outcome.ANSWERED,
        statements=(Said(f"“{LEAD}”", (1,), MUST), Said(f"“{LEAD}”", (1,), SHOULD)),
        citations=(cited(1, LEAD),),
    )
    assert strength_kept(answer) == 0.5
    assert negation_kept(answer) == 1.0


@pytest.mark.parametrize("metric", ALL, ids=lambda m: m.__name__)
def test_a_statement_is_judged_only_against_citations_that_are_there(metric: Metric) -> None:
    assert metric(told(f"“{LEAD}”", strength=MUST)) is None
    answer = told(f"“{LEAD}”", LEAD, strength=MUST)
    uncited = Said("Ofsted must not pay £3 unless asked.", (9,), NONE)
    assert metric(replace(answer, statements=(*answer.statements, uncited))) == 1.0


@pytest.mark.parametrize("metric", ALL, ids=lambda m: m.__name__)
def test_no_statement_and_no_answer_are_not_scored(metric: Metric) -> None:
    assert metric(Record("c1", (), Outcome.REFUSED)) is None
    assert metric(told(f"“{LEAD}”", LEAD, outcome=None, strength=MUST)) is None


@pytest.mark.parametrize("metric", ALL, ids=lambda m: m.__name__)
def test_the_closest_place_shown_with_a_refusal_is_judged_too(metric: Metric) -> None:
    closest = told(f"“{LEAD}”", LEAD, strength=MUST, outcome=Outcome.NOT_IN_DOCUMENTS)
    assert metric(closest) == 1.0
