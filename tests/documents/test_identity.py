"""A file that was renamed stays the document that it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.documents import FoundFile, find_files
from assistant.documents.extracted import Limits
from assistant.documents.identity import Known

TEXT = "Boards must publish a plan.\n"
OTHER = "Boards may meet in July.\n"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path, "plan.txt")
    return tmp_path


def write(corpus: Path, name: str, text: str = TEXT) -> None:
    (corpus / name).write_text(text, encoding="utf-8")


def describe(corpus: Path, file: str, sha256: str = "") -> None:
    (corpus / "catalogue.toml").write_text(
        f'[[document]]\nid = "the-plan"\nfile = "{file}"\ntitle = "The plan"\n'
        f'publisher = "A Board"\nauthority = "guidance"\nstanding = "in force"\n'
        f'sha256 = "{sha256}"\n'
    )


def find(corpus: Path, known: tuple[Known, ...] = ()) -> dict[str, FoundFile]:
    found, _ = find_files(corpus, Limits(), known)
    return {file.path.name: file for file in found}


def ids(corpus: Path, known: tuple[Known, ...] = ()) -> dict[str, tuple[str, str]]:
    """Each file's document id, and the name that it had."""
    found = find(corpus, known)
    return {name: (file.source.doc_id, file.renamed_from) for name, file in found.items()}


def remember(corpus: Path, known: tuple[Known, ...] = ()) -> tuple[Known, ...]:
    """What the next reading knows of this one."""
    return tuple(
        Known(file.source.doc_id, name, file.source.sha256)
        for name, file in find(corpus, known).items()
    )


def test_a_file_that_no_catalogue_names_keeps_its_id_under_a_new_name(corpus: Path) -> None:
    known = remember(corpus)
    (corpus / "plan.txt").rename(corpus / "report.txt")
    assert ids(corpus, known) == {"report.txt": ("plan", "plan.txt")}


def test_it_keeps_it_ever_after_and_is_told_as_renamed_once(corpus: Path) -> None:
    known = remember(corpus)
    (corpus / "plan.txt").rename(corpus / "report.txt")
    known = remember(corpus, known)
    write(corpus, "report.txt", OTHER)
    assert ids(corpus, known) == {"report.txt": ("plan", "")}


def test_its_title_and_file_name_follow_the_new_name(corpus: Path) -> None:
    known = remember(corpus)
    (corpus / "plan.txt").rename(corpus / "report.txt")
    source = find(corpus, known)["report.txt"].source
    assert (source.title, source.filename) == ("report", "report.txt")


def test_a_copy_is_another_document(corpus: Path) -> None:
    known = remember(corpus)
    write(corpus, "a-copy.txt")
    assert ids(corpus, known) == {"a-copy.txt": ("a-copy", ""), "plan.txt": ("plan", "")}


def test_of_several_files_with_the_bytes_the_first_by_name_is_it(corpus: Path) -> None:
    known = remember(corpus)
    (corpus / "plan.txt").rename(corpus / "b.txt")
    write(corpus, "a.txt")
    assert ids(corpus, known) == {"a.txt": ("plan", "plan.txt"), "b.txt": ("b", "")}


def test_two_files_that_change_names_with_each_other_change_documents(corpus: Path) -> None:
    write(corpus, "minutes.txt", OTHER)
    known = remember(corpus)
    write(corpus, "minutes.txt", TEXT)
    write(corpus, "plan.txt", OTHER)
    assert ids(corpus, known) == {"minutes.txt": ("minutes", ""), "plan.txt": ("plan", "")}


def test_twins_that_are_both_renamed_keep_both_ids(corpus: Path) -> None:
    write(corpus, "twin.txt")
    known = remember(corpus)
    (corpus / "plan.txt").rename(corpus / "x.txt")
    (corpus / "twin.txt").rename(corpus / "y.txt")
    assert ids(corpus, known) == {"x.txt": ("plan", "plan.txt"), "y.txt": ("twin", "twin.txt")}


def test_other_bytes_under_another_name_are_another_document(corpus: Path) -> None:
    known = remember(corpus)
    (corpus / "plan.txt").unlink()
    write(corpus, "report.txt", OTHER)
    assert ids(corpus, known) == {"report.txt": ("report", "")}


def test_an_entry_describes_the_file_of_its_digest_under_any_name(corpus: Path) -> None:
    describe(corpus, "old-name.txt", SHA256)
    found, skipped = find_files(corpus, Limits())
    assert skipped == []
    (file,) = found
    assert (file.source.doc_id, file.source.title) == ("the-plan", "The plan")
    assert (file.source.filename, file.renamed_from) == ("plan.txt", "old-name.txt")


def test_an_entry_without_a_digest_follows_the_bytes_that_were_read_last(corpus: Path) -> None:
    describe(corpus, "plan.txt")
    known = remember(corpus)
    (corpus / "plan.txt").rename(corpus / "report.txt")
    renamed = {"report.txt": ("the-plan", "plan.txt")}
    assert ids(corpus, known) == renamed
    known = remember(corpus, known)
    write(corpus, "report.txt", OTHER)
    assert ids(corpus, known) == renamed


def test_an_entry_stays_with_the_file_that_it_went_to(corpus: Path) -> None:
    describe(corpus, "old-name.txt", SHA256)
    known = remember(corpus)
    write(corpus, "a-copy.txt")
    assert ids(corpus, known)["plan.txt"] == ("the-plan", "old-name.txt")
    assert ids(corpus, known)["a-copy.txt"] == ("a-copy", "")


def test_an_entry_whose_file_is_there_takes_no_other(corpus: Path) -> None:
    describe(corpus, "plan.txt", SHA256)
    write(corpus, "a-copy.txt")
    assert ids(corpus)["plan.txt"] == ("the-plan", "")
    assert ids(corpus)["a-copy.txt"] == ("a-copy", "")


def test_a_file_read_as_another_document_is_not_taken_for_one_that_is_gone(corpus: Path) -> None:
    describe(corpus, "plan.txt")
    write(corpus, "a-copy.txt")
    known = remember(corpus)
    (corpus / "plan.txt").unlink()
    assert ids(corpus, known) == {"a-copy.txt": ("a-copy", "")}


def test_the_new_name_in_the_catalogue_changes_nothing_else(corpus: Path) -> None:
    describe(corpus, "plan.txt", SHA256)
    before = find(corpus)["plan.txt"]
    known = remember(corpus)
    (corpus / "plan.txt").rename(corpus / "report.txt")
    describe(corpus, "report.txt", SHA256)
    after = find(corpus, known)["report.txt"]
    assert (after.source.doc_id, after.digest) == (before.source.doc_id, before.digest)
    assert after.renamed_from == ""
