"""What a question takes for granted: something to check against the documents, not to repeat.

"Why must X do Y?" holds that X must do Y; "since X is voluntary, …" that X is voluntary; "when did
Y abolish Z?" that Y did. It is told by grammar alone, and never says whether it is true.
"""

from __future__ import annotations

import re

from assistant.retrieval.clauses import AUX, WH, first_question
from assistant.retrieval.propositions import proposition_of

_WHY = re.compile(
    rf"\b(?:why|how come|(?:on|for) (?:what|which) (?:grounds?|reasons?)|when|since when)\s+"
    rf"(?P<turned>{AUX}\s+.+)$",
    re.IGNORECASE,
)
_HOW_COME = re.compile(r"\bhow come\s+(?P<told>.+)$", re.IGNORECASE)
_REASON_FOR = re.compile(r"\b(?:reason|rationale) (?:why|that)\s+(?P<told>.+)$", re.IGNORECASE)
_GIVEN = re.compile(
    rf"^\W*(?:(?:so|and|but|well)\s+)?(?P<word>since|as|because|given that|seeing (?:that|as)|"
    r"now that|considering(?: that)?)\s+"
    rf"(?P<told>.+?)(?:\s*,\s*|\s+(?=(?:{WH}|can|could|should|must|do|"
    rf"does|may|will)\s+(?:i|we|they|he|she|it|the|our|my)\b))",
    re.IGNORECASE,
)
_AND_SO = re.compile(
    rf"^(?P<told>.+?)(?:\s*[,;.–—]\s*|\s+)so,?\s+(?=(?:{WH}|{AUX})\b)", re.IGNORECASE
)
_HEARSAY = re.compile(
    r"^\W*(?:(?:i (?:thought|heard|read|was told|am told|understand|believe|assume|know)|"
    r"(?:my|our|a|the|some|one) (?:\w+ ){1,3}?(?:says|said|thinks|told (?:me|us)|reckons|claims)|"
    r"(?:they|somebody|someone|everyone|people) (?:say|says|said|told (?:me|us)))(?: that)?)\s+",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b{AUX}\b|\w(?:s|ed)\b", re.IGNORECASE)
# After “as” there stands a role, a time or a manner as often as a reason.
_NO_REASON = re.compile(
    r"^(?:of|from|to|the end of|part of|an?\b(?!.* (?:is|are|was)\b)|soon|long|far|well|for|per)\b",
    re.I,
)
MIN_WORDS = 3


def premise_of(text: str, clause: str) -> str:
    """Return what a question takes for granted, as a statement, or an empty string.

    ``clause`` is the part of ``text`` that asks.
    """
    told = _given(text)
    if told:
        return told
    clause = first_question(clause)
    for form in (_HOW_COME, _REASON_FOR):
        if found := form.search(clause):
            return found["told"].strip(" ?.!")
    found = _WHY.search(clause)
    # "When does it end?" asks only when; "when did it end?" that it did.
    if not found or re.match(r"when (?:do|does|is|are|can|must|should)\b", found.group(), re.I):
        return ""
    said = proposition_of(found["turned"])
    if said is None or not said.subject:
        return ""
    negation = " not" if said.negated or re.match(r"\w+n[’']?t\b", found["turned"], re.I) else ""
    return f"{said.subject} {said.verb}{negation} {said.predicate}"


def _given(text: str) -> str:
    """Return the clause of reason before a question, or what "so" draws a question from."""
    found = _GIVEN.match(text)
    if found and found["word"].casefold() == "as" and _NO_REASON.match(found["told"]):
        found = None
    found = found or _AND_SO.match(text)
    if not found:
        return ""
    told = _HEARSAY.sub("", found["told"]).strip(" ,?.!")
    return told if len(told.split()) >= MIN_WORDS and _VERB.search(told) else ""
