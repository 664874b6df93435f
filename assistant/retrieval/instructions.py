"""What in a question speaks to the assistant and not of the documents, set aside before the search.

Judged by who is spoken to and of what: an order to ignore rules, to be somebody else, to say given
words or to show how it works; a label that claims a role; markup; and text in code. A question that
only talks of orders, roles or systems is left whole. Once something is set aside, of the rest only
what asks is kept: what merely tells is then part of the same attempt. The ways of giving orders
are data, in ``instructions.toml``.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.retrieval.danger import filled
from assistant.retrieval.parts import sentences

# Shorter runs of letters and figures are names and references, not messages in code.
MIN_CODED_CHARS = 16
# So many everyday words make a message of what reads as none before it is turned round.
MIN_DECODED_WORDS = 3

_EVERYDAY = frozenset(
    "the a an and of to in that is are was it with for on as by you your say word words rules "
    "ignore forget answer answers only nothing else all there them reply write print do not this "
    "from be or must please boards board documents instructions should which who what how".split()
)
_LOOKALIKES = str.maketrans("АВЕЅІКМНОРСТХаеорсухіѕԁһӏ", "ABESIKMHOPCTXaeopcyxisdhl")
_LEET = str.maketrans("0134579$@", "oieastgsa")

_HIDDEN = re.compile(
    r"<!--.*?(?:-->|$)|"
    r"<(?P<tag>script|style|system|assistant|user|instructions?|prompt|h[1-6]|blockquote|iframe|"
    r"marquee|template|svg|object)\b[^>]*>.*?</(?P=tag)\s*>|"
    r"\{\{.*?\}\}(?:.*\{\{/.*?\}\})?|\{%.*?%\}|\$\{.*?\}|"
    r"#{2,}[^#\n]+#{2,}.*?#{2,}\s*end\s*#{2,}|"
    r"\{\s*[\"'][^{}]*\}|!?\[[^\]]*\]\([^)]*\)|"
    r"\[\[[^\]]*\]\]|\[/?(?:[A-Z]{3,}[ _]?){1,5}\]|\[/?INST\]|<\|[^|>]*\|>|"
    r"['\"]\s*;\s*(?:DROP|DELETE|INSERT|UPDATE|SELECT)\b.*?--|"
    r"\x1b?\[\d{1,3}(?:;\d{1,3})*[A-Za-z](?![a-z])|\x1b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FORMATTING = re.compile(r"</?(?:b|i|em|strong|u|br|p|span|sup|sub|li|ul|ol|a)\b[^<>]*>", re.I)
_CODED = re.compile(
    rf"\(?\b(?:0x[0-9a-fA-F]{{{MIN_CODED_CHARS},}}|[0-9a-fA-F]{{{2 * MIN_CODED_CHARS},}}|"
    rf"[A-Za-z0-9+/]{{{MIN_CODED_CHARS},}}={{0,2}})(?:\)|(?=\W|$))"
)
_MORSE = re.compile(r"(?:[.\-–·]{1,6}[ /]+){3,}[.\-–·]{1,6}")

_ROLE = re.compile(
    r"^\W*(?:system|assistant|developer|admin(?:istrator)?|operator|root|override|"
    r"(?:\w+ )?(?:override|mode)|important|developer message|user)\s*(?:here)?\s*[:#>.]\s*\S|"
    r"^\W*(?:from|notice from|message from|this is)\b[^.?!:]{0,60}?(?:\b(?:team|vendor|developers?|"
    r"police|administrator|operator|support)\b|:|\(privileged\))|"
    r"^\W*(?:stop|new task|new rules)\W*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:–—]\s+(?:and |then |also |so |but )*|\s+(?:and|then|n|&)\s+(?=(?:then|also|please|just|"
    r"ignore|forget|print|say|write|tell|whats|answer|reply|respond|start|end|begin|cite|don)\b)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:what(?:[’']?s)?|which|who(?:[’']?s)?|whose|how|when|where|why|(?:at|in|on|under|by|from|"
    r"for|to|of|within) (?:what|which|whom)|is|are|was|were|does|do|did|has|have|can|could|may|"
    r"must|shall|should|will|would|whether|if)\b",
    re.IGNORECASE,
)
# What is claimed and not asked is still a thing to look up.
_CLAIM = re.compile(
    r"\b(?:i put it to you|confirm|admit|accept|you agree(?: don[’']?t you)?|(?:what )?you(?:r|"
    r"[’']?re| are) "
    r"saying(?: is)?) that (?P<claim>[^;:“\"]+)",
    re.IGNORECASE,
)
# These begin a clause that tells as well: ", which is the case".
_RELATIVE = re.compile(r"(?:which|who|whose|where|when|if|whether|have|do|will)\b", re.IGNORECASE)
_TELL_ME = re.compile(
    r"^(?:and |then |also |please |now )*(?:tell me|say|explain|let me know|i(?:[’']d like| "
    r"want) to know)\s+"
    r"(?=(?:what|which|who|how|when|where|why|whether|if)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A question without what speaks to the assistant."""

    question: str
    """What is left to ask; empty where nothing is."""
    set_aside: bool
    """Whether anything was taken out."""


