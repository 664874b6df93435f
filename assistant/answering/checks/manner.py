"""Manner: a statement tells what documents say; it does not speak of itself or give orders."""

from __future__ import annotations

import re

from assistant.answering.checks.marks import plain
from assistant.answering.checks.told import Told

_OF_ITSELF = re.compile(
    r"\b(?:I|I'm|I've|I'll|I'd|me|myself|my)\b|"
    r"\b(?:as an? (?:AI|assistant|language model|chatbot)|language model|"
    r"this (?:assistant|chatbot)|"
    r"chatbot|the assistant|system prompt|my instructions|training data|prompt|passage [A-Z0-9]\b|"
    r"the (?:passages?|sources?|context|quotations?|evidence) (?:provided|given|above|supplied))\b|"
    r"\b(?:AI|LLM|GPT)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|\b[\w.+-]+@[\w-]+\.\w+|\b0\d{2,4} ?\d{3,4} ?\d{3,4}\b")
_ORDERS = re.compile(
    r"(?:^|[.!?:;] +)(?:please |now |then |just |simply |do not |don't |never |always )*"
    r"(?:ignore|disregard|forget|click|visit|go to|see|read|call|phone|ring|email|write to|contact|"
    r"ask|tell|reply|answer|respond|follow|open|download|send|print|repeat|remember|note|pretend|"
    r"act as|say|check|consult|speak to|talk to|try|use|make sure|ensure|do)"
    r"(?= (?:the|an?|this|these|that|those|your|their|its|all|any|it|them|us|me|to|with|on|for|"
    r"previous|out|no|only|[a-z]+ing|https?)\b)",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou(?:'ll|'d)? (?:must|should|need|have|ought|can|could|may|might)\b", re.I)


def fault_in_manner(told: Told) -> str:
    """Return where a statement speaks of itself, or tells its reader to do something."""
    there = f"{told.quoted}\n{told.context}"
    for found in _OF_ITSELF.finditer(told.text):
        word = found.group()
        if word.lower() in {"i", "me", "my", "ai"} and (word != word.upper() or len(word) > 2):
            continue
        if not re.search(rf"\b{re.escape(word)}\b", there):
            return "It speaks of itself."
    for address in _ADDRESS.findall(told.text):
        if address not in plain(there):
            return f"It gives an address that its source does not: “{address}”."
    if _ORDERS.search(told.text) and not _ORDERS.search(there):
        return "It tells its reader to do something."
    if _YOU.search(told.said) and not re.search(r"\byou\b", there, re.IGNORECASE):
        return "It tells its reader to do something."
    return ""
