"""What a process does that reads files for another: one after the other, within limits."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from assistant.documents.extracted import BYTES_PER_MEGABYTE, Limits
from assistant.documents.processes import bounds
from assistant.errors import CorpusError

KEPT_SHARE = 8
"""A process that still holds more than this part of its memory after a file makes way for a new
one, so that the next file has nearly all of it."""

READY = b""
"""Said by a process when it can take a file."""

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a file was not read, and what to do about it."""

    reason: str
    next_step: str


def too_big(limits: Limits) -> Failed:
    """Return what is said of a file that wants more memory than there is."""
    return Failed(
        f"It takes more than {limits.memory_bytes // BYTES_PER_MEGABYTE:,} MB of memory to read.",
        "Split it, save it anew, or raise GUIDANCE_MAX_READ_MEGABYTES.",
    )


def serve(read: Callable[[Task, Limits], Result], limits: Limits, pipe: Connection) -> None:
    """Say that it is ready, take a task, send what ``read`` makes of it; and again, until told."""
    bounds.leave_interruptions_to_the_starter()
    _end_with_the_starter()
    at_first = bounds.address_space()
    bounds.bound_memory(limits.memory_bytes)
    while bounds.address_space() - at_first <= limits.memory_bytes // KEPT_SHARE:
        try:
            pipe.send_bytes(READY)
            task = pipe.recv()
        except (EOFError, OSError):
            return
        bounds.bound_processor_time(limits.seconds)
        pipe.send_bytes(_attempt(read, task, limits))


def _attempt(read: Callable[[Task, Limits], Result], task: Task, limits: Limits) -> bytes:
    """Return the result, pickled, or what went wrong.

    The one place where a fault of ours in reading becomes a reason: the other files go on.
    """
    try:
        return pickle.dumps(read(task, limits), pickle.HIGHEST_PROTOCOL)
    except CorpusError as error:
        failed = Failed(error.what, error.next_step)
    except MemoryError:
        failed = too_big(limits)
    except RecursionError:
        failed = Failed(
            "It is nested too deeply to be read.", "Save it anew from the program that made it."
        )
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
        failed = Failed(
            f"Reading it failed ({where}).", "Save it in another format, or report this fault."
        )
    return pickle.dumps(failed, pickle.HIGHEST_PROTOCOL)


def _end_with_the_starter() -> None:
    """End this process at once when the one that started it is gone, however it went."""
    starter = multiprocessing.parent_process()

    def watch() -> None:
        if starter:
            starter.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
