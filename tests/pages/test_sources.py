"""The page about the documents, driven without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from assistant.documents.catalogue import uncatalogued
from tests.pages.scripted import GUIDANCE, ScriptedAssistant

PAGE = "assistant/pages/sources.py"


def shown(page: AppTest) -> str:
    return "\n".join(element.value for element in page.markdown).replace("\\", "")


def test_every_document_is_described(
    scripted: ScriptedAssistant, visit: Callable[[], AppTest]
) -> None:
    page = visit().switch_page(PAGE).run()
    assert not page.exception
    titles = {heading.value.replace("\\", "") for heading in page.subheader}
    assert titles == {document.source.title for document in scripted.documents.values()}
    text = " ".join(shown(page).split())
    for document in scripted.documents.values():
        for fact in (document.source.publisher, document.source.standing, document.source.rights):
            assert fact in text
    assert "undated: the text states no date" in text
    assert "**Date:** 2 September 2021" in text
    assert not page.info


def test_the_parts_of_a_pack_are_described_with_their_own_voice(
    scripted: ScriptedAssistant, visit: Callable[[], AppTest]
) -> None:
    page = visit().switch_page(PAGE).run()
    [parts] = page.expander
    said = parts.markdown[0].value.replace("\\", "")
    assert "Agenda item 6, Appendix 1 · NHS England and NHS Improvement · national proposal" in said
    assert "one council's view" in said


def test_a_document_without_a_catalogue_entry_is_marked(
    scripted: ScriptedAssistant, visit: Callable[[], AppTest]
) -> None:
    unknown = uncatalogued(Path("found_on_a_shelf.txt"), "0")
    document = replace(scripted.documents[GUIDANCE], source=unknown)
    scripted.documents = {unknown.doc_id: document}
    page = visit().switch_page(PAGE).run()
    assert not page.exception
    assert page.info[0].value.startswith("Not catalogued")
