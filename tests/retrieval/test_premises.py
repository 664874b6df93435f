from __future__ import annotations

import pytest

from assistant.retrieval.clauses import asking_clause
from assistant.retrieval.premises import premise_of


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("Why must landlords insure the furniture?", "landlords must insure the furniture"),
        ("Why doesn't the head report to parents?", "the head does not report to parents"),
        ("How come trustees vote twice?", "trustees vote twice"),
        ("What is the reason why pets are banned?", "pets are banned"),
        (
            "On what grounds did the panel refuse the licence?",
            "the panel did refuse the licence",
        ),
        ("Since the register is voluntary, who keeps it?", "the register is voluntary"),
        ("Given that a shed needs consent, who grants it?", "a shed needs consent"),
        ("as the clerk is always a lawyer can I write to her", "the clerk is always a lawyer"),
        (
            "When did the council abolish the parish fund?",
            "the council did abolish the parish fund",
        ),
        ("When will the old scheme be closed?", "the old scheme will be closed"),
        ("my friend says tenants choose the agent so can i ring one", "tenants choose the agent"),
        ("The Act sets one model, so which one must we use?", "The Act sets one model"),
    ],
)
def test_what_a_question_takes_for_granted_is_told(question: str, premise: str) -> None:
    assert premise_of(question, asking_clause(question)) == premise


@pytest.mark.parametrize(
    "question",
    [
        "Who keeps the register?",
        "When is the meeting?",
        "When does the lease end?",
        "Why?",
        "As a trustee, what must I do?",
        "As part of the review, who was asked?",
        "As soon as it opens, who gets in?",
        "so what is a lease?",
        "Must landlords insure the furniture?",
        "How many governors are there?",
    ],
)
def test_a_plain_question_takes_nothing_for_granted(question: str) -> None:
    assert premise_of(question, asking_clause(question)) == ""
