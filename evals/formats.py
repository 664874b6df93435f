"""Is the same content read the same in every format?  python -m evals.formats [--no-answers]

A paper made by a script is read as Markdown, text, HTML, DOCX and PDF in one column and two. Prints
for each format how its passages, its notes and their calls, and the answers given from it alone
differ from those of Markdown. The marks of lists and the rules of tables are not compared: each
format has its own.
"""

from __future__ import annotations

import argparse
import difflib
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.documents.extracted import Limits
from assistant.domain import Document
from assistant.errors import CorpusError
from assistant.index import sync
from assistant.index.embedding import load_embeddings
from assistant.passages import build_passages
from assistant.pipeline import Assistant
from assistant.settings import Settings
from evals.common import conditions
from evals.made import FORMATS, read_bytes
from tests.documents.papers import PAPER, QUESTIONS

REFERENCE = "text"

_NOTE_MARK = re.compile(r"^\W*\d+\W*")
_MARKS = re.compile(r"(?:(?<=\s)|^)[-•–◦▪|]+(?=\s|$)")
_CATALOGUE = """[[document]]
id = "lending-boards"
file = "{name}"
title = "{title}"
publisher = "Library Standards Office"
published = 2024-05-01
authority = "non-statutory guidance"
standing = "in force"
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says: its passages in order, its notes apart, and where they are called."""

    passages: tuple[tuple[str, str], ...]
    """Locator and text."""
    notes: tuple[tuple[str, str], ...]
    calls: tuple[tuple[str, str], ...]
    """Locators of the passage that calls and of the note."""


def plain(text: str) -> str:
    """Return a text without the marks of lists and the rules of tables."""
    return " ".join(_MARKS.sub(" ", text).split())


def said(document: Document) -> Said:
    """Return what a document says, in words that do not depend on its format."""
    passages = build_passages(document, "r1")
    locators = {passage.passage_id: passage.locator for passage in passages}
    # Notes stand at the foot of a page or at the end of the document, as the format has it.
    notes = [p for p in passages if p.called_from or p.locator.startswith("note ")]
    return Said(
        tuple((p.locator, plain(p.text)) for p in passages if p not in notes),
        tuple((p.locator, _NOTE_MARK.sub("", plain(p.text))) for p in notes),
        tuple((p.locator, locators[note]) for p in passages for note in p.notes),
    )


def index_of(name: str, folder: Path, embeddings: Embeddings) -> Assistant:
    """Return an assistant that knows the paper in one format alone, kept in ``folder``."""
    ending, make = FORMATS[name]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    (corpus / f"lending-boards{ending}").write_bytes(make(PAPER))
    catalogue = _CATALOGUE.format(name=f"lending-boards{ending}", title=PAPER.title)
    (corpus / "catalogue.toml").write_text(catalogue, "utf-8")
    settings = Settings(corpus=corpus, index=folder / "index")
    sync(settings, embeddings=embeddings)
    return Assistant.open(settings, embeddings=embeddings)


def answer_lines(assistant: Assistant, question: str) -> list[str]:
    """Return an answer and its citations, a line each, pages left out."""
    answer = assistant.ask(question)
    cited = [f"[{c.n}] {c.locator}: {plain(c.shown)}" for c in answer.citations]
    return [f"{question} ({answer.outcome.value})", plain(answer.answer), *cited]


def differences(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the lines that only one of two lists has, marked − and +."""
    lines = difflib.unified_diff(ours, theirs, lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{one}: {other}" for one, other in pairs]


def report_reading(name: str, document: Document, reference: Said) -> None:
    """Print how one format's passages, notes and calls differ from the reference's."""
    own = said(document)
    print(f"\n{name}: {len(own.passages)} passages, {len(own.notes)} notes, {len(own.calls)} calls")
    for what in ("passages", "notes", "calls"):
        changed = differences(_pairs(getattr(reference, what)), _pairs(getattr(own, what)))
        print(f"  {what}: {'the same' if not changed else f'{len(changed)} lines differ'}")
        for line in changed:
            print(f"    {line}")


def report_answers(names: Sequence[str]) -> None:
    """Print which answers differ from those that the reference gives."""
    embeddings = load_embeddings("")
    given: dict[str, list[list[str]]] = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            assistant = index_of(name, Path(folder), embeddings)
            given[name] = [answer_lines(assistant, question) for question in QUESTIONS]
    print(f"\nAnswers to {len(QUESTIONS)} questions, beside those from {REFERENCE}")
    for name in names:
        pairs = list(zip(given[REFERENCE], given[name], strict=True))
        same = sum(one == other for one, other in pairs)
        print(f"  {name}: {same} of {len(pairs)} the same")
        for one, other in pairs:
            for line in differences(one, other):
                print(f"    {line}")


def main() -> None:
    """Read the paper in each format, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-answers", action="store_true", help="compare the reading alone")
    given = parser.parse_args()
    print(conditions("pypdf", "python-docx", "reportlab", "sentence-transformers"))
    read: dict[str, Document] = {}
    for name, (ending, make) in FORMATS.items():
        try:
            read[name] = read_bytes(make(PAPER), f"lending-boards{ending}", Limits())
        except CorpusError as error:
            print(f"\n{name}: left out. {error}")
    for name, document in read.items():
        report_reading(name, document, said(read[REFERENCE]))
    if not given.no_answers:
        report_answers(list(read))


if __name__ == "__main__":
    main()
