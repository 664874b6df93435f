"""Nothing beyond the evidence: each word of matter stands in the source or may stand for one.

Words are compared by stem and by a list of general English (``plain_words.toml``), as precision of
words is in ROUGE (Lin, 2004) and its like; one word that the source does not cover is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assistant.answering.checks.plain import plain_words, roots
from assistant.answering.checks.told import Told

MAX_UNCOVERED = 0
"""Words of matter that a statement may bring; chosen on evals/cases/faithfulness/development.jsonl,
where one more lets through one in five of the statements that say more than their source."""


def fault_in_matter(told: Told) -> str:
    """Return what words of a statement nothing in its source covers."""
    kinds = "\n".join(f"{source.authority}\n{source.standing}" for source in told.sources)
    there = set(roots(f"{told.quoted}\n{told.nameable}\n{kinds}"))
    brought = list(dict.fromkeys(_uncovered(told.said, there)))
    if len(brought) <= MAX_UNCOVERED:
        return ""
    return f"It speaks of “{', '.join(brought)}”, of which its source does not."


def _uncovered(text: str, there: Collection[str]) -> Iterator[str]:
    lists = plain_words()
    for word in roots(text):
        if not word.isalpha() or word in there or word in lists.general:
            continue
        if not lists.same.get(word, frozenset()).isdisjoint(there):
            continue
        yield word
