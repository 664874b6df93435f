from __future__ import annotations

import pytest

from assistant.domain import Turn
from assistant.retrieval.followups import resolve

BOARD = "Who chairs the board?"


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (turn, line.strip())
        for turn, lines in {
            Turn.SIMPLER: """
                say it simpler
                Can you explain that in plain English please?
                too complicated
                in normal words
                simpler please
                could you put it more simply?
            """,
            Turn.EXPLAIN: """
                What does that mean?
                explain
                I don't understand
                sorry, what do you mean by that?
                huh?
                what does it all mean
            """,
            Turn.EXACT_WORDS: """
                show me the exact words
                What is the precise wording?
                verbatim please
                quote it
                the full text of that
                What does it actually say?
            """,
            Turn.STILL_THE_RULE: """
                is that still the rule?
                Does that still apply?
                Is it still in force today?
                has that changed since?
                Is this the current law?
            """,
            Turn.REST_OF_LIST: """
                the rest of the list
                go on
                show me all of them
                What are the other three?
                and the full list please
                what else is on the list?
            """,
            Turn.WHERE: """
                where does it say that?
                Which paragraph is that in?
                who says so?
                where is this written down exactly?
                what is the page number?
                source?
            """,
        }.items()
        for line in lines.strip().split("\n")
    ],
)
def test_a_turn_about_the_answer_searches_again_for_the_question_before(
    turn: Turn, said: str
) -> None:
    found = resolve(said, [BOARD])
    assert (found.turn, found.search, found.earlier, found.whole) == (turn, BOARD, BOARD, True)


@pytest.mark.parametrize(
    "said",
    [
        "What is the exact wording of rule 3?",
        "What does a trust deed mean for tenants?",
        "Explain the role of the clerk",
        "What is the full list of members of a parish council?",
        "Is that wall still the boundary in the plan of 1998?",
        "Where does the code say that pets are allowed?",
        "Which section deals with deposits?",
        "Continue paying rent after notice: must tenants?",
        "No, is there a limit on terms of governors?",
        "Who must sign the lease of a shop?",
        "Say who must sign a lease",
    ],
)
def test_with_something_of_its_own_to_search_for_it_is_no_turn_about_the_answer(said: str) -> None:
    found = resolve(said, [BOARD])
    assert found.turn in (Turn.NEW, Turn.FOLLOW_UP)
    assert said in found.search


@pytest.mark.parametrize(
    ("before", "said", "standing"),
    [
        (BOARD, "and the partnership?", "Who chairs the partnership?"),
        (BOARD, "What about the pension committee?", "Who chairs the pension committee?"),
        ("Who is the lead for safeguarding?", "what about fire safety",
         "Who is the lead for fire safety?"),
        ("Who leads on drainage?", "and for roads?", "Who leads on roads?"),
        ("What does paragraph 12 of the guidance say?", "and paragraph 13?",
         "What does paragraph 13 of the guidance say?"),
        ("Does every LPA need a tree officer?", "and the HRA?",
         "Does every HRA need a tree officer?"),
        ("Can tenants in England keep a pet?", "and in Wales?", "Can tenants in Wales keep a pet?"),
        ("What fee is charged for a large shop?", "how about a kiosk?",
         "What fee is charged for a kiosk?"),
    ],
)  # fmt: skip
def test_what_is_named_anew_stands_in_the_place_of_its_like(
    before: str, said: str, standing: str
) -> None:
    found = resolve(said, [before])
    assert found.turn is Turn.FOLLOW_UP
    assert found.standalone == found.search == found.asked == standing


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("How long does a landlord have to mend the boiler?", "and the roof?"),
        ("Can tenants keep a pet?", "and in Wales?"),
        ("Must the head publish the results?", "what about the chair of governors?"),
        ("Do the LPA and the HRA meet?", "and the TPO?"),
    ],
)
def test_where_several_things_may_be_meant_nothing_is_replaced(before: str, said: str) -> None:
    found = resolve(said, [before])
    assert found.turn is Turn.FOLLOW_UP
    assert found.standalone == f"{before.rstrip('?')} – {said}"
    assert found.search.endswith(before)
    assert found.asked == before


@pytest.mark.parametrize(
    ("before", "said", "standing"),
    [
        (BOARD, "no, the partnership", "Who chairs the partnership?"),
        (BOARD, "I meant the trust", "Who chairs the trust?"),
        (BOARD, "not the board, the committee", "Who chairs the committee?"),
        (BOARD, "Sorry, I meant the clerk not the board", "Who chairs the clerk?"),
        ("What must the LPA do for trees?", "I meant the LPO", "What must the LPO do for trees?"),
        (BOARD, "I meant who pays for it", "who pays for it"),
    ],
)
def test_a_correction_mends_the_question_before(before: str, said: str, standing: str) -> None:
    found = resolve(said, [before])
    assert (found.turn, found.search, found.earlier) == (Turn.CORRECTION, standing, before)


@pytest.mark.parametrize("said", ["No thanks", "no problem", "No, is there a limit on terms?"])
def test_a_no_that_names_nothing_is_no_correction(said: str) -> None:
    assert resolve(said, [BOARD]).turn is not Turn.CORRECTION


@pytest.mark.parametrize("said", ["who else", "Anyone else?", "what else?"])
def test_who_else_searches_for_the_question_before_and_asks_for_its_own_form(said: str) -> None:
    found = resolve(said, [BOARD])
    assert (found.turn, found.search, found.asked) == (Turn.FOLLOW_UP, BOARD, said)


@pytest.mark.parametrize(
    "said", ["is that a must?", "why?", "Does it apply to deputies", "what would that post cost"]
)
def test_what_points_back_has_the_question_before_beside_it(said: str) -> None:
    found = resolve(said, [BOARD])
    assert found.turn is Turn.FOLLOW_UP
    assert found.search == f"{said} {BOARD}"


def test_turns_about_the_answer_are_passed_over_for_what_the_answer_was_about() -> None:
    found = resolve("show me the exact words", [BOARD, "what does that mean?", "say it simpler"])
    assert found.search == BOARD


def test_a_correction_of_a_correction_starts_from_the_mended_question() -> None:
    found = resolve("no, the trust", [BOARD, "no, the partnership"])
    assert found.search == "Who chairs the trust?"


@pytest.mark.parametrize("said", ["go on", "say it simpler", "what about it?", "no, the clerk"])
def test_with_nothing_asked_before_a_turn_is_new(said: str) -> None:
    assert resolve(said, []).turn is Turn.NEW
