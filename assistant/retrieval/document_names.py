"""What a question calls a document by: title, a part of it, publisher, year, reference number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Document, Passage
from assistant.index.lexical import STOP_WORDS, analyse
from assistant.retrieval.publications import Scope, called_by

# A title of as many words is nobody's turn of phrase; a shorter one must be told from one.
LONG_TITLE = 4
# Words after "note on" that may still tell which note.
MOST_TOLD = 9
# What so many documents may be called names none of them.
MOST_NAMED = 4

# What a publication is called; the general words say nothing of which.
_GENERAL = "paper papers document documents text publication publications"
_PARTICULAR = (
    "guidance guide guides note notes handbook report reports pack minutes agenda consultation "
    "response proposal proposals circular leaflet factsheet toolkit framework manual code briefing "
    "statement memorandum review"
)
_NOUNS = frozenset(f"{_GENERAL} {_PARTICULAR}".split())
_GENERAL_STEMS = frozenset(analyse(_GENERAL))
# Words before a name that ask for it and are no part of it.
_ASKING = frozenset("quote cite show see read check compare summarise explain using per".split())
_JOINING = ("on", "about", "of", "for", "from", "by")
_LITTLE = frozenset(("the", "a", "an", "of", "for", "and", "to", "in", "on", "by"))

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CODE = re.compile(r"\b[A-Za-z]{2,6}[- ]?\d{3,}[A-Za-z0-9]*\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAYING = (
    r"says?|said|states?|stated|writes?|wrote|written|cites?|cited|expects?|expected|recommends?|"
    r"recommended|proposes?|proposed|puts? it|describes?|described|tells?|told|means?|meant"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Where a question calls documents by name, and the documents or parts that it may mean."""

    start: int
    end: int
    scopes: tuple[Scope, ...]


class DocumentNames:
    """The names of the documents of an index; safe to share between threads."""

    def __init__(self, documents: Mapping[str, Document], passages: Sequence[Passage]) -> None:
        """Take the titles, publishers and dates of ``documents`` and of their parts."""
        self._passages = passages
        self._known = [known for document in documents.values() for known in called_by(document)]
        self._titles: dict[str, list[tuple[list[str], Scope]]] = {}
        for known in self._known:
            for title in known.titles:
                words = [word.casefold() for word in _WORD.findall(title)]
                if words:
                    self._titles.setdefault(words[0], []).append((words, known.scope))
        self._publishers = {
            name: [known.scope for known in self._known if name in known.publishers]
            for name in sorted({name for known in self._known for name in known.publishers})
        }
        self._in_running_text: dict[str, bool] = {}

    def find(self, text: str, places: Sequence[tuple[int, int]] = ()) -> list[Named]:
        """Return the documents that ``text`` names, in order, none within another.

        ``places`` are where it names paragraphs and the like: what stands beside one is a name.
        """
        kept: list[Named] = []
        # A title says most surely which document is meant; of two names the longer.
        for found in (
            self._by_title(text, places),
            self._by_code(text),
            self._by_noun(text),
            self._by_publisher(text),
        ):
            for named in sorted(found, key=lambda named: (named.start - named.end, named.start)):
                if not any(named.start < other.end and other.start < named.end for other in kept):
                    kept.append(named)
        return sorted(kept, key=lambda named: named.start)

    def _by_title(self, text: str, places: Sequence[tuple[int, int]]) -> Iterator[Named]:
        words = list(_WORD.finditer(text))
        folded = [word.group().casefold() for word in words]
        for at, first in enumerate(folded):
            fitting = [
                (title, scope)
                for title, scope in self._titles.get(first, ())
                if folded[at : at + len(title)] == title
            ]
            longest = max((len(title) for title, _ in fitting), default=0)
            scopes = [scope for title, scope in fitting if len(title) == longest]
            if not scopes:
                continue
            start, end = words[at].start(), words[at + longest - 1].end()
            if self._is_title(text, start, end, longest, places):
                yield Named(start, end, _unique(scopes))

    def _is_title(
        self, text: str, start: int, end: int, length: int, places: Sequence[tuple[int, int]]
    ) -> bool:
        """Say whether words that are a title are meant as one, and are no turn of phrase."""
        if length >= LONG_TITLE or _quoted(text, start, end):
            return True
        if length == 1 and not text[start].isupper():
            return False
        if any(beside(text, (start, end), place) for place in places):
            return True
        if length == 1:
            return False
        capitals = [w[0].isupper() for w in text[start:end].split() if w.lower() not in _LITTLE]
        opens = not text[:start].rstrip() or text[:start].rstrip()[-1] in ".?!:"
        if all(capitals) or (capitals[0] and not opens):
            return True
        return not self._runs(text[start:end].lower())

    def _runs(self, phrase: str) -> bool:
        """Say whether a phrase occurs in the running text of the documents, in small letters."""
        if phrase not in self._in_running_text:
            self._in_running_text[phrase] = any(phrase in p.text for p in self._passages)
        return self._in_running_text[phrase]

    def _by_noun(self, text: str) -> Iterator[Named]:
        """Yield names such as "the executive lead guidance" and "the paper on equal access"."""
        words = list(_WORD.finditer(text))
        for at, word in enumerate(words):
            noun = re.sub(r"['’]s?$", "", word.group().lower())
            if noun not in _NOUNS:
                continue
            before = _run_before(text, words, at)
            told = text[words[before].start() : word.start()]
            if scopes := self._fitting(told, noun):
                yield Named(words[before].start(), word.end(), scopes)
                continue
            for last in range(_run_after(text, words, at), at + 1, -1):
                if words[last].group().lower() in STOP_WORDS:
                    continue
                told = text[words[at + 1].end() : words[last].end()]
                if scopes := self._fitting(told, noun):
                    yield Named(word.start(), words[last].end(), scopes)
                    break

    def _fitting(self, told: str, noun: str) -> tuple[Scope, ...]:
        """Return what all the words of a name are true of; none where that is too many."""
        stems = set(analyse(told))
        kind = set(analyse(noun)) - _GENERAL_STEMS
        own = [
            known
            for known in self._known
            if stems
            and stems <= known.title_stems | known.by_stems | known.kind_stems
            and stems & (known.title_stems | known.lead_stems) - kind
        ]
        exact = [k for k in own if kind <= k.title_stems | k.kind_stems]
        # Whatever a publication is, people may call it guidance or a report.
        loose = [k for k in own if stems & k.lead_stems or len(stems & k.title_stems) > 1]
        fitting = exact or loose
        years = {stem for stem in stems if _YEAR.fullmatch(stem)}
        # A year says first when a document was published, and only then what it is about.
        dated = [k for k in fitting if years <= k.by_stems] or fitting
        scopes = _unique(known.scope for known in dated)
        return scopes if len({doc_id for doc_id, _ in scopes}) <= MOST_NAMED else ()

    def _by_publisher(self, text: str) -> Iterator[Named]:
        """Yield publishers that are named as saying something: a body may be a subject too."""
        for name, scopes in self._publishers.items():
            if name not in text:
                continue
            by = rf"\b(?:[Tt]he\s+)?{re.escape(name)}\b"
            said = rf"(?:[Aa]ccording to|(?:[Dd]oes|[Dd]id|[Dd]o|[Hh]as|[Hh]ave))\s+{by}"
            says = rf"{by}\s+(?:also\s+|itself\s+)?(?:{_SAYING})\b"
            for pattern in (rf"[Aa]ccording to\s+{by}", rf"{said}\s+(?:{_SAYING})\b", says):
                for found in re.finditer(pattern, text):
                    yield Named(found.start(), found.end(), _unique(scopes))

    def _by_code(self, text: str) -> Iterator[Named]:
        """Yield reference numbers that stand in a document, as where it states its own."""
        for found in _CODE.finditer(text):
            code = re.sub(r"[- ]", "", found.group()).upper()
            holding = [p for p in self._passages if code in p.text]
            own = [p for p in holding if re.search(rf"(?i)\breference\b\W.{{0,20}}{code}", p.text)]
            if holding:
                scopes = _unique((p.doc_id, None) for p in own or holding)
                yield Named(found.start(), found.end(), scopes)


