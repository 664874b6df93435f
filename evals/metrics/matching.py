"""Whether a text says something: the phrases of a claim, whatever their case and punctuation."""

from __future__ import annotations

from assistant.answering.checks.words import normal
from evals.suite.cases import Claim


def states(text: str, claim: Claim) -> bool:
    """Say whether a text holds all phrases of one alternative of a claim, each as whole words."""
    words = normal(text)
    return any(all(normal(phrase) in words for phrase in phrases) for phrases in claim.any_of)
