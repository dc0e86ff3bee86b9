# make run   the app in the browser, demo matters loaded       make test       everything a change must pass
#            (make run PORT=8502 when 8501 is taken)
# Both do their own set-up from a bare clone (Python >= 3.11, make) and are quick the second time.

PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
PYTEST := $(BIN)/python -m pytest -n 3 --dist worksteal
# Kept even where the environment forbids it: every worker and child process would compile anew.
export PYTHONDONTWRITEBYTECODE :=
HASHES := --generate-hashes --universal --python-version 3.11 --no-header -q

.PHONY: run test test-full check tools lock clean benchmarks mutants screenshots

run: $(VENV)/run.stamp
	$(BIN)/python -m claims serve --demo --port $(PORT)

test: $(VENV)/test.stamp tools check
	$(PYTEST) -m "not full"

test-full: $(VENV)/test.stamp tools check
	CLAIMS_TEST_DEPTH=full $(PYTEST)

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m claims.i18n.missing

benchmarks: $(VENV)/test.stamp
	for script in totals columns interest parts bundle whole_bundle register ledger networks references likeness lost_sales workbook rerun desk saves sessions vault; do \
		$(BIN)/python -m benchmarks.$$script || exit 1; done

mutants: $(VENV)/test.stamp
	$(BIN)/mutmut run

screenshots: $(VENV)/test.stamp tools
	PYTHONPATH=. $(BIN)/python docs/pages/take.py

tools:
	@sh tests/tools.sh

lock: $(VENV)/test.stamp
	$(BIN)/uv pip compile $(HASHES) requirements.in -o requirements.txt
	$(BIN)/uv pip compile $(HASHES) requirements-dev.in -o requirements-dev.txt

$(VENV)/made.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; install it, then run make again."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements.txt $(VENV)/made.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements.txt requirements-dev.txt $(VENV)/made.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
