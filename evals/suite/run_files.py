"""A run on disk: what was asked, what was answered, and under which conditions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import GuidanceError
from assistant.index import Index
from assistant.retrieval.understand import plain
from assistant.settings import Settings
from evals.common import ROOT
from evals.suite.cases import SUBVERSION, Attempt, Case, read_attempts, read_cases
from evals.suite.corpus import Corpus
from evals.suite.records import Record, record_of
from evals.suite.running import FORMAT


@dataclass(frozen=True, slots=True)
class Run:
    """A run read back."""

    about: Mapping[str, Any]
    """What `run.json` says."""
    cases: tuple[Case, ...]
    attempts: tuple[Attempt, ...]
    records: Mapping[str, Mapping[str, Record]]
    """For each pipeline, the record of each case."""
    tried: Mapping[str, Record]
    """The record of each attempt and each clean question."""
    again: Mapping[str, Record]
    """The records of the cases that were asked a second time."""


def read_run(folder: Path) -> Run:
    """Return the run in ``folder``; a case whose question has changed since is left out.

    Raises `GuidanceError` where there is none that can be read.
    """
    try:
        about = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GuidanceError(
            f"There is no run in {folder}.", "Make one with `guidance eval run --out`."
        ) from error
    if about.get("format") != FORMAT:
        raise GuidanceError(f"The run in {folder} has another format.", "Make it again.")
    files = [ROOT / file for file in about["cases"]]
    cases = [case for file in files if file.stem != SUBVERSION for case in read_cases(file)]
    attempts = [one for file in files if file.stem == SUBVERSION for one in read_attempts(file)]
    answers = folder / "answers"
    asked = {case.id: case.question for case in cases}
    for attempt in attempts:
        asked[attempt.case.id] = attempt.case.question
        if attempt.clean:
            asked[attempt.clean.id] = attempt.clean.question
    tried = answers / f"{SUBVERSION}.jsonl"
    return Run(
        about=about,
        cases=tuple(cases),
        attempts=tuple(attempts),
        records={
            name: _records(answers / file, asked) for name, file in about["pipelines"].items()
        },
        tried=_records(tried, asked) if tried.exists() else {},
        again=_records(answers / "again.jsonl", asked),
    )


def texts_of(run: Run, settings: Settings) -> Corpus:
    """Return the documents that a run was made from.

    Raises `GuidanceError` where those that the settings name are others.
    """
    index = Index.open(settings)
    found = {entry.doc_id: entry.sha256 for entry in index.manifest.documents}
    if found != run.about["documents"]:
        raise GuidanceError(
            "The documents are not those that the run was made from.",
            "Name them with --corpus and --index, or make the run again.",
        )
    return Corpus({doc_id: document.text for doc_id, document in index.documents.items()})


def _records(path: Path, asked: Mapping[str, str]) -> dict[str, Record]:
    records = {}
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        question = (data.get("answer") or data)["question"]
        if plain(question) == plain(asked.get(data["id"], "")):
            records[data["id"]] = record_of(data)
    return records
