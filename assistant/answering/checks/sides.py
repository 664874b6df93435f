"""What stands on either side of the verb, whoever acts: two things may not change sides."""

from __future__ import annotations

import re

from assistant.answering.checks.plain import plain_words, roots

_BE = r"\b(?:is|are|was|were|be|been|being|get|gets|got)\b(?: (?:not|also|then|\w+ly)){0,2} "
_PARTICIPLE = r"(?P<verb>\w+(?:ed|en|id|ne|un|lt|nt|ld|et|ut|ght))\b"
_PASSIVE = re.compile(rf"{_BE}(?:\w+ )?{_PARTICIPLE}(?: [\w',-]+){{0,3}}? by\b")
_AGENTLESS = re.compile(rf"{_BE}{_PARTICIPLE}(?! by\b)")
_ACTIVE = re.compile(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?P<verb>\w+ed)\b"
)
_VERB = re.compile(
    r"\b(?:must|should|shall|will|may|can|could|would|cannot|"
    r"(?:is|are|was|were) (?:\w+ )?(?:expected|required|obliged|responsible|accountable|due)|"
    r"(?:has|have) (?:a |an |the |no )?(?:\w+ )?(?:duty|duties|role|responsibilit\w+|power)|"
    r"(?:has|have|need|needs) to|do not have to|does not have to)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:under|in|as|by|for|at|during|where|when|if|while|from|to)\b[^,]*,\s*", re.I
)
_END = re.compile(r"[;:]|, (?:and|but|while|which|who)\b")


def passive(sentence: str) -> re.Match[str] | None:
    """Return where a sentence says in the passive by whom something is done."""
    return _PASSIVE.search(sentence)


def fault_around_verb(said: str, source: str) -> str:
    """Return what a sentence has before the verb that its source has after it, and turned about."""
    mine, theirs = _sides(said), _sides(source)
    if mine and theirs:
        moved_right = (mine[1] - mine[0]) & (theirs[0] - theirs[1])
        moved_left = (mine[0] - mine[1]) & (theirs[1] - theirs[0])
        if moved_right and moved_left and bool(passive(said)) == bool(passive(source)):
            return f"It has “{sorted(moved_left)[0]}” and “{sorted(moved_right)[0]}” the other way."
    suffered = {found["verb"] for found in _AGENTLESS.finditer(source)}
    for found in _ACTIVE.finditer(said):
        if found["verb"] in suffered and not re.search(
            rf"\b(?:is|are|was|were|be|been|being|as)\b(?: \w+){{0,3}} {found['verb']}\b", said
        ):
            return f"It says who “{found['verb']}”, which its source does not."
    return ""


def _sides(sentence: str) -> tuple[set[str], set[str]] | None:
    """Return the words of matter before and after the first verb that says what must or may be."""
    bare = _BEFORE.sub("", sentence)
    verb = _VERB.search(bare)
    if verb is None:
        return None
    before, after = _END.split(bare[: verb.start()])[-1], _END.split(bare[verb.end() :])[0]
    return _matter(before), _matter(after)


def _matter(text: str) -> set[str]:
    general = plain_words().general - {"person", "place", "part"}
    return {word for word in roots(text) if word not in general}
