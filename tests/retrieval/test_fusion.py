from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fusion import DENSE_WEIGHT, Fused, fuse

IDS = "abcdefgh"
ORDER = {name: place for place, name in enumerate(IDS)}
DEPTH = 3
# Few different scores, so that there are many ties.
RANKING = st.dictionaries(st.sampled_from(IDS), st.sampled_from([-1.0, 0.0, 0.5, 0.9, 1.0])).map(
    lambda scores: list(scores.items())
)


def scores(fused: list[Fused]) -> dict[str, float]:
    return {one.passage_id: one.score for one in fused}


def test_the_best_of_both_rankings_scores_one() -> None:
    best = fuse([("a", 0.8), ("b", 0.4)], [("a", 12.0)], ORDER, DEPTH)[0]
    assert (best.passage_id, best.score) == ("a", pytest.approx(1.0))


def test_a_passage_keeps_its_share_of_the_best_of_each_ranking() -> None:
    fused = fuse([("a", 0.8), ("b", 0.4)], [("a", 3.0), ("b", 12.0)], ORDER, DEPTH)
    assert {one.passage_id: (one.dense, one.lexical) for one in fused} == {
        "a": (1.0, 0.25),
        "b": (0.5, 1.0),
    }


def test_a_passage_that_a_short_ranking_does_not_hold_scores_nothing_there() -> None:
    fused = scores(fuse([("a", 0.8)], [("b", 12.0)], ORDER, DEPTH))
    assert fused == {"a": pytest.approx(DENSE_WEIGHT), "b": pytest.approx(1 - DENSE_WEIGHT)}


def test_a_passage_below_a_full_ranking_is_taken_to_be_as_good_as_its_last() -> None:
    dense = [("a", 0.8), ("b", 0.6), ("c", 0.4)]
    fused = fuse(dense, [("h", 12.0)], ORDER, DEPTH)
    found = {one.passage_id: one.dense for one in fused}
    assert found["h"] == found["c"] == pytest.approx(0.5)
    assert scores(fused)["h"] > scores(fused)["b"]


def test_equal_scores_are_ordered_by_place_and_not_by_arrival() -> None:
    fused = fuse([("c", 0.5), ("a", 0.5), ("b", 0.5)], [], ORDER, DEPTH)
    assert [one.passage_id for one in fused] == [*"abc"]


def test_scores_below_zero_count_as_nothing() -> None:
    assert scores(fuse([("a", -0.2), ("b", -0.1)], [], ORDER, DEPTH)) == {"a": 0.0, "b": 0.0}


def test_two_empty_rankings_make_an_empty_one() -> None:
    assert fuse([], [], ORDER, DEPTH) == []


@given(RANKING, RANKING, st.randoms(use_true_random=False))
def test_the_order_of_the_rankings_given_does_not_matter(dense, lexical, random) -> None:
    shuffled = [random.sample(ranking, len(ranking)) for ranking in (dense, lexical)]
    assert fuse(*shuffled, ORDER, DEPTH) == fuse(dense, lexical, ORDER, DEPTH)


@given(RANKING, RANKING)
def test_every_passage_comes_once_best_first_with_ties_by_place(dense, lexical) -> None:
    fused = fuse(dense, lexical, ORDER, DEPTH)
    names = [one.passage_id for one in fused]
    assert sorted(names) == sorted({name for name, _ in [*dense, *lexical]})
    keys = [(-one.score, ORDER[one.passage_id]) for one in fused]
    assert keys == sorted(keys)
    assert all(0 <= one.score <= 1 + 1e-9 for one in fused)
