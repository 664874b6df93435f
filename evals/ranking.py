"""How passages are ranked: fit the weights, report them, time the search.

python -m evals.ranking [--fit] [--features FILE] [--cases FILE …]   |   --time

Ranks the passages of the tuning cases and of the questions put in several ways, and prints how soon
the right one comes. With --fit, fits the weights of assistant/retrieval/ranking.py on them and
prints them to be put there, with the figures for questions left out of the fitting in turn. What
was measured once is kept in --features FILE and read from there, so that another fit takes seconds.
--cases names other files than those two. --time compares the search with the tutorial pipeline's.
The test cases are not used.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from assistant.domain import Question
from assistant.index import Index
from assistant.index.embedding import load_embeddings
from assistant.retrieval import Retriever, Stages, understand
from assistant.retrieval.ranking import FEATURES, WEIGHTS
from assistant.retrieval.retriever import NAMED, RERANKED
from assistant.retrieval.vocabulary import Vocabulary
from assistant.settings import Settings
from evals.common import conditions
from evals.metrics.retrieval import Ranks, hit, recall, reciprocal_rank
from evals.suite.cases import CASES, CONSISTENCY, Case, read_cases
from evals.suite.corpus import Corpus
from evals.tutorial import Tutorial

Array = npt.NDArray[np.float64]
# Weights stay small where few cases speak for them. Of 0.001, 0.003 and 0.01 all do as well.
PENALTY = 0.003
FOLDS = 10
# Median distance of the first score from the fifth that the answer stage's constants were chosen
# with; fitted weights are brought to it by one factor for all.
SPREAD, FIFTH = 0.39, 4
NOWHERE = 10_000


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages looked into for a case."""

    case: str
    group: str
    features: list[list[float]]
    """Passages × features."""
    named: list[bool]
    """Whether the question names the passage, which then comes first."""
    shows: list[list[bool]]
    """Needs × passages."""

    def scores(self, weights: Sequence[float] | Array) -> Array:
        """Return the passages' scores with these weights."""
        scores: Array = np.array(self.features) @ np.asarray(weights)
        return scores + NAMED * np.array(self.named)


def measured(cases: Sequence[Case]) -> list[Ranking]:
    """Return the passages looked into for each case that has evidence, the question undivided."""
    settings = Settings()
    index = Index.open(settings)
    stages = Stages(parts=False, duplicates=False, coverage=False)
    retriever = Retriever(index, RERANKED, Vocabulary.read(settings.corpus), stages)
    corpus = Corpus({doc_id: document.text for doc_id, document in index.documents.items()})
    rankings = []
    for case in cases:
        query = understand(Question(case.question, case.history), retriever.language, stages)
        # Passages in the order of the corpus, so that no ranking shows in it.
        hits = sorted(
            retriever.retrieve(query).hits, key=lambda h: (h.passage.doc_id, h.passage.ordinal)
        )
        found = [h.passage for h in hits]
        shows = [
            [corpus.satisfies(p.doc_id, p.spans, need) for p in found] for need in case.evidence
        ]
        named = [p.passage_id in query.named for p in found]
        values = [list(h.features) for h in hits]
        rankings.append(Ranking(case.id, case.group or case.id, values, named, shows))
    return rankings


def ranks(ranking: Ranking, scores: Array) -> Ranks:
    """Return, for each need, the rank from 1 of the first passage that shows it."""
    order = np.argsort(-scores, kind="stable")
    return tuple(
        int(np.flatnonzero(shown)[0]) + 1 if (shown := np.array(need)[order]).any() else None
        for need in ranking.shows
    )


def fitted(rankings: Sequence[Ranking]) -> Array:
    """Return the weights under which right passages are likeliest to come first, none below 0.

    The negative logarithm of the share of the right passages in the softmax of the scores, the mean
    over the needs of a case; ways of putting one question count together as the root of their
    number.
    """
    sizes = Counter(ranking.group for ranking in rankings)
    tables = [np.array(ranking.features) for ranking in rankings]
    spread = np.sqrt(np.mean(np.concatenate([(t - t.mean(0)) ** 2 for t in tables]), axis=0))
    spread[spread == 0] = 1.0
    usable = [
        (t / spread, needs, sizes[r.group] ** -0.5)
        for r, t in zip(rankings, tables, strict=True)
        if not any(r.named) and len(needs := np.array([n for n in r.shows if any(n)]))
    ]
    whole = sum(weight for _, _, weight in usable)

    def loss(weights: Array) -> tuple[float, Array]:
        """Return the penalised negative log likelihood of the right passages, and its slope."""
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for table, needs, counts in usable:
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            right = needs * chance
            shares = right.sum(axis=1)
            total -= counts / whole * float(np.log(shares).mean())
            slope += counts / whole * (chance - (right / shares[:, None]).mean(axis=0)) @ table
        return total, slope

    bounds = [(0, None)] * len(FEATURES)
    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Array = found.x / spread
    gaps = [s[0] - s[FIFTH] for r in rankings if len(s := -np.sort(-r.scores(weights))) > FIFTH]
    return weights * SPREAD / float(np.median(gaps))


