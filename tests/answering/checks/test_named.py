from __future__ import annotations

import pytest

from assistant.answering.checks.named import fault_in_names
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The Pensions Regulator must agree.", "The trustees must agree."),
        ("The RAP decides the plan.", "The local planning authority decides the plan."),
        (
            "Under the Housing Act the landlord repairs the roof.",
            "Under the Building Act the landlord repairs the roof.",
        ),
        ("The Planning Act applies.", "The Town and Country Planning Act applies."),
        ("The governors approve the budget.", "The headteacher approves the budget."),
        ("The planning officer replies.", "The officer replies."),
        ("The ombudsman replies.", "The council replies."),
    ],
)
def test_a_body_role_or_law_that_the_source_does_not_name_is_found(said: str, source: str) -> None:
    assert fault(fault_in_names, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The LPA decides the plan.", "The local planning authority decides the plan."),
        ("Local planning authorities decide.", "Each local planning authority decides."),
        ("Landlords repair the roof.", "The landlord repairs the roof."),
        ("The Planning Act 2008 applies.", "The Planning Act 2008 applies to harbours."),
    ],
)
def test_a_name_in_another_form_passes(said: str, source: str) -> None:
    assert fault(fault_in_names, said, source) == ""
