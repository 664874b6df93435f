"""Spelling of questions, repaired against the words of the documents.

A word is changed only where it is a word of neither the documents nor common English, and where
one word of the documents is clearly meant: by a noisy channel (Kernighan, Church and Gale 1990),
how often a word is used times how easily it is written so.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.domain import Document, Passage
from assistant.index.lexical import analyse
from assistant.retrieval.english import english_counts, is_english
from assistant.retrieval.misspelling import slip_cost, slipped_by_ear, slipped_by_finger, sound_of
from assistant.retrieval.shorthand import read_shorthand

# Shorter words have too many neighbours for any of them to be meant for sure.
SHORTEST = 4
# From this length two mistakes still leave a word that can be told.
LONG = 7
# The most slips in any word; a short one may have as many only where it sounds the same.
REACH = 2
# What a short word may cost to repair, in nats: one easy slip, or one by ear. A long one may be
# written with two slips of any kind.
SHORT_COST, LONG_COST = 3.5, 6.5
# Below this length a letter too many or in another's place makes names: "kang" is not "king".
TELLING = 6
# A word no list holds may be right all the same, a name or a new word: this likely, in nats. Of −16
# to −11 the highest at which the misspelt questions of evals/cases/tuning.jsonl are still mended.
UNHEARD_OF = -13.0
# The best reading must be this much likelier than the next, in nats; a quarter as likely is doubt.
MARGIN = 1.4
# How much the documents' use of a word counts beside that of English at large.
OWN_SHARE = 0.8
# Of the words as near as this, the likeliest are weighed letter by letter.
WEIGHED = 12
# Two words written as one are parted where each has this many letters and makes up this share of
# the documents: words that they are about, and not the halves of a name ("south", "end").
SHORTEST_HALF = 4
TOPICAL = 2e-4

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CHUNK = re.compile(r"\S+")
# Addresses, references and codes are no words, whatever letters they hold.
_ODD = re.compile(r"[@\\_#&=]|\d|://|\w\.\w")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)|(?<!\w)'[^']+'(?!\w)")
_EDGES = "()[]{}“”‘’\"'.,;:!?…–—-"
_SENTENCE_ENDS = (".", "!", "?", ":", "…")
_TAIL = re.compile(r"'(?:s|t|d|m|re|ve|ll)?$")
# First letters that are written for one another.
_INITIALS = tuple(map(frozenset, ("ckqs", "fp", "gj", "gkn", "rw", "aeiou", "sz", "ps")))

Buckets = Mapping[tuple[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text with its mistakes mended, and what was changed."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    """What was written and what it is read as, in the order of the text."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word that may be meant: what writing it so costs, and how likely it is, both in nats."""

    word: str
    cost: float
    score: float


def words_of(documents: Mapping[str, Document], passages: Iterable[Passage]) -> Counter[str]:
    """Return how often each case-folded word occurs in passages, headings and titles."""
    chunks: Counter[str] = Counter()
    headings: set[tuple[str, str]] = set()
    for passage in passages:
        chunks.update(passage.text.split())
        headings.update((passage.doc_id, heading) for heading in passage.headings)
    for _, heading in headings:
        chunks.update(heading.split())
    for document in documents.values():
        named = [document.source.title, document.source.publisher, document.source.voice]
        named += [part.title for part in document.parts]
        chunks.update(" ".join(named).split())
    words: Counter[str] = Counter()
    for chunk, times in chunks.items():
        for word in _WORD.findall(_folded(chunk)):
            words[word] += times
            halves = word.split("-")
            for half in [*halves, _TAIL.sub("", word)] if len(halves) > 1 or "'" in word else []:
                words[half] += times if half != word else 0
    return words


