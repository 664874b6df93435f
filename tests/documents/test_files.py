"""Which files are read, and what is said of those that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.errors import CorpusError

LIMIT = 1_000
LIMITS = Limits(file_bytes=LIMIT)
TEXT = "Boards “must” meet – café.\n"


def _load(folder: Path, raw: bytes, name: str = "plan.txt"):
    (folder / name).write_bytes(raw)
    (found,), skipped = find_files(folder, LIMITS)
    assert not skipped
    return load(found, LIMITS)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CorpusError, match="nowhere"):
        find_files(tmp_path / "nowhere", LIMITS)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    with pytest.raises(CorpusError, match="cannot be read"):
        find_files(tmp_path / "plan.txt", LIMITS)


def _closed(path: Path) -> None:
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(0o700)
        pytest.skip("whoever runs the tests may read everything")


def test_a_folder_that_may_not_be_read_is_named(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    _closed(folder)
    with pytest.raises(CorpusError, match="cannot be read"):
        find_files(folder, LIMITS)
    folder.chmod(0o700)


def test_a_file_that_may_not_be_read_is_skipped(tmp_path):
    (tmp_path / "open.txt").write_text(TEXT, "utf-8")
    closed = tmp_path / "shut.txt"
    closed.write_text(TEXT, "utf-8")
    _closed(closed)
    found, (skipped,) = find_files(tmp_path, LIMITS)
    assert [file.path.name for file in found] == ["open.txt"]
    assert "cannot be read" in skipped.reason


@pytest.mark.parametrize("name", ["older", "plan.txt"])
def test_a_folder_within_is_not_looked_into_and_that_is_told(tmp_path, name):
    (tmp_path / "open.txt").write_text(TEXT, "utf-8")
    (tmp_path / name).mkdir()
    (tmp_path / name / "inside.txt").write_text(TEXT, "utf-8")
    found, (skipped,) = find_files(tmp_path, LIMITS)
    assert [file.path.name for file in found] == ["open.txt"]
    assert skipped.filename == name
    assert "not looked into" in skipped.reason


def test_what_is_no_file_of_a_certain_length_is_skipped(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    found, (skipped,) = find_files(tmp_path, LIMITS)
    assert found == []
    assert skipped.filename == "pipe"


def test_a_file_counts_whatever_its_name(tmp_path):
    for name in ("noending", "plan.doc.old", "SCAN.XYZ"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    found, skipped = find_files(tmp_path, LIMITS)
    assert [file.path.name for file in found] == ["SCAN.XYZ", "noending", "plan.doc.old"]
    assert skipped == []


@pytest.mark.parametrize("name", [".DS_Store", ".plan.txt", "~$plan.docx", "differences.toml"])
def test_hidden_files_and_the_editors_own_are_no_documents(tmp_path, name):
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    (tmp_path / name).write_bytes(b"anything")
    found, skipped = find_files(tmp_path, LIMITS)
    assert [file.path.name for file in found] == ["plan.txt"]
    assert skipped == []


def test_a_link_to_nothing_is_skipped(tmp_path):
    (tmp_path / "plan.txt").symlink_to(tmp_path / "gone")
    _, (skipped,) = find_files(tmp_path, LIMITS)
    assert skipped.filename == "plan.txt"


@pytest.mark.parametrize("other", [None, "catalogue.toml", ".hidden.txt"])
def test_a_folder_without_a_document_is_refused_with_what_to_put_there(tmp_path, other):
    if other:
        (tmp_path / other).write_text("", "utf-8")
    with pytest.raises(CorpusError) as caught:
        find_files(tmp_path, LIMITS)
    assert ".txt" in caught.value.next_step


def test_documents_come_by_name(tmp_path):
    for name in ("b.txt", "a.md", "C.TXT"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    found, _ = find_files(tmp_path, LIMITS)
    assert [file.path.name for file in found] == ["C.TXT", "a.md", "b.txt"]


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", "\ufeff".encode()])
def test_a_file_without_text_is_refused(tmp_path, raw):
    with pytest.raises(CorpusError, match="no text"):
        _load(tmp_path, raw)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(bytes(range(256)) * 3, "not text"), (b"PK\x03\x04\x00\x00\x00\x08" * 20, "damaged")],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, raw, reason):
    with pytest.raises(CorpusError, match=reason):
        _load(tmp_path, raw)


def test_a_file_over_the_limit_is_skipped_and_the_limit_named(tmp_path):
    (tmp_path / "long.txt").write_text("a" * (LIMIT + 1), "utf-8")
    found, (skipped,) = find_files(tmp_path, LIMITS)
    assert found == []
    assert "1,001 bytes; the limit is 1,000" in skipped.reason


def test_a_file_of_just_the_limit_is_read(tmp_path):
    assert len(_load(tmp_path, b"a" * LIMIT).text) == LIMIT


def test_a_file_that_grew_after_it_was_found_is_refused(tmp_path):
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    (found,), _ = find_files(tmp_path, LIMITS)
    (tmp_path / "plan.txt").write_text("a" * (LIMIT + 1), "utf-8")
    with pytest.raises(CorpusError, match="limit"):
        load(found, LIMITS)


def test_a_file_that_changed_after_it_was_found_is_refused(tmp_path):
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    (found,), _ = find_files(tmp_path, LIMITS)
    (tmp_path / "plan.txt").write_text("Boards may meet.", "utf-8")
    with pytest.raises(CorpusError, match="changed while"):
        load(found, LIMITS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_text_is_read_in_any_of_the_usual_encodings(tmp_path, encoding):
    assert _load(tmp_path, TEXT.encode(encoding)).text.strip("\ufeff") == TEXT


def test_big_endian_utf_16_is_known_by_its_mark(tmp_path):
    assert _load(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_a_byte_order_mark_hides_no_heading_and_no_number(tmp_path):
    blocks = _load(tmp_path, b"\xef\xbb\xbf1. Boards must meet.\n").blocks
    assert [(block.kind, block.number) for block in blocks] == [("numbered paragraph", "1")]


def test_line_ends_stay_as_they_are(tmp_path):
    assert _load(tmp_path, b"One.\r\n\r\nTwo.\r").text == "One.\r\n\r\nTwo.\r"
