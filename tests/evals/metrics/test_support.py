from __future__ import annotations

import pytest

from evals.metrics.support import supports

LEAD = (
    "Each ICB must have a board-level executive lead for children and young people with SEND "
    "(aged 0 to 25)."
)
PAY = "The lead should not be paid more than £3,000 by NHS England."


@pytest.mark.parametrize(
    "statement",
    [
        f"“{LEAD}”",
        f"“{LEAD} {PAY}”".replace(f"{LEAD} ", "… "),
        "“Each ICB must have a … lead for children”",
        "Yes. “Each ICB must have a board-level executive lead”",
        "Each integrated care board must have someone on it who leads for children with SEND.",
        "Every ICB has to have an executive lead for children and young people up to 25.",
        "Yes, each ICB must have an executive lead at board level [1].",
    ],
)
def test_quotations_support_what_is_quoted_or_told_again(statement: str) -> None:
    assert supports(statement, [LEAD, PAY])


@pytest.mark.parametrize(
    "statement",
    [
        "“Each ICB should have a board-level executive lead”",
        "“Each ICB must have a … nurse”",
        "“lead for children … Each ICB”",
        "“Each ICB must have a lead” and so must trusts",
        "Each ICB must have 2 executive leads for children.",
        "Each ICB must not have an executive lead for children.",
        "Each ICB should have an executive lead for children.",
        "Each ICB must only have an executive lead for children.",
        "Each ICB and Ofsted must have an executive lead for children.",
        "Each ICB must publish accounts quarterly.",
        "The lead is paid by NHS England.",
        "The lead should not be paid under £3,000 by NHS England.",
        "",
        "Yes.",
        "“…”",
    ],
    ids=[
        "quoted wrongly", "part missing", "order", "cut quotation with more", "number", "denial",
        "modal", "limit", "name", "matter", "denial lost", "limit turned", "empty", "yes alone",
        "nothing quoted",
    ],
)  # fmt: skip
def test_quotations_do_not_support_what_is_brought_or_lost(statement: str) -> None:
    assert not supports(statement, [LEAD, PAY])


def test_nothing_supports_nothing() -> None:
    assert not supports(f"“{LEAD}”", [])
    assert not supports("Each ICB must have a lead.", [])


def test_a_statement_may_need_two_quotations_and_each_alone_is_not_enough() -> None:
    both = "Each ICB must have an executive lead, who should not be paid more than £3,000."
    assert supports(both, [LEAD, PAY])
    assert not supports(both, [LEAD])
    assert not supports(both, [PAY])


def test_what_it_cannot_see_who_does_what() -> None:
    answers = "Each ICB answers to NHS England."
    assert supports("NHS England must have an executive lead for children.", [LEAD, answers])
