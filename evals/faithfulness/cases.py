"""Statements with what they rest on: honest ones, and altered ones by the way they are altered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.checks import Source
from assistant.errors import GuidanceError
from evals.faithfulness.evidence import Evidence

KINDS = (
    "number",
    "body",
    "role",
    "law",
    "strength_raised",
    "strength_lowered",
    "negation",
    "restriction",
    "list",
    "who_to_whom",
    "standing",
    "beyond",
)
"""The ways in which a statement is altered."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A statement that its evidence does not bear out, and the way it was altered."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """An honest statement, what it rests on, and what was made of it."""

    id: str
    sources: tuple[Source, ...]
    honest: str
    altered: tuple[Altered, ...]


def read_told(path: Path, evidence: Evidence) -> tuple[Told, ...]:
    """Return the statements of a file, a JSON object a line.

    Raises `GuidanceError` for a line that cannot be read, and for evidence that no document has.
    """
    lines = path.read_text("utf-8").splitlines()
    return tuple(
        _told(line, f"{path}, line {n}", evidence) for n, line in enumerate(lines, 1) if line
    )


def _told(line: str, place: str, evidence: Evidence) -> Told:
    try:
        raw = json.loads(line)
        altered = tuple(Altered(one["kind"], one["text"]) for one in raw["altered"])
        quoted: Sequence[tuple[str, str]] = [(e["doc_id"], e["quote"]) for e in raw["evidence"]]
        name, honest = raw["id"], raw["honest"]
    except (ValueError, KeyError, TypeError) as error:
        raise GuidanceError(
            f"{place} is not a statement with its evidence: {error}.",
            "Write it as evals/cases/README.md says.",
        ) from error
    unknown = sorted({one.kind for one in altered} - set(KINDS))
    if unknown:
        raise GuidanceError(f"{place} names the kind “{unknown[0]}”.", f"Use {', '.join(KINDS)}.")
    sources = []
    for doc_id, quote in quoted:
        source = evidence.source(doc_id, quote)
        if source is None:
            raise GuidanceError(
                f"{place} quotes what {doc_id} does not say: “{quote[:60]}”.",
                "Copy the words from the document.",
            )
        sources.append(source)
    return Told(name, tuple(sources), honest, altered)
