from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Outcome, Span, Strength
from evals.metrics.exactness import (
    _letters,
    citing_nothing,
    faults,
    misplaced,
    shown_elsewhere,
    uncited,
)
from evals.suite.corpus import Corpus
from evals.suite.records import Cited, Record, Said

TEXT = "Boards **must**[3] meet.\nThey may co-opt <b>two</b> members."
CORPUS = Corpus({"d": TEXT})


def cited(
    quote: str, *spans: tuple[int, int], shown: str | None = None, doc_id: str = "d"
) -> Cited:
    places = tuple(Span(*span) for span in spans)
    return Cited(1, doc_id, places, quote, quote if shown is None else shown, "guidance", None)


def record(*citations: Cited, statements: tuple[Said, ...] = ()) -> Record:
    return Record(
        "c1", (), Outcome.ANSWERED, statements=statements,
        citations=tuple(replace(c, n=n) for n, c in enumerate(citations, start=1)),
    )  # fmt: skip


def test_words_at_their_place_are_no_fault() -> None:
    one = cited("Boards **must**[3] meet.", (0, 24), shown="Boards must meet.")
    two = cited("Boards They may", (0, 6), (25, 33), shown="Boards they may".replace("t", "T", 1))
    assert misplaced(record(one, two), CORPUS) == 0.0
    assert shown_elsewhere(record(one, two), CORPUS) == 0.0
    assert faults(record(one, two), CORPUS) == 0.0


@pytest.mark.parametrize(
    "wrong",
    [
        cited("Boards", (1, 7)),
        cited("boards", (0, 6)),
        cited("Boards  They may", (0, 6), (25, 33)),
        cited("They may Boards", (0, 6), (25, 33)),
        cited("Boards"),
        cited("Boards", (0, 6), doc_id="another"),
        cited("members.", (-8, len(TEXT))),
        cited("", (3, 3)),
        cited(TEXT, (0, len(TEXT) + 1)),
    ],
    ids=[
        "shifted", "another letter", "two spaces", "order", "no place", "no document", "negative",
        "empty", "past the end",
    ],
)  # fmt: skip
def test_a_quotation_that_is_not_its_place_to_the_letter_is_misplaced(wrong: Cited) -> None:
    right = cited("Boards", (0, 6))
    assert misplaced(record(right, wrong), CORPUS) == 1.0
    assert faults(record(right, wrong), CORPUS) >= 1.0


@pytest.mark.parametrize("shown", ["Boards should meet.", "Boards must meet. They may", "", " — "])
def test_what_is_shown_and_does_not_stand_there_is_a_fault(shown: str) -> None:
    wrong = cited("Boards **must**[3] meet.", (0, 24), shown=shown)
    assert misplaced(record(wrong), CORPUS) == 0.0
    assert shown_elsewhere(record(wrong), CORPUS) == 1.0
    assert faults(record(wrong), CORPUS) == 1.0


def test_mark_up_and_calls_of_notes_need_not_be_shown_but_words_between_must() -> None:
    whole = cited(TEXT, (0, len(TEXT)), shown="Boards must meet. They may co-opt two members.")
    assert shown_elsewhere(record(whole), CORPUS) == 0.0
    gap = cited(TEXT, (0, len(TEXT)), shown="Boards must meet. They may co-opt members.")
    assert shown_elsewhere(record(gap), CORPUS) == 1.0


def test_statements_that_cite_nothing_or_what_is_not_there_are_counted() -> None:
    statements = (
        Said("“Boards”", (1,), Strength.NONE),
        Said("Boards meet.", (), Strength.NONE),
        Said("Boards meet.", (1, 2), Strength.NONE),
        Said("Boards meet.", (7,), Strength.NONE),
    )
    answer = record(cited("Boards", (0, 6)), statements=statements)
    assert uncited(answer) == 1.0
    assert citing_nothing(answer) == 2.0
    assert faults(answer, CORPUS) == 3.0


def test_an_answer_without_statements_has_no_faults_and_no_answer_is_not_scored() -> None:
    assert faults(record(), CORPUS) == 0.0
    finds = Record("c1", ())
    assert faults(finds, CORPUS) is None
    assert misplaced(finds, CORPUS) is None
    assert shown_elsewhere(finds, CORPUS) is None
    assert uncited(finds) is None
    assert citing_nothing(finds) is None


def test_mark_up_with_attributes_is_no_words_and_an_address_in_brackets_is() -> None:
    assert _letters('<ul style="a: b">one</ul> <https://two.example>') == "onehttpstwoexample"
