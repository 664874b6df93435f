from __future__ import annotations

import pytest

from assistant.domain import Outcome
from evals.metrics.readability import grade, long_words, syllables
from evals.suite.records import Record


def wording(*pieces: str) -> Record:
    return Record("c1", (), Outcome.ANSWERED, own_words=pieces)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("role", 1), ("able", 2), ("people", 2), ("asked", 1), ("wanted", 2),
        ("services", 3), ("required", 2), ("needed", 2), ("statement", 2), ("lively", 2),
        ("being", 2), ("individual", 5), ("constitution", 4), ("variation", 4),
        ("board’s", 1), ("autism", 3), ("rhythm", 1), ("don't", 1), ("NHS", 1),
    ],
)  # fmt: skip
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_of_words_counted_by_hand() -> None:
    # 8 words, 2 sentences, 9 syllables: 0.39 × 4 + 11.8 × 9/8 − 15.59
    two = wording("The board must meet.", "It asks people twice.")
    assert grade(two) == pytest.approx(-0.755)
    # 4 words, 1 sentence, 5 syllables: 1.56 + 14.75 − 15.59
    assert grade(wording("The lead asks people.")) == pytest.approx(0.72)


def test_a_sentence_ends_at_its_mark_and_at_the_end_of_its_piece() -> None:
    # 4 words of 1 syllable: in two sentences 0.78, in one 1.56, and 11.8 − 15.59 either way
    assert grade(wording("We ask. You tell.")) == pytest.approx(0.78 - 3.79)
    assert grade(wording("We ask", "you tell")) == pytest.approx(0.78 - 3.79)
    assert grade(wording("We ask you tell")) == pytest.approx(1.56 - 3.79)


def test_harder_words_and_longer_sentences_raise_the_grade() -> None:
    plain = grade(wording("The board must meet. It must vote."))
    hard = grade(wording("Organisational constitutions necessitate deliberation."))
    assert plain is not None and hard is not None
    assert hard > plain + 20


def test_one_word_in_four_of_more_than_two_syllables_is_a_quarter() -> None:
    assert long_words(wording("The committee must meet.")) == 0.25
    assert long_words(wording("The boards", "must ask people")) == 0.0


def test_numbers_marks_and_blanks_are_no_words() -> None:
    assert long_words(wording("[1] 2021: committee", "", "…")) == 1.0


@pytest.mark.parametrize("pieces", [(), ("",), ("[1] — 999.",)])
def test_without_own_words_nothing_is_scored(pieces: tuple[str, ...]) -> None:
    assert grade(wording(*pieces)) is None
    assert long_words(wording(*pieces)) is None


def test_a_pipeline_that_only_finds_is_not_scored() -> None:
    assert grade(Record("c1", ())) is None
    assert long_words(Record("c1", ())) is None
