"""The page that says what each document is, who speaks in it, when, and how it binds."""

from __future__ import annotations

import streamlit as st

from assistant.answering.authority import rank
from assistant.domain import Document, Part
from assistant.pages.markdown import escape_markdown, facts_markdown
from assistant.pages.shared import assistant_or_explain, link_to
from assistant.pages.wording import dated, facts_of_source

NOT_CATALOGUED = (
    "Not catalogued: nobody has yet recorded who publishes this document, when, or how it binds."
)


def show() -> None:
    """Draw the page."""
    documents = assistant_or_explain().documents
    st.title("Sources", anchor=False)
    st.markdown(
        "Every answer is quoted from these documents and from nothing else. They differ in who "
        "speaks, when, and how firmly the words bind."
    )
    for document in sorted(documents.values(), key=_firmest_first):
        _show_document(document)


def _firmest_first(document: Document) -> tuple[int, str]:
    return rank(document.source.authority), document.source.title


def _show_document(document: Document) -> None:
    source = document.source
    st.subheader(escape_markdown(source.title), anchor=False)
    if not source.catalogued:
        st.info(NOT_CATALOGUED)
    st.markdown(facts_markdown(facts_of_source(source)))
    link_to(source)
    if len(document.parts) > 1:
        with st.expander(f"{len(document.parts)} documents are bound in it"):
            st.markdown("\n\n".join(_part(part) for part in document.parts))


def _part(part: Part) -> str:
    said = [part.voice, part.authority, part.standing, dated(part.published, "")]
    facts = " · ".join(escape_markdown(fact) for fact in said)
    return f"**{escape_markdown(part.title)}**  \n{escape_markdown(part.locator)} · {facts}"


if __name__ == "__main__":
    show()
