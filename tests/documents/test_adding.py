"""A file into the folder of documents with its catalogue entry: both or neither."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from assistant import writing
from assistant.documents import adding, catalogue
from assistant.documents.adding import add, any_file, examine, format_of, ids_in, name_for
from assistant.documents.catalogue import Entry, FoundPart, find_parts, read_catalogue, with_entries
from assistant.documents.dates import dates_in, read_date
from assistant.documents.proposals import one_line, propose, slug
from assistant.domain import Page, Span
from assistant.errors import CorpusError
from tests.documents.making import document

OLD = """# Kept by the editors.   Spaces and all.

[welcome]
title = "Gardens"  # shown first

[[document]]
id   = "old"
file = "old.txt"
title = 'The "old" plan'
publisher = "A Board"
authority = "guidance"   # not ranked
standing = "in force"
# The last word.
"""
WORDS = b"The board must meet in the garden.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "catalogue.toml").write_text(OLD, "utf-8")
    (folder / "old.txt").write_text("The old plan.\n", "utf-8")
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new.txt"
    path.write_bytes(WORDS)
    return path


def _entry(**more: object) -> Entry:
    said = {
        "id": "new",
        "file": "new.txt",
        "title": "The new plan",
        "publisher": "A Board",
        "authority": "statutory guidance",
        "standing": "in force",
    }
    return Entry.model_validate({**said, **more})


def _add(corpus: Path, path: Path, **more: object) -> None:
    candidate = examine(any_file(path), corpus)
    said = {"file": candidate.name, "sha256": candidate.sha256, **more}
    add(corpus, [(candidate, _entry(**said))])


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".")
    }


# --- the catalogue -----------------------------------------------------------------------------


def test_an_entry_is_added_at_the_end_and_all_else_stands_as_it_did(corpus: Path) -> None:
    after = with_entries(corpus / "catalogue.toml", [_entry()])
    assert after.startswith(OLD)
    assert after.count("[[document]]") == 2


def test_a_folder_without_a_catalogue_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(with_entries(path, [_entry()]), "utf-8")
    assert read_catalogue(tmp_path).entries == {"new.txt": _entry()}


def test_a_whole_date_is_written_as_a_date_and_a_month_as_words(corpus: Path) -> None:
    path = corpus / "catalogue.toml"
    assert "published = 2024-05-01\n" in with_entries(path, [_entry(published="2024-05-01")])
    assert 'published = "2024-05"\n' in with_entries(path, [_entry(published="2024-05")])


def test_what_is_not_known_is_not_written(corpus: Path) -> None:
    after = with_entries(corpus / "catalogue.toml", [_entry()])
    assert "rights" not in after
    assert "published" not in after


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_catalogue_may_end_with_or_without_a_line_break(corpus: Path, end: str) -> None:
    path = corpus / "catalogue.toml"
    path.write_bytes((OLD.rstrip("\n") + end).encode())
    assert with_entries(path, [_entry()]).count('\n\n[[document]]\nid = "new"') == 1


def test_a_catalogue_written_on_windows_keeps_its_line_ends(corpus: Path) -> None:
    path = corpus / "catalogue.toml"
    path.write_bytes(OLD.replace("\n", "\r\n").encode())
    after = with_entries(path, [_entry()])
    assert after.count("\n") == after.count("\r\n")


def test_a_catalogue_that_is_not_valid_takes_no_entry(corpus: Path) -> None:
    (corpus / "catalogue.toml").write_text("[[document", "utf-8")
    with pytest.raises(CorpusError, match="not valid TOML"):
        with_entries(corpus / "catalogue.toml", [_entry()])


def test_a_catalogue_that_lists_its_documents_in_one_line_is_not_broken(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text("document = []\n", "utf-8")
    with pytest.raises(CorpusError, match="does not list its documents as"):
        with_entries(tmp_path / "catalogue.toml", [_entry()])


@pytest.mark.parametrize("again", [{"id": "old"}, {"file": "old.txt"}])
def test_an_id_or_file_that_is_known_is_not_written_twice(
    corpus: Path, again: dict[str, str]
) -> None:
    with pytest.raises(CorpusError, match="twice"):
        with_entries(corpus / "catalogue.toml", [_entry(**again)])


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_title_says_more_than_a_title(title: str) -> None:
    path = Path("nowhere") / "catalogue.toml"
    (entry,) = catalogue._parsed(path, with_entries(path, [_entry(title=title)])).entries.values()
    assert entry == _entry(title=title)


def test_a_title_that_looks_like_an_entry_stays_a_title(corpus: Path, new: Path) -> None:
    title = 'A "plan"\n\n[[document]]\nid = "owned"\ntitle = """'
    _add(corpus, new, title=title)
    entries = read_catalogue(corpus).entries
    assert sorted(entry.id for entry in entries.values()) == ["new", "old"]
    assert entries["new.txt"].title == title


