from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fusion import DENSE_WEIGHT, fuse

IDS = "abcdefgh"
ORDER = {name: place for place, name in enumerate(IDS)}
# Few different scores, so that there are many ties.
RANKING = st.dictionaries(st.sampled_from(IDS), st.sampled_from([-1.0, 0.0, 0.5, 0.9, 1.0])).map(
    lambda scores: list(scores.items())
)


def test_the_best_of_both_rankings_scores_one() -> None:
    assert fuse([("a", 0.8), ("b", 0.4)], [("a", 12.0)], ORDER)[0] == ("a", pytest.approx(1.0))


def test_a_passage_that_one_ranking_does_not_hold_scores_nothing_there() -> None:
    fused = dict(fuse([("a", 0.8)], [("b", 12.0)], ORDER))
    assert fused == {"a": pytest.approx(DENSE_WEIGHT), "b": pytest.approx(1 - DENSE_WEIGHT)}


def test_equal_scores_are_ordered_by_place_and_not_by_arrival() -> None:
    assert [name for name, _ in fuse([("c", 0.5), ("a", 0.5), ("b", 0.5)], [], ORDER)] == [*"abc"]


def test_scores_below_zero_count_as_nothing() -> None:
    assert fuse([("a", -0.2), ("b", -0.1)], [], ORDER) == [("a", 0.0), ("b", 0.0)]


def test_two_empty_rankings_make_an_empty_one() -> None:
    assert fuse([], [], ORDER) == []


@given(RANKING, RANKING, st.randoms(use_true_random=False))
def test_the_order_of_the_rankings_given_does_not_matter(dense, lexical, random) -> None:
    shuffled = [random.sample(ranking, len(ranking)) for ranking in (dense, lexical)]
    assert fuse(*shuffled, ORDER) == fuse(dense, lexical, ORDER)


@given(RANKING, RANKING)
def test_every_passage_comes_once_best_first_with_ties_by_place(dense, lexical) -> None:
    fused = fuse(dense, lexical, ORDER)
    assert sorted(name for name, _ in fused) == sorted({name for name, _ in [*dense, *lexical]})
    keys = [(-score, ORDER[name]) for name, score in fused]
    assert keys == sorted(keys)
    assert all(0 <= score <= 1 + 1e-9 for _, score in fused)
