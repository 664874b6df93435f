"""How well does it do on documents that nothing was fitted to?  python -m evals.others --corpus DIR

Asks the cases on other people's documents (evals/cases/README.md says which and how to get them) of
our pipeline and of the tutorial's, and prints figures alone, no question and no answer: nobody who
changes the assistant reads these. The index is brought up to date first.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from assistant.index import Index, sync
from assistant.index.embedding import load_embeddings
from assistant.settings import Settings
from evals.common import ROOT, conditions
from evals.suite.cases import CASES, read_cases
from evals.suite.corpus import Corpus
from evals.suite.embeddings import Remembering
from evals.suite.metrics import BALANCED, COVERAGE_PAIR
from evals.suite.pipelines import DEFAULT, TUTORIAL, pipelines
from evals.suite.records import record_of
from evals.suite.scoring import Values, row_of
from evals.suite.statistics import Figure, figures, mean_of

SHOWN = (
    *("hit@1", "hit@5", "hit@10", "recall@5", "recall@10", "MRR@10"),
    *("hit in 300 words", "recall in 300 words"),
    *COVERAGE_PAIR,
    *("evidence cited", "quotation faults", "fully right"),
)


def table(columns: Sequence[tuple[str, Sequence[Values]]]) -> str:
    """Return the figures of each pipeline, with intervals and how many cases have them."""
    lines = [
        "| figure | " + " | ".join(name for name, _ in columns) + " |",
        "|---|" + "--:|" * len(columns),
    ]
    found = [figures(rows, SHOWN) for _, rows in columns]
    for name in SHOWN:
        lines.append(f"| {name} | " + " | ".join(said(own[name]) for own in found) + " |")
    balanced = (said(mean_of(rows, COVERAGE_PAIR)) for _, rows in columns)
    return "\n".join([*lines, f"| {BALANCED} | " + " | ".join(balanced) + " |"])


def said(figure: Figure) -> str:
    """Return a figure with its interval and the number of cases that have it."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f}; {figure.scored})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the documents")
    parser.add_argument("--index", type=Path, required=True, help="folder of their index")
    parser.add_argument("--cases", type=Path, default=CASES / "others" / "pdfs.jsonl")
    given = parser.parse_args()
    settings = Settings(corpus=given.corpus, index=given.index)
    model = load_embeddings("")
    sync(settings, embeddings=model)
    index = Index.open(settings, model)
    texts = Corpus({doc_id: document.text for doc_id, document in index.documents.items()})
    cases = read_cases(given.cases)
    remembering = Remembering(model)
    columns = []
    for pipeline in pipelines():
        if pipeline.name in (DEFAULT, TUTORIAL):
            answer = pipeline.open(settings, remembering)
            rows = [row_of(case, record_of(answer(case)), texts).values for case in cases]
            columns.append((pipeline.name, rows))
    about = conditions("chromadb", "sentence-transformers", "torch", "bm25s")
    shown = given.cases.resolve()
    name = shown.relative_to(ROOT) if shown.is_relative_to(ROOT) else shown.name
    print(f"{about}\n\n{len(cases)} cases of {name}; {len(index.passages)} passages in")
    print(f"{', '.join(index.documents)}\n\n{table(columns)}")


if __name__ == "__main__":
    main()
