"""`guidance inspect` and `guidance add`, as a person or a script calls them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from assistant import cli
from assistant.commands import adding, inspecting, reading
from assistant.documents import adding as writes
from assistant.documents.catalogue import read_catalogue
from assistant.domain import BlockKind, Page, Span
from assistant.index import embedding
from tests import small_corpus
from tests.fakes import HashedBagOfWords

# Rings, clears the screen, changes the title of the window, turns the direction of writing.
COMMANDS = "\x07\x1b[2J\x1b]0;owned\x07\u202e\u200b\x9b"
OBEYED = frozenset("\x07\x1b\u202e\u200b\x9b")
TITLE, PUBLISHER, AUTHORITY, STANDING = "The new plan", "Garden Office", "guidance", "in force"
NEEDED = (
    f"--title={TITLE}",
    f"--publisher={PUBLISHER}",
    f"--authority={AUTHORITY}",
    f"--standing={STANDING}",
)
WORDS = """# A plan for ponds

This plan was published on 1 May 2024.

1. Each garden board must keep a pond.

2. The pond should be cleaned every spring.
"""


@dataclass(frozen=True)
class Run:
    """How a command ended; ``said`` and ``err`` without the terminal's line breaks."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return " ".join(self.out.split())


@pytest.fixture
def guidance(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run the command with these arguments in this process; ``typed`` is what a person types."""

    def run(*arguments: object, typed: str | None = None) -> Run:
        monkeypatch.setattr(sys, "argv", ["guidance", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed or ""))
        monkeypatch.setattr(adding, "somebody_is_there", lambda: typed is not None)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        code = ended.value.code
        said = capsys.readouterr()
        flat = " ".join(said.err.split())
        return Run(code if isinstance(code, int) else int(code is not None), said.out, flat)

    return run


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return small_corpus.write_corpus(tmp_path / "corpus")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "ponds.md"
    path.write_text(WORDS, "utf-8")
    return path


@pytest.fixture
def inspect(guidance: Callable[..., Run], corpus: Path) -> Callable[..., Run]:
    return lambda *arguments: guidance("inspect", *arguments, "--corpus", corpus)


@pytest.fixture
def add(guidance: Callable[..., Run], corpus: Path) -> Callable[..., Run]:
    return lambda *arguments, **more: guidance("add", *arguments, "--corpus", corpus, **more)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")
    }


# --- inspect -----------------------------------------------------------------------------------


def test_a_document_is_shown_by_its_id_with_its_structure(inspect) -> None:
    run = inspect("leads")
    assert run.code == 0
    for words in (
        "Leads of garden boards",
        "statutory guidance",
        "leads.txt (text)",
        "8 numbered paragraphs, 3 list items",
        "visible characters",
        "headings, shown above what stands beneath them",
        "paragraph 3 · list of 3",
    ):
        assert words in run.said


def test_a_document_is_shown_as_it_is_now_and_needs_no_index(inspect, corpus: Path) -> None:
    (corpus / "leads.txt").write_text("9. Boards may keep bees in spring.\n", "utf-8")
    assert "paragraph 9 Boards may keep bees in spring." in inspect("leads").said


def test_a_file_that_is_not_in_the_folder_is_shown_too(inspect, new: Path) -> None:
    run = inspect(new)
    assert "ponds.md (Markdown)" in run.said
    assert "paragraph 2 The pond should be cleaned every spring." in run.said


def test_a_file_needs_no_folder_of_documents(guidance, new: Path, tmp_path: Path) -> None:
    assert guidance("inspect", new, "--corpus", tmp_path / "none").code == 0


def test_a_file_of_the_folder_is_shown_with_its_entry(inspect, corpus: Path) -> None:
    assert "Leads of garden boards" in inspect(corpus / "leads.txt").said
    assert "Leads of garden boards" in inspect("leads.txt").said


def test_an_unknown_document_is_told_with_those_that_there_are(inspect) -> None:
    run = inspect("nothing")
    assert run.code == 1
    assert "There is no document “nothing”" in run.err
    assert "leads, leaflet, pack, plan, tools" in " ".join(run.err.split())


def test_a_document_that_a_sync_would_leave_out_is_told_with_the_reason(
    inspect, corpus: Path
) -> None:
    (corpus / "empty.txt").write_text("", "utf-8")
    (corpus / "huge.pdf").mkdir()
    assert "empty.txt cannot be read. It holds no text." in inspect("empty.txt").err
    assert "huge.pdf is left out." in inspect("huge.pdf").err


@pytest.mark.parametrize("raw", [b"%PDF-1.7\nnothing", b"PK\x03\x04nothing", b"", b"\x89PNG"])
def test_a_file_that_cannot_be_read_is_told_with_the_reason(
    inspect, tmp_path: Path, raw: bytes
) -> None:
    (tmp_path / "bad.pdf").write_bytes(raw)
    run = inspect(tmp_path / "bad.pdf")
    assert run.code == 1
    assert "bad.pdf cannot be read. It " in run.err
    assert "Traceback" not in run.err


def test_the_parts_of_a_bound_document_are_shown(inspect) -> None:
    said = inspect("pack").said
    assert "Item 1: Minutes · Allotment Council" in said
    assert "Item 2: Report of the head gardener · Head gardener" in said


def test_one_paragraph_is_shown_unit_by_unit(inspect) -> None:
    run = inspect("leads", "--paragraph", "3")
    assert run.code == 0
    assert "list item · paragraph 3, 2nd bullet pruning the apple trees" in run.said
    assert "paragraph 4" not in run.said


def test_a_number_that_several_places_have_is_answered_with_their_locators(
    inspect, tmp_path: Path
) -> None:
    path = tmp_path / "two.md"
    path.write_text(
        "# Annex A\n\n1. The chair opens it.\n\n# Annex B\n\n1. The clerk closes it.\n", "utf-8"
    )
    run = inspect(path, "--paragraph", "1")
    assert run.code == 0
    assert "may be any of 2 places" in run.said
    assert "Annex A, paragraph 1 The chair opens it." in run.said
    assert "The clerk closes it." in inspect(path, "--paragraph", "annex b, paragraph 1").said


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (("--paragraph", "99"), "There is no paragraph “99”."),
        (("--page", "9"), "This document has no pages."),
        (("--page", "1", "--paragraph", "1"), "ask for two places"),
    ],
)
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_place_that_cannot_be_shown_is_told(inspect, place, told: str, as_json) -> None:
    run = inspect("leads", *place, *as_json)
    assert (run.code, run.out) == (1, "")
    assert told in run.err


def test_a_document_is_given_as_data(inspect) -> None:
    run = inspect("leads", "--json")
    data = json.loads(run.out)
    assert set(data) == {"doc", "counts", "blocks", "passages", "coverage"}
    assert (data["doc"]["id"], data["doc"]["format"]) == ("leads", "text")
    assert data["counts"]["numbered paragraph"] == 8
    assert data["counts"]["passages"] == len(data["passages"])
    text = small_corpus.DOCUMENTS["leads.txt"]
    assert all(
        " ".join(text[a:b] for a, b in block["spans"]) == block["extracted"]
        for block in data["blocks"]
    )


def test_one_place_is_given_as_data(inspect) -> None:
    data = json.loads(inspect("leads", "--paragraph", "3", "--json").out)
    assert [passage["locator"] for passage in data["passages"]] == ["paragraph 3"]
    assert [block["kind"] for block in data["blocks"]] == [
        "numbered paragraph",
        "list item",
        "list item",
        "list item",
    ]


def test_nothing_in_a_document_commands_the_terminal(inspect, tmp_path: Path) -> None:
    path = tmp_path / f"[bold]{COMMANDS.replace('/', '')}.md"
    body = f"# [red]Head{COMMANDS}\n\n1. The [link=x]board{COMMANDS} must meet in the garden.\n"
    body += "\n2. The board may also meet in the shed.\n" * 40
    path.write_text(body, "utf-8")
    for place in ((), ("--paragraph", "1"), ("--json",)):
        run = inspect(path, *place)
        assert run.code == 0
        assert not OBEYED & set(run.out)
        assert "[link=x]board" in run.out
    assert OBEYED & set(json.loads(inspect(path, "--json").out)["blocks"][0]["extracted"])


def test_an_answer_to_a_name_that_commands_is_inert(inspect) -> None:
    run = inspect(f"none{COMMANDS}")
    assert run.code == 1
    assert not OBEYED & set(run.err)


# --- inspect, one page -------------------------------------------------------------------------


@pytest.fixture
def paged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give what is read two pages, and leave the first line of each out."""

    def read_all(files: Any, settings: Any) -> Any:
        ((document, _),) = reading.read_all(files, settings)
        half = document.text.index("2. ")
        pages = (Page(1, "iv", Span(0, half)), Page(2, "v", Span(half, len(document.text))))
        first, *rest = document.blocks
        furniture = replace(first, kind=BlockKind.FURNITURE)
        made = replace(document, pages=pages, blocks=(furniture, *rest))
        return [(made, reading.build_passages(made, "r"))]

    monkeypatch.setattr(inspecting, "read_all", read_all)


@pytest.mark.usefixtures("paged")
def test_one_page_is_shown_by_the_label_printed_on_it(inspect, new: Path) -> None:
    run = inspect(new, "--page", "IV")
    assert run.code == 0
    assert "Page iv (1 of 2 in the file)" in run.said
    assert "furniture [left out]" in run.said
    assert "numbered paragraph 1 · paragraph 1 1. Each garden board must keep a pond." in run.said
    assert "spring" not in run.said
    assert inspect(new, "--page", "1").out == run.out


@pytest.mark.usefixtures("paged")
def test_an_unknown_page_is_told_with_those_that_there_are(inspect, new: Path) -> None:
    run = inspect(new, "--page", "9")
    assert run.code == 1
    assert "There is no page “9”. The document has 2 pages, printed iv–v." in run.err


@pytest.mark.usefixtures("paged")
def test_one_page_is_given_as_data(inspect, new: Path) -> None:
    data = json.loads(inspect(new, "--page", "v", "--json").out)
    assert [(block["text"], block["page_label"]) for block in data["blocks"]] == [
        ("2. The pond should be cleaned every spring.", "v")
    ]
    assert [passage["locator"] for passage in data["passages"]] == ["paragraph 2"]


# --- add, without a person ---------------------------------------------------------------------


def test_a_file_is_added_with_what_the_options_say(add, corpus: Path, new: Path) -> None:
    run = add(new, *NEEDED, "--date", "1 May 2024", "--voice", "The office", "--id", "ponds")
    assert run.code == 0
    entry = read_catalogue(corpus).entries["ponds.md"]
    assert (entry.id, entry.title, entry.voice) == ("ponds", TITLE, "The office")
    assert (entry.published, entry.authority, entry.standing) == (
        "2024-05-01",
        "guidance",
        STANDING,
    )
    assert (corpus / "ponds.md").read_text("utf-8") == WORDS


def test_it_says_what_was_read_and_what_comes_next(add, new: Path) -> None:
    said = add(new, *NEEDED).said
    assert "Added “The new plan” as the-new-plan" in said
    assert "Markdown; 3 paragraphs, 3 passages" in said
    assert "guidance inspect the-new-plan" in said
    assert "Run guidance sync" in said


def test_what_stood_in_the_catalogue_stands_there_still(add, corpus: Path, new: Path) -> None:
    kept = f"# Kept by the editors\n{small_corpus.CATALOGUE}\n# The end"
    (corpus / "catalogue.toml").write_text(kept, "utf-8")
    assert add(new, *NEEDED).code == 0
    assert (corpus / "catalogue.toml").read_text("utf-8").startswith(kept)


def test_a_folder_without_a_catalogue_gets_one(guidance, tmp_path: Path, new: Path) -> None:
    run = guidance("add", new, *NEEDED, "--corpus", tmp_path / "fresh")
    assert run.code == 0
    assert set(_files(tmp_path / "fresh")) == {"catalogue.toml", "ponds.md"}


def test_all_that_is_missing_is_told_at_once_with_what_it_means(add, corpus, new: Path) -> None:
    before = _files(corpus)
    run = add(new, "--title", TITLE, "--standing", "  ")
    assert run.code == 1
    assert "needs more: --publisher, --authority, --standing." in run.err
    assert "--publisher: the body that published it." in run.err
    assert _files(corpus) == before


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--date=2024-13-01", "“2024-13-01” is no date."),
        ("--date=8/2/2021", "“8/2/2021” is no date."),
        ("--id=The Plan", "“The Plan” is no id."),
        ("--id=leads", "Another document has the id “leads”."),
        ("--authority=9", "There is no kind 9."),
    ],
)
def test_a_value_that_cannot_be_is_told_and_nothing_is_added(
    add, corpus: Path, new: Path, option: str, told: str
) -> None:
    before = _files(corpus)
    run = add(new, *NEEDED, option)
    assert run.code == 1
    assert told in run.err
    assert _files(corpus) == before


