"""Drafts over the small corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.domain import Document, Draft, Evidence, Question, Reader
from assistant.pipeline import Assistant
from assistant.retrieval import Retriever, understand
from assistant.retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def documents(small: Assistant) -> Mapping[str, Document]:
    return small.documents


@pytest.fixture(scope="session")
def retriever(small: Assistant) -> Retriever:
    return Retriever(small.index, 20, Vocabulary(()))


@pytest.fixture(scope="session")
def evidence_for(retriever: Retriever) -> Callable[..., Evidence]:
    """What is found for a question, as one reader asks it."""

    def find(question: str, reader: Reader = Reader.PLAIN) -> Evidence:
        asked = Question(question, reader=reader)
        return retriever.retrieve(understand(asked, retriever.language))

    return find


@pytest.fixture(scope="session")
def draft_for(retriever: Retriever, evidence_for: Callable[..., Evidence]) -> Callable[..., Draft]:
    """What the quoting composer writes for a question, unchecked and without notices."""
    from assistant.answering import QuotingComposer

    def compose(question: str, reader: Reader = Reader.PLAIN) -> Draft:
        evidence = evidence_for(question, reader)
        return QuotingComposer().compose(evidence, retriever.index, retriever.language.acronyms)

    return compose
