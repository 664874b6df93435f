"""The five documents, read as a careful reader would, scars and all."""

from __future__ import annotations

import re
from functools import cache

import pytest

from assistant.documents.reading import read_spans
from assistant.domain import BlockKind, Passage, Unit, UnitKind, quote_of
from assistant.passages import build_passages
from assistant.passages.build import MAX_CHARS
from tests.documents.making import CORPUS_IDS, corpus_document, words

LEADS = "nhs-england-executive-lead-roles"
PLACES = "thriving-places"
PACK = "nottinghamshire-committee-pack-2021-02-08"
CHARITY = "contact-health-systems"
NOTE = "cdc-ics-and-send"


@cache
def passages(doc_id: str) -> tuple[Passage, ...]:
    return build_passages(corpus_document(doc_id), "r1")


def units(doc_id: str) -> list[Unit]:
    return [unit for passage in passages(doc_id) for unit in passage.units]


def shown(doc_id: str, unit: Unit) -> str:
    return read_spans(corpus_document(doc_id).text, unit.spans)


def items(doc_id: str, locator: str) -> list[Unit]:
    """Return the items of the list at a locator, those of lists within it left out."""
    place = re.compile(re.escape(locator) + r", (?:item \w+|\w+ bullet|unnumbered item[^,]*)")
    found = units(doc_id)
    return [u for u in found if u.kind is UnitKind.ITEM and place.fullmatch(u.locator)]


def sentence_with(doc_id: str, phrase: str) -> Unit:
    (found,) = [unit for unit in units(doc_id) if phrase in shown(doc_id, unit)]
    return found


@pytest.mark.parametrize("doc_id", CORPUS_IDS)
def test_a_passage_is_short_unless_one_unit_is_long(doc_id):
    text = corpus_document(doc_id).text
    for passage in passages(doc_id):
        own = len(read_spans(text, passage.spans))
        # The marks of a list's items count as well.
        assert own <= MAX_CHARS + 4 * len(passage.units) or len(passage.units) == 1


@pytest.mark.parametrize("doc_id", CORPUS_IDS)
def test_no_two_places_have_one_locator(doc_id):
    groups: dict[str, set[str]] = {}
    for passage in passages(doc_id):
        groups.setdefault(passage.locator, set()).add(passage.group)
    assert [locator for locator, found in groups.items() if len(found) > 1] == []


@pytest.mark.parametrize("doc_id", CORPUS_IDS)
def test_a_quotable_sentence_begins_where_a_sentence_begins(doc_id):
    for unit in units(doc_id):
        if unit.kind is UnitKind.SENTENCE and unit.quotable:
            assert not shown(doc_id, unit)[:1].islower(), shown(doc_id, unit)


@pytest.mark.parametrize("doc_id", CORPUS_IDS)
def test_a_list_led_in_by_words_keeps_them_with_every_item(doc_id):
    text = corpus_document(doc_id).text
    for passage in passages(doc_id):
        for unit in passage.units:
            for span in unit.lead_in:
                inside = any(body.contains(span) for body in passage.spans)
                assert inside or span in passage.context, quote_of(text, unit.spans)


def test_all_numbered_paragraphs_of_the_statutory_guidance_are_found_in_order():
    text = corpus_document(LEADS).text
    annex = text.index("Annex A: Mental")
    body = [p for p in passages(LEADS) if p.start < annex and p.number]
    assert list(dict.fromkeys(p.number for p in body)) == [str(n) for n in range(1, 28)]
    assert all(p.locator == f"paragraph {p.number}" for p in body)


@pytest.mark.parametrize(
    ("note", "caller"),
    [
        ("1", "paragraph 1"),
        ("2", "paragraph 11"),
        ("3", "paragraph 14"),
        ("4", "paragraph 14"),
        ("5", "paragraph 16"),
        ("6", "paragraph 20"),
        ("7", "paragraph 20"),
        ("8", "Annex A, 1st paragraph"),
    ],
)
def test_a_note_and_the_paragraph_that_calls_it_know_each_other(note, caller):
    by_id = {passage.passage_id: passage for passage in passages(LEADS)}
    (found,) = [p for p in passages(LEADS) if p.locator == f"note {note}"]
    (calling,) = [by_id[name] for name in found.called_from]
    assert calling.locator == caller
    assert found.passage_id in calling.notes


