"""Two rankings made one, with a total and repeatable order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Weight of the dense ranking; the rest is the lexical one's. Chosen on evals/cases/tuning.jsonl
# with `guidance eval`; docs/decisions/2026-11-22-fusion.md says what else was tried.
DENSE_WEIGHT = 0.65


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage in either ranking, with its share of the best score of each, 0 to 1."""

    passage_id: str
    dense: float = 0.0
    lexical: float = 0.0

    @property
    def score(self) -> float:
        """Both shares in one, 0 to 1."""
        return DENSE_WEIGHT * self.dense + (1 - DENSE_WEIGHT) * self.lexical


def fuse(
    dense: Sequence[tuple[str, float]],
    lexical: Sequence[tuple[str, float]],
    order: Mapping[str, int],
    depth: int,
) -> list[Fused]:
    """Return the passages of two rankings of at most ``depth``, best first, ties by ``order``.

    A convex combination of scores, each divided by the best of its ranking (Bruch, Gai and Ingber
    2023). A passage that a full ranking does not hold is taken to be as good there as its last:
    counted as nothing, the best by words alone would fall behind the last by meaning.
    """
    shares = _shares(dense, depth), _shares(lexical, depth)
    names = {name for name, _ in [*dense, *lexical]}
    fused = [Fused(name, *(known.get(name, floor) for known, floor in shares)) for name in names]
    return sorted(fused, key=lambda one: (-one.score, order[one.passage_id]))


def _shares(ranking: Sequence[tuple[str, float]], depth: int) -> tuple[dict[str, float], float]:
    """Return the share of the best that each has, and that of what lies below the ranking."""
    best = max((score for _, score in ranking), default=0.0)
    known = {name: max(score, 0.0) / best if best > 0 else 0.0 for name, score in ranking}
    return known, min(known.values(), default=0.0) if len(ranking) >= depth else 0.0
