"""The question path on one screen, and the `Assistant` that runs it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableLambda
from langsmith import tracing_context

from assistant.answering import (
    Composer,
    checked,
    read_differences,
    warned,
)
from assistant.answering.chat import composer_of, gate_of
from assistant.answering.differences import Difference
from assistant.answering.signposts import Signpost, read_signposts, signposted
from assistant.answering.wording import assembled, say, written
from assistant.documents.catalogue import Welcome, read_catalogue
from assistant.domain import (
    EVERYTHING,
    Answer,
    Citation,
    Document,
    Draft,
    Evidence,
    Message,
    Outcome,
    Query,
    Question,
    Reader,
    Retrieved,
    Scope,
    Segment,
    Statement,
)
from assistant.errors import GuidanceError
from assistant.index import Index
from assistant.retrieval import GuidanceRetriever, Retriever, Stages, understand
from assistant.retrieval.stages import ALL
from assistant.retrieval.understand import clean
from assistant.retrieval.vocabulary import Vocabulary
from assistant.settings import Settings, read_settings

log = logging.getLogger(__name__)

TIMED = ("understand", "retrieve", "compose", "warn", "check", "total")
"""The steps whose time an answer reports, and the whole."""


def question_path(
    retriever: Retriever,
    composer: Composer,
    differences: Sequence[Difference] = (),
    signposts: Sequence[Signpost] = (),
) -> Runnable[Question, Answer]:
    """Return the steps from a question to its answer; each takes a value and returns a value."""
    index, language, stages = retriever.index, retriever.language, retriever.stages

    def understand_question(question: Question) -> Query:
        return understand(question, language, stages)

    def retrieve(query: Query) -> Evidence:
        return retriever.retrieve(query)

    def compose(evidence: Evidence) -> Draft:
        return composer.compose(evidence, index, language.acronyms)

    def warn(draft: Draft) -> Draft:
        return signposted(warned(draft, index, language.acronyms, differences), signposts)

    def check(draft: Draft) -> Draft:
        def in_own_words(statement: Statement, cited: Sequence[Citation]) -> str | None:
            return gate_of(index, language.acronyms).fault(statement, cited)

        return checked(draft, index.documents, language.acronyms.opened, in_own_words)

    return (
        RunnableLambda(understand_question, name="understand")
        | RunnableLambda(retrieve, name="retrieve")
        | RunnableLambda(compose, name="compose")
        | RunnableLambda(warn, name="warn")
        | RunnableLambda(check, name="check")
        | RunnableLambda(answer_of, name="answer")
    )


def answer_of(draft: Draft) -> Answer:
    """Return a checked draft as the answer that everything shows."""
    query = draft.evidence.query
    return Answer(
        id=query.question.id,
        question=query.question.text,
        standalone_question=query.standalone,
        outcome=draft.outcome,
        answer=assembled(draft.segments, draft.statements),
        statements=draft.statements,
        citations=draft.citations,
        notices=draft.notices,
        retrieved=tuple(
            Retrieved(
                hit.passage.passage_id,
                hit.passage.doc_id,
                hit.passage.locator,
                round(hit.score, 4),
                hit.passage.text,
                hit.passage.spans,
            )
            for hit in draft.evidence.hits
        ),
        suggestions=draft.suggestions,
        segments=draft.segments,
        coverage=round(draft.evidence.coverage, 4),
    )


class _Stopwatch(BaseCallbackHandler):
    """Times the named steps of one run of the question path, in milliseconds."""

    def __init__(self) -> None:
        self.timings = dict.fromkeys(TIMED, 0.0)
        self._started: dict[UUID, tuple[str, float]] = {}

    def on_chain_start(
        self, serialized: Any, inputs: Any, *, run_id: UUID, name: str = "", **_: Any
    ) -> None:
        self._started[run_id] = (name, time.perf_counter())

    def on_chain_end(self, outputs: Any, *, run_id: UUID, **_: Any) -> None:
        name, start = self._started.pop(run_id)
        if name in self.timings:
            self.timings[name] = round(1000 * (time.perf_counter() - start), 2)


class Assistant:
    """Answers questions from one index; keeps nothing of them, and may serve many at once."""

    def __init__(
        self,
        settings: Settings,
        index: Index,
        composer: Composer | None = None,
        stages: Stages = ALL,
    ) -> None:
        """Answer from ``index``; ``composer`` defaults to what the settings choose."""
        self._settings = settings
        self._composer = composer or composer_of(settings)
        self._lock = Lock()
        self._stages = stages
        self._vocabulary = Vocabulary.read(settings.corpus)
        self._retriever = self._retriever_of(index)
        self._differences = read_differences(settings.corpus)
        self._signposts = read_signposts(settings.corpus)
        self.welcome: Welcome = read_catalogue(settings.corpus).welcome

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        embeddings: Embeddings | None = None,
        composer: Composer | None = None,
        stages: Stages = ALL,
    ) -> Assistant:
        """Open the index that the settings name.

        Raises one of the `GuidanceError` family where there is none that fits.
        """
        settings = settings or read_settings()
        return cls(settings, Index.open(settings, embeddings), composer, stages)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents that it answers from, by id."""
        return self.index.documents

    @property
    def index(self) -> Index:
        """The index as it was when last asked."""
        return self._retriever.index

    @property
    def retriever(self) -> GuidanceRetriever:
        """Its search, as a LangChain retriever for chains of one's own."""
        return GuidanceRetriever(retriever=self._current)

    def warm_up(self) -> None:
        """Load the model ahead of the first question; a model that fails says so when asked."""
        with suppress(GuidanceError):
            self._retriever.listener.hears(self.index.embed("ready"))

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        reader: Reader = Reader.PLAIN,
        id: str = "",
        scope: Scope = EVERYTHING,
    ) -> Answer:
        """Answer one question from the documents that ``scope`` lets in.

        Raises `QuestionError` where it is blank or too long or the scope names what is not there,
        and others of the `GuidanceError` family where the index is gone. Any other fault becomes an
        answer with the outcome ``unavailable``; the log names its kind, nothing of the question.
        """
        asked = Question(
            clean(question, self._settings.max_question_chars), tuple(history), reader, id
        )
        stopwatch = _Stopwatch()
        start = time.perf_counter()
        try:
            current = self._current()
            asked = replace(asked, scope=current.index.known_scope(scope))
            path = question_path(current, self._composer, self._differences, self._signposts)
            # Whatever the environment says, what people ask is traced nowhere.
            with tracing_context(enabled=False):
                answer = path.invoke(asked, {"callbacks": [stopwatch]})
        except GuidanceError:
            raise
        except Exception as fault:
            log.error("A question could not be answered: %s", type(fault).__name__)
            return unavailable(asked)
        total = round(1000 * (time.perf_counter() - start), 2)
        return replace(answer, timings_ms={**stopwatch.timings, "total": total})

    def stream(
        self, question: str, *, history: Sequence[Message] = (), reader: Reader = Reader.PLAIN
    ) -> Iterator[str | Answer]:
        """Yield an answer's text piece by piece, all of it checked, and the answer itself last."""
        answer = self.ask(question, history=history, reader=reader)
        for place, segment in enumerate(answer.segments):
            yield ("\n\n" if place else "") + written(segment, answer.statements)
        yield answer

    def _retriever_of(self, index: Index) -> Retriever:
        return Retriever(index, self._settings.retrieve, self._vocabulary, self._stages)

    def _current(self) -> Retriever:
        """Return the retriever for the index as the last sync left it."""
        current = self._retriever
        index = current.index.refreshed()
        if index is current.index:
            return current
        with self._lock:
            # Another thread may have opened the same index meanwhile.
            if index.manifest != self._retriever.index.manifest:
                self._retriever = self._retriever_of(index)
            return self._retriever


def unavailable(question: Question) -> Answer:
    """Return the answer to a question that a fault left unanswered."""
    segments = (Segment(wording="unavailable"), Segment(wording="unavailable.next"))
    return Answer(
        id=question.id,
        question=question.text,
        standalone_question=question.text,
        outcome=Outcome.UNAVAILABLE,
        answer="\n\n".join(say(segment.wording or "") for segment in segments),
        statements=(),
        citations=(),
        notices=(),
        retrieved=(),
        suggestions=(),
        segments=segments,
        timings_ms=dict.fromkeys(TIMED, 0.0),
    )
