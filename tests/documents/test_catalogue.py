"""What the editors' file says of documents and of the parts bound within one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents import find_files, load
from assistant.documents.catalogue import NOT_CATALOGUED, read_catalogue
from assistant.documents.extracted import Limits
from assistant.errors import CorpusError

LIMITS = Limits(file_bytes=10_000)
ENTRY = """
[[document]]
id = "plan"
file = "plan.txt"
title = "The plan"
publisher = "A Board"
published = 2022-07-01
authority = "statutory guidance"
standing = "in force"
"""
PARTS = """
[[document.part]]
title = "Minutes"
voice = "The clerk"
authority = "local paper"
standing = "minutes"

[[document.part]]
title = "Response"
starts_with = "Response to"
locator = "Appendix 1"
voice = "The council"
authority = "one council's view"
standing = "a view"
published = "2021"
"""
TEXT = "The board met in July.\n\nResponse to the plan\n\nWe agree with all of it.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    return tmp_path


def _write(corpus: Path, text: str) -> None:
    (corpus / "catalogue.toml").write_text(text, "utf-8")


def _load(corpus: Path):
    found, skipped = find_files(corpus, LIMITS)
    assert not skipped
    return load(found[0], LIMITS)


def test_a_folder_without_a_catalogue_has_an_empty_one(corpus):
    assert read_catalogue(corpus).entries == {}


def test_a_document_is_what_its_entry_says(corpus):
    _write(corpus, ENTRY)
    source = _load(corpus).source
    assert (source.doc_id, source.title, source.published) == ("plan", "The plan", "2022-07-01")
    assert source.catalogued


def test_a_document_without_parts_speaks_with_its_publishers_voice_throughout(corpus):
    _write(corpus, ENTRY)
    (part,) = _load(corpus).parts
    assert (part.voice, part.locator, part.span.slice(TEXT)) == ("A Board", "", TEXT)


def test_parts_meet_end_to_end_and_each_has_its_own_voice(corpus):
    _write(corpus, ENTRY + PARTS)
    first, second = _load(corpus).parts
    assert first.span.slice(TEXT) + second.span.slice(TEXT) == TEXT
    assert second.span.slice(TEXT).startswith("Response to the plan")
    assert [part.voice for part in (first, second)] == ["The clerk", "The council"]


def test_a_part_without_a_date_has_the_documents(corpus):
    _write(corpus, ENTRY + PARTS)
    assert [part.published for part in _load(corpus).parts] == ["2022-07-01", "2021"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (ENTRY.replace('title = "The plan"\n', ""), "document › 0 › title"),
        (ENTRY.replace('"plan"', '"The Plan"'), "document › 0 › id"),
        (ENTRY + 'colour = "red"\n', "document › 0 › colour"),
        (ENTRY.replace('"A Board"', "7"), "document › 0 › publisher"),
        (ENTRY + PARTS.replace('voice = "The clerk"\n', ""), "document › 0 › part › 0 › voice"),
        ("documents = 1\n", "documents"),
        ("[[document]\n", "not valid TOML"),
    ],
)
def test_a_wrong_entry_is_refused_and_the_field_named(corpus, wrong, named):
    _write(corpus, wrong)
    with pytest.raises(CorpusError) as caught:
        find_files(corpus, LIMITS)
    assert named in caught.value.what
    assert caught.value.next_step


def test_a_catalogue_that_is_not_utf_8_is_refused(corpus):
    (corpus / "catalogue.toml").write_bytes(b'title = "caf\xe9"')
    with pytest.raises(CorpusError, match=r"catalogue\.toml"):
        find_files(corpus, LIMITS)


@pytest.mark.parametrize(
    ("field", "again"),
    [
        ("id", ENTRY.replace("plan.txt", "other.txt")),
        ("file", ENTRY.replace('id = "plan"', 'id = "other"')),
    ],
)
def test_one_id_or_file_for_two_documents_is_refused(corpus, field, again):
    _write(corpus, ENTRY + again)
    with pytest.raises(CorpusError, match=f"names the {field} .* twice"):
        find_files(corpus, LIMITS)


@pytest.mark.parametrize(
    ("text", "times"), [("No such words.\n", 0), (TEXT + "Response to it\n", 2)]
)
def test_words_that_a_part_starts_with_must_stand_in_the_text_once(corpus, text, times):
    (corpus / "plan.txt").write_text(text, "utf-8")
    _write(corpus, ENTRY + PARTS)
    with pytest.raises(CorpusError, match=f"stands in it {times} times"):
        _load(corpus)


def test_parts_out_of_the_order_of_the_text_are_refused(corpus):
    _write(corpus, ENTRY + PARTS.replace('title = "Minutes"', 'title = "M"\nstarts_with = "We"'))
    with pytest.raises(CorpusError, match="not in the order"):
        _load(corpus)


def test_a_file_that_changed_since_it_was_described_is_skipped_with_the_cure(corpus):
    _write(corpus, ENTRY + f'sha256 = "{"0" * 64}"\n')
    found, (skipped,) = find_files(corpus, LIMITS)
    assert found == []
    assert "SHA-256 differs" in skipped.reason
    assert "catalogue.toml" in skipped.next_step


def test_a_file_that_the_catalogue_names_and_is_not_there_is_told(corpus):
    _write(corpus, ENTRY + ENTRY.replace("plan", "gone"))
    found, (skipped,) = find_files(corpus, LIMITS)
    assert [file.source.doc_id for file in found] == ["plan"]
    assert skipped.filename == "gone.txt"


def test_a_document_that_no_catalogue_names_is_read_and_marked(corpus):
    source = _load(corpus).source
    assert not source.catalogued
    assert source.authority == source.standing == NOT_CATALOGUED
    assert source.published is None


def test_of_two_files_with_one_id_the_catalogued_one_is_kept(corpus):
    _write(corpus, ENTRY.replace("plan.txt", "the-plan.txt"))
    (corpus / "the-plan.txt").write_text("The board plans.\n", "utf-8")
    found, (skipped,) = find_files(corpus, LIMITS)
    assert [file.path.name for file in found] == ["the-plan.txt"]
    assert skipped.filename == "plan.txt"
    assert "same id" in skipped.reason


def test_the_digest_does_not_change_with_the_name(corpus):
    before = find_files(corpus, LIMITS)[0][0].digest
    (corpus / "plan.txt").rename(corpus / "other.txt")
    assert find_files(corpus, LIMITS)[0][0].digest == before


def test_the_digest_changes_with_the_file_and_with_its_entry(corpus):
    def digest() -> str:
        return find_files(corpus, LIMITS)[0][0].digest

    plain = digest()
    _write(corpus, ENTRY)
    described = digest()
    (corpus / "plan.txt").write_text(TEXT + " ", "utf-8")
    assert len({plain, described, digest()}) == 3
