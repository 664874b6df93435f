from __future__ import annotations

import pytest

from assistant.answering.checks.standing import fault_in_standing
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source", "authority"),
    [
        ("Rents are capped.", "Rents are capped.", "national proposal"),
        ("Flats are too small.", "Flats are too small.", "one council's view"),
        ("Statutory guidance says that rents fall.", "Rents fall.", "explanatory note"),
        ("The law requires a deposit.", "A deposit is taken.", "explanatory note"),
        ("Guidance requires a deposit.", "A deposit is taken.", "local committee paper"),
        ("The posts were filled.", "The posts will be filled.", "local committee paper"),
    ],
)
def test_a_standing_that_the_source_does_not_have_is_found(
    said: str, source: str, authority: str
) -> None:
    assert fault(fault_in_standing, said, source, authority=authority)


@pytest.mark.parametrize(
    ("said", "source", "authority"),
    [
        ("It was proposed that rents be capped.", "Rents are capped.", "national proposal"),
        ("In its view flats are too small.", "Flats are too small.", "one council's view"),
        ("Statutory guidance says that rents fall.", "Rents fall.", "statutory guidance"),
        ("By law a deposit is taken.", "The Act asks for a deposit.", "explanatory note"),
        ("The posts will be filled.", "The posts will be filled.", "local committee paper"),
    ],
)
def test_a_standing_that_the_source_has_passes(said: str, source: str, authority: str) -> None:
    assert fault(fault_in_standing, said, source, authority=authority) == ""
