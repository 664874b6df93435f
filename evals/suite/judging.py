"""A run judged by a chat model, and how far it agrees with what the metrics say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from langchain_core.language_models import BaseChatModel

from evals.metrics import claims, faithfulness
from evals.metrics.support import supports
from evals.suite.cases import Case
from evals.suite.corpus import Corpus
from evals.suite.judge import judge
from evals.suite.judgement import Agreement, Aspect, agreement, write_judgement
from evals.suite.pipelines import DEFAULT
from evals.suite.records import Record, Said
from evals.suite.run_files import Run
from evals.suite.running import Progress

_KEPT = (
    faithfulness.strength_kept,
    faithfulness.negation_kept,
    faithfulness.numbers_kept,
    faithfulness.names_kept,
    faithfulness.conditions_kept,
)


def judge_run(
    run: Run,
    corpus: Corpus,
    model: BaseChatModel,
    *,
    name: str,
    date: datetime,
    path: Path,
    progress: Progress,
) -> dict[Aspect, Agreement]:
    """Have every answer of a run judged, write it all to ``path``, and return the agreement.

    An interruption ends the judging; what was judged until then is written.
    """
    records = run.records[DEFAULT]
    cases = [case for case in run.cases if case.id in records and records[case.id].answered]
    verdicts = []
    try:
        for done, verdict in enumerate(judge(model, cases, records, corpus), start=1):
            verdicts.append(verdict)
            progress("judged", done, len(cases))
    finally:
        judged = {verdict.id for verdict in verdicts}
        own = [(case, records[case.id]) for case in cases if case.id in judged]
        found = agreement(
            verdicts,
            {
                "facts": {c.id: _facts(c, r) for c, r in own if c.covered},
                "forbidden": {c.id: _forbidden(c, r) for c, r in own},
                "statements": {c.id: [_faithful(r, s) for s in r.statements] for c, r in own},
            },
        )
        write_judgement(
            path, name=name, model=model, date=date, verdicts=verdicts, agreements=found
        )
    return found


def _facts(case: Case, record: Record) -> Sequence[bool]:
    return [bool(claims.facts_stated(replace(case, facts=(f,)), record)) for f in case.facts]


def _forbidden(case: Case, record: Record) -> Sequence[bool]:
    return [
        bool(claims.forbidden_made(replace(case, forbidden=(claim,)), record))
        for claim in case.forbidden
    ]


def _faithful(record: Record, statement: Said) -> bool:
    """Say whether the metrics find nothing wrong with one statement."""
    alone = replace(record, statements=(statement,))
    quotations = [citation.shown for citation in record.cited(statement)]
    return supports(statement.text, quotations) and all(
        kept(alone) in (None, 1.0) for kept in _KEPT
    )
