from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering import checked
from assistant.domain import Document, Draft, Outcome, Reader, Strength
from tests import small_corpus

RESPONSIBLE = "What is the executive lead responsible for?"
ASKED = [
    small_corpus.ANSWERED,
    RESPONSIBLE,
    "pruning the apple trees",
    "Must the report be published on the website of the board?",
    "Will every board publish a budget for compost?",
]


@pytest.mark.parametrize("reader", list(Reader))
@pytest.mark.parametrize("question", [*ASKED, small_corpus.SILENT])
def test_what_the_composer_writes_passes_the_check_whole(
    draft_for, documents: Mapping[str, Document], question: str, reader: Reader
) -> None:
    draft = draft_for(question, reader)
    assert checked(draft, documents) == draft


@pytest.mark.parametrize("question", ASKED)
def test_every_reader_gets_the_same_quotations(
    draft_for: Callable[..., Draft], question: str
) -> None:
    quotes = {
        reader: [citation.quote for citation in draft_for(question, reader).citations]
        for reader in Reader
    }
    assert quotes[Reader.BOARD] == quotes[Reader.POLICY] != []
    # A plain reader gets besides them the words that open the short forms.
    assert quotes[Reader.PLAIN][: len(quotes[Reader.BOARD])] == quotes[Reader.BOARD]


def test_every_reader_gets_other_wording(draft_for: Callable[..., Draft]) -> None:
    keys = [
        tuple(segment.wording for segment in draft_for(small_corpus.ANSWERED, reader).segments)
        for reader in Reader
    ]
    assert keys == [
        ("yes.said.plain", "firm.must"),
        ("yes.said.board",),
        ("yes.said.policy", "reference"),
    ]


def test_a_policy_reader_is_told_the_answer_and_the_strength_first(
    draft_for: Callable[..., Draft],
) -> None:
    from assistant.answering.wording import assembled

    draft = draft_for(small_corpus.ANSWERED, Reader.POLICY)
    assert assembled(draft.segments, draft.statements).startswith("Yes: must — Garden Office")


def test_a_policy_reader_gets_a_reference_for_each_quotation(
    draft_for: Callable[..., Draft],
) -> None:
    draft = draft_for(small_corpus.ANSWERED, Reader.POLICY)
    references = [s for s in draft.segments if s.wording == "reference"]
    assert len(references) == len(draft.citations)


def test_a_plain_reader_has_a_short_form_opened_in_the_words_that_define_it(
    draft_for: Callable[..., Draft],
) -> None:
    draft = draft_for("May a GB close its gate at night?")
    assert [statement.text for statement in draft.statements] == [
        "“At night a GB may close its gate.”",
        "“… garden board (GB) …”",
    ]
    assert draft.segments[-1].wording == "words"


def test_a_short_form_that_the_quotation_opens_itself_is_not_opened_again(
    draft_for: Callable[..., Draft],
) -> None:
    assert len(draft_for(small_corpus.ANSWERED).statements) == 1


def test_a_list_binds_as_listed_and_names_its_place(draft_for: Callable[..., Draft]) -> None:
    draft = draft_for(RESPONSIBLE)
    assert draft.statements[0].strength is Strength.LISTED
    assert draft.citations[0].locator == "paragraph 3"


def test_a_list_is_written_as_lead_in_and_items_on_lines_of_their_own(
    draft_for: Callable[..., Draft],
) -> None:
    assert draft_for(RESPONSIBLE).statements[0].text.split("\n") == [
        "“The executive lead is responsible for the following:”",
        "• “listening to growers”",
        "• “pruning the apple trees”",
        "• “publishing a yearly harvest plan”",
    ]


def test_a_list_shown_whole_has_no_incomplete_notice(draft_for: Callable[..., Draft]) -> None:
    assert draft_for(RESPONSIBLE).notices == ()


def test_a_list_shown_in_part_says_how_much_of_it_is_shown(
    draft_for: Callable[..., Draft],
) -> None:
    (notice,) = draft_for("pruning the apple trees").notices
    assert (notice.kind, notice.text) == (
        "incomplete",
        "[1] shows 1 of the 3 items of its list.",
    )


def test_of_two_sentences_the_one_that_answers_gives_the_strength(
    draft_for: Callable[..., Draft],
) -> None:
    draft = draft_for("Must the report be published on the website of the board?")
    assert draft.statements[0].text.startswith("“The executive lead should report")
    assert draft.statements[0].strength is Strength.MUST


@pytest.mark.parametrize("reader", [Reader.PLAIN, Reader.BOARD])
def test_a_proposal_is_introduced_as_one(draft_for: Callable[..., Draft], reader: Reader) -> None:
    draft = draft_for("Will every board publish a budget for compost?", reader)
    assert draft.segments[0].wording == "said.proposal"
    assert draft.statements[0].strength is Strength.NONE


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        (small_corpus.ANSWERED, Outcome.ANSWERED),
        (small_corpus.SILENT, Outcome.NOT_IN_DOCUMENTS),
        (small_corpus.ELSEWHERE, Outcome.OUT_OF_SCOPE),
        (small_corpus.URGENT, Outcome.URGENT_HELP),
    ],
)
def test_a_question_ends_as_its_evidence_calls_for(
    draft_for: Callable[..., Draft], question: str, outcome: Outcome
) -> None:
    assert draft_for(question).outcome is outcome


def test_where_the_documents_are_silent_the_closest_words_are_shown_as_such(
    draft_for: Callable[..., Draft],
) -> None:
    draft = draft_for(small_corpus.SILENT)
    assert [segment.wording for segment in draft.segments] == [
        "not_in_documents",
        "closest",
        "said.plain",
        "not_in_documents.next",
    ]


def test_off_the_subject_nothing_is_quoted_and_the_documents_are_named(
    draft_for: Callable[..., Draft],
) -> None:
    draft = draft_for(small_corpus.ELSEWHERE)
    assert draft.statements == draft.citations == draft.suggestions == ()
    assert "Leads of garden boards" in dict(draft.segments[-1].values)["titles"]


def test_somebody_in_danger_reads_of_help_and_nothing_else(
    draft_for: Callable[..., Draft],
) -> None:
    draft = draft_for(small_corpus.URGENT)
    assert draft.statements == draft.suggestions == ()
    assert {segment.wording for segment in draft.segments} == {
        "urgent_help",
        "urgent_help.next",
        "urgent_help.scope",
    }


def test_suggestions_are_headings_that_the_answer_does_not_quote_from(
    draft_for: Callable[..., Draft],
) -> None:
    suggestions = draft_for(small_corpus.ANSWERED).suggestions
    assert suggestions
    assert not any("Executive leads" in suggestion for suggestion in suggestions)
