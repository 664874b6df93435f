"""What holds for every test: no network, no telemetry, and the same examples on every run."""

from __future__ import annotations

import os

# Before anything else is imported: libraries read these once.
os.environ.update(
    HF_HUB_OFFLINE="1",
    ANONYMIZED_TELEMETRY="False",
    LANGSMITH_TRACING="false",
    STREAMLIT_BROWSER_GATHER_USAGE_STATS="false",
    TOKENIZERS_PARALLELISM="false",
)
# A setting of whoever runs the tests must not decide whether they pass.
for _name in [name for name in os.environ if name.startswith("GUIDANCE_")]:
    if not _name.startswith("GUIDANCE_TEST_"):
        del os.environ[_name]

import ipaddress
import socket
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")


class NetworkRefused(RuntimeError):
    """A test tried to reach beyond this machine.

    Not an `OSError`, which libraries take for a passing fault and try again.
    """


_attempts: list[str] = []


def _refuse_unless_local(host: object) -> None:
    """Raise `NetworkRefused` unless ``host`` is this machine.

    No host and an empty one mean this machine too.
    """
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name.lower() == "localhost":
        return
    try:
        local = ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        local = False
    if not local:
        _attempts.append(name)
        raise NetworkRefused(f"A test must not reach beyond this machine; it tried {name}.")


def _guard_address(method: Callable[..., Any], position: int) -> Callable[..., Any]:
    """Wrap a method of a socket whose argument at ``position`` (from the end: −1) is an address."""

    @wraps(method)
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_unless_local(arguments[position][0])
        return method(self, *arguments)

    return guarded


def _guard_name(function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a function whose first argument is the name of a host."""

    @wraps(function)
    def guarded(host: object, *arguments: Any, **named: Any) -> Any:
        _refuse_unless_local(host)
        return function(host, *arguments, **named)

    return guarded


# From here on, so that importing a test module is guarded as well.
for _method, _position in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
    _guarded = _guard_address(getattr(socket.socket, _method), _position)
    setattr(socket.socket, _method, _guarded)
for _function in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
    setattr(socket, _function, _guard_name(getattr(socket, _function)))


@pytest.fixture(autouse=True)
def refused_connections() -> Iterator[list[str]]:
    """Fail a test that tried to reach beyond this machine, even where the fault was swallowed.

    A test of the guard itself empties the list.
    """
    yield _attempts
    tried = ", ".join(_attempts)
    _attempts.clear()
    if tried:
        pytest.fail(f"The test tried to reach {tried}.")


@pytest.fixture(scope="session")
def small_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for the small corpus and its index; not to be changed."""
    from tests.small_corpus import synced

    return synced(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_settings: Settings) -> Assistant:
    """An assistant over the small corpus, with a model without weights."""
    from assistant.pipeline import Assistant
    from tests.fakes import HashedBagOfWords

    return Assistant.open(small_settings, embeddings=HashedBagOfWords())


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the project's own corpus, with its own model."""
    from assistant.index import sync
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

    corpus = Path(__file__).parents[1] / "corpus"
    settings = Settings(corpus=corpus, index=tmp_path_factory.mktemp("real") / "index")
    sync(settings)
    return Assistant.open(settings)
