"""Whether somebody writes of a person in danger, who needs a number to call and no quotation."""

from __future__ import annotations

import re

_SOMEBODY = r"(?:i|im|we|he|hes|she|shes|they|theyre|(?:my|our|his|her) \w+)"
_THEMSELVES = r"(?:myself|ourselves|himself|herself|themselves|themself)"
# Somebody, in the words of one who is there, is in danger or may do harm: not a policy that names
# such things. Erring costs a policy question its quotation, or a person in danger the number.
_IN_DANGER = re.compile(
    rf"\b{_SOMEBODY}(?:'m|'s|'re| am| is| are| was| were| has been| have been|'ve been)?"
    rf"(?: \w+){{0,4}}? (?:suicidal|self[- ]?harm\w*|want(?:s|ing)? to die|"
    rf"(?:kill(?:ing)?|hurt(?:ing)?|cut(?:ting)?|harm(?:ing)?) {_THEMSELVES}|"
    rf"(?:took|taken) an overdose|can'?t (?:go on|cope any ?more|keep (?:\w+ )?safe)|"
    rf"(?:in (?:immediate |real )?danger|not safe)(?: right)? now)\b|"
    rf"\b(?:kill|end|hurt|harm) (?:{_THEMSELVES}|my (?:own )?life)\b|"
    rf"\b(?:is|'s|keeps?|keep on) (?:hitting|beating|abusing|strangling|hurting) "
    rf"(?:me|us|him|her|them|my \w+)\b",
    re.IGNORECASE,
)


def tells_of_danger(text: str) -> bool:
    """Say whether a question is that of somebody near a person in danger."""
    return bool(_IN_DANGER.search(text.replace("’", "'")))
