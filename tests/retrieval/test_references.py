from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.structure.blocks import find_blocks
from assistant.domain import Document, Part, Passage, Source, Span
from assistant.passages import build_passages
from assistant.retrieval.mentions import find_mentions
from assistant.retrieval.references import Reference, References

SCHEME = """Publication reference: OPS00217

Contributions

1. Each employer must pay contributions every month.[1]

2. An employer should do the following:

- tell members of the rates

- keep records

3. A member may leave under section 12A(3) of the Pensions Act 1995.

4. Trustees must meet every year. See Annex B.

Table 1: Rates of contribution

The rate is five per cent of pay.

Annex A: Duties of trustees

The duties are:

1. to act fairly

2. to keep accounts

1. Trustees must publish a report.

2. The report should be short.

[1] See sections 8 and 9 of the Pensions Act 1995.
"""

HOMES = """Letting homes well

Section 2: Repairs

1. A landlord must mend the roof.

2. Even letting homes well takes time, as section 8 of the Housing Act 1988 shows.

2.1 A tenant may ask for a survey.

2.2 The landlord should answer.

2.3 The council will decide.
"""

PACK = """Agenda

The committee meets at noon.

Report on bus passes for pupils

1. The report asks for money.

RECOMMENDATIONS

That the committee:

1) notes the report

2) pays for bus passes
"""


def document(
    doc_id: str, text: str, title: str, publisher: str, published: str | None, authority: str
) -> Document:
    source = Source(
        doc_id, title, publisher, published, "", authority, "s", "v", "", "", "0", "d", True
    )
    part = Part(title, "", publisher, authority, "s", published, Span(0, len(text)))
    return Document(source, text, find_blocks(text), (part,))


def parted(whole: Document, title: str, locator: str, opening: str) -> Document:
    """``whole`` with a second part from ``opening`` on."""
    (first,) = whole.parts
    start = whole.text.index(opening)
    parts = (
        replace(first, title="Agenda", locator="Agenda", span=Span(0, start)),
        replace(first, title=title, locator=locator, span=Span(start, len(whole.text))),
    )
    return replace(whole, parts=parts)


DOCUMENTS = {
    read.source.doc_id: read
    for read in (
        document(
            "scheme",
            SCHEME,
            "Running a workplace pension: what trustees and employers do",
            "Pensions Office",
            "2023-05-01",
            "statutory guidance",
        ),
        document(
            "homes",
            HOMES,
            "Letting homes well",
            "Council of Mortgage Advisers and Lenders",
            "2021-09",
            "non-statutory guidance",
        ),
        parted(
            document(
                "pack",
                PACK,
                "Schools committee pack, 4 March 2020",
                "Westshire County Council",
                "2020-03-04",
                "local committee paper",
            ),
            "Report on bus passes for pupils",
            "Agenda item 3",
            "Report on bus",
        ),
    )
}
PASSAGES: tuple[Passage, ...] = tuple(
    passage for read in DOCUMENTS.values() for passage in build_passages(read, "0")
)
REFERENCES = References(DOCUMENTS, PASSAGES)


def only(text: str) -> Reference:
    (reference,) = REFERENCES.find(text)
    return reference


