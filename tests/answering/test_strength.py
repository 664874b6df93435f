from __future__ import annotations

import pytest

from assistant.answering.strength import strength_of
from assistant.domain import Strength


@pytest.mark.parametrize(
    ("strength", "clause"),
    [
        (Strength.MUST, "Each board must have a lead."),
        (Strength.MUST, "Boards are required to publish a plan."),
        (Strength.MUST, "The board is legally obliged to consult."),
        (Strength.MUST, "Boards have a legal duty to consult."),
        (Strength.MUST, "Any such person must be a member, meaning that they cannot be the chair."),
        (Strength.MUST, "Boards must not only consult growers but publish what they said."),
        (Strength.MUST_NOT, "Spades must not be left in the rain."),
        (Strength.MUST_NOT, "Spades must never be left in the rain."),
        (Strength.MUST_NOT, "The chair mustn’t vote."),
        (Strength.MUST_NOT, "The board shall not delegate this."),
        (Strength.MUST_NOT, "The board may not delegate this."),
        (Strength.MUST_NOT, "The lead cannot be a member of two boards."),
        (Strength.MUST_NOT, "They must therefore not chair the panel."),
        (Strength.MUST_NOT, "No member may vote twice."),
        (Strength.SHALL, "The clerk shall keep the minutes."),
        (Strength.SHOULD, "Minutes should be kept."),
        (Strength.SHOULD, "Boards ought to listen."),
        (Strength.SHOULD_NOT, "Ladders should not be climbed alone."),
        (Strength.SHOULD_NOT, "Ladders should therefore never be climbed alone."),
        (Strength.SHOULD_NOT, "No ladder should be climbed alone."),
        (Strength.MAY, "The lead may ask for help."),
        (Strength.MAY, "In May the lead may ask for help."),
        (Strength.NO_REQUIREMENT, "There is no requirement for a deputy."),
        (Strength.NO_REQUIREMENT, "There is no legal requirement to have a deputy."),
        (Strength.NO_REQUIREMENT, "This is likely, but not required to be, the gardener."),
        (Strength.NO_REQUIREMENT, "A deputy is not required to be a member."),
        (Strength.NO_REQUIREMENT, "A formal vote is not required."),
        (Strength.NO_REQUIREMENT, "Boards are never required to publish this."),
        (Strength.NO_REQUIREMENT, "Boards are no longer required to publish this."),
        (Strength.NO_REQUIREMENT, "Boards have no legal duty to publish this."),
        (Strength.NO_REQUIREMENT, "Boards do not have a duty to publish this."),
        (Strength.NO_REQUIREMENT, "They don’t have to be a member."),
        (Strength.NO_REQUIREMENT, "The lead need not be a gardener."),
        (Strength.EXPECTED, "The lead is expected to play a part."),
        (Strength.EXPECTED, "It is expected that boards meet."),
        (Strength.EXPECTED, "We expect boards to meet."),
        (Strength.EXPECTED, "We would expect boards to meet."),
        (Strength.WILL, "The board will meet in spring."),
        (Strength.NONE, "The board was founded in May 2022."),
        (Strength.NONE, "Every system is different."),
        (Strength.NONE, "The mustard grows by the shoulder of the hill."),
        (Strength.NONE, ""),
    ],
)
def test_a_clause_binds_as_firmly_as_its_own_word(strength: Strength, clause: str) -> None:
    assert strength_of(clause) is strength


@pytest.mark.parametrize(
    "clause",
    [
        "These challenges cannot be solved by any one board.",
        "Growers may not yet be known to the board.",
        "They may not always have a garden.",
        "Many may not consider this to be the end.",
    ],
)
def test_what_is_not_possible_or_not_certain_is_no_prohibition(clause: str) -> None:
    assert strength_of(clause) is Strength.NONE


@pytest.mark.parametrize(
    ("strength", "clause"),
    [
        (Strength.SHOULD, "While boards must meet, growers should be heard."),
        (Strength.MAY, "Where a lead must be named, the board may ask for help."),
        (Strength.NO_REQUIREMENT, "While we would not expect one, there is no requirement for it."),
        (Strength.MUST, "If a grower should object, the board must reply."),
    ],
)
def test_an_opening_clause_does_not_decide(strength: Strength, clause: str) -> None:
    assert strength_of(clause) is strength


def test_an_opening_clause_decides_where_nothing_else_does() -> None:
    assert strength_of("While boards must meet, few do.") is Strength.MUST


@pytest.mark.parametrize(
    "clause",
    [
        "Boards should name the growers who must be heard.",
        "Boards should keep a register which must be open.",
        "Boards should say that the chair must be told.",
    ],
)
def test_a_must_in_a_relative_clause_does_not_make_a_must_of_a_should(clause: str) -> None:
    assert strength_of(clause) is Strength.SHOULD


def test_of_two_main_clauses_the_first_decides() -> None:
    assert strength_of("Boards should meet and must keep minutes.") is Strength.SHOULD


@pytest.mark.parametrize("authority", ["national proposal", "consultation paper", "a forecast"])
def test_a_will_in_a_proposal_binds_nobody(authority: str) -> None:
    assert strength_of("Boards will publish a plan.", authority=authority) is Strength.NONE


def test_a_must_in_a_proposal_is_still_its_word() -> None:
    clause = "Boards must publish a plan."
    assert strength_of(clause, authority="national proposal") is Strength.MUST


def test_an_item_of_a_list_without_a_word_of_its_own_is_listed() -> None:
    assert strength_of("listening to growers", listed=True) is Strength.LISTED


def test_an_item_of_a_list_with_a_word_of_its_own_binds_by_it() -> None:
    assert strength_of("minutes, which must be kept", listed=True) is Strength.MUST


def test_what_a_further_sentence_adds_to_an_item_is_not_its_strength() -> None:
    clause = "listening to growers. A leaflet may help."
    assert strength_of(clause, listed=True) is Strength.LISTED
    assert strength_of(clause) is Strength.MAY
