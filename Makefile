# The workflow, executable: these targets and .ci/run are the same commands.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP = env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip --disable-pip-version-check
# Tests run side by side on one process more than a small machine has cores: a fifth of their time
# they wait, for a process that starts or a server that answers late.
WORKERS ?= 3

.PHONY: run test lint types tests wheel browser nightly lock sbom release screens clean

run: $(VENV)/.installed
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ] || grep -qsE '^(export )?TELEGRAM_BOT_TOKEN=.' .env; \
	then exec $(BIN)/python -m bot run; else exec $(BIN)/python -m bot try; fi

# The lock names every package with its hash, so --no-deps installs exactly it.
$(VENV)/.installed: requirements.txt
	@command -v $(PYTHON) >/dev/null && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Précis needs Python 3.11 or newer; name one with make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is needed (on Debian: apt install python3-venv)" >&2; exit 1; }
	@echo "Installing the locked dependencies (once, about half a minute) …"
	@$(PIP) install -qq --require-hashes --no-deps -r requirements.txt
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q bot summarizers config || true
	@touch $@

$(VENV)/.tested: tests/requirements.txt $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(PIP) install -qq --require-hashes --no-deps -r tests/requirements.txt
	@touch $@

test: lint types tests wheel

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tested
	$(BIN)/mypy

# Tests that need a browser skip, and say so, where there is none and none can be installed.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium for the browser tests …" \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	     chromium fonts-dejavu-core fonts-noto-color-emoji >/dev/null; } || \
	echo "No Chromium here: the browser tests will skip."

tests: $(VENV)/.tested browser
	$(BIN)/python -m slipcover -m pytest -n $(WORKERS) --dist loadgroup
	@$(BIN)/python -m tests.coverage_floors

wheel: $(VENV)/.tested
	@PIP_DISABLE_PIP_VERSION_CHECK=1 bash tests/run_wheel.sh $(BIN)/python

nightly: $(VENV)/.tested browser
	PRECIS_NIGHTLY=1 $(BIN)/pytest -n $(WORKERS) --dist loadgroup --timeout 3600

# Needs uv (pip install uv); writes the two locks from the ranges in pyproject.toml.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --extra test -c requirements.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -o tests/requirements.txt

# CycloneDX, from the lock; and the table of licences in the papers.
sbom: $(VENV)/.installed
	$(BIN)/python -m bot.lab.sbom dist/precis.cdx.json docs/dependencies.md

# make release VERSION=1.2.3: a commit and a tag here, and in dist/ the wheel, the SBOM, the image
# (where there is a tool to build it) and their checksums. Nothing is pushed.
release: $(VENV)/.tested
	@bash .ci/release "$(VERSION)" $(BIN)/python

# The README's pictures, from the running chat page; needs Chromium.
screens: $(VENV)/.tested browser
	$(BIN)/python -m tests.quality.take_screens docs/screens

clean:
	rm -rf $(VENV) build dist *.egg-info .coverage.json .mypy_cache .ruff_cache .pytest_cache .hypothesis