def beside(text: str, name: tuple[int, int], place: tuple[int, int]) -> bool:
    """Say whether a name and a place stand beside each other, as "para 3 of the guide"."""
    (_, first), (second, _) = sorted((name, place))
    return bool(_BESIDE.fullmatch(text, first, max(first, second)))


_BESIDE = re.compile(
    r"[\s,:;(“”\"‘’'–—-]*(?:(?:of|in|to|from|under|at|on|the|that|this|its|s)\b[\s“”\"‘’']*)*"
)


def _run_before(text: str, words: Sequence[re.Match[str]], at: int) -> int:
    """Return where the words that belong to the noun at ``at`` begin."""
    first = at
    while first > 0:
        word = words[first - 1]
        gap = text[word.end() : words[first].start()]
        small = word.group().lower()
        if gap.strip(" -‘’'") or small in _ASKING:
            break
        if small in STOP_WORDS and not (small in _LITTLE - {"the", "a", "an"} and first < at):
            break
        first -= 1
    while first < at and words[first].group().lower() in STOP_WORDS:
        first += 1
    return first


def _run_after(text: str, words: Sequence[re.Match[str]], at: int) -> int:
    """Return the last word that may tell what the noun at ``at`` is about: "note on seeds"."""
    last = at
    while last + 1 < len(words) and last - at < MOST_TOLD:
        gap = text[words[last].end() : words[last + 1].start()]
        if gap.strip(" -‘’“”'\""):
            break
        last += 1
    joined = last > at and words[at + 1].group().lower() in _JOINING
    while last > at and words[last].group().lower() in STOP_WORDS:
        last -= 1
    return last if joined else at


def _quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in tuple("“\"‘'") and text[end : end + 1] in tuple("”\"’',.:?")


def _unique(scopes: Iterable[Scope]) -> tuple[Scope, ...]:
    """Return scopes each once, a part left out where its whole document is there."""
    listed = list(dict.fromkeys(scopes))
    return tuple(s for s in listed if s[1] is None or (s[0], None) not in listed)
