"""Pieces written as canonical text: no character of the words is lost on the way to a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.formats.notation import (
    Kind,
    Piece,
    call,
    flat,
    raised,
    without_mark,
    write,
)
from assistant.documents.numerals import letters, ordinal, repeated_letters, roman
from assistant.documents.reading import reading_text
from assistant.documents.structure.blocks import find_blocks
from assistant.domain import BlockKind

_words = st.text(alphabet="ab1.*#|[]()\\-+_` é", max_size=20).map(lambda s: " ".join(s.split()))


@given(_words)
def test_words_in_the_middle_of_a_paragraph_read_as_they_were(words):
    text = write([Piece(Kind.PARAGRAPH, f"The {words} board.")])
    # A mark in square brackets that sticks to a word is the call of a note, whoever wrote it.
    if not any(f"[{n}" in words for n in range(10)):
        assert reading_text(text) == " ".join(f"The {words} board.".split())


@given(st.lists(_words, min_size=1, max_size=4))
def test_all_letters_of_all_pieces_stand_in_the_text_in_order(all_words):
    text = write(Piece(Kind.PARAGRAPH, words) for words in all_words)
    kept = [character for character in text if character.isalnum()]
    assert kept == [character for words in all_words for character in words if character.isalnum()]


@pytest.mark.parametrize("words", ["# of beds", "| of two", "- 5 degrees", "* see below", "+ VAT"])
def test_words_that_open_like_a_mark_are_one_paragraph_that_reads_as_they_were(words):
    text = write([Piece(Kind.PARAGRAPH, words)])
    (block,) = find_blocks(text)
    assert (block.number, reading_text(block.content[0].slice(text))) == (None, words)


def test_pieces_stand_apart_and_items_of_one_list_together():
    pieces = [
        Piece(Kind.HEADING, "Roles", 2, "1."),
        Piece(Kind.ITEM, "meet", 0, "-"),
        Piece(Kind.MORE, "often", 0),
        Piece(Kind.ITEM, "report", 1, "a", opens=False),
        Piece(Kind.ITEM, "another list", 0, "-"),
        Piece(Kind.TABLE, rows=(("a",), ("b", "c")), headers=1),
        Piece(Kind.NOTE, "The Act.", label="1"),
    ]
    assert write(pieces) == (
        "## 1. Roles\n\n- meet\n  often\n  a. report\n\n- another list\n\n"
        "| a |  |\n| --- | --- |\n| b | c |\n\n[1] The Act.\n"
    )


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (f"Act{call('1')} (as amended)", "Act[1] (as amended)"),
        (f"Act {call('1')}(as amended)", "Act[1]\\(as amended)"),
        (f"Act{call('iv')}.", "Act[^iv]."),
        (f"Act{call('*')} and", "Act[^*] and"),
        (f"Act{raised('1, 2')}", "Act[1][2]"),
        (f"Act{raised('1')}{raised(',2')}", "Act[1][2]"),
        (f"Act{raised('1–3')}", "Act[1]–[3]"),
        (f"{raised('1')}See the Act.", "[1] See the Act."),
        (f"since 2022{raised('3')}", "since 2022[3]"),
        (f"10{raised('6')} people", "10⁶ people"),
        (f"up to 2{raised('31')} people", "up to 2³¹ people"),
        (f"paragraph 2{raised('1')}", "paragraph 2[1]"),
        (f"110{raised('6')} people", "110[6] people"),
        (f"the programme{raised('2')}", "the programme[2]"),
        (f"Brand{raised('TM')}", "BrandTM"),
    ],
)
def test_what_is_raised_is_the_call_of_a_note_or_a_power_or_itself(words, text):
    assert write([Piece(Kind.PARAGRAPH, words)]) == f"{text}\n"


@pytest.mark.parametrize(
    ("words", "mark", "rest"),
    [
        (f"{raised('1')} The Act.", "1", "The Act."),
        ("[1] The Act.", "1", "The Act."),
        ("* The Act.", "*", "The Act."),
        ("1 Act of 2006.", "1", "1 Act of 2006."),
    ],
)
def test_a_note_loses_its_own_mark_where_it_is_surely_one(words, mark, rest):
    assert without_mark(words, mark) == rest


def test_a_note_whose_mark_is_no_number_is_written_as_markdown_does():
    assert write([Piece(Kind.NOTE, "As amended.", label="iv")]) == "[^iv]: As amended.\n"
    (block,) = find_blocks("[^iv]: As amended.\n")
    assert (block.kind, block.number) == (BlockKind.NOTE, "iv")


def test_on_one_line_bullets_are_shown():
    pieces = [Piece(Kind.PARAGRAPH, "A\nB"), Piece(Kind.ITEM, "c", label="-"),
              Piece(Kind.ITEM, "d", label="2.")]  # fmt: skip
    assert flat(pieces) == "A B • c 2. d"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, ("a", "a", "i", "1st")),
        (12, ("l", "l", "xii", "12th")),
        (28, ("ab", "bb", "xxviii", "28th")),
        (1994, ("bxr", "1994", "mcmxciv", "1994th")),
        (0, ("0", "0", "0", "0th")),
    ],
)
def test_numerals(number, said):
    assert (letters(number), repeated_letters(number), roman(number), ordinal(number)) == said
