"""Is every quotation at its place?  python -m evals.exactness [--questions 200]

Makes questions from the headings of the documents, asks them with the `guidance` command, and
checks every quotation of every answer against the raw files of corpus/. Shares no code with the
product: it knows the files, the catalogue and the JSON that the command writes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FORMS = (
    "What do the documents say about {}?",
    "Who is responsible for {}?",
    "What must be done about {}?",
)
SEED = 20


def headings(text: str) -> list[str]:
    """Return the lines of a text that stand alone and read like headings."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        line = re.sub(r"[*#\[\]]|\(#\)", "", block).strip()
        if "\n" not in line and 8 <= len(line) <= 90 and line[-1].isalpha() and line[0].isupper():
            found.append(line)
    return found


def questions(texts: dict[str, str], number: int) -> list[str]:
    """Return ``number`` different questions, the same at every run."""
    made = [form.format(h) for text in texts.values() for h in headings(text) for form in FORMS]
    made = list(dict.fromkeys(made))
    random.Random(SEED).shuffle(made)
    return made[:number]


def ask(asked: list[str], extra: list[str]) -> list[dict[str, Any]]:
    """Ask all questions in one run of the command and return the answers as data."""
    with tempfile.TemporaryDirectory() as folder:
        batch, out = Path(folder, "questions.jsonl"), Path(folder, "answers.jsonl")
        lines = (json.dumps({"id": str(n), "question": q}) for n, q in enumerate(asked))
        batch.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "assistant.cli", "ask", "--batch", str(batch)]
        subprocess.run([*command, "--out", str(out), *extra], check=True)
        return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def plain(text: str) -> str:
    """Return the letters and digits of a text alone, to compare what is shown with what stands."""
    text = re.sub(r"</?[a-z]+(?:\s[^<>\n]*)?/?>|\]\([^)\s]*\)|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]", " ", text)
    return "".join(c for c in text if c.isalnum())


def faults(answer: dict[str, Any], texts: dict[str, str]) -> list[str]:
    """Return what is wrong with the quotations of one answer, a line each."""
    found = []
    numbers = {c["n"]: c for c in answer["citations"]}
    for citation in answer["citations"]:
        text = texts.get(citation["doc_id"], "")
        slices = [text[start:end] for start, end in citation["spans"]]
        if not slices or " ".join(slices) != citation["quote"]:
            found.append(f"[{citation['n']}] is not at its place")
        if len(slices) == 1 and text[citation["char_start"] : citation["char_end"]] != slices[0]:
            found.append(f"[{citation['n']}]: char_start and char_end are not its place")
        if plain(citation["shown"]) not in plain(" ".join(slices)):
            found.append(f"[{citation['n']}] shows words that do not stand there")
    for statement in answer["statements"]:
        if not statement["citations"]:
            found.append(f"a statement cites nothing: {statement['text'][:60]}")
            continue
        stands = plain(" ".join(numbers[n]["quote"] for n in statement["citations"]))
        for line in statement["text"].split("\n"):
            if plain(line) not in stands:
                found.append(f"a statement says what does not stand there: {line[:60]}")
    return found


def main() -> int:
    """Ask, check, print; return 1 where a single quotation is not exact."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("rest", nargs="*", help="passed on to the command, after --")
    given = parser.parse_args()
    catalogue = tomllib.loads((CORPUS / "catalogue.toml").read_text("utf-8"))
    texts = {
        entry["id"]: (CORPUS / entry["file"]).read_bytes().decode("utf-8")
        for entry in catalogue["document"]
    }
    print(
        f"Python {sys.version.split()[0]}; "
        + ", ".join(
            f"{name} {hashlib.sha256(text.encode()).hexdigest()[:8]}"
            for name, text in texts.items()
        )
    )
    asked = questions(texts, given.questions)
    answers = ask(asked, given.rest)
    wrong = [(a["question"], fault) for a in answers for fault in faults(a, texts)]
    outcomes = [answer["outcome"] for answer in answers]
    print(f"questions from headings: {len(asked)}, answers: {len(answers)}")
    print("outcomes: " + str({o: outcomes.count(o) for o in sorted(set(outcomes))}))
    print(f"statements: {sum(len(a['statements']) for a in answers)}")
    print(f"quotations: {sum(len(a['citations']) for a in answers)}, not exact: {len(wrong)}")
    for question, fault in wrong[:20]:
        print(f"  {question}: {fault}")
    return 1 if wrong or len(answers) != len(asked) else 0


if __name__ == "__main__":
    raise SystemExit(main())
