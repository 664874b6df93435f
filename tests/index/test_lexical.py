from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import IndexMismatch
from assistant.index.lexical import LexicalIndex, analyse

TEXTS = {
    "a": "The board must publish its plan.",
    "b": "Boards should hear families.",
    "c": "Section 14Z51 of the Act, paragraph 12.",
    "d": "The board must publish its plan.",
    "e": "the of and",
}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    LexicalIndex.build(list(TEXTS), list(TEXTS.values()), tmp_path / "lexical")
    return LexicalIndex.load(tmp_path / "lexical")


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Boards BOARD", ["board", "board"]),
        ("section 14Z51", ["section", "14z51"]),
        ("co-production", ["co", "product"]),
        ("the child’s plan", ["child", "plan"]),
        ("the children's plans", ["children", "plan"]),
        ("must, should or should not", ["must", "should", "should", "not"]),
        ("ﬁnance", ["financ"]),
        ("2021-02-08", ["2021", "02", "08"]),
        ("who is it for?", []),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_a_text_becomes_the_stems_of_its_words(text: str, stems: list[str]) -> None:
    assert analyse(text) == stems


def test_a_passage_is_found_by_another_form_of_its_words(index: LexicalIndex) -> None:
    assert [found for found, _ in index.search("hearing a family", 5)] == ["b"]


def test_equal_scores_keep_the_order_of_the_passages(index: LexicalIndex) -> None:
    (first, score), (second, same) = index.search("publish", 5)
    assert (first, second) == ("a", "d")
    assert score == same


def test_only_passages_that_share_a_stem_are_found(index: LexicalIndex) -> None:
    assert {found for found, _ in index.search("board", 5)} == {"a", "b", "d"}


@pytest.mark.parametrize("text", ["zebra", "", "the of and", "¿?"])
def test_a_question_without_a_known_word_finds_nothing(index: LexicalIndex, text: str) -> None:
    assert index.search(text, 5) == []


def test_no_more_are_returned_than_asked_for(index: LexicalIndex) -> None:
    assert len(index.search("board", 2)) == 2


def test_it_counts_the_passages_that_hold_a_stem(index: LexicalIndex) -> None:
    counted = [index.document_frequency(stem) for stem in ("board", "14z51", "zebra")]
    assert counted == [3, 1, 0]
    assert index.size == len(TEXTS)


def test_texts_without_a_single_word_can_be_indexed(tmp_path: Path) -> None:
    index = LexicalIndex.build(["x", "y"], ["", "the"], tmp_path / "lexical")
    assert index.search("anything", 5) == []


def test_the_same_texts_make_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        LexicalIndex.build(list(TEXTS), list(TEXTS.values()), tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize("harm", ["missing", "cut short"])
def test_a_damaged_index_names_its_cure(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "lexical"
    LexicalIndex.build(list(TEXTS), list(TEXTS.values()), folder)
    scores = folder / "data.csc.index.npy"
    if harm == "missing":
        scores.unlink()
    else:
        scores.write_bytes(scores.read_bytes()[:90])
    with pytest.raises(IndexMismatch, match="--rebuild"):
        LexicalIndex.load(folder)


@given(st.text(max_size=200))
def test_any_text_can_be_analysed_and_its_stems_are_stable_words(text: str) -> None:
    for stem in analyse(text):
        assert stem
        assert stem == stem.lower()
        assert not any(mark.isspace() for mark in stem)


def test_saved_ids_are_plain_json(tmp_path: Path) -> None:
    LexicalIndex.build(["a#1"], ["board"], tmp_path / "lexical")
    assert json.loads((tmp_path / "lexical" / "passages.json").read_text()) == ["a#1"]
