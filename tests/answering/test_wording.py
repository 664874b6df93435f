from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from assistant.answering import wording
from assistant.answering.wording import ANSWERS, WORDING, assembled, say, written
from assistant.domain import Outcome, Reader, Segment, Statement, Strength
from assistant.pipeline import Assistant
from tests import small_corpus

PACKAGE = Path(wording.__file__).parents[1]
# Outcomes whose text is what was found; the others have fixed wording of their own.
QUOTING = {Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}
TWO = (
    Statement("“One.”", (1,), Strength.NONE),
    Statement("“Lead:”\n• “two”", (2, 3), Strength.LISTED),
)


def named_in_code() -> Iterator[str]:
    """Every string that the package's code holds, but for the table of wording itself."""
    for path in PACKAGE.rglob("*.py"):
        if path == Path(wording.__file__):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def made_by_rule() -> Iterator[str]:
    """The keys that are made of an outcome, a reader or a strength."""
    introduced = [f"said.{reader.value}" for reader in Reader]
    yield from introduced
    yield from (
        f"{answer}.{key}" for answer in ANSWERS for key in WORDING if key.startswith("said.")
    )
    yield from ("unclear.next",)
    yield from (f"firm.{strength.value}" for strength in Strength)
    yield from chain.from_iterable((o.value, f"{o.value}.next") for o in Outcome)


def test_every_key_is_used() -> None:
    assert set(WORDING) - set(named_in_code()) - set(made_by_rule()) == set()


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in QUOTING])
def test_every_outcome_that_does_not_quote_has_wording(outcome: Outcome) -> None:
    assert WORDING[outcome.value].endswith(".")


@pytest.mark.parametrize("strength", list(Strength))
def test_every_strength_can_be_told_to_a_plain_reader(strength: Strength) -> None:
    assert "[4]" in say(f"firm.{strength.value}", (("n", "4"),))


@pytest.mark.parametrize("reader", list(Reader))
def test_every_reader_is_told_whose_words_are_quoted(reader: Reader) -> None:
    values = [(name, f"<{name}>") for name in ("voice", "authority", "title", "locator")]
    said = say(f"said.{reader.value}", [*values, ("strength", "must")])
    assert "<voice>" in said
    assert "<authority>" in said


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    assert say("suggestion", (("heading", "{n} {0}"),)).endswith("“{n} {0}”?")


def test_a_statement_carries_its_marks_on_its_first_line() -> None:
    assert written(Segment(1), TWO) == "“Lead:” [2][3]\n• “two”"


def test_wording_stands_on_a_line_before_its_statement() -> None:
    assert written(Segment(0, "closest"), TWO) == "The closest they come:\n“One.” [1]"


def test_segments_are_parted_by_a_blank_line() -> None:
    assert assembled((Segment(0), Segment(wording="closest")), TWO) == (
        "“One.” [1]\n\nThe closest they come:"
    )


@pytest.mark.parametrize("reader", list(Reader))
@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        (small_corpus.ANSWERED, Outcome.ANSWERED),
        (small_corpus.SILENT, Outcome.NOT_IN_DOCUMENTS),
        (small_corpus.ELSEWHERE, Outcome.OUT_OF_SCOPE),
        (small_corpus.URGENT, Outcome.URGENT_HELP),
    ],
)
def test_an_answer_is_nothing_but_its_statements_and_fixed_wording(
    small: Assistant, question: str, outcome: Outcome, reader: Reader
) -> None:
    answer = small.ask(question, reader=reader)
    assert answer.outcome is outcome
    rebuilt = []
    for segment in answer.segments:
        lines = []
        if segment.wording:
            lines.append(WORDING[segment.wording].format(**dict(segment.values)))
        if segment.statement is not None:
            statement = answer.statements[segment.statement]
            marks = "".join(f"[{n}]" for n in statement.citations)
            first, *rest = statement.text.split("\n")
            lines += [f"{first} {marks}", *rest]
        rebuilt.append("\n".join(lines))
    assert answer.answer == "\n\n".join(rebuilt)
