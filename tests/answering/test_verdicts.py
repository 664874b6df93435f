from __future__ import annotations

import pytest

from assistant.answering.verdicts import verdict
from assistant.domain import Proposition

LANDLORDS = Proposition("landlords", "must", "protect deposits")
CHAIR = Proposition("the chair", "can", "be the lead")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (LANDLORDS, "Landlords must protect deposits within 30 days."),
        (
            Proposition("landlords", "do", "have to protect deposits"),
            "Landlords must protect deposits.",
        ),
        (
            Proposition("every school", "does", "need a governor"),
            "Each school must have a governor.",
        ),
        (Proposition("tenants", "can", "appeal"), "Tenants may appeal."),
        (
            Proposition("the forum", "is", "a committee of the council"),
            "The forum is a committee of the council.",
        ),
        (
            Proposition("trustees", "must", "publish the report"),
            "The report is new, and trustees must publish the report.",
        ),
    ],
)
def test_a_clause_with_the_asked_subject_and_predicate_says_yes(
    asked: Proposition, said: str
) -> None:
    assert verdict(asked, said) is True


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (CHAIR, "The chair must not be the lead."),
        (CHAIR, "The chair cannot be the lead."),
        (
            Proposition("the forum", "does", "commission services"),
            "The forum does not commission services.",
        ),
        (
            Proposition("drivers", "are", "employed by the depot"),
            "Drivers are not employed by the depot.",
        ),
        (
            Proposition("drivers", "are", "employed by the depot", negated=True),
            "Drivers are employed by the depot.",
        ),
    ],
)
def test_a_clause_that_denies_it_says_no(asked: Proposition, said: str) -> None:
    assert verdict(asked, said) is False


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (LANDLORDS, "Landlords should protect deposits."),
        (LANDLORDS, "Landlords must protect deposits unless the tenant agrees."),
        (LANDLORDS, "Landlords must protect deposits, but only where the tenant asks."),
        (LANDLORDS, "Landlords must protect deposits; this holds unless the tenant agrees."),
        (LANDLORDS, "Unless the tenant agrees: landlords must protect deposits."),
        (LANDLORDS, "Landlords must protect deposits (except where the tenant agrees)."),
        (LANDLORDS, "Agents must protect deposits."),
        (LANDLORDS, "Landlords must protect gardens."),
        (LANDLORDS, "There is no requirement for landlords to protect deposits."),
        (LANDLORDS, "Must landlords protect deposits?"),
        (LANDLORDS, "Some landlords must protect deposits."),
        (Proposition("landlords", "can", "protect deposits"), "Landlords must protect deposits."),
        (
            Proposition("all leads", "must", "be different people"),
            "There is no requirement for leads to be different people.",
        ),
        (
            Proposition("only landlords", "must", "protect deposits"),
            "Landlords must protect deposits.",
        ),
        (Proposition("every board", "must", "publish a plan"), "The board must publish a plan."),
        (
            Proposition("landlords", "must", "protect deposits within 14 days"),
            "Landlords must protect deposits within 30 days.",
        ),
        (
            Proposition("the minister", "is", "the owner"),
            "It is proposed that the minister is the owner, which would be new.",
        ),
        (Proposition("", "is", "a fee"), "There is a fee."),
        (None, "Landlords must protect deposits."),
    ],
)
def test_what_does_not_settle_it_says_neither(asked: Proposition | None, said: str) -> None:
    assert verdict(asked, said) is None


def test_short_forms_are_the_same_words_as_what_they_stand_for() -> None:
    asked = Proposition("the GB", "must", "meet yearly")
    said = "The garden board must meet yearly."
    assert verdict(asked, said) is None
    assert verdict(asked, said, lambda text: text.replace("GB", "garden board")) is True
