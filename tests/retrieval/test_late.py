from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.domain import Passage
from assistant.index import Index
from assistant.passages.unit_texts import unit_texts
from assistant.pipeline import Assistant
from assistant.retrieval import late
from assistant.retrieval.late import Compared, inverse_frequency
from assistant.retrieval.units import unit_scores
from tests import small_corpus


@pytest.fixture(scope="module")
def index(small: Assistant) -> Index:
    return small.index


def passage(index: Index, locator: str) -> Passage:
    return next(p for p in index.passages if p.locator == locator)


def compare(index: Index, question: str, passages: Sequence[Passage]) -> list[Compared]:
    return late.compare(index, index.embed_tokens(question), passages)


def scores(index: Index, question: str, one: Passage) -> tuple[float, ...]:
    (compared,) = compare(index, question, [one])
    return unit_scores(index, question, one, compared)


def test_a_passage_with_the_telling_words_is_nearer_than_one_with_the_common(index: Index) -> None:
    with_telling, with_common = passage(index, "paragraph 4"), passage(index, "paragraph 7")
    near, far = compare(index, "Which board knows grafting?", [with_telling, with_common])
    assert near.passage > far.passage


def test_a_passage_is_as_near_as_its_units_together_and_no_unit_is_nearer(index: Index) -> None:
    for compared in compare(index, small_corpus.ANSWERED, index.passages):
        assert compared.passage >= max(compared.units) - 1e-6


def test_every_unit_of_every_passage_is_compared(index: Index) -> None:
    compared = compare(index, small_corpus.ANSWERED, index.passages)
    assert [len(c.units) for c in compared] == [len(p.units) for p in index.passages]


@pytest.mark.parametrize("question", ["is it", "?", "是"])
def test_a_question_without_telling_words_is_compared_all_the_same(
    index: Index, question: str
) -> None:
    for compared in compare(index, question, index.passages):
        assert -0.001 <= compared.passage <= 1.001


def test_where_every_word_counts_alike_a_common_one_counts_as_much_as_a_rare_one(
    index: Index,
) -> None:
    both, common = compare(
        index, "lead grafting", [passage(index, "paragraph 4"), passage(index, "paragraph 2")]
    )
    assert both.every == pytest.approx(1.0, abs=0.05)
    assert common.every == pytest.approx(0.5, abs=0.05)
    assert common.passage < common.every


def test_a_question_compared_with_no_passages_gives_nothing(index: Index) -> None:
    assert compare(index, small_corpus.ANSWERED, []) == []


def test_a_passage_is_compared_alike_whatever_stands_beside_it(index: Index) -> None:
    together = compare(index, small_corpus.ANSWERED, index.passages)
    for one, beside in zip(index.passages, together, strict=True):
        (alone,) = compare(index, small_corpus.ANSWERED, [one])
        assert alone.units == pytest.approx(beside.units, abs=1e-5)


def test_the_unit_that_says_it_scores_best_in_its_passage(index: Index) -> None:
    asked = "Must the report be published on the website of the board?"
    first, second = scores(index, asked, passage(index, "paragraph 2"))
    assert second > first


def test_a_unit_score_lies_between_nothing_and_about_one(index: Index) -> None:
    asked = "Spades must not be left in the rain."
    found = [score for one in index.passages for score in scores(index, asked, one)]
    assert all(-0.001 <= score <= 1.001 for score in found)


def test_an_item_is_compared_with_its_heading_and_lead_in(index: Index) -> None:
    texts = unit_texts(index.documents["leads"], passage(index, "paragraph 3"))
    assert texts[1] == (
        "Executive leads: The executive lead is responsible for the following: listening to growers"
    )


def test_a_rare_word_tells_more_than_a_common_one(index: Index) -> None:
    assert inverse_frequency(index, "slug") > inverse_frequency(index, "board") > 0