class Speller:
    """Repairs the spelling of questions; keeps nothing of them, and may serve many at once."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take the words of the documents, case-folded, with how often each occurs."""
        self._words = words
        self._total = max(sum(words.values()), 1)
        self._english_total = sum(english_counts().values())
        self._own = _buckets(words)
        self._shorthand = read_shorthand()

    def repaired(self, text: str) -> Repaired:
        """Return ``text`` with words mended, shorthand opened and words run together parted.

        What stands in quotation marks is left as it is.
        """
        quoted = [found.span() for found in _QUOTED.finditer(text)]
        places: list[tuple[int, int, str]] = []
        opens = True
        for chunk in _CHUNK.finditer(text):
            outside = not any(start < chunk.end() and chunk.start() < end for start, end in quoted)
            places.extend(self._read(chunk, opens) if outside else [(*chunk.span(), "")])
            opens = chunk.group().endswith(_SENTENCE_ENDS)
        heard = [_folded(read or text[start:end]) for start, end, read in places]
        made, changes, end_before = [], [], 0
        for place, (start, end, read) in enumerate(places):
            read = read or self._shorthand.read_between(heard, place) or ""
            if not read:
                continue
            heard[place] = _folded(read)
            made += [text[end_before:start], read]
            changes.append((text[start:end], read))
            end_before = end
        return Repaired("".join([*made, text[end_before:]]), tuple(changes))

    def known(self, word: str) -> bool:
        """Say whether a case-folded word is one of the documents or of common English."""
        head = _TAIL.sub("", word)
        return any(one in self._words or is_english(one) for one in (word, head))

    def meant(self, word: str) -> str | None:
        """Return the word of the documents that an unknown case-folded word is meant for, if any.

        Several words where they were run together.
        """
        if len(word) < SHORTEST:
            return None
        likely = self._likely(word)
        if not likely or not _may_be(word, likely[0]):
            return self._parted(word)
        best, *others = likely
        same = analyse(best.word)
        rival = next((o.score for o in others if analyse(o.word) != same), -math.inf)
        sure = best.word in self._words and best.score - rival >= MARGIN
        return best.word if sure else None

    def _read(self, chunk: re.Match[str], opens: bool) -> Iterator[tuple[int, int, str]]:
        """Yield the words of a chunk: start, end, and what each is read as, empty if as written."""
        whole = chunk.group().strip(_EDGES)
        start = chunk.start() + chunk.group().find(whole)
        written = _folded(whole)
        short = self._shorthand.words.get(written)
        if short and written not in self._words and _plain(whole)[1:] == written[1:]:
            yield start, start + len(whole), _as_written(short, whole)
            return
        if _ODD.search(whole) or not whole:
            yield start, start + len(whole), ""
            return
        for found in _WORD.finditer(_plain(whole)):
            word = whole[found.start() : found.end()]
            named = not word[1:].islower() or (word[0].isupper() and not opens)
            read = "" if named else self._mended(word)
            yield start + found.start(), start + found.end(), read

    def _mended(self, word: str) -> str:
        written = _folded(word)
        if written in self._shorthand.left_alone or self.known(written):
            return ""
        tail = found.group() if (found := _TAIL.search(written)) else ""
        head = written.removesuffix(tail)
        read = self._hyphened(head) if "-" in head else self.meant(head)
        return _as_written(read + tail, word) if read else ""

    def _hyphened(self, word: str) -> str | None:
        """Return a word with hyphens read as one word, or with its unknown parts mended."""
        parts = [part if self.known(part) else self.meant(part) for part in word.split("-")]
        joined = word.replace("-", "")
        if word == (mended := "-".join(part or "" for part in parts)) or self.known(joined):
            return None
        if mended in self._words:
            return mended
        return self.meant(joined) or (mended if all(parts) else None)

    def _likely(self, word: str) -> list[_Reading]:
        """Return the words near to ``word``, the likeliest first."""
        # The first letter is mostly right; others are tried where no word that begins so is near.
        near = dict(self._near(word, (word[0],))) or dict(self._near(word, _other_initials(word)))
        ranked = sorted(near, key=lambda one: (near[one], -self._use(one), one))[:WEIGHED]
        readings = [
            _Reading(one, cost := slip_cost(word, one), self._use(one) - cost) for one in ranked
        ]
        return sorted(readings, key=lambda reading: (-reading.score, reading.word))

    def _near(self, word: str, initials: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Yield words of the documents and of English near by, with how many slips away."""
        limit = 1 if len(word) < LONG else REACH
        sound = sound_of(word)
        lengths = range(len(word) - limit, len(word) + limit + 1)
        lists = (self._own, _english_buckets())
        for initial, length, buckets in product(initials, lengths, lists):
            among = buckets.get((initial, length), ())
            for one, distance, _ in process.extract(
                word, among, scorer=OSA.distance, score_cutoff=REACH, limit=None
            ):
                if distance <= limit or sound_of(one) == sound:
                    yield one, int(distance)

    def _use(self, word: str) -> float:
        """Return the logarithm of how often a word is used, in the documents and at large."""
        own = self._words.get(word, 0) / self._total
        at_large = english_counts().get(word, 0) / self._english_total
        return math.log(OWN_SHARE * own + (1 - OWN_SHARE) * at_large)

    def _parted(self, word: str) -> str | None:
        """Return the two words of the documents that were run together, where only two could be."""
        pairs = [
            (word[:place], word[place:])
            for place in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
        ]
        often, words = TOPICAL * self._total, self._words
        sure = [pair for pair in pairs if all(words.get(half, 0) >= often for half in pair)]
        return " ".join(sure[0]) if len(sure) == 1 else None


def _may_be(word: str, reading: _Reading) -> bool:
    """Say whether a reading is no more than a slip away, and likelier than a name or a new word."""
    if reading.cost > (SHORT_COST if len(word) < LONG else LONG_COST) or reading.score < UNHEARD_OF:
        return False
    easy = slipped_by_finger(word, reading.word) or slipped_by_ear(word, reading.word)
    return easy or len(word) >= TELLING


def _other_initials(word: str) -> list[str]:
    """Return the letters that the word meant may begin with where the first is a slip."""
    return sorted({word[1]}.union(*(alike for alike in _INITIALS if word[0] in alike)) - {word[0]})


@cache
def _english_buckets() -> Buckets:
    return _buckets(english_counts())


def _buckets(words: Iterable[str]) -> Buckets:
    """Return words by first letter and length, so that few are compared."""
    buckets: dict[tuple[str, int], list[str]] = {}
    for word in words:
        if len(word) >= SHORTEST:
            buckets.setdefault((word[0], len(word)), []).append(word)
    return buckets


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‑", "-")


def _folded(text: str) -> str:
    return _plain(text).lower()


def _as_written(read: str, written: str) -> str:
    """Return a reading with a capital where the word was written with one."""
    return read[:1].upper() + read[1:] if written[:1].isupper() else read
