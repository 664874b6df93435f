"""Opening a chat model by its name: what comes of a name, a package or a key that is missing."""

from __future__ import annotations

import sys

import pytest

from assistant.answering.chat import model as opening
from assistant.answering.chat import open_model
from assistant.errors import GuidanceError
from tests.fakes import ScriptedChatModel


def test_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_groq", None)
    with pytest.raises(GuidanceError, match="Install the extra “chat”"):
        open_model("groq:any")


@pytest.mark.parametrize("name", ["", "no-such-provider:model", "nothing-known"])
def test_a_name_that_no_provider_has_is_refused(name: str) -> None:
    with pytest.raises(GuidanceError, match="Name it as provider:model"):
        open_model(name)


class ProviderError(Exception):
    """What a provider raises of its own when it has no key."""


def test_what_a_provider_raises_becomes_an_error_with_a_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(name: str) -> None:
        raise ProviderError("No key.\nMore about it.")

    monkeypatch.setattr(opening, "init_chat_model", refuse)
    with pytest.raises(GuidanceError) as raised:
        open_model("provider:model")
    assert raised.value.what == "The chat model “provider:model” cannot be opened (No key.)."


@pytest.mark.parametrize(("temperature", "settings"), [(None, {}), (0.0, {"temperature": 0.0})])
def test_a_model_is_opened_without_being_called(
    monkeypatch: pytest.MonkeyPatch, temperature: float | None, settings: dict[str, float]
) -> None:
    given_settings: list[dict[str, float]] = []
    model = ScriptedChatModel(script=[])

    def make(name: str, **own: float) -> ScriptedChatModel:
        given_settings.append(own)
        return model

    monkeypatch.setattr(opening, "init_chat_model", make)
    assert open_model("provider:model", temperature=temperature) is model
    assert given_settings == [settings]
    assert model.prompts == []
