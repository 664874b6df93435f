"""Any folder of documents with ``questions.jsonl``: a set of one's own.

The documents are files that the assistant reads (web pages, Markdown, text), in the folder or in
folders within it; they are copied as they are. A ``catalogue.toml`` among them is kept, and what it
does not name is added to it. Rights in the documents stay with whoever has them.

A line of ``questions.jsonl`` is ``{"id", "question", "evidence": [strings], "answerable"?,
"reader"?}``: each string of the evidence is something that an answer has to show, in the words of
a document and without its markup; where several documents say it, each is enough. ``answerable``
is true unless said; ``reader`` is ``plain``, ``board`` or ``policy``, which is what it is unless
said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.documents.catalogue import FILENAME, NOT_CATALOGUED, catalogue_text
from assistant.documents.files import HIDDEN, SUFFIXES
from assistant.domain import Reader
from assistant.errors import GuidanceError
from evals.external.building import About, Asked, Built, Paper, Wanted, build

QUESTIONS = "questions.jsonl"

ABOUT = About(
    publisher="publisher unknown",
    authority=NOT_CATALOGUED,
    standing=NOT_CATALOGUED,
    rights=NOT_CATALOGUED,
)


class _Question(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    question: str
    evidence: list[str] = Field(default_factory=list)
    answerable: bool = True
    reader: Reader = Reader.POLICY


def convert(source: Path, out: Path, limit: int | None = None) -> Built:
    """Write the corpus and cases of the folder ``source`` into ``out``.

    Raises `GuidanceError` where the questions are missing or a line of them has another form.
    """
    questions = list(_questions(source / QUESTIONS))
    path = source / FILENAME
    catalogue = catalogue_text(path) if path.exists() else ""
    papers = [_paper(source, path) for path in _documents(source, out)]
    return build(papers, map(_asked, questions), out, limit=limit, catalogue=catalogue)


def _documents(source: Path, out: Path) -> Iterator[Path]:
    """Yield what may be a document, by name; not what an earlier run wrote into the folder."""
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source).parts
        passed_over = any(part.startswith(HIDDEN) for part in inside) or path.is_relative_to(out)
        if path.is_file() and path.suffix.lower() in SUFFIXES and not passed_over:
            yield path


def _paper(source: Path, path: Path) -> Paper:
    name = "-".join(path.relative_to(source).parts)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GuidanceError(f"{path} cannot be read: {error.strerror}.", "Check it.") from error
    return Paper(name, name, content, path.stem, ABOUT)


def _questions(path: Path) -> Iterator[_Question]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GuidanceError(
            f"{path} cannot be read: {error}.", "Put the questions there, one a line."
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _Question.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(str(step) for step in first["loc"]) or "the line"
                raise GuidanceError(
                    f"{path}, line {number}, is no question: {field}: {first['msg']}.",
                    'Write {"id": "…", "question": "…", "evidence": ["…"]}, one a line.',
                ) from error


def _asked(question: _Question) -> Asked:
    return Asked(
        id=question.id,
        question=question.question,
        reader=question.reader,
        type="fact" if question.answerable else "not_covered",
        covered=question.answerable,
        evidence=tuple(Wanted((words,)) for words in question.evidence),
    )
