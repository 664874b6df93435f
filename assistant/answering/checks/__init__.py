"""Whether a statement in words of one's own is true to what it rests on."""

from assistant.answering.checks.all_checks import faults
from assistant.answering.checks.names import Names, find_names
from assistant.answering.checks.source import Fault, Source

__all__ = ["Fault", "Names", "Source", "faults", "find_names"]
