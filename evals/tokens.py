"""What reducing and quantising token vectors costs.  python -m evals.tokens

Ranks the passages found for the tuning cases and the questions put in several ways by late
interaction alone: once with the vectors of the index, once with the model's own at full length and
precision. The test cases are not used.
"""

from __future__ import annotations

from statistics import mean

import numpy as np

from assistant.domain import Question
from assistant.index import Index
from assistant.index.embedding import load_embeddings
from assistant.index.tokens import DIMENSIONS, Vectors, token_model
from assistant.passages.unit_texts import unit_texts
from assistant.retrieval import Retriever, understand
from assistant.retrieval.late import token_weights
from assistant.retrieval.vocabulary import Vocabulary
from assistant.settings import Settings
from evals.common import conditions
from evals.metrics.retrieval import Ranks, hit, ranks, reciprocal_rank
from evals.suite.cases import CASES, CONSISTENCY, read_cases
from evals.suite.corpus import Corpus
from evals.suite.records import Found, Record

CANDIDATES = 50
DEPTHS = (1, 5, 10)


def best_match(question: Vectors, weights: Vectors, passage: Vectors) -> float:
    """Return how well the tokens of a passage match those of a question, 0 to 1."""
    return float((question @ passage.T).max(axis=1) @ weights)


def line(name: str, found: list[Ranks]) -> str:
    """Return hit@k and mean reciprocal rank as one line."""
    hits = "  ".join(f"hit@{k} {mean(hit(one, k) for one in found):.3f}" for k in DEPTHS)
    return f"  {name:<34} {hits}  MRR@10 {mean(map(reciprocal_rank, found)):.3f}"


def main() -> None:
    """Measure and print."""
    print(conditions("sentence-transformers", "numpy"))
    settings = Settings(retrieve=CANDIDATES)
    model = load_embeddings(settings.model)
    index = Index.open(settings, model)
    retriever = Retriever(index, CANDIDATES, Vocabulary.read(settings.corpus))
    corpus = Corpus({doc_id: document.text for doc_id, document in index.documents.items()})
    texts = [unit_texts(index.documents[p.doc_id], p) for p in index.passages]
    embedded = iter(token_model(model).embed_tokens([text for own in texts for text in own]))
    full = {
        p.passage_id: np.concatenate([next(embedded).vectors for _ in own])
        for p, own in zip(index.passages, texts, strict=True)
    }
    for split in ("tuning", CONSISTENCY):
        kept: list[Ranks] = []
        whole: list[Ranks] = []
        for case in read_cases(CASES / f"{split}.jsonl"):
            if not case.covered:
                continue
            query = understand(Question(case.question, case.history), retriever.language)
            hits = retriever.retrieve(query).hits
            (asked,) = token_model(model).embed_tokens([query.search_text])
            weights = token_weights(index, asked)
            exact = sorted(
                hits, key=lambda h: -best_match(asked.vectors, weights, full[h.passage.passage_id])
            )
            for into, order in ((kept, sorted(hits, key=lambda h: -h.late)), (whole, exact)):
                found = tuple(Found(h.passage.doc_id, h.passage.spans) for h in order)
                into.append(ranks(case, Record(case.id, found), corpus))
        print(f"\n{split}: {len(kept)} cases, first {CANDIDATES} passages ranked again")
        print(line("full vectors", whole))
        print(line(f"{DIMENSIONS} directions, one byte each", kept))


if __name__ == "__main__":
    main()
