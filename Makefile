# dateline: the commands that people and CI type. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
# Gold sets and benchmark data that lie outside the project; what is not there is passed over, and said.
DATA ?= ../shared/data

.PHONY: help setup demo test postgres browser lint format gate bench fuzz docs lock clean

help:            ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' $(MAKEFILE_LIST)

.venv/ready: requirements/dev.txt pyproject.toml
	@echo "Setting up .venv (needs the package registry, once) ..."
	@$(PYTHON) -c 'import sys; sys.exit("dateline needs Python 3.11 or later; try: make setup PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready: $(BIN)/dateline"

setup: .venv/ready   ## make the environment in .venv

demo: .venv/ready    ## the sample reports, from files to events
	@sh examples/demo.sh 2>&1

test: .venv/ready    ## all tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n 2 --dist worksteal $(TESTS)

postgres: .venv/ready  ## tests on a PostgreSQL that they start themselves, where it is installed
	@$(BIN)/python -m pytest -q -m postgres $(TESTS)

browser: .venv/ready ## the desk in Chromium: keys, screen readers, pictures in build/screenshots
	@$(BIN)/python -m pytest -q -m browser $(TESTS)

lint: .venv/ready    ## style, types, layers, reference pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python docs/build_reference.py --check

format: .venv/ready  ## let ruff rewrite the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

gate: .venv/ready    ## quality figures against their floors
	@$(BIN)/dateline gate --data $(DATA)

bench: .venv/ready   ## measurements, as far as their data is there
	@$(BIN)/python -m benchmarks --data $(DATA)

fuzz: .venv/ready    ## a thousand broken inputs for each reader
	@$(BIN)/python -m benchmarks.fuzz --inputs 1000

docs: .venv/ready    ## make the reference pages from the code
	@$(BIN)/python docs/build_reference.py

lock: .venv/ready    ## lock the dependencies anew
	@$(BIN)/python -m pip install -qq --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/core.txt
	@$(BIN)/uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/dev.txt

clean:               ## throw away what was made
	@rm -rf .venv demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
