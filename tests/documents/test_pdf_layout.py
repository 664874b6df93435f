"""What the layout of a page tells: paragraphs, headings, tables, notes, running lines, labels."""

from __future__ import annotations

import pytest

from assistant.documents.reading import read
from assistant.domain import BlockKind, Document
from assistant.passages import build_passages
from tests.documents.drawing import BOLD, Words, below, raised, read_pages

LONG = "The board meets in public every month and publishes what it decided there at once."
OTHERS = (
    LONG,
    "Members are chosen by those whom they serve and may be chosen a second time after that.",
    "Nobody may speak for a board unless it has asked them to do so at one of its meetings.",
)
FULL = "Members of the board come from every part of the region and they speak for those parts"


def said(document: Document, *kinds: BlockKind) -> list[str]:
    return [read(document, b.content) for b in document.blocks if not kinds or b.kind in kinds]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, read(document, b.content)) for b in document.blocks if not b.left_out]


# --- paragraphs ----------------------------------------------------------------------------------


def test_rows_close_together_are_one_paragraph_and_a_gap_parts_two():
    page = below([FULL, "as well as they can.", "", LONG])
    assert said(read_pages([page])) == [f"{FULL} as well as they can.", LONG]


def test_a_line_that_ends_although_the_next_word_would_have_fitted_ends_its_paragraph():
    page = below([FULL, "as well as they can.", FULL, "and for nobody else."])
    assert said(read_pages([page])) == [
        f"{FULL} as well as they can.",
        f"{FULL} and for nobody else.",
    ]


def test_short_lines_under_words_that_announce_them_are_a_list_though_it_has_no_bullets():
    page = below([FULL, "as well as they can, and may be:", "", "teachers", "nurses", "clerks"])
    assert [kind for kind, _ in kinds(read_pages([page]))] == ["paragraph", *["list item"] * 3]


def test_a_year_at_the_start_of_a_row_is_no_number_of_a_paragraph():
    page = below([f"{FULL} in", "65. They were then asked what they had found, and they said"])
    assert BlockKind.NUMBERED not in [b.kind for b in read_pages([page]).blocks]


def test_a_number_that_stands_out_opens_a_paragraph_without_any_gap():
    rows = below([FULL, "as well as they can.", FULL, "and for nobody else."], x=100)
    numbers = [Words("1.", 72, rows[0].y), Words("2.", 72, rows[2].y)]
    page = [numbers[0], *rows[:2], numbers[1], *rows[2:]]
    document = read_pages([page])
    assert [b.number for b in document.blocks] == ["1", "2"]
    assert said(document)[1] == f"{FULL} and for nobody else."


def test_larger_and_bold_type_heads_what_follows_by_its_size():
    page = [
        Words("Roles", 72, 760, 18, BOLD),
        Words("The chair", 72, 730, 11, BOLD),
        *below([LONG], y=700),
    ]
    (passage,) = build_passages(read_pages([page]), "r1")
    assert passage.headings == ("Roles", "The chair")


def test_a_bold_sentence_is_no_heading():
    page = [Words("The board must meet every month.", 72, 760, 11, BOLD), *below([LONG], y=730)]
    assert [kind for kind, _ in kinds(read_pages([page]))] == ["paragraph", "paragraph"]


def test_what_is_drawn_last_and_stands_above_is_read_first():
    page = [*below([LONG], y=600), Words("Openness", 72, 760, 18, BOLD)]
    document = read_pages([page])
    assert kinds(document) == [("heading", "Openness"), ("paragraph", LONG)]
    assert all(span.slice(document.text) for block in document.blocks for span in block.spans)


# --- pages ---------------------------------------------------------------------------------------


def _three_pages(footers: list[str]) -> list[list[Words]]:
    first = below([FULL, f"{FULL} and the"])
    second = below(["neighbouring boards of every other region as well.", "", LONG])
    return [
        [Words("Guidance for boards", 72, 800, 8), *page, Words(footer, 300, 40, 8)]
        for page, footer in zip([first, second, below([LONG])], footers, strict=True)
    ]


def test_running_lines_are_left_out_and_the_sentence_over_the_page_is_whole():
    document = read_pages(_three_pages(["1", "2", "3"]))
    assert said(document, BlockKind.PARAGRAPH) == [
        f"{FULL} {FULL} and the neighbouring boards of every other region as well.",
        LONG,
        LONG,
    ]
    assert len(said(document, BlockKind.FURNITURE)) == 6


def test_a_passage_over_two_pages_shows_both_labels():
    passage = build_passages(read_pages(_three_pages(["iv", "v", "vi"])), "r1")[0]
    assert (passage.page, passage.page_label) == (1, "iv–v")
    assert len(passage.spans) == 2


@pytest.mark.parametrize(
    "footers",
    [
        ["1", "2", "3"],
        ["Page 7 of 12", "Page 8 of 12", "Page 9 of 12"],
        ["A-1", "A-2", "A-3"],
        ["viii", "ix", "x"],
        ["- 3 -", "- 4 -", "- 5 -"],
        ["3 | Guidance for boards", "4 | Guidance for boards", "5 | Guidance for boards"],
    ],
)
def test_a_label_is_the_one_printed_on_the_page(footers):
    printed = [page.label for page in read_pages(_three_pages(footers)).pages]
    words = [footer.replace("Page ", "").strip("- ").split(" ")[0] for footer in footers]
    assert printed == words


