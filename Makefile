# Every target makes what it needs: a virtual environment in .venv, with exactly the pinned versions.

HOST ?= 127.0.0.1
PORT ?= 8080
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test check format bench clean
.DEFAULT_GOAL := help

help: ## Lists these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.runtime ## Builds the demo database once and serves it on HOST and PORT (127.0.0.1:8080)
	@$(BIN)/python -m models.build
	@HOST=$(HOST) PORT=$(PORT) $(BIN)/gunicorn -c gunicorn.conf.py wsgi:app

test: $(VENV)/.development ## Runs all tests: SQLite always, PostgreSQL and MariaDB where they are reachable
	@$(BIN)/python -m pytest -q -n 2

check: $(VENV)/.development ## Checks format, lint, types and the order of imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_layers.py

format: $(VENV)/.development ## Formats the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.development ## Measures CPU per request on SQLite and PostgreSQL, beside the bare driver
	@$(BIN)/python -m bench

clean: ## Removes what the other targets made, the demo database too
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another with make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "  Virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "  Installing requirements.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.development: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "  Installing requirements-dev.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
