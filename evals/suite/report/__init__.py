"""What a person reads: a run as one page, as Markdown, and two runs beside each other."""

from evals.suite.report.rendering import write_report
from evals.suite.report.terminal import comparison_text

__all__ = ["comparison_text", "write_report"]
