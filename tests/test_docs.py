"""README.md tells what exists, and what it shows exists."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Outcome, Reader
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
FINISHED = all((ROOT / name).exists() for name in ("app.py", "assistant/cli.py"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """Return the text of the README between a heading and the next one."""
    return re.split(r"^#+ ", README.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def row(table: str, first: str) -> str:
    """Return the row of a table whose first cell is ``first`` as code, or nothing."""
    return next((line for line in table.splitlines() if line.startswith(f"| `{first}` |")), "")


def shown_commands() -> Iterator[list[str]]:
    """Yield the lines of the README's shell examples as words, without comments."""
    for language, body in FENCE.findall(README):
        if language == "sh":
            for line in body.splitlines():
                words = shlex.split(line, comments=True)
                yield [word for word in words if not re.match(r"[A-Z_]+=", word)]


# --- the command line --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def guidance() -> Any:
    """Return the whole command line as the parser that runs it."""
    if not (ROOT / "assistant" / "cli.py").exists():
        pytest.skip("the command line is not written yet")
    from typer.main import get_command

    from assistant.cli import app

    return get_command(app)


def commands(command: Any, path: str = "guidance") -> Iterator[tuple[str, Any]]:
    """Yield every command below ``command`` by the words that call it, and itself."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        if not below.hidden:
            yield from commands(below, f"{path} {name}")


def options(command: Any) -> set[str]:
    """Return the long options of a command, those that typer adds to every one left out."""
    own = {
        option
        for parameter in command.params
        if not getattr(parameter, "hidden", False)
        for option in [*parameter.opts, *parameter.secondary_opts]
        if option.startswith("--")
    }
    return own - {"--help", "--install-completion", "--show-completion"}


def test_readme_tells_every_command(guidance: Any) -> None:
    assert [path for path, _ in commands(guidance) if path not in README] == []


def test_readme_tells_every_option(guidance: Any) -> None:
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README))
    untold = {
        f"{path} {option}"
        for path, command in commands(guidance)
        for option in options(command) - told
        # Of a pair such as --json/--no-json, one is enough.
        if not (option.startswith("--no-") and f"--{option.removeprefix('--no-')}" in told)
    }
    assert untold == set()


def test_every_guidance_command_that_readme_shows_exists(guidance: Any) -> None:
    known = dict(commands(guidance))
    shown = [words for words in shown_commands() if Path(words[0]).name == "guidance"] or [[]]
    for words in shown:
        nested = f"guidance {words[1]} {words[2]}" if len(words) > 2 else ""
        command = known.get(nested) or known[f"guidance {words[1]}"]
        given = {word for word in words if word.startswith("--")}
        assert given <= options(command), " ".join(words)


def test_readme_tells_every_reader() -> None:
    assert [reader.value for reader in Reader if f"(`{reader.value}`)" not in README] == []


def test_every_make_target_that_readme_shows_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    shown = set(re.findall(r"\bmake (run|test|[a-z]+)\b(?=[`\s]*(?:#|`|$|[A-Z]))", README, re.M))
    assert {"run", "test"} <= shown <= targets


# --- settings and outcomes ---------------------------------------------------------------------


@pytest.mark.parametrize("name", Settings.model_fields)
def test_readme_tells_every_setting_with_its_default(name: str) -> None:
    told = row(section("Settings"), f"GUIDANCE_{name.upper()}")
    default = str(Settings.model_fields[name].default)
    assert f"| `{default}` |" in told or (not default and "| empty |" in told)


@pytest.mark.parametrize("path", ["README.md", "assistant", "app.py", ".streamlit/config.toml"])
def test_no_text_names_a_setting_that_does_not_exist(path: str) -> None:
    known = {f"GUIDANCE_{name.upper()}" for name in Settings.model_fields}
    place = ROOT / path
    files = [file for file in place.rglob("*") if file.suffix in {".py", ".toml"}]
    text = "\n".join(file.read_text("utf-8") for file in [*files, place] if file.is_file())
    assert set(re.findall(r"\bGUIDANCE_[A-Z]\w*", text)) <= known


def test_readme_tells_every_outcome_and_no_other() -> None:
    told = re.findall(r"^\| `(\w+)` \|", section("Outcomes"), re.M)
    assert told == [outcome.value for outcome in Outcome]


# --- documents and evaluations -----------------------------------------------------------------


def test_readme_tells_every_field_of_the_catalogue() -> None:
    from assistant.documents.catalogue import Entry, PartEntry

    told = section("Use your own documents")
    fields = {*Entry.model_fields, *PartEntry.model_fields} - {"part"}
    assert "`[[document.part]]`" in told
    assert {field for field in fields if f"`{field}`" not in told} == set()


def test_the_catalogue_that_readme_shows_is_valid(tmp_path: Path) -> None:
    from assistant.documents.catalogue import read_catalogue

    shown = next(body for language, body in FENCE.findall(README) if language == "toml")
    (tmp_path / "catalogue.toml").write_text(shown, "utf-8")
    assert list(read_catalogue(tmp_path).entries) == ["lead-roles.txt"]


def test_readme_tells_every_kind_of_file_that_is_read() -> None:
    from assistant.documents.files import SUFFIXES

    told = section("Use your own documents")
    assert {suffix for suffix in SUFFIXES if f"`{suffix}`" not in told} == set()


def test_readme_tells_every_evaluation_and_no_other() -> None:
    scripts = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "evals").rglob("*.py")
        if "__main__" in path.read_text("utf-8")
    }
    told = set(re.findall(r"evals/[\w/]+\.py", README))
    assert scripts - told == set()
    assert not FINISHED or told == scripts


@pytest.mark.skipif(not FINISHED, reason="the house is not finished yet")
def test_every_place_in_the_code_that_readme_names_exists() -> None:
    named = re.findall(r"`((?:assistant|docs|tests|evals|corpus)/[\w./]*|app\.py)`", README)
    made_by_commands = ("evals/runs/",)
    there = [place for place in named if not place.startswith(made_by_commands)]
    assert [place for place in there if not (ROOT / place).exists()] == []
