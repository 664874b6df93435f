from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.domain import Answer, Document, Notice
from assistant.pipeline import Assistant
from assistant.views.terminal import place_of, printable, show_answer, show_sources
from tests import small_corpus

# Rings, moves the cursor, changes the title of the window, turns the direction of writing.
COMMANDS = "\x07\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u200b\x7f"


def console() -> Console:
    return Console(file=io.StringIO(), width=1_000, highlight=False)


def shown(answer: Answer) -> str:
    to = console()
    show_answer(answer, to)
    return to.file.getvalue()  # type: ignore[attr-defined] # a StringIO


@pytest.fixture(scope="module")
def answer(small: Assistant) -> Answer:
    return small.ask(small_corpus.ANSWERED)


def test_the_answer_comes_first_word_for_word(answer: Answer) -> None:
    assert shown(answer).startswith(answer.answer)


def test_notices_sources_and_suggestions_come_under_their_headings(answer: Answer) -> None:
    text = shown(answer)
    places = [text.index(title) for title in ("Please note", "Sources", "You could ask")]
    assert places == sorted(places)
    for notice in answer.notices:
        assert notice.text in text


def test_what_there_is_none_of_has_no_heading(small: Assistant) -> None:
    text = shown(small.ask(small_corpus.ELSEWHERE))
    assert not any(title in text for title in ("Please note", "Sources", "You could ask"))


def test_every_source_gives_its_place_voice_authority_date_and_position(answer: Answer) -> None:
    citation = answer.citations[0]
    assert place_of(citation) == (
        "Leads of garden boards, paragraph 1 · Garden Office · statutory guidance · 2024-03-01 · "
        f"characters {citation.char_start}–{citation.char_end}"
    )
    assert f"[1] {place_of(citation)}" in shown(answer)


def test_a_page_is_given_by_its_printed_label_where_it_has_one(answer: Answer) -> None:
    citation = replace(answer.citations[0], page=12)
    assert ", page 12 of the file ·" in place_of(citation)
    assert ", page x ·" in place_of(replace(citation, page_label="x"))
    assert ", pages x–xi ·" in place_of(replace(citation, page_label="x–xi"))


def test_a_source_without_a_date_is_called_undated(answer: Answer) -> None:
    assert "· undated ·" in place_of(replace(answer.citations[0], published=None))


def test_markup_for_the_terminal_is_shown_as_it_stands(answer: Answer) -> None:
    text = shown(replace(answer, answer="[red]“Must”[/red] [bold]x"))
    assert text.startswith("[red]“Must”[/red] [bold]x")


def test_what_a_terminal_would_obey_never_reaches_it(answer: Answer) -> None:
    spoilt = replace(
        answer,
        answer=f"One{COMMANDS}two",
        notices=(Notice("currency", f"three{COMMANDS}", (1,)),),
        citations=(replace(answer.citations[0], title=f"four{COMMANDS}"),),
        suggestions=(f"five{COMMANDS}",),
    )
    text = shown(spoilt)
    assert all(word in text for word in ("One", "two", "three", "four", "five"))
    assert not set(COMMANDS) & set(text) - set("[2J]0;owned31m")


def test_a_space_of_another_width_stays_a_space() -> None:
    assert printable("5\u00a0miles\tand\u2009more\nhere") == "5 miles and more\nhere"


def listed(document: Document) -> str:
    to = console()
    show_sources([document], to)
    return to.file.getvalue()  # type: ignore[attr-defined] # a StringIO


def test_a_document_is_listed_with_its_standing_and_date(small: Assistant) -> None:
    text = listed(small.documents["leads"])
    said = ("Leads of garden boards", "leads", "Garden Office", "2024-03-01", "statutory guidance")
    assert all(word in text for word in said)


def test_a_document_without_a_date_is_listed_with_the_reason(small: Assistant) -> None:
    assert "none: undated: no date is printed" in listed(small.documents["leaflet"])


def test_a_document_of_several_parts_is_listed_with_each(small: Assistant) -> None:
    text = listed(small.documents["pack"])
    assert "Item 1: Minutes · Allotment Council" in text
    assert "Item 2: Report of the head gardener · Head gardener" in text


def test_a_catalogue_cannot_command_the_terminal(small: Assistant) -> None:
    document = small.documents["pack"]
    spoilt = replace(
        document,
        source=replace(document.source, title=f"Pack{COMMANDS}", publisher=f"Council{COMMANDS}"),
        parts=tuple(replace(part, title=f"Part{COMMANDS}") for part in document.parts),
    )
    assert not set("\x07\x1b\x9b\u202e\u200b\x7f") & set(listed(spoilt))
