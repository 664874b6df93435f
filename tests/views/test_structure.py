"""How a document was read, as values: the tree, what is left out, pages by their labels."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from assistant.documents.reading import read
from assistant.domain import BlockKind, Document, Page, Passage, Span, quote_of
from assistant.errors import GuidanceError
from assistant.passages import build_passages
from assistant.views.page_labels import describe_pages, where
from assistant.views.places import find_pages, find_paragraphs, placed
from assistant.views.structure import Node, counts, coverage, homes, outline, visible
from assistant.views.structure_data import as_json, structure_data
from tests.documents.making import CORPUS_IDS, corpus_document, document, structured

TEXT = """# Orchards

## Leads

1. Each board must have a lead for orchards.[1]

2. The lead is responsible for the following:

- listening to growers

- pruning the apple trees

## Meetings

Meetings are held in public on the first Monday.

## References

[1] This duty was given to boards by the Orchards Act of the year before, in its second section.
"""


def _made(text: str = TEXT) -> tuple[Document, tuple[Passage, ...]]:
    made = document(text)
    return made, build_passages(made, "r")


def _nodes(node: Node) -> list[Node]:
    return [node, *(below for child in node.beneath for below in _nodes(child))]


def _named(root: Node, name: str) -> Node:
    (found,) = [node for node in _nodes(root) if node.name == name]
    return found


def _paged(text: str = "The first page goes on\fto the second page.\n\nThe end.\n") -> Document:
    turn = text.index("\f")
    pages = (Page(1, "iv", Span(0, turn)), Page(2, "v", Span(turn + 1, len(text))))
    return replace(document(text), pages=pages)


# --- the tree ----------------------------------------------------------------------------------


def test_headings_stand_in_the_tree_by_their_level() -> None:
    root = outline(*_made())
    (orchards,) = root.beneath
    assert (orchards.kind, orchards.name) == ("heading", "Orchards")
    assert [node.name for node in orchards.beneath] == ["Leads", "Meetings", "References"]


def test_a_passage_stands_beneath_its_heading_with_its_locator_and_first_words() -> None:
    leads = _named(outline(*_made()), "Leads")
    assert [node.name for node in leads.beneath] == ["paragraph 1", "paragraph 2"]
    assert leads.beneath[0].words == "Each board must have a lead for orchards."


def test_a_list_is_told_with_how_many_items_it_has() -> None:
    found = _named(outline(*_made()), "paragraph 2")
    assert (found.kind, found.size) == ("list", 2)


def test_what_the_tree_shows_above_is_not_said_again() -> None:
    meetings = _named(outline(*_made()), "Meetings")
    assert [node.name for node in meetings.beneath] == ["1st paragraph"]


def test_a_note_says_where_it_is_called_from() -> None:
    note = _named(outline(*_made()), "note 1")
    assert (note.kind, note.remark, note.flags) == ("note", "called from paragraph 1", ())


def test_a_note_that_nothing_calls_is_flagged_in_words() -> None:
    note = _named(outline(*_made(TEXT.replace("orchards.[1]", "orchards."))), "note 1")
    assert note.flags == ("no call found",)


def test_an_uncertain_passage_is_flagged_in_words() -> None:
    made, passages = _made()
    doubtful = tuple(replace(p, uncertain=p.number == "1") for p in passages)
    flagged = [n.name for n in _nodes(outline(made, doubtful)) if n.flags]
    assert flagged == ["paragraph 1"]
    assert "order of reading uncertain" in _named(outline(made, doubtful), "paragraph 1").flags


def test_a_heading_with_nothing_beneath_it_stays_in_the_tree_and_says_so() -> None:
    root = outline(*_made(TEXT.replace("## References", "## Empty\n\n## References")))
    assert _named(root, "Empty").flags == ("nothing stands beneath it",)
    assert [n.name for n in _named(root, "Orchards").beneath][-2:] == ["Empty", "References"]


def test_headings_of_the_same_words_stay_apart() -> None:
    root = outline(*_made("# Roles\n\nThe chair opens it.\n\n# Roles\n\nThe clerk closes it.\n"))
    assert [(n.name, n.beneath[0].words) for n in root.beneath] == [
        ("Roles", "The chair opens it."),
        ("Roles", "The clerk closes it."),
    ]


def test_the_parts_of_a_bound_document_stand_first_in_the_tree() -> None:
    text = "The board met.\n\nThe council agrees with it.\n"
    made = document(text, second_part_at=text.index("The council"))
    root = outline(made, build_passages(made, "r"))
    assert [(n.kind, n.name) for n in root.beneath] == [
        ("part", "paper"),
        ("part", "Appendix: paper"),
    ]
    assert [n.beneath[0].name for n in root.beneath] == ["1st paragraph", "1st paragraph"]


def test_a_passage_that_lies_on_two_pages_shows_both_labels() -> None:
    made = _paged()
    root = outline(made, build_passages(made, "r"))
    assert root.beneath[0].pages == "pages iv–v"


@given(structured)
def test_every_passage_stands_in_the_tree_once(text: str) -> None:
    made, passages = _made(text)
    nodes = [n for n in _nodes(outline(made, passages)) if n.kind not in ("document", "heading")]
    assert len(nodes) == len(passages)


@pytest.mark.parametrize("doc_id", CORPUS_IDS)
def test_every_heading_and_passage_of_the_corpus_stands_in_its_tree(doc_id: str) -> None:
    made = corpus_document(doc_id)
    passages = build_passages(made, "r")
    kinds = [node.kind for node in _nodes(outline(made, passages))]
    headings = [b for b in made.blocks if b.kind is BlockKind.HEADING]
    parts = len(made.parts) if len(made.parts) > 1 else 0
    assert kinds.count("heading") == len(headings)
    assert len(kinds) == 1 + parts + len(headings) + len(passages)


# --- counts and coverage -----------------------------------------------------------------------


def test_blocks_are_counted_by_kind_those_that_do_not_occur_too() -> None:
    found = counts(_made()[0])
    assert set(found) == {kind.value for kind in BlockKind}
    assert [found[k] for k in ("heading", "numbered paragraph", "list item", "note")] == [
        4,
        2,
        2,
        1,
    ]
    assert found["table row"] == 0


def test_what_stands_in_no_passage_is_told_by_kind() -> None:
    made, passages = _made()
    covered = coverage(made, passages)
    headings = sum(
        visible(s.slice(TEXT)) for b in made.blocks if b.kind is BlockKind.HEADING for s in b.spans
    )
    assert covered.left_out == (("heading", headings),)
    assert covered.visible == visible(TEXT) == covered.quotable + headings
    assert covered.share_left_out == pytest.approx(headings / covered.visible)


def test_a_document_with_nothing_in_it_leaves_nothing_out() -> None:
    assert coverage(document("\n"), ()).share_left_out == 0.0


@given(structured)
def test_every_visible_character_is_counted_once(text: str) -> None:
    made, passages = _made(text)
    covered = coverage(made, passages)
    assert covered.quotable + sum(count for _, count in covered.left_out) == covered.visible
    assert all(count > 0 for _, count in covered.left_out)


@given(structured)
def test_a_block_stands_in_the_passage_that_holds_its_words(text: str) -> None:
    made, passages = _made(text)
    for block, passage in zip(made.blocks, homes(made, passages), strict=True):
        holding = [p for p in passages if any(s.start <= block.start < s.end for s in p.spans)]
        assert holding == ([passage] if passage else [])


# --- pages -------------------------------------------------------------------------------------


def _pages(*labels: str | None) -> list[Page]:
    return [Page(n, label, Span(n * 10, n * 10 + 9)) for n, label in enumerate(labels, start=1)]


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ((), "no pages"),
        ((None,), "1 page, none with a printed number; counted from 1"),
        (("1",), "1 page, printed 1"),
        (("1", "2", "3"), "3 pages, printed 1–3"),
        (("i", "ii", "iii", "iv", "1", "2"), "6 pages, printed i–iv and 1–2"),
        ((None, "2", "3"), "3 pages, printed 2–3; 1 without a number"),
        (("A-1", "A-2", "B-1"), "3 pages, printed A-1–A-2 and B-1"),
        (("9", "8", "7"), "3 pages, printed 9, 8 and 7"),
        (("1", "3", "5", "7", "9"), "5 pages, printed 1, 3, 5, 7 and others"),
        (("cover", "xix", "xx"), "3 pages, printed cover and xix–xx"),
    ],
)
def test_pages_are_told_by_the_runs_of_their_labels(
    labels: tuple[str | None, ...], told: str
) -> None:
    assert describe_pages(_pages(*labels)) == told


def test_a_place_is_told_by_its_printed_pages() -> None:
    made = _paged()
    assert where(made, [Span(0, 3)]) == "page iv"
    assert where(made, [Span(0, 30)]) == "pages iv–v"
    assert where(document("No pages."), [Span(0, 3)]) == ""


def test_a_page_without_a_label_is_told_by_its_place() -> None:
    made = replace(_paged(), pages=tuple(replace(p, label=None) for p in _paged().pages))
    assert where(made, [Span(0, 3)]) == "page 1"


def test_a_printed_label_goes_before_a_place_in_the_file() -> None:
    made = replace(_paged(), pages=tuple(_pages("2", "3")))
    assert [page.ordinal for page in find_pages(made, "2")] == [1]
    assert [page.ordinal for page in find_pages(made, "1")] == [1]


def test_a_label_is_found_in_capitals_too() -> None:
    assert [page.label for page in find_pages(_paged(), " IV ")] == ["iv"]


def test_an_unknown_page_is_told_with_those_that_there_are() -> None:
    with pytest.raises(GuidanceError) as caught:
        find_pages(_paged(), "7")
    assert "2 pages, printed iv–v" in caught.value.next_step


def test_a_document_without_pages_says_so() -> None:
    with pytest.raises(GuidanceError, match="no pages"):
        find_pages(document("Words."), "1")


def test_a_page_shows_what_stands_on_it_and_where_the_rest_is() -> None:
    made = _paged()
    passages = build_passages(made, "r")
    first = placed(made, passages, made.pages[0])
    second = placed(made, passages, made.pages[1])
    assert [block.extracted for block in first] == ["The first page goes on"]
    assert [block.elsewhere for block in first] == [("v",)]
    assert [block.reads for block in second] == ["to the second page.", "The end."]


def test_a_block_says_whether_it_reads_otherwise_than_it_stands() -> None:
    made, passages = _made("Plain words\nover two lines.\n\nA **strong** word.\n")
    assert [block.differs for block in placed(made, passages)] == [False, True]


@given(structured)
def test_blocks_are_given_in_order_as_they_stand_and_as_they_read(text: str) -> None:
    made, passages = _made(text)
    for block, given_block in zip(made.blocks, placed(made, passages), strict=True):
        assert given_block.extracted == quote_of(text, block.spans)
        assert given_block.reads == read(made, block.spans)


# --- paragraphs --------------------------------------------------------------------------------

REPEATED = """# Annex A

