from __future__ import annotations

from dataclasses import replace

import pytest

from evals.suite.cases import Case, Claim, Quoted
from evals.suite.corpus import Corpus
from evals.suite.validating import faults, repeated
from tests.evals.suite.made import CORPUS, case, need

LIST = "Each library must keep a list."
SOUND = case(need(LIST), facts=(Claim("a list", (("keep a list",),)),))


def test_a_sound_case_has_no_fault() -> None:
    assert list(faults(SOUND, CORPUS)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (replace(SOUND, evidence=((Quoted("one", "Each library may keep"),),)), "does not have"),
        (replace(SOUND, evidence=((Quoted("two", LIST),),)), "does not have"),
        (replace(SOUND, evidence=()), "without evidence"),
        (replace(SOUND, covered=False), "not covered"),
        (replace(SOUND, evidence=((), *SOUND.evidence)), "no alternative"),
        (replace(SOUND, type="list"), "does not say which"),
        (replace(SOUND, type="follow_up"), "follows nothing"),
        (replace(SOUND, type="partly_covered"), "missing"),
        (replace(SOUND, facts=(Claim("a map", (("a map",),)),)), "cannot be seen"),
        (replace(SOUND, forbidden=(Claim("a list", (("a list",),)),)), "forbidden"),
        (replace(SOUND, forbidden=(Claim("nothing", ((),)),)), "without words"),
        (replace(SOUND, items=(Quoted("one", "no such item"),)), "does not have"),
    ],
)
def test_each_fault_is_found(broken: Case, fault: str) -> None:
    assert any(fault in found for found in faults(broken, CORPUS))


def test_a_short_quotation_that_stands_twice_names_no_place() -> None:
    corpus = Corpus({"one": "the hall and the hall"})
    short = replace(SOUND, evidence=((Quoted("one", "the hall"),),), facts=())
    assert any("more than once" in found for found in faults(short, corpus))


def test_the_same_question_is_found_whatever_its_case_and_points() -> None:
    one, other = (
        replace(SOUND, question="Who leads?"),
        replace(SOUND, id="c2", question="who LEADS"),
    )
    assert repeated([one, other]) == [("c1", "c2")]
    assert repeated([one, replace(other, question="Who follows?")]) == []