def test_a_page_without_its_number_between_pages_that_count_has_the_one_it_would_have():
    pages = [[*below([LONG]), Words(n, 300, 40, 8)] for n in ["4", "5", "", "7"]]
    assert [page.label for page in read_pages(pages).pages] == ["4", "5", "6", "7"]


def test_labels_of_the_file_count_where_none_is_printed():
    pages = [below([LONG])] * 3
    labels = [(0, "ROMAN_LOWER", ""), (1, "ARABIC", "A-")]
    assert [page.label for page in read_pages(pages, labels).pages] == ["i", "A-1", "A-2"]


def test_pages_without_printed_or_given_labels_have_none():
    assert [page.label for page in read_pages([below([LONG])] * 3).pages] == [None] * 3


def test_a_heading_that_recurs_in_the_text_is_no_running_line():
    pages = [
        [Words("Recommendation", 72, 760, 11, BOLD), *below([LONG], y=730),
         Words("Recommendation", 72, 500, 11, BOLD), *below([LONG], y=470)]
        for _ in range(4)
    ]  # fmt: skip
    assert len(said(read_pages(pages), BlockKind.HEADING)) == 8


def test_pages_of_pictures_alone_are_told_of():
    document = read_pages([below([LONG]), [], below([LONG])])
    assert document.remarks[0].startswith("1 of 3 pages hold no text")


# --- columns and tables --------------------------------------------------------------------------


def test_a_sentence_goes_on_from_one_column_to_the_next():
    left = below(["Members of the board come from", "every part of the region and the"], x=60)
    right = below(["neighbouring ones as well, who", "speak for those parts."], x=320)
    whole = read_pages([[*left, *right]])
    assert said(whole) == [
        "Members of the board come from every part of the region and the neighbouring ones as "
        "well, who speak for those parts."
    ]


def test_columns_that_ran_together_are_marked_and_not_mixed():
    left = [
        "The board meets in public and",
        "it publishes what was decided",
        "at each meeting, with",
        "the reasons that were given",
        "for it by those who spoke",
        "and voted there.",
    ]
    right = [
        "A council may send one of its",
        "members to speak for it at",
        "every meeting, and may",
        "replace them as it likes, so",
        "long as the chair is told",
        "a week before.",
    ]
    page = [
        words
        for one, other in zip(below(left, x=60), below(right, x=320), strict=True)
        for words in (one, other)
    ]
    document = read_pages([page])
    assert all(block.uncertain for block in document.blocks)
    assert BlockKind.ROW not in {block.kind for block in document.blocks}


TABLE = [["Readers", "Loan", "Days"], ["Adults", "Books", "28"], ["", "Discs", "7"]]


def _table(rows: list[list[str]], y: float = 700) -> list[Words]:
    return [
        Words(cell, 72 + 150 * column, y - 24 * number)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell
    ]


def test_cells_beside_each_other_are_rows_under_a_header():
    document = read_pages([[*below([LONG]), *_table(TABLE)]])
    rows = [block for block in document.blocks if block.kind is BlockKind.ROW]
    assert [read(document, row.content) for row in rows] == [
        "Readers | Loan | Days",
        "Adults | Books | 28",
        "Discs | 7",
    ]
    assert [row.header for row in rows] == [True, False, False]


def test_a_blank_cell_at_the_start_of_a_row_inherits_the_one_above():
    document = read_pages([[*below([LONG]), *_table(TABLE)]])
    last = document.blocks[-1]
    assert [span.slice(document.text) for span in last.inherits] == ["Adults"]


def test_a_cell_of_several_rows_of_print_is_one_cell():
    page = [
        *_table([["Readers", "Loan"], ["Adults"]]),
        *below(["Books, maps and", "instruments"], y=676, x=222),
        *_table([["Schools", "Books"]], y=630),
    ]
    document = read_pages([page])
    assert said(document, BlockKind.ROW)[1] == "Adults | Books, maps and instruments"


# --- notes and broken words ----------------------------------------------------------------------


def _noted() -> Document:
    page = [
        *raised("The board must publish its plan", "4", "before the first of April.", 760),
        *below([LONG], y=700),
        Words("4", 72, 83, 6),
        Words("See rule 12, as amended in the spring of 2019 by those who made it.", 76, 80, 8),
    ]
    return read_pages([page])


def test_the_raised_mark_of_a_note_is_parted_from_the_word_it_sticks_to():
    document = _noted()
    assert said(document, BlockKind.PARAGRAPH) == [
        "The board must publish its plan before the first of April.",
        LONG,
    ]
    assert [call.mark for call in document.calls] == ["4"]


def test_a_note_at_the_foot_of_the_page_knows_where_it_is_called():
    passage, _, note = build_passages(_noted(), "r1")
    assert note.locator == "note 4"
    assert passage.notes == (note.passage_id,) and note.called_from == (passage.passage_id,)


