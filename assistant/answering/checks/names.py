"""What a corpus calls its bodies, roles and laws."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.checks.plain import roots
from assistant.documents.reading import read
from assistant.domain import Document, Passage
from assistant.retrieval.acronyms import Acronyms, short_forms

MIN_TIMES = 2
"""Who acts once only may be a misreading of a sentence."""
MAX_ROLE_WORDS = 3

_BEFORE_MODAL = re.compile(
    r"(?P<who>(?:[A-Za-z][\w’'-]*\s+){1,8})(?:also\s+)?"
    r"(?:must|should|shall|will|may|can|could|would|has a duty|have a duty|"
    r"(?:is|are) (?:required|expected|responsible|accountable))\b"
)
# “The plan should be …” tells of a thing; who acts “should consider” or “must have”.
_IS_DONE_TO = re.compile(
    r"\s+(?:not |also |only |then |\w+ly )?(?:be|become|help|need|depend|include)\b"
)
_OPENS = frozenset(
    "the a an each every all any some these those this that such our their its his her no which "
    "who and or of for to in on by with from as if when where while because at".split()
)
_NOBODY = frozenset(
    "how but here now then also not only just about more it they there i we you he she this that "
    "these those who which what all some one each both many most any such".split()
)
_SHORT_AFTER = re.compile(r"\b([A-Z][A-Za-z&]{1,9}) \(\1s?\)")


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents call their bodies, roles and laws; built from them by `find_names`."""

    shorts: tuple[tuple[str, str], ...] = ()
    """Long forms in small letters with their short forms, the longest first."""
    actors: frozenset[str] = frozenset()
    """Stems of the words for those who act: board, lead, partnership."""
    roles: frozenset[tuple[str, ...]] = frozenset()
    """Names of two or three words for those who act, as stems: executive lead, chief executive."""

    def shortened(self, text: str) -> str:
        """Return a text with each long form as its short form, both in the singular."""
        longs, plurals = _patterns(self.shorts)
        known = dict(self.shorts)
        text = longs.sub(lambda found: known[found[1].lower()], text)
        return _SHORT_AFTER.sub(r"\1", plurals.sub(r"\1", text))

    def opened(self, text: str) -> str:
        """Return what the short forms in a text stand for."""
        own = set(short_forms(text))
        return "\n".join(long for long, short in self.shorts if short in own)


@lru_cache(maxsize=4)
def _patterns(shorts: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the long forms, and the short forms in the plural."""
    # Nothing stands where no corpus defines a short form.
    longs = "|".join(re.escape(long) for long, _ in shorts) or "(?!)"
    known = "|".join(sorted({re.escape(short) for _, short in shorts})) or "(?!)"
    return (
        re.compile(rf"\b({longs})(?:s|es)?\b", re.IGNORECASE),
        re.compile(rf"\b({known})s\b"),
    )


def find_names(
    documents: Mapping[str, Document], passages: Iterable[Passage], acronyms: Acronyms
) -> Names:
    """Return what the documents call those who act in them: who stands before a modal verb."""
    forms = {(d.long.lower(), d.short) for d in acronyms.definitions}
    shorts = tuple(sorted(forms, key=lambda form: (-len(form[0]), form)))
    names = Names(shorts)
    heads: Counter[str] = Counter()
    roles: Counter[tuple[str, ...]] = Counter()
    for passage in passages:
        text = names.shortened(read(documents[passage.doc_id], passage.spans))
        for found in _BEFORE_MODAL.finditer(text):
            who = roots(" ".join(_phrase(found["who"].split())))
            if who and who[-1] not in _NOBODY and not _IS_DONE_TO.match(text, found.end()):
                heads[who[-1]] += 1
                roles.update(
                    tuple(who[-size:]) for size in range(2, MAX_ROLE_WORDS + 1) if size <= len(who)
                )
    usual = {head for head, times in heads.items() if times >= MIN_TIMES}
    usual |= {head for long, _ in shorts for head in roots(long)[-1:]}
    return Names(
        shorts,
        frozenset(usual),
        frozenset(role for role, times in roles.items() if times >= MIN_TIMES),
    )


def _phrase(words: Sequence[str]) -> list[str]:
    """Return the words of a noun phrase at the end: those after its last article or link."""
    opening = [place for place, word in enumerate(words) if word.lower() in _OPENS]
    return list(words[opening[-1] + 1 :] if opening else words)
