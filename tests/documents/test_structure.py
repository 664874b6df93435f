"""How lines become blocks: marks, furniture, headings, joins, lists."""

from __future__ import annotations

import pytest

from assistant.documents.structure.blocks import find_blocks
from assistant.documents.structure.headings import looks_like_heading
from assistant.documents.structure.lines import Mark, split_lines
from assistant.domain import BlockKind, Span
from tests.documents.making import kinds, words

HEADING, PARAGRAPH, NUMBERED = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.NUMBERED
ITEM, ROW, NOTE, FURNITURE = BlockKind.ITEM, BlockKind.ROW, BlockKind.NOTE, BlockKind.FURNITURE


@pytest.mark.parametrize(
    ("line", "mark", "number", "rest"),
    [
        ("## Roles", Mark.HASH, "2", "Roles"),
        ("12. Boards must meet.", Mark.DECIMAL, "12", "Boards must meet."),
        ("1.2 Boards must meet.", Mark.DECIMAL, "1.2", "Boards must meet."),
        ("- 1.2. Boards must meet.", Mark.DECIMAL, "1.2", "Boards must meet."),
        ("**3.** Boards must meet.", Mark.DECIMAL, "3", "Boards must meet."),
        ("30 people came.", Mark.NONE, None, "30 people came."),
        ("2022. ", Mark.NONE, None, "2022. "),
        ("a) the plan", Mark.LETTERED, "a", "the plan"),
        ("- (iv) the plan", Mark.LETTERED, "iv", "the plan"),
        ("ii. the plan", Mark.LETTERED, "ii", "the plan"),
        ("(2) the plan", Mark.LETTERED, "2", "the plan"),
        ("  • the plan", Mark.BULLET, None, "the plan"),
        ("–a dash in a word", Mark.NONE, None, "–a dash in a word"),
        ("[4] See the Act.", Mark.NOTE, "4", "See the Act."),
        ("¹² See the Act.", Mark.NOTE, "12", "See the Act."),
        (
            "[4](https://example.org) is a link",
            Mark.NONE,
            None,
            "[4](https://example.org) is a link",
        ),
        ("| a | b |", Mark.ROW, None, "| a | b |"),
        ("Grade\tPosts", Mark.ROW, None, "Grade\tPosts"),
        ("\tOne tab indents.", Mark.NONE, None, "One tab indents."),
        ("-\tOne tab follows a bullet.", Mark.BULLET, None, "One tab follows a bullet."),
        ("\t\t17", Mark.ROW, None, "\t\t17"),
    ],
)
def test_a_line_opens_with_its_mark(line, mark, number, rest):
    (read,) = split_lines(line)
    assert (read.mark, read.number, line[read.content :]) == (mark, number, rest)


@pytest.mark.parametrize("blank", ["", " \t", "\u00a0", "\u200b\ufeff", "\u00ad"])
def test_a_line_without_anything_visible_is_blank(blank):
    assert all(line.blank for line in split_lines(f"{blank}\n"))


@pytest.mark.parametrize(
    "line",
    [
        "Page 41 of 102",
        "page 7",
        "12 | Page",
        "Error! Bookmark not defined.",
        "© NHS England",
        "| | | |",
        "|---|:--|",
        "____________",
    ],
)
def test_what_stands_on_the_page_and_says_nothing_is_furniture(line):
    assert kinds(f"Boards must meet.\n\n{line}\n\nThey may adjourn.")[1][0] is FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "Page 41 of the report describes the plan.",
        "The error was corrected in 2022.",
        "See page 4",
        "Boards spent £4 million... and more.",
    ],
)
def test_a_line_that_says_something_is_no_furniture(line):
    assert kinds(f"Boards must meet.\n\n{line}\n\nThey may adjourn.")[1][0] is not FURNITURE


@pytest.mark.parametrize("line", ["Purpose.......... 4", "Purpose. . . . . . iv"])
def test_a_line_with_leaders_to_its_page_lists_contents(line):
    said = kinds(f"Boards must meet.\n\n{line}\n\nThey may adjourn.")
    assert said[1][0] is BlockKind.CONTENTS


def test_a_contents_list_is_known_to_its_last_entry():
    text = (
        "Contents\n\nForeword\t3\n1. Purpose 4\nLeaders.... ix\n\nForeword\n\nBoards must meet.\n"
    )
    assert [kind for kind, _ in kinds(text)] == [*[BlockKind.CONTENTS] * 4, HEADING, PARAGRAPH]


