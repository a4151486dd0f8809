PYTHON ?= .venv/bin/python
#: The commands among tests/benchmarks; the other modules there only help these.
BENCHMARKS = $(patsubst tests/benchmarks/%.py,%,$(shell grep -l '^if __name__' tests/benchmarks/*.py))

.PHONY: setup test lint docs bench demo

setup:
	test -x .venv/bin/python || python3 -m venv .venv
	.venv/bin/pip install -q -e '.[test]'

test:
	$(PYTHON) -m pytest

lint:
	$(PYTHON) -m ruff format bias tests docs corpora
	$(PYTHON) -m ruff check --fix bias tests docs corpora
	$(PYTHON) -m mypy --strict bias

docs:
	$(PYTHON) docs/generate.py

bench:
	for name in $(BENCHMARKS); do echo "== $$name"; $(PYTHON) -m tests.benchmarks.$$name || exit 1; done

demo:
	$(dir $(PYTHON))bias compare --out reports/example
