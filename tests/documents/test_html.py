"""Web pages: what of a page becomes text, and as what."""

from __future__ import annotations

import random
import re

import pytest

from assistant.documents.extracted import Limits
from assistant.documents.formats.html import load_html
from assistant.errors import CorpusError


def read(page: str | bytes) -> str:
    """Return the canonical text of a page, without the line break at its end."""
    raw = page.encode() if isinstance(page, str) else page
    return load_html(raw, Limits()).text.removesuffix("\n")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<h1>Roles</h1><h3>Duties</h3>", "# Roles\n\n### Duties"),
        ("<h2>\n 1. <span>Purpose</span> </h2>", "## 1. Purpose"),
        ('<div role="heading" aria-level="3">Duties</div>', "### Duties"),
        ("<h2></h2><p>A.</p>", "A."),
        ("<p>A  <b>must</b>\n meet.</p>", "A must meet."),
        ("words<p>A.</p>more <em>words</em>", "words\n\nA.\n\nmore words"),
        ("<a href='/x'><h3>Duties</h3><p>All.</p></a>", "### Duties\n\nAll."),
        ("<p>12. Boards must meet.</p>", "12. Boards must meet."),
        ("<p>A<br>B</p>", "A B"),
        ("<p>A<br><br>B</p>", "A\n\nB"),
        ("<p>Boards:<br>(a) meet<br>(b) report</p>", "Boards:\n\n(a) meet\n\n(b) report"),
        ("<p>Boards:<br>• meet<br>• report</p>", "Boards:\n\n• meet\n• report"),
        ('<p>See <a href="https://example.org/a">the Act</a>.</p>', "See the Act."),
        ('<p><a href="https://example.org/a">https://example.org/a</a></p>',
         "https://example.org/a"),
        ("<blockquote><p>We listen.</p></blockquote>", "We listen."),
        ("<p>She said <q>no</q>.</p>", "She said “no”."),
        ("<details><summary>What counts</summary><p>All.</p></details>", "What counts\n\nAll."),
        ("<address>The Board<br>London</address>", "The Board London"),
        ("<pre>One\n  two\n\nThree</pre>", "One two\n\nThree"),
        ("<figure><img alt='A chart'><figcaption>Figure 1: Boards</figcaption></figure>",
         "Figure 1: Boards"),
        ("<p>A <del>may</del><ins>must</ins></p>", "A must"),
        ("<p>CO<sub>2</sub>, 25 km<sup>2</sup>, 10<sup>6</sup>, 1<sup>st</sup></p>",
         "CO2, 25 km², 10⁶, 1st"),
        ("<p>section&nbsp;14, co&shy;operate</p>", "section 14, cooperate"),
        ("<p>long_<wbr>name of a board</p>", "long_name of a board"),
        ("<p>A<p>B<div>C", "A\n\nB\n\nC"),
        ("<p># of beds</p><p>| of two</p>", "\\# of beds\n\n\\| of two"),
        ("<p>- 5 degrees</p>", "\\- 5 degrees"),
        ("<p>[see](annex) *now* &lt;name&gt;</p>", "[see]\\(annex) \\*now\\* \\<name>"),
        ("<dl><dt>Lead</dt><dd>A member.</dd><dd>Of a board.</dd></dl>",
         "|  |  |\n| --- | --- |\n| Lead | A member. |\n|  | Of a board. |"),
        ("", ""),
        ("<!-- nothing -->", ""),
    ],
)  # fmt: skip
def test_each_element_is_written_as_what_it_is(page, text):
    assert read(page) == text


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ("<ul><li>x<li>x</ul>", ["-", "-"]),
        ("<ol><li>x<li>x</ol>", ["1.", "2."]),
        ('<ol start="12"><li>x<li>x</ol>', ["12.", "13."]),
        ('<ol start="-1"><li>x<li>x</ol>', ["-1.", "0."]),
        ('<ol><li>x<li value="5">x<li>x</ol>', ["1.", "5.", "6."]),
        ("<ol reversed><li>x<li>x<li>x</ol>", ["3.", "2.", "1."]),
        ('<ol type="a" start="26"><li>x<li>x</ol>', ["z.", "aa."]),
        ('<ol type="A"><li>x<li>x</ol>', ["A.", "B."]),
        ('<ol type="i" start="4"><li>x<li>x</ol>', ["iv.", "v."]),
        ('<ol type="I"><li>x</ol>', ["I."]),
        ('<ol style="list-style-type: lower-alpha"><li>x</ol>', ["a."]),
        ('<ol style="list-style: none"><li>x</ol>', ["-"]),
        ("<ol><li>1.1 x<li>1.2 x</ol>", ["1.1", "1.2"]),
        ("<ul><li>(a) x<li>(b) x</ul>", ["(a)", "(b)"]),
        ('<ol start="many"><li>x</ol>', ["1."]),
    ],
)
def test_an_item_has_the_number_that_is_printed(page, labels):
    assert [line.removesuffix(" x") for line in read(page).split("\n")] == labels


