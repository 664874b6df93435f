from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import GuidanceError
from assistant.pipeline import Assistant
from evals.growth import Stages, in_process, size_of
from evals.resampling import Paragraph, Worded, paragraphs_of, questions_from, resampled
from tests.fakes import HashedBagOfWords

PARAGRAPHS = [Paragraph(f"Paragraph {number} of the made text.", 1) for number in range(7)]
LONG = Paragraph("A list that is cut into three passages.", 3)


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_the_same_seed_makes_the_same_documents_and_another_seed_others() -> None:
    made = [list(resampled(PARAGRAPHS, 50, 10, seed)) for seed in (1, 1, 2)]
    assert made[0] == made[1]
    assert made[0] != made[2]


@given(st.integers(1, 300), st.integers(1, 40), st.integers(0, 5))
def test_resampling_reaches_the_number_and_stops(passages: int, each: int, seed: int) -> None:
    documents = list(resampled([*PARAGRAPHS, LONG], passages, each, seed))
    dealt = sum(
        3 if text == LONG.text else 1 for document in documents for text in _paragraphs(document)
    )
    assert passages <= dealt < passages + LONG.passages
    assert all(_paragraphs(document) for document in documents)


def test_documents_grow_in_number_and_not_in_size() -> None:
    documents = list(resampled(PARAGRAPHS, 100, 10, 1))
    assert [len(_paragraphs(document)) for document in documents] == [10] * 10


def test_every_paragraph_comes_before_any_comes_again() -> None:
    (document,) = resampled(PARAGRAPHS, 7, 100, 3)
    assert sorted(_paragraphs(document)) == [paragraph.text for paragraph in PARAGRAPHS]


def _paragraphs(document: str) -> list[str]:
    return document.strip().split("\n\n")


def test_a_paragraph_keeps_its_list_and_its_heading_and_counts_its_passages(
    small: Assistant,
) -> None:
    passages = [p for p in small.index.passages if p.doc_id == "leads"]
    made = list(paragraphs_of(small.documents["leads"], passages))
    assert sum(paragraph.passages for paragraph in made) == len(passages)
    (list_,) = [p for p in made if "is responsible for the following" in p.text]
    assert list_.text.startswith("## Executive leads\n\n")
    assert list_.text.endswith("- publishing a yearly harvest plan")


def test_copies_of_a_paragraph_are_nearly_alike_and_none_is_another_s_twin() -> None:
    one, other, unlike = Worded().embed_documents(
        ["made-1\nBooks are lent to all.", "made-2\nBooks are lent to all.", "made-1\nRooms cost."]
    )
    assert one != other
    assert math.hypot(*one) == pytest.approx(1)
    assert cosine(one, other) > 0.7 > cosine(one, unlike)


def test_the_vector_of_a_text_is_the_same_every_time_and_a_question_s_too() -> None:
    asked = Worded(HashedBagOfWords()).embed_query("Books are lent.")
    assert [asked] == Worded().embed_documents(["Books are lent."])


def test_each_word_has_a_vector_and_it_is_the_same_in_every_text() -> None:
    one, other = Worded().embed_tokens(["Books are lent", "lent"])
    assert one.words == ("Books", "are", "lent")
    assert one.vectors[2].tolist() == other.vectors[0].tolist()


def test_the_time_until_the_next_report_is_that_of_the_stage_that_reported() -> None:
    ticks = iter([0.0, 10.0, 11.0, 13.0, 17.0])
    stages = Stages(lambda: next(ticks))
    for stage in ("embedding", "writing", "embedding", "writing"):
        stages(stage, 0, 1)
    assert stages.seconds() == {"embedding": 12.0, "writing": 5.0}


def test_the_size_of_a_folder_counts_the_files_within_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "one").write_bytes(b"12345")
    (tmp_path / "deep" / "two").write_bytes(b"123")
    assert size_of(tmp_path) == 8


def test_a_process_that_is_killed_is_reported_with_what_to_do() -> None:
    with pytest.raises(GuidanceError, match="want of memory"):
        in_process(os._exit, 9)


def test_questions_are_drawn_from_distinct_headings_by_the_seed() -> None:
    headings = ["Loans", "Rooms", "Loans", "Cards", "Fees"]
    drawn = questions_from(headings, 3, 1)
    assert drawn == questions_from(reversed(headings), 3, 1)
    assert len(set(drawn)) == 3
    assert len(questions_from(headings, 30, 1)) == 4
    assert questions_from(["Loans"], 1, 1) == ["What do the documents say about Loans?"]
