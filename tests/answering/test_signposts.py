"""Signposts: which fit a question, and what they are labelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.signposts import LABEL, MOST, Signpost, fitting, read_signposts
from assistant.domain import Outcome
from assistant.errors import CorpusError

CORPUS = Path(__file__).parents[2] / "corpus"
SILENT, ANSWERED = Outcome.NOT_IN_DOCUMENTS, Outcome.ANSWERED
RENT = Signpost(text="Advice on rent", publisher="Rent Office", words=("rent arrears", "evict"))
LATE = Signpost(text="When a pension is late", publisher="Pension Line", words=("pension late",))
CRISIS = Signpost(text="Now", publisher="999", outcomes=(Outcome.URGENT_HELP,))
OTHERS = (RENT, LATE, CRISIS)


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("I have arrears of rent, what now?", SILENT, (RENT,)),
        ("Can they evict me?", SILENT, (RENT,)),
        ("What is an eviction notice?", ANSWERED, (RENT,)),
        ("How is rent set?", SILENT, ()),
        ("My pension is late and I have rent arrears", SILENT, (RENT, LATE)),
        ("Who parents the pension scheme?", SILENT, ()),
        ("help", Outcome.URGENT_HELP, (CRISIS,)),
        ("help", SILENT, ()),
        ("", ANSWERED, ()),
    ],
)
def test_a_signpost_fits_by_the_editors_words(
    text: str, outcome: Outcome, expected: tuple[Signpost, ...]
) -> None:
    assert fitting(text, outcome, OTHERS) == expected


def test_the_longer_phrase_comes_first_and_no_more_than_two_are_shown() -> None:
    longer = RENT.model_copy(update={"words": ("rent arrears private landlord",)})
    many = (RENT, LATE, longer)
    text = "rent arrears, private landlord, pension late"
    assert fitting(text, SILENT, many) == (longer, RENT)
    assert len(fitting(text, SILENT, many * 3)) == MOST


@pytest.mark.parametrize(
    ("checked", "told"),
    [(None, "not yet checked by a person"), (date(2026, 1, 2), "by a person on 2026-01-02")],
)
def test_a_signpost_says_that_it_is_from_no_document_and_whether_it_was_checked(
    checked: date | None, told: str
) -> None:
    shown = RENT.model_copy(update={"checked": checked}).shown
    assert shown.startswith(LABEL)
    assert told in shown


def test_a_folder_without_the_file_has_no_signposts(tmp_path: Path) -> None:
    assert read_signposts(tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    ["[[signpost", '[[signpost]]\ntext = "a"', "other = 1", '[[signpost]]\ntext=""\npublisher="b"'],
)
def test_a_file_that_is_not_valid_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "signposts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"signposts\.toml is not valid"):
        read_signposts(tmp_path)


def test_this_corpus_claims_no_check_that_no_person_made() -> None:
    signposts = read_signposts(CORPUS)
    assert signposts
    assert [one.publisher for one in signposts if one.checked is not None] == []


@pytest.mark.parametrize(
    ("text", "outcome", "publisher"),
    [
        ("Which ICB is mine?", SILENT, "NHS England"),
        ("I want to complain about the hospital", SILENT, "NHS"),
        ("my son's EHCP is late", SILENT, "Council for Disabled Children"),
        ("can I go to a tribunal", Outcome.OUT_OF_SCOPE, "IPSEA"),
        ("I want to end it", Outcome.URGENT_HELP, "Emergency services"),
    ],
)
def test_this_corpus_points_where_a_reader_needs(
    text: str, outcome: Outcome, publisher: str
) -> None:
    found = fitting(text, outcome, read_signposts(CORPUS))
    assert publisher in {one.publisher for one in found}


@pytest.mark.parametrize(
    "text",
    ["What must a forward plan say?", "How many places are there?", "Is it must or should?"],
)
def test_a_policy_question_gets_no_signpost(text: str) -> None:
    assert fitting(text, ANSWERED, read_signposts(CORPUS)) == ()
