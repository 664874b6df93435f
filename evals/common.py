"""What the evaluations share: where the project lies, and the conditions of a run."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def conditions(*packages: str) -> str:
    """Return the machine, the versions and the state of the code and corpus, a line each."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = " with uncommitted changes" if _git("status", "--porcelain") else ""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "corpus").iterdir()):
        digest.update(path.read_bytes())
    lines = [
        f"machine: {platform.machine()}, {os.cpu_count()} cores",
        f"Python {platform.python_version()}",
        f"code: {commit}{changed}; corpus: {digest.hexdigest()[:12]}",
        "versions: " + ", ".join(f"{name} {version(name)}" for name in packages),
    ]
    return "\n".join(lines)


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or ("unknown" if arguments[0] == "rev-parse" else "")
