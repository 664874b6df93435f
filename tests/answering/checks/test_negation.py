from __future__ import annotations

import pytest

from assistant.answering.checks.negation import fault_in_negation
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Tenants must not pay the fee.", "Tenants must pay the fee."),
        ("Tenants pay the fee.", "Tenants do not pay the fee."),
        (
            "Panels keep notes, and do not publish minutes.",
            "Panels publish minutes, and do not keep notes.",
        ),
        ("The grant is unlikely to grow.", "The grant grows."),
        ("Building starts after consent.", "Building starts before consent."),
        ("The scheme increases rents.", "The scheme reduces rents."),
    ],
)
def test_a_denial_added_lost_or_moved_is_found(said: str, source: str) -> None:
    assert fault(fault_in_negation, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("No tenant pays the fee.", "Tenants do not pay the fee."),
        ("The rule covers not only flats but houses.", "The rule covers flats and houses."),
        ("Schools cannot charge.", "Schools must not charge."),
        (
            "The list is open: it is not limited to flats.",
            "It includes but is not limited to flats.",
        ),
    ],
)
def test_what_is_denied_in_other_words_passes(said: str, source: str) -> None:
    assert fault(fault_in_negation, said, source) == ""
