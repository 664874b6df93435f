from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.parts import MAX_PARTS, sentences, split_parts, subject_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who normally does the pensions job on the board and what is their number please",
            (
                "Who normally does the pensions job on the board",
                "the pensions job on the board: what is their number please",
            ),
        ),
        (
            "Must we have a lead for pensions, and what fine do we face if the post stays empty?",
            (
                "Must we have a lead for pensions",
                "a lead for pensions: what fine do we face if the post stays empty?",
            ),
        ),
        (
            "Two things: does it have to be an architect, and are we free to appoint two?",
            ("does it have to be an architect", "are we free to appoint two?"),
        ),
        (
            "Two things before we fill the post: does it have to be an architect, "
            "and are we free to appoint two?",
            (
                "before we fill the post: does it have to be an architect",
                "before we fill the post: are we free to appoint two?",
            ),
        ),
        (
            "how often and by whom are children's homes inspected?",
            (
                "how often are children's homes inspected?",
                "by whom are children's homes inspected?",
            ),
        ),
        (
            "What is a tenancy deposit and where is it kept?",
            ("What is a tenancy deposit", "a tenancy deposit: where is it kept?"),
        ),
        (
            "How long is a governor's term of office, and can it be renewed?",
            (
                "How long is a governor's term of office",
                "a governor's term of office: can it be renewed?",
            ),
        ),
        (
            "what do schools, colleges and nurseries have to publish and by when?",
            (
                "what do schools, colleges and nurseries have to publish",
                "schools, colleges and nurseries have to publish: by when?",
            ),
        ),
        (
            "Does the plan say what the board should do and what the council should do?",
            ("Does the plan say what the board should do", "what the council should do?"),
        ),
        (
            "Who signs the lease? Must the tenant have a copy of the inventory?",
            ("Who signs the lease?", "Must the tenant have a copy of the inventory?"),
        ),
        (
            "Local plan: who adopts it, and how long does it last?",
            ("Local plan: who adopts it", "Local plan: how long does it last?"),
        ),
    ],
)
def test_a_question_of_several_parts_is_split(question: str, parts: tuple[str, ...]) -> None:
    assert split_parts(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who sits on the pension board?",
        "Does the plan cover roads, schools and parks?",
        "compare the duties of landlords and tenants",
        "Compare what landlords must do and what tenants must do",
        "What is the difference between a parish council and what a town council does?",
        "Is it the trustee or the employer that pays?",
        "can one person do both jobs or does it have to be different people",
        "Who chairs the panel and is a councillor?",
        "Which statutes and which regulations apply?",
        "Does the lead, who sits on the board, report to the chair?",
        "What must the school do when a pupil is excluded, and a parent objects?",
        "the council refused our plan, how long have we got to appeal",
        "and who keeps an eye on them?",
        "When a lease ends, who repairs the roof?",
        "Where a trust agrees, with whom does accountability rest?",
        "Housing benefit",
        "What does para. 4 say?",
        "What does “who pays and who decides” mean in the guidance?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert split_parts(question) == (question,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "I moved house in May and changed doctors twice. "
            "Must the surgery keep the records of former patients for ten years?",
            ("Must the surgery keep the records of former patients for ten years?",),
        ),
        (
            "How many people does a parish council serve? I have seen two different figures.",
            ("How many people does a parish council serve?",),
        ),
        (
            "A neighbour told me about the repairs scheme. Is it open to tenants?",
            ("A neighbour told me about the repairs scheme. Is it open to tenants?",),
        ),
        (
            "Someone mentioned parish councils. How many are there?",
            ("Someone mentioned parish councils. How many are there?",),
        ),
        (
            "What share of homes is let by councils? All of them please.",
            ("What share of homes is let by councils? All of them please.",),
        ),
    ],
)
def test_a_story_is_no_part_and_comes_along_where_a_question_leans_on_it(
    text: str, parts: tuple[str, ...]
) -> None:
    assert split_parts(text) == parts


def test_more_questions_than_are_searched_for_end_up_in_the_last_part() -> None:
    asked = [f"Which rule on subject {n} must the council follow?" for n in range(7)]
    parts = split_parts(" ".join(asked))
    assert len(parts) == MAX_PARTS
    assert parts[-1].endswith(asked[-1])


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("How many parish councils does England have?", "parish councils does England have"),
        ("What is a lease?", "a lease"),
        ("Pension boards: who sits on them?", "Pension boards"),
    ],
)
def test_what_a_question_is_about(question: str, subject: str) -> None:
    assert subject_of(question) == subject


def test_sentences_end_without_capitals_but_not_at_abbreviations() -> None:
    assert sentences("the roof leaks. who pays? see no. 4 of para. 2.6") == [
        "the roof leaks.",
        "who pays?",
        "see no. 4 of para. 2.6",
    ]


@given(st.text(max_size=200))
def test_any_text_has_one_to_four_parts(text: str) -> None:
    assert 1 <= len(split_parts(text)) <= MAX_PARTS


@given(st.lists(st.sampled_from("who pays and when does it what is the plan , . ? ;".split())))
def test_no_word_of_a_question_without_story_is_lost(words: list[str]) -> None:
    text = "What is the rule " + " ".join(words)
    assert " ".join(split_parts(text)).startswith("What is the rule")
