"""A small corpus, a model without weights, and both kinds of Chroma."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from tests.fakes import HashedBagOfWords

SOON = 0.05
"""Seconds between two looks whether the server is up."""

CORPUS = {
    "leads.txt": "1. Each board must have an executive lead for children.\n\n"
    "2. The lead should report to the board every year.\n",
    "plans.txt": "1. Boards must publish a joint forward plan.\n\n"
    "2. The plan may be revised before the next year.\n",
    "voices.txt": "1. Parent carers should be heard before decisions are taken.\n",
}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Chroma server that runs while the tests do."""
    process, url = _start_server(tmp_path_factory.mktemp("server"))
    yield url
    process.terminate()
    process.wait()


def _start_server(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server on a port that is free; try another one if somebody was quicker."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        chroma = Path(sys.executable).with_name("chroma")
        process = subprocess.Popen(
            [chroma, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        while process.poll() is None:
            if _answers(url):
                return process, url
            time.sleep(SOON)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/v2/heartbeat").is_success
    except httpx.TransportError:
        return False


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of three short documents."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in CORPUS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(params=["embedded", "server"])
def settings(request: pytest.FixtureRequest, corpus: Path) -> Settings:
    """Settings for an index of its own, once embedded and once on the server."""
    url = request.getfixturevalue("server") if request.param == "server" else ""
    return Settings(corpus=corpus, index=corpus.parent / "index", chroma_url=url)


@pytest.fixture
def embedded(corpus: Path) -> Settings:
    """Settings for an index whose store is embedded."""
    return Settings(corpus=corpus, index=corpus.parent / "index")


@pytest.fixture
def embeddings() -> HashedBagOfWords:
    return HashedBagOfWords()
