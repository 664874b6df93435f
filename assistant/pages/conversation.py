"""One visitor's conversation, kept in their session and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from assistant.domain import Answer, Message, Reader

_TURNS, _PENDING, _READER = "turns", "pending", "reader"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a question has no answer: what happened, and what to do next."""

    what: str
    next_step: str


INTERRUPTED = Problem("The answer was interrupted.", "Ask the question again to see it.")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with what prevented one."""

    question: str
    answer: Answer | None = None
    problem: Problem = INTERRUPTED


def turns() -> list[Turn]:
    """Return the conversation of this visitor so far; what is added to it stays."""
    held: list[Turn] = st.session_state.setdefault(_TURNS, [])
    return held


def history() -> list[Message]:
    """Return the answered turns as the pipeline takes them."""
    return [
        message
        for turn in turns()
        if turn.answer
        for message in (Message("user", turn.question), Message("assistant", turn.answer.answer))
    ]


def start_again() -> None:
    """Forget the conversation of this visitor."""
    st.session_state[_TURNS] = []
    st.session_state.pop(_PENDING, None)


def ask_next(question: str) -> None:
    """Put a question, to be answered when the page is drawn."""
    st.session_state[_PENDING] = question


def take_pending() -> str | None:
    """Return the question that waits for an answer, once."""
    question: str | None = st.session_state.pop(_PENDING, None)
    return question


def reader() -> Reader:
    """Return for whom answers are worded; the choice outlives a visit to another page."""
    return Reader(st.session_state.get(_READER, Reader.PLAIN))


def choose_reader(chosen: Reader) -> None:
    """Word the answers from now on for ``chosen``."""
    st.session_state[_READER] = chosen