def test_lists_nest_and_items_go_on():
    page = """<p>Boards must:</p><ol><li>meet<ul><li>in public</li><li>often</li></ul></li>
      <li><p>report.</p><p>Reports are short.</p><ol type="a"><li>once</li></ol><p>No more.</p>
      </li></ol><p>That is all.</p>"""
    assert read(page) == (
        "Boards must:\n\n1. meet\n  - in public\n  - often\n2. report.\n  Reports are short.\n"
        "  a. once\n\n  No more.\n\nThat is all."
    )


def test_a_list_put_beside_an_item_and_not_in_it_is_still_nested():
    assert read("<ul><li>a</li><ul><li>b</li></ul></ul>") == "- a\n  - b"


def test_a_number_before_a_heading_is_part_of_it():
    assert read("<ol><li><h2>Purpose</h2><p>All.</p></li></ol>") == "## 1. Purpose\n\n  All."


def test_an_item_that_opens_with_a_list_keeps_both_numbers():
    assert read("<ol><li><ol type=a><li>x</li><li>y</li></ol></li></ol>") == "1. a. x\n  b. y"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", "| a | b |\n| c | d |"),
        ("<tr><th>a<th>b<tr><td>c<td>d", "| a | b |\n| --- | --- |\n| c | d |"),
        ("<thead><tr><td>a<td>b</thead><tr><td>c<td>d", "| a | b |\n| --- | --- |\n| c | d |"),
        ("<tr><td><th>a<tr><th>c<td>d", "|  | a |\n| --- | --- |\n| c | d |"),
        ("<tr><th>a<td>b<tr><th>c<td>d", "| a | b |\n| c | d |"),
        ("<tr><td rowspan=2>a<td>b<tr><td>d", "| a | b |\n|  | d |"),
        ("<tr><td>a<td rowspan=0>b<tr><td>c<tr><td>d", "| a | b |\n| c |  |\n| d |  |"),
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", "| a |  | b |\n| c | d | e |"),
        ("<tr><td>a|b<td>c<br>d", "| a\\|b | c d |"),
        ("<tr><td>a<table><tr><td>b<td>c</table>d<td>e", "| a b c d | e |"),
        ("<tr><td>a<ul><li>b<li>c</ul><td>d", "| a • b • c | d |"),
        ("<tr><td>a<ol start=3><li>b<li>c</ol><td>d", "| a 3. b 4. c | d |"),
        ("<tfoot><tr><td>e<td>f</tfoot><tr><td>c<td>d", "| c | d |\n| e | f |"),
        ("<caption>Table 1: Roles</caption><tr><td>a<td>b", "Table 1: Roles\n\n| a | b |"),
        ("<tr><td><p>a</p><p>b</p>", "a\n\nb"),
        ("<tr><td><h2>Menu</h2>a<td>b", "## Menu\n\na\n\nb"),
        ("<tr><td colspan=9999>a<td>b" , "| a | " + " | " * 58 + " | b |"),
    ],
)  # fmt: skip
def test_a_table_is_written_row_by_row(page, text):
    made = read(f"<table>{page}</table>")
    assert re.sub(r"[ ]+", " ", made) == re.sub(r"[ ]+", " ", text)