@pytest.mark.parametrize(
    ("doc_id", "locator", "count", "lead_in"),
    [
        (LEADS, "paragraph 1", 5, "functions set out in this guidance:"),
        (LEADS, "paragraph 7", 4, "This would include:"),
        (LEADS, "paragraph 9", 7, "this guidance will be relevant to:"),
        (LEADS, "paragraph 11", 5, "including but not limited to:"),
        (LEADS, "paragraph 16", 8, "will include but not exclusively:"),
        (LEADS, "1st unnumbered paragraph after paragraph 26", 8, "not limited to:"),
        (LEADS, "1st unnumbered paragraph after paragraph 27", 4, "the following:"),
        (LEADS, "Annex A", 8, "of this role include the following:"),
        (CHARITY, "“ICB executive lead roles”, 1st paragraph", 5, "people in their area:"),
        (NOTE, "“Leadership and Governance”, 1st paragraph", 6, "must also determine:"),
        (PLACES, "“Leadership skills and capabilities”, 2nd paragraph", 8, "role include:"),
        (PACK, "Agenda item 6, “RECOMMENDATION/S”", 3, "and Public Health Committee"),
        (PACK, "Agenda item 6, Appendix 1, paragraph 3.3", 9, "Recommendations included:"),
        (PACK, "Agenda item 6, Appendix 1, paragraph 4.10", 4, "will mean:"),
    ],
)
def test_a_list_is_whole_and_each_item_has_its_lead_in(doc_id, locator, count, lead_in):
    text = corpus_document(doc_id).text
    found = items(doc_id, locator)
    assert len(found) == count
    assert all(read_spans(text, unit.lead_in).endswith(lead_in) for unit in found)


def test_the_item_that_lost_its_number_is_told_by_its_neighbour():
    lost = sentence_with(LEADS, "To oversee the effective use of data")
    assert lost.locator == "Annex A, unnumbered item after item 4"


def test_a_bullet_under_an_item_carries_both_lead_ins():
    bullet = sentence_with(LEADS, "champion their needs and aspirations")
    lead_in = read_spans(corpus_document(LEADS).text, bullet.lead_in)
    assert bullet.locator == "Annex A, item 4, 1st bullet"
    assert lead_in.startswith("The responsibilities of this role include")
    assert lead_in.endswith("Achieve this through the following activities:")


def test_numbering_that_starts_again_names_no_heading_that_is_not_there():
    again = [p for p in passages(LEADS) if "numbering begun again" in p.locator]
    assert [p.number for p in again] == ["1", "2", "3", "4", "5"]
    assert all(p.locator.startswith("after Annex A, ") and p.headings == () for p in again)


def test_a_sentence_that_lost_the_space_before_it_is_one_of_its_item():
    item = sentence_with(LEADS, "mental health system.Ensure that the system")
    assert item.kind is UnitKind.ITEM


@pytest.mark.parametrize(
    ("doc_id", "sentence"),
    [
        (PLACES, "public health services alongside other services that promote health and"),
        (PLACES, "The Bill does not set out fixed arrangements for the governance"),
        (PLACES, "embeds systematic involvement of relevant professional groups"),
        (PLACES, "start engagement early when developing plans and feed back to people"),
        (PLACES, "to make decisions between the appropriate partners, if the Bill"),
        (PLACES, "a resource to support localised decision- making, including 10 key lines"),
        (PACK, "are inviting views on these proposed options from all interested"),
        (PACK, "It has required openness in data sharing"),
        (PACK, "Department for Business, Energy & Industrial Strategy, published"),
        (PACK, "Assuming a reduction in the ongoing impact"),
        (NOTE, "in relation to any Children and Young People's strategy."),
    ],
)
def test_a_sentence_that_a_page_tore_is_read_as_one(doc_id, sentence):
    assert len(sentence_with(doc_id, sentence).spans) == 2


