# Two commands for a newcomer: `make serve` and `make test`. Everything lives in .venv and in TORG_HOME (./var).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
ASSETS := src/torg/web/static/vendor/.ready

.PHONY: serve test lint bench bench-full format lock clean

serve: $(READY) $(ASSETS)  ## Run the whole market on this machine.
	@$(BIN)/torg serve

test: $(READY_DEV) $(ASSETS) lint  ## Everything: lint, unit, database and browser tests.
	@bin/chromium
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser"
	@$(BIN)/python -m pytest -m browser  # By itself: the browser's driver keeps an event loop that other tests stumble over.

lint: $(READY_DEV)  ## Formatting, lint, strict types, layers.
	@$(BIN)/ruff format --check --quiet src tests bench
	@$(BIN)/ruff check --quiet src tests bench
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo > $(VENV)/lint-imports.log || (cat $(VENV)/lint-imports.log; exit 1)

bench: $(READY_DEV) $(ASSETS)  ## The table of figures, each beside its floor; SIZES="5000 100000" chooses the markets.
	@$(BIN)/python -m bench $(SIZES)

bench-full: $(READY_DEV) $(ASSETS)  ## The same, with a million products for search and import.
	@$(BIN)/python -m bench 5000 100000 1000000

format: $(READY_DEV)
	@$(BIN)/ruff format src tests bench
	@$(BIN)/ruff check --fix src tests bench

lock: $(READY_DEV)  ## Write the lock files anew from pyproject.toml.
	@bin/lock

clean:  ## Remove what `make` made; data in var stays.
	rm -rf $(VENV) node_modules src/torg/web/static/vendor

$(READY): requirements.lock pyproject.toml
	@bin/install $(PYTHON) $(VENV) requirements.lock
	@touch $@

# The developer's lock holds everything of the other one, so that installing it makes both ready.
$(READY_DEV): requirements-dev.lock pyproject.toml
	@bin/install $(PYTHON) $(VENV) requirements-dev.lock
	@touch $(READY) $@

$(ASSETS): package-lock.json | $(READY)
	@command -v npm >/dev/null 2>&1 || bin/install $(PYTHON) $(VENV) requirements-assets.lock
	@$(BIN)/torg assets
	@touch $@
