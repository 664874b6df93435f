"""The page for questions: a conversation in which every answer opens at its source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.documents.catalogue import Welcome
from assistant.domain import Answer, Message, Reader
from assistant.errors import GuidanceError
from assistant.pages import conversation
from assistant.pages.answer import show_answer
from assistant.pages.conversation import Problem, Turn
from assistant.pages.markdown import answer_markdown, escape_markdown
from assistant.pages.shared import assistant_or_explain
from assistant.pipeline import Assistant

LIMITS = (
    "This is software that quotes published guidance. It is **not legal or clinical advice** and "
    "**it may be wrong**: open a quotation and read it in its place before you rely on it."
)
IF_IT_DOES_NOT_KNOW = (
    "Where it does not know, look in the documents on the Sources page, or {ask_instead}."
)
PRIVACY = (
    "What you type is kept only while this page is open. Please leave out names and health details."
)
READERS = {
    Reader.PLAIN: "Parent carer",
    Reader.BOARD: "Board member",
    Reader.POLICY: "Policy officer",
}
AVATARS = {"user": ":material/person:", "assistant": ":material/menu_book:"}
LOOKING = "Looking in the documents…"


def show() -> None:
    """Draw the page; a question that was put is answered on it."""
    assistant = assistant_or_explain()
    question = conversation.take_pending()
    turns = conversation.turns()
    _introduce(assistant.welcome, new=not turns and not question)
    for number, turn in enumerate(turns):
        _show_turn(assistant, turn, number, newest=number == len(turns) - 1 and not question)
    if question:
        _answer(assistant, question)
    # In a container it stands below the answer; pinned, it would scroll past the answer's start.
    st.container().chat_input("Ask a question", key="typed", on_submit=_ask_typed)
    if turns:
        st.button("New conversation", on_click=conversation.start_again)
    else:
        _offer("Questions to begin with", assistant.welcome.examples, "example")


def _introduce(welcome: Welcome, *, new: bool) -> None:
    """Say what this is; to a new visitor, also what to know before asking."""
    st.title(escape_markdown(welcome.title), anchor=False)
    if new:
        st.markdown(escape_markdown(welcome.purpose))
    st.markdown(LIMITS)
    if new:
        st.markdown(IF_IT_DOES_NOT_KNOW.format(ask_instead=escape_markdown(welcome.ask_instead)))
        st.markdown(PRIVACY)
    st.page_link(
        "assistant/pages/sources.py",
        label="Sources: the documents it quotes",
        icon=":material/description:",
    )
    _choose_reader()


def _choose_reader() -> None:
    chosen = st.radio(
        "Word the answers for a",
        list(READERS),
        index=list(READERS).index(conversation.reader()),
        format_func=READERS.__getitem__,
        horizontal=True,
        help="This changes the wording and the detail. The evidence stays the same.",
    )
    conversation.choose_reader(chosen)


def _ask_typed() -> None:
    conversation.ask_next(st.session_state.typed)


def _offer(label: str, questions: tuple[str, ...], key: str) -> None:
    """Show questions that one press asks."""
    st.markdown(f"**{label}**")
    for number, question in enumerate(questions):
        st.button(
            escape_markdown(question),
            key=f"{key}-{number}",
            on_click=conversation.ask_next,
            args=(question,),
        )


def _answer(assistant: Assistant, question: str) -> None:
    """Answer a question as the pieces of the answer arrive, then draw the page anew."""
    history, turns = conversation.history(), conversation.turns()
    _show_question(question)
    turns.append(Turn(question))
    with st.chat_message("assistant", avatar=AVATARS["assistant"]):
        turns[-1] = _turn(assistant, question, history)
    st.rerun()


def _turn(assistant: Assistant, question: str, history: Sequence[Message]) -> Turn:
    place = st.empty()
    place.markdown(LOOKING)
    text = ""
    try:
        for piece in assistant.stream(question, history=history, reader=conversation.reader()):
            if isinstance(piece, Answer):
                return Turn(question, piece)
            text += piece
            place.markdown(answer_markdown(text))
    except GuidanceError as error:
        return Turn(question, problem=Problem(error.what, error.next_step))
    return Turn(question)


def _show_question(question: str) -> None:
    with st.chat_message("user", avatar=AVATARS["user"]):
        st.text(question)


def _show_turn(assistant: Assistant, turn: Turn, number: int, *, newest: bool) -> None:
    _show_question(turn.question)
    with st.chat_message("assistant", avatar=AVATARS["assistant"]):
        if turn.answer is None:
            st.markdown(escape_markdown(f"{turn.problem.what} {turn.problem.next_step}"))
            return
        show_answer(turn.answer, assistant.documents)
        if newest and turn.answer.suggestions:
            _offer("You could ask", turn.answer.suggestions, f"suggestion-{number}")


if __name__ == "__main__":
    show()
