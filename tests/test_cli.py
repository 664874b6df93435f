from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from assistant import cli, pipeline
from assistant.answering import QuotingComposer
from assistant.domain import Reader
from assistant.index import embedding
from assistant.settings import Settings
from tests import small_corpus
from tests.fakes import HashedBagOfWords

ROOT = Path(__file__).parents[1]
# Rings, clears the screen, changes the title of the window, turns the direction of writing.
COMMANDS = "\x07\x1b[2J\x1b]0;owned\x07\u202e\u200b"
OBEYED = frozenset("\x07\x1b\u202e\u200b")


@dataclass(frozen=True)
class Run:
    """How a command ended; ``err`` without the terminal's line breaks."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def model_without_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load a model without weights wherever the default one would be loaded."""
    load = embedding.load_embeddings
    monkeypatch.setattr(
        embedding, "load_embeddings", lambda name: load(name) if name else HashedBagOfWords()
    )


@pytest.fixture
def guidance(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run the command with these arguments in this process."""

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["guidance", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        code = ended.value.code
        said = capsys.readouterr()
        return Run(
            code if isinstance(code, int) else int(code is not None), said.out, _flat(said.err)
        )

    return run


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def ask(guidance: Callable[..., Run], small_settings: Settings) -> Callable[..., Run]:
    """Ask the small corpus."""
    corpus, index = small_settings.corpus, small_settings.index
    return lambda *arguments: guidance("ask", *arguments, "--corpus", corpus, "--index", index)


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """A small corpus with its index that a test may spoil."""
    return small_corpus.synced(tmp_path)


def assert_told(run: Run, *words: str) -> None:
    """The command failed, and said what happened and what to do in words."""
    assert run.code == 1
    assert run.out == ""
    assert [word for word in words if word not in run.err] == []
    assert "Traceback" not in run.err


def test_an_answer_is_printed_with_its_quotation_and_source(ask) -> None:
    run = ask(small_corpus.ANSWERED)
    assert run.code == 0
    assert "“Each garden board (GB) must have an executive lead for orchards.” [1]" in run.out
    assert "Sources" in run.out
    assert run.err == ""


def test_json_is_the_answer_as_data(ask) -> None:
    run = ask(small_corpus.ANSWERED, "--json")
    data = json.loads(run.out)
    assert run.code == 0
    assert (data["question"], data["outcome"]) == (small_corpus.ANSWERED, "answered")


def test_the_reader_may_be_named(ask) -> None:
    assert "Reference: " in ask(small_corpus.ANSWERED, "--reader", "policy").out
    assert "Reference: " not in ask(small_corpus.ANSWERED, "--reader", "board").out


def test_a_reader_that_there_is_none_of_is_refused_with_the_choice(ask) -> None:
    run = ask(small_corpus.ANSWERED, "--reader", "lawyer")
    assert run.code == 2
    assert all(reader in run.err for reader in ("plain", "board", "policy"))


def test_a_question_that_is_not_answered_is_no_failure(ask) -> None:
    run = ask(small_corpus.ELSEWHERE)
    assert run.code == 0
    assert "These documents" not in run.err


@pytest.mark.parametrize("empty", ["", "   ", "?!", "\u200b"])
def test_an_empty_question_is_told(ask, empty: str) -> None:
    assert_told(ask(empty), "The question is empty.", "Write what you want to know.")


def test_a_question_that_is_too_long_is_told_with_the_limit(ask) -> None:
    assert_told(ask("a" * 20_000), "20,000 characters; the limit is 2,000", "Ask a shorter one")


def test_no_question_at_all_is_told(ask) -> None:
    assert_told(ask(), "There is no question.", "--batch FILE")


def test_a_question_and_a_batch_together_are_told(ask, tmp_path: Path) -> None:
    assert_told(ask("a", "--batch", tmp_path / "b", "--out", tmp_path / "o"), "no question")


def test_a_batch_without_out_is_told(ask, tmp_path: Path) -> None:
    assert_told(ask("--batch", tmp_path / "b"), "--batch and --out go together.")


def test_a_missing_index_is_told_with_the_command_that_builds_it(guidance, tmp_path: Path) -> None:
    run = guidance("ask", "Who leads?", "--index", tmp_path / "none")
    assert_told(run, "There is no index in", "Run `guidance sync`")


def test_a_missing_corpus_is_told(guidance, tmp_path: Path) -> None:
    run = guidance("sync", "--corpus", tmp_path / "none", "--index", tmp_path / "index")
    assert_told(run, "cannot be read", "--corpus")


def test_an_empty_corpus_is_told_with_what_to_put_there(guidance, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    run = guidance("sync", "--corpus", tmp_path / "corpus", "--index", tmp_path / "index")
    assert_told(run, "holds no document", ".txt", ".pdf")


def test_a_corpus_of_unreadable_files_alone_is_told(guidance, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "empty.txt").write_text("")
    run = guidance("sync", "--corpus", tmp_path / "corpus", "--index", tmp_path / "index")
    assert_told(run, "empty.txt")


def test_a_catalogue_that_is_not_valid_is_told(guidance, own: Settings) -> None:
    (own.corpus / "catalogue.toml").write_text("[[document", encoding="utf-8")
    run = guidance("sync", "--corpus", own.corpus, "--index", own.index)
    assert_told(run, "is not valid TOML", "Mend that line.")


def test_a_file_of_differences_that_is_not_valid_is_told(guidance, own: Settings) -> None:
    (own.corpus / "differences.toml").write_text("[[difference", encoding="utf-8")
    run = guidance("ask", "Who leads?", "--corpus", own.corpus, "--index", own.index)
    assert_told(run, "differences.toml is not valid", "Mend that entry.")


def test_a_sync_says_what_it_did(guidance, tmp_path: Path) -> None:
    corpus = small_corpus.write_corpus(tmp_path / "corpus")
    run = guidance("sync", "--corpus", corpus, "--index", tmp_path / "index")
    assert run.code == 0
    assert "Created: 5" in run.out
    assert "Deleted: 0" in run.out
    again = guidance("sync", "--corpus", corpus, "--index", tmp_path / "index")
    assert "Unchanged: 5" in again.out


def test_unreadable_files_are_skipped_with_a_reason_beside_the_good_ones(
    guidance, tmp_path: Path
) -> None:
    corpus = small_corpus.write_corpus(tmp_path / "corpus")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "empty.txt").write_text("")
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    run = guidance("sync", "--corpus", corpus, "--index", tmp_path / "index")
    out = _flat(run.out)
    assert run.code == 0
    assert "Created: 5" in out
    assert "Skipped binary.txt: It is not text, though its name says so." in out
    assert "Skipped empty.txt: It holds no text." in out
    assert "Skipped broken.pdf: " in out


def test_the_name_of_a_file_cannot_command_the_terminal(guidance, tmp_path: Path) -> None:
    corpus = small_corpus.write_corpus(tmp_path / "corpus")
    (corpus / "bad\x1b[2J\x07.txt").write_text("")
    (corpus / "[bold]bad.txt").write_text("")
    run = guidance("sync", "--corpus", corpus, "--index", tmp_path / "index")
    assert "Skipped bad[2J.txt" in run.out
    assert "Skipped [bold]bad.txt" in run.out
    assert not OBEYED & set(run.out)


@pytest.mark.parametrize("command", ["sync", "ask", "sources"])
def test_an_index_from_another_version_is_told_with_the_cure(
    guidance, own: Settings, command: str
) -> None:
    path = own.index / "manifest.json"
    manifest: dict[str, Any] = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "format": 99}))
    question = ["Who leads?"] if command == "ask" else []
    run = guidance(command, *question, "--corpus", own.corpus, "--index", own.index)
    assert_told(run, "format 99", "guidance sync --rebuild")


def test_an_index_that_another_sync_holds_is_told(guidance, own: Settings) -> None:
    with FileLock(own.index / "sync.lock"):
        run = guidance("sync", "--corpus", own.corpus, "--index", own.index)
    assert_told(run, "Another sync is at work", "Wait until it has finished.")


def test_a_question_is_answered_while_a_sync_holds_the_index(guidance, own: Settings) -> None:
    with FileLock(own.index / "sync.lock"):
        run = guidance("ask", small_corpus.ANSWERED, "--corpus", own.corpus, "--index", own.index)
    assert run.code == 0


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDANCE_MODEL", "/nonexistent")


@pytest.mark.usefixtures("no_model")
def test_a_missing_model_is_told_at_the_first_sync(guidance, tmp_path: Path) -> None:
    corpus = small_corpus.write_corpus(tmp_path / "corpus")
    run = guidance("sync", "--corpus", corpus, "--index", tmp_path / "index")
    assert run.code == 1
    assert "/nonexistent cannot be loaded" in run.err
    assert "Set GUIDANCE_MODEL" in run.err
    assert "Traceback" not in run.err


@pytest.mark.usefixtures("no_model")
def test_a_model_other_than_the_indexs_is_told(ask) -> None:
    assert_told(ask("Who leads?"), "/nonexistent", "set GUIDANCE_MODEL back")


def test_a_setting_that_cannot_be_is_told_by_its_name(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDANCE_RETRIEVE", "many")
    assert_told(ask("Who leads?"), "GUIDANCE_RETRIEVE cannot be used", "unset it")


def test_a_fault_ends_with_a_code_and_an_answer_that_says_so(
    ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(QuotingComposer, "compose", fail)
    run = ask("Does my daughter need a lead?")
    assert run.code == 1
    assert "The assistant could not answer this time." in run.out
    assert "Traceback" not in run.err
    assert "daughter" not in run.err


def test_control_characters_in_a_question_never_reach_the_terminal(ask) -> None:
    run = ask(f"{COMMANDS}{small_corpus.ANSWERED}{COMMANDS}")
    assert run.code == 0
    assert not OBEYED & set(run.out + run.err)


def test_control_characters_in_a_question_never_reach_the_json(ask) -> None:
    run = ask(f"{COMMANDS}Must boards have a lead for orchards?", "--json")
    assert json.loads(run.out)["question"] == "[2J]0;ownedMust boards have a lead for orchards?"


def test_control_characters_in_a_name_never_reach_the_terminal(guidance, tmp_path: Path) -> None:
    run = guidance("ask", "Who leads?", "--index", tmp_path / f"none{COMMANDS.replace('/', '')}")
    assert_told(run, "There is no index in")
    assert not OBEYED & set(run.err)


def test_sources_lists_the_documents_with_standing_and_date(guidance, small_settings) -> None:
    run = guidance("sources", "--corpus", small_settings.corpus, "--index", small_settings.index)
    assert run.code == 0
    assert all(
        word in run.out for word in ("Leads of garden boards", "statutory guidance", "2024-03-01")
    )


def test_sources_without_an_index_is_told(guidance, tmp_path: Path) -> None:
    assert_told(guidance("sources", "--index", tmp_path), "There is no index in", "guidance sync")


def test_debug_shows_where_a_fault_arose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from assistant.errors import IndexMissing

    arguments = ["guidance", "--debug", "sources", "--index", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(IndexMissing):
        cli.main()


@pytest.fixture
def batch(ask, tmp_path: Path) -> Callable[[str | bytes], tuple[Run, list[dict[str, Any]]]]:
    """Answer a file of these lines."""

    def run(lines: str | bytes) -> tuple[Run, list[dict[str, Any]]]:
        asked, to = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
        asked.write_bytes(lines if isinstance(lines, bytes) else lines.encode())
        ended = ask("--batch", asked, "--out", to)
        written = to.read_bytes().decode().split("\n") if to.exists() else [""]
        assert written.pop() == ""
        return ended, [json.loads(line) for line in written]

    return run


def line(id: str, question: str = small_corpus.ANSWERED, **more: object) -> str:
    return json.dumps({"id": id, "question": question, **more}, ensure_ascii=False)


def test_a_batch_is_answered_in_order_each_with_its_id(batch) -> None:
    asked = [
        ("c", small_corpus.ANSWERED),
        ("a", small_corpus.ELSEWHERE),
        ("b", small_corpus.URGENT),
    ]
    run, answers = batch("\n".join(line(*pair) for pair in asked))
    assert run.code == 0
    assert [(answer["id"], answer["question"]) for answer in answers] == asked
    assert [a["outcome"] for a in answers] == ["answered", "out_of_scope", "urgent_help"]


@pytest.mark.parametrize(
    ("bad", "id"),
    [
        ("not JSON", ""),
        ("[" * 100_000, ""),
        ('{"id": "q2"}', "q2"),
        ('{"id": "q\\ud8002", "question": 1}', "q?2"),
        (line("q2", ""), "q2"),
        (line("q2", "\u200b"), "q2"),
        (line("q2", "a" * 20_000), "q2"),
        (line("q2", reader="lawyer"), "q2"),
        (line("q2", history="none"), "q2"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_bad_line_becomes_unavailable_and_the_rest_go_on(batch, bad: str, id: str) -> None:
    run, answers = batch(f"{line('q1')}\n{bad}\n{line('q3')}\n")
    assert run.code == 0
    assert [answer["id"] for answer in answers] == ["q1", id, "q3"]
    assert [a["outcome"] for a in answers] == ["answered", "unavailable", "answered"]


def test_a_bad_line_is_told_by_number_with_the_reason(batch) -> None:
    run, _ = batch(f"{line('q1')}\n\n{line('q2', 'a' * 20_000)}\n")
    assert "Line 3: The question has 20,000 characters; the limit is 2,000." in run.err


def test_blank_lines_are_passed_over(batch) -> None:
    _, answers = batch(f"\n{line('q1')}\n  \n\n{line('q2')}\n\n")
    assert [answer["id"] for answer in answers] == ["q1", "q2"]


@pytest.mark.parametrize("inside", ["\u2028", "\x85", "\u2029"])
def test_a_line_break_that_json_does_not_know_stays_inside_its_question(batch, inside: str) -> None:
    _, answers = batch(line("q1", f"Must boards have{inside}a lead?"))
    assert [answer["question"] for answer in answers] == ["Must boards have a lead?"]


def test_a_file_as_windows_writes_it_is_read(batch) -> None:
    run, answers = batch(b"\xef\xbb\xbf" + f"{line('q1')}\r\n{line('q2')}\r\n".encode())
    assert [(a["id"], a["outcome"]) for a in answers] == [("q1", "answered"), ("q2", "answered")]
    assert run.err == ""


def test_the_reader_of_a_line_is_honoured(batch) -> None:
    _, answers = batch(f"{line('q1', reader='policy')}\n{line('q2', reader='board')}")
    assert ["Reference: " in answer["answer"] for answer in answers] == [True, False]


def test_a_line_without_a_reader_has_the_commands_own(ask, tmp_path: Path) -> None:
    asked, to = tmp_path / "asked", tmp_path / "to"
    asked.write_text(line("q1"), encoding="utf-8")
    ask("--batch", asked, "--out", to, "--reader", "policy")
    assert "Reference: " in json.loads(to.read_text("utf-8"))["answer"]


def test_the_history_of_a_line_is_honoured(batch) -> None:
    history = [{"role": "user", "content": small_corpus.ANSWERED}]
    _, answers = batch(line("q1", "And why?", history=history))
    assert answers[0]["standalone_question"].endswith("lead for orchards – And why?")


def test_a_question_may_be_asked_of_some_documents_alone(ask) -> None:
    within = ("--document", "leaflet", "--document", "tools", "--authority", "explanatory note")
    answer = json.loads(ask(small_corpus.ANSWERED, "--json", *within).out)
    assert {found["doc_id"] for found in answer["retrieved"]} == {"leaflet"}


@pytest.mark.parametrize(
    ("option", "value", "known"),
    [
        ("--document", "leeds", "“leads”"),
        ("--authority", "law", "“statutory guidance”"),
        ("--voice", "Nobody", "“Head gardener”"),
        ("--since", "lately", "2021-02-08"),
        ("--until", "lately", "2021-02-08"),
    ],
)
def test_what_no_document_has_is_told_with_what_there_is(
    ask, option: str, value: str, known: str
) -> None:
    assert_told(ask(small_corpus.ANSWERED, option, value), f"“{value}”", known)


def test_the_scope_of_a_line_is_honoured_and_otherwise_the_command_s(ask, tmp_path: Path) -> None:
    asked, to = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    scope = {"document": ["plan", "pack"], "until": "2021"}
    asked.write_text(f"{line('q1', scope=scope)}\n{line('q2')}\n")
    ask("--batch", asked, "--out", to, "--document", "leaflet")
    answers = [json.loads(said)["retrieved"] for said in to.read_text().splitlines()]
    assert [{one["doc_id"] for one in found} for found in answers] == [{"plan"}, {"leaflet"}]


@pytest.mark.parametrize("scope", [{"document": "leeds"}, {"documents": "leads"}, "leads"])
def test_a_line_whose_scope_there_is_not_is_told_and_the_rest_go_on(batch, scope: object) -> None:
    run, answers = batch(f"{line('q1', scope=scope)}\n{line('q2')}")
    assert [answer["outcome"] for answer in answers] == ["unavailable", "answered"]
    assert "Line 1:" in run.err


def test_one_line_knows_nothing_of_another(batch) -> None:
    _, answers = batch(f"{line('q1')}\n{line('q2', 'And why?')}")
    assert answers[1]["standalone_question"] == "And why?"


def test_a_fault_in_one_line_leaves_the_others_alone(
    batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand = pipeline.understand

    def fail_once(question: Any, *others: Any) -> Any:
        if question.id == "q2":
            raise RuntimeError("boom")
        return understand(question, *others)

    monkeypatch.setattr(pipeline, "understand", fail_once)
    _, answers = batch("\n".join(line(id) for id in ("q1", "q2", "q3")))
    assert [a["outcome"] for a in answers] == ["answered", "unavailable", "answered"]


def test_an_empty_batch_has_no_answers(batch) -> None:
    run, answers = batch("")
    assert (run.code, answers) == (0, [])


def test_a_batch_file_that_is_not_there_is_told(ask, tmp_path: Path) -> None:
    run = ask("--batch", tmp_path / "none.jsonl", "--out", tmp_path / "to")
    assert_told(run, "none.jsonl cannot be answered", "Check both files.")


def test_a_batch_file_that_is_no_text_is_told(batch) -> None:
    run, answers = batch(b"\xff\xfe\x00\x80")
    assert_told(run, "cannot be answered", "Check both files.")
    assert answers == []


def test_a_place_for_the_answers_that_is_not_there_is_told(ask, tmp_path: Path) -> None:
    (tmp_path / "asked").write_text(line("q1"), encoding="utf-8")
    run = ask("--batch", tmp_path / "asked", "--out", tmp_path / "none" / "to")
    assert_told(run, "cannot be answered into", "Check both files.")


def test_a_batch_never_overwrites_its_own_questions(ask, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    asked.write_text(line("q1"), encoding="utf-8")
    run = ask("--batch", asked, "--out", asked)
    assert_told(run, "same file", "Name another")
    assert asked.read_text("utf-8") == line("q1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "Who leads?", "--index", "none"], "guidance sync"),
        (["sync", "--corpus", "none"], "--corpus"),
        (["sources", "--index", "none"], "guidance sync"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_the_command_itself_ends_with_a_code_and_no_traceback(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_a_batch_that_is_stopped_leaves_no_questions_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: pipeline.Assistant
) -> None:
    batch, to = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    batch.write_text('{"id": "1", "question": "Who leads?"}\n', encoding="utf-8")
    to.write_text("earlier answers\n", encoding="utf-8")

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(small, "ask", stopped)
    with pytest.raises(KeyboardInterrupt):
        cli.answer_file(small, batch, to, Reader.PLAIN)
    assert to.read_text("utf-8") == "earlier answers\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.jsonl", "questions.jsonl"]


@pytest.mark.parametrize("name", ["answer.md", "answer.docx", "answer.pdf"])
def test_an_answer_is_exported_beside_being_shown(ask, tmp_path: Path, name: str) -> None:
    run = ask(small_corpus.ANSWERED, "--export", tmp_path / name)
    assert run.code == 0
    assert "must have an executive lead for orchards" in run.out
    assert (tmp_path / name).stat().st_size > 500


@pytest.mark.parametrize("name", ["answer.html", "answer"])
def test_an_export_of_an_unknown_kind_is_refused_before_asking(ask, tmp_path, name: str) -> None:
    run = ask(small_corpus.ANSWERED, "--export", tmp_path / name)
    assert_told(run, "cannot be exported", ".docx or .pdf")
    assert run.out == ""


def test_an_export_that_cannot_be_written_is_told(ask, tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    run = ask(small_corpus.ANSWERED, "--export", tmp_path / "folder.md")
    assert_told(run, "cannot be written", "Name another file.")


def test_a_sync_names_a_known_difference_whose_words_no_longer_stand(
    guidance, own: Settings
) -> None:
    path = own.corpus / "differences.toml"
    path.write_text(path.read_text("utf-8").replace("sit on the garden", "lie on the garden"))
    run = guidance("sync", "--corpus", own.corpus, "--index", own.index)
    assert run.code == 0
    assert "whether the lead sits on the board: the words do not stand in it" in run.out


def test_an_audit_prints_candidates_as_data_and_as_entries_to_edit(
    guidance, small_settings: Settings
) -> None:
    where = ("--corpus", small_settings.corpus, "--index", small_settings.index)
    data = json.loads(guidance("audit", "--json", "--limit", 3, *where).out)
    entries = tomllib.loads(guidance("audit", "--toml", "--limit", 3, *where).out)
    assert 0 < len(data) <= 3
    assert [one["says"][0]["quote"] for one in data] == [
        entry["says"][0]["quote"] for entry in entries["difference"]
    ]
    shown = guidance("audit", "--limit", 3, *where)
    assert shown.code == 0
    assert data[0]["why"][0] in shown.out


def test_an_audit_ends_with_an_error_where_a_quotation_no_longer_stands(
    guidance, own: Settings
) -> None:
    path = own.corpus / "differences.toml"
    path.write_text(path.read_text("utf-8").replace("sit on the garden", "lie on the garden"))
    run = guidance("audit", "--corpus", own.corpus, "--index", own.index)
    assert run.code == 1
    assert "the words do not stand in it" in run.err
    assert "no longer stand: 1." in run.err


def test_an_audit_in_two_forms_at_once_is_refused(guidance, small_settings: Settings) -> None:
    run = guidance("audit", "--json", "--toml", "--index", small_settings.index)
    assert_told(run, "two forms", "Name one of them.")
