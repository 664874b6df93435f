from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from evals.suite.metrics import METRICS
from evals.suite.pipelines import DEFAULT
from evals.suite.report import write_report
from evals.suite.report.rendering import HERE, markdown_text
from evals.suite.scoring import Row, Scores
from tests.evals.suite.made_scores import ABOUT, cases, only, row, scores

HOSTILE = "<script>alert(1)</script>\"'&$x$|`"


def written(made: Scores, folder: Path) -> tuple[str, str]:
    """Return the page and the Markdown of a report."""
    page, summary = write_report(made, folder)
    return page.read_text("utf-8"), summary.read_text("utf-8")


def parsed(page: str) -> etree._Element:
    """Return a page as XML: every tag is closed, every attribute quoted, no entity unknown."""
    return etree.fromstring(page.replace("<!DOCTYPE html>", ""))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(scores(), tmp_path_factory.mktemp("report"))[0]


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(scores(), tmp_path_factory.mktemp("report"))[1]


def test_the_page_is_well_formed(page: str) -> None:
    root = parsed(page)
    assert root.get("lang") == "en-GB"
    assert root.findtext("head/title") == "How good the answers are: run of 2026-01-30"


def test_the_page_needs_nothing_from_elsewhere(page: str) -> None:
    root = html.document_fromstring(page)
    assert not root.xpath("//script | //link | //img | //iframe | //object | //image")
    addresses = root.xpath(
        "//@src | //@href | //@*[local-name() = 'href'] | //@*[name() = 'xlink:href']"
    )
    assert addresses
    assert {address[0] for address in addresses} == {"#"}
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)


def test_every_reference_within_the_page_finds_one_target(page: str) -> None:
    root = parsed(page)
    ids = [str(id) for id in root.xpath("//@id")]
    assert len(ids) == len(set(ids))
    used = {h.lstrip("#") for h in root.xpath("//@href | //@*[local-name() = 'href']")}
    used |= set(re.findall(r"url\(#([^)]*)\)", page))
    used |= {id for ids in root.xpath("//@aria-labelledby") for id in ids.split()}
    assert used <= set(ids)


def test_headings_do_not_skip_a_level(page: str) -> None:
    levels = [int(h.tag[1]) for h in parsed(page).iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_plot_has_words_and_a_table_of_its_numbers(page: str) -> None:
    root = parsed(page)
    plots = root.xpath("//*[local-name() = 'svg']")
    assert len(plots) >= 3
    for plot in plots:
        assert plot.get("role") == "img"
        title, description = plot[0], plot[1]
        assert title.text
        assert plot.get("aria-labelledby") == title.get("id")
        assert plot.get("aria-describedby") == description.get("id")
        assert len(description.text) > 20
        following = plot.xpath("following::table[1]")
        assert following
        assert following[0].findtext("caption")


def test_every_table_says_what_its_rows_and_columns_are(page: str) -> None:
    for table in parsed(page).iter("table"):
        assert table.findtext("caption")
        for line in table.xpath("tbody/tr"):
            assert [cell.tag for cell in line][:2] == ["th", "td"]
            assert line[0].get("scope") == "row"
        width = max(len(line) for line in table.xpath("tbody/tr"))
        heads = table.xpath("thead/tr[last()]/th | thead/tr[last() > 1]/th[@rowspan]")
        assert len(heads) == width


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_is_shown_with_how_many_cases_it_does_not_apply_to(
    metric: object, page: str, summary: str
) -> None:
    name, part = metric.name, metric.part  # type: ignore[attr-defined] # a metric
    lines = parsed(page).xpath(f"//section[@id = 'part-{part}']//tbody/tr[th = '{name}']")
    assert len(lines) == 1
    counted = lines[0].xpath("td[@data-label = 'not scored']/text()")
    assert len(counted) == 2
    assert all(text.isdigit() for text in counted)
    assert any(line.startswith(f"| {markdown_text(name)} |") for line in summary.splitlines())


def test_the_same_scores_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(scores(), tmp_path / name) for name in ("first", "second"))
    assert first == second


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    own = tuple(
        Row(f"{one.id}{HOSTILE}", one.values, f"t{HOSTILE}", HOSTILE, f"{one.type}{HOSTILE}")
        for one in cases("tuning", 0.0)
    )
    made = scores(
        about=ABOUT | {"documents": {HOSTILE: HOSTILE}, "conditions": [f"machine: {HOSTILE}"]},
        pipelines={DEFAULT: own, HOSTILE: own},
        subversion=(Row("s", {"obeyed": 0.0}, type=HOSTILE),),
        timings_ms={HOSTILE: {"p50": 1.0, "p95": 2.0}},
    )
    page, summary = written(made, tmp_path)
    root = parsed(page)
    assert not root.xpath("//script | //*[local-name() = 'script']")
    assert HOSTILE in "".join(root.itertext())
    tokens = MarkdownIt("commonmark").enable("table").parse(summary)
    inner = [token for outer in tokens for token in outer.children or ()]
    assert not [token for token in (*tokens, *inner) if token.type.startswith("html")]
    assert HOSTILE in [outer.content.replace("\\", "") for outer in tokens]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (only(), "No case was asked in this run"),
        (only(row("a")), "No other pipeline ran"),
        (only(row("a")), "No attempt was made in this run"),
        (only(row("a")), "No question was put in several wordings"),
        (only(row("a")), "No question was asked a second time"),
        (only(row("a")), "No step was timed"),
        (only(row("a", confidence=None)), "there is no curve"),
        (only(row("a")), "not recorded"),
        (only(Row("a", {}, "theirs")), "Somebody else’s cases"),
        (only(*cases("tuning")), "Tuning"),
        (scores(pipelines={DEFAULT: (), "other": ()}), "No case was asked in this run"),
    ],
)
def test_what_is_absent_is_said_and_breaks_nothing(made: Scores, said: str, tmp_path: Path) -> None:
    page, summary = written(made, tmp_path)
    assert said in "".join(parsed(page).itertext())
    assert summary.startswith("# How good the answers are\n")


def test_losses_stand_in_the_page_and_in_the_summary(tmp_path: Path) -> None:
    own = tuple(row(str(n), **{"hit@1": 0.0}) for n in range(10))
    better = tuple(row(str(n)) for n in range(10))
    page, summary = written(scores(pipelines={DEFAULT: own, "simple": better}), tmp_path)
    loss = "hit@1, test: “simple” has 1.00, the assistant in use 0.00: −1.00 (−1.00 to −1.00)"
    assert loss in page
    assert loss in summary


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough_in_both_colour_schemes(scheme: int) -> None:
    rules = re.findall(r":root \{[^}]*\}", (HERE / "report.css.j2").read_text("utf-8"))
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", rules[scheme]))
    for ground in ("page", "band"):
        for text in ("ink", "muted", "link"):
            assert contrast(colours[text], colours[ground]) >= 4.5
    for mark in ("first", "second", "third", "muted"):
        assert contrast(colours[mark], colours["page"]) >= 3
