"""What the editors wrote about the documents of this corpus stands in them."""

from pathlib import Path

import pytest

from assistant.answering.differences import Difference, read_differences
from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.domain import Document, Span
from assistant.passages import build_passages

CORPUS = Path(__file__).parents[2] / "corpus"
LIMITS = Limits()
DIFFERENCES = read_differences(CORPUS)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    found, _ = find_files(CORPUS, LIMITS)
    return {file.source.doc_id: load(file, LIMITS) for file in found}


def test_differences_are_named() -> None:
    assert DIFFERENCES


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.about)
def test_each_side_of_a_difference_stands_once_and_in_a_passage(
    difference: Difference, documents: dict[str, Document]
) -> None:
    assert len(difference.says) > 1
    for side in difference.places:
        document = documents[side.document]
        assert document.text.count(side.quote) == 1
        start = document.text.index(side.quote)
        words = Span(start, start + len(side.quote))
        bodies = [span for p in build_passages(document, "r") for span in p.spans]
        assert any(body.contains(words) for body in bodies)