# --- adding ------------------------------------------------------------------------------------


def test_a_file_is_copied_as_it_is_and_described_with_its_digest(corpus: Path, new: Path) -> None:
    _add(corpus, new)
    assert (corpus / "new.txt").read_bytes() == WORDS
    assert read_catalogue(corpus).entries["new.txt"].sha256 == hashlib.sha256(WORDS).hexdigest()
    assert (corpus / "catalogue.toml").read_text("utf-8").startswith(OLD)


def test_nothing_but_the_copy_and_the_catalogue_is_left_behind(corpus: Path, new: Path) -> None:
    _add(corpus, new)
    visible = {path.name for path in corpus.iterdir() if not path.name.startswith(".catalogue")}
    assert visible == {"catalogue.toml", "new.txt", "old.txt"}


def test_a_folder_that_is_not_there_is_made(tmp_path: Path, new: Path) -> None:
    _add(tmp_path / "fresh", new)
    assert set(_files(tmp_path / "fresh")) == {"catalogue.toml", "new.txt"}


def test_a_file_that_lies_in_the_folder_already_gets_its_entry_alone(corpus: Path) -> None:
    (corpus / "there.txt").write_bytes(WORDS)
    _add(corpus, corpus / "there.txt")
    assert read_catalogue(corpus).entries["there.txt"].id == "new"


