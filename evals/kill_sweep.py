"""Kill a sync at random moments: does the index before it go on answering, and the next sync work?

    python -m evals.kill_sweep --times 100

Each round changes a small corpus, starts a sync in a process of its own, kills it with SIGKILL, in
turn at a random moment and at a random one of its file operations, and then looks, in other
processes, whether the index opens and finds every passage both ways, and whether the next sync
brings it up to date and leaves nothing behind.
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
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from assistant.index import Index, sync
from assistant.index.layout import Layout
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords

PARAGRAPHS = 40
"""Of each document; with fewer, a sync is over before much of it can be interrupted."""

BEYOND = 1.1
"""Latest kill as a share of what a sync takes, so that its end is met as well."""

OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}
"""What Python does to files, by the names of its audit events. Chroma's writes are none of them;
those are met by the kills at a moment."""

ENDED = "nothing, as the sync had ended"

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


def write_corpus(folder: Path, number: int) -> None:
    """Put the corpus of a round into ``folder``: each time other documents change, come or go."""
    folder.mkdir(exist_ok=True)
    texts = {f"steady-{n}.txt": _text(n, (number + n) // 3) for n in range(4)}
    if number % 2:
        texts["visitor.txt"] = _text(9, number)
    for path in folder.iterdir():
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(document: int, revision: int) -> str:
    return "\n\n".join(
        f"{place}. Board d{document}p{place} must publish its plan r{revision} for partner "
        f"d{document}p{place}, and should review it with families every year."
        for place in range(1, PARAGRAPHS + 1)
    )


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
        if number % 2:
            killed = _kill_after(settings, chance.uniform(0, seconds * BEYOND))
        else:
            killed = _kill_at(settings, chance.randint(1, round(operations * BEYOND)))
        met.killed_at[killed] += 1
        met.found["old" if _manifest(settings) == before else "new"] += 1
        for look in (_check, _finish):
            if trouble := _run(look, settings):
                met.failures.append(f"round {number}, {look.__name__.strip('_')}: {trouble}")
    return met


def _manifest(settings: Settings) -> bytes:
    return Layout(settings.index).manifest.read_bytes()


def _measure(settings: Settings) -> tuple[float, int]:
    """Run a sync to its end; return the seconds and the file operations that it took."""
    process, here = _start(settings, 0)
    here.recv()
    started, operations = time.perf_counter(), 0
    while here.recv() != ENDED:
        operations += 1
    process.join()
    return time.perf_counter() - started, operations


def _kill_after(settings: Settings, seconds: float) -> str:
    """Start a sync and kill it after so long; return what that did."""
    process, here = _start(settings, 0)
    here.recv()
    process.join(seconds)
    process.kill()
    process.join()
    return "a moment" if process.exitcode else ENDED


def _kill_at(settings: Settings, operation: int) -> str:
    """Start a sync that is killed at one of its file operations; return its kind."""
    process, here = _start(settings, operation)
    said = ""
    with contextlib.suppress(EOFError):
        while True:
            said = here.recv()
    process.join()
    return said


def _start(settings: Settings, operation: int) -> tuple[BaseProcess, Connection]:
    here, there = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_sync_until, args=(settings, operation, there))
    process.start()
    there.close()
    return process, here


def _sync_until(settings: Settings, operation: int, there: Connection) -> None:
    """Sync, telling each file operation in the index before it is done; die at one of them."""
    there.send("started")
    root, numbers = str(settings.index), itertools.count(1)

    def strike(event: str, arguments: tuple[object, ...]) -> None:
        if event in OPERATIONS and (event in BY_NAME_ONLY or str(arguments[0]).startswith(root)):
            there.send(event)
            if next(numbers) == operation:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(strike)
    sync(settings, embeddings=HashedBagOfWords())
    there.send(ENDED)


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
        "passages": f"{4 * PARAGRAPHS} to {5 * PARAGRAPHS}, hashed bag of words",
    }
    print(json.dumps(conditions | vars(met), indent=1))
    sys.exit(bool(met.failures))


if __name__ == "__main__":
    main()
