"""ObliQA: rules of a financial regulator, cut into numbered passages, with questions on duties.

Gokhan, Wang, Gurevych and Briscoe, “RegNLP in Action: Facilitating Compliance Through Automated
Information Retrieval and Answer Generation” (2024). The authors publish it on GitHub as the ObliQA
dataset, without a licence of its own; the rules belong to the regulator that issued them. The user
supplies a folder with ``StructuredRegulatoryDocuments/`` (a JSON file a document) and one of
``ObliQA_test.json``, ``ObliQA_dev.json`` or ``ObliQA_train.json``.

The questions were written by a language model that was shown the passages, so they share more of
their words than people's questions do; every one is answered. A passage that holds several lines
(a rule with its list) is satisfied by any line of it that is more than a few words long and stands
once in the document, for neither a chunk nor a citation need hold a whole list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.documents.structure.headings import looks_like_heading
from assistant.domain import Reader
from assistant.errors import GuidanceError
from evals.external.building import About, Asked, Built, Paper, Wanted, build, read_list

DOCUMENTS = "StructuredRegulatoryDocuments"
QUESTIONS = ("ObliQA_test.json", "ObliQA_dev.json", "ObliQA_train.json")

ABOUT = About(
    publisher="ObliQA",
    authority="regulation",
    standing="as the authors of the set structured it in 2024; not today’s rules",
    rights="The rules are their regulator’s; the set names no licence.",
)

LONG_ENOUGH = 5
"""Words of a line that may stand for its passage: fewer are cells of a table or names."""

_MOST_HASHES = 6
_DECIMAL = re.compile(r"\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?){1,4}\.?")
_SINGLE = re.compile(r"(\d{1,3})[.)]")
# A tab makes a row of a table; after the mark of an item it is the space that it was printed as.
_ITEM = re.compile(r"(?m)^([ ]*(?:\([^()\s]{1,6}\)|[\w]{1,4}[.)]|[•\uf0a7\uf0b7]))\t[ \t]*")
# A row of a table, the mark where one begins, what leads in a list.
_NOT_TITLE = re.compile(r"\t|^/|:$")


class _Passage(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    DocumentID: str
    PassageID: str
    Passage: str


class _Question(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    QuestionID: str
    Question: str
    Passages: list[_Passage]


def convert(source: Path, out: Path, limit: int | None = None) -> Built:
    """Write the corpus and cases of the set in ``source`` into ``out``.

    Raises `GuidanceError` where a file is missing or has another form.
    """
    files = sorted((source / DOCUMENTS).glob("*.json"), key=lambda path: (len(path.stem), path))
    name = next((name for name in QUESTIONS if (source / name).is_file()), None)
    if not files or name is None:
        raise GuidanceError(
            f"{source} does not hold {DOCUMENTS}/ and one of {', '.join(QUESTIONS)}.",
            "Name the folder of the set’s files, unpacked.",
        )
    documents: dict[str, list[_Passage]] = {}
    for passage in (passage for path in files for passage in read_list(path, _Passage)):
        documents.setdefault(passage.DocumentID, []).append(passage)
    texts = {
        key: markdown(f"Document {key}", [(p.PassageID, p.Passage) for p in passages])
        for key, passages in documents.items()
    }
    questions = read_list(source / name, _Question)
    return build(
        (_paper(key, text) for key, text in texts.items()),
        (_asked(question, texts) for question in questions),
        out,
        limit=limit,
    )


def markdown(title: str, passages: Iterable[tuple[str, str]]) -> str:
    """Return a document as Markdown from the ids and texts of its passages.

    A passage that is a heading becomes one, as deep as its id; so do the titles that a passage
    repeats above its words, once for all that follow one another. An id opens its paragraph.
    """
    blocks = [f"# {title}"]
    above: tuple[str, ...] = ()
    depth = 1
    for passage_id, raw in passages:
        titles, body = parted(raw)
        if not body:
            depth = _depth(passage_id)
            named = " ".join(filter(None, [passage_id, *titles]))
            blocks.append(f"{_hashes(depth)} {named}")
            above = ()
            continue
        new = titles if titles != above else ()
        blocks += [f"{_hashes(depth + place)} {t}" for place, t in enumerate(new, start=1)]
        above = titles
        blocks.append(f"{label(passage_id)} {body}".strip())
    return "\n\n".join(blocks) + "\n"


def parted(raw: str) -> tuple[tuple[str, ...], str]:
    """Return the titles that a passage opens with and its words after them.

    Either may be empty: a passage may be a heading alone.
    """
    lines = _ITEM.sub(r"\1 ", raw).strip().split("\n")
    titles = []
    while lines and (_is_title(lines[0]) or not lines[0].strip()):
        titles.append(lines.pop(0).strip())
    return tuple(filter(None, titles)), "\n".join(lines).strip()


def label(passage_id: str) -> str:
    """Return a passage's id as the number of a paragraph, where it is one, or as it is."""
    if single := _SINGLE.fullmatch(passage_id):
        return f"{single[1]}."
    return passage_id.rstrip(".") if _DECIMAL.fullmatch(passage_id) else passage_id


def _is_title(line: str) -> bool:
    return looks_like_heading(line) and not _NOT_TITLE.search(line.strip())


def _depth(passage_id: str) -> int:
    return len([part for part in passage_id.split(".") if part.strip()])


def _hashes(depth: int) -> str:
    return "#" * min(depth + 1, _MOST_HASHES)


def _paper(key: str, text: str) -> Paper:
    return Paper(key, f"document-{key}.md", text.encode(), f"Document {key}", ABOUT)


def _asked(question: _Question, texts: dict[str, str]) -> Asked:
    return Asked(
        id=question.QuestionID,
        question=" ".join(question.Question.split()),
        reader=Reader.POLICY,
        type="fact" if len(question.Passages) == 1 else "several_sources",
        covered=True,
        evidence=tuple(
            Wanted(
                alternatives(passage.Passage, texts.get(passage.DocumentID, "")), passage.DocumentID
            )
            for passage in question.Passages
        ),
    )


def alternatives(raw: str, text: str) -> tuple[str, ...]:
    """Return the lines of a passage that may stand for it in ``text``, or all of its words."""
    titles, body = parted(raw)
    whole = body or " ".join(titles[-1:])
    lines: Sequence[str] = [line.strip() for line in whole.split("\n")]
    telling = [e for e in lines if len(e.split()) >= LONG_ENOUGH and text.count(e) == 1]
    # Only where the whole passage stands in the document is a line of it evidence.
    return tuple(telling) if telling and whole in text else (whole,)
