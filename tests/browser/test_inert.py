"""What a browser makes of text that would like to be more than text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Serve

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "[a link](https://example.org) and ![an image](https://example.org/x.png)",
    "[script](javascript:document.title='taken')",
    "https://example.org/a:smile: www.example.org someone@example.org <https://example.org>",
    "$x^2$ and $$y$$ and \\(z\\)",
    ":smile: :+1: :streamlit: :material/home: :material_home: :red[red] :help[help]",
    ":red-background[red] :blue-badge[badge] :color[c]{foreground=red} ::rule ]**”",
    "# heading",
    "- item",
    "1. item",
    "> quotation",
    "a | b",
    "--- *** ===",
    "**bold** _italic_ ~~gone~~ `code` ``more`` [^1] &amp; &#60; \\",
    "a -> b <- c -- d >= e <= f ~= g <-> h",
)
PAGE = f"""
import streamlit as st
from assistant.pages.markdown import escape_markdown

for number, text in enumerate({HOSTILE!r}):
    with st.container(key=f"plain-{{number}}"):
        st.markdown(escape_markdown(text))
    with st.container(key=f"quoted-{{number}}"):
        st.markdown(f"before :yellow-background[**“{{escape_markdown(text)}}”**] after")
    with st.container(key=f"label-{{number}}"):
        st.button(escape_markdown(text), key=f"button-{{number}}")
    with st.container(key=f"question-{{number}}"):
        st.text(text)
st.markdown("the end")
"""
ALLOWED = {"P", "STRONG", "CODE", "SPAN"}
TAGS = "found => [...found.querySelectorAll('*')].map(element => element.tagName)"


def test_hostile_text_is_shown_letter_by_letter(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    script = tmp_path / "hostile.py"
    script.write_text(PAGE, "utf-8")
    with serve(script) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_text("the end")).to_be_visible(timeout=60_000)
        for number, text in enumerate(HOSTILE):
            for kind, shown in (
                ("plain", text),
                ("quoted", f"before “{text}” after"),
                ("label", text),
            ):
                place = page.locator(f".st-key-{kind}-{number}")
                markdown = place.get_by_test_id("stMarkdownContainer")
                expect(markdown).to_have_text(shown)
                assert set(markdown.evaluate(TAGS)) <= ALLOWED, (kind, text)
            question = page.locator(f".st-key-question-{number}").get_by_test_id("stText")
            expect(question).to_have_text(text)
            assert set(question.evaluate(TAGS)) <= {"SPAN", "DIV"}
        assert page.title() != "taken"
