"""A real browser, and Streamlit served to it on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Serve(Protocol):
    def __call__(self, script: Path, **environment: str) -> AbstractContextManager[str]: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no browser is installed: none of {', '.join(NAMES)} is on the PATH")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serve a Streamlit script for as long as a test needs it; gives its address."""

    @contextmanager
    def serving(script: Path, **environment: str) -> Iterator[str]:
        with socket.create_server(("localhost", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        options = [f"--server.port={port}", "--server.headless=true", "--server.address=localhost"]
        server = subprocess.Popen(
            command + options,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            assert server.stdout
            said = []
            for line in server.stdout:
                said.append(line)
                if "URL:" in line:
                    break
            assert server.poll() is None, "".join(said)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.communicate(timeout=30)

    return serving
