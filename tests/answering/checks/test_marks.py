from __future__ import annotations

import pytest

from assistant.answering.checks.marks import (
    binds,
    conditions_lost,
    denies,
    forces,
    limits,
    raised,
    without_yes_or_no,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Each board must act.", {"must"}),
        ("Boards are required to act.", {"must"}),
        ("They have a legal duty to act.", {"must"}),
        ("Boards shall act.", {"shall"}),
        ("Boards must not act.", {"must not"}),
        ("Boards must also not act.", {"must not"}),
        ("No board may act.", {"must not"}),
        ("It may not be an employee.", {"must not"}),
        ("It may not yet be known.", {"may"}),
        ("It must not only act.", {"must"}),
        ("Boards should act.", {"should"}),
        ("Boards shouldn’t act.", {"should not"}),
        ("There is no requirement to act.", {"no requirement"}),
        ("They do not have to act.", {"no requirement"}),
        ("They are not required to act.", {"no requirement"}),
        ("This does not mean that boards must act.", {"no requirement"}),
        ("It is expected to act.", {"expected"}),
        ("It will act.", {"will"}),
        ("Boards may act.", {"may"}),
        ("They met in May 2021.", set()),
        ("They have to act.", {"need"}),
        ("They can act.", {"can"}),
        ("They cannot act.", set()),
        ("Boards must act and may meet.", {"must", "may"}),
        ("Boards act.", set()),
        ("", set()),
    ],
)
def test_forces_of_a_text(text: str, found: set[str]) -> None:
    assert forces(text) == found


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("must", "should", {"must"}),
        ("should", "must", {"should"}),
        ("must", "shall", set()),
        ("have to", "must", set()),
        ("must", "need to", {"must"}),
        ("can", "may", set()),
        ("may", "must", {"may"}),
        ("must", "must not", {"must"}),
        ("", "must", set()),
    ],
)
def test_what_is_raised_or_lowered(said: str, source: str, wrong: set[str]) -> None:
    assert raised(forces(f"They {said} act"), forces(f"They {source} act")) == wrong


def test_plain_ability_and_need_bind_nobody() -> None:
    assert binds(forces("They may act"))
    assert not binds(forces("They can act and need to act"))


@pytest.mark.parametrize(
    "text",
    ["It is not so.", "It isn’t so.", "No plan is made.", "Without a plan", "It cannot act."],
)
def test_a_denial_is_seen(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is so.", "Not only boards act.", "including but not limited to boards", "No.",
        "No, it is so.", "no later than May", "whether or not it meets", "another note", "",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_denial_are_none(text: str) -> None:
    assert not denies(text)


def test_yes_or_no_is_taken_from_the_start_alone() -> None:
    assert without_yes_or_no("Yes. It must.") == "It must."
    assert without_yes_or_no("No board must.") == "No board must."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least two", {"at least"}),
        ("no fewer than two", {"at least"}),
        ("no later than May", {"at most"}),
        ("only boards", {"only"}),
        ("not only boards", set()),
        ("unless it agrees", {"unless"}),
        ("all except boards", {"unless"}),
        ("all", set()),
    ],
)
def test_limits_of_a_text(text: str, found: set[str]) -> None:
    assert limits(text) == found


@pytest.mark.parametrize(
    ("source", "said", "lost"),
    [
        ("It must act if asked.", "It must act.", {"if"}),
        ("It must act if asked.", "When asked, it must act.", set()),
        ("It must act where needed.", "It must act.", {"if"}),
        ("It must act unless ill.", "It must act if well.", {"unless"}),
        ("At least two, including but not limited to one", "Two: one", {"at least", "open list"}),
        ("including but not limited to one", "such as one", set()),
        ("It must act.", "It must act if asked.", set()),
        ("up to £3", "£3", {"up to"}),
        ("ages up to 25", "ages 0 to 25", set()),
        ("up to date", "new", set()),
    ],
)
def test_conditions_that_a_wording_lost(source: str, said: str, lost: set[str]) -> None:
    assert conditions_lost(source, said) == lost
