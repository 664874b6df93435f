"""Stand-ins that several tests share."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import Field, SkipValidation

from assistant.domain import Draft, Evidence
from assistant.index import Index
from assistant.index.tokens import Tokens
from assistant.retrieval.acronyms import Acronyms


class HashedBagOfWords(Embeddings):
    """A model without weights: texts that share words are alike, on every run and machine.

    Each word adds 1 to one of ``dimension`` numbers, chosen by its checksum; the vector is then
    brought to length 1.
    """

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        counts = [0.0] * self.dimension
        # The empty word keeps a text without words from having no direction.
        for word in ["", *re.findall(r"\w+", text.lower())]:
            counts[zlib.crc32(word.encode()) % self.dimension] += 1.0
        length = math.sqrt(sum(count * count for count in counts))
        return [count / length for count in counts]

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        found = []
        for text in texts:
            words = tuple(re.findall(r"\w+", text)) or ("",)
            vectors = np.zeros((len(words), self.dimension), dtype=np.float32)
            for row, word in enumerate(words):
                vectors[row, zlib.crc32(word.lower().encode()) % self.dimension] = 1.0
            found.append(Tokens(vectors, words))
        return found

    def embed_whole(self, texts: Sequence[str]) -> list[tuple[list[float], Tokens]]:
        return list(zip(self.embed_documents(list(texts)), self.embed_tokens(texts), strict=True))


class ScriptExhausted(AssertionError):
    """A scripted stand-in was asked more often than its script provides for."""


@dataclass
class ScriptedComposer:
    """A composer that does what its script says, one entry a question, and remembers the evidence.

    An entry is an error to raise or a function from the evidence and the index to a draft.
    """

    script: list[Exception | Callable[[Evidence, Index], Draft]]
    given: list[Evidence] = field(default_factory=list)

    def compose(self, evidence: Evidence, index: Index, acronyms: Acronyms) -> Draft:
        self.given.append(evidence)
        if not self.script:
            raise ScriptExhausted(f"asked to compose {len(self.given)} times")
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        return step(evidence, index)


class ScriptedChatModel(BaseChatModel):
    """A chat model that says what its script says, one entry a call, and remembers what it is sent.

    An entry is a message to answer with, a function that makes one from what is sent, or an error
    to raise.
    """

    script: list[SkipValidation[AIMessage | Exception | Callable[[list[BaseMessage]], AIMessage]]]
    prompts: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Runnable[Any, AIMessage]:
        return self.bind(tools=tools, **kwargs)

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        self.prompts.append(messages)
        if not self.script:
            raise ScriptExhausted(f"called {len(self.prompts)} times")
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        message = step if isinstance(step, AIMessage) else step(messages)
        return ChatResult(generations=[ChatGeneration(message=message)])
