"""A sample of what ``python -m evals.kill_sweep`` does at length."""

from __future__ import annotations

import pytest

from assistant.settings import Settings
from evals.kill_sweep import sweep


@pytest.mark.slow
def test_a_killed_sync_leaves_an_index_that_answers_and_can_be_synced(
    settings: Settings,
) -> None:
    for path in settings.corpus.iterdir():
        path.unlink()
    met = sweep(settings, times=3, seed=1)
    assert met.failures == []
    assert sum(met.found.values()) == 3
