from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering import read_differences
from assistant.answering.notices import notices_for
from assistant.domain import Answer, Notice
from assistant.errors import CorpusError
from assistant.pipeline import Assistant
from tests import small_corpus

PROPOSED = "Will every board publish a budget for compost?"
ADVISED = "What does the head gardener recommend about slugs?"


def of_kind(answer: Answer, kind: str) -> list[Notice]:
    return [notice for notice in answer.notices if notice.kind == kind]


def test_the_standing_and_date_of_a_source_are_told(small: Assistant) -> None:
    (notice,) = of_kind(small.ask(small_corpus.ANSWERED), "currency")
    assert notice.text == "[1] Leads of garden boards: 2024-03-01. In force."
    assert notice.citations == (1,)


def test_a_source_that_is_quoted_twice_is_told_once(small: Assistant) -> None:
    first = small.ask("Should minutes be kept for six years?").citations[0]
    notices = notices_for([first, replace(first, n=2)], small.index)
    assert [notice.citations for notice in notices] == [(1,)]


def test_a_source_without_a_date_says_why(small: Assistant) -> None:
    notices = of_kind(
        small.ask("Can growers ask their garden boards for seeds and tools?"), "currency"
    )
    assert any("undated: no date is printed" in notice.text for notice in notices)


def test_a_proposal_is_never_told_as_the_rule(small: Assistant) -> None:
    (notice,) = of_kind(small.ask(PROPOSED), "proposal")
    assert notice.text.startswith("[1] is a proposal (2021-01-08).")


def test_what_is_no_proposal_is_not_called_one(small: Assistant) -> None:
    assert of_kind(small.ask(small_corpus.ANSWERED), "proposal") == []


def test_a_voice_that_is_not_the_publishers_is_named(small: Assistant) -> None:
    (notice,) = of_kind(small.ask(ADVISED), "voice")
    assert "Head gardener" in notice.text


def test_the_publishers_own_voice_needs_no_notice(small: Assistant) -> None:
    assert of_kind(small.ask(small_corpus.ANSWERED), "voice") == []


def test_a_short_form_with_two_readings_is_told_with_where_each_is_defined(
    small: Assistant,
) -> None:
    answer = small.ask("What does the GCP of the garden do for every board?")
    (notice,) = of_kind(answer, "acronym")
    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert [quotes[n] for n in notice.citations] == [
        "garden community panel (GCP)",
        "garden company partner (GCP)",
    ]


def test_a_short_form_with_one_reading_needs_no_notice(small: Assistant) -> None:
    answer = small.ask("Must each GB have an executive lead for orchards?")
    assert of_kind(answer, "acronym") == []


def test_a_difference_is_told_with_both_quotations_and_which_to_rely_on(small: Assistant) -> None:
    answer = small.ask(small_corpus.ANSWERED)
    (notice,) = of_kind(answer, "conflict")
    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert [quotes[n] for n in notice.citations] == [
        "Each garden board (GB) must have an executive lead for orchards.",
        "The executive lead for orchards does not have to sit on the garden board.",
    ]
    assert notice.text.endswith("Rely on the statutory guidance.")


def test_words_that_are_quoted_already_are_not_cited_a_second_time(small: Assistant) -> None:
    quotes = [citation.quote for citation in small.ask(small_corpus.ANSWERED).citations]
    assert len(quotes) == len(set(quotes))


def test_an_answer_that_touches_no_difference_has_no_conflict(small: Assistant) -> None:
    assert of_kind(small.ask("Should minutes be kept for six years?"), "conflict") == []


def test_an_answer_that_cites_nothing_has_no_notice(small: Assistant) -> None:
    assert small.ask(small_corpus.ELSEWHERE).notices == ()


@pytest.mark.parametrize(
    "quote",
    ["Words that stand nowhere.", "board", "For growers"],
    ids=["nowhere", "more than once", "in a heading"],
)
def test_a_difference_whose_words_no_passage_holds_once_is_not_raised(
    tmp_path: Path, quote: str
) -> None:
    from tests.fakes import HashedBagOfWords

    settings = small_corpus.synced(tmp_path)
    path = settings.corpus / "differences.toml"
    said = "The executive lead for orchards does not have to sit on the garden board."
    path.write_text(path.read_text("utf-8").replace(said, quote), encoding="utf-8")
    answer = Assistant.open(settings, embeddings=HashedBagOfWords()).ask(small_corpus.ANSWERED)
    assert answer.statements
    assert of_kind(answer, "conflict") == []


def test_a_folder_without_the_file_of_differences_has_none(tmp_path: Path) -> None:
    assert read_differences(tmp_path) == ()


@pytest.mark.parametrize("text", ["[[difference", "[[difference]]\nabout = 1", "other = 1"])
def test_a_file_of_differences_that_is_not_valid_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "differences.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"differences\.toml is not valid"):
        read_differences(tmp_path)
