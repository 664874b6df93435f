"""The guard in ``conftest.py`` that keeps every test on this machine."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable

import pytest

# Addresses that are reserved for documentation (RFC 5737, RFC 3849, RFC 2606).
ELSEWHERE_4 = "192.0.2.1"
ELSEWHERE_6 = "2001:db8::1"
ELSEWHERE = "example.org"


def reach(method: str, host: str) -> object:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as opened:
        if method == "sendto":
            return opened.sendto(b"anything", (host, 9))
        return getattr(opened, method)((host, 9))


@pytest.mark.parametrize("host", [ELSEWHERE_4, ELSEWHERE_6, ELSEWHERE])
@pytest.mark.parametrize("method", ["connect", "connect_ex", "sendto"])
def test_no_socket_reaches_another_machine(
    method: str, host: str, refused_connections: list[str]
) -> None:
    with pytest.raises(RuntimeError, match="must not reach beyond this machine"):
        reach(method, host)
    refused_connections.clear()


@pytest.mark.parametrize(
    "look_up",
    [
        lambda host: socket.getaddrinfo(host, 443),
        socket.gethostbyname,
        socket.gethostbyname_ex,
        lambda host: socket.create_connection((host, 443)),
    ],
    ids=["getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"],
)
def test_no_name_of_another_machine_is_looked_up(
    look_up: Callable[[str], object], refused_connections: list[str]
) -> None:
    with pytest.raises(RuntimeError, match=ELSEWHERE):
        look_up(ELSEWHERE)
    refused_connections.clear()


def test_an_attempt_is_remembered_where_a_library_swallows_the_refusal(
    refused_connections: list[str],
) -> None:
    with contextlib.suppress(RuntimeError):
        socket.create_connection((ELSEWHERE, 443))
    assert refused_connections == [ELSEWHERE]
    refused_connections.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_on_this_machine_can_be_reached(host: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection((host, server.getsockname()[1])) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"


def test_a_pair_of_unnamed_sockets_can_talk() -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"here")
        assert right.recv(4) == b"here"


def test_model_libraries_are_told_to_stay_offline_and_send_no_statistics() -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["ANONYMIZED_TELEMETRY"] == "False"
    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert os.environ["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] == "false"