@pytest.mark.parametrize("footer", ["Page 41 of 102", "Page 44 of 102"])
def test_a_page_footer_stands_in_no_passage(footer):
    assert not any(footer in passage.text for passage in passages(PACK))


@pytest.mark.parametrize(
    ("doc_id", "first", "last"),
    [
        (PLACES, "Contents", "Annex 1: Helpful resources | 32"),
        (PACK, "Contents", "Implications and next steps | 33"),
    ],
)
def test_a_contents_list_is_known_from_its_title_to_its_last_entry(doc_id, first, last):
    read = corpus_document(doc_id)
    listed = [words(read.text, b) for b in read.blocks if b.kind is BlockKind.CONTENTS]
    between = listed[listed.index(first) : listed.index(last) + 1]
    assert len(between) == {PLACES: 26, PACK: 6}[doc_id]


def test_columns_run_together_are_marked_and_their_torn_ends_not_quoted():
    read = corpus_document(PLACES)
    table = [p for p in passages(PLACES) if any(h.startswith("Table 2") for h in p.headings)]
    torn = [shown(PLACES, u) for p in table if p.uncertain for u in p.units if not u.quotable]
    assert torn[0].endswith("and agreed to by the")
    assert any(unit.startswith("of a provider partnership") for unit in torn)
    assert [b for b in read.blocks if b.uncertain and len(b.spans) > 1] == []


def test_outside_that_table_the_order_of_reading_is_certain():
    for passage in passages(PLACES):
        assert not passage.uncertain or any(h.startswith("Table 2") for h in passage.headings)


@pytest.mark.parametrize(
    ("words_there", "part", "voice", "authority"),
    [
        ("were no actions arising", "Minutes", "the committee", "local committee paper"),
        ("LAC is an all-age", "Agenda item 5", "Corporate Director", "local committee paper"),
        ("two possible options", "Agenda item 6, App", "NHS England and", "national proposal"),
        ("supports the LGA response", "Agenda item 6, App", "County Council", "council's view"),
        ("0.8 FTE Public Health", "Agenda item 8", "Public Health", "local committee paper"),
    ],
)
def test_a_place_in_the_pack_says_whose_voice_speaks(words_there, part, voice, authority):
    read = corpus_document(PACK)
    (found,) = [p for p in passages(PACK) if words_there in p.text]
    assert found.locator.startswith(part)
    assert voice in read.parts[found.part].voice
    assert authority in read.parts[found.part].authority


def test_each_report_of_the_pack_counts_its_own_paragraphs():
    firsts = [p.locator for p in passages(PACK) if p.number == "1"]
    assert firsts == [f"Agenda item {n}, paragraph 1" for n in (4, 5, 6, 7, 8, 9)]


def test_an_appendix_is_named_once_in_a_locator():
    assert not any(p.locator.count("Appendix 2") > 1 for p in passages(PACK))


@pytest.mark.parametrize(
    "opinion", ["This function would sit well as", "There is clearly an opportunity here"]
)
def test_an_opinion_after_a_quoted_list_is_not_announced_by_the_lists_lead_in(opinion):
    assert sentence_with(PACK, opinion).lead_in == ()


def test_the_rows_of_a_table_carry_its_header():
    row = sentence_with(PACK, "Occupational Therapist | Hay Band A/B")
    header = read_spans(corpus_document(PACK).text, row.lead_in)
    assert header == "Job title | Grade | Full Time Equivalent | Permanent or temporary"


def test_a_table_that_opens_with_a_number_has_no_header():
    row = sentence_with(PACK, "Apologies for Absence")
    assert row.lead_in == ()


def test_a_header_printed_again_is_not_quoted():
    again = [u for u in units(PACK) if "Report Title | Brief" in shown(PACK, u)]
    assert [unit.quotable for unit in again] == [False, False]


def test_where_a_picture_is_from_heads_no_section():
    assert not any("Graphic from" in heading for p in passages(NOTE) for heading in p.headings)


def test_a_list_announced_and_lost_stays_a_sentence_without_a_list():
    lost = sentence_with(CHARITY, "The seven regions are:")
    assert [u for u in units(CHARITY) if u.lead_in == lost.spans] == []
