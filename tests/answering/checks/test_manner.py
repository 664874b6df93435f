from __future__ import annotations

import pytest

from assistant.answering.checks.manner import fault_in_manner
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("I think that roofs are repaired.", "Roofs are repaired."),
        ("As an AI I cannot say.", "Roofs are repaired."),
        ("The sources provided say so.", "Roofs are repaired."),
        ("Roofs are repaired. Visit the website.", "Roofs are repaired."),
        ("Please call the landlord.", "Roofs are repaired."),
        ("See https://example.org for more.", "Roofs are repaired."),
        ("You should write to them.", "Roofs are repaired."),
    ],
)
def test_talk_about_itself_and_orders_are_found(said: str, source: str) -> None:
    assert fault(fault_in_manner, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Contact says that roofs are repaired.", "Roofs are repaired."),
        ("Reading is taught.", "Reading is taught."),
        ("You should keep receipts.", "You should keep receipts."),
        ("Grade I buildings are listed.", "Grade I buildings are listed."),
    ],
)
def test_what_documents_say_passes(said: str, source: str) -> None:
    assert fault(fault_in_manner, said, source) == ""
