from __future__ import annotations

import pytest

from assistant.answering.checks.lists import fault_in_lists
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Trustees weigh cost and safety.", "Trustees weigh cost, noise and safety."),
        ("Schools teach maths, music.", "Schools teach maths, music and sport."),
        ("The landlord signs the lease.", "The landlord and the tenant sign the lease."),
    ],
)
def test_an_item_left_out_is_found(said: str, source: str) -> None:
    assert fault(fault_in_lists, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Trustees weigh cost, noise and safety.", "Trustees weigh cost, noise and safety."),
        ("Trustees weigh cost, among others.", "Trustees weigh cost, noise and safety."),
        ("Schools teach subjects such as maths.", "Schools teach maths, music and sport."),
        ("The panel sits in May.", "The panel sits in May, and it hears appeals."),
    ],
)
def test_a_whole_list_or_one_said_to_be_part_passes(said: str, source: str) -> None:
    assert fault(fault_in_lists, said, source) == ""
