"""An assistant whose answers a scripted chat model words, over guidance on letting homes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage

from assistant.answering.chat import ChatComposer
from assistant.answering.chat.calling import Caller
from assistant.index import Index
from assistant.pipeline import Assistant
from assistant.retrieval import Stages
from assistant.settings import Settings
from tests.answering.chat import homes
from tests.fakes import HashedBagOfWords, ScriptedChatModel

Step = AIMessage | Exception | Callable[[list[BaseMessage]], AIMessage]

_BLOCK = re.compile(r'<passage label="([^"]+)">\n(.*?)\n</passage>', re.DOTALL)


@pytest.fixture(scope="session")
def homes_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return homes.synced(tmp_path_factory.mktemp("homes"))


@pytest.fixture(scope="session")
def homes_index(homes_settings: Settings) -> Index:
    return Index.open(homes_settings, HashedBagOfWords())


@pytest.fixture(scope="session")
def worded_by(
    homes_settings: Settings, homes_index: Index
) -> Callable[..., tuple[Assistant, ScriptedChatModel]]:
    """Return an assistant, and the model that words its answers by the steps given."""

    def make(
        *script: Step, seconds: float = 20.0, judge: bool = False
    ) -> tuple[Assistant, ScriptedChatModel]:
        model = ScriptedChatModel(script=list(script))
        composer = ChatComposer(Caller(model, seconds), homes_settings.chat_prompt_chars)
        # What a bag of words says of coverage is worth nothing: it is judged only where that is
        # what is tested.
        stages = Stages(coverage=judge)
        return Assistant(homes_settings, homes_index, composer, stages), model

    return make


def labels(messages: list[BaseMessage]) -> dict[str, str]:
    """Return the passages that a prompt shows, by their labels."""
    return dict(_BLOCK.findall(str(messages[-1].content)))


def label_of(words: str, messages: list[BaseMessage]) -> str:
    """Return the label of the passage that has the words on one line or over several."""
    for label, text in labels(messages).items():
        if words in " ".join(text.split()):
            return label
    raise AssertionError(f"no passage that was sent has “{words}”")


def called(arguments: Any, name: str = "Reply") -> AIMessage:
    """Return a message that answers with data."""
    return AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": "1"}])


def says(*statements: tuple[str, *tuple[str, ...]]) -> Step:
    """Return a step that makes statements, each with the words it quotes, rightly labelled."""

    def step(messages: list[BaseMessage]) -> AIMessage:
        return called(
            {
                "statements": [
                    {
                        "text": text,
                        "support": [
                            {"label": label_of(words, messages), "quotation": words}
                            for words in quoted
                        ],
                    }
                    for text, *quoted in statements
                ]
            }
        )

    return step
