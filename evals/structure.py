"""What structure was found in the documents?  python -m evals.structure [--corpus DIR]

Prints Markdown tables: blocks by kind for each document; numbered paragraphs, lists, tables, notes
with and without calls, uncertain blocks; and the share of the visible characters that stand in no
passage, by why.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.domain import Block, BlockKind, Document, Passage, Span
from assistant.errors import CorpusError
from assistant.passages import build_passages
from evals.common import ROOT, conditions
from evals.invariants import is_visible


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    lines = [f"| {' | '.join(header)} |", "|---|" + "--:|" * (len(header) - 1)]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def runs(blocks: Sequence[Block], kind: BlockKind) -> int:
    """Return how many runs of one kind there are: lists, or tables."""
    shown = [block.kind for block in blocks if block.kind is not BlockKind.FURNITURE]
    return sum(1 for key, _ in groupby(shown) if key is kind)


def counts(document: Document, passages: Sequence[Passage]) -> list[object]:
    """Return what is counted of one document, in the order of `COUNTED`."""
    blocks = document.blocks
    kinds = Counter(block.kind for block in blocks)
    notes = [p for p in passages if p.called_from or p.locator.rsplit(", ")[-1].startswith("note ")]
    called = sum(1 for note in notes if note.called_from)
    return [
        kinds[BlockKind.NUMBERED],
        runs(blocks, BlockKind.ITEM),
        kinds[BlockKind.ITEM],
        runs(blocks, BlockKind.ROW),
        kinds[BlockKind.ROW],
        called,
        len(notes) - called,
        sum(len(passage.notes) for passage in passages),
        sum(block.uncertain for block in blocks),
        len(document.repairs),
        len(passages),
    ]


COUNTED = (
    "numbered paragraphs",
    "lists",
    "items",
    "tables",
    "rows",
    "notes called",
    "notes not called",
    "calls",
    "uncertain blocks",
    "repairs",
    "passages",
)

OUTSIDE = (BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.FURNITURE)
"""What is in no passage by its kind."""


def shares(document: Document, passages: Sequence[Passage]) -> dict[str, float]:
    """Return the share of visible characters in no passage, by why.

    Headings stand beside passages as their context; furniture and contents lists are left out.
    Anything else that is in no passage is ``other``.
    """
    why = ["other"] * len(document.text)
    for block in document.blocks:
        if block.kind in OUTSIDE:
            _mark(why, block.spans, block.kind.value)
    for passage in passages:
        _mark(why, passage.spans, "")
    seen = Counter(reason for reason, c in zip(why, document.text, strict=True) if is_visible(c))
    total = max(seen.total(), 1)
    reasons = [*(kind.value for kind in OUTSIDE), "other"]
    return {reason: seen[reason] / total for reason in reasons}


def _mark(why: list[str], spans: Sequence[Span], reason: str) -> None:
    for span in spans:
        why[span.start : span.end] = [reason] * (span.end - span.start)


def main() -> None:
    """Read the documents of a folder and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus", help="a folder")
    corpus = parser.parse_args().corpus
    limits = Limits()
    read: dict[str, tuple[Document, tuple[Passage, ...]]] = {}
    found, skipped = find_files(corpus, limits)
    for file in found:
        try:
            document = load(file, limits)
        except CorpusError as error:
            print(f"{file.path.name}: left out. {error}")
            continue
        read[document.source.doc_id] = document, build_passages(document, "r1")
    for left_out in skipped:
        print(f"{left_out.filename}: left out. {left_out.reason}")
    print(conditions("pypdf"))
    kinds = {name: Counter(b.kind for b in document.blocks) for name, (document, _) in read.items()}
    print("\nBlocks by kind\n")
    print(
        table(
            ["document", *(kind.value for kind in BlockKind)],
            [[name, *(own[kind] for kind in BlockKind)] for name, own in kinds.items()],
        )
    )
    print("\nStructure\n")
    print(table(["document", *COUNTED], [[name, *counts(*both)] for name, both in read.items()]))
    print("\nVisible characters in no passage\n")
    left = {name: shares(*both) for name, both in read.items()}
    reasons = list(next(iter(left.values()), {}))
    rows = [
        [name, *(f"{own[reason]:.2%}" for reason in reasons), f"{sum(own.values()):.2%}"]
        for name, own in left.items()
    ]
    print(table(["document", *reasons, "all"], rows))


if __name__ == "__main__":
    main()