def without_instructions(text: str) -> Heard:
    """Return what ``text`` asks of the documents, and whether something else was set aside.

    A text that holds nothing but a question comes back as it is, to the letter.
    """
    plain, disguised = _undisguised(text)
    bare, hidden = _unmarked(plain)
    told = sentences(bare)
    asking = sum(sentence.rstrip(" \"'”’)").endswith("?") for sentence in told)
    orders = [_is_order(s) or (bool(asking) and _is_order_beside(s)) for s in told]
    if not (disguised or hidden or any(orders)):
        return Heard(text, False)
    kept = [_asked(sentence, order) for sentence, order in zip(told, orders, strict=True)]
    return Heard(" ".join(sentence for sentence in kept if sentence), True)


def _undisguised(text: str) -> tuple[str, bool]:
    """Return a text with letters of other alphabets that pass for Latin ones replaced."""
    words = re.split(r"(\s+)", text)
    mixed = [
        word.translate(_LOOKALIKES) if re.search(r"[а-яА-ЯІіѕԁһӏ]", word) else word
        for word in words
    ]
    latin = [
        new if new.isascii() and re.search("[A-Za-z]", new) else old
        for new, old in zip(mixed, words, strict=True)
    ]
    return "".join(latin), latin != words


def _unmarked(text: str) -> tuple[str, bool]:
    """Return a text without markup and messages in code, and whether there were any."""
    bare = _HIDDEN.sub(" ", text)
    bare = _MORSE.sub(" ", _CODED.sub(lambda f: " " if _is_coded(f.group()) else f.group(), bare))
    hidden = bare != text
    formatted = _FORMATTING.sub("", bare)
    return (_TAGS.sub(" ", formatted), hidden or _TAGS.search(formatted) is not None)


def _is_coded(run: str) -> bool:
    """Say whether a run of letters and figures is a message in code: it decodes to words."""
    run = run.strip("()")
    try:
        if run.startswith("0x") or re.fullmatch(r"[0-9a-fA-F]+", run):
            raw = bytes.fromhex(run.removeprefix("0x"))
        else:
            raw = base64.b64decode(run + "=" * (-len(run) % 4), validate=True)
    except (ValueError, binascii.Error):
        return False
    decoded = raw.decode("ascii", errors="replace")
    return all(c.isprintable() and c != "�" for c in decoded) and " " in decoded


def _is_order(sentence: str) -> bool:
    """Say whether a sentence, or what it decodes to, speaks to the assistant."""
    return (
        bool(_ROLE.match(sentence))
        or any(order.search(sentence) for order in _orders())
        or _in_code(sentence)
    )


def _is_order_beside(sentence: str) -> bool:
    """Say whether a sentence that asks nothing orders something, where another sentence asks."""
    asks = sentence.rstrip(" \"'”’)").endswith("?") or _TELL_ME.match(sentence)
    return not asks and any(order.search(sentence) for order in _orders_beside())


@cache
def _data() -> dict[str, Any]:
    raw = files("assistant.retrieval").joinpath("instructions.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def _orders() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(filled(pattern, _data()["pieces"]), re.IGNORECASE)
        for patterns in _data()["orders"].values()
        for pattern in patterns
    )


@cache
def _orders_beside() -> tuple[re.Pattern[str], ...]:
    beside = _data()["beside_a_question"].values()
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in beside)


def _in_code(sentence: str) -> bool:
    """Say whether a sentence makes words only when turned round, shifted or its figures read."""
    words = re.findall(r"[a-z]+", sentence.lower())
    readings = (codecs.encode(sentence.lower(), "rot13"), sentence.lower()[::-1])
    known = sum(word in _EVERYDAY for word in words)
    if any(
        _everyday(reading) >= MIN_DECODED_WORDS and _everyday(reading) > known
        for reading in readings
    ):
        return True
    mixed = re.findall(r"\b(?=\w*[a-z])(?=\w*\d)\w+\b", sentence.lower())
    read = sentence.lower().translate(_LEET)
    return (
        len(mixed) >= MIN_DECODED_WORDS
        and _everyday(read) > known
        and any(order.search(read) for order in _orders())
    )


def _everyday(text: str) -> int:
    return sum(word in _EVERYDAY for word in re.findall(r"[a-z]+", text))


def _asked(sentence: str, order: bool) -> str:
    """Return what a sentence asks, in a text that also gives orders; empty where it only tells."""
    clauses = _clauses(sentence)
    kept = [clause for clause in clauses if not (order and _is_order(clause))]
    closed = sentence.rstrip(" \"'”’)").endswith((".", "!"))
    for place, clause in enumerate(kept):
        opened = _TELL_ME.match(clause)
        tells = closed and _RELATIVE.match(clause)
        if opened or (_QUESTION.match(clause) and not tells):
            rest = kept[place + 1 :] if not order else []
            return ", ".join([clause[opened.end() if opened else 0 :], *rest]).strip()
    claim = _CLAIM.search(sentence)
    if claim:
        return claim["claim"].strip(" ,.")
    return sentence if not order and sentence.rstrip().endswith("?") else ""


def _clauses(sentence: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE.split(sentence) if clause and clause.strip()]
