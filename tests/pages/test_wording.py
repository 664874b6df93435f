"""Facts about a source, put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant.domain import Document, Statement, Strength
from assistant.pages.wording import (
    citation_label,
    dated,
    facts_of_citation,
    reference,
    spoken_date,
    strength_line,
)
from assistant.views.page_labels import page_of
from tests.pages.scripted import GUIDANCE, LEAD, answer, cite


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2021-09-02", "2 September 2021"),
        ("2022-06", "June 2022"),
        ("2020", "2020"),
        ("spring 2020", "spring 2020"),
        ("2020-13", "2020-13"),
    ],
)
def test_a_date_is_said_as_people_say_it(published: str, said: str) -> None:
    assert spoken_date(published) == said


@pytest.mark.parametrize(
    ("published", "note", "said"),
    [
        ("2022-06", "", "June 2022"),
        ("2022-06", "about June 2022", "June 2022 (about June 2022)"),
        (None, "undated: nobody says", "undated: nobody says"),
        (None, "not catalogued", "undated: not catalogued"),
        (None, "", "undated"),
    ],
)
def test_what_is_not_dated_says_why(published: str | None, note: str, said: str) -> None:
    assert dated(published, note) == said


def test_a_label_cannot_be_taken_for_markdown(documents: Mapping[str, Document]) -> None:
    citation = replace(
        cite(documents[GUIDANCE], LEAD), locator="[x](y)", title="*T*", published="2021-09-02"
    )
    assert citation_label(citation) == (
        r"**\[1\] \[x\]\(y\)** — NHS England, \*T\* · statutory guidance · 2 September 2021"
    )


def test_a_reference_names_publisher_title_page_place_and_date(
    documents: Mapping[str, Document],
) -> None:
    citation = replace(cite(documents[GUIDANCE], LEAD), page=7, page_label="v")
    assert reference(citation) == (
        "NHS England, Executive lead roles within integrated care boards, page v, paragraph 15 "
        "(undated)"
    )
    assert page_of(replace(citation, page_label=None)) == "page 7 of the file"
    assert page_of(replace(citation, page_label=None, page=None)) == ""


def test_strength_is_that_of_the_statement_which_cites_the_quotation(
    documents: Mapping[str, Document],
) -> None:
    given = replace(
        answer("…", cite(documents[GUIDANCE], LEAD)),
        statements=(
            Statement("…", (1,), Strength.MUST),
            Statement("…", (2,), Strength.NO_REQUIREMENT),
            Statement("…", (1, 2), Strength.MUST),
        ),
    )
    assert strength_line(given, 1) == "must"
    assert strength_line(given, 2) == "no requirement; must"
    assert strength_line(given, 3) == ""


def test_strength_stands_beside_standing(documents: Mapping[str, Document]) -> None:
    given = answer("…", cite(documents[GUIDANCE], LEAD))
    names = [name for name, _ in facts_of_citation(given, given.citations[0], None)]
    assert names[:2] == ["Strength", "Standing"]
