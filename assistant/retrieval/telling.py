"""The words by which a question can be told from others, and which of them a passage matches."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.domain import Expansion, Passage, Query
from assistant.index import Index
from assistant.index.lexical import analyse
from assistant.index.tokens import Tokens
from assistant.retrieval.english import english_counts, is_english
from assistant.retrieval.kinds import asking
from assistant.retrieval.late import NEAR, inverse_frequency

# English words that occur oftener than this, in the counts of `english_counts`, tell less the
# oftener they do: "get" and "make" are as rare as any in guidance and say nothing.
USUAL = 1e6
# What the commonest word still counts.
LEAST = 0.05
# From this rarity on a word names something, and it is worth saying that the documents lack it:
# "fare" and "quorum", not "took" and "never".
UNCOMMON = 0.6
# What a word counts that stands in the story around a question, or that opens an acronym.
BESIDE = 0.1

Flags = npt.NDArray[np.bool_]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The words of a question, each stem once, in their order; all sequences are as long."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: Array
    """How much each counts, 1 in all: more the rarer in the corpus and in English."""
    naming: Flags
    """Whether it stands in the sentences that ask and is no everyday word and no slip."""
    tokens: tuple[tuple[tuple[int, ...], ...], ...]
    """For each the places of its tokens, once for every time that it is said."""
    means: tuple[tuple[frozenset[str], ...], ...]
    """For each the stems of what the vocabulary knows it to mean, a set for every meaning."""

    def matched(self, index: Index, query: Tokens, passage: Passage) -> Flags:
        """Say of each word whether a passage has it, what it means or a token near it."""
        near = np.max(
            [(query.vectors @ unit.T).max(axis=1) for unit in index.unit_tokens(passage)], axis=0
        )
        stems = set(analyse(index.searchable(passage)))
        return np.array(
            [
                stem in stems
                or any(mean <= stems for mean in means)
                or max(float(near[list(places)].mean()) for places in said) >= NEAR
                for stem, means, said in zip(self.stems, self.means, self.tokens, strict=True)
            ],
            dtype=bool,
        )


def telling_words(index: Index, query: Query, tokens: Tokens) -> TellingWords:
    """Return the telling words of ``query``; ``tokens`` are those of its search text."""
    said: dict[str, tuple[str, list[tuple[int, ...]]]] = {}
    for places in _words(tokens.words):
        word = tokens.words[places[0]].lower()
        for stem in analyse(word):
            said.setdefault(stem, (word, []))[1].append(places)
    asked = set(analyse(asking(query.standalone)))
    meant = _meant(query.expansions)
    weights = np.array(
        [
            inverse_frequency(index, stem) * _rarity(word) * (1.0 if stem in asked else BESIDE)
            for stem, (word, _) in said.items()
        ]
    )
    uncommon = [_rarity(word) >= UNCOMMON and is_english(word) for word, _ in said.values()]
    return TellingWords(
        words=tuple(word for word, _ in said.values()),
        stems=tuple(said),
        weights=weights / weights.sum() if said else weights,
        naming=np.array([stem in asked for stem in said], dtype=bool)
        & np.array(uncommon, dtype=bool),
        tokens=tuple(tuple(places) for _, places in said.values()),
        means=tuple(meant.get(stem, ()) for stem in said),
    )


def _words(words: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the places of the tokens of each word, in order."""
    found: list[list[int]] = []
    for place, word in enumerate(words):
        if not word:
            continue
        if found and found[-1][-1] == place - 1 and words[place - 1] == word:
            found[-1].append(place)
        else:
            found.append([place])
    return [tuple(places) for places in found]


def _meant(expansions: Sequence[Expansion]) -> Mapping[str, tuple[frozenset[str], ...]]:
    means: dict[str, tuple[frozenset[str], ...]] = {}
    for expansion in expansions:
        known = tuple(frozenset(stems) for mean in expansion.means if (stems := analyse(mean)))
        for stem in analyse(expansion.said):
            means[stem] = (*means.get(stem, ()), *known)
    return means


def _rarity(word: str) -> float:
    """Return how rare a case-folded word is in English: 1 up to `USUAL`, `LEAST` the commonest."""
    counts = english_counts()
    most = math.log(max(counts.values()))
    share = (most - math.log(max(counts.get(word, 1), 1))) / (most - math.log(USUAL))
    return min(max(share, LEAST), 1.0)
