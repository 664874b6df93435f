"""Whether quotations support a statement, judged by rules, so that it is always judged the same."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.checks.capitals import names_brought
from assistant.answering.checks.figures import numbers, numbers_said, turned
from assistant.answering.checks.marks import denies, forces, limits, raised, without_yes_or_no
from assistant.answering.checks.parts import behind, content, quoted_and_own, stands

MAX_NEW = 1 / 3
"""Own words may bring up to this share of content words that no quotation has: plain words for
hard ones. More is taken for matter of their own."""


def supports(statement_text: str, quotations: Sequence[str]) -> bool:
    """Say whether quotations, taken together, support a statement.

    Everything in quotation marks must stand in one of them, parts round “…” in order. What stands
    outside must bring no number, date, denial, modal, limit or name that they lack, lose no denial
    of the sentence that it tells again, and bring few other words that they lack.

    What this cannot see: who does what to whom, where all the words are there; which of several
    numbers, names or modals belongs to which thing; whether a new word means the same as an old
    one, so that a good paraphrase in quite other words is refused and one wrong word among many
    right ones passes; roles and bodies in small letters; and whether the first word of a sentence
    is a name. A leading Yes or No is not judged, for the question is not looked at. Conditions and
    modals that are left out are for `evals.metrics.faithfulness`. It stands in for a model of
    entailment and is stricter with words, blinder to sense.
    """
    quoted, own = quoted_and_own(statement_text)
    own = without_yes_or_no(own)
    words = content(own) | numbers_said(own)
    if not quotations or not (quoted or words):
        return False
    return all(stands(piece, quotations) for piece in quoted) and (
        not own or _brings_nothing(own, quotations)
    )


def _brings_nothing(own: str, quotations: Sequence[str]) -> bool:
    there = "\n".join(quotations)
    if numbers_said(own) - numbers(there) or turned(own, there) or names_brought(own, there):
        return False
    if raised(forces(own), forces(there)) or limits(own) - limits(there):
        return False
    told_again = behind(own, quotations, by_clause=True)
    if any(denies(told.said) != denies(told.source) for told in told_again):
        return False
    words = content(own)
    return len(words - content(there)) <= MAX_NEW * len(words)
