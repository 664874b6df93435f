from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.extracted import Limits
from assistant.documents.files import find_files, load
from assistant.domain import Expansion
from assistant.errors import GuidanceError
from assistant.retrieval.vocabulary import (
    FILENAME,
    GENERAL,
    MAX_EXPANSIONS,
    WEIGHT,
    Entry,
    Vocabulary,
    read_entries,
    weighted,
)
from assistant.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus"
NONE = Path("no such folder")


@pytest.fixture(scope="module")
def general() -> Vocabulary:
    return Vocabulary.read(NONE)


def entry(says: str, means: str) -> Entry:
    return Entry(says=tuple(says.split("; ")), means=tuple(means.split("; ")), why="A test.")


def said(vocabulary: Vocabulary, text: str) -> list[str]:
    return [expansion.said for expansion in vocabulary.expansions(text)]


@pytest.mark.parametrize(
    ("question", "means"),
    [
        ("who sticks up for tenants", "advocate"),
        ("who'll be speaking up for us", "advocate"),
        ("who is in charge of the pension fund", "responsible for"),
        ("who's the top boss", "chief executive"),
        ("do residents get to have a say on the new road", "consult"),
        ("are we allowed to build here", "permitted"),
        ("do we have to reply", "required"),
        ("which kids get a bus pass", "young people"),
        ("my lad has special needs", "special educational needs"),
        ("what happens when she turns 18", "transition"),
        ("who pays for the new roof", "funding"),
        ("how often do they inspect the flats", "frequency"),
        ("can they get rid of our housing officer", "abolish"),
        ("how do I complain", "complaints"),
        ("they handed the school over to a trust", "delegate"),
        ("who signs off the plan", "approve"),
        ("who keeps an eye on landlords", "oversight"),
        ("must they tell the public", "publish"),
        ("is it secret", "confidential"),
        ("can I put up a conservatory", "planning permission"),
        ("we're being kicked out", "eviction"),
    ],
)
def test_a_readers_words_lead_to_those_of_guidance(
    general: Vocabulary, question: str, means: str
) -> None:
    assert any(means in expansion.means for expansion in general.expansions(question))


@pytest.mark.parametrize(
    "question",
    [
        "What is the date of publication?",
        "May I hand in my homework by six?",
        "Which options does the scheme offer?",
        "Is there a stick on the path?",
        "The deputy must be appointed by the board.",
        "Whose plan is shown on page 3? Over to section 2.",
        "",
        "…",
    ],
)
def test_other_words_lead_nowhere(general: Vocabulary, question: str) -> None:
    unwanted = {"publish", "delegate", "discretion", "advocate", "consult"}
    assert not unwanted.intersection(m for e in general.expansions(question) for m in e.means)


@pytest.mark.parametrize(
    ("says", "text", "found"),
    [
        ("kid", "Kids and a kid’s coat", ["kids", "kid's"]),
        ("set up", "setting up, and SET-UP", ["setting up", "set up"]),
        ("public", "the publication, publicly", []),
        ("option", "it is optional", []),
        ("plan", "planned and planning", ["planned", "planning"]),
        ("downs", "hand it down", []),
        ("rent", "parents and renting", ["renting"]),
        ("hand … over", "they hand all of the keys over", ["hand over"]),
        ("hand … over", "hand over", ["hand over"]),
        ("hand … over", "hand one two three four five over", []),
        ("hand … over", "Take my hand. It is over.", []),
        ("in charge of", "who is in charge? Of what?", []),
        ("top boss; boss", "the top boss and a boss", ["top boss", "boss"]),
        ("who pays", "who pays who pays", ["who pays", "who pays"]),
    ],
)
def test_whole_words_are_matched_whatever_their_endings(
    says: str, text: str, found: list[str]
) -> None:
    assert said(Vocabulary([entry(says, "council")]), text) == found


def test_the_longest_phrase_is_taken_and_no_word_twice() -> None:
    vocabulary = Vocabulary(
        [entry("waiting", "delay"), entry("waiting list", "register"), entry("list", "schedule")]
    )
    assert vocabulary.expansions("the waiting list") == (Expansion("waiting list", ("register",)),)


def test_the_order_is_that_of_the_question() -> None:
    vocabulary = Vocabulary([entry("b c", "x"), entry("d", "y"), entry("a", "z")])
    assert said(vocabulary, "f d b c e") == ["d", "b c"]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("who pays", ("funding", "financial contribution")),
        ("who pays the funding", ("financial contribution",)),
        ("who pays a financial contribution", ("funding",)),
        ("who pays what funding and financial contributions", None),
    ],
)
def test_words_of_guidance_that_the_question_uses_are_left_out(
    text: str, means: tuple[str, ...] | None
) -> None:
    vocabulary = Vocabulary([entry("who pays", "funding; financial contribution")])
    expansions = vocabulary.expansions(text)
    assert [expansion.means for expansion in expansions] == ([means] if means else [])


def test_expansions_weigh_less_than_the_readers_own_words() -> None:
    expansions = Vocabulary([entry("who pays", "financial contribution; of the")]).expansions(
        "who pays"
    )
    assert weighted(expansions) == {"financi": WEIGHT, "contribut": WEIGHT}
    assert 0 < WEIGHT < 1


@given(st.text(alphabet="kids who pays in charge of hand over the.?…’\n", max_size=120))
def test_any_text_has_a_bounded_and_repeatable_expansion(text: str) -> None:
    vocabulary = Vocabulary([entry("kid; who; pay; in; of; hand … over; the; charge", "x; y")])
    expansions = vocabulary.expansions(text)
    assert len(expansions) <= MAX_EXPANSIONS
    assert expansions == vocabulary.expansions(text)
    assert all(expansion.means for expansion in expansions)


