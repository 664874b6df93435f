"""Word documents: what of a file becomes text, and as what."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from assistant.documents.extracted import Limits
from assistant.documents.formats.docx import load_docx
from assistant.errors import CorpusError
from tests.documents import wording as word
from tests.documents.wording import called, field, p, r, row, said


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("Title", "# Purpose"),
        ("Heading1", "# Purpose"),
        ("Heading2", "## Purpose"),
        ("Heading9", "###### Purpose"),
        ("Subtitle", "Purpose"),
        ("Caption", "Purpose"),
    ],
)
def test_a_heading_has_the_level_of_its_style(style, shown):
    assert said(p("Purpose", style=style)) == shown


def test_headings_stand_a_level_below_the_title_of_a_document_that_has_one():
    made = said(p("Lead roles", style="Title"), p("Purpose", style="Heading1"))
    assert made == "# Lead roles\n\n## Purpose"


def test_a_paragraph_with_an_outline_level_of_its_own_is_a_heading():
    assert said(p("Purpose", props='<w:outlineLvl w:val="1"/>')) == "## Purpose"


def test_a_style_based_on_that_of_a_heading_makes_headings():
    document = word.blank()
    style = document.styles.add_style("Board heading", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Purpose", style=style)
    assert word.text_of(document) == "## Purpose"


def test_styles_based_on_each_other_in_a_circle_are_read():
    document = word.blank()
    one, two = (document.styles.add_style(name, 1) for name in ("One", "Two"))
    one.base_style, two.base_style = two, one
    document.add_paragraph("Boards must meet.", style=one)
    assert word.text_of(document) == "Boards must meet."


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (r("must", "<w:b/>") + r(" meet"), "must meet"),
        (r("A") + "<w:r><w:tab/></w:r>" + r("B"), "A B"),
        ("<w:r><w:t>12</w:t><w:tab/><w:t>Boards must meet.</w:t></w:r>", "12. Boards must meet."),
        ("<w:r><w:t>12.</w:t><w:tab/><w:t>Boards must meet.</w:t></w:r>", "12. Boards must meet."),
        ("<w:r><w:t>A</w:t><w:br/><w:t>B</w:t></w:r>", "A B"),
        ("<w:r><w:t>A</w:t><w:br/><w:br/><w:t>B</w:t></w:r>", "A\n\nB"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>operate</w:t></w:r>", "co-operate"),
        ("<w:r><w:t>oper</w:t><w:softHyphen/><w:t>ate</w:t></w:r>", "operate"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> yes</w:t></w:r>', "✓ yes"),
        (r("A ") + f'<w:ins w:id="1">{r("must ")}</w:ins>' + r("B"), "A must B"),
        (r("A ") + "<w:del><w:r><w:delText>must </w:delText></w:r></w:del>" + r("B"), "A B"),
        (r("A ") + f'<w:moveFrom w:id="1">{r("must ")}</w:moveFrom>' + r("B"), "A B"),
        (r("A ") + r("hidden ", "<w:vanish/>") + r("B"), "A B"),
        (f'<w:hyperlink w:anchor="x">{r("the Act")}</w:hyperlink>', "the Act"),
        (f"<w:sdt><w:sdtContent>{r('the board')}</w:sdtContent></w:sdt>", "the board"),
        (f"<w:smartTag>{r('the board')}</w:smartTag>", "the board"),
        (r("See ") + field("REF a", r("paragraph 3")), "See paragraph 3"),
        (f'<w:fldSimple w:instr="REF a">{r("paragraph 3")}</w:fldSimple>', "paragraph 3"),
        (field(f"IF </w:instrText></w:r>{field('X', r('no'))}<w:r><w:instrText>", r("yes")), "yes"),
        ("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "a=b"),
        (r("Act.") + r("1", '<w:vertAlign w:val="superscript"/>'), "Act.[1]"),
        (r("25 km") + r("2", '<w:vertAlign w:val="superscript"/>'), "25 km²"),
        (r("1") + r("st", '<w:vertAlign w:val="superscript"/>') + r(" July"), "1st July"),
        (r("section\u00a014 \u200b is"), "section 14 is"),
    ],
)  # fmt: skip
def test_the_words_of_a_paragraph_are_those_that_are_printed(runs, words):
    assert said(p(runs)) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("# of beds", "\\# of beds"),
        ("- 5 degrees", "\\- 5 degrees"),
        ("| of two", "\\| of two"),
        ("a *star* here", "a \\*star\\* here"),
        ("2 * 3", "2 * 3"),
        ("[see](annex)", "[see]\\(annex)"),
        ("C:\\[x]", "C:\\\\[x]"),
        ("&lt;name of board&gt;", "\\<name of board>"),
        ("• a bullet that was typed", "• a bullet that was typed"),
    ],
)
def test_words_that_look_like_marks_are_kept_as_words(words, shown):
    assert said(p(words)) == shown


def test_bullets_typed_before_several_paragraphs_make_a_list():
    assert (
        said(p("- meet"), p("- report"), p("They adjourn.")) == "- meet\n- report\n\nThey adjourn."
    )


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("decimal", "%1.", "3. Words"),
        ("decimal", "%1", "3. Words"),
        ("decimal", "%1)", "3) Words"),
        ("decimal", "(%1)", "(3) Words"),
        ("decimalZero", "%1.", "03. Words"),
        ("lowerLetter", "(%1)", "(c) Words"),
        ("upperLetter", "%1.", "C. Words"),
        ("lowerRoman", "%1.", "iii. Words"),
        ("upperRoman", "%1.", "III. Words"),
        ("ordinal", "%1", "3rd Words"),
        ("decimal", "Article %1:", "Article 3: Words"),
        ("bullet", "\uf0b7", "- Words"),
        ("none", "", "Words"),
    ],
)
def test_a_number_is_printed_in_its_format(form, text, printed):
    document = word.blank()
    number = word.define(document, word.level(0, form, text, start=3))
    word.add(document, word.listed("Words", number))
    assert word.text_of(document) == printed


def _outline(document, *more):
    return word.define(
        document,
        word.level(0, "upperRoman", "%1."),
        word.level(1, "decimal", "%1.%2", *more),
        word.level(2, "lowerLetter", "(%3)"),
    )


def test_numbers_of_several_levels_restart_below_each_other():
    document = word.blank()
    number = _outline(document, "<w:isLgl/>")
    places = (0, 1, 2, 2, 1, 2, 0, 1)
    word.add(document, *(word.listed("x", number, level) for level in places))
    lines = word.text_of(document).split()
    assert [line for line in lines if line != "x"] == [
        "I.", "1.1", "(a)", "(b)", "1.2", "(a)", "II.", "2.1",
    ]  # fmt: skip


def test_numbers_of_all_levels_keep_their_format_unless_they_are_legal():
    document = word.blank()
    number = _outline(document)
    word.add(document, word.listed("x", number, 0), word.listed("x", number, 1))
    assert word.text_of(document).split()[2] == "I.1"


@pytest.mark.parametrize(("restart", "last"), [(0, "(c)"), (1, "(b)"), (2, "(a)")])
def test_a_level_restarts_after_those_that_it_names(restart, last):
    document = word.blank()
    number = word.define(
        document,
        word.level(0, "decimal", "%1."),
        word.level(1, "decimal", "%1.%2."),
        word.level(2, "lowerLetter", "(%3)", f'<w:lvlRestart w:val="{restart}"/>'),
    )
    # What restarts after the first level goes on after the second.
    places = (0, 1, 2, 0, 1, 2, 1, 2)
    word.add(document, *(word.listed("x", number, level) for level in places))
    assert word.text_of(document).split()[-2] == last


def test_a_list_that_overrides_its_start_begins_again_and_one_that_does_not_goes_on():
    document = word.blank()
    one = word.define(document, word.level(0, *word.DECIMAL))
    two, three = word.another(document), word.another(document, start=1)
    word.add(document, *(word.listed("x", number) for number in (one, one, two, three, three)))
    assert word.text_of(document).split()[::2] == ["1.", "2.", "3.", "1.", "2."]


def test_an_empty_paragraph_counts_and_prints_nothing():
    document = word.blank()
    number = word.define(document, word.level(0, *word.DECIMAL))
    word.add(document, *(word.listed(words, number) for words in ("a", "", "b")))
    assert word.text_of(document) == "1. a\n3. b"


def test_a_level_above_that_no_paragraph_has_used_stands_at_nought():
    document = word.blank()
    number = _outline(document, "<w:isLgl/>")
    word.add(document, word.listed("x", number, 1))
    assert word.text_of(document) == "0.1 x"


def test_a_list_may_come_from_the_style_and_its_level_from_the_list():
    document = word.blank()
    number = word.define(
        document,
        word.level(0, "decimal", "%1.", '<w:pStyle w:val="Heading1"/>'),
        word.level(1, "decimal", "%1.%2", '<w:pStyle w:val="Clause"/>'),
    )
    clause = document.styles.add_style("Clause", 1)
    for style in (document.styles["Heading 1"], clause):
        style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    document.add_paragraph("Purpose", style="Heading 1")
    document.add_paragraph("Boards must meet.", style="Clause")
    word.add(
        document,
        p("Not numbered.", style="Clause", props='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    )
    assert word.text_of(document) == "# 1. Purpose\n\n1.1 Boards must meet.\n\nNot numbered."


def test_a_numbered_sentence_in_the_style_of_a_heading_is_a_paragraph():
    document = word.blank()
    number = word.define(document, word.level(0, *word.DECIMAL))
    long = "Each board must publish the names of those who lead for it within thirty days."
    word.add(document, p(long, style="Heading2", props=word.numbered(number)))
    assert word.text_of(document) == f"1. {long}"


def test_a_list_that_only_names_a_list_style_is_that_style():
    document = word.blank()
    word.define(document, '<w:styleLink w:val="Ours"/>', word.level(0, "decimal", "(%1)"))
    number = word.define(document, '<w:numStyleLink w:val="Ours"/>', abstract=91)
    word.add(document, word.listed("x", number))
    assert word.text_of(document) == "(1) x"


def test_lists_nest_by_level_and_by_how_far_they_are_set_in():
    document = word.blank()
    numbers = word.define(document, word.level(0, *word.DECIMAL, left=567))
    bullets = word.define(
        document,
        word.level(0, *word.BULLETS, left=924),
        word.level(1, *word.BULLETS, left=1324),
        abstract=91,
    )
    further = '<w:ind w:left="567"/>'
    word.add(
        document,
        word.listed("Boards must:", numbers),
        word.listed("meet", bullets),
        word.listed("in public", bullets, 1),
        word.listed("report", bullets),
        word.listed("They may adjourn.", numbers),
        p("Then they meet again.", props=further),
        p("This is by itself."),
    )
    assert word.text_of(document) == (
        "1. Boards must:\n  - meet\n    - in public\n  - report\n2. They may adjourn.\n"
        "  Then they meet again.\n\nThis is by itself."
    )


def test_rows_are_written_with_spans_once_and_the_header_known():
    header = row("Role", "Holder", "Days", props="<w:tblHeader/>")
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Chair | deputy")}</w:tc>'
    first = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("Lead")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    two = f"<w:tc>{p('A')}{p('B')}</w:tc>"
    made = said(
        f"<w:tbl>{header}{row(wide, '3')}{row(first, two, '4')}{row(below, 'C', '')}"
        f"{row('gone', 'x', 'y', props='<w:del/>')}</w:tbl>"
    )
    assert made == (
        "| Role | Holder | Days |\n| --- | --- | --- |\n| Chair \\| deputy |  | 3 |\n"
        "| Lead | A B | 4 |\n|  | C |  |"
    )


def test_a_table_of_one_cell_is_read_as_what_stands_in_it():
    assert said(f"<w:tbl>{row('Boards must meet.')}</w:tbl>") == "Boards must meet."


def test_a_table_within_a_table_is_read_in_its_cell():
    inner = f"<w:tbl>{row('one', 'two')}</w:tbl>"
    outer = f"<w:tc>{p('A')}{inner}{p('B')}</w:tc>"
    made = said(f"<w:tbl>{row(outer, 'C')}</w:tbl>")
    assert made == "| A one two B | C |"


def test_a_list_in_a_cell_keeps_its_numbers():
    document = word.blank()
    number = word.define(document, word.level(0, *word.DECIMAL))
    cell = f"<w:tc>{word.listed('meet', number)}{word.listed('report', number)}</w:tc>"
    word.add(document, f"<w:tbl>{row('Boards', cell)}</w:tbl>", word.listed("adjourn", number))
    assert word.text_of(document) == "| Boards | 1. meet 2. report |\n\n3. adjourn"


def test_blocks_in_content_controls_and_insertions_stand_in_their_order():
    made = said(
        p("A"),
        f"<w:sdt><w:sdtContent>{p('B')}<w:sdt><w:sdtContent>{p('C')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        f"<w:customXml>{p('D')}</w:customXml>",
    )  # fmt: skip
    assert made == "A\n\nB\n\nC\n\nD"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert said(p("Boards must ", props=deleted), p("meet.")) == "Boards must meet."


@pytest.mark.parametrize("shape", ["<w:drawing><wps:txbx>{}</wps:txbx></w:drawing>",
                                   "<w:pict><v:textbox>{}</v:textbox></w:pict>"])  # fmt: skip
def test_a_text_box_is_read_after_its_paragraph(shape):
    box = shape.format(f"<w:txbxContent>{p('In the box.')}</w:txbxContent>")
    assert said(p(f"<w:r>{box}<w:t>Beside it.</w:t></w:r>")) == "Beside it.\n\nIn the box."


def test_of_alternatives_the_first_is_read():
    box = "<w:txbxContent>{}</w:txbxContent>"
    shape = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box.format(p('New.'))}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box.format(p('Old.'))}</w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    assert said(p(f"<w:r>{shape}</w:r>")) == "New."


def test_a_contents_list_is_left_out():
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    made = said(
        p("Contents"),
        p(begin + code + separate + r("Purpose 3")),
        p("Duties 4"),
        p(end),
        p("Purpose", style="Heading1"),
    )
    assert made == "# Purpose"


def test_a_contents_list_that_lost_its_end_takes_nothing_with_it():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code = "<w:r><w:instrText> TOC </w:instrText></w:r>"
    assert said(p(begin + code + r("lost")), p("Boards must meet.")) == "Boards must meet."


def test_paragraphs_in_the_style_of_a_contents_list_are_left_out():
    document = word.blank()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Purpose\t3", style="toc 1")
    document.add_paragraph("Boards must meet.")
    assert word.text_of(document) == "Boards must meet."


def test_notes_are_called_by_their_number_and_stand_at_the_end():
    document = word.blank()
    word.add_notes(document, "footnote", ["Never called.", "The Act of 2006.", "See paragraph 3."])
    word.add_notes(document, "endnote", ["As amended."])
    word.add(
        document,
        p(r("The Act ") + called(2) + r(" (as amended") + called(1, "endnote") + r(") applies.")),
        p(r("So does this.") + called(3)),
    )
    assert word.text_of(document) == (
        "The Act[1] (as amended[^i]) applies.\n\nSo does this.[2]\n\n"
        "[1] The Act of 2006.\n\n[2] See paragraph 3.\n\n[^i]: As amended."
    )


def test_notes_are_numbered_as_the_document_says():
    document = word.blank()
    word.add_notes(document, "endnote", ["As amended."])
    word.add(document, p(r("The Act") + called(1, "endnote")))
    how = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="4"/></w:endnotePr>'
    document.element.body.sectPr.insert(0, word.element(how))
    assert word.text_of(document) == "The Act[4]\n\n[4] As amended."


def test_headers_and_footers_of_pages_are_left_out():
    document = word.blank()
    document.sections[0].header.paragraphs[0].text = "Draft"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Boards must meet.")
    assert word.text_of(document) == "Boards must meet."


def test_a_librarian_is_told_of_what_a_reader_cannot_see():
    document = word.blank()
    word.add(document, p(f'<w:ins w:id="1">{r("must", "<w:strike/>")}</w:ins>'))
    remarks = load_docx(word.saved(document), Limits()).remarks
    assert [remark.split()[2] for remark in remarks] == ["tracked", "its"]


def _small() -> bytes:
    document = word.blank()
    number = word.define(document, word.level(0, *word.DECIMAL))
    word.add_notes(document, "footnote", ["The Act of 2006."])
    document.add_heading("Purpose", 1)
    word.add(document, word.listed("Boards must meet.", number), p(r("So") + called(1)))
    word.add(document, f"<w:tbl>{row('a', 'b')}{row('c', 'd')}</w:tbl>")
    return word.saved(document)


@pytest.mark.parametrize(
    "name",
    ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"],
)
@pytest.mark.parametrize("content", [None, b"", b"<w:broken", b"<?xml version='1.0'?><a/>"])
def test_a_file_without_a_part_or_with_a_broken_one_is_read_or_refused(name, content):
    raw = word.with_members(_small(), {name: content})
    try:
        assert isinstance(load_docx(raw, Limits()).text, str)
    except CorpusError as error:
        assert error.next_step


@pytest.mark.parametrize("name", ["styles", "numbering", "footnotes", "settings"])
def test_a_document_without_one_of_its_other_parts_is_still_read(name):
    assert (
        "Boards must meet."
        in load_docx(word.with_members(_small(), {f"word/{name}.xml": None}), Limits()).text
    )


def test_entities_are_refused():
    raw = _small()
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml")
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<w:document'
    raw = word.with_members(raw, {"word/document.xml": xml.replace(b"<w:document", entity, 1)})
    with pytest.raises(CorpusError, match="entities"):
        load_docx(raw, Limits())


def test_a_file_larger_than_the_limit_when_unpacked_is_refused():
    with pytest.raises(CorpusError, match="Unpacked"):
        load_docx(_small(), Limits(unpacked_bytes=10_000))


def test_a_file_that_bursts_when_unpacked_is_refused_though_its_directory_lies():
    bomb = word.with_members(_small(), {"word/document.xml": b" " * 30_000_000})
    size = (30_000_000).to_bytes(4, "little")
    for raw in (bomb, bomb.replace(size, (9_000_000).to_bytes(4, "little"))):
        with pytest.raises(CorpusError, match=r"burst|damaged"):
            load_docx(raw, Limits())


def test_a_file_of_very_many_members_is_refused():
    many = {f"word/media/{n}.png": b"" for n in range(10_001)}
    with pytest.raises(CorpusError, match="files within"):
        load_docx(word.with_members(_small(), many), Limits())


def test_pictures_are_not_unpacked():
    raw = word.with_members(_small(), {"word/media/image1.bmp": b"\x00" * 30_000_000})
    assert "Boards must meet." in load_docx(raw, Limits()).text


def test_tables_nested_without_end_are_refused():
    nested = p("deep")
    for _ in range(100):
        nested = f"<w:tbl>{row(f'<w:tc>{nested}</w:tc>')}</w:tbl>"
    raw = _small()
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml").decode()
    xml = xml.replace("<w:body>", f"<w:body>{nested}", 1)
    with pytest.raises(CorpusError):
        load_docx(word.with_members(raw, {"word/document.xml": xml.encode()}), Limits())


def _mutated(raw: bytes, dice: random.Random) -> bytes:
    made = bytearray(raw)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(made))
        match dice.randrange(3):
            case 0:
                made[place] = dice.randrange(256)
            case 1:
                del made[place : place + dice.randint(1, 30)]
            case _:
                made[place:place] = dice.randbytes(dice.randint(1, 30))
    return bytes(made)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_read_or_refused(seed):
    dice = random.Random(seed)
    raw = _small()
    read = refused = 0
    for turn in range(60):
        name = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml")
        part = name[turn % len(name)]
        whole = turn % 3 == 0
        xml = zipfile.ZipFile(io.BytesIO(raw)).read(part)
        damaged = (
            _mutated(raw, dice) if whole else word.with_members(raw, {part: _mutated(xml, dice)})
        )
        try:
            load_docx(damaged, Limits())
            read += 1
        except CorpusError:
            refused += 1
    assert (read + refused, refused > 0) == (60, True)
