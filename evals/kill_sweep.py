"""Kill a sync at random moments: does the index before it go on answering, and the next sync work?

    python -m evals.kill_sweep --times 100

Each round changes a small corpus, starts a sync in a process of its own, and kills, with SIGKILL
and in turn, that process at a random moment, that process at a random one of its file operations,
and at a random moment the processes that read files for it. It then looks whether none of them is
left, and, in other processes, whether the index opens and finds every passage both ways, and
whether the next sync brings it up to date, knows a renamed file again and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import multiprocessing
import os
import platform
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from assistant.errors import GuidanceError
from assistant.index import Index, sync
from assistant.index.layout import Layout
from assistant.settings import Settings
from evals.moving_corpus import MOVED, PARAGRAPHS, write_corpus
from tests.fakes import HashedBagOfWords

BEYOND = 1.1
"""Latest kill as a share of what a sync takes, so that its end is met as well."""

OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}
"""What Python does to files, by the names of its audit events. Chroma's writes are none of them;
those are met by the kills at a moment."""

ENDED = "nothing, as the sync had ended"

GONE_WITHIN = 10.0
"""Seconds after a kill by which no process of the sync may be left."""

BY_NAME_ONLY = {"os.remove", "os.rmdir"}
"""Operations that do not always say in which folder; a sync does them only in the index."""

# Children start from a process that has the libraries loaded and nothing open.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["assistant.index", "tests.fakes"])


@dataclass
class Sweep:
    """What a sweep met."""

    killed_at: Counter[str] = field(default_factory=Counter)
    """A moment of the sync, or the kind of file operation that was next."""
    found: Counter[str] = field(default_factory=Counter)
    """Whether the index after a kill was the old or the new one."""
    failures: list[str] = field(default_factory=list)


def sweep(settings: Settings, times: int, seed: int) -> Sweep:
    """Run ``times`` rounds on an index of its own and return what happened."""
    chance, met = random.Random(seed), Sweep()
    write_corpus(settings.corpus, 0)
    _run(_finish, settings)
    write_corpus(settings.corpus, 1)
    seconds, operations = _measure(settings)
    for number in range(2, times + 2):
        before = _manifest(settings)
        write_corpus(settings.corpus, number)
        moment = chance.uniform(0, seconds * BEYOND)
        operation = chance.randint(1, round(operations * BEYOND))
        kill = (_kill_after, _kill_at, _kill_readers)[number % 3]
        killed, left = kill(settings, operation if kill is _kill_at else moment)
        met.killed_at[killed] += 1
        if left:
            met.failures.append(f"round {number}: a process is left that read files")
        met.found["old" if _manifest(settings) == before else "new"] += 1
        for look in (_check, _finish):
            if trouble := _run(look, settings):
                met.failures.append(f"round {number}, {look.__name__.strip('_')}: {trouble}")
    return met


def _manifest(settings: Settings) -> bytes:
    return Layout(settings.index).manifest.read_bytes()


def _measure(settings: Settings) -> tuple[float, int]:
    """Run a sync to its end; return the seconds and the file operations that it took."""
    sync_process = _start(settings)
    started, operations = time.perf_counter(), 0
    while sync_process.here.recv() != ENDED:
        operations += 1
    sync_process.process.join()
    return time.perf_counter() - started, operations


def _kill_after(settings: Settings, seconds: float) -> tuple[str, bool]:
    """Start a sync and kill it after so long; return what that did and if a process is left."""
    started = _start(settings)
    started.process.join(seconds)
    started.process.kill()
    started.process.join()
    return "a moment" if started.process.exitcode else ENDED, started.lives_on()


def _kill_at(settings: Settings, operation: float) -> tuple[str, bool]:
    """Start a sync that is killed at one of its file operations; return its kind, and as above."""
    started = _start(settings, operation=int(operation))
    return started.last_said(), started.lives_on()


def _kill_readers(settings: Settings, seconds: float) -> tuple[str, bool]:
    """Start a sync whose reading processes are killed after so long, and let it go on."""
    started = _start(settings, readers_after=seconds)
    started.last_said()
    return "processes that read, if any did then", started.lives_on()


@dataclass
class _Started:
    """A sync under way: its process, what it says, and a pipe held open by all of its processes."""

    process: BaseProcess
    here: Connection
    lives: Connection

    def last_said(self) -> str:
        """Return the last that it said before it ended."""
        said = ""
        with contextlib.suppress(EOFError):
            while True:
                said = self.here.recv()
        self.process.join()
        return said

    def lives_on(self) -> bool:
        """Say whether a process is left, some time after the first has ended."""
        return not self.lives.poll(GONE_WITHIN)


def _start(settings: Settings, operation: int = 0, readers_after: float = 0.0) -> _Started:
    """Start a sync, and return when it begins."""
    here, there = _processes.Pipe(duplex=False)
    lives, held = _processes.Pipe(duplex=False)
    process = _processes.Process(
        target=_sync_until, args=(settings, operation, readers_after, there, held)
    )
    process.start()
    there.close()
    held.close()
    here.recv()
    return _Started(process, here, lives)


def _sync_until(
    settings: Settings, operation: int, readers_after: float, there: Connection, held: Connection
) -> None:
    """Sync, telling each file operation in the index before it is done; die at one of them."""
    # A process that this one starts has nothing of it but its output.
    os.dup2(held.fileno(), sys.stdout.fileno())
    held.close()
    there.send("started")
    root, numbers = str(settings.index), itertools.count(1)

    def strike(event: str, arguments: tuple[object, ...]) -> None:
        if event in OPERATIONS and (event in BY_NAME_ONLY or str(arguments[0]).startswith(root)):
            there.send(event)
            if next(numbers) == operation:
                os.kill(os.getpid(), signal.SIGKILL)

    if readers_after:
        threading.Timer(readers_after, _strike_readers).start()
    sys.addaudithook(strike)
    # A process killed before it could read ends the sync, which says so.
    with contextlib.suppress(GuidanceError):
        sync(settings, embeddings=HashedBagOfWords())
    there.send(ENDED)


def _strike_readers() -> None:
    for reader in multiprocessing.active_children():
        reader.kill()


def _run(work: Callable[[Settings], None], settings: Settings) -> str:
    """Do ``work`` in another process, which a damaged file may end; return what went wrong."""
    here, there = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_reporting, args=(work, settings, there))
    process.start()
    there.close()
    try:
        trouble = str(here.recv())
    except EOFError:
        process.join()
        trouble = f"ended with {process.exitcode}"
    process.join()
    return trouble


def _reporting(work: Callable[[Settings], None], settings: Settings, there: Connection) -> None:
    try:
        work(settings)
    # Whatever goes wrong in a round is what the sweep is looking for.
    except Exception as error:
        there.send(f"{type(error).__name__}: {error}")
    else:
        there.send("")


def _check(settings: Settings) -> None:
    """Open the index and find each of its passages by both rankings."""
    embeddings = HashedBagOfWords()
    index = Index.open(settings, embeddings)
    for passage in index.passages:
        title = index.documents[passage.doc_id].parts[passage.part].title
        text = passage.searchable(title)
        nearest = index.dense(index.embed(text), 1)
        assert nearest and nearest[0][1] > 0.999, f"{passage.passage_id} is not found by its vector"
        worded = dict(index.lexical.search(text, 3))
        assert passage.passage_id in worded, f"{passage.passage_id} is not found by its words"


def _finish(settings: Settings) -> None:
    """Sync again; the index must then be that of the corpus, with nothing left over."""
    sync(settings, embeddings=HashedBagOfWords())
    _check(settings)
    index = Index.open(settings, HashedBagOfWords())
    files = {path.name for path in settings.corpus.iterdir()}
    held = {document.source.filename for document in index.documents.values()}
    assert held == files, f"the index holds {held}"
    moved = [name for name in index.documents if name.startswith(MOVED)]
    assert moved == [f"{MOVED}0"], f"the renamed file is now {moved}"
    for document in index.documents.values():
        read = (settings.corpus / document.source.filename).read_text(encoding="utf-8")
        assert document.text == read, f"{document.source.filename} is out of date"
    layout, manifest = Layout(settings.index), index.manifest
    kept = {manifest.generation} | {entry.snapshot for entry in manifest.documents}
    for folder in (layout.documents, layout.lexical, layout.chroma):
        left = {path.name for path in folder.glob("*")} - kept
        assert not left, f"{folder.name} still holds {left}"


def main() -> None:
    """Run a sweep, print its conditions and what it met, and fail if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", default="", help="a Chroma server; empty: embedded")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        settings = Settings(
            corpus=root / "corpus", index=root / "index", model="", chroma_url=options.url
        )
        met = sweep(settings, options.times, options.seed)
    conditions = {
        "store": options.url or "embedded",
        "seed": options.seed,
        "chromadb": version("chromadb"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "passages": f"{5 * PARAGRAPHS} to {6 * PARAGRAPHS}, hashed bag of words",
    }
    print(json.dumps(conditions | vars(met), indent=1))
    sys.exit(bool(met.failures))


if __name__ == "__main__":
    main()
