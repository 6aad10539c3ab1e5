# Every target makes what it needs: a virtual environment in .venv, with exactly the pinned versions.

HOST ?= 127.0.0.1
PORT ?= 8080
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What a machine may say about Python and pip in general must not reach this project's own environment.
unexport PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR:
.PHONY: help run test faults clients check format bench-data bench bench-peers clean
.DEFAULT_GOAL := help

help: ## Lists these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.runtime ## Builds the demo database once and serves it on HOST and PORT (127.0.0.1:8080)
	@$(BIN)/python -m models.build
	@HOST=$(HOST) PORT=$(PORT) exec $(BIN)/python -m gunicorn -c gunicorn.conf.py wsgi:app

test: $(VENV)/.development $(VENV)/.firebird-server ## Runs all tests: files always, PostgreSQL and MariaDB where they are reachable
	@$(BIN)/python -m pytest -q -n 2

faults: $(VENV)/.development ## Kills workers and databases at any moment, and counts what is there afterwards; takes minutes
	@$(BIN)/python -m pytest -q tests/faults/*.py tests/faults/hard

clients: $(VENV)/.clients tests/clients/node_modules/.installed ## Lets OData clients of others use the demo; installs them, needs Node 20.19 or newer
	@$(BIN)/python -m pytest -q tests/clients

check: $(VENV)/.development ## Checks format, lint, types and the order of imports
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/python -m pytest -q tests/test_layers.py

format: $(VENV)/.development ## Formats the code
	@$(BIN)/python -m ruff format .
	@$(BIN)/python -m ruff check --fix .

bench-data: $(VENV)/.development ## Makes what is measured: 200,000 orders and 1,000,000 lines, in each database
	@$(BIN)/python -m bench.data

bench: $(VENV)/.development ## Measures the CPU of each kind of request beside a constant answer and the bare driver
	@$(BIN)/python -m bench

bench-peers: $(VENV)/.development bench/cap/node_modules/.installed ## The same beside SAP CAP; installs it, needs Node
	@$(BIN)/python -m bench --peers

clean: ## Removes what the other targets made, the demo database too
	rm -rf $(VENV) data tests/clients/build tests/clients/node_modules bench/cap/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@command -v $(PYTHON) > /dev/null || { echo "Python 3.11 or newer is needed, and there is no '$(PYTHON)'. Name yours: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; %s is %s. Name a newer one: make PYTHON=python3.12" % ("$(PYTHON)", sys.version.split()[0]) if sys.version_info < (3, 11) else 0)'
	@echo "  Virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The stamps are newer than the requirements that were installed.
$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "  Installing requirements.txt"
	@$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.development: $(wildcard requirements*.txt) | $(VENV)/bin/python
	@echo "  Installing requirements-dev.txt"
	@$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

# Firebird's engine runs within the tests' own process, and its server's program is only unpacked: no service is started.
# Where they cannot be installed, their tests are skipped with a word.
$(VENV)/.firebird-server: | $(VENV)/.development
	@if ldconfig -p | grep -q 'libfbclient\.so\.2' && ls /usr/lib/*/firebird/3.0/plugins/libEngine12.so > /dev/null 2>&1 \
		&& ls /usr/sbin/firebird > /dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		echo "  Installing firebird3.0-server-core, and the program of firebird3.0-server in $(VENV)/firebird"; \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
			apt-get -qq -o DPkg::Lock::Timeout=300 install -y firebird3.0-server-core libfbclient2 > /dev/null \
		&& mkdir -p $(VENV)/firebird && cd $(VENV)/firebird \
		&& apt-get -qq -o APT::Sandbox::User=root download firebird3.0-server > /dev/null \
		&& dpkg -x firebird3.0-server_*.deb . && rm firebird3.0-server_*.deb; \
	else echo "  Firebird is not tested: it takes root and Debian's firebird3.0-server-core and firebird3.0-server"; fi
	@touch $@

$(VENV)/.clients: requirements.txt requirements-dev.txt tests/clients/requirements.txt | $(VENV)/bin/python
	@echo "  Installing tests/clients/requirements.txt"
	@$(BIN)/python -m pip install --quiet -r tests/clients/requirements.txt
	@touch $@ $(VENV)/.development $(VENV)/.runtime

tests/clients/node_modules/.installed: tests/clients/package-lock.json
	@command -v npm > /dev/null || { echo "Node 20.19 or newer is needed, and there is no 'npm'."; exit 1; }
	@echo "  Installing tests/clients/package-lock.json"
	@cd tests/clients && npm ci --silent --ignore-scripts
	@touch $@

bench/cap/node_modules/.installed: bench/cap/package.json
	@command -v npm > /dev/null || { echo "Node 20 or newer is needed, and there is no 'npm'."; exit 1; }
	@echo "  Installing bench/cap/package.json"
	@cd bench/cap && npm install --silent
	@touch $@
