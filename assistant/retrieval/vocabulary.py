"""Readers' words and the words of official guidance for the same things.

Two editors' files hold them: ``vocabulary.toml`` beside this module, of use for any guidance, and
``vocabulary.toml`` beside the documents, which adds the words of their field.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import Expansion
from assistant.errors import CorpusError
from assistant.index.lexical import analyse

FILENAME = "vocabulary.toml"
GENERAL = Path(__file__).with_name(FILENAME)

# What an editor writes where other words may come between, and how many of them may.
GAP = "…"
MAX_BETWEEN = 4
# An entry with more means than this says everything and so nothing.
MAX_MEANS = 6
# Phrases of one question that are looked up: a long letter is not drowned in words it never used.
MAX_EXPANSIONS = 6
# What a word of guidance counts in the lexical ranking beside one of the reader's. Of 0.1 to 1 the
# best on evals/cases/tuning.jsonl, and no loss on consistency.jsonl, measured by hit@1, 5 and 10.
WEIGHT = 0.5

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# A phrase does not run on from one sentence to the next.
_WORD_OR_END = re.compile(rf"{_WORD.pattern}|[.?!;:]")
_HEADER = re.compile(r"\s*\[\[\s*(?P<name>[^\]]*?)\s*\]\]")
_TOML_PLACE = re.compile(r"\s*\((?:at line (?P<line>\d+), column \d+|at end of document)\)$")

# Endings by which forms of one word differ: not "public" and "publication", which share a stem.
_INFLECTION = re.compile(r"(?:e|y|'?s|es|e?d|ing|ies|ied|[bdglmnprt](?:ed|ing))?")

_Texts = Annotated[tuple[str, ...], Field(min_length=1)]


class Entry(BaseModel):
    """What readers say, what guidance calls it, and why the two belong together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: _Texts
    means: Annotated[tuple[str, ...], Field(min_length=1, max_length=MAX_MEANS)]
    why: Annotated[str, Field(min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    entry: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as written in small letters, and its stem; the end of a sentence has no stem."""

    text: str
    stem: str

    def is_form_of(self, other: _Word) -> bool:
        """Say whether two words are one, whatever their endings."""
        if self.stem != other.stem:
            return False
        pairs = zip(self.text, other.text, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return all(_INFLECTION.fullmatch(word.text[shared:]) for word in (self, other))


_Text = tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase to look for: words, each with how many others may stand before it."""

    words: tuple[_Word, ...]
    gaps: tuple[int, ...]

    def places(self, text: _Text, start: int) -> tuple[int, ...] | None:
        """Return where the phrase's words stand if it begins at ``start``, else none."""
        found: list[int] = []
        for word, gap in zip(self.words, self.gaps, strict=True):
            place = next((p for p in _reach(text, start, gap) if word.is_form_of(text[p])), None)
            if place is None:
                return None
            found.append(place)
            start = place + 1
        return tuple(found)


def weighted(expansions: Iterable[Expansion]) -> dict[str, float]:
    """Return the stems of what expansions mean, each with its weight beside the question's 1."""
    return {
        stem: WEIGHT
        for expansion in expansions
        for mean in expansion.means
        for stem in analyse(mean)
    }


class Vocabulary:
    """Readers' words and what guidance calls the same things; safe to share between threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Hold ``entries``; of a phrase that stands in several, the means are put together."""
        means: dict[_Phrase, dict[str, None]] = {}
        for entry in entries:
            for phrase in map(_phrase, entry.says):
                means.setdefault(phrase, {}).update(dict.fromkeys(entry.means))
        self._means = {phrase: tuple(known) for phrase, known in means.items()}
        self._by_first: dict[str, list[_Phrase]] = {}
        for phrase in self._means:
            self._by_first.setdefault(phrase.words[0].stem, []).append(phrase)

    @classmethod
    def read(cls, corpus: Path) -> Vocabulary:
        """Return the general vocabulary and what the folder ``corpus`` adds, which comes first.

        Raises `CorpusError` where a file is not valid: it names the line and the next step.
        """
        own = corpus / FILENAME
        added = read_entries(own) if own.exists() else ()
        return cls((*added, *read_entries(GENERAL)))

    def expansions(self, text: str) -> tuple[Expansion, ...]:
        """Return what guidance calls the things that ``text`` names, in the order of the text.

        Whole words and phrases are matched, whatever their endings; the longest first, and no word
        twice. What the text says in the words of guidance already is left out. At most
        `MAX_EXPANSIONS`.
        """
        words = _words(text)
        expansions: dict[int, Expansion] = {}
        taken: set[int] = set()
        for places, phrase in self._matches(words):
            if taken.intersection(places):
                continue
            taken.update(places)
            new = tuple(mean for mean in self._means[phrase] if not _uses(words, mean))
            if new:
                said = " ".join(words[place].text for place in places)
                expansions[places[0]] = Expansion(said, new)
            if len(expansions) == MAX_EXPANSIONS:
                break
        return tuple(expansions[place] for place in sorted(expansions))

    def _matches(self, words: _Text) -> list[tuple[tuple[int, ...], _Phrase]]:
        """Return the phrases that stand in a text and where, the longest first."""
        found = [
            (places, phrase)
            for start, word in enumerate(words)
            for phrase in self._by_first.get(word.stem, ())
            if (places := phrase.places(words, start))
        ]
        # Of two as long, the one without a gap is the surer. The sort keeps the files' order.
        return sorted(
            found, key=lambda match: (-len(match[0]), match[0][-1] - match[0][0], match[0])
        )


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Return the entries of an editors' file.

    Raises `CorpusError` where it is not valid: it names the line and the next step.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read: {error}.", "Save it as UTF-8 text.") from error
    try:
        entries = _File.model_validate(tomllib.loads(text)).entry
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, text, str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        line = _line(text, first["loc"])
        what, next_step = _explained(first["loc"], first["type"])
        raise CorpusError(f"{path}, line {line}: {what}", next_step) from error
    _check_phrases(path, text, entries)
    return entries


def _syntax_error(path: Path, text: str, message: str) -> CorpusError:
    place = _TOML_PLACE.search(message)
    line = (place and place["line"]) or len(text.splitlines())
    return CorpusError(
        f"{path}, line {line}: this cannot be read: {_TOML_PLACE.sub('', message)}.",
        "Look there and at the line before for a quotation mark, a comma or a bracket that is "
        "missing or too many.",
    )


def _explained(place: Sequence[int | str], kind: str) -> tuple[str, str]:
    """Return what is wrong with a file's value at ``place``, and what to do, in plain words."""
    name = next((part for part in reversed(place) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return f"“{name}” is not known here.", "Write [[entry]] with says, means and why."
    if kind == "missing":
        return f"the entry has no “{name}”.", "Give it says, means and why."
    if kind == "too_long":
        return f"“{name}” has more than {MAX_MEANS} words.", "Keep the most usual ones."
    if name == "why":
        return "“why” must be a short reason.", 'Write why = "…".'
    return f"“{name}” must be a list of words.", f'Write {name} = ["…", "…"].'


def _check_phrases(path: Path, text: str, entries: Sequence[Entry]) -> None:
    """Refuse a phrase without words and one that stands in two entries."""
    owner: dict[_Phrase, int] = {}
    for number, entry in enumerate(entries):
        line = _line(text, ("entry", number))
        for said in (*entry.says, *entry.means):
            if not all(_WORD.search(piece) for piece in said.split(GAP)):
                raise CorpusError(
                    f"{path}, line {line}: “{said}” lacks words.",
                    f"Write words, and {GAP} only between words.",
                )
        for said in entry.says:
            before = owner.setdefault(_phrase(said), number)
            if before != number:
                raise CorpusError(
                    f"{path}, line {line}: “{said}” stands in the entry of line "
                    f"{_line(text, ('entry', before))} too.",
                    "Keep it in one of them.",
                )


def _line(text: str, place: Sequence[int | str]) -> int:
    """Return the line, from 1, of the table that ``place`` lies in; 1 where there is none."""
    number = next((part for part in place if isinstance(part, int)), 0)
    headers = (
        line
        for line, written in enumerate(text.splitlines(), start=1)
        if (header := _HEADER.match(written)) and header["name"] == place[0]
    )
    return next((line for count, line in enumerate(headers) if count == number), 1)


def _phrase(said: str) -> _Phrase:
    pieces = [_words(piece) for piece in said.split(GAP)]
    gaps = [
        MAX_BETWEEN if place and not at else 0
        for place, piece in enumerate(pieces)
        for at in range(len(piece))
    ]
    return _Phrase(tuple(word for piece in pieces for word in piece), tuple(gaps))


def _words(text: str) -> _Text:
    plain = unicodedata.normalize("NFKC", text.replace("’", "'").replace(GAP, " ")).lower()
    return tuple(_Word(word, _stem(word)) for word in _WORD_OR_END.findall(plain))


def _stem(word: str) -> str:
    """Return a word's stem; a stop word is its own, marked.

    Stop words are kept, for "in charge of" is made of them, and marked, so that the name "Downs",
    whose stem is "down", is not taken for one.
    """
    if not _WORD.fullmatch(word):
        return ""
    return " ".join(analyse(word)) or f"={word}"


def _reach(text: _Text, start: int, gap: int) -> Iterator[int]:
    """Yield the places from ``start`` on, ``gap`` words passed over, within one sentence."""
    for place in range(start, min(start + gap + 1, len(text))):
        if not text[place].stem:
            return
        yield place


def _uses(words: _Text, mean: str) -> bool:
    """Say whether a text uses the words of ``mean`` already."""
    phrase = _phrase(mean)
    return any(phrase.places(words, start) for start in range(len(words)))
