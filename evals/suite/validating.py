"""Whether the cases are sound: every gold quotation stands, every fact can be seen in it.

python -m evals.suite.validating [FILE ...]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.answering.checks.words import normal
from assistant.index import Index
from assistant.settings import read_settings
from evals.metrics.matching import states
from evals.suite.cases import CASES, SUBVERSION, Case, read_attempts, read_cases
from evals.suite.corpus import Corpus

MIN_DISTINCT_CHARS = 40
"""A shorter quotation must stand only once, or it names no place."""


def faults(case: Case, corpus: Corpus) -> Iterator[str]:
    """Yield what is wrong with a case, a sentence each."""
    if case.covered != bool(case.evidence):
        yield "it is covered without evidence, or has evidence and is not covered"
    quoted = [alternative for need in case.evidence for alternative in need]
    for place in [*quoted, *case.items]:
        found = corpus.places(place)
        if not found:
            yield f"{place.doc_id} does not have the words “{place.quote[:60]}”"
        elif len(found) > 1 and len(place.quote) < MIN_DISTINCT_CHARS:
            yield f"“{place.quote}” stands more than once in {place.doc_id}"
    if any(not need for need in case.evidence):
        yield "a need has no alternative"
    if case.type == "list" and case.covered and len(case.items) < 2:
        yield "it asks for a list and does not say which"
    if case.type == "follow_up" and not case.history:
        yield "it follows nothing"
    if case.type == "partly_covered" and not case.missing:
        yield "it does not say what is missing"
    yield from _claim_faults(case, [place.quote for place in (*quoted, *case.items)])


def _claim_faults(case: Case, gold: Sequence[str]) -> Iterator[str]:
    for fact in case.facts:
        if not states("\n".join(gold), fact):
            yield f"the fact “{fact.says}” cannot be seen in the gold quotations"
    for claim in (*case.facts, *case.forbidden, *case.missing):
        if not claim.any_of or any(not phrases for phrases in claim.any_of):
            yield f"“{claim.says}” has an alternative without words"
    # Where sources differ, what one says may be evidence and yet not to be told as the rule.
    if case.type != "disagreement":
        for claim in case.forbidden:
            if any(states(quote, claim) for quote in gold):
                yield f"a gold quotation says what is forbidden, “{claim.says}”"


def repeated(cases: Iterable[Case]) -> list[tuple[str, str]]:
    """Return the ids of cases that ask the same question, pair by pair; follow-ups are left out."""
    seen: dict[str, str] = {}
    pairs = []
    for case in cases:
        asked = normal(case.question)
        if not case.history and asked in seen:
            pairs.append((seen[asked], case.id))
        seen.setdefault(asked, case.id)
    return pairs


def main() -> int:
    """Print every fault of the case files; return 1 where there is one."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(CASES.glob("*.jsonl"))
    documents = Index.open(read_settings()).documents
    corpus = Corpus({doc_id: document.text for doc_id, document in documents.items()})
    cases = [case for file in files if file.stem != SUBVERSION for case in read_cases(file)]
    attempts = [one for file in files if file.stem == SUBVERSION for one in read_attempts(file)]
    asked = [*cases, *(attempt.case for attempt in attempts)]
    found = [f"{case.id}: {fault}" for case in asked for fault in faults(case, corpus)]
    found += [f"{one} and {other} ask the same" for one, other in repeated(cases)]
    print("\n".join([*found, f"cases: {len(asked)}, faults: {len(found)}"]))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
