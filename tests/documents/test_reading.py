"""Canonical text as a person is shown it."""

from __future__ import annotations

import pytest
from hypothesis import given

from assistant.documents.reading import read_spans, reading_text
from assistant.domain import Span
from tests.documents.making import anything, structured


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("see the [design framework](#).", "see the design framework."),
        ("see [the Act](https://example.org/act)", "see the Act"),
        ("[Board \\(ICB\\)](#)", "Board (ICB)"),
        ("![a chart](chart.png)", "a chart"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("**must** meet", "must meet"),
        ("*must* meet", "must meet"),
        ("***must*** meet", "must meet"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("<ul><li>plan</li></ul>", "plan"),
        ("fewer than <5 boards", "fewer than <5 boards"),
        ("onwards.¹ These", "onwards. These"),
        ("the Act[8], through", "the Act, through"),
        ("[aged] 0-25", "[aged] 0-25"),
        ("[0-25]", "[0-25]"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("one\ntwo\r\n  three\u00a0four", "one two three four"),
        ("Grade\tPosts", "Grade | Posts"),
        ("a \\* b \\[c\\]", "a * b [c]"),
        (" \n ", ""),
    ],
)
def test_marks_of_the_conversion_are_taken_off(raw, shown):
    assert reading_text(raw) == shown


@pytest.mark.parametrize(
    "raw",
    [
        "Boards must not delegate this, save where section 14Z51(2) applies.",
        "30,000–50,000 people (95%) cost £1.5m – “about” that.",
        "1st July 2022; e.g., social care/education",
    ],
)
def test_wording_is_left_as_it_is(raw):
    assert reading_text(raw) == raw


@given(structured | anything)
def test_only_marks_and_space_are_ever_lost(raw):
    def letters(text: str) -> str:
        return "".join(character for character in text if character.isalpha())

    assert letters(reading_text(raw)) == letters(raw)


def test_spans_are_read_as_one_piece():
    text = "The board\n\nPage 3\n\nmust meet."
    assert read_spans(text, [Span(0, 9), Span(19, 29)]) == "The board must meet."
