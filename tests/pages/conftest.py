"""The app with a scripted assistant behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.domain import Document
from assistant.pipeline import Assistant
from tests.pages.scripted import ScriptedAssistant

ROOT = Path(__file__).parents[2]
LIMITS = Limits()


@pytest.fixture(scope="session")
def documents() -> Mapping[str, Document]:
    found, _ = find_files(ROOT / "corpus", LIMITS)
    return {file.source.doc_id: load(file, LIMITS) for file in found}


@pytest.fixture
def scripted(
    documents: Mapping[str, Document], monkeypatch: pytest.MonkeyPatch
) -> Iterator[ScriptedAssistant]:
    """The assistant that the app opens in this test."""
    assistant = ScriptedAssistant(documents)
    monkeypatch.setattr(Assistant, "open", lambda: assistant)
    st.cache_resource.clear()
    yield assistant
    st.cache_resource.clear()


@pytest.fixture
def visit() -> Callable[[], AppTest]:
    """Open the app as a new visitor."""
    return lambda: AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