@pytest.mark.parametrize(
    "call",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<sup id="fnref:1" role="doc-noteref"><a href="#fn1" rel="footnote">[footnote 1]</a></sup>',
        '<a class="govuk-link" href="#fn1" rel="footnote">[footnote 1]</a>',
        '<a role="doc-noteref" href="#fn1">1</a>',
        '<a href="https://example.org/page#fn1" name="r1"><sup>[1]</sup></a>',
        '<a href="#fn1" id="r1">[1]</a>',
        " <sup>1</sup>",
    ],
)
@pytest.mark.parametrize(
    "notes",
    [
        '<div class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>The Act. '
        '<a href="#fnref:1" class="reversefootnote" role="doc-backlink">↩</a></p></li></ol></div>',
        '<section class="footnotes"><ol><li id="fn1">The Act.</li></ol></section>',
        '<h2>Notes</h2><p id="fn1"><sup>1</sup> The Act.</p>',
        '<p><a id="fn1"></a><sup>1</sup> The Act.</p>',
        '<p id="fn1">[1] The Act.</p>',
    ],
)
def test_a_note_is_written_with_its_mark_where_it_is_called(call, notes):
    made = read(f"<p>Boards must meet.{call} They do.</p>{notes}").replace("## Notes\n\n", "")
    assert made == "Boards must meet.[1] They do.\n\n[1] The Act."


def test_a_mark_that_leads_back_to_its_call_is_no_call():
    page = """<p>Must.<a href="#n1" id="r1"><sup>1</sup></a></p>
      <p id="n1"><a href="#r1">1</a> The Act. <a href="#r1">Back</a></p>"""
    assert read(page) == "Must.[1]\n\n[1] The Act."


def test_a_note_set_aside_within_the_text_is_kept():
    page = """<p>Must.<a role="doc-noteref" href="#n1">1</a></p>
      <aside role="doc-footnote" id="n1">The Act.</aside><p>May.</p>"""
    assert read(page) == "Must.[1]\n\n[1] The Act.\n\nMay."


def test_a_list_under_the_title_of_notes_holds_notes_where_raised_numbers_call_them():
    listed = "<h2>References</h2><ol><li>The Act.</li></ol>"
    assert read(f"<p>Must.<sup>1</sup></p>{listed}").endswith("\n[1] The Act.")
    assert read(f"<p>Must.</p>{listed}").endswith("\n1. The Act.")


def test_a_link_back_to_a_paragraph_is_no_mark_of_a_note():
    page = '<p id="p3">3. All.</p><p>See paragraph <a href="#p3">3</a>.</p>'
    assert read(page) == "3. All.\n\nSee paragraph 3."


def test_a_link_to_a_place_on_the_page_is_no_call():
    page = '<p>See paragraph <a href="#p3">3</a>.</p><p id="p3">3. All.</p>'
    assert read(page) == "See paragraph 3.\n\n3. All."


@pytest.mark.parametrize(
    "silent",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<svg><text>x</text></svg>",
        "<p hidden>x</p>",
        '<p aria-hidden="true">x</p>',
        '<p style="display: none">x</p>',
        "<nav>x</nav>",
        "<header>x</header>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<form><label>x</label><input></form>",
        "<button>x</button>",
        '<div role="navigation">x</div>',
        '<div role="banner">x</div>',
        '<div role="contentinfo">x</div>',
        '<div role="search">x</div>',
        '<div role="complementary">x</div>',
        '<div id="nhsuk-cookie-banner">x</div>',
        '<div class="gem-c-cookie-banner govuk-clearfix">x</div>',
        '<a class="govuk-skip-link" href="#c">x</a>',
        '<div class="govuk-breadcrumbs">x</div>',
        '<ol class="breadcrumb"><li>x</li></ol>',
        '<div class="gem-c-share-links">x</div>',
        '<span class="govuk-visually-hidden">x</span>',
        '<div id="header">x</div>',
        "<select><option>x</option></select>",
        "<dialog>x</dialog>",
        '<h2>Contents</h2><ul><li><a href="#a">x</a></li></ul>',
    ],
)
def test_what_says_nothing_is_left_out(silent):
    assert read(f"<body>{silent}<p>Boards must meet.</p></body>") == "Boards must meet."


