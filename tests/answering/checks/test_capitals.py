from __future__ import annotations

import pytest

from assistant.answering.checks.capitals import names, names_brought

SOURCE = (
    "Each integrated care board (ICB) answers to NHS England’s director of nursing under the "
    "Children Act 1989. The executive lead for SEND sits on the board."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Each ICB answers to NHS England.", ("ICB", "NHS England")),
        ("The Director of Nursing and the Chair meet.", ("Director of Nursing", "Chair")),
        ("Families meet in May. Boards act.", ()),
        ("Little Town acts.", ("Little Town",)),
        ("• Making plans\n• “Asking families” first", ()),
        ("under the Children Act 1989", ("Children Act",)),
        ("Leeds’s board, in Leeds", ("Leeds",)),
        ("", ()),
    ],
)
def test_names_of_a_text(text: str, found: tuple[str, ...]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "said",
    [
        "The ICBs act.",
        "An Integrated Care Board acts.",
        "The Director of Nursing acts.",
        "The ICB Board acts under the Children Act.",
        "The SEND lead acts.",
        "Boards act.",
        "",
    ],
)
def test_a_name_that_stands_in_another_form_is_not_brought(said: str) -> None:
    assert names_brought(said, SOURCE) == ()


@pytest.mark.parametrize(
    ("said", "brought"),
    [
        ("The CQC acts.", ("CQC",)),
        ("The board of NHS Wales acts.", ("NHS Wales",)),
        ("The Director of Children acts.", ("Director of Children",)),
        ("under the Care Act", ("Care Act",)),
        ("The NHS England Board acts.", ("NHS England Board",)),
        ("The ICP acts.", ("ICP",)),
    ],
)
def test_a_name_that_the_source_lacks_is_brought(said: str, brought: tuple[str, ...]) -> None:
    assert names_brought(said, SOURCE) == brought


def test_a_short_form_may_stand_for_words_that_are_spelled_out_only() -> None:
    assert names_brought("The ICS acts.", "integrated care systems act") == ()
    assert names_brought("SEND", "special educational needs and disabilities") == ()
    assert names_brought("The ICS acts.", "") == ("ICS",)
    assert names_brought("The GP acts.", "a general practitioner acts") == ("GP",)