def test_a_section_called_contents_with_prose_under_it_is_a_section():
    assert kinds("Contents\n\nThe pack holds toys and books.\n")[0] == (HEADING, "Contents")


@pytest.mark.parametrize(
    "label",
    [
        "Background and introduction",
        "WHAT MIGHT THIS MEAN FOR DELIVERY?",
        "What have we asked of systems?",
        "Annex A: Mental health lead roles",
        "Strategy:",
        "Reason/s for Recommendation/s",
        "**Purpose of the Report**",
    ],
)
def test_a_label_is_a_heading(label):
    assert looks_like_heading(label)


@pytest.mark.parametrize(
    "line",
    [
        "The board must meet.",
        "This would include the following groups of people:",
        "and so the work goes on",
        "“We were never asked”",
        "(see below)",
        "E: somebody@example.org",
        "https://example.org/plan",
        "T: 0115 977 0000",
        "Customer services 0300 500 80 80",
        "That the committee",
        "Graphic from [A Charity](#)",
        "Source: the regulator",
        "Version 1, 2 September 2021",
        "Publication reference: ABC123",
        "10:30 Start",
        "",
    ],
)
def test_what_states_or_addresses_something_is_no_heading(line):
    assert not looks_like_heading(line)


def test_a_line_of_two_clauses_is_no_heading():
    text = "Role: holds the budget; writes the plan\n\nThe board meets monthly.\n"
    assert kinds(text)[0][0] is PARAGRAPH


def test_a_label_before_a_list_is_a_heading_and_one_with_a_colon_leads_the_list_in():
    assert kinds("Key points\n\n- Boards meet.\n")[0][0] is HEADING
    assert kinds("Key points:\n\n- Boards meet.\n")[0][0] is PARAGRAPH


def test_names_in_several_lines_are_no_heading():
    assert kinds("A Person\nChair\nA Board\n\nBoards must meet.\n")[0][0] is PARAGRAPH


def test_headings_run_together_are_parted():
    text = "8 February 2021**Item: 6****REPORT OF THE DIRECTOR**\n\n1. Boards must meet.\n"
    titles = [said for kind, said in kinds(text) if kind is HEADING]
    assert titles == ["8 February 2021", "Item: 6", "REPORT OF THE DIRECTOR"]


def test_bold_words_inside_a_sentence_part_nothing():
    text = "The board **must**** not** delegate this.\n\nIt may adjourn.\n"
    assert [kind for kind, _ in kinds(text)] == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize(
    "between",
    [
        "",
        "Page 41 of 102\n\n",
        "¹ See the Act.\n\n",
        "[3] See the Act.\n\nPage 2\n\n",
        "|---|---|\n\n",
    ],
)
def test_a_sentence_torn_by_a_page_is_one_block(between):
    text = f"The board does not set out fixed\n\n{between}arrangements for places.\n"
    block = find_blocks(text)[0]
    assert words(text, block) == "The board does not set out fixed arrangements for places."
    assert [span.slice(text) for span in block.spans] == [
        "The board does not set out fixed",
        "arrangements for places.",
    ]


def test_a_sentence_that_stops_on_a_small_word_goes_on_in_capitals():
    text = "The plan is written by the\n\nNHS and its partners.\n"
    assert kinds(text) == [(PARAGRAPH, "The plan is written by the NHS and its partners.")]


def test_an_open_bracket_and_a_comma_wait_for_the_rest():
    text = (
        "7. Boards follow the guidance (Department for Business,\n\nEnergy & Industry) at work.\n"
    )
    assert len(find_blocks(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The board meets.\n\nThe board decides.\n",
        "The board decides:\n\nthe plan\n\n",
        "It says: “the plan is ours.”\n\nThe council disagrees.\n",
        "The board meets in\n\n## Places\n\nthe plan says so.\n",
    ],
)
def test_whole_sentences_and_sections_are_not_joined(text):
    assert all(len(block.spans) == 1 for block in find_blocks(text))


def test_items_that_end_in_and_are_whole():
    text = "Boards must:\n\n- meet; and\n\n- decide.\n\nThe chair speaks.\n"
    assert [said for kind, said in kinds(text) if kind is ITEM] == ["meet; and", "decide."]


