"""Two syncs of one index at the same time, each a program of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.index import Index, sync
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from assistant.errors import IndexLocked
from assistant.index import sync
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords

settings = Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]))

def show(stage, done, total):
    if len(sys.argv) > 3 and done == 0:
        print(stage, flush=True)
        input()

print("ready", flush=True)
for line in sys.stdin:
    try:
        sync(settings, embeddings=HashedBagOfWords(), progress=show)
        print("done", flush=True)
    except IndexLocked as error:
        print(error, flush=True)
"""


def start(settings: Settings, *more: str) -> subprocess.Popen[str]:
    """Start a program that syncs for each line that it is given; with ``more``, a line a stage."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, settings.corpus, settings.index, *more],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )


def said(program: subprocess.Popen[str]) -> str:
    assert program.stdout
    return program.stdout.readline().strip()


def go_on(program: subprocess.Popen[str]) -> None:
    assert program.stdin
    program.stdin.write("\n")


def assert_whole(settings: Settings) -> None:
    """Each passage is found both ways, and another sync has nothing to do."""
    index = Index.open(settings, HashedBagOfWords())
    assert set(index.documents) == {"leads", "plans", "voices"}
    for passage in index.passages:
        text = index.searchable(passage)
        assert index.dense(index.embed(text), 1)[0][0] == passage.passage_id
        assert passage.passage_id in dict(index.lexical.search(text, 5))
    report = sync(settings, embeddings=HashedBagOfWords())
    assert report.unchanged == ("leads", "plans", "voices")
    assert report.embedded == 0


def test_while_one_is_at_work_the_other_says_so_whatever_the_stage(embedded: Settings) -> None:
    first, second = start(embedded, "held"), start(embedded)
    assert said(first) == said(second) == "ready"
    stages = []
    go_on(first)
    while (stage := said(first)) != "done":
        stages.append(stage)
        go_on(second)
        assert "Another sync is at work" in said(second)
        go_on(first)
    assert len(stages) == 5
    go_on(second)
    assert said(second) == "done"
    for program in (first, second):
        program.communicate()
    assert_whole(embedded)


def test_of_two_that_start_together_at_least_one_does_the_work(embedded: Settings) -> None:
    programs = [start(embedded), start(embedded)]
    assert [said(program) for program in programs] == ["ready", "ready"]
    for program in programs:
        go_on(program)
    ends = [program.communicate()[0].strip() for program in programs]
    assert "done" in ends
    assert all(end == "done" or "Another sync is at work" in end for end in ends)
    assert_whole(embedded)
