"""The order of passages: a sum of a few features with learned weights, each open to be read.

A listwise linear ranker: the weights make it likely that a passage which answers is first among
those looked into (Cao et al., *Learning to rank: from pairwise approach to listwise approach*,
2007). `python -m evals.ranking --fit` fits them; docs/decisions/2026-11-24-ranking.md says what
was tried and left out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.domain import Passage, Query
from assistant.retrieval.fusion import Fused
from assistant.retrieval.kinds import shows_kind
from assistant.retrieval.late import Compared
from assistant.retrieval.stages import Stages

FEATURES = (
    "meaning",
    "shared words",
    "telling tokens",
    "every token",
    "guidance's words",
    "kind shown",
    "document named",
    "room",
)
# Fitted, then made smaller by one factor for all, so that scores lie about as far apart as the
# answer stage is used to.
WEIGHTS = (0.46, 0.53, 0.69, 1.78, 0.40, 0.19, 0.33, 0.10)
ROOM = FEATURES.index("room")
TOKENS = frozenset(map(FEATURES.index, ("telling tokens", "every token", "guidance's words")))

# Documents count as no shorter and no longer than the shortest and the longest that the weights
# were fitted on, in passages: beyond, nothing is known.
SHORTEST, LONGEST = 30, 500


def rooms(passages: Sequence[Passage]) -> dict[str, float]:
    """Return how much each document's passages gain for standing among few, 0 to about 3, by id.

    Any document is as likely to hold the answer as another, so that each passage of a long one is
    less likely to: the logarithm of that chance, and in the place of a cap for each document.
    """
    sizes = Counter(passage.doc_id for passage in passages)
    return {
        doc_id: math.log(LONGEST / min(max(size, SHORTEST), LONGEST))
        for doc_id, size in sizes.items()
    }


def features(
    query: Query, passage: Passage, fused: Fused, compared: Compared, room: Mapping[str, float]
) -> tuple[float, ...]:
    """Return the features of a passage, in the order of `FEATURES`; more is better in each."""
    return (
        fused.dense,
        fused.lexical,
        compared.passage,
        compared.every,
        compared.guidance,
        float(shows_kind(query.question.text, passage.text) is True),
        float(passage.doc_id in query.named_in),
        room[passage.doc_id],
    )


def score(values: Sequence[float], stages: Stages) -> float:
    """Return the score of a passage with these `features`, 0 to about 4.

    What belongs to a stage that is left out counts nothing.
    """
    out = (set() if stages.late else TOKENS) | (set() if stages.room else {ROOM})
    return sum(
        weight * value
        for place, (weight, value) in enumerate(zip(WEIGHTS, values, strict=True))
        if place not in out
    )
