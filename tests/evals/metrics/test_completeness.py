from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Outcome
from evals.metrics.completeness import list_complete, list_cut_silently, list_items_given
from evals.suite.cases import Quoted
from evals.suite.records import Noticed
from tests.evals.suite.made import CORPUS, case, need, record

ITEMS = ("Each library must keep a list.", "The list may be long.", "Readers like it.")
HALL = "Nobody should run in the hall."
LIST = case(need(ITEMS[0]), items=tuple(Quoted("one", item) for item in ITEMS))


def test_two_of_three_items_are_two_thirds_and_incomplete() -> None:
    answer = record(*ITEMS[:2])
    assert list_items_given(LIST, answer, CORPUS) == pytest.approx(2 / 3)
    assert list_complete(LIST, answer, CORPUS) == 0.0


def test_all_items_are_complete_whether_quoted_together_or_apart() -> None:
    assert list_complete(LIST, record(*ITEMS), CORPUS) == 1.0
    assert list_complete(LIST, record(" ".join(ITEMS)), CORPUS) == 1.0
    assert list_cut_silently(LIST, record(*ITEMS), CORPUS) == 0.0


def test_a_declined_list_gives_nothing_and_cuts_nothing() -> None:
    declined = record(ITEMS[0], outcome=Outcome.NOT_IN_DOCUMENTS)
    assert list_items_given(LIST, declined, CORPUS) == 0.0
    assert list_complete(LIST, declined, CORPUS) == 0.0
    assert list_cut_silently(LIST, declined, CORPUS) is None


def test_a_cut_list_must_say_so_of_a_citation_that_gives_items() -> None:
    cut = record(ITEMS[0], HALL)
    assert list_cut_silently(LIST, cut, CORPUS) == 1.0
    for notice, silent in (
        (Noticed("incomplete", "1 of 3", (1,)), 0.0),
        (Noticed("incomplete", "1 of 3", (2,)), 1.0),
        (Noticed("currency", "2021", (1,)), 1.0),
    ):
        assert list_cut_silently(LIST, replace(cut, notices=(notice,)), CORPUS) == silent


def test_a_list_that_was_missed_altogether_was_not_cut() -> None:
    missed = record(HALL)
    assert list_items_given(LIST, missed, CORPUS) == 0.0
    assert list_cut_silently(LIST, missed, CORPUS) is None


@pytest.mark.parametrize(
    "metric", [list_items_given, list_complete, list_cut_silently], ids=lambda m: m.__name__
)
def test_without_a_list_or_an_answering_pipeline_nothing_is_scored(metric) -> None:
    assert metric(case(need(ITEMS[0])), record(*ITEMS), CORPUS) is None
    assert metric(LIST, record(outcome=None, retrieved=ITEMS), CORPUS) is None
