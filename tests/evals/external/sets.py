"""Made-up sets in the shape of those that the adapters read, and what a sync makes of them.

Rules of a library that does not exist.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.index import Index, sync
from assistant.settings import Settings
from evals.suite.cases import Case, read_cases
from tests.fakes import HashedBagOfWords

PAGES = [
    {
        "title": "Join the city library",
        "url": "https://library.example/join",
        "contents": [
            "<h1>Who can join</h1>",
            "<p>You can join if you’re aged 16 or over and either:</p>",
            "<li>live in the city</li>",
            "<li>work in the city &amp; have a letter from your employer</li>",
            "<h2>What it costs</h2>",
            "<p>A card costs £4 a year. It is free for carers.</p>",
            "<tr>Card | Price</tr>",
            "<tr>Replacement card - £2 | Paid at the desk</tr>",
        ],
    },
    {
        "title": "Return a book",
        "url": "https://library.example/return",
        "contents": [
            "<h1>When to return it</h1>",
            "<p>You must return a book within 21 days unless nobody has reserved it.</p>",
            "<p></p>",
            "<p>Staff may waive a charge if you were in <b>hospital</b>.</p>",
        ],
    },
]

ASKED: list[dict[str, Any]] = [
    {
        "url": "https://library.example/join",
        "scenario": "I am 17 and live in the city.",
        "question": "Can I join?",
        "not_answerable": False,
        "answers": [["yes", []]],
        "evidences": [
            "<p>You can join if you’re aged 16 or over and either:</p>",
            "<li>live in the city</li>",
        ],
        "id": "dev-0",
    },
    {
        "url": "https://library.example/join",
        "scenario": "I have lost my card.",
        "question": "What does another one cost?",
        "not_answerable": False,
        "answers": [["replacement card - £2", []], ["a walk to the desk", []]],
        "evidences": ["<tr>Replacement card - £2 | Paid at the desk</tr>"],
        "id": "dev-1",
    },
    {
        "url": "https://library.example/return",
        "scenario": "I was ill.",
        "question": "Must I pay a charge?",
        "not_answerable": False,
        "answers": [["no", ["<p>Staff may waive a charge if you were in <b>hospital</b>.</p>"]]],
        "evidences": ["<p>Staff may waive a charge if you were in <b>hospital</b>.</p>"],
        "id": "dev-2",
    },
    {
        "url": "https://library.example/return",
        "scenario": "I read a lot.",
        "question": "Is there a café?",
        "not_answerable": True,
        "answers": [],
        "evidences": [],
        "id": "dev-3",
    },
    {
        "url": "https://library.example/return",
        "scenario": "I have a book.",
        "question": "When is it due?",
        "not_answerable": False,
        "answers": [["within 99 days", []]],
        "evidences": ["<p>You must return a book within 99 days.</p>"],
        "id": "dev-4",
    },
]

RULES: list[tuple[str, str]] = [
    ("1.", "INTRODUCTION\n"),
    ("1.1", "Application\n"),
    ("1.1.1", "These rules apply to every reading room of the library.\n"),
    ("1.1.1.Guidance", ""),
    ("1.1.1.Guidance.1.", "A reading room is any room where books may be read in silence.\n"),
    ("2.", "READING ROOMS\n"),
    (
        "2.1.(1)",
        "A keeper of a reading room must ensure that:\n(a)\tthe lamps are lit before readers are "
        "let in;\n(b)\tthe windows are closed in the evening and at night; and\n(c)\tit is warm.",
    ),
    ("2.1.(2)", "The duty in \u200e(1)(a) does not apply in June.\n"),
    ("3)", "LOANS\nTo readers\nA reader may borrow six books at a time from a reading room.\n"),
    ("4)", "LOANS\nTo readers\nA reader must not lend a borrowed book to another reader.\n"),
    (
        "5)",
        "LOANS\nTo other libraries\nThe fee for a loan to another library is set out below.\n"
        "/Table Start\nBooks\tFee\n1\t£3\n2 or more\t£5\n/Table End\n",
    ),
]

REGULATED: list[tuple[str, str, list[tuple[int, str]]]] = [
    ("q-lamps", "When must the lamps of a reading room be lit?", [(1, "2.1.(1)")]),
    ("q-loans", "How many books may be lent, and to whom?", [(1, "3)"), (1, "4)")]),
    ("q-fee", "What is the fee for lending books to another library?", [(1, "5)")]),
    ("q-title", "What are the rules about reading rooms called?", [(1, "2.")]),
    ("q-elsewhere", "What do the rules on maps say?", [(9, "1.1")]),
]


def write_json(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")


def conditional_set(folder: Path, questions: str = "dev.json") -> Path:
    """Write a set in the shape of ConditionalQA."""
    write_json(folder / "documents.json", PAGES)
    write_json(folder / questions, ASKED)
    return folder


def regulatory_set(folder: Path, questions: str = "ObliQA_test.json") -> Path:
    """Write a set in the shape of ObliQA."""
    by_id = {(1, passage_id): text for passage_id, text in RULES}
    write_json(
        folder / "StructuredRegulatoryDocuments" / "1.json",
        [_passage(1, passage_id, text) | {"ID": f"id-{passage_id}"} for passage_id, text in RULES],
    )
    write_json(
        folder / questions,
        [
            {
                "QuestionID": id_,
                "Question": question,
                "Passages": [_passage(*place, by_id.get(place, "Maps.")) for place in places],
                "Group": 1,
            }
            for id_, question, places in REGULATED
        ],
    )
    return folder


def _passage(document: int, passage_id: str, text: str) -> dict[str, Any]:
    return {"DocumentID": document, "PassageID": passage_id, "Passage": text}


def own_folder(folder: Path, files: Mapping[str, str], questions: list[dict[str, Any]]) -> Path:
    """Write a folder of documents with questions."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lines = [json.dumps(question) + "\n" for question in questions]
    (folder / "questions.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def cases_of(out: Path) -> dict[str, Case]:
    return {case.id: case for case in read_cases(out / "cases.jsonl")}


def indexed(out: Path) -> Index:
    """Sync what an adapter wrote and open the index."""
    settings = Settings(corpus=out / "corpus", index=out / "index")
    assert sync(settings, embeddings=HashedBagOfWords()).skipped == ()
    return Index.open(settings, HashedBagOfWords())


def missing_quotations(out: Path) -> list[str]:
    """Return the gold quotations that do not stand in the documents of the synced index."""
    texts = {doc_id: document.text for doc_id, document in indexed(out).documents.items()}
    quoted = [
        alternative
        for case in cases_of(out).values()
        for need in case.evidence
        for alternative in need
    ]
    assert quoted
    return [q.quote for q in quoted if q.quote not in texts[q.doc_id]]
