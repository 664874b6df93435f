"""Files that would cost all time or memory there is: left out with the reason, the others read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.index import Index, SyncReport, sync
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords
from tests.index.hostile import HOSTILE

LIMITS = {
    "max_pages": 500,
    "max_unpacked_megabytes": 20,
    "max_read_seconds": 3,
    "max_read_megabytes": 256,
}


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, SyncReport]:
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, make in HOSTILE.items():
        (corpus / name).write_bytes(make())
    for name in ("a-neighbour.txt", "z-neighbour.txt"):
        (corpus / name).write_text(f"1. Boards must read {name}.\n", encoding="utf-8")
    settings = Settings(corpus=corpus, index=folder / "index", readers=2).model_copy(update=LIMITS)
    return settings, sync(settings, embeddings=HashedBagOfWords())


def test_the_neighbours_are_read(synced: tuple[Settings, SyncReport]) -> None:
    settings, report = synced
    assert {"a-neighbour", "z-neighbour"} <= set(report.created)
    assert {"a-neighbour", "z-neighbour"} <= set(Index.open(settings, HashedBagOfWords()).documents)


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_read_or_left_out_with_a_reason_and_a_next_step(
    synced: tuple[Settings, SyncReport], name: str
) -> None:
    _, report = synced
    told = {skipped.filename: skipped for skipped in report.skipped}
    if name not in told:
        assert Path(name).stem in report.created
        return
    assert "same id" not in told[name].reason
    assert told[name].next_step
    # Nothing that a person who keeps documents would take for a fault of the program.
    assert not told[name].reason.startswith("Reading it failed")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("many-pages.pdf", "2,000 pages"), ("bomb.docx", "20,000,000"), ("half.pdf", "damaged")],
)
def test_the_reason_says_what_is_the_matter(
    synced: tuple[Settings, SyncReport], name: str, reason: str
) -> None:
    _, report = synced
    told = {skipped.filename: skipped.reason for skipped in report.skipped}
    assert reason in told[name]
