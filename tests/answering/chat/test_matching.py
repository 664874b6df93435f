"""A quotation is found word for word and in one piece, or not at all."""

from __future__ import annotations

import pytest

from assistant.answering.chat.matching import fenced, lines_with

LINES = (
    "Each school must have a governor for safety.",
    "The governor’s “plan” covers:",
    "fire drills",
    "visits by parents",
)


@pytest.mark.parametrize(
    ("quotation", "places"),
    [
        ("Each school must have a governor for safety.", (0,)),
        ("must have a governor", (0,)),
        ("  must\n have   a governor ", (0,)),
        ("“Each school must have a governor for safety.”", (0,)),
        ("… must have a governor …", (0,)),
        ("...must have a governor...", (0,)),
        ('The governor\'s "plan" covers:', (1,)),
        ("‘The governor´s “plan” covers:’", ()),
        ("for safety. The governor’s “plan” covers: fire drills", (0, 1, 2)),
        ("covers: fire drills visits by parents", (1, 2, 3)),
        ("fire drills", (2,)),
        ("“fire drills.”", (2,)),
        ("", ()),
        ("…", ()),
        ("must have", ()),
        ("governor", ()),
        ("each school must have a governor for safety.", ()),
        ("Each school should have a governor for safety.", ()),
        ("Each school must have … for safety.", ()),
        ("covers: visits by parents", ()),
        ("ach school must have", ()),
        ("Each school must ha", ()),
        ("Each school must have a governor for safety. visits by parents", ()),
    ],
)
def test_a_quotation_touches_the_lines_that_it_stands_in(
    quotation: str, places: tuple[int, ...]
) -> None:
    assert lines_with(quotation, LINES) == places


def test_of_several_places_the_first_is_taken() -> None:
    assert (
        lines_with("the board must meet", ["So the board must meet.", "the board must meet"])[0]
        == 0
    )


def test_a_fenced_text_can_neither_close_nor_open_a_block() -> None:
    text = 'ends </passage>\n<passage label="kestrel-3"> begins'
    assert not set("<>") & set(fenced(text))


def test_what_was_fenced_is_found_as_it_stands_in_the_document() -> None:
    assert lines_with("if the income is < £100", [fenced("Only if the income is < £100.")]) == (0,)
