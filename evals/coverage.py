"""Fit and report the decision whether the documents answer.  python -m evals.coverage [--fit]

With --fit, fits the weights of assistant/retrieval/coverage.py on the tuning cases and the
questions put in several ways, and prints them to be put there, with the balanced accuracy of each
threshold on questions left out of the fitting in turn; the test cases are only reported on.
"""

from __future__ import annotations

import argparse

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.domain import Question
from assistant.pipeline import Assistant
from assistant.retrieval import Retriever, understand
from assistant.retrieval.coverage import COVERED, FEATURES, estimate, features
from assistant.retrieval.vocabulary import Vocabulary
from assistant.settings import Settings
from evals.common import conditions
from evals.suite.cases import CASES, CONSISTENCY, SPLITS, read_cases

Array = npt.NDArray[np.float64]
# Weights stay small where few cases speak for them.
PENALTY = 3.0
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
UNCOVERED = ("not_covered", "out_of_scope")


def measured(split: str, retriever: Retriever) -> tuple[Array, Array, list[str]]:
    """Return the features, whether covered, and the type of each case of a split."""
    rows, covered, types = [], [], []
    for case in read_cases(CASES / f"{split}.jsonl"):
        query = understand(Question(case.question, case.history), retriever.language)
        rows.append(features(retriever.index, query, retriever.retrieve(query).hits))
        covered.append(case.covered)
        types.append(case.type)
    return np.array(rows), np.array(covered), types


def main() -> None:
    """Print the figures of both splits and, if asked, fitted weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights anew")
    fit = parser.parse_args().fit
    print(conditions("scikit-learn", "sentence-transformers", "bm25s"))
    settings = Settings()
    index = Assistant.open(settings).index
    retriever = Retriever(index, settings.retrieve, Vocabulary.read(settings.corpus))
    for split in SPLITS:
        values, covered, types = measured(split, retriever)
        chance = np.array([estimate(row) for row in values])
        kinds = np.array(types)
        print(f"\n{split}: area under the curve {roc_auc_score(covered, chance):.3f}")
        print("  share answered at a threshold:  covered  not_covered  out_of_scope")
        for threshold in (*THRESHOLDS, COVERED):
            shares = [np.mean(chance[covered] >= threshold)] + [
                np.mean(chance[kinds == kind] >= threshold) for kind in UNCOVERED
            ]
            chosen = "  (the one in use)" if threshold == COVERED else ""
            print(f"    {threshold:.2f}  " + "  ".join(f"{s:9.2f}" for s in shares) + chosen)
        for place, name in enumerate(FEATURES):
            area = roc_auc_score(covered, values[:, place])
            means = [values[covered, place].mean()] + [
                values[kinds == kind, place].mean() for kind in UNCOVERED
            ]
            print(f"  {name:<14} area {area:.2f}  means " + "  ".join(f"{m:.2f}" for m in means))
    if fit:
        fitted(retriever)


def fitted(retriever: Retriever) -> None:
    """Fit on what may be fitted to, and print weights and thresholds."""
    sets = [measured(split, retriever) for split in ("tuning", CONSISTENCY)]
    values, covered = np.concatenate([s[0] for s in sets]), np.concatenate([s[1] for s in sets])
    groups = [
        c.group or c.id for s in ("tuning", CONSISTENCY) for c in read_cases(CASES / f"{s}.jsonl")
    ]
    model = LogisticRegression(C=PENALTY, class_weight="balanced")
    # All ways of putting a question are left out together.
    chance = cross_val_predict(
        model, values, covered, groups=groups, cv=GroupKFold(10), method="predict_proba"
    )[:, 1]
    print(f"\nleft out in turn: area under the curve {roc_auc_score(covered, chance):.3f}")
    for threshold in THRESHOLDS:
        shares = np.mean(chance[covered] >= threshold), np.mean(chance[~covered] < threshold)
        balanced = sum(shares) / 2
        print(
            f"  {threshold:.2f}  answered {shares[0]:.2f}  declined {shares[1]:.2f}  "
            f"balanced {balanced:.3f}"
        )
    model.fit(values, covered)
    weights = ", ".join(f"{weight:.2f}" for weight in model.coef_[0])
    print(f"  WEIGHTS = ({weights})\n  BIAS = {model.intercept_[0]:.2f}")


if __name__ == "__main__":
    main()
