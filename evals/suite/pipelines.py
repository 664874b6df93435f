"""What is compared: the assistant, itself without each stage, and a tutorial's pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from langchain_core.embeddings import Embeddings

from assistant.answering.wording import WORDING
from assistant.domain import Answer, Question
from assistant.errors import QuestionError
from assistant.pipeline import Assistant, unavailable
from assistant.retrieval import Stages
from assistant.settings import Settings
from assistant.views.contract import as_data
from evals.suite.cases import Case
from evals.tutorial import Tutorial

DEFAULT = "assistant"
TUTORIAL = "tutorial"

Answerer = Callable[[Case], Mapping[str, Any]]
"""Answers a case with one line of a run, in the form that `evals.suite.records` reads."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A named way of answering; it is opened when its turn comes."""

    name: str
    open: Callable[[Settings, Embeddings], Answerer]


def pipelines() -> Iterator[Pipeline]:
    """Yield every pipeline, the one in use first."""
    yield Pipeline(DEFAULT, _assistant(Stages()))
    yield Pipeline(TUTORIAL, _tutorial)
    yield Pipeline("lexical only", _assistant(Stages(dense=False, late=False)))
    yield Pipeline("dense only", _assistant(Stages(lexical=False, late=False)))
    for stage in fields(Stages):
        yield Pipeline(
            f"without {stage.name}", _assistant(replace(Stages(), **{stage.name: False}))
        )


def ask(assistant: Assistant, case: Case) -> dict[str, Any]:
    """Return the line for one case; a question that cannot be asked is unavailable."""
    try:
        answer = assistant.ask(case.question, history=case.history, reader=case.reader, id=case.id)
    except QuestionError:
        answer = unavailable(Question(case.question, id=case.id))
    return {"id": case.id, "answer": as_data(answer), "own_words": own_words(answer)}


def own_words(answer: Answer) -> list[str]:
    """Return what an answer says in fixed wording, without what is filled in or quoted."""
    keys = [segment.wording for segment in answer.segments if segment.wording]
    keys += [f"notice.{notice.kind}" for notice in answer.notices]
    return [WORDING[key].format_map(_Nothing()) for key in keys]


class _Nothing(dict[str, str]):
    """Fills every place of a wording with nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _assistant(stages: Stages) -> Callable[[Settings, Embeddings], Answerer]:
    def opened(settings: Settings, embeddings: Embeddings) -> Answerer:
        assistant = Assistant.open(settings, embeddings=embeddings, stages=stages)
        assistant.warm_up()
        return lambda case: ask(assistant, case)

    return opened


def _tutorial(settings: Settings, embeddings: Embeddings) -> Answerer:
    texts = {
        doc_id: document.text
        for doc_id, document in Assistant.open(settings, embeddings=embeddings).documents.items()
    }
    tutorial = Tutorial(texts, embeddings)

    def answer(case: Case) -> Mapping[str, Any]:
        found = tutorial.find(case.question, settings.retrieve)
        retrieved = [
            {"doc_id": doc_id, "spans": [[span.start, span.end]]} for doc_id, span in found
        ]
        return {"id": case.id, "question": case.question, "retrieved": retrieved}

    return answer
