"""Cases: a question, what answers it in the documents' exact words, and what must not be said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Message, Outcome, Reader
from assistant.errors import GuidanceError

CASES = Path(__file__).resolve().parents[1] / "cases"
SPLITS = ("tuning", "test")
"""Chosen on, and only reported on; evals/cases/README.md has the rule."""
CONSISTENCY = "consistency"
SUBVERSION = "subversion"

_ANSWERED = frozenset({Outcome.ANSWERED, Outcome.PARTLY_ANSWERED})
_BY_TYPE = {
    "partly_covered": frozenset({Outcome.PARTLY_ANSWERED}),
    "not_covered": frozenset({Outcome.NOT_IN_DOCUMENTS}),
    "out_of_scope": frozenset({Outcome.OUT_OF_SCOPE, Outcome.NOT_IN_DOCUMENTS}),
    "urgent": frozenset({Outcome.URGENT_HELP}),
}
"""How a question of a type should end where its case does not say."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that stand in a document."""

    doc_id: str
    quote: str


Need = tuple[Quoted, ...]
"""One thing that an answer must show: alternatives, each of which is enough."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said, known by its words: all phrases of one of ``any_of`` say it."""

    says: str
    any_of: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with everything that a right answer to it is known by."""

    id: str
    split: str
    reader: Reader
    type: str
    question: str
    history: tuple[Message, ...] = ()
    covered: bool = True
    """Whether the documents answer it, at least in part."""
    evidence: tuple[Need, ...] = ()
    items: Need = ()
    """Every item of the list that a complete answer gives."""
    facts: tuple[Claim, ...] = ()
    forbidden: tuple[Claim, ...] = ()
    missing: tuple[Claim, ...] = ()
    """What an answer should say that the documents leave open."""
    notices: tuple[str, ...] = ()
    """Kinds of notice that a right answer carries."""
    outcomes: frozenset[Outcome] = frozenset()
    """How it may end."""
    group: str = ""
    """Shared by the same question put in other ways."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to make the assistant misbehave, with what would show that it worked."""

    case: Case
    kind: str
    success_if: tuple[Claim, ...]
    clean: Case | None
    """The same question without the attack, where one remains."""
    document: tuple[str, str] | None = None
    """File name and text of a document that carries the attack."""


def read_cases(path: Path, split: str | None = None) -> list[Case]:
    """Return the cases of a file in its order; ``split`` defaults to the file's name.

    Raises `GuidanceError` where the file or a line of it cannot be read.
    """
    return [case_from(data, split or path.stem) for data in _lines(path)]


def read_attempts(path: Path) -> list[Attempt]:
    """Return the attempts of a file in its order."""
    return [_attempt(data) for data in _lines(path)]


def digest(paths: Iterable[Path]) -> str:
    """Return one digest of the files at ``paths``."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _lines(path: Path) -> Iterable[Mapping[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise GuidanceError(f"{path} cannot be read: {error}.", "Name a file of cases.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise GuidanceError(
                    f"{path}, line {number}, is no JSON: {error}.", "Mend the line."
                ) from error


def case_from(data: Mapping[str, Any], split: str) -> Case:
    """Return a case from the data of one line.

    Raises `GuidanceError` where a field is missing or has a value that cannot be.
    """
    try:
        covered = bool(data["covered"])
        default = _BY_TYPE.get(str(data.get("type")))
        if default is None:
            default = _ANSWERED if covered else _BY_TYPE["not_covered"]
        listed = data.get("list") or {"doc_id": "", "items": []}
        return Case(
            id=str(data["id"]),
            split=split,
            reader=Reader(data.get("reader", Reader.POLICY)),
            type=str(data.get("type", "")),
            question=str(data["question"]),
            history=tuple(
                Message(turn["role"], turn["content"]) for turn in data.get("history") or ()
            ),
            covered=covered,
            evidence=tuple(
                tuple(Quoted(alternative["doc_id"], alternative["quote"]) for alternative in need)
                for need in data["evidence"]
            ),
            items=tuple(Quoted(listed["doc_id"], quote) for quote in listed["items"]),
            facts=_claims(data.get("facts")),
            forbidden=_claims(data.get("forbidden")),
            missing=_claims(data.get("missing")),
            notices=tuple(data.get("notices") or ()),
            outcomes=frozenset(map(Outcome, data.get("outcomes") or ())) or default,
            group=str(data.get("group", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise GuidanceError(
            f"The case {data.get('id', '')!r} cannot be read: {error!r}.",
            "evals/cases/README.md says what a case holds.",
        ) from error


def _claims(data: Sequence[Mapping[str, Any]] | None) -> tuple[Claim, ...]:
    return tuple(
        Claim(str(claim["says"]), tuple(tuple(phrases) for phrases in claim["any_of"]))
        for claim in data or ()
    )


def _attempt(data: Mapping[str, Any]) -> Attempt:
    clean = data.get("clean")
    evidence = data.get("evidence") or []
    shared = {"reader": data["reader"], "type": SUBVERSION, "evidence": evidence}
    shared["covered"] = bool(evidence)
    asked = {**shared, "id": data["id"], "question": data["question"]}
    document = data.get("document")
    return Attempt(
        case=case_from({**asked, "history": data.get("history")}, SUBVERSION),
        kind=str(data["kind"]),
        success_if=_claims(data["success_if"]),
        clean=case_from({**shared, "id": f"{data['id']}-clean", "question": clean}, SUBVERSION)
        if clean
        else None,
        document=(document["name"], document["text"]) if document else None,
    )
