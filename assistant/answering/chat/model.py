"""Any chat model that LangChain knows, opened by its name."""

from __future__ import annotations

from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import RunnableLambda

from assistant.errors import GuidanceError

MAX_REASON = 300
"""Characters of a provider's own words that an error repeats."""


def open_model(
    name: str,
    *,
    seconds: float | None = None,
    max_tokens: int | None = None,
    temperature: float | None = None,
) -> BaseChatModel:
    """Return the chat model that ``provider:model`` names, with keys from the environment.

    What is not given is left to the provider, since some models refuse to be told; with
    ``seconds`` a call that fails is not made again. Raises `GuidanceError` where the provider's
    package is missing, or there is no such model.
    """
    options = _options(name, seconds, max_tokens)
    if temperature is not None:
        options["temperature"] = temperature

    def opened(asked: str) -> list[BaseChatModel]:
        # In a list, since a runnable that a runnable returns is called at once.
        return [init_chat_model(asked, **options)]

    # With an empty name LangChain hands back a model that is still to be chosen. Providers raise
    # errors of their own, which only a batch returns whatever they are.
    (made,) = RunnableLambda(opened).batch([name.strip() or "no name"], return_exceptions=True)
    if not isinstance(made, Exception):
        return made[0]
    if isinstance(made, ImportError):
        raise GuidanceError(
            f"The chat model “{name}” needs a package that is not installed.",
            "Install the extra “chat” (pip install -c constraints.txt -e '.[chat]'), which serves "
            "Anthropic, OpenAI and Ollama, or for another provider its own LangChain package.",
        ) from made
    first = str(made).partition("\n")[0].strip()
    short = first if len(first) <= MAX_REASON else f"{first[:MAX_REASON]} …"
    raise GuidanceError(
        f"The chat model “{name}” cannot be opened ({short}).",
        "Name it as provider:model and set what its provider asks for in the environment.",
    ) from made


def _options(name: str, seconds: float | None, max_tokens: int | None) -> dict[str, Any]:
    """Return the limits of time and size as a provider calls them."""
    ollama = name.strip().startswith("ollama")
    options: dict[str, Any] = {}
    if seconds is not None:
        # Ollama's client never tries again and knows no such option.
        options |= (
            {"client_kwargs": {"timeout": seconds}}
            if ollama
            else {"timeout": seconds, "max_retries": 0}
        )
    if max_tokens is not None:
        options["num_predict" if ollama else "max_tokens"] = max_tokens
    return options
