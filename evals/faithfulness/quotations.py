"""Quotations of a corpus as statements, honest as they stand and altered by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.authority import is_proposal
from assistant.answering.checks import Names as KnownNames
from assistant.answering.checks import Source
from assistant.answering.checks.capitals import laws
from assistant.answering.checks.plain import plain_words
from evals.faithfulness import alter
from evals.faithfulness.cases import Altered, Told
from evals.faithfulness.evidence import Evidence

_ROLE = re.compile(
    r"\b(?:[a-z]+ )?(?:chair|director|lead|officer|executive|manager|commissioner|practitioner)\b"
)
LENGTHS = range(60, 400)
"""Characters of a quotation that is taken: a whole thought, and not a page."""


def quoted(evidence: Evidence, names: KnownNames, count: int) -> tuple[Told, ...]:
    """Return ``count`` quotations, evenly spaced over the corpus, each with its alterations.

    A proposal and an opinion are left out: told bare they are told as what they are not.
    """
    units = [
        (doc_id, source)
        for doc_id, source in evidence.units()
        if len(source.quoted) in LENGTHS and _may_stand_alone(source)
    ]
    step = max(1, len(units) // count)
    known = _names([source for _, source in units], names)
    return tuple(
        Told(f"{doc_id}-{place}", (source,), source.quoted, _altered(source.quoted, known))
        for place, (doc_id, source) in enumerate(units[::step][:count])
    )


def _may_stand_alone(source: Source) -> bool:
    opinion = "view" in source.authority or is_proposal(source.authority)
    return not opinion and source.quoted[:1].isupper() and source.quoted.rstrip()[-1:] == "."


def _altered(text: str, names: alter.Names) -> tuple[Altered, ...]:
    return tuple(alter.altered(text, names))


def _names(sources: Sequence[Source], names: KnownNames) -> alter.Names:
    text = "\n".join(source.quoted for source in sources)
    shorts = sorted({short for _, short in names.shorts if text.count(short) > 2})
    roles = sorted(set(_ROLE.findall(text)))
    return alter.Names(
        tuple(shorts),
        tuple(roles),
        tuple(sorted(laws(text))),
        names.actors | plain_words().offices,
    )
