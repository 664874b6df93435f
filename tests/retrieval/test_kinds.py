from __future__ import annotations

import pytest

from assistant.retrieval.kinds import SHOWN, Kind, asking, kinds_asked, shows


@pytest.mark.parametrize(
    ("question", "shown", "missing"),
    [
        ("How often does the board meet?", "It meets every spring.", "It meets in public."),
        ("How many members are there?", "There are seven members.", "Members are chosen."),
        ("How many plots are there?", "There are 40 plots.", "Plots under section 12 of 1998"),
        ("How old is a grower?", "Aged 18 or over.", "Growers are grown up."),
        ("How long is a term of office?", "A term is 3 years.", "A term ends in spring."),
        ("How many years is that?", "It lasts six years.", "It lasts for ever."),
        ("How long may it take?", "Up to 20 working days.", "As soon as it is ripe."),
        ("How much does it cost?", "It costs £5.", "It costs little."),
        ("What is the salary of the lead?", "20 per cent of the fee", "The lead is paid."),
        ("What share of pupils walk?", "Half of them walk.", "Few of them walk."),
        ("When does the plan begin?", "It begins on 1 April.", "It begins soon."),
        ("When does the board meet?", "On 3 May", "Boards under the Orchards Act 2022 meet."),
        ("When must it report?", "By spring 2025", "It reports under the Orchards Act (2022)."),
        ("What is the deadline?", "By 2023 at the latest", "By the harvest"),
        ("What is the time limit for a complaint?", "Within 12 months", "Without delay"),
        ("What is the telephone number?", "Call 01632 960001", "Call the office"),
        ("What is the email of the board?", "board@example.org", "Write to the board"),
        ("Which section sets up planning boards?", "section 14 of the Act", "the Act"),
        ("What's the name of the head teacher?", "Ms Orchard leads.", "The head teacher leads."),
    ],
)
def test_the_kind_of_thing_asked_for_is_seen_where_it_is_and_missed_where_not(
    question: str, shown: str, missing: str
) -> None:
    (kind,) = kinds_asked(question)
    assert shows(kind, shown)
    assert not shows(kind, missing)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How do I object to my neighbour's extension?", (Kind.STEPS,)),
        ("What are the steps for a complaint?", (Kind.STEPS,)),
        ("Who drafted the pension rules?", (Kind.NAME,)),
        ("How many hours a week must a trustee give?", (Kind.FREQUENCY,)),
        ("How many people, and by what date?", (Kind.NUMBER, Kind.DATE)),
        ("Who leads?", ()),
        ("Whose job is it to inspect the flats?", ()),
        ("Must the board meet in public?", ()),
        ("What is GB?", ()),
        ("Does it count when it comes to a show of hands?", ()),
    ],
)
def test_a_question_asks_for_the_kinds_that_its_words_say(
    question: str, kinds: tuple[Kind, ...]
) -> None:
    assert kinds_asked(question) == kinds


def test_of_a_story_only_the_sentences_that_ask_count() -> None:
    story = "I paid the phone bill. Nobody answers. Must the landlord reply? I am tired."
    assert asking(story) == "Must the landlord reply?"
    assert kinds_asked(story) == ()


def test_a_text_that_asks_nothing_counts_whole() -> None:
    assert asking("Parking fees. Our street.") == "Parking fees. Our street."


def test_steps_are_the_one_kind_that_no_word_shows() -> None:
    assert set(Kind) - SHOWN == {Kind.STEPS}
