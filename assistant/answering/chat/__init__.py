"""Answers worded by a chat model that the user switched on, each statement checked before it is
shown; whatever goes wrong, the documents are quoted instead."""

from __future__ import annotations

from assistant.answering.chat.calling import Caller
from assistant.answering.chat.composer import ChatComposer
from assistant.answering.chat.gate import Gate, gate_of
from assistant.answering.chat.model import open_model
from assistant.answering.compose import Composer, QuotingComposer
from assistant.settings import Settings

__all__ = ["ChatComposer", "Gate", "composer_of", "gate_of", "open_model"]


def composer_of(settings: Settings) -> Composer:
    """Return the composer that the settings choose: quoting alone unless they name a chat model.

    Raises `GuidanceError` where the model cannot be opened; nothing is sent to it here.
    """
    if not settings.chat_model:
        return QuotingComposer()
    model = open_model(
        settings.chat_model, seconds=settings.chat_seconds, max_tokens=settings.chat_max_tokens
    )
    return ChatComposer(Caller(model, settings.chat_seconds), settings.chat_prompt_chars)
