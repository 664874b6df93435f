from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import IndexMismatch, IndexMissing
from assistant.index.manifest import (
    FORMAT,
    Manifest,
    check_matches,
    read_manifest,
    write_manifest,
)

MANIFEST = Manifest(
    model="a model",
    chunker="1",
    dimension=3,
    generation="abc",
    collection="guidance-x-abc",
    built_at="2026-11-22T10:00:00+00:00",
    documents=(),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path / "manifest.json", MANIFEST)
    assert read_manifest(tmp_path / "manifest.json") == MANIFEST


def test_writing_leaves_nothing_but_the_manifest(tmp_path: Path) -> None:
    for _ in range(2):
        write_manifest(tmp_path / "manifest.json", MANIFEST)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_no_manifest_means_no_index_and_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="guidance sync"):
        read_manifest(tmp_path / "manifest.json")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        json.dumps({"format": FORMAT}).encode(),
        json.dumps({"format": FORMAT + 1}).encode(),
        json.dumps({"format": None}).encode(),
    ],
)
def test_a_manifest_that_cannot_be_understood_names_the_cure(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(IndexMismatch) as caught:
        read_manifest(tmp_path / "manifest.json")
    assert caught.value.next_step == "Run `guidance sync --rebuild`."


def test_the_same_model_and_chunker_match() -> None:
    check_matches(MANIFEST, "a model", "1")


@pytest.mark.parametrize(("model", "chunker"), [("another", "1"), ("a model", "2")])
def test_another_model_or_chunker_is_refused_with_the_cure(model: str, chunker: str) -> None:
    with pytest.raises(IndexMismatch) as caught:
        check_matches(MANIFEST, model, chunker)
    assert "guidance sync --rebuild" in caught.value.next_step
