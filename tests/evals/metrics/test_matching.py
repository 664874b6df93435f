from __future__ import annotations

import pytest

from assistant.answering.checks.words import normal
from evals.metrics.matching import states
from evals.suite.cases import Claim


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Each ICB MUST act.", " each icb must act "),
        ("a board-level lead", " a board level lead "),
        ("0–25 and/or 26", " 0 25 and or 26 "),
        ("the ICB’s ‘lead’", " the icb's lead "),
        ("42% of £3", " 42 % of £ 3 "),
        ("two\n  lines", " two lines "),
        ("", "  "),
        ("… — !", "  "),
    ],
)
def test_a_text_is_reduced_to_its_words(text: str, words: str) -> None:
    assert normal(text) == words


CLAIM = Claim("who leads", (("board level", "lead"), ("the chair",)))


@pytest.mark.parametrize(
    "text", ["A LEAD at Board-Level", "“The  chair” decides.", "led by the chair; no lead"]
)
def test_a_claim_is_stated_by_all_phrases_of_one_alternative(text: str) -> None:
    assert states(text, CLAIM)


@pytest.mark.parametrize(
    "text",
    ["a lead", "at board level", "board of level, a lead", "the chairs", "leader, board level", ""],
)  # fmt: skip
def test_a_claim_is_not_stated_by_some_phrases_or_parts_of_words(text: str) -> None:
    assert not states(text, CLAIM)


def test_a_claim_without_alternatives_is_never_stated() -> None:
    assert not states("anything", Claim("nothing", ()))
