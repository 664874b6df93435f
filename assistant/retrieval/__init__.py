"""A question to the evidence for it: understood, searched for, ranked, and judged covered or not."""

from assistant.retrieval.retriever import GuidanceRetriever, Retriever
from assistant.retrieval.understand import understand

__all__ = ["GuidanceRetriever", "Retriever", "understand"]
