from __future__ import annotations

import pytest

from assistant.answering.checks.figures import numbers, numbers_said, turned


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42 boards", {"42"}),
        ("forty-two boards", {"42"}),
        ("sixteen or seventy", {"16", "70"}),
        ("one of the boards", set()),
        ("aged 0–25", {"0", "25"}),
        ("42% and 7 per cent", {"42%", "7%"}),
        ("£6,625,792", {"£6625792"}),
        ("£1.5 million, £2bn", {"£1500000", "£2000000000"}),
        ("3 members", {"3"}),
        ("section 14Z51(2)", {"14z51(2)"}),
        ("the 3rd of 08 items", {"3", "8"}),
        ("You may march.", set()),
        ("", set()),
    ],
)
def test_numbers_of_a_text(text: str, found: set[str]) -> None:
    assert numbers(text) == found
    assert numbers_said(text) == found


@pytest.mark.parametrize(
    "text", ["8 February 2021", "8th of February 2021", "08/02/2021", "2021-02-08"]
)
def test_a_date_is_the_same_however_it_is_written(text: str) -> None:
    assert numbers_said(text) == {"8 february 2021"}
    assert {"8 february 2021", "february 2021", "2021", "8 february"} <= numbers(text)


@pytest.mark.parametrize("said", ["February 2021", "8 February", "2021", "8 February 2021"])
def test_a_shorter_form_of_a_date_stands_in_the_longer(said: str) -> None:
    assert numbers_said(said) <= numbers("on 8 February 2021")


@pytest.mark.parametrize("said", ["9 February 2021", "8 March 2021", "February 2022", "8 May"])
def test_another_date_does_not(said: str) -> None:
    assert not numbers_said(said) <= numbers("on 8 February 2021 and 9 April 2022")


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("over 18", "under 18", {"18"}),
        ("those under eighteen", "over 18", {"18"}),
        ("at least 3", "no more than 3", {"3"}),
        ("18 or over", "below 18", {"18"}),
        ("under 18", "younger than 18", set()),
        ("over 18", "18", set()),
        ("over 18", "under 18 or over 18", set()),
    ],
)
def test_a_limit_turned_round_is_seen(said: str, source: str, wrong: set[str]) -> None:
    assert turned(said, source) == wrong
