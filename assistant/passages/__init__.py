"""Documents to passages: structure-true pieces with exact spans, the unit of finding."""

from assistant.passages.build import CHUNKER_VERSION, build_passages

__all__ = ["CHUNKER_VERSION", "build_passages"]
