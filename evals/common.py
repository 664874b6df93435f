"""What the evaluations share: cases, the evidence that they name, and the conditions of a run."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from assistant.domain import Document, Message, Reader, Span

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases"
SPLITS = ("tuning", "heldout")


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what answers it: needs, each a choice of places that satisfy it."""

    id: str
    reader: Reader
    type: str
    question: str
    history: tuple[Message, ...]
    covered: bool
    evidence: tuple[tuple[tuple[str, str], ...], ...]
    """For each need, alternatives of document id and exact quotation."""


def read_cases(split: str) -> list[Case]:
    """Return the cases of a split in the order of its file."""
    lines = (CASES / f"{split}.jsonl").read_text("utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(data: Mapping[str, object]) -> Case:
    history = data.get("history") or []
    needs = data["evidence"]
    assert isinstance(history, list) and isinstance(needs, list)
    return Case(
        id=str(data["id"]),
        reader=Reader(str(data["reader"])),
        type=str(data["type"]),
        question=str(data["question"]),
        history=tuple(Message(turn["role"], turn["content"]) for turn in history),
        covered=bool(data["covered"]),
        evidence=tuple(tuple((alt["doc_id"], alt["quote"]) for alt in need) for need in needs),
    )


def places_of(quote: str, text: str) -> list[Span]:
    """Return every place where a quotation stands in a text."""
    places, start = [], text.find(quote)
    while start >= 0:
        places.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return places


def satisfies(
    need: Sequence[tuple[str, str]],
    doc_id: str,
    spans: Sequence[Span],
    documents: Mapping[str, Document],
) -> bool:
    """Say whether words at ``spans`` of a document touch a place that satisfies ``need``."""
    return any(
        place.start < span.end and span.start < place.end
        for alternative, quote in need
        if alternative == doc_id
        for place in places_of(quote, documents[doc_id].text)
        for span in spans
    )


def conditions(*packages: str) -> str:
    """Return the machine, the versions and the state of the code and corpus, a line each."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = " with uncommitted changes" if _git("status", "--porcelain") else ""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "corpus").iterdir()):
        digest.update(path.read_bytes())
    lines = [
        f"machine: {platform.machine()}, {os.cpu_count()} cores",
        f"Python {platform.python_version()}",
        f"code: {commit}{changed}; corpus: {digest.hexdigest()[:12]}",
        "versions: " + ", ".join(f"{name} {version(name)}" for name in packages),
    ]
    return "\n".join(lines)


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or ("unknown" if arguments[0] == "rev-parse" else "")
