# Each target sets itself up from nothing: only Python 3.11+ and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.caseterm-installed
DEV_STAMP := $(VENV)/.caseterm-dev-installed

.PHONY: demo test check bench torture lint types contracts clean

demo: $(RUN_STAMP)
	@$(BIN)/caseterm demo

test: $(DEV_STAMP)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto --dist worksteal

check: lint types contracts test

lint: $(DEV_STAMP)
	@$(BIN)/ruff format --check src tests bench tools
	@$(BIN)/ruff check src tests bench tools

types: $(DEV_STAMP)
	@$(BIN)/mypy

contracts: $(DEV_STAMP)
	@$(BIN)/lint-imports

bench: $(DEV_STAMP)
	@$(BIN)/python bench/run.py

torture: $(DEV_STAMP)
	@$(BIN)/python -m tests.torture.run

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "caseterm needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which with: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(RUN_STAMP): pyproject.toml | $(VENV)/bin/python
	@echo "Setting up caseterm (once) ..."
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(DEV_STAMP): pyproject.toml $(RUN_STAMP) | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