def left_out(rankings: Sequence[Ranking]) -> list[Array]:
    """Return each case's scores with weights fitted without it and its group."""
    scores: list[Array] = [np.zeros(0)] * len(rankings)
    groups = [ranking.group for ranking in rankings]
    for kept, out in GroupKFold(FOLDS).split(rankings, groups=groups):
        weights = fitted([rankings[place] for place in kept])
        for place in out:
            scores[place] = rankings[place].scores(weights)
    return scores


def line(name: str, found: Sequence[Ranks]) -> str:
    """Return the figures of rankings as one line."""
    hits = "  ".join(f"hit@{k} {mean(hit(one, k) for one in found):.3f}" for k in (1, 5, 10))
    recalls = "  ".join(f"recall@{k} {mean(recall(one, k) for one in found):.3f}" for k in (5, 10))
    return f"  {name:<26} {hits}  {recalls}  MRR@10 {mean(map(reciprocal_rank, found)):.3f}"


def report(rankings: Sequence[Ranking], fit: bool) -> None:
    """Print the figures with the weights in use and, if asked, with fitted ones."""
    sets = {"in use": [r.scores(WEIGHTS) for r in rankings]}
    for place, name in enumerate(FEATURES):
        less = [0.0 if p == place else weight for p, weight in enumerate(WEIGHTS)]
        sets[f"without “{name}”"] = [r.scores(less) for r in rankings]
    if fit:
        sets["fitted, left out in turn"] = left_out(rankings)
    for kind in sorted({r.case[0] for r in rankings}):
        chosen = [place for place, r in enumerate(rankings) if r.case[0] == kind]
        print(f"\n{len(chosen)} cases {kind}…")
        for name, scores in sets.items():
            print(line(name, [ranks(rankings[p], scores[p]) for p in chosen]))
        depth = [ranks(rankings[p], np.zeros(len(rankings[p].named))) for p in chosen]
        print(line("anywhere looked into", [tuple(r and 1 for r in one) for one in depth]))
    if fit:
        print("\nWEIGHTS = (" + ", ".join(f"{w:.3g}" for w in fitted(rankings)) + ")")


def timed(cases: Sequence[Case]) -> None:
    """Print how long the search takes beside the tutorial pipeline's, question by question."""
    settings = Settings()
    model = load_embeddings(settings.model)
    index = Index.open(settings, model)
    retriever = Retriever(index, settings.retrieve, Vocabulary.read(settings.corpus))
    texts = {doc_id: document.text for doc_id, document in index.documents.items()}
    tutorial = Tutorial(texts, model)
    retriever.retrieve(understand(Question(cases[0].question), retriever.language))
    ours, theirs = [], []
    for case in cases:
        start = time.perf_counter()
        query = understand(Question(case.question, case.history), retriever.language)
        retriever.retrieve(query)
        between = time.perf_counter()
        tutorial.find(case.question, 10)
        ours.append(1000 * (between - start))
        theirs.append(1000 * (time.perf_counter() - between))
    ratio = median(o / t for o, t in zip(ours, theirs, strict=True))
    print(f"{len(cases)} questions: search {median(ours):.0f} ms, tutorial {median(theirs):.0f} ms")
    print(f"ratio: of medians {median(ours) / median(theirs):.2f}, of pairs, median {ratio:.2f}")


def main() -> None:
    """Measure, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights anew")
    parser.add_argument("--features", type=Path, help="where what was measured is kept")
    parser.add_argument("--cases", type=Path, action="append", help="files to fit on instead")
    parser.add_argument("--time", action="store_true", help="compare the time taken")
    given = parser.parse_args()
    print(conditions("scikit-learn", "scipy", "sentence-transformers", "bm25s"))
    files = given.cases or [CASES / f"{name}.jsonl" for name in ("tuning", CONSISTENCY)]
    cases = [case for path in files for case in read_cases(path)]
    if given.time:
        timed(cases)
        return
    if given.features and given.features.exists():
        rankings = [Ranking(**row) for row in json.loads(given.features.read_text("utf-8"))]
    else:
        rankings = measured([case for case in cases if case.evidence])
        if given.features:
            rows = [{n: getattr(r, n) for n in Ranking.__slots__} for r in rankings]
            given.features.write_text(json.dumps(rows), "utf-8")
    report(rankings, given.fit)


if __name__ == "__main__":
    main()
