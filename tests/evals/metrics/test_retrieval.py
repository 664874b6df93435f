from __future__ import annotations

import math

import pytest

from evals.metrics.retrieval import (
    by_rank,
    by_words,
    discounted_gain,
    hit,
    ranks,
    recall,
    recall_within,
    reciprocal_rank,
)
from tests.evals.suite.made import CORPUS, case, need, record

LIST = "Each library must keep a list."
LONG = "The list may be long."
LIKE = "Readers like it."
HALL = "Nobody should run in the hall."


def test_a_need_has_the_rank_of_the_first_passage_that_shows_an_alternative() -> None:
    asked = case(need(LIST, HALL), need(LIKE))
    assert ranks(asked, record(retrieved=[LONG, HALL, LIST]), CORPUS) == (2, None)


def test_half_of_a_quotation_is_held_and_less_is_not() -> None:
    asked = case(need(LIST))
    assert ranks(asked, record(retrieved=[LIST[:15]]), CORPUS) == (1,)
    assert ranks(asked, record(retrieved=[LIST[:14]]), CORPUS) == (None,)


def test_the_same_words_in_another_document_do_not_count() -> None:
    asked = case(need(HALL))
    assert ranks(asked, record(retrieved=[LIST]), CORPUS) == (None,)


@pytest.mark.parametrize(("k", "hits", "recalled"), [(1, 0, 0.0), (2, 1, 0.5), (5, 1, 0.5)])
def test_hit_and_recall_look_at_the_first_k(k: int, hits: int, recalled: float) -> None:
    assert hit((2, None), k) == hits
    assert recall((2, None), k) == recalled


def test_reciprocal_rank_is_that_of_the_first_need_found_and_ends_at_ten() -> None:
    assert reciprocal_rank((None, 4, 2)) == 0.5
    assert reciprocal_rank((11,)) == 0.0
    assert reciprocal_rank((None,)) == 0.0


def test_discounted_gain_by_hand() -> None:
    # One need at rank 1, one at rank 3: 1 + 1/2 of an ideal 1 + 1/log2(3).
    assert discounted_gain((1, 3)) == pytest.approx(1.5 / (1 + 1 / math.log2(3)))
    assert discounted_gain((1, 2)) == 1.0
    assert discounted_gain((1, 1)) == 1.0
    assert discounted_gain((None, 11)) == 0.0


def test_words_are_counted_over_passages_and_the_last_one_is_cut() -> None:
    asked = case(need(LIKE))
    told = record(retrieved=[LIST, LIKE])
    # The first passage has six words; half of the second's sixteen characters need two more.
    assert recall_within(asked, told, CORPUS, 7) == 0.0
    assert recall_within(asked, told, CORPUS, 8) == 1.0


def test_within_words_hit_is_of_any_need_and_recall_of_all() -> None:
    asked = case(need(LIST), need(HALL))
    told = record(retrieved=[LIST])
    assert by_words(300, any_need=True)(asked, told, CORPUS) == 1.0
    assert by_words(300, any_need=False)(asked, told, CORPUS) == 0.5


def test_what_is_not_covered_is_not_scored() -> None:
    told = record(retrieved=[LIST])
    assert by_rank(lambda found: hit(found, 1))(case(), told, CORPUS) is None
    assert by_words(300, any_need=True)(case(), told, CORPUS) is None
