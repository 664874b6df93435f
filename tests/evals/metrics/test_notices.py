from __future__ import annotations

from dataclasses import replace

from assistant.domain import Outcome
from evals.metrics.notices import notices_shown, standing_shown
from evals.suite.records import Noticed
from tests.evals.suite.made import case, need, record

LIST, LONG = "Each library must keep a list.", "The list may be long."
HALL = "Nobody should run in the hall."


def with_notices(*notices: tuple[str, tuple[int, ...]], quotes: tuple[str, ...] = (LIST, HALL)):
    return replace(record(*quotes), notices=tuple(Noticed(kind, "…", ns) for kind, ns in notices))


def test_one_of_two_kinds_due_is_a_half() -> None:
    asked = case(need(LIST), notices=("conflict", "proposal"))
    assert notices_shown(asked, with_notices(("conflict", (1, 2)), ("currency", (1,)))) == 0.5
    assert notices_shown(asked, with_notices()) == 0.0
    assert notices_shown(asked, record(outcome=Outcome.NOT_IN_DOCUMENTS)) == 0.0


def test_a_kind_due_twice_counts_once() -> None:
    asked = case(need(LIST), notices=("voice", "voice"))
    assert notices_shown(asked, with_notices(("voice", (1,)))) == 1.0


def test_no_notice_due_or_no_answer_is_not_scored() -> None:
    assert notices_shown(case(need(LIST)), with_notices(("voice", (1,)))) is None
    asked = case(need(LIST), notices=("voice",))
    assert notices_shown(asked, record(outcome=None, retrieved=[LIST])) is None


def test_standing_is_told_of_the_document_whose_citation_a_notice_names() -> None:
    assert standing_shown(with_notices(("currency", (1,)))) == 0.5
    assert standing_shown(with_notices(("currency", (1,)), ("proposal", (2,)))) == 1.0
    assert standing_shown(with_notices(("voice", (1, 2)))) == 1.0


def test_once_for_a_document_is_enough() -> None:
    assert standing_shown(with_notices(("currency", (1,)), quotes=(LIST, LONG))) == 1.0


def test_other_notices_and_citations_that_are_not_there_tell_no_standing() -> None:
    assert standing_shown(with_notices(("incomplete", (1, 2)), ("currency", (9,)))) == 0.0


def test_standing_is_not_scored_where_nothing_is_cited() -> None:
    assert standing_shown(record()) is None
    assert standing_shown(record(outcome=None, retrieved=[LIST])) is None
    # A document that only a notice cites is not told to a reader as an answer.
    noticed = replace(with_notices(("conflict", (2,))), statements=())
    assert standing_shown(noticed) is None