def test_columns_read_across_each_other_are_marked_and_not_joined():
    text = (
        "One column is set by the\n\n- Another column expects that there\n\n"
        "committee members. A budget can be set.\n\nThe end is sure.\n"
    )
    blocks = find_blocks(text)
    assert [block.uncertain for block in blocks] == [True, True, True, False]
    assert all(len(block.spans) == 1 for block in blocks)


def test_a_number_before_a_short_title_makes_a_heading():
    assert kinds("1. Introduction\n\nBoards must meet.\n")[0] == (HEADING, "Introduction")


def test_a_number_before_a_sentence_makes_a_numbered_paragraph():
    assert kinds("1. Boards must meet.\n")[0] == (NUMBERED, "Boards must meet.")


def test_a_short_paragraph_in_sequence_is_no_title():
    text = "1. Boards must meet.\n\n2. None\n\n3. Boards may adjourn.\n"
    assert [kind for kind, _ in kinds(text)] == [NUMBERED] * 3


def test_numbers_after_a_colon_are_items_of_a_list():
    text = "The board will:\n\n1. meet in public.\n\n2. publish its papers.\n"
    assert [kind for kind, _ in kinds(text)] == [PARAGRAPH, ITEM, ITEM]


def test_an_item_that_lost_its_number_is_still_an_item():
    text = "Duties include:\n\n1. To meet.\n\n2. To plan.\n\nTo use data well.\n\n4. To report.\n"
    assert [(b.kind, b.number) for b in find_blocks(text)[1:]] == [
        (ITEM, "1"),
        (ITEM, "2"),
        (ITEM, None),
        (ITEM, "4"),
    ]


def test_numbering_that_starts_again_after_a_list_is_of_paragraphs():
    text = "Duties include:\n\n1. To meet.\n\n2. To plan.\n\n1. The regulator has a process.\n"
    assert [kind for kind, _ in kinds(text)] == [PARAGRAPH, ITEM, ITEM, NUMBERED]


def test_an_item_wraps_over_lines_until_the_next_mark():
    text = "- to meet\n  in public\n- to plan\n"
    assert [said for _, said in kinds(text)] == ["to meet in public", "to plan"]


def test_a_row_with_a_line_break_in_a_cell_is_one_row():
    text = "| 3 | Interests\n(a) private |\n| 4 | Plans |\n"
    assert [kind for kind, _ in kinds(text)] == [ROW, ROW]


def test_a_note_whose_mark_stands_alone_has_the_words_below_it():
    text = "The Act says so.²\n\n²\n\nhttps://example.org/act\n"
    assert kinds(text)[1] == (NOTE, "https://example.org/act")


def test_no_block_runs_from_one_part_into_the_next():
    text = "The minutes end with the\n\nreport of the director.\n"
    cut = text.index("report")
    blocks = find_blocks(text, [Span(0, cut), Span(cut, len(text))])
    assert [span.start for block in blocks for span in block.spans] == [0, cut]


def test_a_reference_at_the_start_of_a_wrapped_line_opens_nothing():
    text = "1. Boards must meet as set out in paragraph\n4.12 of the guidance and may adjourn.\n"
    assert kinds(text) == [
        (NUMBERED, "Boards must meet as set out in paragraph 4.12 of the guidance and may adjourn.")
    ]


def test_lines_that_repeat_at_the_edges_of_pages_of_text_are_left_out():
    page = "The {0} board must meet.\n\nIts {0} chair speaks.\n\nDraft guidance    Page {1}\n\f"
    boards = ("north", "south", "east")
    text = "".join(page.format(board, number) for number, board in enumerate(boards, start=1))
    said = [words for kind, words in kinds(text) if kind is FURNITURE]
    assert said == [f"Draft guidance Page {number}" for number in (1, 2, 3)]


def test_headings_that_the_source_marks_stay_headings_however_many_stand_together():
    title = "Guidance on the roles that every board must fill by law"
    text = (
        f"# {title}\n\n## Who must act; who may act\n\n### What each of them has to do\n\nIt is.\n"
    )
    assert [kind for kind, _ in kinds(text)] == [HEADING, HEADING, HEADING, PARAGRAPH]


def test_a_table_below_a_rule_alone_has_no_header():
    text = "|  |  |\n| --- | --- |\n| Offer | What is published. |\n| Plan | What is agreed. |\n"
    assert [block.header for block in find_blocks(text) if block.kind is ROW] == [False, False]
