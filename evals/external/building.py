"""Documents and questions of any origin to a corpus and its cases, each quotation proven.

The documents are written and then read back as a sync would read them: evidence counts only where
it stands in the canonical text that answers are scored against. A question whose evidence does not
is left out, and the reason counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.documents import Skipped, find_files, load
from assistant.documents.catalogue import FILENAME, Entry, read_catalogue, with_entries
from assistant.documents.extracted import Limits
from assistant.domain import Reader
from assistant.errors import CorpusError, GuidanceError
from assistant.settings import Settings
from evals.suite.cases import case_from

CORPUS = "corpus"
CASES = "cases.jsonl"
SPLIT = "external"

LONGEST_ID = 90
"""Characters of a document's id: the catalogue takes 100, and a number may follow."""

# Between two words a document may have what its notation sets there: line breaks and emphasis.
_BETWEEN = r"[\s*_\\]+"
_Model = TypeVar("_Model", bound=BaseModel)


class LeftOut(StrEnum):
    """Why a question became no case."""

    NO_QUESTION = "the question is blank"
    TOO_LONG = "the question is longer than the assistant takes"
    NO_EVIDENCE = "it is said to be answered, and names no evidence"
    NO_DOCUMENT = "the document that it names is not there or cannot be read"
    NOT_FOUND = "its evidence does not stand in the document"


@dataclass(frozen=True, slots=True)
class About:
    """What a catalogue entry says of every document of a set."""

    publisher: str
    authority: str
    standing: str
    rights: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be written into the corpus."""

    key: str
    """What the questions call it."""
    filename: str
    content: bytes
    title: str
    about: About
    address: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Evidence for an answer: alternatives, each of which is enough, in one document or any."""

    any_of: tuple[str, ...]
    document: str | None = None
    """The key of the paper; none where the set does not say."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a set has it."""

    id: str
    question: str
    reader: Reader
    type: str
    covered: bool
    evidence: tuple[Wanted, ...]
    facts: tuple[str, ...] = ()
    """Answers in the words of the document."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was written, and what was left out with the reason."""

    documents: int
    unread: tuple[Skipped, ...]
    cases: int
    not_covered: int
    """How many of the cases the documents are said not to answer."""
    left_out: Mapping[LeftOut, int]


def build(
    papers: Iterable[Paper],
    questions: Iterable[Asked],
    out: Path,
    *,
    limit: int | None = None,
    catalogue: str = "",
) -> Built:
    """Write ``out``/corpus and ``out``/cases.jsonl; the first ``limit`` questions, or all.

    ``catalogue`` is one that came with the documents; what it does not name is added to it. Raises
    `GuidanceError` where there is something in ``out`` already or no document can be read.
    """
    corpus = out / CORPUS
    if corpus.exists() or (out / CASES).exists():
        raise GuidanceError(f"{out} holds a corpus or cases already.", "Name a new folder.")
    corpus.mkdir(parents=True)
    if catalogue:
        (corpus / FILENAME).write_text(catalogue, encoding="utf-8")
    ids = _write(papers, corpus)
    texts, unread = _read_back(corpus)
    left_out: Counter[LeftOut] = Counter()
    cases: list[Mapping[str, Any]] = []
    for asked in islice(questions, limit):
        made = _case(asked, ids, texts)
        if isinstance(made, LeftOut):
            left_out[made] += 1
        else:
            cases.append(made)
    lines = [json.dumps(case, ensure_ascii=False) + "\n" for case in cases]
    (out / CASES).write_text("".join(lines), encoding="utf-8")
    uncovered = sum(not case["covered"] for case in cases)
    return Built(len(texts), unread, len(cases), uncovered, left_out)


