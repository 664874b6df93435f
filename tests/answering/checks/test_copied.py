from __future__ import annotations

import pytest

from assistant.answering.checks.copied import fault_in_copy
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        (
            "Trustees may meet and may vote by post in any year.",
            "Trustees must meet and may vote by post in any year.",
        ),
        (
            "There is not no rule on fences between two gardens.",
            "There is no rule on fences between two gardens.",
        ),
        (
            "The tenant tells the tenant in writing about each repair.",
            "The landlord tells the tenant in writing about each repair.",
        ),
    ],
)
def test_one_word_changed_in_a_copy_is_found(said: str, source: str) -> None:
    assert fault(fault_in_copy, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        (
            "Trustees must meet and may vote by post in any year.",
            "Trustees must meet and may vote by post in any year.",
        ),
        (
            "It is up to trustees to vote by post.",
            "Trustees must meet and may vote by post in any year.",
        ),
        (
            "Trustees must meet and must vote in any year.",
            "Trustees must meet and vote in any year.",
        ),
    ],
)
def test_a_copy_or_a_wording_of_ones_own_passes(said: str, source: str) -> None:
    assert fault(fault_in_copy, said, source) == ""
