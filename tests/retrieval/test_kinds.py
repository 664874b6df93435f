from __future__ import annotations

import pytest

from assistant.retrieval.kinds import shows_kind


@pytest.mark.parametrize(
    ("question", "shown", "missing"),
    [
        ("How often does the board meet?", "It meets every spring.", "It meets in public."),
        ("How many members are there?", "There are seven members.", "Members are chosen."),
        ("How old is a grower?", "Aged 18 or over.", "Growers are grown up."),
        ("How long is a term of office?", "A term is 3 years.", "A term ends in spring."),
        ("How many years is that?", "It lasts six years.", "It lasts for ever."),
        ("How long may it take?", "Up to 20 working days.", "As soon as it is ripe."),
        ("How much does it cost?", "It costs £5.", "It costs little."),
        ("What is the salary of the lead?", "20 per cent of the fee", "The lead is paid."),
        ("When does the plan begin?", "It begins on 1 April.", "It begins soon."),
        ("When does the board meet?", "On 3 May", "Boards under the Orchards Act 2022 meet."),
        ("When must it report?", "By spring 2025", "It reports under the Orchards Act (2022)."),
        ("What is the deadline?", "By 2023 at the latest", "By the harvest"),
        ("What is the telephone number?", "Call 01632 960001", "Call the office"),
        ("What is the email of the board?", "board@example.org", "Write to the board"),
    ],
)
def test_the_kind_of_thing_asked_for_is_seen_where_it_is_and_missed_where_not(
    question: str, shown: str, missing: str
) -> None:
    assert shows_kind(question, shown) is True
    assert shows_kind(question, missing) is False


@pytest.mark.parametrize(
    "question", ["Who leads?", "Must the board meet in public?", "What is GB?"]
)
def test_a_question_for_words_asks_for_no_kind(question: str) -> None:
    assert shows_kind(question, "It meets every 3 years.") is None
