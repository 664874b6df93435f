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

from assistant.domain import Expansion, Passage, Query
from assistant.index.lexical import analyse
from assistant.retrieval.fusion import Fused
from assistant.retrieval.kinds import SHOWN, kinds_asked, shows
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
WEIGHTS = (0.45, 0.51, 0.69, 1.87, 0.18, 0.20, 0.34, 0.10)
ROOM = FEATURES.index("room")
TOKENS = frozenset(map(FEATURES.index, ("telling tokens", "every token")))

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
    query: Query,
    passage: Passage,
    searchable: str,
    fused: Fused,
    compared: Compared,
    room: Mapping[str, float],
) -> tuple[float, ...]:
    """Return the features of a passage, in the order of `FEATURES`; more is better in each.

    ``searchable`` is the text by which the passage was indexed.
    """
    return (
        fused.dense,
        fused.lexical,
        compared.passage,
        compared.every,
        _put_as_guidance_does(query.expansions, searchable),
        float(_shows_what_is_asked(query.question.text, passage.text)),
        float(passage.doc_id in query.named_in),
        room[passage.doc_id],
    )


def _shows_what_is_asked(question: str, text: str) -> bool:
    return any(kind in SHOWN and shows(kind, text) for kind in kinds_asked(question))


def _put_as_guidance_does(expansions: Sequence[Expansion], text: str) -> float:
    """Return for how many of the reader's words a text has the documents' word, as a share.

    A phrase counts where the text has all its words, in any form and order.
    """
    if not expansions:
        return 0.0
    stems = set(analyse(text))
    found = [any(stems.issuperset(analyse(mean)) for mean in one.means) for one in expansions]
    return sum(found) / len(found)


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
