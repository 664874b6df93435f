"""The report of an evaluation, as a real browser shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from evals.suite.report import write_report
from tests.evals.suite.made_scores import scores

pytestmark = pytest.mark.browser

CUT_OFF = """
[...document.querySelectorAll(".table")].filter(table => table.scrollWidth > table.clientWidth + 1)
  .map(table => table.querySelector("caption").innerText)
"""
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_report(scores(), tmp_path_factory.mktemp("report"))[0].as_uri()


@pytest.mark.parametrize("width", [320, 800, 1280])
def test_nothing_reaches_beyond_the_page(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT_OFF) == []
    finally:
        page.close()


def test_the_page_asks_nothing_of_any_server_and_raises_no_fault(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    try:
        page.goto(address)
        assert (asked, said) == ([address], [])
    finally:
        page.close()


def test_a_dark_screen_gets_a_dark_page_and_paper_a_white_one(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    try:
        page.goto(address)
        assert page.evaluate(GROUND) == "rgb(20, 24, 29)"
        page.emulate_media(media="print")
        assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    finally:
        page.close()