def test_an_id_made_of_the_title_must_be_free(add, corpus: Path, new: Path) -> None:
    run = add(new, *NEEDED, "--title", "Tools")
    assert run.code == 1
    assert "Another document has the id “tools”." in run.err
    assert "--id" in run.err


def test_words_for_a_date_become_a_note(add, corpus: Path, new: Path) -> None:
    run = add(new, *NEEDED, "--date", "undated, about summer 2022")
    entry = read_catalogue(corpus).entries["ponds.md"]
    assert (entry.published, entry.published_note) == (None, "undated, about summer 2022")
    assert "date: none; undated, about summer 2022" in run.said


def test_a_known_authority_may_be_written_in_capitals(add, corpus: Path, new: Path) -> None:
    add(new, *NEEDED, "--authority", "Statutory Guidance")
    assert read_catalogue(corpus).entries["ponds.md"].authority == "statutory guidance"


def test_a_title_cannot_bring_an_entry_of_its_own(add, corpus: Path, new: Path) -> None:
    title = f'A "plan"\\\n[[document]]\nid = "owned"{COMMANDS}'
    run = add(new, *NEEDED, "--title", title, "--id", "ponds")
    assert run.code == 0
    assert not OBEYED & set(run.out)
    entries = read_catalogue(corpus).entries
    assert len(entries) == len(small_corpus.DOCUMENTS) + 1
    assert entries["ponds.md"].title == 'A "plan"\\ [[document]] id = "owned"[2J]0;owned'


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7\nnothing", b"PK\x03\x04", b"", b"\x00\x01" * 99, b"# Heading alone\n"]
)
def test_a_file_that_cannot_be_quoted_is_refused_before_anything_is_written(
    add, corpus: Path, tmp_path: Path, raw: bytes
) -> None:
    (tmp_path / "bad.txt").write_bytes(raw)
    before = _files(corpus)
    run = add(tmp_path / "bad.txt", *NEEDED)
    assert run.code == 1
    assert run.err.startswith("bad.txt ")
    assert _files(corpus) == before


