"""How blocks become passages: lists with their lead-ins, tables, notes, places."""

from __future__ import annotations

import pytest

from assistant.documents.reading import read_spans, reading_text
from assistant.domain import Passage, Unit, UnitKind
from assistant.passages import build_passages
from tests.documents.making import document


def read(text: str) -> tuple[Passage, ...]:
    return build_passages(document(text), "r1")


def lead_ins(text: str) -> list[tuple[str, str]]:
    """Return each list item or row of ``text`` with its lead-in."""
    found: list[Unit] = [unit for passage in read(text) for unit in passage.units]
    return [
        (read_spans(text, unit.spans), read_spans(text, unit.lead_in))
        for unit in found
        if unit.kind is not UnitKind.SENTENCE
    ]


@pytest.mark.parametrize(
    "announcement",
    [
        "The board will:",
        "The board will do the following",
        "The board should",
        "That the board of this place",
        "The board (and its committees) will**:**",
    ],
)
def test_words_that_announce_a_list_stay_with_its_items(announcement):
    text = f"It meets.\n\n{announcement}\n\n- plan\n- report.\n"
    plain = reading_text(announcement)
    assert lead_ins(text) == [("plan", plain), ("report.", plain)]


def test_a_finished_sentence_announces_no_list():
    assert lead_ins("The board meets.\n\n- Plans are made.\n") == [("Plans are made.", "")]


def test_a_list_that_goes_on_after_the_list_within_it_keeps_its_own_lead_in():
    text = "It may:\n\na) plan, which covers:\n   - people\n   - places\nb) report.\n"
    assert [said for item, said in lead_ins(text) if item == "report."] == ["It may:"]


def test_a_list_of_letters_goes_on_past_the_letter_i():
    letters = "abcdefghij"
    text = "It may:\n\n" + "\n".join(f"{letter}) do thing {letter}" for letter in letters)
    assert {said for _, said in lead_ins(text)} == {"It may:"}


def test_items_in_capitals_after_a_list_run_in_from_its_lead_in_are_another_list():
    text = "It may:\n\n- plan; and\n- report.\n\n- This is welcome.\n"
    assert lead_ins(text)[-1] == ("This is welcome.", "")


def test_items_that_all_begin_with_capitals_are_one_list_over_blank_lines():
    text = "It may:\n\n- Plan.\n\n- Report.\n"
    assert lead_ins(text)[-1] == ("Report.", "It may:")


def test_an_item_that_begins_with_an_acronym_may_go_on_a_list_in_lower_case():
    text = "It may:\n\n- plan.\n\n- NHS England decides.\n"
    assert lead_ins(text)[-1] == ("NHS England decides.", "It may:")


def test_a_short_note_is_not_quoted_and_a_long_one_is():
    long = "This guidance is made under a power to publish guidance on how boards discharge duties."
    _, *notes = read(f"It must.[1] It may.[2]\n\n[1] See the Act.\n\n[2] {long}\n")
    assert [unit.quotable for note in notes for unit in note.units] == [False, True]


def test_a_note_that_is_called_is_the_next_of_its_mark():
    text = "One.¹\n\n¹ The first note.\n\nTwo.¹\n\n¹ The second note.\n"
    one, first, two, second = read(text)
    assert (one.notes, two.notes) == ((first.passage_id,), (second.passage_id,))


def test_a_mark_without_a_note_links_nothing():
    assert read("One.[7]\n")[0].notes == ()


def test_a_note_inside_a_sentence_follows_the_passage_that_it_interrupts():
    texts = [p.text for p in read("It has been with the\n\n¹ See the Act.\n\nboard since 2020.\n")]
    assert texts == ["It has been with the board since 2020.", "¹ See the Act."]


def test_a_long_list_is_cut_between_items_and_the_pieces_share_a_group():
    item = "- " + "word " * 60 + "end.\n"
    first, *rest = read("The board will:\n\n" + item * 6)
    assert rest
    assert {passage.group for passage in rest} == {first.group}


def test_the_same_words_twice_have_two_places():
    one, two = read("The board meets.\n\nThe board meets.\n")
    assert one.text == two.text
    assert one.locator != two.locator


@pytest.mark.parametrize(
    ("text", "locators"),
    [
        ("The board meets.\n", ["1st paragraph"]),
        ("## Roles\n\nThe board meets.\n", ["“Roles”, 1st paragraph"]),
        ("3. The board meets.\n\nIt may.\n",
         ["paragraph 3", "1st unnumbered paragraph after paragraph 3"]),
        ("## Roles\n\nIt is.\n\n## Roles\n\nIt may.\n",
         ["“Roles”, 1st paragraph", "“Roles” (2nd heading of that name), 1st paragraph"]),
        ("Annex B: Roles\n\n4. The board meets.\n", ["Annex B, paragraph 4"]),
        ("1. It is.\n\n2. It may.\n\n1. It must.\n",
         ["paragraph 1", "paragraph 2",
          "after the paragraphs above, numbering begun again, paragraph 1"]),
    ],
)  # fmt: skip
def test_a_place_is_told_as_a_reader_would(text, locators):
    assert [passage.locator for passage in read(text)] == locators


def test_the_path_of_headings_is_the_one_that_hash_marks_show():
    text = "# A\n\n## B\n\nOne is.\n\n### C\n\nTwo is.\n\n## D\n\nThree is.\n"
    assert [p.headings for p in read(text)] == [("A", "B"), ("A", "B", "C"), ("A", "D")]


def test_ids_change_with_the_content_of_the_document():
    paper = document("The board meets.\n")
    one, two = (build_passages(paper, revision)[0].passage_id for revision in ("r1", "r2"))
    assert one != two


@pytest.mark.parametrize("end", [":", "—"])
def test_an_item_that_announces_a_list_leads_it_in_and_names_it(end):
    text = f"7. The plan must set out:\n\n(a) what is offered, excluding{end}\n  (i) meals;\n"
    (passage,) = read(text)
    inner = passage.units[-1]
    assert inner.locator == "paragraph 7, item a, item i"
    assert read_spans(text, inner.lead_in).endswith(f"excluding{end}")


def test_notes_whose_marks_start_again_have_places_of_their_own():
    text = "One.¹\n\n¹ The first note.\n\nTwo.¹\n\n¹ The second note.\n"
    assert [p.locator for p in read(text) if p.locator.startswith("note")] == [
        "note 1",
        "note 1, 2nd of it",
    ]