def test_the_same_bytes_under_another_name_are_told_with_their_document(
    corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy.txt").write_bytes((corpus / "old.txt").read_bytes())
    with pytest.raises(CorpusError, match=r"already in .*old\.txt, document “old”"):
        examine(any_file(tmp_path / "copy.txt"), corpus)


def test_the_same_bytes_without_an_entry_are_told_with_what_to_do(corpus: Path, new: Path) -> None:
    (corpus / "other.txt").write_bytes(WORDS)
    with pytest.raises(CorpusError) as caught:
        examine(any_file(new), corpus)
    assert f"guidance add {corpus / 'other.txt'}" in caught.value.next_step


def test_a_file_is_never_written_over_another(corpus: Path, new: Path) -> None:
    (corpus / "new.txt").write_text("Another one.\n", "utf-8")
    before = _files(corpus)
    with pytest.raises(CorpusError, match=r"another file called new\.txt"):
        _add(corpus, new)
    assert _files(corpus) == before


def test_not_even_over_one_that_came_in_the_meantime(corpus: Path, new: Path) -> None:
    candidate = examine(any_file(new), corpus)
    (corpus / "new.txt").write_text("Another one.\n", "utf-8")
    before = _files(corpus)
    with pytest.raises(CorpusError, match=r"another file called new\.txt"):
        add(corpus, [(candidate, _entry())])
    assert _files(corpus) == before


def test_not_even_over_a_link_that_leads_nowhere(corpus: Path, new: Path, tmp_path: Path) -> None:
    (corpus / "new.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CorpusError, match=r"another file called new\.txt"):
        _add(corpus, new)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("by", ["name", "digest"])
def test_a_file_that_is_described_and_gone_is_not_described_twice(
    corpus: Path, new: Path, by: str
) -> None:
    digest = hashlib.sha256(WORDS).hexdigest()
    gone = {"file": "new.txt"} if by == "name" else {"file": "gone.txt", "sha256": digest}
    path = corpus / "catalogue.toml"
    path.write_text(with_entries(path, [_entry(**gone)]), "utf-8")
    with pytest.raises(CorpusError, match="describes this file already, as “new”"):
        _add(corpus, new, id="newer")


def test_a_file_that_changed_since_it_was_read_is_refused(corpus: Path, new: Path) -> None:
    found = any_file(new)
    new.write_bytes(b"Other words.\n")
    with pytest.raises(CorpusError, match="changed while it was being read"):
        examine(found, corpus)


def test_two_files_of_one_content_are_not_both_added(corpus: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(WORDS)
    before = _files(corpus)
    pair = [examine(any_file(tmp_path / name), corpus) for name in ("a.txt", "b.txt")]
    with pytest.raises(CorpusError, match="same content"):
        add(corpus, [(one, _entry(id=f"{one.path.stem}-b", file=one.name)) for one in pair])
    assert _files(corpus) == before


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There is no file"):
        any_file(tmp_path / "none.txt")


def test_one_adding_waits_for_another(
    corpus: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "LOCK_SECONDS", 0.0)
    before = _files(corpus)
    with FileLock(corpus / ".catalogue.lock"), pytest.raises(CorpusError, match="Somebody else"):
        _add(corpus, new)
    assert _files(corpus) == before


# --- both or neither ---------------------------------------------------------------------------


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Files that cannot be written: fill in their names."""
    names: list[str] = []
    write = writing.write_whole

    def fail(path: Path, data: bytes) -> None:
        if path.name in names:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(adding, "write_whole", fail)
    yield names


@pytest.mark.parametrize("name", ["new.txt", "catalogue.toml"])
def test_where_one_of_them_cannot_be_written_nothing_has_changed(
    corpus: Path, new: Path, full_disk: list[str], name: str
) -> None:
    full_disk.append(name)
    before = _files(corpus)
    with pytest.raises(CorpusError, match=r"No space left on device\. Nothing was added"):
        _add(corpus, new)
    assert _files(corpus) == before


def test_of_several_files_all_are_added_or_none(
    corpus: Path, tmp_path: Path, full_disk: list[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    full_disk.append("b.txt")
    before = _files(corpus)
    pair = [examine(any_file(tmp_path / name), corpus) for name in ("a.txt", "b.txt")]
    with pytest.raises(CorpusError):
        add(corpus, [(one, _entry(id=f"{one.path.stem}-b", file=one.name)) for one in pair])
    assert _files(corpus) == before


def test_a_file_that_was_there_stays_when_its_entry_cannot_be_written(
    corpus: Path, full_disk: list[str]
) -> None:
    (corpus / "there.txt").write_bytes(WORDS)
    full_disk.append("catalogue.toml")
    with pytest.raises(CorpusError):
        _add(corpus, corpus / "there.txt")
    assert (corpus / "there.txt").read_bytes() == WORDS


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    writing.write_whole(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [one.name for one in tmp_path.iterdir()] == ["catalogue.toml"]


def test_a_file_that_cannot_be_replaced_stays_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "catalogue.toml"
    path.write_bytes(b"old")
    monkeypatch.setattr(writing.os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        writing.write_whole(path, b"new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


# --- names, kinds, ids -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("plan.pdf", "plan.pdf"),
        ("plan", "plan"),
        ("a\nb\x1b[2J.txt", "a b[2J.txt"),
        ("bad\udcff.txt", "bad.txt"),
        (".hidden.txt", "hidden.txt"),
        ("~$plan.docx", "plan.docx"),
        ("...", "document"),
        ("notes.toml", "notes.toml.txt"),
    ],
)
def test_a_file_gets_a_name_that_a_folder_shows(called: str, name: str) -> None:
    assert name_for(Path("/tmp") / called) == name


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"%PDF-1.7", "a.txt", "PDF"),
        (b"<!doctype html><p>a", "a.txt", "web page"),
        (b"# A", "a.MD", "Markdown"),
        (b"A", "a.pdf", "text"),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_content(raw: bytes, name: str, kind: str) -> None:
    assert format_of(raw, name) == kind


def test_the_ids_of_described_and_of_other_files_are_taken(corpus: Path) -> None:
    (corpus / "Loose Paper.txt").write_bytes(WORDS)
    assert ids_in(corpus) == {"old", "loose-paper"}
    assert ids_in(corpus, besides={"Loose Paper.txt"}) == {"old"}
    assert ids_in(corpus / "none") == frozenset()


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Leads of garden boards", "leads-of-garden-boards"),
        ("Café’s “Plan”: 2024/25", "cafes-plan-2024-25"),
        ("日本語", "document"),
        ("A", "document-a"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("x" * 300, "x" * 60),
    ],
)
def test_an_id_is_made_of_a_title(title: str, made: str) -> None:
    assert slug(title) == made


@given(st.text(), st.sets(st.sampled_from(["document", "document-2", "a-b"])))
def test_an_id_that_is_made_is_valid_and_free(title: str, taken: set[str]) -> None:
    made = slug(title, taken)
    assert catalogue.ID.fullmatch(made)
    assert made not in taken


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert slug("The plan", {"the-plan", "the-plan-2"}) == "the-plan-3"


# --- what a document proposes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        (" 2024-05-01 ", "2024-05-01"),
        ("8 February 2021", "2021-02-08"),
        ("8th february, 2021", "2021-02-08"),
        ("June 2022", "2022-06"),
        ("2024-13", None),
        ("2023-02-29", None),
        ("31 June 2022", None),
        ("8/2/2021", None),
        ("20240501", None),
        ("about 2022", None),
        ("", None),
    ],
)
def test_a_date_is_one_that_can_be_read_in_one_way(said: str, date: str | None) -> None:
    assert read_date(said) == date


def test_the_dates_of_a_text_are_found_each_once_in_order() -> None:
    text = "Version 1, 2 September 2021. Agreed in July 2021, and on 2nd September 2021."
    assert dates_in(text) == ("2021-09-02", "2021-07")


def test_the_first_heading_and_the_date_of_the_title_page_are_proposed() -> None:
    made = document(
        "# The plan\n\nPublished 1 May 2024\n\n# Later\n\n" + "Words. " * 300 + "2 May 2024"
    )
    found = propose(made, made.text.encode())
    assert found.titles == ("The plan", "paper")
    assert found.dates == ("2024-05-01",)


def test_the_page_behind_the_cover_counts_as_a_title_page() -> None:
    text = "The plan\f1 May 2024\f2 May 2024"
    pages = [Page(1, None, Span(0, 8)), Page(2, None, Span(9, 19)), Page(3, None, Span(20, 31))]
    made = replace(document(text), pages=tuple(pages))
    assert propose(made, b"").dates == ("2024-05-01",)


def _pdf(title: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": title})
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("The  plan\x1b[2J\n", ("The plan[2J", "paper")),
        ("Microsoft Word - plan.doc", ("paper",)),
        ("plan_final.docx", ("paper",)),
        ("", ("paper",)),
    ],
)
def test_the_title_in_the_properties_of_a_pdf_is_proposed_where_it_is_one(
    title: str, proposed: tuple[str, ...]
) -> None:
    assert propose(document("Some words of the plan."), _pdf(title)).titles == proposed


def test_damaged_properties_propose_nothing() -> None:
    assert propose(document("Some words."), b"%PDF-1.7 nothing").titles == ("paper",)


def test_one_line_is_what_is_left_of_words_that_command() -> None:
    assert one_line(" a\n\tb\x1b[2J\u202e\u200b ") == "a b[2J"


# --- parts found on title pages ----------------------------------------------------------------

TEXT = "Agenda of the day\n\nReport one\n\nReport two\n"


def test_parts_found_cover_the_text_where_the_catalogue_names_none() -> None:
    source = document(TEXT).source
    found = [FoundPart("Report one", "Item 1", 19), FoundPart("Report two", "Item 2", 31)]
    parts = find_parts(source, None, TEXT, found)
    assert [(p.title, p.locator, p.span) for p in parts] == [
        ("paper", "", Span(0, 19)),
        ("Report one", "Item 1", Span(19, 31)),
        ("Report two", "Item 2", Span(31, len(TEXT))),
    ]
    assert {part.voice for part in parts} == {source.voice}


def test_a_part_found_at_the_beginning_needs_none_before_it() -> None:
    parts = find_parts(document(TEXT).source, None, TEXT, [FoundPart("Agenda", "", 0)])
    assert [(p.title, p.span) for p in parts] == [("Agenda", Span(0, len(TEXT)))]


def test_what_the_catalogue_names_goes_before_what_was_found() -> None:
    named = {"title": "All of it", "voice": "The clerk", "authority": "a", "standing": "s"}
    entry = _entry(part=[named])
    parts = find_parts(document(TEXT).source, entry, TEXT, [FoundPart("Report one", "", 19)])
    assert [part.title for part in parts] == ["All of it"]
