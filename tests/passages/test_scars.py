"""The scars that conversion left on the five documents, and how each is read now."""

from __future__ import annotations

import pytest

from assistant.documents.reading import read
from assistant.domain import Block, BlockKind, Passage
from tests.documents.making import CORPUS_IDS, corpus_document
from tests.passages.test_corpus import CHARITY, LEADS, NOTE, PACK, PLACES, passages, sentence_with


def block_with(doc_id: str, words: str) -> Block:
    document = corpus_document(doc_id)
    (found,) = [b for b in document.blocks if words in read(document, b.content)]
    return found


def passage_with(doc_id: str, words: str) -> Passage:
    (found,) = [p for p in passages(doc_id) if words in p.text]
    return found


def calls_of(doc_id: str) -> dict[str, list[str]]:
    """Return by the locator of each note where it is called from."""
    by_id = {passage.passage_id: passage for passage in passages(doc_id)}
    return {
        p.locator: [by_id[name].locator for name in p.called_from]
        for p in passages(doc_id)
        if p.locator.rpartition(", ")[2].startswith("note ")
    }


# --- marks of the conversion ---------------------------------------------------------------------


@pytest.mark.parametrize("doc_id", CORPUS_IDS)
@pytest.mark.parametrize("mark", ["](#)", "**", "<ul", "<li", "¹", "²", "³"])
def test_no_mark_of_the_conversion_is_read(doc_id, mark):
    assert not any(mark in passage.text.removeprefix(mark) for passage in passages(doc_id))


@pytest.mark.parametrize(
    ("doc_id", "junk"),
    [
        (PACK, "Error! Bookmark not defined."),
        (PACK, "Page 41 of 102"),
        (PACK, "© NHS England and NHS Improvement xx xxx"),
    ],
)
def test_junk_lines_are_in_no_passage(doc_id, junk):
    assert not any(junk in passage.text for passage in passages(doc_id))


@pytest.mark.parametrize(
    ("doc_id", "words"),
    [
        (CHARITY, "You can find out more about PCNs in this video."),
        (CHARITY, "You may want to start with the two sessions outlined below."),
    ],
)
def test_a_link_that_lost_its_address_reads_as_its_words(doc_id, words):
    assert sentence_with(doc_id, words).quotable


def test_a_space_before_a_full_stop_is_not_read():
    assert passage_with(PLACES, "in partnership with NHS England and NHS Improvement.")


def test_a_word_in_two_pieces_that_are_words_themselves_is_left_alone():
    assert passage_with(PLACES, "feed back to people")


# --- notes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("doc_id", "note", "called_from"),
    [
        (PLACES, "note 1", "“Transitioning to statutory ICS arrangements”, 3rd paragraph"),
        (PLACES, "note 2", "“Promote health and wellbeing”, 1st paragraph"),
        (PACK, "Agenda item 6, Appendix 1, note 2", "Agenda item 6, Appendix 1, paragraph 3.2"),
        (PACK, "Agenda item 6, Appendix 1, note 3", "Agenda item 6, Appendix 1, paragraph 3.4"),
        (PACK, "Agenda item 8, note 4", "Agenda item 8, paragraph 4"),
    ],
)  # fmt: skip
def test_a_mark_glued_to_a_word_calls_the_note_that_stands_pages_apart(doc_id, note, called_from):
    assert called_from in calls_of(doc_id)[note]


def test_references_that_disagree_among_themselves_are_kept_as_they_stand():
    assert passage_with(LEADS, "See section 14Z52(2)(d) of the National Health Service Act 2006")
    assert passage_with(LEADS, "See section 14Z52(2)(2) of the National Health Service Act 2006")


# --- figures and tables --------------------------------------------------------------------------


def test_the_words_of_a_flattened_picture_are_told_as_such():
    document = corpus_document(NOTE)
    words = [read(document, b.content) for b in document.blocks if b.kind is BlockKind.FIGURE]
    assert words[0] == "INTEGRATED CARE SYSTEMS ICSS"
    assert words[-1].startswith("can include ICB members, local authorities")
    assert len(words) == 50


def test_the_words_of_a_picture_can_be_found_and_are_quoted_with_a_warning():
    passage = passage_with(NOTE, "allocates NHS budget and services")
    assert passage.uncertain
    assert passage.locator.startswith("figure under ")


def test_no_heading_runs_on_after_a_flattened_picture():
    after = passage_with(NOTE, "Integrated Care Systems cover a total population of 1-2 million")
    assert after.headings[-1] == "What this might mean for the SEND system across England"
    assert not after.uncertain


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_table_flattened_into_prose_is_headed_by_its_title(number):
    assert any(h.startswith(f"Table {number}: ") for p in passages(PLACES) for h in p.headings)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("Mosaic Technical Specialist", 10),
        ("4G Internet Connectivity", 5),
        ("Deficit approach", 9),
        ("Evaluation | | | £20,000", 5),
        ("Top of Hay band B", 1),
        ("Public Health Support Officer | 0.8", 1),
        ("NHS Health Checks | No. of eligible", 45),
    ],
)
def test_a_table_of_tabs_is_read_row_by_row_under_its_header(words, rows):
    document = corpus_document(PACK)
    place = document.blocks.index(block_with(PACK, words))
    first = next(p for p in range(place, -1, -1) if document.blocks[p].header)
    last = first
    while document.blocks[last + 1].kind is BlockKind.ROW:
        last += 1
    assert last - first == rows


@pytest.mark.parametrize(
    ("words", "inherited"),
    [
        ("No. of patients offered who have received", ["NHS Health Checks"]),
        ("Children of survivors", ["Domestic Abuse Services"]),
        ("Move on Accommodation % exited", ["Homelessness"]),
        ("Number of inspections", []),
    ],
)
def test_a_blank_cell_takes_what_stands_above_it(words, inherited):
    text = corpus_document(PACK).text
    assert [span.slice(text) for span in block_with(PACK, words).inherits] == inherited


def test_what_a_row_inherits_is_shown_with_its_quotation():
    row = sentence_with(PACK, "Number of successful completions")
    lead_in = read(corpus_document(PACK), row.lead_in)
    assert lead_in.endswith("All Age Substance Misuse Service")
    assert lead_in.startswith("Service Name | Indicator or Quality Standard")


# --- documents bound together --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "locator"),
    [
        ("The estimated yearly costs for providing", "Agenda item 4, paragraph 28"),
        ("Public facing information Access to", "Agenda item 4, table under Appendix 1"),
        ("The detailed policy work described above", "Agenda item 6, Appendix 1, paragraph 3.1"),
    ],
)
def test_numbering_is_told_apart_by_report_and_appendix(words, locator):
    assert passage_with(PACK, words).locator.startswith(locator)


def test_what_the_council_quotes_from_the_proposal_is_no_paragraph_of_its_own_response():
    assert not any(p.locator.endswith("Appendix 2, paragraph 2.23") for p in passages(PACK))
    bullet = sentence_with(
        PACK, "The role of the Health and Wellbeing Board needs to be strengthened"
    )
    assert "2.23" not in bullet.locator