def test_a_power_calls_no_note():
    document = read_pages([raised("The region covers 25 km", "2", "of land.", 760)])
    assert document.calls == ()
    assert said(document)[0].replace(" ", "") == "Theregioncovers25km2ofland."


def test_a_word_broken_at_the_end_of_a_row_is_joined_and_a_real_hyphen_is_kept():
    page = below([
        "Decision-making is open and the government of the board is lively; its decision-",
        "making is recorded, and those who want to see how the govern-",
        "ment of the board works may come.",
    ])  # fmt: skip
    (text,) = said(read_pages([page]))
    assert "its decision-making is recorded" in text
    assert "the government of the board works" in text


def test_the_quotation_of_a_broken_word_still_stands_as_it_was_extracted():
    page = below(["The board meets in the neighbour-", "hood of the neighbourhood office."])
    document = read_pages([page])
    (block,) = document.blocks
    assert block.content[0].slice(document.text).startswith("The board meets in the neighbour-\n")
    assert read(document, block.content).startswith("The board meets in the neighbourhood of")


@pytest.mark.parametrize("words", ["Ask <name of board> first.", "2 * 3 * 4", "See [the plan](b)."])
def test_what_is_printed_on_a_page_is_read_as_it_is_though_it_looks_like_markup(words):
    assert said(read_pages([below([LONG, "", words])]))[-1] == words


def test_a_word_in_another_size_begins_no_paragraph():
    page = [
        *below([FULL], y=760),
        Words("neighbouring", 72, 746, 13),
        Words("ones.", 160, 746),
    ]
    assert said(read_pages([page])) == [f"{FULL} neighbouring ones."]


def test_a_raised_figure_of_the_type_itself_calls_a_note_as_well():
    document = read_pages(
        [below(["The board must publish its plan.² It may revise it.", "", LONG])]
    )
    assert said(document)[0] == "The board must publish its plan. It may revise it."
    assert [call.mark for call in document.calls] == ["2"]


# --- found by reading other people's documents ---------------------------------------------------


def test_notes_that_differ_in_a_figure_alone_are_no_running_lines():
    pages = [
        [
            *below([words]),
            Words("1", 72, 83, 6),
            Words(f"Section {n} of the Act on the education of children.", 76, 80, 8),
        ]
        for n, words in enumerate(OTHERS, start=10)
    ]
    assert len(said(read_pages(pages), BlockKind.NOTE)) == 3


def test_a_title_with_the_words_of_its_running_header_is_a_heading():
    first = [Words("Who does what", 72, 720, 20, BOLD), *below([LONG], y=680)]
    rest = [[Words("Who does what", 72, 800, 8), *below([LONG])] for _ in range(4)]
    assert said(read_pages([first, *rest]), BlockKind.HEADING) == ["Who does what"]


def test_the_number_of_a_pages_first_paragraph_is_not_the_pages():
    pages = [
        [Words(f"{n}.", 72, 760), *below([words], x=110), Words(str(n), 300, 40, 8)]
        for n, words in enumerate(OTHERS, start=1)
    ]
    document = read_pages(pages)
    assert [b.number for b in document.blocks if b.kind is BlockKind.NUMBERED] == ["1", "2", "3"]
    assert [page.label for page in document.pages] == ["1", "2", "3"]


def test_the_header_of_a_table_over_several_pages_stays_its_header():
    pages = [
        _table([["Body", "Duty"], *([f"Board {p}{n}", f"plan {p}{n}"] for n in range(3))], y=760)
        for p in range(3)
    ]
    document = read_pages(pages)
    rows = [unit for p in build_passages(document, "r1") for unit in p.units]
    assert BlockKind.FURNITURE not in {block.kind for block in document.blocks}
    assert [unit.locator.rpartition(", ")[2] for unit in rows if unit.quotable] == [
        f"table row {n}" for n in range(1, 10)
    ]


@pytest.mark.parametrize("number", ["4.12", "27."])
def test_a_reference_at_the_start_of_a_row_opens_no_paragraph(number):
    page = below(
        [f"1. {FULL} as in paragraph", f"{number} This is all that they may do there, they said."]
    )
    assert [b.number for b in read_pages([page]).blocks] == ["1"]


def test_words_further_left_than_a_wrapped_item_are_no_part_of_it():
    page = [
        *below(["The lead should make sure of these:"]),
        Words("•", 90, 740),
        *below(["the views of parents, of carers and of young people who live in the area",
                "or go to school there"], y=740, x=108),
        *below(["The board must not delegate this duty to anybody else, whoever they may be."],
               y=712),
    ]  # fmt: skip
    assert kinds(read_pages([page]))[-1] == (
        "paragraph",
        "The board must not delegate this duty to anybody else, whoever they may be.",
    )


@pytest.mark.parametrize("number", ["12A", "A."])
def test_a_letter_or_lettered_number_that_stands_out_is_a_number(number):
    page = [Words(number, 72, 760), *below([LONG], x=110)]
    (block,) = read_pages([page]).blocks
    assert (block.number, said(read_pages([page]))) == (number.rstrip("."), [LONG])
