"""Passages that say the same: one stands for all, and the places of the others go with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Hit, Passage

# Passages are the same from this share of runs of three words in common: of forty words one or two
# may differ. On the corpus no pair between 0.6 and 0.8 says the same.
SAME = 0.8
# Below this number of words likeness says little: "Yes." is no quotation.
LEAST_WORDS = 8
# What differs in one of these, or in a number, says another thing.
DECIDING = frozenset(
    "must shall should may might can cannot will would not no never nor unless except only".split()
)

_RUN = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Wording:
    runs: frozenset[tuple[str, ...]]
    decided: tuple[str, ...]

    @classmethod
    def of(cls, passage: Passage) -> _Wording:
        words = _WORD.findall(passage.text.lower())
        if passage.number and words[:1] == [passage.number.lower()]:
            words = words[1:]
        runs = frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))
        decided = sorted(w for w in words if w in DECIDING or w.endswith("n't") or _numeric(w))
        return cls(runs if len(words) >= LEAST_WORDS else frozenset(), tuple(decided))

    def says(self, other: _Wording) -> bool:
        """Say whether two are the same, by the resemblance of Broder (1997)."""
        shared = len(self.runs & other.runs)
        alike = shared >= SAME * len(self.runs | other.runs) > 0
        return alike and self.decided == other.decided


def merged(hits: Sequence[Hit]) -> list[Hit]:
    """Return ``hits`` in their order without those that repeat one before them.

    The one that stays names the others in ``also``, the best first. They are told by Broder,
    *On the resemblance and containment of documents* (1997).
    """
    kept: list[tuple[Hit, _Wording]] = []
    for hit in hits:
        wording = _Wording.of(hit.passage)
        place = next((p for p, (_, known) in enumerate(kept) if wording.says(known)), None)
        if place is None:
            kept.append((hit, wording))
        else:
            first, known = kept[place]
            kept[place] = (replace(first, also=(*first.also, hit.passage.passage_id)), known)
    return [hit for hit, _ in kept]


def _numeric(word: str) -> bool:
    return any(character.isdigit() for character in word)
