"""Turn a set that others made into a corpus and cases.  python -m evals.external SET SOURCE OUT

SET is ``conditionalqa``, ``obliqa`` or ``folder``; the module of that name says what SOURCE holds.
Writes OUT/corpus and OUT/cases.jsonl, and prints what was left out and why.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.errors import GuidanceError
from evals.external import conditionalqa, folder, obliqa
from evals.external.building import CASES, CORPUS, Built

Convert = Callable[[Path, Path, int | None], Built]

SETS: Mapping[str, Convert] = {
    "conditionalqa": conditionalqa.convert,
    "folder": folder.convert,
    "obliqa": obliqa.convert,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert and print the counts; return 1 where that failed, with the reason printed."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.external",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("set", choices=sorted(SETS), help="which set")
    parser.add_argument("source", type=Path, help="the folder with its files")
    parser.add_argument("out", type=Path, help="a new folder for the corpus and the cases")
    parser.add_argument("--limit", type=int, help="take only the first questions, so many")
    given = parser.parse_args(arguments)
    try:
        built = SETS[given.set](given.source, given.out, given.limit)
    except GuidanceError as error:
        print(error, file=sys.stderr)
        return 1
    print(report(built, given.out))
    return 0


def report(built: Built, out: Path) -> str:
    """Return the counts of what was written and left out, a line each."""
    asked = built.cases + sum(built.left_out.values())
    lines = [
        f"documents: {built.documents}, in {out / CORPUS}",
        f"documents left out: {len(built.unread)}",
        *(f"  {file.filename}: {file.reason} {file.next_step}" for file in built.unread),
        f"questions: {asked}",
        f"cases: {built.cases}, {built.not_covered} of them not answered by the documents, "
        f"in {out / CASES}",
        f"questions left out: {sum(built.left_out.values())}",
        *(f"  {count}: {why}" for why, count in sorted(built.left_out.items())),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