def test_a_long_letter_is_expanded_no_more_than_its_bound(general: Vocabulary) -> None:
    letter = (
        "Who pays? Who is in charge of it, how often, and do we have to complain? My kids have "
        "special needs, the boss is secret about it, and nobody keeps an eye on the money."
    )
    assert len(general.expansions(letter)) == MAX_EXPANSIONS


def test_a_corpus_adds_to_the_general_words(tmp_path: Path) -> None:
    (tmp_path / FILENAME).write_text(
        '[[entry]]\nsays = ["who pays", "gaffer"]\nmeans = ["precept"]\nwhy = "Local."\n', "utf-8"
    )
    vocabulary = Vocabulary.read(tmp_path)
    (expansion,) = vocabulary.expansions("who pays")
    assert expansion.means[0] == "precept"
    assert "funding" in expansion.means
    assert said(vocabulary, "the gaffer") == ["gaffer"]


GOOD = '[[entry]]\nsays = ["kids"]\nmeans = ["children"]\nwhy = "Plain."\n'


@pytest.mark.parametrize(
    ("text", "line", "tells"),
    [
        (f'{GOOD}\n[[entry]]\nsays = ["a" "b"]\n', 7, "quotation mark, a comma"),
        (f'{GOOD}\n[[entry]]\nsays = ["a', 7, "quotation mark"),
        (f'{GOOD}\n[[entry]]\nsays = ["a"]\nmeans = ["b"]\n', 6, "“why”"),
        (f'{GOOD}\n[[entry]]\nsays = "a"\nmeans = ["b"]\nwhy = "c"\n', 6, 'says = ["…", "…"]'),
        (f'{GOOD}\n[[entry]]\nsays = [1]\nmeans = ["b"]\nwhy = "c"\n', 6, "“says” must be"),
        (f'{GOOD}\n[[entry]]\nsays = []\nmeans = ["b"]\nwhy = "c"\n', 6, "“says” must be"),
        (f'{GOOD}\n[[entry]]\nsays = ["a"]\nmeans = ["b"]\nwhy = ""\n', 6, "short reason"),
        (f'{GOOD}\n[[entry]]\nsays = ["a"]\nmeens = ["b"]\nwhy = "c"\n', 6, "“mean"),
        (f'{GOOD}\n[[entri]]\nsays = ["a"]\n', 6, "“entri” is not known"),
        (f'{GOOD}\n[[entry]]\nsays = ["kids"]\nmeans = ["b"]\nwhy = "c"\n', 6, "line 1 too"),
        (f'{GOOD}\n[[entry]]\nsays = ["… over"]\nmeans = ["b"]\nwhy = "c"\n', 6, "only between"),
        (f'{GOOD}\n[[entry]]\nsays = ["?"]\nmeans = ["b"]\nwhy = "c"\n', 6, "lacks words"),
        (
            f'{GOOD}\n[[entry]]\nsays = ["a"]\nmeans = ["b", "c", "d", "e", "f", "g", "h"]\n'
            'why = "c"\n',
            6,
            "more than 6",
        ),
    ],
)
def test_a_wrong_file_is_told_by_its_line_and_the_next_step(
    tmp_path: Path, text: str, line: int, tells: str
) -> None:
    path = tmp_path / FILENAME
    path.write_text(text, "utf-8")
    with pytest.raises(GuidanceError) as error:
        Vocabulary.read(tmp_path)
    assert f"{FILENAME}, line {line}:" in error.value.what
    assert tells in str(error.value)
    assert error.value.next_step


def test_a_file_that_is_no_text_is_told_so(tmp_path: Path) -> None:
    (tmp_path / FILENAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GuidanceError, match="UTF-8"):
        Vocabulary.read(tmp_path)


@pytest.mark.parametrize("path", [GENERAL, CORPUS / FILENAME], ids=["general", "corpus"])
def test_each_entry_adds_something(path: Path) -> None:
    for known in read_entries(path):
        vocabulary = Vocabulary([known])
        for phrase in known.says:
            text = phrase.replace("…", "it")
            assert vocabulary.expansions(text) or phrase in _names(known), phrase


def _names(known: Entry) -> set[str]:
    """Return the phrases that are the official name itself: they keep its parts from matching."""
    official = " ".join(known.means).casefold()
    return {phrase for phrase in known.says if set(phrase.split()) <= set(official.split())}


def test_the_corpus_adds_little(general: Vocabulary) -> None:
    assert len(read_entries(CORPUS / FILENAME)) <= 20 < len(read_entries(GENERAL))


def test_no_entry_of_the_corpus_is_dead() -> None:
    limits = Limits.of(Settings(corpus=CORPUS))
    found, _ = find_files(CORPUS, limits)
    texts = [_plain(load(file, limits).text) for file in found]
    dead = [
        f"{known.says[0]} → {mean}"
        for known in read_entries(CORPUS / FILENAME)
        for mean in known.means
        if not any(_stands_in(text, mean) for text in texts)
    ]
    assert not dead


def test_a_dead_entry_would_be_noticed() -> None:
    assert _stands_in(_plain("The Garden\nBoards’ rota"), "garden board")
    assert not _stands_in(_plain("The Garden\nBoards’ rota"), "den board")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).casefold()


def _stands_in(text: str, mean: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(_plain(mean))}(?:e?s)?(?!\w)", text))