def read_list(path: Path, model: type[_Model]) -> list[_Model]:
    """Return the entries of a JSON file that holds a list of them.

    Raises `GuidanceError` where it cannot be read or an entry has another form.
    """
    try:
        return TypeAdapter(list[model]).validate_json(path.read_bytes())  # type: ignore[valid-type] # a type in a variable
    except OSError as error:
        raise GuidanceError(
            f"{path} cannot be read: {error.strerror}.", "Name the folder that holds the set."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " › ".join(str(step) for step in first["loc"]) or "the file"
        raise GuidanceError(
            f"{path} is not of the form that this set has: {where}: {first['msg']}.",
            "Check that it is the file that the set's authors publish.",
        ) from error


def quotation(words: str, text: str) -> str | None:
    """Return the slice of ``text`` that says ``words``, or none where it does not.

    Line breaks, spaces and emphasis may differ between the words, and nothing else.
    """
    parts = words.split()
    if not parts:
        return None
    if words.strip() in text:
        return words.strip()
    found = re.search(_BETWEEN.join(map(re.escape, parts)), text)
    return found.group() if found else None


def identifier(name: str, taken: Iterable[str]) -> str:
    """Return an id for a document of this name that is not among those ``taken``."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_ID].strip("-")
    plain = plain if len(plain) > 1 else f"document-{plain}".rstrip("-")
    made, number, known = plain, 1, set(taken)
    while made in known:
        number += 1
        made = f"{plain}-{number}"
    return made


def _write(papers: Iterable[Paper], corpus: Path) -> dict[str, str]:
    """Write the documents and the catalogue; return the id of each by its key."""
    known = read_catalogue(corpus).entries
    taken = {entry.id for entry in known.values()}
    ids: dict[str, str] = {}
    entries: list[Entry] = []
    for paper in papers:
        if paper.filename in known:
            ids[paper.key] = known[paper.filename].id
            (corpus / paper.filename).write_bytes(paper.content)
            continue
        wished = Path(paper.filename)
        made = identifier(wished.stem, taken)
        taken.add(made)
        ids.setdefault(paper.key, made)
        (corpus / f"{made}{wished.suffix}").write_bytes(paper.content)
        entries.append(
            Entry(
                id=made,
                file=f"{made}{wished.suffix}",
                title=paper.title,
                publisher=paper.about.publisher,
                authority=paper.about.authority,
                standing=paper.about.standing,
                rights=paper.about.rights,
                address=paper.address,
            )
        )
    if entries:
        after = with_entries(corpus / FILENAME, entries)
        (corpus / FILENAME).write_text(after, encoding="utf-8")
    return ids


def _read_back(corpus: Path) -> tuple[dict[str, str], tuple[Skipped, ...]]:
    """Return the canonical text of each document by id, and what cannot be read."""
    limits = Limits.of(Settings())
    found, skipped = find_files(corpus, limits)
    texts: dict[str, str] = {}
    for file in found:
        try:
            texts[file.source.doc_id] = load(file, limits).text
        except CorpusError as error:
            skipped.append(Skipped(file.path.name, error.what, error.next_step))
    return texts, tuple(skipped)


def _case(
    asked: Asked, ids: Mapping[str, str], texts: Mapping[str, str]
) -> Mapping[str, Any] | LeftOut:
    """Return the line of a case, or why there is none."""
    if not asked.question.strip():
        return LeftOut.NO_QUESTION
    if len(asked.question) > Settings().max_question_chars:
        return LeftOut.TOO_LONG
    if asked.covered and not asked.evidence:
        return LeftOut.NO_EVIDENCE
    evidence: list[list[dict[str, str]]] = []
    for wanted in asked.evidence if asked.covered else ():
        places = [ids.get(wanted.document, "")] if wanted.document is not None else list(texts)
        if not all(place in texts for place in places):
            return LeftOut.NO_DOCUMENT
        need = _found(wanted.any_of, places, texts)
        if not need:
            return LeftOut.NOT_FOUND
        evidence.append(need)
    case = {
        "id": asked.id,
        "reader": asked.reader.value,
        "type": asked.type,
        "question": asked.question,
        "covered": asked.covered,
        "evidence": evidence,
        "facts": [{"says": fact, "any_of": [[fact]]} for fact in asked.facts],
    }
    # What the suite cannot read is no case.
    case_from(case, SPLIT)
    return case


def _found(
    any_of: Sequence[str], places: Sequence[str], texts: Mapping[str, str]
) -> list[dict[str, str]]:
    return [
        {"doc_id": place, "quote": quote}
        for place in places
        for words in any_of
        if (quote := quotation(words, texts[place])) is not None
    ]
