from __future__ import annotations

import pytest

from assistant.answering.checks.parts import (
    behind,
    clauses,
    content,
    quoted_and_own,
    sentences,
    stands,
)


@pytest.mark.parametrize(
    ("text", "quoted", "own"),
    [
        ("“All of it.”", ("All of it.",), ""),
        ("It says “one” and “two”. [1, 2]", ("one", "two"), "It says  and ."),
        ('It says "one".', ("one",), "It says ."),
        ("“the “inner” one”", ("the “inner” one",), ""),
        ("“Lead:”\n• “one”\n• “two”", ("Lead:", "one", "two"), ""),
        ("“left “open”", ("left “open",), ""),
        ("He said “left open", ("left open",), "He said"),
        ("No marks’ words", (), "No marks’ words"),
        ("", (), ""),
    ],
)
def test_what_is_quoted_and_what_is_not(text: str, quoted: tuple[str, ...], own: str) -> None:
    assert quoted_and_own(text) == (quoted, own)


@pytest.mark.parametrize(
    ("piece", "there"),
    [
        ("must keep a list", True),
        ("Must  keep, a LIST", True),
        ("Each … list", True),
        ("Each [...] keep … list", True),
        ("list … Each", False),
        ("keep a li", False),
        ("Each list … list", False),
        ("two lists", False),
        ("…", False),
    ],
)
def test_a_piece_stands_with_its_parts_in_order(piece: str, there: bool) -> None:
    assert stands(piece, ["Two halls.", "Each library must keep a list."]) is there


def test_a_piece_does_not_stand_across_two_quotations() -> None:
    assert not stands("halls each library", ["Two halls.", "Each library must keep a list."])
    assert not stands("anything", [])


def test_items_carry_the_words_that_lead_them_in() -> None:
    assert sentences("They act. The board must: meet; and vote. It may eat.") == [
        "They act.",
        "The board must: meet",
        "The board must: vote.",
        "The board must: It may eat.",
    ]
    assert sentences("They act at 10:30. “So” do we!") == ["They act at 10:30.", "“So” do we!"]
    assert sentences("The board must:") == ["The board must:"]
    assert sentences(" … ") == []


def test_clauses_are_parted_by_but_and_its_like() -> None:
    assert clauses("It must act, but it need not vote") == ["It must act", "it need not vote"]
    assert clauses("It must act, but not vote") == ["It must act, but not vote"]


def test_the_matter_of_a_text_is_its_stems_without_small_words_and_numbers() -> None:
    assert content("The boards were planning 3 plans") == content("a board plans")
    assert content("the of 2021 “…”") == frozenset()


def test_a_sentence_is_told_from_the_sentence_that_shares_most_words() -> None:
    quotations = ["Boards keep lists. Halls open late. Readers may borrow two books."]
    told = list(behind("Two books may be borrowed. “Halls open late.” [1]", quotations))
    assert [(one.source, one.verbatim) for one in told] == [
        ("Readers may borrow two books.", False),
        ("Halls open late.", True),
    ]


def test_a_sentence_may_be_told_from_two_where_the_second_brings_more_than_a_word() -> None:
    there = ["Boards keep long lists. Halls open late. Boards run."]
    assert next(behind("Boards keep lists, halls open late", there)).source == (
        "Boards keep long lists. Halls open late."
    )


def test_a_sentence_that_shares_no_word_is_told_from_everything() -> None:
    assert (
        next(behind("Elephants dance.", ["One hall. Two books."])).source == "One hall. Two books."
    )
    assert next(behind("Elephants dance.", [])).source == ""


def test_yes_and_no_and_blanks_tell_nothing() -> None:
    assert list(behind("Yes.", ["Boards must act."])) == []
    assert list(behind("", ["Boards must act."])) == []
