"""Passages that say the same: one stands for all, and the places of the others go with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Hit, Passage

# Passages are the same from this share of runs of three words in common: of forty words one or two
# may differ. Of the corpus's pairs just below it some are about another thing.
SAME = 0.8
# Below this number of words likeness says little: "Yes." is no quotation.
LEAST_WORDS = 8
# What differs in one of these, or in a number, says another thing.
DECIDING = frozenset(
    "must shall should may might can cannot will would not no never nor unless except only".split()
)

_RUN = 3
# What points at its own surroundings, "this report" or "the following", means another thing
# elsewhere.
_POINTING = frozenset("this these here above below following".split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Wording:
    runs: frozenset[tuple[str, ...]]
    decided: tuple[str, ...]
    place: tuple[str, int] | None
    """Document and part, of a passage that points at its own surroundings."""

    @classmethod
    def of(cls, passage: Passage) -> _Wording:
        """Return the wording of a passage, its printed number left out."""
        text = passage.text
        if passage.number:
            text = re.sub(rf"^\W*{re.escape(passage.number)}(?!\w)", "", text)
        words = _WORD.findall(text.lower())
        runs = frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))
        decided = sorted(
            word
            for word in words
            if word in DECIDING or word.endswith(("n't", "n’t")) or any(map(str.isdigit, word))
        )
        return cls(
            runs if len(words) >= LEAST_WORDS else frozenset(),
            tuple(decided),
            None if _POINTING.isdisjoint(words) else (passage.doc_id, passage.part),
        )

    def says(self, other: _Wording) -> bool:
        """Say whether two are the same, by the resemblance of Broder (1997)."""
        shared = len(self.runs & other.runs)
        alike = shared >= SAME * len(self.runs | other.runs) > 0
        return alike and (self.decided, self.place) == (other.decided, other.place)


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
