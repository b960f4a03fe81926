# The workflow, executable: these targets and .ci/run are the same commands.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test check nightly lint lock clean

run: $(VENV)/.installed
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ] || grep -qs '^TELEGRAM_BOT_TOKEN=.' .env; then exec $(BIN)/python -m bot run; else exec $(BIN)/python -m bot try; fi

# The lock names every package with its hash, so --no-deps installs exactly it.
$(VENV)/.installed: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Précis needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Précis needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies (once, about half a minute) …"
	$(PIP) install -qq --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/.tested: tests/requirements.txt $(VENV)/.installed
	@echo "Installing what the tests need …"
	$(PIP) install -qq --require-hashes --no-deps -r tests/requirements.txt
	@touch $@
