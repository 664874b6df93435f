# `make run` and `make test` need a Python and nothing else; each finds the environment that the
# other made. Set PYTHON to choose an interpreter: make run PYTHON=/usr/bin/python3.12

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PYTHON ?=
LATEST := evals/runs/latest
EVALUATE ?=
RECENT := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: help install run test lint evaluate gate clean
.DEFAULT_GOAL := help

help:
	@echo 'make run      install what is missing, index the documents, open the web page'
	@echo 'make test     install what is missing, check style and types, run the tests'
	@echo 'make lint     check style and types only'
	@echo 'make evaluate answer every case, score the answers and write the report'
	@echo 'make gate     the same, and fail where a headline figure is worse than the baseline'
	@echo 'make install  make the environment $(VENV) with the pinned dependencies'
	@echo 'make clean    remove the environment, the index and all caches'

install: $(INSTALLED)

run: $(INSTALLED)
	$(BIN)/guidance sync
	$(BIN)/streamlit run app.py

test: lint
	$(BIN)/python -m pytest

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# EVALUATE=--compare adds the pipelines to compare with.
evaluate: $(INSTALLED)
	$(BIN)/guidance sync
	rm -rf $(LATEST)
	$(BIN)/guidance eval run --out $(LATEST) $(EVALUATE)
	$(BIN)/guidance eval score $(LATEST)
	$(BIN)/guidance eval report $(LATEST)

# The tuning cases stay out: weights are fitted on them, so they prove nothing.
gate: EVALUATE := $(patsubst %,--cases evals/cases/%.jsonl,test consistency subversion)
gate: evaluate
	$(BIN)/guidance eval compare evals/baseline $(LATEST) --gate

# Python 3.11 comes first because the pinned releases are tested with it.
# An environment whose making was cut short has no pip and is made again from the start.
# The stamp comes last, so that an installation cut short is taken up again.
$(INSTALLED): pyproject.toml constraints.txt
	@found=; \
	if ! $(BIN)/python -c 'import pip; $(RECENT)' >/dev/null 2>&1; then \
	  for candidate in $(or $(PYTHON),python3.11 python3.12 python3.13 python3); do \
	    if "$$candidate" -c 'import ensurepip, venv; $(RECENT)' >/dev/null 2>&1; \
	    then found=$$candidate; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo 'No suitable Python. Install Python 3.11 or later with its venv module' >&2; \
	    echo '(on Debian: apt install python3-venv), or name one: make PYTHON=/path/to/python' >&2; \
	    exit 1; \
	  fi; \
	  echo "Making $(VENV) with $$("$$found" --version)"; \
	  "$$found" -m venv --clear $(VENV); \
	fi
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	[ ! -d index ] || find index -mindepth 1 ! -name README.md -delete
	find . -name __pycache__ -prune -exec rm -rf {} +
