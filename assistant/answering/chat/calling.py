"""One call of a chat model, limited in time and number: a reply, or the kind of failure."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langsmith import tracing_context

from assistant.answering.chat.reply import MAX_REPLY_CHARS, Reply
from assistant.errors import GuidanceError

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Calls under way together, those included that were given up and have not ended yet: while all
are taken a question is answered by quoting at once, so that a dead server costs no more threads."""
_CUT_SHORT = frozenset({"length", "max_tokens", "max_output_tokens", "content_filter", "refusal"})
"""How providers say that a reply was not finished, or was withheld."""


class Caller:
    """Asks one chat model, never twice for one question; safe to share between threads."""

    def __init__(self, model: BaseChatModel, seconds: float, at_once: int = AT_ONCE) -> None:
        """Prepare to ask ``model``; raises `GuidanceError` where it cannot return data."""
        try:
            self._chain = model.with_structured_output(Reply, include_raw=True)
        except NotImplementedError as error:
            raise GuidanceError(
                f"{type(model).__name__} cannot return data of a given form.",
                "Choose a chat model that can call tools.",
            ) from error
        self._seconds = seconds
        self._free = BoundedSemaphore(at_once)

    def ask(self, messages: Sequence[BaseMessage]) -> Reply | None:
        """Return the model's reply, unchecked, or none after any failure.

        The log names the kind of failure and nothing of what was sent or received.
        """
        if not self._free.acquire(blocking=False):
            log.warning("The chat model is busy; the question is answered by quoting.")
            return None
        box: SimpleQueue[Any] = SimpleQueue()
        # A thread that is given up cannot be ended; as a daemon it keeps no process alive.
        Thread(target=self._run, args=(list(messages), box), daemon=True).start()
        try:
            result = box.get(timeout=self._seconds)
        except Empty:
            result = TimeoutError()
        reply, failure = _read(result)
        if failure:
            log.warning("The chat model gave no usable reply: %s.", failure)
        return reply

    def _run(self, messages: list[BaseMessage], box: SimpleQueue[Any]) -> None:
        result: Any = None
        try:
            # Whatever the environment says, what is asked goes to the model alone.
            with tracing_context(enabled=False):
                # Providers raise errors of their own; a batch returns them, whatever they are.
                (result,) = self._chain.batch([messages], return_exceptions=True)
        finally:
            self._free.release()
            box.put(result)


def _read(result: Any) -> tuple[Reply | None, str]:
    """Return a reply, or none and why there is none."""
    if isinstance(result, Exception):
        return None, type(result).__name__
    if not isinstance(result, dict) or not isinstance(result.get("parsed"), Reply):
        return None, "not of the form asked for"
    raw, reply = result["raw"], result["parsed"]
    if isinstance(raw, AIMessage) and _stop(raw) in _CUT_SHORT:
        return None, "cut short"
    if len(reply.model_dump_json()) > MAX_REPLY_CHARS:
        return None, "too long"
    return reply, ""


def _stop(message: AIMessage) -> str:
    """Return why a model stopped, as far as its provider says so."""
    said = message.response_metadata
    for name in ("finish_reason", "stop_reason", "done_reason"):
        if isinstance(said.get(name), str):
            return str(said[name])
    return ""
