"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from assistant.domain import Span, quote_of
from assistant.passages.sentences import split_sentences


def _sentences(text: str) -> list[str]:
    return [quote_of(text, spans) for spans in split_sentences(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Leads work with partners, e.g. The King's Fund.",
        "Leads work with partners, eg NHS trusts, i.e. ICBs.",
        "Dr. Smith and Cllr. Jones met Mrs. A. Person.",
        "See para. 12 and pp. 3–4 of vol. 2.",
        "Under s. 75 and reg. 3 the board may pool funds.",
        "It is listed as no. 7 of the plan.",
        "Members may contact A. Person (Tel. 0115 000 0000) before the meeting.",
        "The LGA et al. The plan's authors say so.",
        "See www.example.org/Plan.Html for more.",
        "Write to First.Last@example.org today.",
        "It costs £1.5m and version 2.10 is out.",
        "The U.K. Health Security Agency advises.",
        "See [Survival of people. A cohort study. 2013](#) for more.",
        "It is about “place.” and so on.",
        "What is it? or so they ask.",
    ],
)
def test_a_sentence_is_not_cut_at_what_only_looks_like_its_end(sentence):
    assert _sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "gap", "second"),
    [
        ("The board meets.", " ", "It decides."),
        ("The board meets.", "\n", "“It decides.”"),
        ("The board meets!", "  ", "It decides."),
        ("Does the board meet?", " ", "It does."),
        ("The board runs a system.", "", "Ensure that it builds on skills."),
        ("The board meets.¹", " ", "It decides."),
        ("The board meets.[8]", " ", "It decides."),
        ("The board meets (in public).", " ", "It decides."),
        ("The lead is a member (of the board.)", " ", "This matters."),
        ("It is at the heart of ‘place.’", " ", "For most areas this holds."),
        ("**The board meets.**", " ", "It decides."),
        ("The board met in 2022.", " ", "30 people came."),
        ("The answer is no.", " ", "The board decides."),
        ("The board pays £5.", " ", "£3 is left."),
    ],
)
def test_two_sentences_are_told_apart(first, gap, second):
    assert _sentences(first + gap + second) == [first, second]


def test_a_sentence_over_a_page_break_has_a_span_on_each_side():
    text = "The board meets. It does not set\n\nPage 3\n\nany rules. It may."
    spans = [Span(0, 32), Span(42, 60)]
    assert [[span.slice(text) for span in found] for found in split_sentences(text, spans)] == [
        ["The board meets."],
        ["It does not set", "any rules."],
        ["It may."],
    ]


def test_a_sentence_that_ends_with_the_page_has_one_span():
    text = "The board meets.\n\nPage 3\n\nIt may adjourn."
    found = split_sentences(text, [Span(0, 16), Span(26, 41)])
    assert found == [(Span(0, 16),), (Span(26, 41),)]


def test_nothing_but_space_holds_no_sentence():
    assert split_sentences(" \n\t", [Span(0, 3)]) == []
