"""Connections to Chroma: embedded or a server, and what its faults mean to a person."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api.client import AdminClient, Client
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from assistant.errors import StoreUnavailable
from assistant.index.manifest import REBUILD

SYNC = "Run `guidance sync` to build it again."


class CollectionMissing(StoreUnavailable):
    """The store is there, and the collection is not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a collection is: on the server at ``url``, or in ``folder`` where that is empty."""

    url: str
    folder: Path
    collection: str


# Chroma counts the clients of a folder without regard to threads: one that is closed while
# another is opened takes the store from under it. So both happen under one lock; and what is no
# longer used only waits here to be closed, as it may be found at any time, even under the lock.
_opening = threading.Lock()
_retired: deque[Client] = deque()


def connect(place: Place) -> Client:
    """Return a client that sends no telemetry.

    Raises `StoreUnavailable` where the server does not answer or the folder cannot be used.
    """
    settings = Settings(anonymized_telemetry=False)
    with _opening, reported(place):
        while _retired:
            _let_go(_retired.popleft())
        # What Chroma makes can be closed; the type that it promises cannot.
        if not place.url:
            return cast(Client, chromadb.PersistentClient(place.folder, settings=settings))
        host, port, secure = _address(place.url)
        try:
            return cast(Client, chromadb.HttpClient(host, port, ssl=secure, settings=settings))
        # Chroma says so where nobody answers at the address.
        except ValueError as error:
            raise _unavailable(place, error) from error


def close(client: Client) -> None:
    """Let go of the client's files or connection."""
    with _opening:
        _let_go(client)


def _let_go(client: Client) -> None:
    client.close()
    # Chroma 1.5.9 leaves its two HTTP sessions open.
    for owner in (client, cast(AdminClient, client._admin_client)):
        session = getattr(owner._server, "_session", None)
        if isinstance(session, httpx.Client):
            session.close()


def retire(client: Client) -> None:
    """Have a client closed that nobody uses any more, when the next one is opened."""
    _retired.append(client)


@contextlib.contextmanager
def opened(place: Place) -> Iterator[Client]:
    """Connect, and close the connection again if what follows fails."""
    client = connect(place)
    try:
        with reported(place):
            yield client
    except BaseException:
        close(client)
        raise


@contextlib.contextmanager
def reported(place: Place) -> Iterator[None]:
    """Turn what Chroma raises into an error that says what to do."""
    try:
        yield
    except NotFoundError as error:
        where = place.url or place.folder
        raise CollectionMissing(
            f"The vector store {where} does not hold this index.", SYNC
        ) from error
    except (ChromaError, httpx.HTTPError, OSError) as error:
        raise _unavailable(place, error) from error


def _address(url: str) -> tuple[str, int, bool]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in {"http", "https"}:
        raise StoreUnavailable(
            f"{url} is no address of a Chroma server.",
            "Write GUIDANCE_CHROMA_URL like http://localhost:8000, or leave it empty.",
        )
    secure = parts.scheme == "https"
    return host, port or (443 if secure else 8000), secure


def _unavailable(place: Place, error: Exception) -> StoreUnavailable:
    said = (str(error).splitlines() or [type(error).__name__])[0]
    if place.url:
        return StoreUnavailable(
            f"The Chroma server at {place.url} does not answer as it should: {said}",
            "Start it with `chroma run`, or correct GUIDANCE_CHROMA_URL.",
        )
    return StoreUnavailable(f"The vector store {place.folder} cannot be used: {said}", REBUILD)
