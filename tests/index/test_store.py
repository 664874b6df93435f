from __future__ import annotations

import socket
import uuid
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Document, Part, Passage, Source, Span
from assistant.errors import StoreUnavailable
from assistant.index.connection import CollectionMissing, Place
from assistant.index.store import Vector, VectorStore, drop_collections
from tests.fakes import HashedBagOfWords

SIDES = {"north": [1.0, 0.0], "east": [0.0, 1.0], "south": [-1.0, 0.0], "twin of north": [2.0, 0.0]}


def document(published: str | None = None) -> Document:
    span = Span(0, 5)
    source = Source(
        *("d", "Title", "Publisher", published, "", "guidance", "current", "Voice", "", "", ""),
        filename="d.txt",
        catalogued=True,
    )
    part = Part("Title", "", "Voice", "guidance", "current", published, span)
    return Document(source, "words", (), (part,))


def passage(ordinal: int) -> Passage:
    span = Span(ordinal, ordinal + 1)
    return Passage(
        *(f"d@r#{ordinal}", "d", ordinal, 0, (), None, f"paragraph {ordinal}"),
        spans=(span,),
        context=(),
        units=(),
        text="words",
        group="g",
    )


def filled(place: Place, vectors: Vector, texts: list[str] | None = None) -> VectorStore:
    store = VectorStore.create(place, len(vectors), HashedBagOfWords())
    texts = texts or [f"text {n}" for n in range(len(vectors))]
    store.add(document(), [passage(n) for n in range(len(vectors))], texts, vectors)
    return store


@pytest.fixture(params=["embedded", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    url = request.getfixturevalue("server") if request.param == "server" else ""
    return Place(url, tmp_path / "chroma", f"guidance-{uuid.uuid4().hex}")


def test_passages_are_ranked_by_cosine_whatever_their_length(place: Place) -> None:
    filled(place, np.array([*SIDES.values()], dtype=np.float32))
    found = VectorStore.open(place, HashedBagOfWords()).search([3.0, 0.0], 4)
    assert [passage_id for passage_id, _ in found] == ["d@r#0", "d@r#3", "d@r#1", "d@r#2"]
    assert [score for _, score in found] == pytest.approx([1.0, 1.0, 0.0, -1.0], abs=1e-6)


def test_the_vectors_of_a_document_are_kept_by_text_for_use_in_the_next_index(place: Place) -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    filled(place, vectors, ["one", "two"])
    kept = VectorStore.open(place, HashedBagOfWords()).vectors_of("d")
    assert {text: vector.tolist() for text, vector in kept.items()} == {
        "one": [1.0, 0.0],
        "two": [0.0, 1.0],
    }


def test_more_passages_than_one_write_takes_are_all_kept(place: Place) -> None:
    vectors = np.random.default_rng(1).normal(size=(2_345, 8)).astype(np.float32)
    store = filled(place, vectors)
    assert len(store.vectors_of("d")) == len(vectors)


def test_a_part_without_a_date_is_stored_without_one(place: Place) -> None:
    filled(place, np.array([[1.0, 0.0]], dtype=np.float32))
    langchain = VectorStore.open(place, HashedBagOfWords()).langchain
    (found,) = langchain.get()["metadatas"]
    assert found["authority"] == "guidance"
    assert "published" not in found


def alike(random: np.random.Generator) -> Vector:
    """Twenty clusters of passages that hardly differ, as in forms and tables."""
    centres = random.normal(size=(20, 64))
    return centres[random.integers(0, 20, 1_500)] + random.normal(size=(1_500, 64)) * 0.001


def outliers(random: np.random.Generator) -> Vector:
    """One subject, and every hundredth passage about something else."""
    vectors = 1 + random.normal(size=(1_500, 64)) * 0.2
    vectors[::100] = random.normal(size=(15, 64))
    return vectors


Make = Callable[[np.random.Generator], Vector]


@pytest.mark.parametrize("make", [alike, outliers])
def test_every_passage_can_be_reached(
    tmp_path: Path, make: Callable[[np.random.Generator], Vector]
) -> None:
    """With Chroma's usual graph some passages are stored and never found."""
    vectors = make(np.random.default_rng(3)).astype(np.float32)
    place = Place("", tmp_path / "chroma", "guidance-reach")
    filled(place, vectors).close()
    found = VectorStore.open(place, HashedBagOfWords()).search(vectors[0].tolist(), len(vectors))
    assert len({passage_id for passage_id, _ in found}) == len(vectors)


def test_the_ranking_is_the_exact_one(tmp_path: Path) -> None:
    vectors = np.random.default_rng(5).normal(size=(1_500, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store = filled(Place("", tmp_path / "chroma", "guidance-exact"), vectors)
    for asked in vectors[:20]:
        exact = np.argsort(-(vectors @ asked))[:200]
        found = [passage_id for passage_id, _ in store.search(asked.tolist(), 200)]
        assert set(found) == {f"d@r#{place}" for place in exact}


def test_opening_does_not_make_a_collection(place: Place) -> None:
    for _ in range(2):
        with pytest.raises(CollectionMissing, match="guidance sync"):
            VectorStore.open(place, HashedBagOfWords())
    assert not place.folder.exists()


def test_a_server_keeps_the_collections_of_others(server: str, tmp_path: Path) -> None:
    mine = f"guidance-{uuid.uuid4().hex}-"
    names = [f"{mine}old", f"{mine}new", f"guidance-{uuid.uuid4().hex}-theirs"]
    for name in names:
        filled(Place(server, tmp_path, name), np.array([[1.0, 0.0]], dtype=np.float32))
    drop_collections(server, mine, f"{mine}new")
    with pytest.raises(CollectionMissing):
        VectorStore.open(Place(server, tmp_path, names[0]), HashedBagOfWords())
    for name in names[1:]:
        kept = VectorStore.open(Place(server, tmp_path, name), HashedBagOfWords())
        assert len(kept.vectors_of("d")) == 1


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://there", "http://", "http://h:port", "x"])
def test_an_address_that_is_none_is_explained(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="GUIDANCE_CHROMA_URL"):
        VectorStore.open(Place(url, tmp_path, "guidance-x"), HashedBagOfWords())


def test_a_server_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    with pytest.raises(StoreUnavailable, match="chroma run"):
        VectorStore.open(Place(url, tmp_path, "guidance-x"), HashedBagOfWords())


@pytest.mark.parametrize("content", [b"", b"no database " * 1_000])
def test_a_damaged_store_names_its_cure(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(content)
    with pytest.raises(StoreUnavailable, match="guidance sync"):
        VectorStore.open(Place("", tmp_path, "guidance-x"), HashedBagOfWords())
