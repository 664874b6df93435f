"""Does a damaged file ever do harm?  python -m evals.fuzz --files 10000 --seed 1

Damages files of one to three pages in every format and reads each in a process of its own limits.
Each must end as passages whose places hold, or be refused with a reason; a crash, another error or
a hang is a failure, printed with the number that makes the same file again (--replay NUMBER).
Every so often a damaged file is put beside two good ones into a folder that is synced: both good
ones must be in the index.
"""

from __future__ import annotations

import argparse
import faulthandler
import multiprocessing
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from assistant.documents.extracted import Limits
from assistant.errors import CorpusError
from assistant.passages import build_passages
from evals.common import conditions
from evals.invariants import broken
from evals.made import read_bytes
from evals.mutations import Mutated, mutated
from tests.documents.papers import PAPER
from tests.documents.papers_text import html, plain_text

SECONDS = 20.0
"""Longest that one file may take; a file of a few pages takes a few hundredths of one."""

HALF = 0.5
"""Share of that time after which a file that is replayed says where it hangs."""

MEMORY = 3_000_000_000
"""Address space of a process that reads, in bytes."""

LIMITS = Limits(file_bytes=8_000_000, unpacked_bytes=64_000_000, pages=200, seconds=10.0)
NEIGHBOUR_EVERY = 200
TALKS_EVERY = 500

_processes = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file ended: ``passages``, ``refused``, ``past limits`` or what went wrong."""

    seed: int
    format: str
    ended: str
    detail: str = ""
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether this may not happen."""
        return self.ended not in ("passages", "refused", "past limits")


def read_damaged(seed: int) -> Outcome:
    """Make the damaged file of a number and read it; return how that ended."""
    file = mutated(seed)
    started = time.perf_counter()
    ended, detail = _read(file)
    return Outcome(seed, file.format, ended, detail or file.how, time.perf_counter() - started)


def read_aloud(seed: int) -> Outcome:
    """Read the file of a number; one that takes long says on the error output what it is at."""
    faulthandler.dump_traceback_later(HALF * SECONDS)
    outcome = read_damaged(seed)
    faulthandler.cancel_dump_traceback_later()
    return outcome


def _read(file: Mutated) -> tuple[str, str]:
    try:
        document = read_bytes(file.raw, file.name, LIMITS)
        passages = build_passages(document, "r1")
    except CorpusError as error:
        return "refused", error.what
    # What a sync turns into a reason as well, in the process that reads for it.
    except (MemoryError, RecursionError) as error:
        return "past limits", f"{file.how}: {type(error).__name__}"
    # Whatever else is raised is what the fuzzing is looking for.
    except BaseException:
        return "error", f"{file.how}\n{traceback.format_exc(limit=-4)}"
    if what := broken(document, passages):
        return "places", f"{file.how}: {what}"
    return "passages", ""


def sync_beside(seed: int) -> Outcome:
    """Sync a folder of a damaged file and two good ones; both good ones must be found."""
    from assistant.index import Index, sync
    from assistant.settings import Settings
    from tests.fakes import HashedBagOfWords

    file = mutated(seed)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        (corpus / f"damaged-{file.name}").write_bytes(file.raw)
        (corpus / "a-good.txt").write_bytes(plain_text(PAPER))
        (corpus / "z-good.html").write_bytes(html(PAPER))
        settings = Settings(corpus=corpus, index=Path(folder, "index"))
        try:
            sync(settings, embeddings=HashedBagOfWords())
            held = set(Index.open(settings, HashedBagOfWords()).documents)
        # Whatever is raised is what the fuzzing is looking for.
        except BaseException:
            return Outcome(seed, file.format, "sync failed", traceback.format_exc(limit=-4))
    lost = {"a-good", "z-good"} - held
    return Outcome(seed, file.format, "neighbours lost" if lost else "passages", f"lost {lost}")


