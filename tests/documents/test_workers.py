"""Reading in processes: what one file does to its process touches no other file."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.documents.extracted import Limits
from assistant.documents.processes.worker import Failed
from assistant.documents.processes.workers import read_in_processes
from assistant.errors import CorpusError, GuidanceError

ROOT = Path(__file__).parents[2]
QUICK = Limits(seconds=0.5, memory_bytes=200_000_000)
ENDLESS = re.compile(r"(a+)+$")
"""Takes twice as long for each further letter that it finds before another."""


class EndsItself:
    """Kills its process while it is being sent, as the system does for want of memory."""

    def __reduce__(self) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return "never"


def misbehave(task: str, limits: Limits) -> object:
    """Do what the task says; runs in the process that reads."""
    if task == "refuse":
        raise CorpusError("It is locked.", "Unlock it.")
    if task == "raise":
        return [][0]
    if task == "nest":
        return misbehave(task, limits)
    if task == "hang":
        return ENDLESS.match("a" * 60 + "b")
    if task == "grow":
        return "a" * limits.memory_bytes
    if task == "crash":
        return ctypes.string_at(0)
    if task == "leave":
        os._exit(3)
    if task == "send":
        return EndsItself()
    return f"read {task}"


def loaded_modules(task: str, limits: Limits) -> list[str]:
    """Return what has been loaded where files are read."""
    import assistant.passages.from_file

    assert assistant.passages.from_file
    return sorted(sys.modules)


def read(tasks: list[str], processes: int = 2, limits: Limits = QUICK) -> list[object]:
    told: list[int] = []
    outcomes = read_in_processes(misbehave, tasks, limits, processes, told.append)
    assert told == list(range(1, len(tasks) + 1))
    return list(outcomes)


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [1, 3])
def test_what_is_read_comes_in_the_order_of_the_files(processes: int) -> None:
    assert read(list("abcdef"), processes) == [f"read {name}" for name in "abcdef"]


def test_without_files_no_process_is_started() -> None:
    assert read([]) == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("refuse", "It is locked."),
        ("raise", "Reading it failed (IndexError in test_workers.py, line "),
        ("nest", "It is nested too deeply to be read."),
        ("hang", "It took longer than 0.5 seconds to read."),
        ("grow", "It takes more than 200 MB of memory to read."),
        ("crash", "The process that read it broke down (SIGSEGV)."),
        ("leave", "The process that read it broke down (3)."),
        ("send", "It takes more than 200 MB of memory to read."),
    ],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_fails_is_told_and_its_neighbours_are_read(
    fault: str, reason: str, processes: int
) -> None:
    first, failed, *others = read(["a", fault, "b", "c"], processes)
    assert [first, *others] == ["read a", "read b", "read c"]
    assert isinstance(failed, Failed)
    assert failed.reason.startswith(reason)
    assert failed.next_step


def test_every_file_may_fail_in_its_own_way() -> None:
    faults = ["hang", "crash", "send", "grow", "leave", "hang"]
    assert all(isinstance(failed, Failed) for failed in read(faults))


def test_a_process_that_kept_much_memory_makes_way_for_another() -> None:
    limits = Limits(memory_bytes=400_000_000)
    outcomes = read_in_processes(keep, [300_000_000] * 3, limits, 1, lambda done: None)
    assert outcomes == [300_000_000] * 3


KEPT: list[bytes] = []


def keep(size: int, limits: Limits) -> int:
    """Hold on to memory after the file has been read."""
    KEPT.append(bytes(size))
    return sum(map(len, KEPT))


def test_a_process_that_cannot_load_what_it_needs_is_told_without_end() -> None:
    def unknown(task: str, limits: Limits) -> str:
        return task

    unknown.__qualname__ = "misbehave_no_more"
    sys.modules[__name__].__dict__["misbehave_no_more"] = unknown
    with pytest.raises(GuidanceError, match="ended before it could read one"):
        read_in_processes(unknown, ["a"], QUICK, 1, lambda done: None)


def test_what_the_progress_raises_ends_the_reading() -> None:
    def interrupted(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_in_processes(misbehave, ["a", "hang"], Limits(seconds=60), 2, interrupted)


def test_a_reading_process_loads_neither_model_nor_store_nor_page() -> None:
    (loaded,) = read_in_processes(loaded_modules, ["a"], QUICK, 1, lambda done: None)
    heavy = {"torch", "transformers", "chromadb", "streamlit", "langchain_core", "typer"}
    assert isinstance(loaded, list)
    assert heavy & set(loaded) == set()


SCRIPT = """
from tests.documents.test_workers import QUICK, misbehave
from assistant.documents.processes.workers import read_in_processes
print(read_in_processes(misbehave, ["a", "b"], QUICK, 2, lambda done: None))
"""


@pytest.mark.parametrize("way", ["file", "-c", "stdin"])
def test_a_script_without_a_guard_may_have_files_read(tmp_path: Path, way: str) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    arguments = {"file": [str(tmp_path / "script.py")], "-c": ["-c", SCRIPT], "stdin": ["-"]}[way]
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input=SCRIPT if way == "stdin" else None,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("['read a', 'read b']\n", "")


def tell(task: str, limits: Limits) -> object:
    """Show that a process is at work, then do what does not end."""
    # One write, so that two of them never mix.
    os.write(1, b"begun\n")
    while task == "wait":
        signal.pause()
    return misbehave(task, limits)


READING = """
from tests.documents.test_workers import Limits, tell
from assistant.documents.processes.workers import read_in_processes
try:
    read_in_processes(tell, ["wait", TASK], Limits(seconds=SECONDS), 2, lambda done: None)
except KeyboardInterrupt:
    print("stopped")
"""


def start_reading(task: str, seconds: float) -> subprocess.Popen[str]:
    """Start a program that has two files read, and return when both readings have begun."""
    script = READING.replace("TASK", repr(task)).replace("SECONDS", str(seconds))
    program = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert program.stdout
    assert [program.stdout.readline() for _ in range(2)] == ["begun\n"] * 2
    return program


# A thread can look out for the end of the program in the first, and the system alone in the second.
@pytest.mark.parametrize(("task", "seconds"), [("wait", 60), ("hang", 1)])
def test_no_process_outlives_the_program_that_was_killed(task: str, seconds: float) -> None:
    program = start_reading(task, seconds)
    program.kill()
    # What a program writes comes to its end only when each process that could write is gone.
    assert program.communicate() == ("", "")


def test_an_interruption_stops_all_and_only_the_program_tells_of_it() -> None:
    program = start_reading("wait", 60)
    os.killpg(program.pid, signal.SIGINT)
    assert program.communicate() == ("stopped\n", "")
