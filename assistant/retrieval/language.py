"""What is known of the words of a corpus and of those who ask about it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.index import Index
from assistant.retrieval.acronyms import Acronyms, find_acronyms
from assistant.retrieval.references import References
from assistant.retrieval.spelling import Speller, words_of
from assistant.retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Language:
    """By what a question is understood, for one opened index."""

    acronyms: Acronyms
    vocabulary: Vocabulary
    speller: Speller
    references: References

    @classmethod
    def of(cls, index: Index, vocabulary: Vocabulary) -> Language:
        """Return what the documents of an index teach, beside a vocabulary of readers' words."""
        documents, passages = index.documents, index.passages
        return cls(
            find_acronyms(documents, passages),
            vocabulary,
            Speller(words_of(documents, passages)),
            References(documents, passages),
        )
