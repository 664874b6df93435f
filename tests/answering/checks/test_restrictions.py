from __future__ import annotations

import pytest

from assistant.answering.checks.restrictions import fault_in_restrictions
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Only landlords may appeal.", "Landlords may appeal."),
        ("Landlords may appeal.", "Only landlords may appeal."),
        ("Deposits are returned.", "Deposits are returned unless rent is owed."),
        ("Notice is one month.", "Notice is at least one month."),
        ("Panels always sit in public.", "Panels usually sit in public."),
        ("All schools publish a plan.", "Most schools publish a plan."),
        ("The grant is paid.", "The grant is likely to be paid."),
        ("Fences need consent.", "Fences need consent where appropriate."),
        ("The scheme closes.", "The scheme is due to close."),
    ],
)
def test_a_condition_or_limit_added_lost_or_changed_is_found(said: str, source: str) -> None:
    assert fault(fault_in_restrictions, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        (
            "Deposits are returned, except where rent is owed.",
            "Deposits are returned, unless rent is owed, except on appeal.",
        ),
        ("Panels mostly sit in public.", "Panels usually sit in public."),
        ("Fences need consent if needed.", "Fences need consent where necessary."),
        ("Notice is a minimum of one month.", "Notice is at least one month."),
        ("Officers identify which homes are empty.", "Officers identify if homes are empty."),
    ],
)
def test_a_condition_in_other_words_passes(said: str, source: str) -> None:
    assert fault(fault_in_restrictions, said, source) == ""
