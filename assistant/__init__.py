"""Answers questions about guidance documents by quoting them, with exact citations."""

import os

# Set before any library reads them. What people ask is sent nowhere, and nothing is downloaded
# unless an administrator says so.
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
