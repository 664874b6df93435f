"""`guidance eval`, from the cases to a comparison, over a small corpus."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.errors import GuidanceError
from assistant.settings import Settings
from evals.suite import running
from evals.suite.scoring import read_scores, write_scores
from tests.evals.suite.test_running import CASES
from tests.fakes import HashedBagOfWords


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory, small_settings: Settings) -> Path:
    """Return the folder of a run that the commands made, scored and reported."""
    folder = tmp_path_factory.mktemp("eval")
    (folder / "tuning.jsonl").write_text("\n".join(map(json.dumps, CASES)), "utf-8")
    places = ["--corpus", str(small_settings.corpus), "--index", str(small_settings.index)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "load_embeddings", lambda name: HashedBagOfWords())
        cases = ["--cases", str(folder / "tuning.jsonl")]
        guidance("eval", "run", "--out", str(folder / "run"), *cases, *places)
    guidance("eval", "score", str(folder / "run"), *places)
    guidance("eval", "report", str(folder / "run"))
    return folder / "run"


def guidance(*words: str) -> Result:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_a_run_is_answered_scored_and_reported(scored: Path) -> None:
    assert {path.name for path in scored.iterdir()} == {
        "run.json",
        "answers",
        "scores.json",
        "report.html",
        "report.md",
    }
    assert "fully right" in (scored / "report.md").read_text("utf-8")


def test_a_run_compared_with_itself_has_not_moved(scored: Path) -> None:
    assert "hit@1" in guidance("eval", "compare", str(scored), str(scored), "--gate").output


@pytest.fixture
def worse(scored: Path, tmp_path: Path) -> Path:
    """Return scores of a hundred cases that were right and now are wrong, beside those right."""
    scores = read_scores(scored)
    right = next(row for row in scores.default if row.values["hit@1"] == 1.0)
    many = [replace(right, id=f"m{n}") for n in range(100)]
    wrong = [replace(row, values={**row.values, "hit@1": 0.0}) for row in many]
    for name, rows in (("before", many), ("after", wrong)):
        pipelines = {"assistant": tuple(rows)}
        write_scores(replace(scores, pipelines=pipelines), tmp_path / name / "scores.json")
    return tmp_path


def test_the_gate_fails_where_a_headline_figure_regressed(worse: Path) -> None:
    before, after = str(worse / "before"), str(worse / "after")
    with pytest.raises(GuidanceError, match=r"hit@1"):
        guidance("eval", "compare", before, after, "--gate")
    assert "hit@1" in guidance("eval", "compare", before, after).output
    guidance("eval", "compare", after, before, "--gate")


def test_the_gate_fails_where_the_cases_are_others(scored: Path, worse: Path) -> None:
    with pytest.raises(GuidanceError, match="stand in both"):
        guidance("eval", "compare", str(worse / "before"), str(scored), "--gate")
