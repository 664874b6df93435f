from __future__ import annotations

import pytest

from assistant.domain import Evidence, Query, Question
from assistant.pipeline import Assistant
from assistant.retrieval import Retriever, understand
from assistant.retrieval.coverage import (
    BIAS,
    COVERED,
    FEATURES,
    ON_SUBJECT,
    WEIGHTS,
    estimate,
    features,
    on_subject,
)
from assistant.retrieval.vocabulary import Vocabulary
from tests import small_corpus


@pytest.fixture(scope="module")
def retriever(small: Assistant) -> Retriever:
    return Retriever(small.index, 20, Vocabulary(()))


def evidence(retriever: Retriever, question: str) -> Evidence:
    return retriever.retrieve(understand(Question(question), retriever.language))


def named(retriever: Retriever, question: str) -> dict[str, float]:
    """The features of a question, by name."""
    query: Query = understand(Question(question), retriever.language)
    hits = retriever.retrieve(query).hits
    return dict(zip(FEATURES, features(retriever.index, query, hits), strict=True))


def test_there_is_a_weight_for_every_feature() -> None:
    assert len(WEIGHTS) == len(FEATURES)


def test_only_likeness_speaks_for_an_answer() -> None:
    assert [name for name, weight in zip(FEATURES, WEIGHTS, strict=True) if weight > 0] == [
        "likeness"
    ]


def test_an_estimate_is_a_probability_that_grows_with_the_score() -> None:
    nothing, everything = (0.0,) * len(FEATURES), (1.0, *(0.0,) * (len(FEATURES) - 1))
    assert 0 < estimate(nothing) < COVERED < estimate(everything) < 1
    assert (BIAS < 0) == (estimate(nothing) < 0.5)


@pytest.mark.parametrize(("likeness", "about_it"), [(ON_SUBJECT, True), (ON_SUBJECT - 0.01, False)])
def test_a_question_is_on_the_subject_from_a_likeness_on(likeness: float, about_it: bool) -> None:
    assert on_subject((likeness, *(0.0,) * (len(FEATURES) - 1))) is about_it


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who leads the board on Mars?", 1.0),
        ("Does the board lead on Orchards in Wales?", 1.0),
        ("Must a board have a lead for Orchards?", 0.0),
        ("I live on Mars. Must a board have a lead for orchards?", 0.0),
        ("Mars?", 0.0),
    ],
)
def test_names_asked_about_that_no_passage_mentions_are_missed(
    retriever: Retriever, question: str, missing: float
) -> None:
    found = named(retriever, question)
    assert found["names missing"] == found["names unknown"] == missing


def test_a_name_known_elsewhere_in_the_documents_is_not_unknown(retriever: Retriever) -> None:
    query = understand(Question("Must a board ask the Company?"), retriever.language)
    seen = dict(zip(FEATURES, features(retriever.index, query, []), strict=True))
    assert (seen["names missing"], seen["names unknown"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How many years should minutes be kept?", 0.0),
        ("How much is the budget for compost of every board?", 0.0),
        ("What is the telephone number of the head gardener?", 1.0),
        ("Must spades be left in the rain?", 0.0),
    ],
)
def test_the_kind_asked_for_is_missed_where_the_best_passages_do_not_show_it(
    retriever: Retriever, question: str, missing: float
) -> None:
    assert named(retriever, question)["kind missing"] == missing


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How long is a term of office?", ["asks for a figure or date", "asks how long"]),
        ("What is the name of the gardener?", ["asks for a name"]),
        ("How do I prune a tree?", ["asks for steps"]),
        ("Must a board have a lead?", []),
    ],
)
def test_what_a_question_asks_for_is_a_feature(
    retriever: Retriever, question: str, asks: list[str]
) -> None:
    found = named(retriever, question)
    assert [name for name in FEATURES if name.startswith("asks") and found[name]] == asks


def test_a_question_in_words_of_the_documents_is_matched(retriever: Retriever) -> None:
    assert named(retriever, small_corpus.ANSWERED)["unmatched"] < 0.2
    assert named(retriever, small_corpus.ELSEWHERE)["unmatched"] > 0.5


def test_words_that_name_what_is_asked_and_stand_nowhere_are_named(retriever: Retriever) -> None:
    found = evidence(retriever, "What is the quorum of a board, never mind who took the minutes?")
    assert found.not_found == ("quorum",)
    assert evidence(retriever, small_corpus.ANSWERED).not_found == ()


def test_a_question_that_the_documents_answer_is_covered(retriever: Retriever) -> None:
    assert evidence(retriever, small_corpus.ANSWERED).coverage > 0.5


def test_a_question_whose_kind_of_answer_is_missing_is_not_covered(retriever: Retriever) -> None:
    found = evidence(retriever, small_corpus.SILENT)
    assert found.on_subject
    assert found.coverage < 0.5


def test_a_question_about_something_else_is_off_the_subject(retriever: Retriever) -> None:
    assert not evidence(retriever, small_corpus.ELSEWHERE).on_subject


def test_an_index_without_a_hit_covers_nothing(retriever: Retriever) -> None:
    query = understand(Question(small_corpus.ANSWERED), retriever.language)
    values = features(retriever.index, query, [])
    assert estimate(values) < 0.5
    assert not on_subject(values)


def test_near_words_without_the_figure_asked_for_do_not_answer() -> None:
    near = dict.fromkeys(FEATURES, 0.0) | {"likeness": 0.8}
    without = near | {"asks for a figure or date": 1.0, "kind missing": 1.0}
    assert estimate(tuple(near.values())) > COVERED
    assert estimate(tuple(without.values())) < COVERED
