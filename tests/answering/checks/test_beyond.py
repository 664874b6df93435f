from __future__ import annotations

import pytest

from assistant.answering.checks.beyond import fault_in_matter
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Landlords repair roofs and paint fences.", "Landlords repair roofs."),
        ("The grant pays for solar panels.", "The grant pays for panels."),
        ("Schools teach chess.", "Schools teach reading."),
    ],
)
def test_matter_that_no_word_of_the_source_covers_is_found(said: str, source: str) -> None:
    assert fault(fault_in_matter, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Landlords make sure that roofs are repaired.", "Landlords ensure the repair of roofs."),
        ("The trustees pick a chair.", "The trustees appoint a chair."),
        ("It is up to the council to decide this.", "The council determines this."),
        ("It is laid down in statute.", "It is a statutory rule."),
    ],
)
def test_general_words_and_other_words_for_the_same_pass(said: str, source: str) -> None:
    assert fault(fault_in_matter, said, source) == ""
