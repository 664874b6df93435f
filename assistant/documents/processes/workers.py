"""Read files in processes of their own, within limits: one bad file never takes others with it.

Each process has a pipe to itself. What ends one, at whatever moment, shows at its end of the pipe
and touches no other; where processes share a pipe and its lock, one that is killed while it sends
a result leaves the rest waiting for ever.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Generic, TypeVar

from assistant.documents.extracted import Limits
from assistant.documents.processes.worker import READY, Failed, serve, too_big
from assistant.errors import GuidanceError

START_SECONDS = 60.0
"""Longest time that a process may take to start; machines may be busy with other things."""

Task = TypeVar("Task")
Result = TypeVar("Result")

# A new interpreter rather than a copy of this one: no thread, lock or model comes along.
_processes = multiprocessing.get_context("spawn")
_starting = threading.Lock()


def read_in_processes(
    read: Callable[[Task, Limits], Result],
    tasks: Sequence[Task],
    limits: Limits,
    processes: int,
    finished: Callable[[int], None],
) -> list[Result | Failed]:
    """Return what ``read`` makes of each task, in their order, or why it failed.

    ``read`` is a function of a module that a new process can import; ``finished`` is told how many
    tasks are done. No process is left when this returns or raises. Raises `GuidanceError` where a
    process cannot be started.
    """
    return _Crew(read, tasks, limits, finished).work(processes)


@dataclass(slots=True)
class _Worker:
    """A process, the place of the task that it is at, and when it must have said something."""

    process: BaseProcess
    pipe: Connection
    due: float
    task: int | None = None
    fresh: bool = True
    """Whether it has not taken a task yet."""


class _Crew(Generic[Task, Result]):
    """The processes that read, and what has come of the tasks so far."""

    def __init__(
        self,
        read: Callable[[Task, Limits], Result],
        tasks: Sequence[Task],
        limits: Limits,
        finished: Callable[[int], None],
    ) -> None:
        self._read, self._tasks, self._limits = read, tasks, limits
        self._finished = finished
        self._waiting = deque(range(len(tasks)))
        self._outcomes: dict[int, Result | Failed] = {}
        self._workers: list[_Worker] = []

    def work(self, processes: int) -> list[Result | Failed]:
        """Return what became of each task, in order, at most ``processes`` at work at a time."""
        try:
            while len(self._outcomes) < len(self._tasks):
                idle = sum(worker.task is None for worker in self._workers)
                room = processes - len(self._workers)
                for _ in range(min(room, len(self._waiting) - idle)):
                    self._workers.append(_start(self._read, self._limits))
                for worker in _stirring(self._workers):
                    self._attend(worker)
        finally:
            for worker in self._workers:
                _end(worker)
        return [self._outcomes[place] for place in range(len(self._tasks))]

    def _attend(self, worker: _Worker) -> None:
        if not worker.pipe.poll():
            self._dismiss(worker, _too_slow(self._limits))
        elif (said := _hear(worker)) is None:
            self._dismiss(worker, _ended(worker, self._limits))
        elif said != READY:
            self._note(worker, pickle.loads(said))
        elif self._waiting:
            worker.task, worker.fresh = self._waiting.popleft(), False
            worker.due = time.monotonic() + self._limits.seconds
            # One that is gone by now is found so when it is next listened to.
            with contextlib.suppress(OSError):
                worker.pipe.send(self._tasks[worker.task])
        else:
            self._dismiss(worker, None)

    def _note(self, worker: _Worker, outcome: Result | Failed) -> None:
        if worker.task is not None:
            self._outcomes[worker.task] = outcome
            self._finished(len(self._outcomes))
        worker.task = None
        worker.due = time.monotonic() + START_SECONDS

    def _dismiss(self, worker: _Worker, failure: Failed | None) -> None:
        """End a process; ``failure`` is for the task that it was at."""
        self._workers.remove(worker)
        _end(worker)
        if failure and worker.fresh:
            raise GuidanceError(
                "The process that reads files ended before it could read one.",
                "Free some memory and try again; if that does not help, install the project again.",
            )
        if failure and worker.task is not None:
            self._note(worker, failure)


def _start(read: Callable[[Task, Limits], Result], limits: Limits) -> _Worker:
    here, there = _processes.Pipe()
    process = _processes.Process(target=serve, args=(read, limits, there), daemon=True)
    try:
        with _starting, _without_the_script(), _without_interruption():
            process.start()
    except OSError as error:
        here.close()
        raise GuidanceError(
            f"The process that reads files cannot be started: {error.strerror}.",
            "Close other programs, or set GUIDANCE_READERS to 1.",
        ) from error
    except KeyboardInterrupt:
        process.kill()
        process.join()
        raise
    finally:
        there.close()
    return _Worker(process, here, time.monotonic() + START_SECONDS)


@contextlib.contextmanager
def _without_the_script() -> Iterator[None]:
    """Keep a new process from running once more the script that this one was started with.

    It needs nothing of it; and a page, or a script without a guard, would sync again.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@contextlib.contextmanager
def _without_interruption() -> Iterator[None]:
    """Have a new process begin with Ctrl-C held back, until it can leave that to this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stirring(workers: Sequence[_Worker]) -> list[_Worker]:
    """Wait until a process says something, ends or is late; return those that did."""
    soonest = min(worker.due for worker in workers)
    heard = wait([worker.pipe for worker in workers], max(0.0, soonest - time.monotonic()))
    now = time.monotonic()
    return [worker for worker in workers if worker.pipe in heard or worker.due <= now]


def _hear(worker: _Worker) -> bytes | None:
    try:
        return worker.pipe.recv_bytes()
    except (EOFError, OSError):
        return None


def _end(worker: _Worker) -> None:
    """End a process that has nothing to put in order."""
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.pipe.close()


def _too_slow(limits: Limits) -> Failed:
    return Failed(
        f"It took longer than {limits.seconds:g} seconds to read.",
        "Split it, save it anew, or raise GUIDANCE_MAX_READ_SECONDS.",
    )


def _ended(worker: _Worker, limits: Limits) -> Failed:
    """Say what ended a process: the system, for want of memory or time, or a fault of its own."""
    # Its end of the pipe closes a moment before it is gone.
    worker.process.join(START_SECONDS)
    code = worker.process.exitcode or 0
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(code)
    if name == "SIGKILL":
        return too_big(limits)
    if name == "SIGXCPU":
        return _too_slow(limits)
    return Failed(
        f"The process that read it broke down ({name}).",
        "Open it in the program that made it and save it anew, or take it out.",
    )