@pytest.mark.parametrize(
    "page",
    [
        "<article><header><p>Kept.</p></header></article>",
        "<main><header><p>Kept.</p></header></main>",
        '<form id="aspnetForm"><h1>T</h1><p>Kept.</p></form>',
        "<h2><button>T</button></h2><p>Kept.</p>",
        '<div hidden="until-found"><p>Kept.</p></div>',
        '<h2 id="share-links">T</h2><p>Kept.</p>',
        '<section class="feedback-form"><p>Kept.</p></section>',
        f'<div class="share-links"><p>{"word " * 200}</p><p>Kept.</p></div>',
        '<p>Links:</p><ul><li><a href="#a">Kept.</a></li></ul>',
    ],
)
def test_what_says_something_is_kept(page):
    assert read(f"<body>{page}</body>").endswith("Kept.")


@pytest.mark.parametrize(
    "page",
    [
        "<div>Menu</div><main><p>Text.</p></main><div>Foot</div>",
        '<div>Menu</div><div role="main"><p>Text.</p></div>',
        "<div>Menu</div><article><p>Text.</p></article>",
        "<main hidden>Old</main><main><p>Text.</p></main>",
        "<main></main><article><p>Text.</p></article>",
        "<main> </main><p>Text.</p>",
    ],
)
def test_the_text_is_taken_from_the_main_part_of_a_page(page):
    assert read(f"<html><body>{page}</body></html>") == "Text."


def test_of_several_articles_none_is_lost():
    assert read("<article><p>A</p></article><article><p>B</p></article>") == "A\n\nB"


@pytest.mark.parametrize(
    "raw",
    [
        "<p>“café”</p>".encode(),
        b"\xef\xbb\xbf" + "<p>“café”</p>".encode(),
        "<p>“café”</p>".encode("cp1252"),
        b'<meta charset="utf-8">' + "<p>“café”</p>".encode("cp1252"),
        b'<meta charset="windows-1252">' + "<p>“café”</p>".encode("cp1252"),
        b'<meta charset="iso-8859-1">' + "<p>“café”</p>".encode("cp1252"),
        b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        + "<p>“café”</p>".encode(),
        b'<meta charset="utf-16">' + "<p>“café”</p>".encode(),
        b'<meta charset="no-such">' + "<p>“café”</p>".encode(),
        b'<meta charset="hex">' + "<p>“café”</p>".encode(),
        b'<?xml version="1.0" encoding="windows-1252"?><html><p>' + "“café”".encode("cp1252"),
        "\ufeff<p>“café”</p>".encode("utf-16-le"),
        "\ufeff<p>“café”</p>".encode("utf-16-be"),
    ],
)
def test_a_page_is_decoded_as_it_says_or_as_what_it_is(raw):
    assert read(raw) == "“café”"


def test_one_broken_byte_does_not_spoil_the_rest():
    assert read("<p>“café” ".encode() + b"\xff</p>") == "“café” \ufffd"


@pytest.mark.parametrize("depth", [200, 5_000])
@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_a_page_nested_without_end_is_refused(depth, tag):
    with pytest.raises(CorpusError, match="nested deeper"):
        read(f"<{tag}>" * depth + "x")


def test_a_page_larger_than_the_limit_is_refused():
    with pytest.raises(CorpusError, match="limit"):
        load_html(b"<p>" + b"x" * 1_000, Limits(file_bytes=999))


def test_a_page_of_one_endless_word_is_refused():
    with pytest.raises(CorpusError, match="larger"):
        read("<p>" + "a" * 11_000_000)


_PAGE = b"""<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><main><h1>Roles</h1>
<ol start="3"><li>Boards must meet.<sup><a href="#fn1">1</a></sup><ul><li>often</li></ul></li></ol>
<table><thead><tr><th>a</th><th colspan="2">b</th></tr></thead><tr><td rowspan="2">c</td><td>d</td>
</tr></table><dl><dt>Lead</dt><dd>A member.</dd></dl><ol><li id="fn1">The Act.</li></ol>
</main></body></html>"""


_STRAY = [b"<", b"</ol>", b"<li>", b"&#", b"\x00", b"\xff"]


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_page_is_read_as_far_as_it_goes(seed):
    dice = random.Random(seed)
    for _ in range(100):
        raw = bytearray(_PAGE)
        for _ in range(dice.randint(1, 8)):
            place = dice.randrange(len(raw))
            match dice.randrange(3):
                case 0:
                    raw[place] = dice.randrange(256)
                case 1:
                    del raw[place : place + dice.randint(1, 20)]
                case _:
                    raw[place:place] = dice.choice(_STRAY)
        assert isinstance(load_html(bytes(raw), Limits()).text, str)
