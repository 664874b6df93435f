"""An opened index: documents and passages, and the two ways of ranking passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore as LangChainStore

from assistant.domain import EVERYTHING, Document, Passage, Scope
from assistant.errors import GuidanceError, IndexMismatch, StoreUnavailable
from assistant.index.embedding import LazyEmbeddings, model_fingerprint
from assistant.index.generation import place_of
from assistant.index.layout import Layout
from assistant.index.lexical import LexicalIndex
from assistant.index.manifest import REBUILD, Manifest, check_matches, read_manifest
from assistant.index.scoping import Mask, conditions_of, known_scope, lets_in
from assistant.index.snapshot import Snapshot, read_snapshot
from assistant.index.store import VectorStore
from assistant.index.tokens import TokenIndex, Tokens, Vectors, WholeModel, token_model
from assistant.passages import CHUNKER_VERSION
from assistant.settings import Settings


class Index:
    """What one sync wrote, open for reading; safe to share between threads.

    It does not change: `refreshed` returns the index as a later sync left it.
    """

    def __init__(
        self,
        settings: Settings,
        manifest: Manifest,
        snapshots: Sequence[Snapshot],
        store: VectorStore,
        lexical: LexicalIndex,
        tokens: TokenIndex,
        embeddings: Embeddings,
    ) -> None:
        self.manifest = manifest
        self.lexical = lexical
        self.documents: Mapping[str, Document] = {
            snapshot.document.source.doc_id: snapshot.document for snapshot in snapshots
        }
        self.passages: tuple[Passage, ...] = tuple(
            passage for snapshot in snapshots for passage in snapshot.passages
        )
        self._by_id = {passage.passage_id: passage for passage in self.passages}
        self._groups: dict[str, list[Passage]] = {}
        for passage in self.passages:
            self._groups.setdefault(passage.group, []).append(passage)
        self._first_units: dict[str, int] = {}
        units = 0
        for passage in self.passages:
            self._first_units[passage.passage_id] = units
            units += len(passage.units)
        self._parts = [
            (doc_id, part) for doc_id, document in self.documents.items() for part in document.parts
        ]
        first_parts: dict[str, int] = {}
        for place, (doc_id, _) in enumerate(self._parts):
            first_parts.setdefault(doc_id, place)
        self._part_of = np.fromiter(
            (first_parts[passage.doc_id] + passage.part for passage in self.passages),
            dtype=np.int32,
            count=len(self.passages),
        )
        self._tokens = tokens
        self._settings = settings
        self._store = store
        self._embeddings = embeddings

    @classmethod
    def open(cls, settings: Settings, embeddings: Embeddings | None = None) -> Index:
        """Open the index that the settings name; a model is loaded when it is first needed.

        Raises `IndexMissing` where there is none, `IndexMismatch` where it was made by another
        model, chunker or format or is damaged, `StoreUnavailable` where its vectors cannot be
        read.
        """
        embeddings = embeddings or LazyEmbeddings(settings.model)
        layout = Layout(settings.index)
        manifest = _current(settings, layout)
        while True:
            try:
                return cls._opened(settings, layout, manifest, embeddings)
            except GuidanceError:
                # A sync may have replaced the index while it was being opened.
                newer = _current(settings, layout)
                if newer == manifest:
                    raise
                manifest = newer

    @classmethod
    def _opened(
        cls, settings: Settings, layout: Layout, manifest: Manifest, embeddings: Embeddings
    ) -> Index:
        place = place_of(settings, layout, manifest.generation, manifest.collection)
        return cls(
            settings,
            manifest,
            [read_snapshot(layout.documents / entry.snapshot) for entry in manifest.documents],
            VectorStore.open(place, embeddings),
            LexicalIndex.load(layout.lexical / manifest.generation),
            TokenIndex.load(layout.tokens / manifest.generation),
            embeddings,
        )

    def refreshed(self) -> Index:
        """Return this index if it is still the current one, otherwise the current one, opened.

        Asked before each question, this takes a removed document out of the answers at once.
        """
        current = _current(self._settings, Layout(self._settings.index))
        if current == self.manifest:
            return self
        return Index.open(self._settings, self._embeddings)

    def passage(self, passage_id: str) -> Passage:
        """Return a passage; raises `KeyError` where the index holds none of that id."""
        return self._by_id[passage_id]

    def group(self, group: str) -> tuple[Passage, ...]:
        """Return the passages that one paragraph with its list was split into, in order."""
        return tuple(self._groups[group])

    def searchable(self, passage: Passage) -> str:
        """Return the text by which a passage was indexed: its part, headings and body."""
        return passage.searchable(self.documents[passage.doc_id].parts[passage.part].title)

    def embed(self, text: str) -> list[float]:
        """Return the vector of a text, of length 1."""
        return self._fitting(self._embeddings.embed_query(text))

    def embed_all(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of several texts, of length 1, made together."""
        return self._embeddings.embed_documents(list(texts))

    def embed_tokens(self, text: str) -> Tokens:
        """Return the tokens of a question, comparable with those of `unit_tokens`."""
        (tokens,) = token_model(self._embeddings).embed_tokens([text])
        return self._comparable(tokens)

    def embed_whole(self, text: str) -> tuple[list[float], Tokens]:
        """Return what `embed` and `embed_tokens` return, read at once where the model can."""
        if not isinstance(self._embeddings, WholeModel):
            return self.embed(text), self.embed_tokens(text)
        ((vector, tokens),) = self._embeddings.embed_whole([text])
        return self._fitting(vector), self._comparable(tokens)

    def unit_tokens(self, passage: Passage) -> list[Vectors]:
        """Return the token vectors of each unit of a passage, tokens × dimensions each."""
        return self._tokens.of(self._first_units[passage.passage_id], len(passage.units))

    def known_scope(self, scope: Scope) -> Scope:
        """Return a scope with its values spelt as the documents spell them.

        Raises `QuestionError`, with the values that there are, where one is unknown or no date.
        """
        return known_scope(scope, self.documents)

    def mask(self, scope: Scope) -> Mask | None:
        """Return of each passage, in order, whether a scope lets it in; none where it lets in all.

        A value that no document has lets nothing in.
        """
        if scope == EVERYTHING:
            return None
        parts = np.array([lets_in(scope, doc_id, part) for doc_id, part in self._parts], bool)
        mask: Mask = parts[self._part_of]
        return mask

    def dense(
        self, vector: Sequence[float], k: int, scope: Scope = EVERYTHING
    ) -> list[tuple[str, float]]:
        """Return up to ``k`` passages nearest to ``vector``: id and cosine similarity, best first.

        Only those that ``scope`` lets in. A question under way while a sync replaces the index is
        answered from the new vectors, and only with passages that this index holds too.
        """
        where = conditions_of(scope)
        try:
            hits = self._store.search(vector, k, where)
        except StoreUnavailable:
            newer = self.refreshed()
            if newer is self:
                raise
            hits = newer._store.search(vector, k, where)
        return [(passage_id, score) for passage_id, score in hits if passage_id in self._by_id]

    def _fitting(self, vector: list[float]) -> list[float]:
        if len(vector) != self.manifest.dimension:
            raise IndexMismatch(
                f"The model makes vectors of {len(vector)} numbers; the index holds vectors of "
                f"{self.manifest.dimension}.",
                REBUILD,
            )
        return vector

    def _comparable(self, tokens: Tokens) -> Tokens:
        return Tokens(self._tokens.reduced(tokens.vectors), tokens.words)

    @property
    def langchain(self) -> LangChainStore:
        """The passages as a LangChain vector store, for use in chains of one's own."""
        return self._store.langchain


def _current(settings: Settings, layout: Layout) -> Manifest:
    manifest = read_manifest(layout.manifest)
    check_matches(manifest, model_fingerprint(settings.model), CHUNKER_VERSION)
    return manifest
