"""Two rankings made one, with a total and repeatable order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Weight of the dense ranking; the rest is the lexical one's. Chosen on evals/cases/tuning.jsonl
# with `guidance eval`; docs/decisions/2026-11-22-fusion.md says what else was tried.
DENSE_WEIGHT = 0.65


def fuse(
    dense: Sequence[tuple[str, float]],
    lexical: Sequence[tuple[str, float]],
    order: Mapping[str, int],
) -> list[tuple[str, float]]:
    """Return ids with fused scores between 0 and 1, best first, ties by ``order``.

    A convex combination of scores, each divided by the best of its ranking (Bruch, Gai and Ingber
    2023). A passage that one ranking does not hold scores nothing there.
    """
    fused: dict[str, float] = {}
    for ranking, weight in ((dense, DENSE_WEIGHT), (lexical, 1 - DENSE_WEIGHT)):
        best = max((score for _, score in ranking), default=0.0)
        for passage_id, score in ranking:
            share = max(score, 0.0) / best if best > 0 else 0.0
            fused[passage_id] = fused.get(passage_id, 0.0) + weight * share
    return sorted(fused.items(), key=lambda item: (-item[1], order[item[0]]))
