"""Do the checks catch altered statements?  python -m evals.faithfulness [--cases FILE …] [--show]

Honest statements that the checks withhold are false alarms; altered ones that they let pass are
missed. Statements that people wrote are read from files; quotations of the corpus are altered by
rule as well. A figure is only as good as those who wrote the alterations: held-out ones are by
somebody who has not seen the checks.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answering.checks import Names, faults, find_names
from assistant.errors import GuidanceError
from assistant.index import Index
from assistant.retrieval.acronyms import find_acronyms
from assistant.settings import read_settings
from evals.common import ROOT, conditions
from evals.faithfulness.cases import KINDS, Told, read_told
from evals.faithfulness.evidence import Evidence
from evals.faithfulness.quotations import quoted

CASES = ROOT / "evals" / "cases" / "faithfulness"
QUOTATIONS = 400
"""Sentences and items of the corpus that are altered by rule, evenly spaced."""


@dataclass(slots=True)
class Figures:
    """How many were caught and how many withheld."""

    honest: int = 0
    withheld: int = 0
    altered: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    of_passed: int = 0
    """Altered statements whose honest form passes: only these show what an alteration does."""
    of_passed_caught: int = 0
    because: Counter[str] = field(default_factory=Counter)
    """Honest statements withheld, by the check that withheld them."""

    @property
    def detection(self) -> float:
        """Share of altered statements that are caught."""
        return self.caught.total() / max(1, self.altered.total())

    @property
    def false_alarm(self) -> float:
        """Share of honest statements that are withheld."""
        return self.withheld / max(1, self.honest)


def measure(statements: Iterable[Told], names: Names, *, show: bool = False) -> Figures:
    """Return what the checks make of statements; ``show`` prints each that they misjudge."""
    figures = Figures()
    for told in statements:
        found = faults(told.honest, told.sources, names)
        figures.honest += 1
        figures.withheld += bool(found)
        figures.because.update(fault.check for fault in found)
        if found and show:
            print(f"withheld  {told.id}  {told.honest}\n          {found[0].reason}")
        for one in told.altered:
            caught = bool(faults(one.text, told.sources, names))
            figures.altered[one.kind] += 1
            figures.caught[one.kind] += caught
            figures.of_passed += not found
            figures.of_passed_caught += caught and not found
            if show and not caught:
                print(f"missed    {told.id}  {one.kind}: {one.text}")
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    """Print detection and false alarms, by kind, for each set of statements."""
    parser = argparse.ArgumentParser(prog="python -m evals.faithfulness", description=__doc__)
    parser.add_argument("--cases", type=Path, action="append", help="files of statements to read")
    parser.add_argument("--show", action="store_true", help="print each that is misjudged")
    asked = parser.parse_args(arguments)
    try:
        index = Index.open(read_settings())
        documents, passages = index.documents, index.passages
        names = find_names(documents, passages, find_acronyms(documents, passages))
        evidence = Evidence(documents, passages)
        print(conditions("pystemmer"))
        for path in asked.cases or sorted(CASES.glob("*.jsonl")):
            _report(path.stem, measure(read_told(path, evidence), names, show=asked.show))
        altered = quoted(evidence, names, QUOTATIONS)
        _report("quotations altered by rule", measure(altered, names, show=asked.show))
    except GuidanceError as error:
        sys.exit(str(error))


def _report(title: str, figures: Figures) -> None:
    print(f"\n{title}: {figures.honest} honest, {figures.altered.total()} altered")
    print(f"  caught       {figures.caught.total():>5} {figures.detection:>7.1%}")
    share = figures.of_passed_caught / max(1, figures.of_passed)
    print(f"    of those whose honest form passes: {figures.of_passed} altered, caught {share:.1%}")
    print(f"  false alarm  {figures.withheld:>5} {figures.false_alarm:>7.1%}")
    for kind in KINDS:
        if of := figures.altered[kind]:
            caught = figures.caught[kind]
            print(f"    {kind:<18}{caught:>5} of {of:<5}{caught / of:>7.1%}")
    checks = ", ".join(f"{name} {n}" for name, n in sorted(figures.because.items()))
    print(f"  withheld by  {checks or 'none'}")


if __name__ == "__main__":
    main()
