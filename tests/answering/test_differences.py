"""When a known difference is raised, and what becomes of quotations that no longer stand."""

from __future__ import annotations

import pytest

from assistant.answering.differences import Difference, Side, conflicts, misplaced
from assistant.domain import Query, Question
from assistant.pipeline import Assistant

MUST = Side(document="leads", quote="Minutes should be kept for six years.")
SIDES = (
    Side(document="leads", quote="Board meetings must be held in public."),
    Side(document="leaflet", quote="A grower may bring a friend to any meeting."),
)
ABOUT = "who may come to a meeting"


def raised(small: Assistant, asked: str, difference: Difference) -> bool:
    answer = small.ask("Should minutes be kept for six years?")
    cited = [citation for citation in answer.citations if citation.quote == MUST.quote]
    assert cited
    query = Query(Question(asked), asked, asked)
    return bool(list(conflicts([difference], query, cited, small.index)))


def difference(**fields: tuple[str, ...] | tuple[Side, ...]) -> Difference:
    return Difference.model_validate(
        {"about": ABOUT, "rely_on": "the guidance", "says": SIDES, **fields}
    )


@pytest.mark.parametrize(
    ("fields", "asked", "expected"),
    [
        ({}, "Who may come?", False),
        ({"touches": (MUST,)}, "Who may come?", True),
        ({"touches": (MUST,), "only_if_asked": ("come",)}, "Who may come?", True),
        ({"touches": (MUST,), "only_if_asked": ("pension",)}, "Who may come?", False),
        ({"asked": ("meeting friend",)}, "May a friend come to meetings?", True),
        ({"asked": ("meeting friend",)}, "May a friend come to the harvest?", False),
        ({"asked": ("gb",)}, "What do GBs do?", True),
        ({"asked": ("gb",)}, "What do GBPs do?", False),
        ({"asked": ("enrol",)}, "When does enrolment begin?", True),
        ({"asked": ("enrol",)}, "What is on the payroll?", False),
        ({"asked": ("lessee's",)}, "What are the lessee’s duties?", True),
    ],
)
def test_a_difference_is_raised_where_an_answer_touches_it(
    small: Assistant, fields: dict[str, tuple[str, ...]], asked: str, expected: bool
) -> None:
    assert raised(small, asked, difference(**fields)) is expected


@pytest.mark.parametrize(
    ("side", "reason"),
    [
        (Side(document="leads", quote="Words that stand nowhere."), "do not stand"),
        (Side(document="leads", quote="board"), "times"),
        (Side(document="gone", quote="board"), "no document “gone”"),
        (Side(document="leaflet", quote="For growers"), "in no passage"),
    ],
)
def test_a_quotation_that_does_not_stand_is_named_with_the_reason(
    small: Assistant, side: Side, reason: str
) -> None:
    (wrong,) = misplaced([difference(touches=(side,))], small.index)
    assert wrong.side == side
    assert reason in wrong.reason


def test_quotations_that_stand_are_not_named(small: Assistant) -> None:
    assert misplaced([difference()], small.index) == ()


def test_a_difference_with_a_side_that_does_not_stand_is_left_out(small: Assistant) -> None:
    gone = Side(document="leads", quote="Words that stand nowhere.")
    assert not raised(small, "Who may come?", difference(says=(*SIDES, gone), asked=("come",)))
