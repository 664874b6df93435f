"""What a process may use of the machine while it reads files."""

from __future__ import annotations

import math
import os
import signal
import sys
from pathlib import Path

GRACE_SECONDS = 2
"""Of processor time beyond what a file may take: whoever started the process stops it first."""

_STATM = Path("/proc/self/statm")


def address_space() -> int:
    """Return how many bytes of addresses this process holds; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    return int(_STATM.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def bound_memory(more: int) -> None:
    """Let this process take ``more`` bytes beyond what it holds, then meet `MemoryError`.

    Works on Linux; elsewhere the system keeps no such bound. Leaves no image of the memory behind
    where the process crashes.
    """
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = address_space() + more
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def bound_processor_time(seconds: float) -> None:
    """Have the system end this process when it has computed so long from now.

    Nobody else ends it where the process that started it is gone and the work at hand is a single
    call that lets no other thread run, such as a long search with a regular expression.
    """
    if sys.platform == "win32":
        return
    import resource

    spent = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = math.ceil(spent.ru_utime + spent.ru_stime + seconds) + GRACE_SECONDS
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def leave_interruptions_to_the_starter() -> None:
    """Ignore Ctrl-C, which a terminal sends to every process of a command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
