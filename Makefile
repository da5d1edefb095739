# Two commands for a newcomer: `make demo` and `make test`. Everything else is for developers.
# The virtual environment is made once, from requirements.lock, and again only when that file changes.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup render tools demo test lint lock bench train clean

help:            ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Glory Watch needs Python 3.11 or newer; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@echo "Making $(VENV) from requirements.lock (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(READY)  ## make the virtual environment and install the locked packages

$(VENV)/.render: $(READY) requirements-render.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-render.lock
	@touch $@

render: $(VENV)/.render  ## add what pages that need JavaScript want (optional)

tools:           ## install Chromium, Mosquitto, nginx and strace for the tests that use them
	@scripts/test-tools

demo: $(READY)   ## the whole job against a bundled local newsroom: no network, no accounts
	@$(BIN)/glorywatch demo

test: $(READY)   ## run the tests
	@$(BIN)/python -m pytest

lint: $(READY)   ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy config scraper notifier

bench: $(READY)  ## print the figures of bench/ (takes minutes)
	@$(BIN)/python -m bench

$(VENV)/.train: $(READY) requirements-train.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-train.lock
	@touch $@

train: $(VENV)/.train  ## learn the weights of the reader anew from the labelled documents (some twenty minutes)
	@$(BIN)/python -m scripts.train_weighing

lock:            ## resolve the whole tree anew into requirements.lock (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --upgrade pyproject.toml --group dev --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    pyproject.toml --group dev --extra render --constraints requirements.lock \
	    --output-file requirements-render.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    pyproject.toml --group dev --group train --constraints requirements.lock \
	    --output-file requirements-train.lock

clean:           ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
