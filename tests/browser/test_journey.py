"""A visitor asks a question and reads the quotation in its place, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Serve

pytestmark = pytest.mark.browser

PATIENCE = 120_000
"""Milliseconds: the model is loaded for the first question."""
QUESTION = "Does every ICB need a SEND lead?"
QUOTED = "Each ICB must have a board-level executive lead for children and young people with SEND"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(
    browser: Browser, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    index = tmp_path_factory.mktemp("index")
    command = [sys.executable, "-m", "assistant.cli", "sync", "--index", str(index)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with serve(ROOT / "app.py", GUIDANCE_INDEX=str(index)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport=PHONE) as context:
        opened = context.new_page()
        opened.set_default_timeout(PATIENCE)
        opened.goto(address)
        yield opened


def ask(page: Page, question: str) -> None:
    box = page.get_by_placeholder("Ask a question")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_role("button", name="New conversation")).to_be_visible(timeout=PATIENCE)


def test_every_quotation_of_an_answer_is_highlighted_in_its_place(page: Page) -> None:
    ask(page, QUESTION)
    answer = page.get_by_test_id("stChatMessage").last
    said = answer.get_by_test_id("stMarkdownContainer").first.inner_text()
    for citation in answer.get_by_test_id("stExpander").all():
        citation.locator("summary").first.click()
        highlighted = citation.locator(".stMarkdownColoredBackground strong")
        expect(highlighted.first).to_be_visible()
        for words in highlighted.all_inner_texts():
            assert words.strip("“”") in said


def test_a_quotation_opens_at_its_words(page: Page) -> None:
    ask(page, QUESTION)
    answer = page.get_by_test_id("stChatMessage").last
    expect(answer).to_contain_text(QUOTED)
    expect(answer).to_contain_text("[1]")
    # The surroundings of another quotation may hold these words too.
    citation = answer.get_by_test_id("stExpander").filter(has_text=QUOTED).first
    citation.locator("summary").first.click()
    highlighted = citation.locator(".stMarkdownColoredBackground", has_text=QUOTED)
    expect(highlighted).to_be_visible()
    expect(highlighted.locator("strong")).to_contain_text(f"“{QUOTED}.”")
    expect(citation).to_contain_text("statutory guidance")


def test_a_phone_is_not_scrolled_sideways(page: Page) -> None:
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_start_of_a_long_answer_stays_in_view(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.get_by_text(QUESTION, exact=True)).to_be_in_viewport()


def test_two_visitors_do_not_see_each_other(page: Page, browser: Browser, address: str) -> None:
    ask(page, QUESTION)
    with browser.new_context() as context:
        other = context.new_page()
        other.goto(address)
        expect(other.get_by_placeholder("Ask a question")).to_be_visible(timeout=PATIENCE)
        expect(other.get_by_text(QUESTION, exact=True)).to_have_count(0)


def test_the_sources_page_is_one_press_away_and_the_conversation_stays(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("link", name="Sources: the documents it quotes").click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.get_by_text(re.compile("undated: the text states no date")).first).to_be_visible()
    page.go_back()
    expect(page.get_by_text(QUESTION, exact=True)).to_be_visible()


def test_without_an_index_the_page_says_what_to_do(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    with (
        serve(ROOT / "app.py", GUIDANCE_INDEX=str(tmp_path / "none")) as address,
        browser.new_context() as context,
    ):
        opened = context.new_page()
        opened.goto(address)
        expect(opened.get_by_role("button", name="Try again")).to_be_visible(timeout=PATIENCE)
        expect(opened.get_by_text("guidance sync")).to_be_visible()
        expect(opened.get_by_text("Traceback")).to_have_count(0)
