"""Nothing beyond the evidence: each word of matter stands in the source or may stand for one.

Words are compared by stem and by a list of general English (``plain_words.toml``), as precision of
words is in ROUGE (Lin, 2004) and its like; one word that the source does not cover is enough.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.answering.checks.figures import spelled_out
from assistant.answering.checks.plain import covered, plain_words, roots
from assistant.answering.checks.told import Told

_NUMBER_WORDS = re.compile(r"\b(?:hundred|thousand|million|billion|first|second|third)s?\b", re.I)
MAX_UNCOVERED = 0
"""Words of matter that a statement may bring; chosen on evals/cases/faithfulness/development.jsonl,
where one more lets 16 of the 37 statements pass that say more than their source, not 2."""


def fault_in_matter(told: Told) -> str:
    """Return what words of a statement nothing in its source covers."""
    kinds = "\n".join(
        f"{source.authority}\n{source.standing}\n{source.title}" for source in told.sources
    )
    there = set(roots(f"{told.quoted}\n{told.nameable}\n{kinds}\n{told.opened}"))
    brought = list(dict.fromkeys(_uncovered(told.said, there)))
    if len(brought) <= MAX_UNCOVERED:
        return ""
    return f"It speaks of “{', '.join(brought)}”, of which its source does not."


def _uncovered(text: str, there: Collection[str]) -> Iterator[str]:
    lists = plain_words()
    known = lists.general | lists.wide
    for word in roots(_NUMBER_WORDS.sub(" ", spelled_out(text))):
        if word.isalpha() and word not in known and not covered(word, there):
            yield word