1. The chair must open the meeting in time.

# Annex B

1. The clerk must close the meeting in time.

3.26. The board should tell everybody of it.
"""


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("1", ["Annex A, paragraph 1", "Annex B, paragraph 1"]),
        ("annex a,  PARAGRAPH 1", ["Annex A, paragraph 1"]),
        ("A, paragraph 1", ["Annex A, paragraph 1"]),
        ("paragraph 1", ["Annex A, paragraph 1", "Annex B, paragraph 1"]),
        ("3.26", ["Annex B, paragraph 3.26"]),
        ("3.26.", ["Annex B, paragraph 3.26"]),
    ],
)
def test_a_paragraph_is_found_by_number_or_by_the_end_of_its_locator(
    wanted: str, found: list[str]
) -> None:
    _, passages = _made(REPEATED)
    places = find_paragraphs(passages, wanted)
    assert [place[0].locator for place in places] == found


def test_a_list_item_is_found_in_the_paragraph_that_holds_it() -> None:
    _, passages = _made()
    ((passage,),) = find_paragraphs(passages, "paragraph 2, 2nd bullet")
    assert passage.locator == "paragraph 2"


@pytest.mark.parametrize("wanted", ["26", ".26", "99", "", "  ", "("])
def test_an_unknown_paragraph_is_told_with_some_that_there_are(wanted: str) -> None:
    _, passages = _made(REPEATED)
    with pytest.raises(GuidanceError) as caught:
        find_paragraphs(passages, wanted)
    assert "Annex A, paragraph 1" in caught.value.next_step


def test_a_long_paragraph_is_one_place_though_it_is_several_passages() -> None:
    items = "\n\n".join(f"- {'working with growers ' * 12}{n}" for n in range(6))
    made, passages = _made(f"1. The lead is responsible for the following:\n\n{items}\n")
    (place,) = find_paragraphs(passages, "1")
    assert len(place) > 1
    remarks = [node.remark for node in outline(made, passages).beneath]
    assert remarks == ["", *["continued"] * (len(place) - 1)]


# --- as data -----------------------------------------------------------------------------------


def test_the_data_have_the_fields_that_tools_count_on() -> None:
    made, passages = _made()
    data = structure_data(made, passages, "text", placed(made, passages))
    assert set(data) == {"doc", "counts", "blocks", "passages", "coverage"}
    assert {"id", "title", "file", "format", "pages", "parts", "remarks"} <= set(data["doc"])
    fields = "kind number depth level page page_label spans text uncertain locator extracted"
    assert set(fields.split()) <= set(data["blocks"][0])
    fields = "locator headings spans page page_label units notes called_from uncertain"
    assert set(fields.split()) <= set(data["passages"][0])
    assert set(data["coverage"]) == {"visible", "quotable", "share_left_out", "left_out"}


def test_the_positions_in_the_data_are_those_of_the_text() -> None:
    made, passages = _made()
    data = structure_data(made, passages, "text", placed(made, passages))
    for block in data["blocks"]:
        assert " ".join(TEXT[a:b] for a, b in block["spans"]) == block["extracted"]


def test_a_note_and_its_call_point_to_each_other_in_the_data() -> None:
    made, passages = _made()
    data = structure_data(made, passages, "text", ())["passages"]
    caller = next(p for p in data if p["locator"] == "paragraph 1")
    note = next(p for p in data if p["locator"] == "note 1")
    assert (caller["notes"], note["called_from"]) == ([note["id"]], [caller["id"]])


def test_only_the_passages_that_are_wanted_are_given() -> None:
    made, passages = _made()
    data = structure_data(made, passages, "text", (), only={passages[1].passage_id})
    assert [p["id"] for p in data["passages"]] == [passages[1].passage_id]


def test_json_says_the_same_and_commands_no_terminal() -> None:
    hostile = {"text": "a\x1b[2J\x9b\x7f\u202e\ud800\u00a0é“”"}
    written = as_json(hostile)
    assert json.loads(written) == hostile
    assert all(c.isprintable() or c == "\n" for c in written)
    assert "é“”" in written
