"""What a run measured and when, ready to print; nothing that names a folder of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from evals.suite.cases import CONSISTENCY, SUBVERSION
from evals.suite.metrics import COVERAGE_PAIR
from evals.suite.report.figures import split_name
from evals.suite.report.tables import Table, numbers, table, words
from evals.suite.scoring import Scores, of_split, splits_of

DIGEST_LENGTH = 12
"""As many digits of a checksum as tell files apart at a glance; run.json has them all."""
ROLES = {
    "test": "Only reported on: nothing was chosen or mended by looking at it",
    "tuning": "Worked with: weights and thresholds were chosen on it, so its figures flatter",
}
OTHER_ROLE = "Somebody else’s cases: whether anything was chosen on them is not known here"


def conditions(about: Mapping[str, Any]) -> Table:
    """Return when and with what the run was made."""
    rows = [("Started", str(about.get("started", "not recorded")).replace("T", " ", 1))]
    for line in about.get("conditions", ()):
        name, _, said = str(line).partition(": " if ": " in str(line) else " ")
        rows.append((name.capitalize(), said))
    rows += [
        (name, _plain(about[key]))
        for name, key in (
            ("Embedding model", "model"),
            ("Passages cut by", "chunker"),
            ("Passages", "passages"),
        )
        if key in about
    ]
    return table("Conditions of the run", words("Condition", "Value"), rows)


def splits(scores: Scores) -> Table:
    """Return the splits of the cases, what each is for, and how many cases it has."""
    covered, uncovered = COVERAGE_PAIR
    rows = []
    for split in splits_of(scores):
        own = of_split(scores.default, split)
        counts = [
            sum(row.values.get(name) is not None for row in own) for name in (covered, uncovered)
        ]
        rows.append(
            [split_name(split), ROLES.get(split, OTHER_ROLE), str(len(own)), *map(str, counts)]
        )
    return table(
        "Splits of the cases",
        [*words("Split", "Role"), *numbers("cases", "documents answer", "documents do not")],
        rows,
    )


def files(scores: Scores) -> Table:
    """Return the files of cases and how much of each was scored."""
    counts = {
        CONSISTENCY: f"{len(of_split(scores.default, CONSISTENCY))} wordings "
        f"in {len(scores.consistency)} groups",
        SUBVERSION: f"{len(scores.subversion)} attempts",
    }
    rows = []
    for file in scores.about.get("cases", ()):
        path = PurePath(str(file))
        cases = f"{len(of_split(scores.default, path.stem))} cases"
        rows.append((path.name, counts.get(path.stem, cases)))
    return table("Files of cases", words("File", "Scored"), rows)


def documents(about: Mapping[str, Any]) -> Table:
    """Return the documents that answers come from, each with the beginning of its checksum."""
    digests = about.get("documents", {})
    return table(
        "Documents",
        words("Document", f"SHA-256, first {DIGEST_LENGTH} digits"),
        ((name, str(digest)[:DIGEST_LENGTH]) for name, digest in sorted(digests.items())),
    )


def _plain(value: object) -> str:
    """Return a value without the folders of a path."""
    text = str(value)
    return PurePath(text).name if text.startswith(("/", "~")) else text
