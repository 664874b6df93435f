"""The page for questions, driven without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assistant.domain import Message, Notice, Outcome, Reader
from assistant.errors import IndexMissing, QuestionError, StoreUnavailable
from assistant.pipeline import Assistant
from tests.pages.scripted import GUIDANCE, LEAD, WELCOME, ScriptedAssistant, answer, cite

QUESTION = "Does every ICB need a SEND lead?"
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) "
    "![](https://example.org/x.png) $\\frac{1}{2}$ :red[red] :smile:\n# heading\n- item"
)

Visit = Callable[[], AppTest]


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def shown(page: AppTest) -> str:
    return "\n".join(element.value for element in page.markdown).replace("\\", "")


def questions(page: AppTest) -> list[str]:
    return [element.value for element in page.text]


def test_a_new_visitor_reads_what_this_is_and_what_it_is_not(
    scripted: ScriptedAssistant, visit: Visit
) -> None:
    page = visit()
    assert not page.exception
    said = shown(page)
    assert "not legal or clinical advice" in said
    assert "it may be wrong" in said
    assert "your local integrated care board" in said
    assert [button.label for button in page.button] == list(WELCOME.examples)


def test_a_press_on_an_example_asks_it(scripted: ScriptedAssistant, visit: Visit) -> None:
    page = visit()
    example = page.button[0].label.replace("\\", "")
    scripted.replies[example] = answer("Yes.")
    page.button[0].click().run()
    assert not page.exception
    assert questions(page) == [example]
    assert "Yes." in shown(page)


def test_an_answer_shows_its_quotation_in_its_surroundings(
    scripted: ScriptedAssistant, visit: Visit
) -> None:
    cited = cite(scripted.documents[GUIDANCE], LEAD)
    scripted.replies[QUESTION] = answer(f"Yes. The guidance says: “{LEAD}” [1]", cited)
    page = ask(visit(), QUESTION)
    assert not page.exception
    assert f"“{LEAD}” [1]" in shown(page)
    [citation] = page.expander
    label = citation.label.replace("\\", "")
    assert label.startswith("**[1] paragraph 15** — NHS England, Executive lead roles within")
    assert label.endswith("statutory guidance · undated")
    opened = "\n".join(element.value for element in citation.markdown).replace("\\", "")
    assert f":yellow-background[**“{LEAD}”**]" in opened
    assert "###### Executive lead for children and young people with Special" in opened
    assert "**Strength:** must" in opened
    assert "**Voice:** NHS England" in opened
    assert "undated: the text states no date" in opened


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_shown(
    outcome: Outcome, scripted: ScriptedAssistant, visit: Visit
) -> None:
    scripted.replies[QUESTION] = answer(
        "First line.\n\n1. One\n2. Two",
        outcome=outcome,
        notices=(Notice("conflict", "The sources differ.", ()),),
    )
    page = ask(visit(), QUESTION)
    assert not page.exception
    assert "First line." in shown(page)
    assert "**Please note**\n- The sources differ." in shown(page)


def test_what_a_visitor_types_is_shown_as_it_is(scripted: ScriptedAssistant, visit: Visit) -> None:
    scripted.replies[HOSTILE] = answer(HOSTILE, outcome=Outcome.REFUSED, suggestions=(HOSTILE,))
    page = ask(visit(), HOSTILE)
    assert not page.exception
    assert questions(page) == [HOSTILE]
    for element in page.markdown:
        assert not element.allow_html
        assert "<script" not in element.value.replace("\\<", "")


def test_two_visitors_do_not_see_each_other(scripted: ScriptedAssistant, visit: Visit) -> None:
    scripted.replies = {"mine": answer("for me"), "yours": answer("for you")}
    one, other = visit(), visit()
    ask(one, "mine")
    ask(other, "yours")
    assert questions(one.run()) == ["mine"]
    assert "for you" not in shown(one)
    assert questions(other.run()) == ["yours"]
    assert scripted.asked[1][1] == ()


def test_a_follow_up_comes_with_the_conversation(scripted: ScriptedAssistant, visit: Visit) -> None:
    scripted.replies = {"first": answer("one"), "second": answer("two")}
    page = ask(ask(visit(), "first"), "second")
    assert questions(page) == ["first", "second"]
    assert scripted.asked[1][1] == (Message("user", "first"), Message("assistant", "one"))


def test_a_new_conversation_forgets_the_old_one(scripted: ScriptedAssistant, visit: Visit) -> None:
    scripted.replies = {"first": answer("one"), "second": answer("two")}
    page = ask(visit(), "first")
    next(button for button in page.button if button.label == "New conversation").click().run()
    assert questions(page) == []
    ask(page, "second")
    assert scripted.asked[1][1] == ()


def test_the_choice_of_reader_is_handed_on_and_survives_another_page(
    scripted: ScriptedAssistant, visit: Visit
) -> None:
    scripted.replies = {"first": answer("one")}
    page = visit()
    page.radio[0].set_value(Reader.BOARD).run()
    page.switch_page("assistant/pages/sources.py").run()
    page.switch_page("assistant/pages/ask.py").run()
    ask(page, "first")
    assert scripted.asked[0][2] is Reader.BOARD


def test_only_the_newest_answer_makes_suggestions(
    scripted: ScriptedAssistant, visit: Visit
) -> None:
    scripted.replies = {
        "first": answer("one", suggestions=("second",)),
        "second": answer("two", suggestions=("third",)),
    }
    page = ask(visit(), "first")
    next(button for button in page.button if button.label == "second").click().run()
    assert questions(page) == ["first", "second"]
    assert [button.label for button in page.button] == ["third", "New conversation"]


@pytest.mark.parametrize("error", [QuestionError, StoreUnavailable])
def test_a_question_that_fails_is_explained_and_the_conversation_goes_on(
    error: type[QuestionError], scripted: ScriptedAssistant, visit: Visit
) -> None:
    scripted.replies = {"bad": error("It is too long.", "Shorten it."), "good": answer("one")}
    page = ask(visit(), "bad")
    assert not page.exception
    assert "It is too long. Shorten it." in shown(page)
    ask(page, "good")
    assert "one" in shown(page)
    assert scripted.asked[1][1] == ()


def test_a_stream_that_ends_early_says_so(scripted: ScriptedAssistant, visit: Visit) -> None:
    scripted.stream = lambda *_, **__: iter(["half "])  # type: ignore[method-assign]
    page = ask(visit(), QUESTION)
    assert "The answer was interrupted." in shown(page)


def test_without_an_index_the_page_says_what_to_do(
    scripted: ScriptedAssistant, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise IndexMissing("There is no index in index.", "Run `guidance sync`.")

    monkeypatch.setattr(Assistant, "open", missing)
    page = visit()
    assert not page.exception
    assert "There is no index in index." in shown(page)
    assert "guidance sync" in shown(page)
    monkeypatch.setattr(Assistant, "open", lambda: scripted)
    page.button[0].click().run()
    assert page.chat_input


def test_a_quotation_whose_document_has_changed_is_shown_without_surroundings(
    scripted: ScriptedAssistant, visit: Visit
) -> None:
    document = scripted.documents[GUIDANCE]
    scripted.replies[QUESTION] = answer("Yes. [1]", cite(document, LEAD))
    scripted.documents = {GUIDANCE: replace(document, text=" " + document.text)}
    page = ask(visit(), QUESTION)
    assert not page.exception
    [citation] = page.expander
    assert citation.markdown[0].value.replace("\\", "") == f"“{LEAD}”"
    assert "has changed" in citation.caption[0].value
