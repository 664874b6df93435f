"""What a judge found, as it is kept: prompt, model, verdicts, and agreement with the metrics."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel

from assistant.writing import write_whole
from evals.common import conditions
from evals.suite.judge import PROMPT, REQUEST, Judgement, Verdict

FORMAT = 1
"""Changes when the file means something else than before."""

Aspect = Literal["facts", "forbidden", "statements"]
Deterministic = Mapping[Aspect, Mapping[str, Sequence[bool | None]]]
"""What the metrics say: for each aspect and case id, a yes or no in order, none if not scored."""

# Named one by one, so that no key, header or address of a person's own is written down.
_SETTINGS = (
    "model",
    "model_name",
    "temperature",
    "top_p",
    "top_k",
    "seed",
    "max_tokens",
    "num_predict",
    "num_ctx",
    "reasoning",
    "reasoning_effort",
    "thinking",
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the judge and a metric say the same; counted in facts, claims or statements."""

    both: int
    judge_only: int
    metric_only: int
    neither: int
    not_judged: int
    """Those that the metric has and the judge gave no verdict on."""
    not_scored: int
    """Those that the judge has and the metric does not score."""

    @property
    def compared(self) -> int:
        """How many both have."""
        return self.both + self.judge_only + self.metric_only + self.neither

    @property
    def share(self) -> float | None:
        """The share of the same verdict, 0 to 1; none where nothing can be compared."""
        return (self.both + self.neither) / self.compared if self.compared else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, -1 to 1 (Cohen, *A coefficient of agreement for nominal scales*, 1960).

        None where chance alone would make them agree always, or nothing can be compared.
        """
        n = self.compared
        judge, metric = self.both + self.judge_only, self.both + self.metric_only
        # By chance, times n²: whole numbers, so that certain agreement is recognised exactly.
        chance = judge * metric + (n - judge) * (n - metric)
        if n * n == chance:
            return None
        return (n * (self.both + self.neither) - chance) / (n * n - chance)


def agreement(verdicts: Sequence[Verdict], deterministic: Deterministic) -> dict[Aspect, Agreement]:
    """Return for each aspect how far the judge and the metric agree.

    Raises `ValueError` where the two have another number of facts, claims or statements in a case.
    """
    return {aspect: _agreement(verdicts, aspect, own) for aspect, own in deterministic.items()}


def write_judgement(
    path: Path,
    *,
    name: str,
    model: BaseChatModel,
    date: datetime,
    verdicts: Sequence[Verdict],
    agreements: Mapping[Aspect, Agreement],
) -> None:
    """Write one JSON object with everything that the judge was told, was, and found.

    ``name`` is the model as the person asked for it. Raises `OSError`.
    """
    not_judged = sum(bool(verdict.not_judged) for verdict in verdicts)
    package = type(model).__module__.split(".")[0]
    own = packages_distributions().get(package, [])[:1]
    data = {
        "format": FORMAT,
        "date": date.isoformat(timespec="seconds"),
        "model": {"name": name, "class": type(model).__name__, "settings": _settings(model)},
        "conditions": conditions("langchain", "langchain-core", *own).splitlines(),
        "prompt": {
            "system": PROMPT,
            "request": REQUEST,
            "schema": Judgement.model_json_schema(),
        },
        "judged": len(verdicts) - not_judged,
        "not_judged": not_judged,
        "agreement": {
            aspect: {**asdict(one), "share": one.share, "kappa": one.kappa}
            for aspect, one in agreements.items()
        },
        "verdicts": [asdict(verdict) for verdict in verdicts],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # A model can write half a surrogate pair, which is no character and cannot be stored.
    write_whole(path, (text + "\n").encode(errors="replace"))


def _agreement(
    verdicts: Sequence[Verdict], aspect: Aspect, metric: Mapping[str, Sequence[bool | None]]
) -> Agreement:
    pairs: list[tuple[bool, bool | None]] = []
    not_judged = 0
    for verdict in verdicts:
        found = [finding.holds for finding in getattr(verdict, aspect)]
        if verdict.not_judged:
            not_judged += sum(value is not None for value in metric.get(verdict.id, ()))
        else:
            pairs += zip(found, metric.get(verdict.id, [None] * len(found)), strict=True)
    return Agreement(
        both=pairs.count((True, True)),
        judge_only=pairs.count((True, False)),
        metric_only=pairs.count((False, True)),
        neither=pairs.count((False, False)),
        not_judged=not_judged,
        not_scored=sum(value is None for _, value in pairs),
    )


def _settings(model: BaseChatModel) -> dict[str, Any]:
    """Return what the model was told to be, as far as it has settings of these names."""
    found = {name: getattr(model, name, None) for name in _SETTINGS}
    return {
        name: value
        for name, value in found.items()
        if isinstance(value, str | int | float | bool | dict)
    }
