from __future__ import annotations

from dataclasses import replace

from assistant.domain import Outcome, Strength
from evals.metrics.claims import facts_stated, forbidden_made, says_missing
from evals.suite.cases import Claim
from evals.suite.records import Noticed, Record, Said
from tests.evals.suite.made import case, need, record

LIST, LONG = "Each library must keep a list.", "The list may be long."
MUST = Claim("a list is kept", (("must keep a list",), ("keeps", "a list")))
LENGTH = Claim("of any length", (("may be long",), ("no limit",)))


def test_one_of_two_facts_stated_is_a_half() -> None:
    asked = case(need(LIST), facts=(MUST, LENGTH))
    assert facts_stated(asked, record(LIST)) == 0.5
    assert facts_stated(asked, record(LIST, LONG)) == 1.0
    assert facts_stated(asked, record("Readers like it.")) == 0.0


def test_the_phrases_of_a_fact_may_stand_in_different_statements() -> None:
    asked = case(need(LIST), facts=(Claim("both", (("each library", "long"),)),))
    assert facts_stated(asked, record(LIST, LONG)) == 1.0
    assert facts_stated(asked, record(LIST)) == 0.0


def test_a_phrase_must_stand_within_one_statement() -> None:
    asked = case(need(LIST), facts=(Claim("none says it", (("keep a list the list",),)),))
    assert facts_stated(asked, record(LIST, LONG)) == 0.0


def test_a_notice_may_state_a_fact() -> None:
    answer = replace(record(LIST), notices=(Noticed("currency", "There is no limit.", (1,)),))
    assert facts_stated(case(need(LIST), facts=(LENGTH,)), answer) == 1.0


def test_a_declined_question_states_no_fact_even_beside_the_closest_place() -> None:
    closest = record(LIST, outcome=Outcome.NOT_IN_DOCUMENTS)
    assert facts_stated(case(need(LIST), facts=(MUST,)), closest) == 0.0


def test_facts_are_not_scored_without_any_or_without_cover_or_answer() -> None:
    assert facts_stated(case(need(LIST)), record(LIST)) is None
    assert facts_stated(case(facts=(MUST,)), record(LIST)) is None
    asked = case(need(LIST), facts=(MUST,))
    assert facts_stated(asked, record(outcome=None, retrieved=[LIST])) is None


def test_what_is_forbidden_counts_only_within_a_single_statement() -> None:
    both = case(need(LIST), forbidden=(Claim("all long", (("each library", "long"),)),))
    assert forbidden_made(both, record(LIST, LONG)) == 0.0
    assert forbidden_made(both, record(f"{LIST} {LONG}")) == 1.0


def test_one_forbidden_statement_among_right_ones_is_enough() -> None:
    asked = case(need(LIST), forbidden=(Claim("invented", (("seven lists",),)), LENGTH))
    assert forbidden_made(asked, record(LIST, LONG)) == 1.0
    assert forbidden_made(asked, record(LIST)) == 0.0
    assert forbidden_made(asked, record(outcome=Outcome.NOT_IN_DOCUMENTS)) == 0.0


def test_nothing_forbidden_or_no_answer_is_not_scored() -> None:
    assert forbidden_made(case(need(LIST)), record(LIST)) is None
    asked = case(need(LIST), forbidden=(LENGTH,))
    assert forbidden_made(asked, record(outcome=None, retrieved=[LONG])) is None


OPEN = case(need(LIST), missing=(Claim("who pays", (("pays",), ("cost",))),))


def partly(answer: str, **others: object) -> Record:
    return record(LIST, outcome=Outcome.PARTLY_ANSWERED, answer=answer, **others)


def test_a_partial_answer_names_what_is_missing_in_its_own_words() -> None:
    assert says_missing(OPEN, partly(f"“{LIST}” [1]\n\nThey do not say who pays.")) == 1.0
    assert says_missing(OPEN, partly(f"“{LIST}” [1]")) == 0.0


def test_every_missing_part_must_be_named() -> None:
    two = replace(OPEN, missing=(*OPEN.missing, Claim("when", (("by when",),))))
    assert says_missing(two, partly("Not said: who pays.")) == 0.0
    assert says_missing(two, partly("Not said: who pays, and by when.")) == 1.0


def test_the_words_of_statements_and_what_leads_them_in_name_nothing_missing() -> None:
    statements = (Said("The cost is small.\n• “who pays”", (1,), Strength.NONE),)
    text = "Council (who pays what):\nThe cost is small. [1]\n• “who pays”\n\nThat is all."
    assert says_missing(OPEN, partly(text, statements=statements)) == 0.0
    assert says_missing(OPEN, partly(f"{text} Not the cost.", statements=statements)) == 1.0


def test_a_notice_may_name_what_is_missing() -> None:
    notices = (Noticed("incomplete", "Who pays is not said.", (1,)),)
    assert says_missing(OPEN, partly("…", notices=notices)) == 1.0


def test_only_a_partial_answer_says_that_a_part_is_missing() -> None:
    text = "They do not say who pays."
    assert says_missing(OPEN, record(LIST, answer=text)) == 0.0
    assert says_missing(OPEN, record(outcome=Outcome.NOT_IN_DOCUMENTS, answer=text)) == 0.0


def test_nothing_missing_or_no_answer_is_not_scored() -> None:
    assert says_missing(case(need(LIST)), partly("They do not say who pays.")) is None
    assert says_missing(OPEN, record(outcome=None, retrieved=[LIST])) is None
