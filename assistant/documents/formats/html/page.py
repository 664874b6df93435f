"""What of a web page says something: where its text stands, and what around it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element

# What is dropped for its class or id is small; a whole section of text never is.
MAX_TRIMMINGS_WORDS = 150

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_SILENT_TAGS = frozenset(
    "script style template noscript svg nav iframe object embed audio video canvas map datalist "
    "select option optgroup textarea input progress meter head title meta link base param source "
    "track area img picture rp del".split()
)
_SILENT_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar "
    "doc-toc doc-pagebreak".split()
)
_SECTIONS = frozenset({"article", "main", "section"})
_TRIMMINGS = re.compile(
    r"(?:^|[-_\s])(?:cookies?-?(?:banner|bar|notice|consent|message|popup|modal|alert)"
    r"|(?:global|nhsuk)-cookie|breadcrumbs?|skip-?(?:to-?)?(?:links?|content|main|nav\w*)"
    r"|share-?(?:links?|this|page|buttons?|bar)|social-?(?:shar\w*|links?|buttons?)|addtoany|sharedaddy"
    r"|print-?(?:links?|page|button)|back-?to-?top|pagination|page-feedback|feedback-?(?:form|link)"
    r"|gem-c-feedback|visually-?hidden|sr-only|screen-?reader(?:-text)?|site-?nav\w*)(?:$|[-_\s])",
    re.IGNORECASE,
)
# Pages from before HTML5 name what later pages have elements for.
_PAGE_EDGES = re.compile(
    r"(?:site|page|global|main)?[-_]?(?:header|footer|masthead|nav|navigation|menu)", re.IGNORECASE
)
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})


def tag(element: _Element) -> str:
    """Return an element's name; nothing for a comment."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def role(element: _Element) -> str:
    """Return an element's first role, or nothing."""
    return (element.get("role") or "").split(" ")[0].lower()


def text_root(root: _Element) -> _Element:
    """Return the element that holds the page's text: main, else the one article, else the body."""
    mains: list[_Element] = [e for e in root.iter("main") if not _hidden(e)]
    mains += [e for e in root.iter("*") if role(e) == "main" and not _hidden(e)]
    articles: list[_Element] = [
        e for e in root.iter("article") if not any(tag(a) == "article" for a in e.iterancestors())
    ]
    candidates = [*mains[:1], *(articles if len(articles) == 1 else []), *root.iter("body")]
    return next((e for e in candidates if "".join(_texts(e)).strip()), root)


def _texts(element: _Element) -> Iterable[str]:
    return (str(text) for text in element.itertext())


def says_nothing(element: _Element) -> bool:
    """Say whether an element is no part of the page's text, with all that it holds."""
    name, what = tag(element), role(element)
    if not name or name in _SILENT_TAGS or what in _SILENT_ROLES or _hidden(element):
        return True
    if name == "dialog":
        return element.get("open") is None
    if name == "aside":
        return what not in _NOTE_ROLES
    if name in ("header", "footer"):
        return not any(tag(a) in _SECTIONS or role(a) == "main" for a in element.iterancestors())
    if name == "button" or what == "button":
        return not any(tag(above) in HEADINGS for above in element.iterancestors())
    if name == "form":
        return not _wraps_page(element)
    return element.get("data-nosnippet") is not None or _trimmings(element)


def _hidden(element: _Element) -> bool:
    if tag(element) in ("main", "body", "article"):
        return element.get("hidden", "until-found") != "until-found"
    return (
        element.get("hidden", "until-found").lower() != "until-found"
        or element.get("aria-hidden") == "true"
        or bool(_UNSHOWN.search(element.get("style") or ""))
    )


def _wraps_page(form: _Element) -> bool:
    """Say whether a form is one that a publishing system puts round the whole page."""
    return any(tag(e) in ("main", "article", "h1") for e in form.iterdescendants())


def _trimmings(element: _Element) -> bool:
    if tag(element) in HEADINGS | _SECTIONS | {"body"}:
        return False
    own = element.get("id") or ""
    edge = bool(_PAGE_EDGES.fullmatch(own)) and not any(
        tag(e) in HEADINGS or tag(e) == "main" for e in element.iterdescendants()
    )
    if not edge and not _TRIMMINGS.search(f"{element.get('class') or ''} {own}"):
        return False
    return len("".join(_texts(element)).split()) <= MAX_TRIMMINGS_WORDS
