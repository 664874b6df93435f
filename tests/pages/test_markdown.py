"""Text made safe for Markdown; what a browser makes of it is tested in tests/browser."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import BlockKind, Notice
from assistant.pages.markdown import (
    answer_markdown,
    escape_markdown,
    notices_markdown,
    surroundings_markdown,
)
from assistant.views.surroundings import Stretch, StretchKind

# A character that starts something unless a backslash stands before it, outside a code span.
BARE = re.compile(r"(?<!\\)(?:\\\\)*[*_{}\[\]()<>#+\-.!|~$:&=^/@]")
CODE = re.compile(r"(?<![\\`])`[^`]+`")


def unescaped(markdown: str) -> str:
    """Return what is shown: the opposite of `escape_markdown`, as CommonMark defines it."""
    shown = CODE.sub(lambda span: re.sub(r"(\W)", r"\\\1", span[0][1:-1]), markdown)
    return re.sub(r"\\([!-/:-@\[-`{-~\s]|[^\x00-\x7f])", r"\1", shown)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Don’t ask, tell.", r"Don’t ask, tell\."),
        ("<b>bold</b>", r"\<b\>bold\<\/b\>"),
        ("[text](javascript:alert(1))", r"\[text\]\(javascript\:alert\(1\)\)"),
        ("![alt](x.png)", r"\!\[alt\]\(x\.png\)"),
        ("$x$ and $$y$$", r"\$x\$ and \$\$y\$\$"),
        (":red[text]", r"\:red\[text\]"),
        ("**bold** _italic_ ~~gone~~ `code`", r"\*\*bold\*\* \_italic\_ \~\~gone\~\~ \`code\`"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("    code", "code"),
        ("one\ntwo\r\n\r\nthree", "one two three"),
        ("a | b", r"a \| b"),
        ("&lt; \\", r"\&lt; \\"),
        (":material/home:", r"\:material\/home\:"),
    ],
)
def test_marks_are_shown_and_not_obeyed(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


@pytest.mark.parametrize(
    "literal",
    [
        "https://example.org/a?b=c",
        "http://example.org",
        "WWW.example.org",
        "someone@example.org",
        ":smile:",
        ":+1:",
        ":streamlit:",
        ":material_home:",
        "->",
        "--",
        ">=",
    ],
)
def test_what_would_be_replaced_after_backslashes_are_read_stands_as_code(literal: str) -> None:
    assert escape_markdown(f"see {literal} there") == f"see `{literal}` there"


@given(st.text(alphabet=st.sampled_from("ab1 :*_[](){}<>#+-.!|~$&=^/\\`@\nwhtps’")))
def test_nothing_special_is_left_bare_and_nothing_is_lost(text: str) -> None:
    markdown = escape_markdown(text)
    assert not BARE.search(CODE.sub("", markdown))
    assert unescaped(markdown) == " ".join(text.split())


def test_an_answer_keeps_its_paragraphs_and_lists() -> None:
    text = "Yes. “…” [1]\nAll two:\n1. “One.” [1]\n2. “Two.” [2]\n\n• a\n- b\nThe *end*."
    assert answer_markdown(text) == (
        "Yes\\. “…” \\[1\\]\n\nAll two\\:\n\n1. “One\\.” \\[1\\]\n2. “Two\\.” \\[2\\]"
        "\n- a\n- b\n\nThe \\*end\\*\\."
    )


def stretch(kind: StretchKind, text: str, block: int = 0, depth: int = 0) -> Stretch:
    of = {StretchKind.HEADING: BlockKind.HEADING, StretchKind.MARK: BlockKind.NUMBERED}
    return Stretch(kind, text, block, of.get(kind, BlockKind.PARAGRAPH), depth)


def test_quoted_words_are_marked_for_those_who_see_colour_and_those_who_do_not() -> None:
    markdown = surroundings_markdown(
        [
            stretch(StretchKind.HEADING, "A *heading*"),
            Stretch(StretchKind.MARK, "15.", 1, BlockKind.NUMBERED),
            Stretch(StretchKind.QUOTE, "Each [board] must.", 1, BlockKind.NUMBERED),
            Stretch(StretchKind.TEXT, "More", 1, BlockKind.NUMBERED),
            Stretch(StretchKind.TEXT, ", etc.", 1, BlockKind.NUMBERED, spaced=False),
        ]
    )
    assert markdown == (
        "###### A \\*heading\\*\n\n"
        "15\\. :yellow-background[**“Each \\[board\\] must\\.”**] More, etc\\."
    )


def test_items_are_shown_as_a_list_and_keep_their_numbers() -> None:
    def item(mark: str, text: str, block: int, depth: int = 0) -> list[Stretch]:
        kinds = ((StretchKind.MARK, mark), (StretchKind.TEXT, text))
        return [Stretch(kind, words, block, BlockKind.ITEM, depth) for kind, words in kinds]

    stretches = [
        *item("•", "one", 0, 2),
        *item("•", "within", 1, 6),
        *item("•", "beside", 2, 6),
        *item("•", "two", 3, 2),
        *item("- (a)", "letter", 4),
    ]
    assert surroundings_markdown(stretches) == (
        "- one\n  - within\n  - beside\n- two\n\n\\(a\\) letter"
    )


def test_a_notice_names_each_citation_once() -> None:
    notices = (
        Notice("conflict", "The sources differ; rely on [1].", (1, 2)),
        Notice("proposal", "A *proposal*.", ()),
    )
    assert notices_markdown(notices) == (
        "- The sources differ; rely on \\[1\\]\\. \\[2\\]\n- A \\*proposal\\*\\."
    )