def run(
    work: Callable[[int], Outcome], seeds: Iterable[int], workers: int, seconds: float = SECONDS
) -> Iterator[Outcome]:
    """Do ``work`` for each number in processes with limits; yield how each ended, as they do."""
    waiting = iter(seeds)
    busy: dict[Connection, tuple[BaseProcess, int, float]] = {}
    idle = [_start(work) for _ in range(workers)]
    try:
        while True:
            while idle and (seed := next(waiting, None)) is not None:
                process, here = idle.pop()
                here.send(seed)
                busy[here] = process, seed, time.monotonic() + seconds
            if not busy:
                return
            patience = min(deadline for _, _, deadline in busy.values()) - time.monotonic()
            ready = wait(list(busy), max(patience, 0))
            late = [here for here in busy if here not in ready and _is_late(busy[here][2])]
            for here in [*(h for h in busy if h in ready), *late]:
                process, seed, _ = busy.pop(here)
                outcome = _received(here) if here in ready else None
                if outcome is None:
                    yield _ended(process, seed, hung=here in late)
                    process, here = _start(work)
                else:
                    yield outcome
                idle.append((process, here))
    finally:
        for process, _, _ in busy.values():
            process.kill()
        for _, here in idle:
            here.close()
        for process in [*(p for p, _ in idle), *(p for p, _, _ in busy.values())]:
            process.join()


def _is_late(deadline: float) -> bool:
    return time.monotonic() >= deadline


def _received(here: Connection) -> Outcome | None:
    try:
        outcome = here.recv()
    except (EOFError, ConnectionResetError):
        return None
    assert isinstance(outcome, Outcome)
    return outcome


def _ended(process: BaseProcess, seed: int, *, hung: bool) -> Outcome:
    file = mutated(seed)
    if hung:
        process.kill()
    process.join()
    if hung:
        return Outcome(seed, file.format, "hang", file.how)
    return Outcome(seed, file.format, "crash", f"{file.how}: exit code {process.exitcode}")


def _start(work: Callable[[int], Outcome]) -> tuple[BaseProcess, Connection]:
    here, there = _processes.Pipe()
    # Not a daemon: a sync has processes of its own.
    process = _processes.Process(target=_serve, args=(work, there))
    process.start()
    there.close()
    return process, here


def _serve(work: Callable[[int], Outcome], there: Connection) -> None:
    if work is not sync_beside:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        try:
            seed = there.recv()
        except EOFError:
            return
        there.send(work(seed))


def report(outcomes: Iterable[Outcome], total: int) -> list[Outcome]:
    """Print progress and, at the end, totals by format and reason; return the failures."""
    counts: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    failures, slowest = [], Outcome(0, "", "")
    for done, outcome in enumerate(outcomes, 1):
        counts[outcome.format, outcome.ended] += 1
        if outcome.ended == "refused":
            reasons[outcome.detail] += 1
        slowest = max(slowest, outcome, key=lambda each: each.seconds)
        if outcome.failed:
            failures.append(outcome)
            print(f"--replay {outcome.seed}: {outcome.format}, {outcome.ended}: {outcome.detail}")
        if done % TALKS_EVERY == 0:
            print(f"{done} of {total}, {len(failures)} failures", flush=True)
    for kind in sorted({kind for kind, _ in counts}):
        own = {ended: n for (of, ended), n in sorted(counts.items()) if of == kind}
        print(f"  {kind:<10} {sum(own.values()):>6}  {own}")
    for reason, times in reasons.most_common():
        print(f"  refused {times:>5}: {reason}")
    if slowest.seconds:
        print(f"  slowest: {slowest.seconds:.2f} s ({slowest.format}, --replay {slowest.seed})")
    return failures


def main() -> int:
    """Damage, read, print; return 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="where the numbers of the files begin")
    parser.add_argument("--workers", type=int, default=2, help="processes that read")
    parser.add_argument("--replay", type=int, help="read the file of this number alone")
    parser.add_argument("--save", type=Path, help="with --replay: write the file here")
    given = parser.parse_args()
    if given.replay is not None:
        if given.save:
            given.save.write_bytes(mutated(given.replay).raw)
        print(*run(read_aloud, [given.replay], 1), *run(sync_beside, [given.replay], 1), sep="\n")
        return 0
    print(conditions("pypdf", "python-docx", "lxml"))
    # Of neighbouring numbers, none may be the same file as one of another run.
    numbers = range(given.seed * 1_000_000, given.seed * 1_000_000 + given.files)
    print(f"\n{given.files} files, numbers from {numbers.start}")
    failures = report(run(read_damaged, numbers, given.workers), len(numbers))
    beside = numbers[::NEIGHBOUR_EVERY]
    print(f"\n{len(beside)} of them synced beside two good files")
    failures += report(run(sync_beside, beside, 1, 10 * SECONDS), len(beside))
    print(f"\nfailures: {len(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
