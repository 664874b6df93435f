from __future__ import annotations

import re
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import Assistant
from assistant.retrieval.misspelling import slip_cost, slipped_by_ear, slipped_by_finger
from assistant.retrieval.shorthand import read_shorthand
from assistant.retrieval.spelling import SHORTEST, Speller, words_of
from tests.small_corpus import DOCUMENTS

# Words as guidance on planning, pensions, housing and schools uses them, some of them often.
OFTEN = (
    "the a of to and in is are be must should for on with by at what which who how have has do "
    "does planning permission pension scheme member members employer employers contribution "
    "contributions council tenant tenants landlord housing benefit school governors attendance "
    "parents neighbourhood speech level place people need receive separate appeal decision "
    "trustees local authority care production report reports house keep check every lead many"
)
SELDOM = "conveyance easement annuity actuary dilapidations headteacher co-production mcgowan govt"


@pytest.fixture(scope="module")
def speller() -> Speller:
    counts = Counter(dict.fromkeys(OFTEN.split(), 40))
    counts.update(dict.fromkeys(SELDOM.split(), 2))
    return Speller(counts)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("do i need plannning permision", "do i need planning permission"),
        ("who are the trustes of my pensoin", "who are the trustees of my pension"),
        ("which employrs pay contribtuions", "which employers pay contributions"),
        ("the landlrod and the tennants", "the landlord and the tenants"),
        ("speach for parrents", "speech for parents"),
        ("wich levle", "which level"),
        ("Neighborhood housing", "Neighbourhood housing"),
        ("is there an apeal, or a decison?", "is there an appeal, or a decision?"),
        ("recieve it seperate", "receive it separate"),
        ("the tennant's house", "the tenant's house"),
        ("school/housng", "school/housing"),
        ("co-prodution of it", "co-production of it"),
        ("ask the localauthority", "ask the local authority"),
    ],
)
def test_a_mistake_is_mended_to_the_word_of_the_documents(
    speller: Speller, written: str, meant: str
) -> None:
    assert speller.repaired(written).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "Do I need planning permission for a conservatory?",
        "The organisation's programme centres on behaviour and paediatric licences.",
        "Is PIPR the same as DLA, or an SSAS?",
        "Ask Ms Tennent or Mr Plannings about it.",
        "write to plannig@example.org or see www.tenat.org/schoool",
        "see reference PRN0004 and s75 and 14Z51(2)",
        "He said “the tennants recieve a pensoin” and left.",
        "what does 'tennants recieve' mean",
        "i dont know whats meant, cant you tell",
        "kang frome bing",
        "zyxwvut qqqq",
        "",
        "   ?? ",
        "section 4 doing well",
        "paragraph 2 keep reading",
        "the 2 report lines and these 4 members",
        "option B or b",
        "the govt pays",
    ],
)
def test_what_is_no_mistake_is_left_alone(speller: Speller, text: str) -> None:
    repaired = speller.repaired(text)
    assert repaired.text == text
    assert repaired.changes == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wot do ppl need pls", "what do people need please"),
        ("Pls check ur lvl", "Please check your level"),
        ("do u need 2 report every yr", "do you need to report every year"),
        ("who has 2 b on the council", "who has to be on the council"),
        ("hav 2 keep", "have to keep"),
        ("money 4 doing it", "money for doing it"),
        ("r tenants with w/o a landlord", "are tenants with without a landlord"),
        ("alot of parents", "a lot of parents"),
    ],
)
def test_shorthand_is_opened_where_it_leaves_no_doubt(
    speller: Speller, written: str, meant: str
) -> None:
    assert speller.repaired(written).text == meant


def test_shorthand_that_the_documents_use_as_a_word_is_not_opened(speller: Speller) -> None:
    assert speller.repaired("the govt").changes == ()
    assert Speller({"the": 5}).repaired("the govt").changes == (("govt", "government"),)


def test_a_change_says_what_was_written_and_how_it_is_read(speller: Speller) -> None:
    assert speller.repaired("wot a plase").changes == (("wot", "what"), ("plase", "place"))


