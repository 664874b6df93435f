"""How good are retrieval, answers and the decision to answer?  python -m evals.quality

Prints, for the tuning and the held-out cases apart: whether the gold evidence is among the first
passages (hit@k, mean reciprocal rank), the same for the tutorial pipeline, whether the answer
cites it, and whether what is covered is answered and what is not is declined.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from statistics import mean

from assistant.domain import Answer, Outcome, Span
from assistant.index.embedding import load_embeddings
from assistant.pipeline import Assistant
from assistant.settings import Settings
from evals.common import ROOT, SPLITS, Case, conditions, read_cases, satisfies
from evals.tutorial import Tutorial

DEPTHS = (1, 5, 10)


def ranks(found: Sequence[tuple[str, Sequence[Span]]], case: Case, assistant: Assistant) -> int:
    """Return the rank, from 1, of the first passage that holds gold evidence; 0 for none."""
    for rank, (doc_id, spans) in enumerate(found, start=1):
        if any(satisfies(need, doc_id, spans, assistant.documents) for need in case.evidence):
            return rank
    return 0


def retrieval_line(name: str, found: Sequence[int]) -> str:
    """Return hit@k and mean reciprocal rank at 10 as one line."""
    hits = "  ".join(f"hit@{k} {mean(0 < r <= k for r in found):.2f}" for k in DEPTHS)
    return f"  {name:<10} {hits}  MRR@10 {mean(1 / r if 0 < r <= 10 else 0 for r in found):.2f}"


def cited(answer: Answer, case: Case, assistant: Assistant, *, first: bool) -> bool:
    """Say whether the answer, or its first statement alone, cites gold evidence."""
    statements = answer.statements[:1] if first else answer.statements
    named = {n for statement in statements for n in statement.citations}
    return any(
        satisfies(need, citation.doc_id, citation.spans, assistant.documents)
        for citation in answer.citations
        if citation.n in named
        for need in case.evidence
    )


def report(split: str, assistant: Assistant, tutorial: Tutorial) -> None:
    """Print the figures of one split."""
    cases = read_cases(split)
    answers = [assistant.ask(c.question, history=c.history, reader=c.reader) for c in cases]
    covered = [(c, a) for c, a in zip(cases, answers, strict=True) if c.covered]
    passages = assistant.index.passage
    ours = [
        ranks([(r.doc_id, passages(r.passage_id).spans) for r in answer.retrieved], case, assistant)
        for case, answer in covered
    ]
    theirs = [
        ranks(
            [(doc_id, (span,)) for doc_id, span in tutorial.find(case.question, 10)],
            case,
            assistant,
        )
        for case, _ in covered
    ]
    print(f"\n{split}: {len(cases)} cases, {len(covered)} covered")
    print(retrieval_line("ours", ours))
    print(retrieval_line("tutorial", theirs))
    for reader in sorted({case.reader for case, _ in covered}):
        own = [r for r, (case, _) in zip(ours, covered, strict=True) if case.reader is reader]
        print(retrieval_line(reader.value, own))
    answered = [a.outcome is Outcome.ANSWERED for _, a in covered]
    declined = [
        a.outcome is not Outcome.ANSWERED
        for c, a in zip(cases, answers, strict=True)
        if not c.covered
    ]
    any_cited = [cited(a, c, assistant, first=False) for c, a in covered]
    first_cited = [cited(a, c, assistant, first=True) for c, a in covered]
    print(f"  answer cites gold evidence: {mean(any_cited):.2f}; first: {mean(first_cited):.2f}")
    print(
        f"  covered and answered: {mean(answered):.2f}; not covered and declined: "
        f"{mean(declined):.2f}; balanced accuracy: {(mean(answered) + mean(declined)) / 2:.2f}"
    )
    for kind in ("not_covered", "out_of_scope"):
        outcomes = [a.outcome.value for c, a in zip(cases, answers, strict=True) if c.type == kind]
        counts = {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}
        print(f"  {kind}: {counts}")


def main() -> None:
    """Measure the splits that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS, help="this split only")
    only = parser.parse_args().split
    splits = [only] if only else SPLITS
    print(conditions("chromadb", "sentence-transformers", "bm25s", "langchain-core"))
    settings = Settings()
    embeddings = load_embeddings(settings.model)
    assistant = Assistant.open(settings, embeddings=embeddings)
    tutorial = Tutorial(ROOT / "corpus", embeddings)
    for split in splits:
        report(split, assistant, tutorial)


if __name__ == "__main__":
    main()
