from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Expansion, Hit, Question
from assistant.pipeline import Assistant
from assistant.retrieval import Retriever, Stages, understand
from assistant.retrieval.fusion import Fused
from assistant.retrieval.late import Compared
from assistant.retrieval.ranking import FEATURES, LONGEST, WEIGHTS, features, rooms, score
from assistant.retrieval.stages import ALL
from assistant.retrieval.vocabulary import Vocabulary
from tests import small_corpus

NOTHING = (0.0,) * len(FEATURES)


def retrieved(small: Assistant, question: str, stages: Stages = ALL) -> tuple[Hit, ...]:
    retriever = Retriever(small.index, 20, Vocabulary(()), stages)
    return retriever.retrieve(understand(Question(question), retriever.language, stages)).hits


def test_every_feature_has_a_weight_and_none_counts_against_a_passage() -> None:
    assert len(WEIGHTS) == len(FEATURES)
    assert all(weight >= 0 for weight in WEIGHTS)


@pytest.mark.parametrize("place", range(len(FEATURES)), ids=FEATURES)
def test_more_of_a_feature_raises_the_score(place: int) -> None:
    more = (*NOTHING[:place], 1.0, *NOTHING[place + 1 :])
    assert score(more, ALL) > score(NOTHING, ALL)


@pytest.mark.parametrize(
    ("stages", "counts"),
    [
        (replace(ALL, late=False), {"telling tokens", "every token"}),
        (replace(ALL, room=False), {"room"}),
        (replace(ALL, parts=False), set()),
    ],
)
def test_what_belongs_to_a_stage_that_is_left_out_counts_nothing(
    stages: Stages, counts: set[str]
) -> None:
    only = {
        name: score(tuple(float(other == name) for other in FEATURES), stages) for name in FEATURES
    }
    assert {name for name, value in only.items() if value == 0} == counts


def test_a_passage_among_few_has_more_room_than_one_among_many(small: Assistant) -> None:
    (passage, *_) = small.index.passages
    pack = [replace(passage, doc_id="pack")] * 300
    leaflet = [replace(passage, doc_id="leaflet")] * 40
    found = rooms([*pack, *leaflet])
    assert found["leaflet"] > found["pack"] > 0


@pytest.mark.parametrize(("one", "other"), [(1, 30), (LONGEST, 4 * LONGEST)])
def test_beyond_what_was_fitted_on_length_makes_no_difference(
    small: Assistant, one: int, other: int
) -> None:
    (passage, *_) = small.index.passages
    found = rooms([replace(passage, doc_id="a")] * one + [replace(passage, doc_id="b")] * other)
    assert found["a"] == found["b"]


def test_the_kind_of_thing_asked_for_is_a_feature_of_the_passage_that_shows_it(
    small: Assistant,
) -> None:
    query = understand(
        Question("How many people check a ladder?"),
        Retriever(small.index, 20, Vocabulary(())).language,
    )
    room = rooms(small.index.passages)
    shown = {
        p.text: features(query, p, p.text, Fused(p.passage_id), Compared(0.0, (), 1.0), room)[
            FEATURES.index("kind shown")
        ]
        for p in small.index.passages
    }
    assert shown["Ladders should be checked by two people before they are climbed."] == 1
    assert shown["Spades must not be left in the rain."] == 0


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Pupils with special educational needs must have a plan.", 1.0),
        ("A plan for every pupil with needs that are special and educational.", 1.0),
        ("Pupils have needs.", 0.5),
        ("The rent is due in May.", 0.0),
    ],
)
def test_a_passage_gains_for_the_documents_words_for_what_the_reader_says(
    small: Assistant, text: str, share: float
) -> None:
    expansions = (
        Expansion("kids", ("pupil", "child")),
        Expansion("extra help", ("special educational needs",)),
    )
    query = replace(
        understand(Question("Who gives kids extra help?"), small.retriever.retriever().language),
        expansions=expansions,
    )
    passage = small.index.passages[0]
    values = features(
        query,
        passage,
        text,
        Fused(passage.passage_id),
        Compared(0.0, (), 1.0),
        rooms(small.index.passages),
    )
    assert values[FEATURES.index("guidance's words")] == share


def test_the_score_of_a_hit_can_be_added_up_from_its_features(small: Assistant) -> None:
    hits = retrieved(small, small_corpus.ANSWERED)
    assert hits[0].features
    for hit in hits:
        assert hit.score == pytest.approx(score(hit.features, ALL))


def test_without_the_learned_weights_passages_are_ranked_by_a_fixed_sum(small: Assistant) -> None:
    hits = retrieved(small, small_corpus.ANSWERED, replace(ALL, ranking=False))
    assert hits[0].score != pytest.approx(score(hits[0].features, ALL))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_passages_found_for_several_parts_have_scores_that_never_rise(small: Assistant) -> None:
    asked = "Must spades be left in the rain, and who checks the ladders?"
    retriever = Retriever(small.index, 20, Vocabulary(()))
    query = understand(Question(asked), retriever.language)
    assert query.parts
    scores = [hit.score for hit in retriever.retrieve(query).hits]
    assert scores == sorted(scores, reverse=True)


def test_a_question_has_the_same_ranking_each_time(small: Assistant) -> None:
    first, again = (retrieved(small, small_corpus.ANSWERED) for _ in range(2))
    assert first == again