def places(text: str) -> list[tuple[str, str]]:
    """The documents and locators of the passages that the one reference in ``text`` names."""
    by_id = {passage.passage_id: passage for passage in PASSAGES}
    return [(by_id[i].doc_id, by_id[i].locator) for i in only(text).passages]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("paragraph 3", [("scheme", "paragraph 3")]),
        ("What do paras 3-4 say?", [("scheme", "paragraph 3"), ("scheme", "paragraph 4")]),
        ("para 2.2", [("homes", "paragraph 2.2")]),
        ("paras 2.1 to 2.3", [("homes", f"paragraph 2.{n}") for n in (1, 2, 3)]),
        ("¶4", [("scheme", "paragraph 4")]),
        ("paragraphs 3 and 4", [("scheme", "paragraph 3"), ("scheme", "paragraph 4")]),
        ("footnote 1", [("scheme", "note 1")]),
        ("note [1]", [("scheme", "note 1")]),
        ("Annex A item 2", [("scheme", "Annex A, 1st paragraph")]),
        ("item 2 of Annex A", [("scheme", "Annex A, 1st paragraph")]),
        ("annex a of the workplace pension guidance", [("scheme", "Annex A, 1st paragraph")]),
        ("section 12A", [("scheme", "paragraph 3")]),
        ("s.12A(3)", [("scheme", "paragraph 3")]),
        ("section 9 of the Pensions Act 1995", [("scheme", "note 1")]),
        ("s 8 of the Housing Act 1988", [("homes", "paragraph 2")]),
        ("recommendation 2 of agenda item 3", [("pack", "Agenda item 3, “RECOMMENDATIONS”, 1st")]),
    ],
)
def test_a_place_is_found_by_its_number(text: str, named: list[tuple[str, str]]) -> None:
    found = places(text)
    assert len(found) == len(named)
    for (doc_id, locator), (wanted_doc, wanted) in zip(found, named, strict=True):
        assert doc_id == wanted_doc
        assert locator.endswith(wanted) or wanted in locator


def test_a_number_that_several_documents_have_names_them_all() -> None:
    reference = only("What does paragraph 1 say?")
    assert reference.documents == ("scheme", "homes", "pack")
    assert len(reference.passages) == 3
    assert reference.place


def test_the_document_named_with_a_place_is_where_it_is_looked_for() -> None:
    reference = only("Letting homes well, para 1: what is a must?")
    assert reference.documents == ("homes",)
    assert reference.words == "Letting homes well, para 1"


def test_a_paragraph_with_its_list_is_named_whole() -> None:
    long = "- keep records of " + "what was paid and when and by whom, " * 12
    text = SCHEME.replace("- keep records", "\n\n".join([long, long, long]))
    read = replace(DOCUMENTS["scheme"], text=text, blocks=find_blocks(text))
    part = replace(read.parts[0], span=Span(0, len(text)))
    read = replace(read, parts=(part,))
    passages = build_passages(read, "0")
    (reference,) = References({"scheme": read}, passages).find("paragraph 2")
    named = [p for p in passages if p.passage_id in reference.passages]
    assert len(named) > 1
    assert len({p.group for p in named}) == 1
    assert named == [p for p in passages if p.group == named[0].group]


def test_the_main_numbering_is_meant_where_an_annex_numbers_again() -> None:
    assert [where for _, where in places("paragraph 2 of the workplace pension guidance")] == [
        "paragraph 2"
    ]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("paragraph 99 of the workplace pension guidance", ("scheme",)),
        ("section 47 of the Children Act 1989", ()),
        ("section 8 of the Water Act 2014", ()),
        ("footnote 12", ()),
    ],
)
def test_a_place_that_is_not_there_is_told_from_no_place(
    text: str, documents: tuple[str, ...]
) -> None:
    reference = only(text)
    assert reference.place and not reference.passages
    assert reference.documents == documents


@pytest.mark.parametrize(
    ("text", "words", "documents"),
    [
        ("Is Letting Homes Well binding?", "Letting Homes Well", ("homes",)),
        ("what does “Letting homes well” ask", "Letting homes well", ("homes",)),
        ("Is the workplace pension guidance binding?", "workplace pension guidance", ("scheme",)),
        ("the guidance on workplace pensions", "guidance on workplace pensions", ("scheme",)),
        ("the 2021 guidance on homes, please", "2021 guidance", ("homes",)),
        ("the Westshire papers", "Westshire papers", ("pack",)),
        ("the March 2020 pack", "March 2020 pack", ("pack",)),
        ("What does the Pensions Office say?", "does the Pensions Office say", ("scheme",)),
        ("According to the Pensions Office, who pays?", "According to the Pensions Office", None),
        ("WCC wrote that buses run", "WCC wrote", ("pack",)),
        ("OPS00217", "OPS00217", ("scheme",)),
        ("ops-00217 in full", "ops-00217", ("scheme",)),
    ],
)
def test_a_document_is_known_by_what_people_call_it(
    text: str, words: str, documents: tuple[str, ...] | None
) -> None:
    reference = only(text)
    assert reference.words == words
    assert reference.documents == (documents or ("scheme",))
    assert not reference.place


