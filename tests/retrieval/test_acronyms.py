from __future__ import annotations

import pytest

from assistant.documents.structure.blocks import find_blocks
from assistant.domain import Document, Part, Source, Span
from assistant.passages import build_passages
from assistant.retrieval.acronyms import Acronyms, find_acronyms, short_forms


def document(text: str) -> Document:
    """A document of one part that says ``text``."""
    source = Source("d", "D", "P", None, "", "a", "s", "v", "", "", "0", "d.txt", False)
    part = Part("D", "", "v", "a", "s", None, Span(0, len(text)))
    return Document(source, text, find_blocks(text), (part,))


def acronyms_of(text: str) -> Acronyms:
    read = document(text)
    return find_acronyms({"d": read}, build_passages(read, "0"))


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Each garden board (GB) must meet.", "GB", "garden board"),
        ("The Head of Tools (HoT) keeps them.", "HoT", "head of tools"),
        ("The community panel for gardens (CPG) meets.", "CPG", "community panel for gardens"),
        ("Two garden boards (GBs) have met.", "GB", "garden board"),
        (
            "The voluntary, community and social sector (VCSS) helps.",
            "VCSS",
            "voluntary, community and social sector",
        ),
        ("The health and well-being board (HWB) meets.", "HWB", "health and well-being board"),
    ],
)
def test_a_definition_is_the_words_whose_letters_the_short_form_takes(
    text: str, short: str, long: str
) -> None:
    assert acronyms_of(text).readings(short) == (long,)


@pytest.mark.parametrize(
    "text",
    [
        "The board met again (in May) to decide.",
        "The lead for orchards (XQ) reports.",
        "The plan (see page 4) is long.",
        "The board (Board) decides.",
        "(GB) is not defined here at all.",
    ],
)
def test_words_in_brackets_that_abbreviate_nothing_define_nothing(text: str) -> None:
    assert acronyms_of(text).definitions == ()


def test_a_definition_stands_where_it_says() -> None:
    text = "In spring each garden board (GB) must meet."
    (definition,) = acronyms_of(text).definitions
    assert definition.span.slice(text) == "garden board (GB)"


def test_a_plural_short_form_has_the_readings_of_its_singular() -> None:
    acronyms = acronyms_of("Each garden board (GB) must meet.")
    assert acronyms.readings("GBs") == acronyms.readings("GB") == ("garden board",)


def test_singular_and_plural_long_forms_are_one_reading() -> None:
    text = "Each garden board (GB) meets.\n\nAll garden boards (GBs) meet."
    assert acronyms_of(text).readings("GB") == ("garden board",)


def test_a_short_form_nobody_defines_has_no_reading() -> None:
    assert acronyms_of("Each garden board (GB) meets.").readings("XYZ") == ()


TWO_SENSES = "A garden board exchange (GBX) meets.\n\nA garden bench expert (GBX) came."


def test_the_readings_of_an_ambiguous_short_form_are_given_the_most_frequent_first() -> None:
    text = f"{TWO_SENSES}\n\nOne garden bench expert (GBX) left."
    assert acronyms_of(text).readings("GBX") == ("garden bench expert", "garden board exchange")


def test_each_reading_is_found_where_it_is_defined() -> None:
    acronyms = acronyms_of(TWO_SENSES)
    for reading in acronyms.readings("GBX"):
        definition = acronyms.defined("GBX", reading)
        assert definition is not None
        assert definition.span.slice(TWO_SENSES) == f"{reading} (GBX)"


def test_an_ambiguous_short_form_is_not_opened() -> None:
    assert acronyms_of(TWO_SENSES).opened("Who is the GBX?") == "Who is the GBX?"


def test_a_reading_three_times_as_frequent_is_settled() -> None:
    text = TWO_SENSES + "\n\nA garden bench expert (GBX) sat." * 2
    assert acronyms_of(text).opened("Who is the GBX?") == "Who is the garden bench expert (GBX)?"


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        ("What must a GBO do?", "What must a garden board office (GBO) do?"),
        ("What must GBOs do?", "What must garden board office (GBO) do?"),
        ("what must a gbo do?", "what must a garden board office (GBO) do?"),
        ("What must a garden board office do?", "What must a garden board office (GBO) do?"),
        ("What must Garden board offices do?", "What must Garden board offices (GBO) do?"),
        ("A garden board office (GBO) meets", "A garden board office (GBO) meets"),
        ("What must a GBOX do?", "What must a GBOX do?"),
    ],
)
def test_a_settled_short_form_is_opened_both_ways(asked: str, opened: str) -> None:
    assert acronyms_of("Each garden board office (GBO) must meet.").opened(asked) == opened


def test_two_letters_in_lower_case_are_a_word_and_not_opened() -> None:
    acronyms = acronyms_of("The important subject (IS) is known.")
    assert acronyms.opened("who is in?") == "who is in?"


def test_short_forms_are_the_words_in_capitals_each_once_in_the_singular() -> None:
    assert short_forms("Each GB and all GBs of the VCSE, and McX, but A and Board") == [
        "GB",
        "VCSE",
        "McX",
    ]
