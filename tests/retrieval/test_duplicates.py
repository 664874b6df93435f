from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Hit, Passage
from assistant.pipeline import Assistant
from assistant.retrieval.duplicates import merged

RULE = (
    "Each school must publish its admission arrangements on its website by the end of March and "
    "send a copy to the local authority, which keeps it for three years."
)


@pytest.fixture
def passage(small: Assistant) -> Passage:
    return replace(small.index.passages[0], number=None)


def hits(passage: Passage, *texts: str) -> list[Hit]:
    return [
        Hit(replace(passage, passage_id=f"p{place}", text=text), 1.0 - place / 10, 0.0)
        for place, text in enumerate(texts)
    ]


def test_of_two_that_say_the_same_the_first_stays_and_names_the_other(passage: Passage) -> None:
    found = merged(hits(passage, RULE, "The weather was fine.", RULE.replace("“", "")))
    assert [hit.passage.passage_id for hit in found] == ["p0", "p1"]
    assert found[0].also == ("p2",)
    assert found[1].also == ()


@pytest.mark.parametrize(
    "other",
    [
        RULE.upper(),
        RULE.replace("which keeps", "who keeps"),
        f"“{RULE}”",
    ],
)
def test_a_passage_quoted_back_or_written_otherwise_says_the_same(
    passage: Passage, other: str
) -> None:
    assert len(merged(hits(passage, RULE, other))) == 1


@pytest.mark.parametrize(
    "other",
    [
        RULE.replace("must", "should"),
        RULE.replace("must publish", "must not publish"),
        RULE.replace("three years", "3 years").replace("March", "31 March"),
        RULE + " A parent who disagrees may appeal to the tribunal within twenty days of it.",
        "Tenants are told of a rent increase in writing, at least a month before it begins.",
    ],
)
def test_what_differs_in_force_or_number_or_says_more_is_kept(passage: Passage, other: str) -> None:
    assert len(merged(hits(passage, RULE, other))) == 2


def test_what_points_at_its_own_report_is_kept_beside_its_like_in_another(passage: Passage) -> None:
    text = "For any enquiries about this report please write to the clerk of the council."
    first, second = hits(passage, text, text)
    elsewhere = replace(second, passage=replace(second.passage, doc_id="another"))
    assert len(merged([first, second])) == 1
    assert len(merged([first, elsewhere])) == 2


def test_few_words_are_never_taken_for_the_same(passage: Passage) -> None:
    assert len(merged(hits(passage, "Not in use.", "Not in use."))) == 2


def test_the_number_of_a_paragraph_is_no_difference(passage: Passage) -> None:
    one, other = hits(passage, f"- 2.12. {RULE}", RULE)
    numbered = replace(one, passage=replace(one.passage, number="2.12"))
    assert merged([numbered, other]) == [replace(numbered, also=("p1",))]


def test_nothing_found_is_nothing_merged() -> None:
    assert merged([]) == []