def test_of_two_words_that_could_be_meant_neither_is_taken() -> None:
    speller = Speller({"tenant": 50, "grander": 50, "grandee": 50})
    assert speller.meant("grandex") is None
    assert speller.meant("tenent") == "tenant"


def test_a_word_of_common_english_that_is_nearer_is_not_overruled() -> None:
    assert Speller({"conversation": 3, "the": 50}).meant("consarvation") is None


def test_words_are_counted_in_passages_headings_and_titles(small: Assistant) -> None:
    words = words_of(small.documents, small.index.passages)
    assert words["board"] > words["grafting"] == 1
    assert words["allotment"] >= 1
    assert all(word == word.lower() for word in words)


def test_a_corpus_without_words_repairs_nothing() -> None:
    assert Speller({}).repaired("speach levle").changes == ()


@pytest.mark.parametrize(
    "sentence", [s for text in DOCUMENTS.values() for s in re.split(r"(?<=\.)\s+|\n\n", text) if s]
)
def test_no_sentence_of_the_documents_is_altered(small: Assistant, sentence: str) -> None:
    speller = Speller(words_of(small.documents, small.index.passages))
    assert speller.repaired(sentence).changes == ()


@pytest.mark.parametrize(
    ("likelier", "less_likely", "meant"),
    [
        ("recieve", "recedve", "receive"),
        ("comittee", "commitbee", "committee"),
        ("speach", "speqch", "speech"),
        ("skool", "shool", "school"),
        ("recive", "eceive", "receive"),
    ],
)
def test_a_common_slip_costs_less_than_a_rare_one(
    likelier: str, less_likely: str, meant: str
) -> None:
    assert slip_cost(likelier, meant) < slip_cost(less_likely, meant)


@pytest.mark.parametrize(
    ("written", "meant", "ear", "finger"),
    [
        ("leed", "lead", True, False),
        ("wich", "which", True, True),
        ("levle", "level", False, True),
        ("kang", "king", False, False),
        ("fone", "phone", True, False),
    ],
)
def test_slips_of_the_ear_are_told_from_slips_of_the_finger(
    written: str, meant: str, ear: bool, finger: bool
) -> None:
    assert (slipped_by_ear(written, meant), slipped_by_finger(written, meant)) == (ear, finger)


WORDS = st.text(string.ascii_lowercase, min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_word_costs_nothing_only_where_it_is_the_one_meant(written: str, meant: str) -> None:
    assert slip_cost(meant, meant) == 0
    assert slip_cost(written, meant) >= 0


@given(st.text(max_size=80))
def test_what_is_changed_is_all_that_is_changed(text: str) -> None:
    repaired = Speller({"planning": 9, "tenant": 9, "the": 30}).repaired(text)
    rebuilt, rest = "", text
    for written, read in repaired.changes:
        before, found, rest = rest.partition(written)
        assert found
        rebuilt += before + read
    assert len(repaired.changes) > 0 or repaired.text == text
    assert sum(len(r) - len(w) for w, r in repaired.changes) == len(repaired.text) - len(text)


@given(st.lists(st.sampled_from(OFTEN.split()), min_size=1, max_size=12))
def test_rightly_spelt_words_of_the_documents_never_change(words: list[str]) -> None:
    speller = Speller(dict.fromkeys(OFTEN.split(), 3))
    assert speller.repaired(" ".join(words)).changes == ()


def test_the_shorthand_that_ships_is_sound() -> None:
    shorthand = read_shorthand()
    assert all(short == short.lower() and long for short, long in shorthand.words.items())
    assert not shorthand.left_alone & set(shorthand.words)
    for entry in shorthand.between:
        assert entry.before and entry.after
        assert all(len(word) > 1 or word in "abi" for word in entry.before | entry.after)


def test_the_shortest_words_are_left_alone(speller: Speller) -> None:
    assert all(speller.meant(word) is None for word in ("teh", "hte", "adn", "x"))
    assert SHORTEST > 3
