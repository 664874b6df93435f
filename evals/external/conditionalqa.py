"""ConditionalQA: pages of a government's website and questions that often turn on conditions.

Sun, Cohen and Salakhutdinov, “ConditionalQA: A Complex Reading Comprehension Dataset with
Conditional Answers” (ACL 2022). The authors publish it as version 1.0 on GitHub, for research on
language processing only; the pages themselves are under the Open Government Licence v3.0. The user
supplies a folder with ``documents.json`` and one of ``dev.json`` or ``train.json`` (the set's own
test split has no answers); a folder ``v1_0`` within it is looked into.

A question is the scenario followed by what is asked. Each element that the annotators marked is
evidence that an answer has to show; answers taken from the page are its facts where the page has
them word for word, and a bare yes or no is not scored. The set asks of one page at a time: what
one page leaves open another may answer, so “not covered” holds of the page named alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.answering.checks.words import normal
from assistant.domain import Reader
from assistant.errors import GuidanceError
from evals.external.building import About, Asked, Built, Paper, Wanted, build, read_list

FOLDERS = (".", "v1_0")
QUESTIONS = ("dev.json", "train.json")
YES_NO = frozenset({"yes", "no"})

ABOUT = About(
    publisher="ConditionalQA, version 1.0",
    authority="guidance",
    standing="a page as the authors of the set found it; not today’s rules",
    rights="Pages under the Open Government Licence v3.0; the set for research only.",
)

_ELEMENT = re.compile(r"\s*<(?P<tag>\w+)[^>]*>(?P<words>.*)</(?P=tag)>\s*", re.DOTALL)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HEADING = re.compile(r"h([1-6])")
_MOST_HASHES = 6


class _Page(BaseModel):
    model_config = ConfigDict(extra="ignore")

    title: str
    url: str
    contents: list[str]


class _Question(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    url: str
    scenario: str
    question: str
    not_answerable: bool
    answers: list[tuple[str, list[str]]]
    """Each with the elements that it is conditional on."""
    evidences: list[str]


def convert(source: Path, out: Path, limit: int | None = None) -> Built:
    """Write the corpus and cases of the set in ``source`` into ``out``.

    Raises `GuidanceError` where a file is missing or has another form.
    """
    folder = next((source / name for name in FOLDERS if _is_set(source / name)), None)
    if folder is None:
        raise GuidanceError(
            f"{source} does not hold documents.json.", "Name the folder of the set’s files."
        )
    name = next((name for name in QUESTIONS if (folder / name).is_file()), QUESTIONS[0])
    pages = read_list(folder / "documents.json", _Page)
    questions = read_list(folder / name, _Question)
    said = {page.url: normal(markdown(page.title, page.contents)) for page in pages}
    return build(
        (_paper(page) for page in pages),
        (_asked(question, said.get(question.url, "")) for question in questions),
        out,
        limit=limit,
    )


def _is_set(folder: Path) -> bool:
    return (folder / "documents.json").is_file()


def element(raw: str) -> tuple[str, str]:
    """Return the tag and the words of an HTML element; without a tag where it is none."""
    found = _ELEMENT.fullmatch(raw)
    tag, inner = (found["tag"].lower(), found["words"]) if found else ("", raw)
    plain = _TAG.sub("", _BREAK.sub(" ", inner))
    return tag, " ".join(html.unescape(plain).split())


def markdown(title: str, contents: Sequence[str]) -> str:
    """Return a page as Markdown, every element's words as they are.

    Its title is the only heading of the first level; cells of a row are parted by bars.
    """
    blocks = [f"# {' '.join(title.split())}", *_blocks(contents)]
    return "\n\n".join(blocks) + "\n"


def _blocks(contents: Sequence[str]) -> Iterator[str]:
    together: list[str] = []
    kind = ""
    for tag, words in map(element, contents):
        if together and tag != kind:
            yield "\n".join(together)
            together = []
        kind = tag
        if not words:
            continue
        if tag in ("li", "tr"):
            together.append(f"- {words}" if tag == "li" else f"| {words} |")
        elif heading := _HEADING.fullmatch(tag):
            yield f"{'#' * min(int(heading[1]) + 1, _MOST_HASHES)} {words}"
        else:
            yield words
    if together:
        yield "\n".join(together)


def _paper(page: _Page) -> Paper:
    name = page.url.rstrip("/").rpartition("/")[2] or page.title
    content = markdown(page.title, page.contents).encode()
    return Paper(page.url, f"{name}.md", content, page.title, ABOUT, page.url)


def _asked(question: _Question, said: str) -> Asked:
    """Return a question; ``said`` are the words of its page, as answers are compared with them."""
    answers = [answer for answer, _ in question.answers]
    spoken = [a for a in answers if normal(a).strip() and normal(a) in said]
    return Asked(
        id=question.id,
        question=" ".join(f"{question.scenario} {question.question}".split()),
        reader=Reader.PLAIN,
        type=_type(question),
        covered=not question.not_answerable,
        evidence=tuple(
            Wanted((element(raw)[1],), question.url) for raw in dict.fromkeys(question.evidences)
        ),
        facts=tuple(a for a in dict.fromkeys(spoken) if a.strip().lower() not in YES_NO),
    )


def _type(question: _Question) -> str:
    if question.not_answerable:
        return "not_covered"
    if any(conditions for _, conditions in question.answers):
        return "conditional"
    if any(answer.strip().lower() in YES_NO for answer, _ in question.answers):
        return "yes_no"
    return "fact"
