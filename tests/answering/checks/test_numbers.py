from __future__ import annotations

import pytest

from assistant.answering.checks.numbers import fault_in_numbers
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Repairs are done within 21 days.", "Repairs are done within 14 days."),
        ("The rent is £520 a month.", "The rent is £250 a month."),
        ("The fund is valued every month.", "The fund is valued every quarter."),
        ("Appeals close on 3 May 2023.", "Appeals close on 3 May 2024."),
        ("Pupils over 16 may apply.", "Pupils under 16 may apply."),
        (
            "There were 12 homes in 2020 and 40 in 2021.",
            "There were 40 homes in 2020 and 12 in 2021.",
        ),
        ("Each panel has two members.", "Each panel has one member."),
        (
            "Two panels sit in each town.",
            "A panel and a council sit in each town; panels are small.",
        ),
    ],
)
def test_a_number_that_is_not_the_sources_is_found(said: str, source: str) -> None:
    assert fault(fault_in_numbers, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Repairs are done within fourteen days.", "Repairs are done within 14 days."),
        ("The pension is 1.5 million pounds.", "The pension is 1,500,000 pounds."),
        ("Accounts are drawn up yearly.", "Accounts are drawn up every year."),
        ("Two things are weighed: cost and noise.", "Officers weigh cost and noise."),
        ("By 2022 the two options were known.", "The two options were known by 2022."),
    ],
)
def test_the_same_number_in_another_form_passes(said: str, source: str) -> None:
    assert fault(fault_in_numbers, said, source) == ""
