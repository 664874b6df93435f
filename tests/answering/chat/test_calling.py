"""A chat model is asked once, for so long, by so many at once, and nothing of it is told."""

from __future__ import annotations

import logging
from threading import Event, Semaphore

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.answering.chat.calling import Caller
from assistant.errors import GuidanceError
from tests.answering.chat.conftest import called
from tests.fakes import ScriptedChatModel

ASKED: list[BaseMessage] = [HumanMessage("Secret question?")]
GOOD = called({"statements": [{"text": "Secret.", "support": []}]})


def test_a_reply_of_the_form_asked_for_is_returned() -> None:
    reply = Caller(ScriptedChatModel(script=[GOOD]), 20).ask(ASKED)
    assert reply is not None
    assert [said.text for said in reply.statements] == ["Secret."]


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (ValueError("Secret."), "ValueError"),
        (ConnectionError("Secret."), "ConnectionError"),
        (AIMessage("Secret."), "not of the form asked for"),
        (called({"statements": "Secret."}), "not of the form asked for"),
        (
            GOOD.model_copy(update={"response_metadata": {"stop_reason": "max_tokens"}}),
            "cut short",
        ),
        (GOOD.model_copy(update={"response_metadata": {"stop_reason": "refusal"}}), "cut short"),
        (called({"statements": [{"text": "Secret " * 5_000, "support": []}]}), "too long"),
    ],
)
def test_a_failure_is_told_by_its_kind_alone_and_not_tried_again(
    step: AIMessage | Exception, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    model = ScriptedChatModel(script=[step, GOOD])
    with caplog.at_level(logging.DEBUG):
        assert Caller(model, 20).ask(ASKED) is None
    assert kind in caplog.text
    assert "Secret" not in caplog.text
    assert len(model.prompts) == 1


def test_a_model_that_does_not_answer_in_time_is_given_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = Event()

    def hang(_: list[BaseMessage]) -> AIMessage:
        answer.wait(30)
        return GOOD

    caller = Caller(ScriptedChatModel(script=[hang]), seconds=0.01)
    assert caller.ask(ASKED) is None
    assert "TimeoutError" in caplog.text
    answer.set()


def test_calls_given_up_are_bounded_and_free_their_places_when_they_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer, ended, reached = Event(), Event(), Semaphore(0)

    def hang(_: list[BaseMessage]) -> AIMessage:
        reached.release()
        answer.wait(30)
        return GOOD

    model = ScriptedChatModel(script=[hang, hang, GOOD])
    caller = Caller(model, seconds=0.01, at_once=2)
    for _ in range(5):
        assert caller.ask(ASKED) is None
    # A call is given up sooner than a busy machine begins it.
    assert all(reached.acquire(timeout=20) for _ in range(2))
    assert len(model.prompts) == 2
    assert "busy" in caplog.text
    answer.set()
    patient = Caller(ScriptedChatModel(script=[GOOD]), 20)
    patient.ask(ASKED)
    ended.set()
    # Both places come free once their calls end; a place that leaked would never be got here.
    assert all(caller._free.acquire(timeout=20) for _ in range(2))


def test_a_model_that_cannot_return_data_is_refused_at_once() -> None:
    with pytest.raises(GuidanceError, match="Choose a chat model that can call tools"):
        Caller(FakeListChatModel(responses=["Hello."]), 20)
