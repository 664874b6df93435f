from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.domain import EVERYTHING, Outcome, Scope
from assistant.errors import QuestionError
from assistant.index.connection import Place
from assistant.index.lexical import LexicalIndex
from assistant.index.scoping import conditions_of, days_of
from assistant.index.store import VectorStore
from assistant.pipeline import Assistant
from tests.fakes import HashedBagOfWords
from tests.index.test_store import document, passage
from tests.small_corpus import ANSWERED

# Of the small corpus, what each scope lets in: documents, or one part of a document.
SCOPES = {
    "a document": (Scope(documents=("leads",)), {"leads"}),
    "two documents": (Scope(documents=("plan", "leaflet")), {"plan", "leaflet"}),
    "an authority": (Scope(authorities=("statutory guidance",)), {"leads"}),
    "a voice that is a part's alone": (Scope(voices=("Head gardener",)), {"pack"}),
    "since a day": (Scope(since="2024-03-01"), {"leads"}),
    "since the day after": (Scope(since="2024-03-02"), set()),
    "since a year that a document is of": (Scope(since="2022"), {"leads", "pack", "tools"}),
    "until a month": (Scope(until="2021-01"), {"plan"}),
    "until the month before": (Scope(until="2020-12"), set()),
    "between two": (Scope(since="2021-01-08", until="2022"), {"plan", "pack"}),
    "a document and a voice": (Scope(("leads",), voices=("Garden Office",)), {"leads"}),
    "what no document has together": (Scope(("plan",), ("statutory guidance",)), set()),
}


@pytest.mark.parametrize(("scope", "documents"), SCOPES.values(), ids=[*SCOPES])
def test_both_rankings_and_the_mask_let_in_the_same_passages(
    small: Assistant, scope: Scope, documents: set[str]
) -> None:
    index = small.index
    mask = index.mask(scope)
    assert mask is not None
    within = {p.passage_id for p, inside in zip(index.passages, mask, strict=True) if inside}
    assert {index.passage(one).doc_id for one in within} == documents
    assert {one for one, _ in index.dense(index.embed("board"), 100, scope)} == within
    asked = " ".join(p.text for p in index.passages)
    assert {one for one, _ in index.lexical.search(asked, 100, among=mask)} == within


def test_of_a_pack_only_the_part_in_the_voice_asked_for_is_let_in(small: Assistant) -> None:
    mask = small.index.mask(Scope(voices=("Head gardener",)))
    assert mask is not None
    (found,) = (p for p, inside in zip(small.index.passages, mask, strict=True) if inside)
    assert "slugs" in found.text


def test_the_scope_of_everything_needs_no_mask_and_no_conditions(small: Assistant) -> None:
    assert small.index.mask(EVERYTHING) is None
    assert conditions_of(EVERYTHING) is None


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2021", (20210101, 20211231)),
        ("2021-02", (20210201, 20210231)),
        ("2021-02-08", (20210208, 20210208)),
        ("about 2021", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_the_days_that_it_may_mean(
    published: str | None, days: tuple[int, int] | None
) -> None:
    assert days_of(published) == days


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(documents=("leeds",)), "leads"),
        (Scope(authorities=("law",)), "statutory guidance"),
        (Scope(voices=("Nobody",)), "Head gardener"),
        (Scope(since="last year"), "2021-02-08"),
        (Scope(until="2021-13"), "2021-02-08"),
    ],
)
def test_an_unknown_value_is_refused_with_those_that_there_are(
    small: Assistant, scope: Scope, said: str
) -> None:
    with pytest.raises(QuestionError) as error:
        small.ask(ANSWERED, scope=scope)
    assert said in error.value.next_step


def test_a_value_may_be_written_in_other_letters(small: Assistant) -> None:
    scope = small.index.known_scope(Scope(("LEADS",), ("Statutory Guidance",), since="March 2024"))
    assert scope == Scope(("leads",), ("statutory guidance",), since="2024-03")


def test_an_answer_rests_on_what_the_scope_lets_in_alone(small: Assistant) -> None:
    everywhere = small.ask(ANSWERED)
    within = small.ask(ANSWERED, scope=Scope(documents=("leaflet",)))
    assert {found.doc_id for found in everywhere.retrieved} > {"leaflet"}
    assert {found.doc_id for found in within.retrieved} == {"leaflet"}


def test_a_paragraph_that_is_named_is_not_found_outside_the_scope(small: Assistant) -> None:
    asked = "What does paragraph 7 say?"
    assert {one.doc_id for one in small.ask(asked).retrieved} >= {"leads"}
    within = small.ask(asked, scope=Scope(documents=("tools",)))
    assert {one.doc_id for one in within.retrieved} == {"tools"}


def test_where_nothing_is_in_the_scope_the_documents_are_silent(small: Assistant) -> None:
    answer = small.ask(ANSWERED, scope=Scope(("plan",), ("statutory guidance",)))
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert answer.retrieved == ()


def test_a_few_passages_among_many_are_all_found(tmp_path: Path) -> None:
    """The graph is walked from anywhere, and what is asked for may be far from there."""
    rows = np.random.default_rng(7).normal(size=(3_000, 32)).astype(np.float32)
    store = VectorStore.create(
        Place("", tmp_path / "chroma", "guidance-few"), len(rows), HashedBagOfWords()
    )
    passages = [passage(n) for n in range(len(rows))]
    texts = [f"text {n}" for n in range(len(rows))]
    store.add(document("2019"), passages[:-5], texts[:-5], rows[:-5])
    store.add(document("2024-05"), passages[-5:], texts[-5:], rows[-5:])
    found = store.search(rows[0].tolist(), 100, conditions_of(Scope(since="2024")))
    assert {one for one, _ in found} == {p.passage_id for p in passages[-5:]}


def test_the_best_of_equal_passages_are_the_first_of_those_let_in(tmp_path: Path) -> None:
    ids = [str(n) for n in range(6)]
    index = LexicalIndex.build(ids, ["plums"] * 6, tmp_path / "lexical")
    among = np.array([False, True, False, True, True, True])
    assert [found for found, _ in index.search("plum", 3, among=among)] == ["1", "3", "4"]
