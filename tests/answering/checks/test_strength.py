from __future__ import annotations

import pytest

from assistant.answering.checks.strength import fault_in_strength
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Landlords must give notice.", "Landlords should give notice."),
        ("Landlords may give notice.", "Landlords must give notice."),
        ("Landlords give notice.", "Landlords must give notice."),
        ("Landlords can give notice.", "Landlords must give notice."),
        ("Trustees should meet.", "Trustees meet."),
        ("Schools are encouraged to publish it.", "Schools must publish it."),
        ("The scheme requires a deposit.", "The scheme takes a deposit."),
        ("Schools must publish it.", "There is no requirement to publish it."),
    ],
)
def test_a_raised_or_lowered_strength_is_found(said: str, source: str) -> None:
    assert fault(fault_in_strength, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Landlords have to give notice.", "Landlords must give notice."),
        ("Trustees do not have to meet.", "There is no requirement for trustees to meet."),
        ("Trustees ought to meet.", "Trustees should meet."),
        ("The plan covers ten years.", "The plan will cover ten years."),
        ("Governors are expected to attend.", "It is expected that governors attend."),
    ],
)
def test_the_same_strength_in_other_words_passes(said: str, source: str) -> None:
    assert fault(fault_in_strength, said, source) == ""
