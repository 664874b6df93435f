"""The one assistant that all visitors share, and what they see where it cannot be opened."""

from __future__ import annotations

from threading import Thread

import streamlit as st

from assistant.domain import Source
from assistant.errors import GuidanceError
from assistant.pages.markdown import escape_markdown
from assistant.pipeline import Assistant


@st.cache_resource(show_spinner="Opening the documents…")
def open_assistant() -> Assistant:
    """Open the assistant once for all visitors; it holds nothing of anybody's conversation."""
    assistant = Assistant.open()
    # The model takes seconds to load: it does so while the first question is being written.
    Thread(target=assistant.warm_up, daemon=True).start()
    return assistant


def assistant_or_explain() -> Assistant:
    """Return the shared assistant, or say why there is none and end the page there."""
    try:
        return open_assistant()
    except GuidanceError as error:
        st.title("The assistant cannot answer at the moment")
        st.markdown(escape_markdown(error.what))
        st.markdown(f"**What to do next.** {escape_markdown(error.next_step)}")
        st.button("Try again")
        st.stop()


def link_to(source: Source) -> None:
    """Show a link to the published document where the catalogue has its web address."""
    if source.address.startswith(("https://", "http://")):
        st.link_button("Open the published document", source.address)
