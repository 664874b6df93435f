"""Generate once: every answer of every pipeline written down, with all that it depends on."""

from __future__ import annotations

import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from assistant.errors import GuidanceError
from assistant.index import Index, sync
from assistant.index.embedding import load_embeddings
from assistant.settings import Settings
from assistant.writing import write_whole
from evals.common import ROOT, conditions
from evals.suite.cases import SUBVERSION, Attempt, Case, read_attempts, read_cases
from evals.suite.embeddings import Remembering
from evals.suite.pipelines import DEFAULT, Answerer, pipelines

FORMAT = 1
"""Changes when a file of a run means something else than before."""

PACKAGES = ("chromadb", "sentence-transformers", "torch", "bm25s", "langchain-core")
ASKED_AGAIN = 30
"""Cases asked a second time, to see that the same question gets the same answer."""

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


def generate(
    settings: Settings,
    files: Sequence[Path],
    out: Path,
    *,
    compare: bool,
    started: datetime,
    progress: Progress,
    embeddings: Embeddings | None = None,
) -> None:
    """Answer every case of ``files`` and write the run into the folder ``out``.

    With ``compare``, also by every other pipeline. Raises `GuidanceError` where there is already a
    run in ``out``, a case cannot be read, or there is no index.
    """
    if (out / "run.json").exists():
        raise GuidanceError(f"{out} holds a run already.", "Name another folder with --out.")
    cases = [case for file in files if file.stem != SUBVERSION for case in read_cases(file)]
    attempts = [one for file in files if file.stem == SUBVERSION for one in read_attempts(file)]
    model = embeddings or load_embeddings(settings.model)
    manifest = Index.open(settings, model).manifest
    answers = out / "answers"
    answers.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    names = {}
    remembering = Remembering(model)
    for pipeline in pipelines() if compare else (next(pipelines()),):
        default = pipeline.name == DEFAULT
        # The one in use embeds for itself, so that its times are true.
        answer = pipeline.open(settings, model if default else remembering)
        names[pipeline.name] = f"{pipeline.name.replace(' ', '-')}.jsonl"
        lines = _answers(answer, cases, pipeline.name, progress)
        _write(answers / names[pipeline.name], lines)
        if default:
            again = _answers(answer, cases[:ASKED_AGAIN], "asked again", progress)
            _write(answers / "again.jsonl", again)
            if attempts:
                lines = _tries(attempts, answer, settings, model, progress)
                _write(answers / f"{SUBVERSION}.jsonl", lines)
            seconds = time.perf_counter() - start
    write_whole(
        out / "run.json",
        json.dumps(
            {
                "format": FORMAT,
                "started": started.isoformat(timespec="seconds"),
                "conditions": conditions(*PACKAGES).splitlines(),
                "settings": settings.model_dump(mode="json"),
                "model": manifest.model,
                "chunker": manifest.chunker,
                "passages": manifest.passages,
                "documents": {entry.doc_id: entry.sha256 for entry in manifest.documents},
                "cases": [_relative(file) for file in files],
                "pipelines": names,
                "seconds_in_default_configuration": round(seconds, 1),
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            },
            indent=2,
        ).encode(),
    )


def _answers(
    answer: Answerer, cases: Sequence[Case], stage: str, progress: Progress
) -> Iterable[Mapping[str, Any]]:
    for done, case in enumerate(cases):
        progress(stage, done, len(cases))
        yield answer(case)
    progress(stage, len(cases), len(cases))


def _tries(
    attempts: Sequence[Attempt],
    clean: Answerer,
    settings: Settings,
    model: Embeddings,
    progress: Progress,
) -> Iterable[Mapping[str, Any]]:
    """Yield the answers to all attempts, each before that to its question without the attack.

    What attacks by a document is asked of a copy of the corpus that all those documents are in.
    """
    documents = dict(one.document for one in attempts if one.document)
    with tempfile.TemporaryDirectory() as folder:
        attacked = clean
        if documents:
            attacked = _attacked(settings, documents, model, Path(folder), progress)
        for done, attempt in enumerate(attempts):
            progress(SUBVERSION, done, len(attempts))
            answer = attacked if attempt.document else clean
            yield answer(attempt.case)
            if attempt.clean:
                yield answer(attempt.clean)
        progress(SUBVERSION, len(attempts), len(attempts))


def _attacked(
    settings: Settings,
    documents: Mapping[str, str],
    model: Embeddings,
    folder: Path,
    progress: Progress,
) -> Answerer:
    """Return the pipeline in use, for a copy of the corpus with ``documents`` added to it."""
    copy = settings.model_copy(
        update={"corpus": folder / "corpus", "index": folder / "index", "chroma_url": ""}
    )
    shutil.copytree(settings.corpus, copy.corpus)
    if not settings.chroma_url:
        # What is embedded already need not be embedded again.
        shutil.copytree(settings.index, copy.index)
    for name, text in documents.items():
        (copy.corpus / name).write_text(text, encoding="utf-8")
    sync(copy, embeddings=model, progress=lambda _, done, all: progress("documents", done, all))
    return next(pipelines()).open(copy, model)


def _relative(file: Path) -> str:
    """Return the path of a file within the project, or the whole path of one outside it."""
    whole = file.resolve()
    return str(whole.relative_to(ROOT) if whole.is_relative_to(ROOT) else whole)


def _write(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
