# `make test` and `make demo` need git, make and Python 3.11 or newer, and set up the rest in .venv.
# Only relative paths: the checkout may lie in a folder with a space in its name.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python
READY := .venv/ready-$(shell cksum < requirements.lock | cut -d' ' -f1)

.PHONY: help setup test long every security lint demo golden gallery pictures readers bench diffs mutants release lock clean

help:            ## this list
	@sed -n 's/^\([a-z]*\): .*## /\1: /p' Makefile

setup: $(READY)  ## the environment in .venv

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv --clear .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

test: $(READY) lint  ## every check, and every test but the long hunts and the rest of long tables
	PATH="$(CURDIR)/.venv/bin:$$PATH" $(PY) -m pytest -n 2 --dist worksteal -m "not long and not every" --durations 25

long: $(READY)   ## the long hunts: many random examples, real logs, formatters, runs that are killed
	PATH="$(CURDIR)/.venv/bin:$$PATH" $(PY) -m pytest -n 2 --dist worksteal -m "long and not every" --durations 25

every: $(READY)  ## each case of each table: all styles and forges where a run has some; an hour, before a release
	PATH="$(CURDIR)/.venv/bin:$$PATH" $(PY) -m pytest -n 2 --dist worksteal -m every

security: $(READY) ## what was tried against the pack and held, as docs/security-tests.md
	UPDATE_SECURITY=1 PATH="$(CURDIR)/.venv/bin:$$PATH" $(PY) -m pytest -n 2 --dist worksteal -m "security and not long and not every"

lint: $(READY)   ## formatting, lint and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet .
	$(PY) -m mypy

demo: $(READY)   ## the main job for real, under build/demo
	$(PY) -m tests.demo

golden: $(READY) ## write the golden trees anew; read the difference
	UPDATE_GOLDEN=1 $(PY) -m pytest -q tests/test_golden.py tests/test_own_log.py

gallery: $(READY) ## the gallery of styles, from styles/ and its examples
	$(PY) -m docs.make_gallery

pictures: $(READY) ## the pictures of the README, from what the pack makes
	$(PY) -m docs.make_pictures

readers: $(READY) ## the table of other tools, from running them
	$(PY) tests/readers/install.py && UPDATE_READERS=1 $(PY) -m pytest -q tests/readers

bench: $(READY)  ## every figure, in one run
	@# All of them, also where one falls short of what is wanted: a figure that is not seen helps nobody.
	short=; for one in start copy records code update fleet; do $(PY) -m bench.$$one || short="$$short $$one"; done; test -z "$$short"

diffs: $(READY)  ## how many lines the adoption of each real log in ../shared/corpus adds
	$(PY) -m bench.diffs

mutants: $(READY) ## how many of 40 small faults, put into the engine one at a time, the tests notice
	@# A tree of its own: it needs a database and a web client, which nothing else here does.
	test -d build/cosmic-ray || $(PY) -m pip install --quiet --disable-pip-version-check --target build/cosmic-ray cosmic-ray==8.7.0
	PYTHONPATH=build/cosmic-ray $(PY) -m bench.mutants

release: $(READY) ## whether this version is ready to be released
	$(PY) .github/release.py

lock:            ## requirements.lock from pyproject.toml, and what the update pipeline installs
	$(PY) .github/update_packages.py
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --all-extras --group dev --custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml

clean:           ## remove what was made
	rm -rf .venv build
