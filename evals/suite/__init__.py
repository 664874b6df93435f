"""The evaluation suite: cases, runs, scores, reports and comparisons."""