def test_a_part_with_a_title_of_its_own_is_known_by_it() -> None:
    reference = only("the bus passes report")
    assert reference.documents == ("pack",)
    assert reference.parts == (("pack", 1),)


@pytest.mark.parametrize(
    "text",
    [
        "Who pays contributions?",
        "What does the Pensions Office do?",
        "Can I take part in a meeting?",
        "Are there rules or questions on figures and tables?",
        "an item a day",
        "It's 42 boards in all",
        "How many paragraphs are there?",
        "Which guidance is there on dogs?",
        "the school dinner guidance",
        "Is there a report every year?",
        "How many minutes does it take?",
        "call 01234 567890 by 4pm",
        "children aged 5 to 16",
        "letting homes well takes time",
        "agenda",
        "",
    ],
)
def test_what_names_nothing_is_no_reference(text: str) -> None:
    assert REFERENCES.find(text) == ()


def test_several_references_are_each_found_in_order() -> None:
    found = REFERENCES.find(
        "Compare para 2.1 of Letting homes well with paragraph 3 of the workplace pension guidance"
    )
    assert [reference.documents for reference in found] == [("homes",), ("scheme",)]
    assert [len(reference.passages) for reference in found] == [1, 1]


@pytest.mark.parametrize(
    ("text", "kind", "labels"),
    [
        ("paras 12-14", "paragraph", ("12", "13", "14")),
        ("paragraphs 12, 14 and 16", "paragraph", ("12", "14", "16")),
        ("paras 3.4–3.6", "paragraph", ("3.4", "3.5", "3.6")),
        ("s75", "section", ("75",)),
        ("S.14Z51(2)", "section", ("14z51(2)",)),
        ("ss. 3 and 4", "section", ("3", "4")),
        ("Schedule IV", "schedule", ("4",)),
        ("appendix b", "appendix", ("b",)),
        ("fn 3", "note", ("3",)),
        ("Table no. 2", "table", ("2",)),
        ("paragraphs 1 to 9000", "paragraph", ("1", "9000")),
    ],
)
def test_a_mention_is_read_with_its_labels(text: str, kind: str, labels: tuple[str, ...]) -> None:
    (mention,) = find_mentions(text)
    assert (mention.kind, mention.labels) == (kind, labels)


@pytest.mark.parametrize(
    "text", ["REC12345", "he's 75", "apart 3", "part of it", "tablet 2", "paragraph", "items"]
)
def test_what_only_looks_like_a_mention_is_none(text: str) -> None:
    assert find_mentions(text) == []


@given(st.text(max_size=60))
def test_any_question_is_read_and_the_words_stand_where_they_are_said_to(text: str) -> None:
    found = REFERENCES.find(text)
    assert all(text[one.start : one.end] == one.words and one.words for one in found)


@given(
    st.lists(
        st.sampled_from(
            "paragraph 1 2 2.1 Annex A item of the workplace pension guidance "
            "Letting homes well , and s.8".split()
        ),
        max_size=10,
    )
)
def test_references_are_found_in_order_and_name_passages_in_order(words: list[str]) -> None:
    order = {passage.passage_id: place for place, passage in enumerate(PASSAGES)}
    found = REFERENCES.find(" ".join(words))
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert list(one.passages) == sorted(set(one.passages), key=order.__getitem__)