def test_a_file_that_is_there_already_is_told_with_its_document(
    add, corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy.txt").write_bytes((corpus / "leads.txt").read_bytes())
    before = _files(corpus)
    run = add(tmp_path / "copy.txt", *NEEDED)
    assert run.code == 1
    assert "leads.txt, document “leads”, Leads of garden boards" in run.err
    assert _files(corpus) == before


def test_another_file_of_that_name_is_never_written_over(add, corpus: Path, tmp_path) -> None:
    (tmp_path / "leads.txt").write_text("Other words of another board.\n", "utf-8")
    before = _files(corpus)
    run = add(tmp_path / "leads.txt", *NEEDED)
    assert run.code == 1
    assert "another file called leads.txt" in run.err
    assert _files(corpus) == before


def test_a_catalogue_that_cannot_be_written_stays_as_it_was(
    add, corpus: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writes.write_whole

    def fail(path: Path, data: bytes) -> None:
        if path.name == "catalogue.toml":
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(writes, "write_whole", fail)
    before = _files(corpus)
    run = add(new, *NEEDED)
    assert run.code == 1
    assert "Nothing was added." in run.err
    assert _files(corpus) == before


def test_several_files_cannot_have_one_title(add, corpus: Path, new: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Other words of another board.\n", "utf-8")
    assert "--title names one document" in add(new, tmp_path / "b.txt", *NEEDED).err
    run = add(new, tmp_path / "b.txt", *NEEDED[1:])
    assert "needs more: --title." in run.err
    assert "Each file needs a title of its own" in run.err


def test_what_was_added_can_be_made_answerable_right_away(
    add, guidance, corpus: Path, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "load_embeddings", lambda _: HashedBagOfWords())
    index = ("--index", tmp_path / "index")
    run = add(new, *NEEDED, "--sync", *index)
    assert run.code == 0
    assert "Created: 6" in run.said
    assert "Run guidance sync" not in run.said
    asked = guidance("ask", "Must each garden board keep a pond?", "--corpus", corpus, *index)
    assert "“Each garden board must keep a pond.” [1]" in asked.out


# --- add, with a person ------------------------------------------------------------------------


def _typed(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


def test_a_person_is_asked_for_what_is_missing_one_question_each(add, corpus, new: Path) -> None:
    answers = _typed("", "", "", "Garden Office", "2", "in force", "", "CC0", "")
    run = add(new, typed=answers)
    assert run.code == 0
    entry = read_catalogue(corpus).entries["ponds.md"]
    assert (entry.title, entry.id, entry.published) == (
        "A plan for ponds",
        "a-plan-for-ponds",
        "2024-05-01",
    )
    assert (entry.publisher, entry.authority) == ("Garden Office", "statutory guidance")
    assert (entry.voice, entry.rights, entry.address) == ("", "CC0", "")


def test_each_question_says_what_the_word_means_and_what_is_proposed(add, new: Path) -> None:
    said = add(new, typed=_typed("", "", "", "G", "1", "s", "", "", "")).said
    assert "ponds.md: Markdown; 3 paragraphs, 3 passages" in said
    assert "Title: as the document itself gives it" in said
    assert "[A plan for ponds]" in said
    assert "In the document stands also: ponds" in said
    assert "1 legislation 2 statutory guidance" in said
    assert "[2024-05-01]" in said


def test_what_is_proposed_need_not_be_taken(add, corpus: Path, new: Path) -> None:
    add(new, typed=_typed("Ponds", "my-ponds", "none", "G", "our own rules", "s", "", "", ""))
    entry = read_catalogue(corpus).entries["ponds.md"]
    assert (entry.title, entry.id, entry.published) == ("Ponds", "my-ponds", None)
    assert entry.authority == "our own rules"


def test_of_several_dates_none_is_taken_unasked(add, corpus: Path, new: Path) -> None:
    new.write_text(f"{WORDS}\nIt replaces the plan of 3 June 2021.\n", "utf-8")
    run = add(new, typed=_typed("", "", "", "G", "1", "s", "", "", ""))
    assert "In the document stands: 2024-05-01; 2021-06-03" in run.said
    assert read_catalogue(corpus).entries["ponds.md"].published is None


def test_an_answer_that_cannot_be_is_asked_for_again(add, corpus: Path, new: Path) -> None:
    answers = ("", "leads", "Not An Id", "ponds", "13/13/13", "2024-05", "G", "7", "3", "s")
    run = add(new, typed=_typed(*answers, "", "", ""))
    entry = read_catalogue(corpus).entries["ponds.md"]
    assert (entry.id, entry.published) == ("ponds", "2024-05")
    assert entry.authority == "non-statutory guidance"
    for told in ("has the id “leads”", "“Not An Id” is no id", "is no date", "no kind 7"):
        assert told in run.said


def test_a_person_is_asked_for_nothing_that_was_given(add, corpus: Path, new: Path) -> None:
    given = ("--date=2024", "--id=ponds", "--voice=v", "--rights=r", "--address=a")
    run = add(new, *NEEDED, *given, typed="")
    assert run.code == 0
    assert "Press Enter" not in run.said


def test_a_person_who_leaves_adds_nothing(add, corpus: Path, new: Path) -> None:
    before = _files(corpus)
    run = add(new, typed=_typed("A title"))
    assert run.code == 1
    assert "Aborted" in run.err
    assert _files(corpus) == before


def test_of_several_files_each_is_asked_for_its_own_and_the_rest_once(
    add, corpus: Path, new: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("The frogs should be counted by two people.\n", "utf-8")
    own = ("Ponds", "", "", "Ponds", "", "2023")
    run = add(new, tmp_path / "b.txt", typed=_typed(*own, "G", "1", "s", "", "", ""))
    assert run.code == 0
    assert "For all 2 files:" in run.said
    entries = read_catalogue(corpus).entries
    assert [entries[name].id for name in ("ponds.md", "b.txt")] == ["ponds", "ponds-2"]
    assert [entries[name].published for name in ("ponds.md", "b.txt")] == ["2024-05-01", "2023"]
    assert {entries[name].publisher for name in ("ponds.md", "b.txt")} == {"G"}


def test_what_a_document_proposes_commands_no_terminal(add, new: Path) -> None:
    hostile = WORDS.replace("ponds", f"ponds{COMMANDS}")
    new.write_text(hostile + "\n3. The pond may also be deep.\n" * 60, "utf-8")
    run = add(new, typed=_typed("", "", "", "G", "1", "s", "", "", ""))
    assert run.code == 0
    assert not OBEYED & set(run.out + run.err)
