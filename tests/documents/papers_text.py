"""The paper as Markdown, as plain text and as a web page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape

from tests.documents.papers import CALL, Element, Heading, Listing, Paper, Table, Text

TEXT_WIDTH = 78

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} | Library Standards Office</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font-family: sans-serif }} .site-nav a {{ color: #036 }}</style>
<script>window.pageSettings = {{"section": "guidance", "tracking": false}};</script>
</head>
<body>
<a class="skip-link" href="#main">Skip to main content</a>
<div class="cookie-banner" role="dialog"><p>We use some essential cookies to make this website \
work.</p><button>Accept cookies</button></div>
<header class="site-header" role="banner"><a href="/">Library Standards Office</a>
<form role="search"><label for="q">Search</label><input id="q" name="q"></form></header>
<nav class="site-nav" aria-label="Main"><ul><li><a href="/about">About us</a></li>\
<li><a href="/guidance">Guidance</a></li><li><a href="/news">News</a></li></ul></nav>
<nav class="breadcrumb" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>\
<li><a href="/guidance">Guidance</a></li></ol></nav>
<main id="main">
<article>
{article}
</article>
</main>
<aside class="related"><h2>Related content</h2><ul><li><a href="/loans">Statistics on loans</a>\
</li></ul></aside>
<footer class="site-footer" role="contentinfo"><ul><li><a href="/privacy">Privacy</a></li>\
<li><a href="/contact">Contact us</a></li></ul><p>© Library Standards Office</p></footer>
</body>
</html>
"""


def markdown(paper: Paper) -> bytes:
    """Return the paper as Markdown, notes in the usual extension of it."""
    blocks = [f"# {paper.title}", *(_markdown(element) for element in paper.elements()), "## Notes"]
    blocks += [f"[^{n}]: {note}" for n, note in enumerate(paper.notes, 1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _markdown(element: Element) -> str:
    match element:
        case Heading(level=level, text=text):
            return f"{'#' * (level + 1)} {text}"
        case Text(text=text, number=number):
            called = CALL.sub(r"[^\1]", text)
            return f"{number}. {called}" if number else called
        case Listing(items=items):
            return "\n".join(
                line
                for item in items
                for line in (f"- {item.text}", *(f"    - {inner}" for inner in item.inner))
            )
        case Table(rows=rows):
            lines = [f"| {' | '.join(row)} |" for row in rows]
            return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def plain_text(paper: Paper) -> bytes:
    """Return the paper as plain text, its lines broken as in an e-mail."""
    blocks = [paper.title, *(_plain(element) for element in paper.elements()), "Notes"]
    blocks += [_wrapped(f"[{n}] {note}") for n, note in enumerate(paper.notes, 1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _plain(element: Element) -> str:
    match element:
        case Heading(text=text):
            return text
        case Text(text=text, number=number):
            called = CALL.sub(r"[\1]", text)
            return _wrapped(f"{number}. {called}" if number else called)
        case Listing(items=items):
            return "\n".join(
                line
                for item in items
                for line in (
                    _wrapped(item.text, "- "),
                    *(_wrapped(inner, "  - ") for inner in item.inner),
                )
            )
        case Table(rows=rows):
            return "\n".join("\t".join(row) for row in rows)


def _wrapped(text: str, mark: str = "") -> str:
    return textwrap.fill(
        text,
        TEXT_WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )


def html(paper: Paper) -> bytes:
    """Return the paper as a page of a website, with what websites put around it."""
    lines = [f"<h1>{escape(paper.title)}</h1>"]
    for element in paper.elements():
        lines += _html(element)
    lines += ["<h2>Notes</h2>"]
    lines += [
        f'<p id="note-{n}"><a href="#call-{n}">[{n}]</a> {escape(note)}</p>'
        for n, note in enumerate(paper.notes, 1)
    ]
    page = _PAGE.format(title=escape(paper.title), article="\n".join(lines))
    return page.encode()


def _html(element: Element) -> Iterator[str]:
    match element:
        case Heading(level=level, text=text):
            yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Text(text=text, number=number):
            called = CALL.sub(
                r'<sup id="call-\1"><a href="#note-\1">[\1]</a></sup>', escape(text, quote=False)
            )
            yield f"<p>{number}. {called}</p>" if number else f"<p>{called}</p>"
        case Listing(items=items):
            yield "<ul>"
            for item in items:
                inner = "".join(f"<li>{escape(line)}</li>" for line in item.inner)
                yield f"<li>{escape(item.text)}{f'<ul>{inner}</ul>' if inner else ''}</li>"
            yield "</ul>"
        case Table(rows=(header, *rows)):
            yield "<table>"
            cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
            yield f"<thead><tr>{cells}</tr></thead><tbody>"
            for row in rows:
                yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            yield "</tbody></table>"
