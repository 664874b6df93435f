"""Fit and report whether documents answer.  python -m evals.coverage [--fit] [FILE ...]

Without a file, reports on the tuning cases and the questions put in several ways: with each fold
left out in turn, the area under the curve, the share answered at each threshold and for each type,
and the area below the risk–coverage curve. With --fit, also prints weights fitted on all of them,
for assistant/retrieval/coverage.py. With files, and without --fit, the weights in use are reported
on their cases: so are the test cases, which are never fitted to.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from assistant.domain import Question
from assistant.pipeline import Assistant
from assistant.retrieval import Retriever, understand
from assistant.retrieval.coverage import COVERED, FEATURES, estimate, features
from assistant.retrieval.vocabulary import Vocabulary
from assistant.settings import Settings
from evals.common import conditions
from evals.metrics.coverage import risk_coverage
from evals.suite.cases import CASES, CONSISTENCY, Case, read_cases

Array = npt.NDArray[np.float64]
TUNED_ON = (CASES / "tuning.jsonl", CASES / f"{CONSISTENCY}.jsonl")
# Weights stay small where few cases speak for them; of 0.3 to 10 none parts the cases better.
PENALTY = 3.0
FOLDS = 10
# Questions from this likeness on are the same question; they are left out together.
ALIKE = 0.8
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
# These end as they do by other means: a sign of danger goes before everything else.
LEFT_OUT = "urgent"
ELSEWHERE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Measured:
    """Cases with what was found for them, all as long."""

    values: Array
    """Cases × features."""
    covered: npt.NDArray[np.bool_]
    types: npt.NDArray[np.str_]
    groups: list[int]
    """The same for cases that ask the same thing."""

    @property
    def weights(self) -> Array:
        """How much each counts: a question put in several ways as much as a few, not as many."""
        sizes = np.bincount(self.groups)
        counts = 1 / np.sqrt(sizes[self.groups])
        for side in (self.covered, ~self.covered):
            counts[side] /= counts[side].sum()
        result: Array = counts * len(self.groups) / 2
        return result


def measured(paths: Sequence[Path], retriever: Retriever) -> Measured:
    """Return the cases of files with the features of the evidence found for each."""
    cases = [case for path in paths for case in read_cases(path) if case.type != LEFT_OUT]
    rows = []
    for case in cases:
        query = understand(Question(case.question, case.history), retriever.language)
        rows.append(features(retriever.index, query, retriever.retrieve(query).hits))
    vectors = np.array(retriever.index.embed_all([case.question for case in cases]))
    return Measured(
        np.array(rows),
        np.array([case.covered for case in cases]),
        np.array([case.type for case in cases]),
        _groups(cases, vectors @ vectors.T >= ALIKE),
    )


def _groups(cases: Sequence[Case], alike: npt.NDArray[np.bool_]) -> list[int]:
    """Return a number for each case, the same for those of a group or alike, through others too."""
    groups = list(range(len(cases)))
    for place, case in enumerate(cases):
        for before in range(place):
            same_group = case.group and case.group == cases[before].group
            if same_group or alike[place, before]:
                old, new = groups[before], groups[place]
                groups = [new if group == old else group for group in groups]
    return groups


def left_out(found: Measured) -> Array:
    """Return the estimate for each case by weights fitted without it and those that ask alike."""
    chance = np.zeros(len(found.covered))
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(found.values, found.covered, found.groups):
        model = LogisticRegression(C=PENALTY).fit(
            found.values[train], found.covered[train], found.weights[train]
        )
        chance[test] = model.predict_proba(found.values[test])[:, 1]
    return chance


def report(found: Measured, chance: Array) -> None:
    """Print how well estimates part covered cases from others."""
    covered, near = found.covered, found.types != ELSEWHERE
    print(
        f"  area under the curve {roc_auc_score(covered, chance):.3f}; "
        f"without {ELSEWHERE} {roc_auc_score(covered[near], chance[near]):.3f}"
    )
    curve = risk_coverage(chance.tolist(), (~covered).tolist())
    print(f"  area below risk–coverage {curve.area:.3f}, at best {curve.best_area:.3f}")
    for share in (0.25, 0.5, 0.75, 1.0):
        risk = curve.risk[round(share * len(covered)) - 1]
        print(f"    the surest {share:4.0%} answered: {risk:.2f} of them not covered")
    print("  threshold  covered answered  others declined  (near ones)  balanced accuracy")
    for threshold in sorted({*THRESHOLDS, COVERED}):
        yes, no = np.mean(chance[covered] >= threshold), np.mean(chance[~covered] < threshold)
        close = np.mean(chance[~covered & near] < threshold)
        chosen = "  (the one in use)" if threshold == COVERED else ""
        print(
            f"  {threshold:9.2f}  {yes:16.2f}  {no:15.2f}  {close:11.2f}"
            f"  {(yes + no) / 2:17.3f}{chosen}"
        )
    for kind in sorted(set(found.types.tolist())):
        of_kind = found.types == kind
        answered = np.mean(chance[of_kind] >= COVERED)
        print(f"    {kind or 'put in several ways':<20} {of_kind.sum():4}  answered {answered:.2f}")


def main() -> None:
    """Print the figures and, if asked, fitted weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights anew")
    parser.add_argument("files", nargs="*", type=Path, help="cases to report on")
    asked = parser.parse_args()
    print(conditions("scikit-learn", "sentence-transformers", "bm25s"))
    settings = Settings()
    index = Assistant.open(settings).index
    retriever = Retriever(index, settings.retrieve, Vocabulary.read(settings.corpus))
    found = measured(asked.files or TUNED_ON, retriever)
    print(f"{len(found.covered)} cases, {found.covered.sum()} covered; by the weights in use")
    report(found, np.array([estimate(row) for row in found.values]))
    for place, name in enumerate(FEATURES):
        means = [found.values[side, place].mean() for side in (found.covered, ~found.covered)]
        print(f"  {name:<26} covered {means[0]:.2f}  others {means[1]:.2f}")
    if asked.fit or not asked.files:
        print("by weights fitted without the case")
        report(found, left_out(found))
    if asked.fit:
        model = LogisticRegression(C=PENALTY).fit(found.values, found.covered, found.weights)
        weights = ", ".join(f"{weight:.2f}" for weight in model.coef_[0])
        print(f"  WEIGHTS = ({weights})\n  BIAS = {model.intercept_[0]:.2f}")


if __name__ == "__main__":
    main()
