from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from assistant.domain import Message, Reader
from assistant.errors import QuestionError
from assistant.pipeline import TIMED, Assistant
from assistant.views.contract import as_data, id_of, read_line
from tests import small_corpus

TEXT, WHOLE, MAYBE_TEXT, MAYBE_WHOLE = str, int, (str, type(None)), (int, type(None))
ANSWER = {
    "id": TEXT,
    "question": TEXT,
    "standalone_question": TEXT,
    "outcome": TEXT,
    "answer": TEXT,
    "statements": list,
    "citations": list,
    "notices": list,
    "retrieved": list,
    "suggestions": list,
    "segments": list,
    "coverage": float,
    "timings_ms": dict,
}
STATEMENT = {"text": TEXT, "citations": list, "strength": TEXT}
CITATION = {
    "n": WHOLE,
    "doc_id": TEXT,
    "passage_id": TEXT,
    "title": TEXT,
    "publisher": TEXT,
    "published": MAYBE_TEXT,
    "authority": TEXT,
    "standing": TEXT,
    "voice": TEXT,
    "locator": TEXT,
    "page": MAYBE_WHOLE,
    "page_label": MAYBE_TEXT,
    "quote": TEXT,
    "shown": TEXT,
    "char_start": WHOLE,
    "char_end": WHOLE,
    "spans": list,
}
NOTICE = {"kind": TEXT, "text": TEXT, "citations": list}
RETRIEVED = {
    "passage_id": TEXT,
    "doc_id": TEXT,
    "locator": TEXT,
    "score": float,
    "text": TEXT,
    "spans": list,
}
SEGMENT = {"statement": MAYBE_WHOLE, "wording": MAYBE_TEXT, "values": dict}
TIMINGS = dict.fromkeys(TIMED, float)


def assert_shape(data: Mapping[str, Any], shape: Mapping[str, Any]) -> None:
    assert set(data) == set(shape)
    assert [name for name in data if not isinstance(data[name], shape[name])] == []


@pytest.fixture(scope="module")
def data(small: Assistant) -> dict[str, Any]:
    """An answer with statements, notices and citations, as it comes out of JSON."""
    answer = small.ask("What is the executive lead responsible for?", id="q1")
    return json.loads(json.dumps(as_data(answer)))


@pytest.mark.parametrize(
    "question",
    [small_corpus.ANSWERED, small_corpus.SILENT, small_corpus.ELSEWHERE, small_corpus.URGENT],
)
def test_an_answer_has_the_fields_of_the_contract_and_no_others(
    small: Assistant, question: str
) -> None:
    data = json.loads(json.dumps(as_data(small.ask(question))))
    assert_shape(data, ANSWER)
    assert_shape(data["timings_ms"], TIMINGS)


@pytest.mark.parametrize(
    ("field", "shape"),
    [
        ("statements", STATEMENT),
        ("citations", CITATION),
        ("notices", NOTICE),
        ("retrieved", RETRIEVED),
        ("segments", SEGMENT),
    ],
)
def test_each_entry_has_the_fields_of_the_contract_and_no_others(
    data: dict[str, Any], field: str, shape: Mapping[str, Any]
) -> None:
    assert data[field]
    for entry in data[field]:
        assert_shape(entry, shape)


def test_the_id_is_handed_back(data: dict[str, Any]) -> None:
    assert data["id"] == "q1"


def test_one_span_is_the_range_from_start_to_end(small: Assistant) -> None:
    citation = as_data(small.ask(small_corpus.ANSWERED))["citations"][0]
    text = small.documents[citation["doc_id"]].text
    assert citation["spans"] == [[citation["char_start"], citation["char_end"]]]
    assert text[citation["char_start"] : citation["char_end"]] == citation["quote"]


def test_the_slices_of_several_spans_join_to_the_quotation(
    small: Assistant, data: dict[str, Any]
) -> None:
    citation = data["citations"][0]
    text = small.documents[citation["doc_id"]].text
    assert len(citation["spans"]) == 4
    assert " ".join(text[start:end] for start, end in citation["spans"]) == citation["quote"]
    assert citation["char_start"] == citation["spans"][0][0]
    assert citation["char_end"] == citation["spans"][-1][1]


def test_every_number_that_is_cited_is_there(data: dict[str, Any]) -> None:
    known = {citation["n"] for citation in data["citations"]}
    cited = {n for entry in [*data["statements"], *data["notices"]] for n in entry["citations"]}
    assert cited == known


def test_a_date_that_is_not_known_is_null(small: Assistant) -> None:
    asked = "Can growers ask their garden boards for seeds and tools?"
    citations = as_data(small.ask(asked))["citations"]
    assert [c["published"] for c in citations if c["doc_id"] == "leaflet"] == [None]


def test_a_line_is_read_with_its_history_and_reader() -> None:
    line = {
        "id": "q1",
        "question": "Why?",
        "history": [{"role": "user", "content": "Who leads?"}],
        "reader": "policy",
        "more": 1,
    }
    asked = read_line(json.dumps(line))
    assert (asked.id, asked.question, asked.reader) == ("q1", "Why?", Reader.POLICY)
    assert asked.messages == (Message("user", "Who leads?"),)


def test_a_line_needs_nothing_but_its_question() -> None:
    asked = read_line('{"question": "Who leads?"}')
    assert (asked.id, asked.reader, asked.messages) == ("", None, ())


def test_an_id_that_is_a_number_is_taken_as_written() -> None:
    assert read_line('{"id": 7, "question": "Who leads?"}').id == "7"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Who leads?", "the line"),
        ("[1]", "the line"),
        ('{"id": "q1"}', "question"),
        ('{"question": null}', "question"),
        ('{"question": "a", "reader": "lawyer"}', "reader"),
        ('{"question": "a", "history": [{"role": "user"}]}', r"history\.0\.content"),
    ],
)
def test_a_line_that_is_no_question_is_refused_by_the_field_at_fault(line: str, field: str) -> None:
    with pytest.raises(QuestionError, match=f"{field}: "):
        read_line(line)


def test_the_reason_does_not_repeat_what_was_asked() -> None:
    with pytest.raises(QuestionError) as refused:
        read_line('{"question": ["my daughter Xanthippe"]}')
    assert "Xanthippe" not in str(refused.value)


@pytest.mark.parametrize(
    ("line", "id"),
    [
        ('{"id": "q1"}', "q1"),
        ('{"id": 7}', "7"),
        ('{"id": null}', ""),
        ('{"id": ["q1"]}', ""),
        ("{}", ""),
        ("[]", ""),
        ("not JSON", ""),
        ("[" * 100_000, ""),
        ('{"id": "q\\ud800"}', "q?"),
    ],
)
def test_the_id_of_a_bad_line_is_found_where_there_is_one(line: str, id: str) -> None:
    assert id_of(line) == id
