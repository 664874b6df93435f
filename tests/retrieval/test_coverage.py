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


def test_every_feature_counts_the_way_it_is_named() -> None:
    signs = {name: weight > 0 for name, weight in zip(FEATURES, WEIGHTS, strict=True)}
    assert signs == {
        "similarity": True,
        "stands out": True,
        "unseen": False,
        "names missing": False,
        "kind missing": False,
        "ahead of others": True,
        "unmatched": False,
    }


def test_an_estimate_is_a_probability_that_grows_with_the_score() -> None:
    nothing, everything = (0.0,) * len(FEATURES), (1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    assert 0 < estimate(nothing) < 0.5 < estimate(everything) < 1
    assert (BIAS < 0) == (estimate(nothing) < 0.5)


@pytest.mark.parametrize(
    ("similarity", "about_it"), [(ON_SUBJECT, True), (ON_SUBJECT - 0.01, False)]
)
def test_a_question_is_on_the_subject_from_a_similarity_on(
    similarity: float, about_it: bool
) -> None:
    assert on_subject((similarity, 0, 0, 0, 0, 0, 0)) is about_it


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Who leads the board on Mars?", 1.0),
        ("Does the board lead on Orchards in Wales?", 0.5),
        ("Must the board publish a plan in 1987?", 1.0),
        ("Must a board have a lead for orchards?", 0.0),
        ("Mars?", 0.0),
    ],
)
def test_names_and_numbers_that_no_passage_mentions_are_missed(
    retriever: Retriever, question: str, share: float
) -> None:
    assert named(retriever, question)["names missing"] == share


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How many years should minutes be kept?", 0.0),
        ("How much is the budget for compost of every board?", 0.0),
        ("What is the telephone number of the head gardener?", 1.0),
        ("Must spades be left in the rain?", 0.0),
    ],
)
def test_the_kind_asked_for_is_missed_where_the_best_words_do_not_show_it(
    retriever: Retriever, question: str, missing: float
) -> None:
    assert named(retriever, question)["kind missing"] == missing


def test_words_that_the_documents_never_use_are_unseen(retriever: Retriever) -> None:
    assert named(retriever, small_corpus.ELSEWHERE)["unseen"] == 1.0
    assert named(retriever, small_corpus.ANSWERED)["unseen"] == 0.0


def test_the_best_passage_of_an_answered_question_stands_out(retriever: Retriever) -> None:
    assert named(retriever, small_corpus.ANSWERED)["stands out"] > 0.1


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


def test_however_near_words_without_the_kind_of_thing_asked_for_do_not_answer() -> None:
    near = dict.fromkeys(FEATURES, 0.0) | {"similarity": 1.0, "stands out": 1.0}
    assert estimate(tuple(near.values())) > COVERED
    assert estimate(tuple((near | {"kind missing": 1.0}).values())) < COVERED
