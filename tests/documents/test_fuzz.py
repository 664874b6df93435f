"""Damaged files end as passages or are refused; they never crash, hang or take others along."""

from __future__ import annotations

from evals.fuzz import Outcome, read_damaged, run, sync_beside
from evals.mutations import mutated, seeds

FILES = range(7_000_000, 7_000_150)


def test_a_number_makes_the_same_damaged_file_every_time():
    assert [mutated(seed).raw for seed in FILES[:20]] == [mutated(seed).raw for seed in FILES[:20]]


def test_damage_is_done_to_every_format():
    assert {mutated(seed).format for seed in FILES} == set(seeds())


def test_a_damaged_file_ends_as_passages_or_is_refused():
    outcomes = list(run(read_damaged, FILES, workers=2))
    assert [outcome for outcome in outcomes if outcome.failed] == []
    assert len(outcomes) == len(FILES)


def test_a_damaged_file_takes_no_neighbour_along():
    assert not sync_beside(FILES[0]).failed


# --- the harness itself ------------------------------------------------------------------------


def _ends_itself(seed: int) -> Outcome:
    raise SystemExit(seed)


def _never_ends(seed: int) -> Outcome:
    while True:
        seed += 1


def test_a_process_that_ends_is_told_as_a_crash_and_the_next_file_is_read():
    assert [o.ended for o in run(_ends_itself, FILES[:2], workers=1)] == ["crash", "crash"]


def test_a_process_that_does_not_end_is_told_as_a_hang():
    assert [o.ended for o in run(_never_ends, FILES[:1], workers=1, seconds=0.2)] == ["hang"]
