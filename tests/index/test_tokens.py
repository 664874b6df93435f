from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.errors import IndexMismatch, ModelError
from assistant.index import writing_tokens
from assistant.index.embedding import load_embeddings
from assistant.index.tokens import TokenIndex, Tokens, token_model
from assistant.index.writing_tokens import write_tokens
from tests.fakes import HashedBagOfWords

TEXTS = ["apples are pruned in spring", "plums", "nobody prunes plums in spring"]


class Counting(HashedBagOfWords):
    """Remembers the texts whose tokens it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        self.asked += texts
        return super().embed_tokens(texts)


def written(folder: Path, texts: Sequence[str], previous: TokenIndex | None = None) -> TokenIndex:
    list(write_tokens(folder, texts, HashedBagOfWords(), previous))
    return TokenIndex.load(folder)


def test_each_text_has_a_vector_for_each_token(tmp_path: Path) -> None:
    index = written(tmp_path / "one", TEXTS)
    assert [len(vectors) for vectors in index.of(0, 3)] == [5, 1, 5]
    assert index.size == 3


def test_any_stretch_of_texts_can_be_had(tmp_path: Path) -> None:
    index = written(tmp_path / "one", TEXTS)
    whole = index.of(0, 3)
    for first, count in ((0, 1), (1, 1), (1, 2), (2, 1)):
        for one, other in zip(index.of(first, count), whole[first:], strict=False):
            np.testing.assert_array_equal(one, other)


def test_reduced_and_quantised_vectors_are_as_alike_as_before(tmp_path: Path) -> None:
    index = written(tmp_path / "one", TEXTS)
    (asked,) = HashedBagOfWords().embed_tokens(["plums"])
    likeness = index.of(2, 1)[0] @ index.reduced(asked.vectors)[0]
    # Of "nobody prunes plums in spring" the third word alone is asked for.
    assert likeness.argmax() == 2
    assert likeness[2] > 0.9
    assert np.abs(np.delete(likeness, 2)).max() < 0.1


def test_the_same_texts_are_written_as_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path / name, TEXTS)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["basis.npy", "ends.npy", "keys.npy", "vectors.npy"]
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_text_that_is_kept_is_not_embedded_again(tmp_path: Path) -> None:
    first = written(tmp_path / "one", TEXTS)
    model = Counting()
    list(write_tokens(tmp_path / "two", [*TEXTS[::-1], "pears"], model, first))
    assert model.asked == ["pears"]
    second = TokenIndex.load(tmp_path / "two")
    for one, other in zip(first.of(0, 3), reversed(second.of(0, 3)), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_text_that_stands_twice_is_embedded_once(tmp_path: Path) -> None:
    model = Counting()
    list(write_tokens(tmp_path / "one", ["plums", "plums"], model, None))
    assert model.asked == ["plums"]
    assert TokenIndex.load(tmp_path / "one").size == 2


def test_windows_of_texts_make_the_same_files_as_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(tmp_path / "first", TEXTS)
    texts = ["pears", *TEXTS, "figs", "pears", "plums"]
    written(tmp_path / "whole", texts, first)
    monkeypatch.setattr(writing_tokens, "WINDOW", 2)
    written(tmp_path / "windows", texts, first)
    for file in (tmp_path / "whole").iterdir():
        assert file.read_bytes() == (tmp_path / "windows" / file.name).read_bytes()


def test_a_text_that_comes_again_in_a_later_window_is_embedded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_tokens, "WINDOW", 1)
    model = Counting()
    list(write_tokens(tmp_path / "one", ["plums", "pears", "plums"], model, None))
    assert model.asked == ["plums", "pears"]
    first, _, third = TokenIndex.load(tmp_path / "one").of(0, 3)
    np.testing.assert_array_equal(first, third)


def test_progress_is_told_by_texts_done(tmp_path: Path) -> None:
    assert list(write_tokens(tmp_path / "one", TEXTS, HashedBagOfWords(), None)) == [0, 3]


def test_a_missing_index_says_to_build_it_again(tmp_path: Path) -> None:
    with pytest.raises(IndexMismatch) as error:
        TokenIndex.load(tmp_path / "nowhere")
    assert "guidance sync --rebuild" in error.value.next_step


def test_a_model_without_tokens_is_refused_with_the_next_step() -> None:
    with pytest.raises(ModelError) as error:
        token_model(DeterministicFakeEmbedding(size=8))
    assert "sentence-transformers" in error.value.next_step


@pytest.mark.slow
def test_the_real_model_gives_a_vector_and_its_word_for_each_token() -> None:
    model = token_model(load_embeddings(""))
    (tokens,) = model.embed_tokens(["Unheard-of safeguarding’s leads?"])
    assert tokens.vectors.shape == (len(tokens.words), 384)
    np.testing.assert_allclose(np.linalg.norm(tokens.vectors, axis=1), 1, rtol=1e-5)
    assert [word for word in dict.fromkeys(tokens.words) if word] == [
        "Unheard",
        "of",
        "safeguarding’s",
        "leads",
    ]
    assert tokens.words[0] == tokens.words[-1] == ""


@pytest.mark.slow
def test_a_text_read_once_has_the_vector_and_the_tokens_that_it_has_apart() -> None:
    model = load_embeddings("")
    texts = ["Unheard-of safeguarding’s leads?", "Who signs?"]
    for text, (vector, tokens) in zip(texts, model.embed_whole(texts), strict=True):
        (apart,) = model.embed_tokens([text])
        assert tokens.words == apart.words
        np.testing.assert_allclose(tokens.vectors, apart.vectors, atol=1e-5)
        np.testing.assert_allclose(vector, model.embed_query(text), atol=1e-5)
