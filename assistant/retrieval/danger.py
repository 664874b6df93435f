"""Whether somebody writes of a person in danger now, who needs a number to call and no quotation.

What is read is not words but ways of saying: a person, what happens to them, and when. A question
about such things (what a rule says, what happens if a child is harmed) names them too, but says of
nobody that it happens. Missing one is worse than a false alarm; the pieces, the signs and what
sets a sign aside are data in ``danger.toml``. Ways of saying that no sign knows are heard by their
meaning, learnt from the examples there.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

# Shorter words have too many neighbours that mean something else.
MIN_REPAIRED_CHARS = 6
# From this length on two letters may be wrong.
LONG_WORD_CHARS = 9
# What words of danger weigh together before they are taken for a sign without any known way of
# saying it, and what each kind weighs; chosen on half of the sentences of the table test.
ENOUGH, STRONG, WEAK, AFFAIRS = 3, 2, 1, -2
# How firmly the weights of meaning are held to be small. Of 0.3, 1 and 3 the middle one hears as
# many of the sentences that it has not learnt from and alarms at the fewest.
RIDGE = 1.0
# From -1, a calm question, to 1, somebody in danger: taken for danger above this. On sentences not
# learnt from it hears nine in ten, lower values few more.
HEARD = 0.1
# A model that takes more of the calm examples for danger than this, each left out of the learning
# in turn, cannot tell them apart, and is not listened to.
MOST_ALARMS = 0.05
# A sign may lean on this much of the sentence before it, which bounds the search as well.
MAX_SENTENCE_CHARS = 600

_SENTENCE = re.compile(r"[.?!;…]+(?:\s+|$)|\n+")
_SHORT_FORMS = tuple(
    (re.compile(rf"\b(?:{short})\b"), long)
    for short, long in (
        (r"cannot|can ?not|can'?t|cnt|couldn'?t|could not|carnt", "can not"),
        (r"won'?t|wnt|wouldn'?t", "will not"),
        (r"(do|does|did|is|are|has|have|was|were|should)n'?t", r"\1 not"),
        (r"dnt|dont", "do not"),
        (r"ain'?t|int", "is not"),
        (r"i'?m|iam", "i am"),
        (r"i'?ve", "i have"),
        (r"(he|she|it|that|there|who|what|here)'?s", r"\1 is"),
        (r"(they|you)'?re", r"\1 are"),
        (r"(they|you|we)'?ve", r"\1 have"),
        (r"we're", "we are"),
        (r"(i|he|she|they|we|it)'ll", r"\1 will"),
        (r"(i|he|she|they|we)'d", r"\1 would"),
        (r"theyll|theyd", "they will"),
        (r"wanna|want 2|wana", "want to"),
        (r"gonna|gunna|gona|goin to|going 2", "going to"),
        (r"tryna", "trying to"),
        (r"sum(?:1|one)|some1", "someone"),
        (r"(?:wanting|trying|wants|need) 2", "wants to"),
        (r"n|nd|&", "and"),
        (r"rn", "right now"),
        (r"2nite|2night|tonite", "tonight"),
        (r"kms", "kill myself"),
    )
)


def tells_of_danger(text: str) -> bool:
    """Say whether a question is that of somebody in danger, or near a person who is."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("‘", "'")
    sentences = [_plainly(part) for part in _SENTENCE.split(plain) if part.strip()]
    whole = " ".join(sentences)
    return _weighs(sentences, whole) or any(
        _happens(found, sentence[at : at + MAX_SENTENCE_CHARS], whole)
        for sentence in sentences
        for at in range(0, len(sentence), MAX_SENTENCE_CHARS // 2)
        for sign in _signs()
        for found in sign.finditer(sentence[at : at + MAX_SENTENCE_CHARS])
    )


class DangerListener:
    """Hears by meaning, in sentence vectors, what `tells_of_danger` knows no way of saying.

    Least squares with a penalty (Hoerl and Kennard 1970) over the vectors of the examples, learnt
    in one step when made, so that any embedding model will do that can tell them apart. Safe to
    share between threads.
    """

    def __init__(self, embed_all: Callable[[list[str]], Sequence[Sequence[float]]]) -> None:
        """Learn from the examples; ``embed_all`` returns a vector of length 1 for each text."""
        urgent, calm = examples()
        vectors = _with_constant(embed_all([*urgent, *calm]))
        meant = np.repeat([1.0, -1.0], [len(urgent), len(calm)])
        penalty = RIDGE * np.eye(vectors.shape[1])
        learnt = np.linalg.solve(vectors.T @ vectors + penalty, vectors.T)
        self._weights = learnt @ meant
        # What each example would get from the others alone (Allen 1974).
        own = np.einsum("ij,ji->i", vectors, learnt)
        left_out = (vectors @ self._weights - own * meant) / (1 - own)
        self._fit = bool(np.mean(left_out[len(urgent) :] > HEARD) <= MOST_ALARMS)

    def score(self, vector: Sequence[float]) -> float:
        """Return how near a question's vector is to danger, about -1 to 1."""
        return float((_with_constant([vector]) @ self._weights)[0])

    def hears(self, vector: Sequence[float]) -> bool:
        """Say whether the question with this vector is that of somebody near danger."""
        return self._fit and self.score(vector) > HEARD


def examples() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the example sentences: of somebody in danger, and of questions about such things."""
    held = _data()["examples"]
    return tuple(held["urgent"].strip().splitlines()), tuple(held["calm"].strip().splitlines())


def _with_constant(vectors: Sequence[Sequence[float]]) -> npt.NDArray[np.float64]:
    rows = np.asarray(vectors, dtype=np.float64)
    return np.hstack([rows, np.ones((len(rows), 1))])


def _weighs(sentences: list[str], whole: str) -> bool:
    """Say whether what is told of somebody, and not asked, is full of words of danger."""
    frames, words = _frames(), _words()
    told = " ".join(
        sentence
        for sentence in sentences
        if frames["meant"].search(sentence)
        and not frames["asks"].search(sentence)
        and not frames["reports"].search(sentence)
        and not (frames["past"].search(sentence) and not frames["now"].search(sentence))
    )
    weight = sum(
        each * len(set(words[kind].findall(text)))
        for kind, each, text in (
            ("strong", STRONG, told),
            ("weak", WEAK, told),
            ("affairs", AFFAIRS, whole),
        )
    )
    return weight >= ENOUGH


def _happens(found: re.Match[str], sentence: str, whole: str) -> bool:
    """Say whether a sign is told of somebody, and not asked about, supposed or long past."""
    frames = _frames()
    before = sentence[: found.start()]
    up_to_here = sentence[: found.end()]
    now = frames["now"].search(sentence)
    if frames["denied"].search(before) or frames["reports"].search(up_to_here):
        return False
    if frames["past"].search(sentence) and not now:
        return False
    if frames["appeals"].search(whole):
        return True
    if frames["supposes"].search(up_to_here) and frames["asks"].search(sentence):
        return False
    return bool(not frames["asks"].search(sentence) or frames["meant"].search(sentence))


def _plainly(sentence: str) -> str:
    """Return a sentence in lower case without punctuation, short forms and slips written out."""
    for short, long in _SHORT_FORMS:
        sentence = short.sub(long, sentence)
    words = re.findall(r"[^\W_]+", sentence.replace("'", ""))
    return " ".join(_repaired(word) for word in words)


@cache
def _data() -> dict[str, dict[str, str]]:
    raw = files("assistant.retrieval").joinpath("danger.toml").read_text(encoding="utf-8")
    read: dict[str, dict[str, str]] = tomllib.loads(raw)
    return read


def filled(pattern: str, pieces: dict[str, str]) -> str:
    """Return a pattern with each piece that it names written out, and theirs in turn."""
    return re.sub(
        r"\{([a-z_]+)\}", lambda named: f"(?:{filled(pieces[named[1]], pieces)})", pattern
    )


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    data = _data()
    return tuple(
        re.compile(filled(pattern, data["pieces"]))
        for patterns in data["signs"].values()
        for pattern in patterns
    )


@cache
def _frames() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _data()["frames"].items()}


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _data()["words"].items()}


@cache
def _vocabulary() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words to mend, in order, and all words that are right as they are."""
    repaired = tuple(sorted(set(_data()["spelling"]["repaired"].split())))
    return repaired, frozenset(repaired) | frozenset(_data()["spelling"]["right"].split())


def _repaired(word: str) -> str:
    """Return the word of danger that a slip of one or two letters made into ``word``, or it."""
    repaired, right = _vocabulary()
    if len(word) < MIN_REPAIRED_CHARS or word in right:
        return word
    allowed = 2 if len(word) >= LONG_WORD_CHARS else 1
    near = (
        (_distance(word, meant, allowed), meant) for meant in repaired if _may_mean(word, meant)
    )
    edits, meant = min(near, default=(allowed + 1, word))
    return meant if edits <= allowed else word


def _may_mean(word: str, meant: str) -> bool:
    """Say whether a word may be a slip: begun alike, and not the same word with another ending."""
    return meant[0] == word[0] and not (meant.startswith(word) or word.startswith(meant))


def _distance(word: str, meant: str, allowed: int) -> int:
    """Return how many letters differ: the restricted edit distance of Damerau (1964)."""
    if abs(len(word) - len(meant)) > allowed:
        return allowed + 1
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(meant, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and word[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
