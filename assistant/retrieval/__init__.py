"""A question to its evidence: understood, searched for, ranked, judged covered or not."""

from assistant.retrieval.retriever import GuidanceRetriever, Retriever
from assistant.retrieval.stages import Stages
from assistant.retrieval.understand import understand

__all__ = ["GuidanceRetriever", "Retriever", "Stages", "understand"]
