# Two commands do everything on a fresh Debian 12 with python3, git and make: `make demo`, `make test`.
PYTHON ?= python3
export PYTHON
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help setup demo test deep assurance bench lock clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: ## make .venv ready for working on the program
	@packaging/setup.sh test

demo: ## the sample call: in a window, or without a display into build/demo
	@packaging/setup.sh run
	@$(BIN)/python packaging/demo.py

test: ## style, types, walls and all quick tests (under 10 minutes on 2 cores)
	@packaging/setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python -m tests.house.sizes
	$(BIN)/python -m pytest -n 2 -m "not deep"

deep: ## the long checks
	@packaging/setup.sh deep
	$(BIN)/python -m pytest -n 2 -m deep -o faulthandler_timeout=3600
	@$(BIN)/python packaging/assurance.py

assurance: ## write docs/assurance.md from what the checks tallied last
	@packaging/setup.sh test
	@$(BIN)/python packaging/assurance.py

bench: ## measure, print the figures (make bench SCALE="1 10": also ten times the seed scale)
	@packaging/setup.sh test
	@$(BIN)/python packaging/bench.py $(SCALE)

lock: ## write the locks anew (make lock UPGRADE=--upgrade takes newer versions)
	@packaging/setup.sh test
	$(LOCK) requirements/uv.in -o requirements/uv.txt
	$(LOCK) pyproject.toml requirements/run.in -o requirements/run.txt
	$(LOCK) pyproject.toml requirements/test.in -c requirements/run.txt -o requirements/test.txt
	$(LOCK) pyproject.toml requirements/test.in requirements/deep.in -c requirements/test.txt -o requirements/deep.txt

clean: ## remove what was made, .venv included
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage* *.egg-info
