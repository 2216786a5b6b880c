# make serve   the site on http://127.0.0.1:8000, rebuilt when a file changes; another port: ADDRESS=127.0.0.1:8001
# make site    the site, into site/, with a PDF of every worksheet; without them, which is quicker: PAPER=false
# make check   every problem in the guide's YAML
# make test    all tests; those of one file, or a single one: ONLY=tests/browser/test_lock.py, ONLY=FILE::NAME
# make lint    all linters; make bench   how soon a typed letter is seen, how long a PDF takes
# make fetch   the library for square codes in the browser; the others ask for it by themselves
# make lock    the exact versions anew, from the ranges in pyproject.toml

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
export PAPER := $(if $(filter 0 no false off,$(PAPER)),false,true)
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
# Deno's own folder, so that what is fetched is held against the checksum in deno.lock and never taken from elsewhere.
export DENO_DIR := $(CURDIR)/.cache/deno
FETCHED := generator/relationship_reset/site/vendor/uqr.js
SOURCES := $(shell find docs worksheets overrides generator mkdocs.yml addresses.txt LICENSE -not -path '*__pycache__*' | sed 's/ /\\ /g')

.PHONY: always serve site check fetch lint test durations bench bench-typing bench-paper lock clean

serve: .venv/ready $(FETCHED)
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

site: .cache/site-paper-$(PAPER)
	@echo "The site in site/ is up to date."

# Checked first, because MkDocs empties the folder before it builds. Not --quiet, which would hide what --strict is for.
.cache/site-paper-$(PAPER): .venv/ready $(FETCHED) $(SOURCES) $(if $(wildcard site/sitemap.xml),,always)
	@mkdir -p .cache && rm -f .cache/site-paper-*
	$(BIN)/relationship-reset check
	$(BIN)/mkdocs build --strict
	@touch $@

check: .venv/ready
	$(BIN)/relationship-reset check

fetch: $(FETCHED)

# One file and its licence, as they are: it needs nothing else.
$(FETCHED): deno.json deno.lock | $(BIN)/deno
	@echo "Fetching the library for square codes."
	$(BIN)/deno install --frozen --quiet
	@mkdir -p $(@D)
	@cp node_modules/uqr/LICENSE $(@D)/uqr-licence.txt
	@cp node_modules/uqr/dist/index.mjs $@

.venv/bin/deno: .venv/ready

lint: .venv/ready-dev $(FETCHED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/deno fmt --check --quiet
	$(BIN)/deno lint --quiet
	$(BIN)/deno check --quiet overrides/assets/client overrides/embed tests/js

# Whatever the machine is set to, so that a test passes everywhere or nowhere.
test durations: export LC_ALL := C.UTF-8
test durations: export TZ := UTC

test: .venv/ready-dev $(FETCHED)
	$(if $(ONLY),,$(BIN)/deno test --quiet --no-check tests/js)
	CHROMIUM="$$($(BIN)/python -m tests.browser.chromium)" && export CHROMIUM && $(BIN)/python -m tests.run $(ONLY)

# All tests, and how long each file took into tests/durations.json, by which they are shared out.
durations: .venv/ready-dev $(FETCHED)
	CHROMIUM="$$($(BIN)/python -m tests.browser.chromium)" && export CHROMIUM && $(BIN)/python -m tests.run --measure

bench: bench-typing bench-paper

# PROFILE=1 also tells where the time goes.
bench-typing: .venv/ready-dev $(FETCHED)
	CHROMIUM="$$($(BIN)/python -m tests.browser.chromium)" && export CHROMIUM && PROFILE="$(PROFILE)" $(BIN)/python -m tests.bench.typing

# Ten minutes; ROUNDS=1 is quicker.
bench-paper: .venv/ready-bench
	$(BIN)/python -m tests.bench.paper

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "Python's venv is missing; trying Debian's package python3-venv." >&2; \
	  { apt-get update -qq && apt-get install -qq -y python3-venv; } >&2 || { echo "Install the package python3-venv, then run make again." >&2; exit 1; }; }
	$(PYTHON) -m venv .venv

.venv/ready: .venv/bin/python requirements.txt pyproject.toml
	@echo "Installing what the site needs into .venv; the first time this may take a few minutes."
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@echo "Installing what the tests need into .venv."
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/ready-bench: .venv/ready requirements-bench.txt
	@echo "Installing what the benches compare with into .venv."
	$(PIP) --require-hashes -r requirements-bench.txt
	@touch $@

lock: .venv/ready-dev
	$(PIP) uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra bench -c requirements-dev.txt pyproject.toml -o requirements-bench.txt

clean:
	rm -rf site .venv .cache node_modules generator/relationship_reset/site/vendor
