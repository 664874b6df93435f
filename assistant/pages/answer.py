"""How an answer is shown: its text, what to know beside it, and the sources it was quoted from."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from assistant.domain import Answer, Citation, Document, quote_of
from assistant.pages.markdown import (
    answer_markdown,
    escape_markdown,
    facts_markdown,
    notices_markdown,
    surroundings_markdown,
)
from assistant.pages.shared import link_to
from assistant.pages.wording import citation_label, facts_of_citation, reference
from assistant.views.surroundings import surroundings

CHANGED = "The document has changed since this answer, so its surroundings cannot be shown."
BEFORE_CHARS = 300
"""So little that the quoted words are on the first screen of a phone."""


def show_answer(answer: Answer, documents: Mapping[str, Document]) -> None:
    """Draw an answer, what to know beside it, and its citations, each opening at its words."""
    st.markdown(answer_markdown(answer.answer))
    if answer.notices:
        with st.container(border=True):
            st.markdown("**Please note**")
            st.markdown(notices_markdown(answer.notices))
    if answer.citations:
        st.markdown("**Where the words stand** — open one to read it in its place")
    for citation in answer.citations:
        with st.expander(citation_label(citation)):
            _show_citation(answer, citation, documents.get(citation.doc_id))


def _show_citation(answer: Answer, citation: Citation, document: Document | None) -> None:
    """Show the quotation in its surroundings and what kind of source it stands in."""
    if document and quote_of(document.text, citation.spans) == citation.quote:
        st.markdown(
            surroundings_markdown(surroundings(document, citation.spans, before_chars=BEFORE_CHARS))
        )
    else:
        st.markdown(f"“{escape_markdown(citation.shown)}”")
        st.caption(CHANGED)
    st.divider()
    st.markdown(facts_markdown(facts_of_citation(answer, citation, document)))
    if document:
        link_to(document.source)
    st.caption("Reference to copy")
    st.code(reference(citation), language=None, wrap_lines=True)
