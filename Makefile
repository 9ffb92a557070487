# make run    start the dashboard (PORT=8501)
# make test   everything that has to pass
# make check  style and types only
PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check fast process browser installed test-tools

run: installed
	@$(BIN)/python -m join --port $(PORT)

test: check fast process browser

check: test-tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .

fast: test-tools
	$(BIN)/python -m pytest -m "not browser and not process" -n auto --dist worksteal

process: test-tools
	$(BIN)/python -m pytest -m process -n auto --dist worksteal

browser: test-tools
	@sh tests/browser/chromium.sh
	$(BIN)/python -m pytest -m browser -n auto --dist worksteal

# Installs again only when the list of packages has changed.
installed: $(BIN)/python
	@cmp -s requirements.txt $(VENV)/requirements.installed || { \
		echo "Installing what Kenspeckle needs (once; a minute or two) ..."; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt \
		&& cp requirements.txt $(VENV)/requirements.installed; }

test-tools: installed
	@cmp -s tests/requirements.txt $(VENV)/tests.installed || { \
		echo "Installing what the tests need ..."; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt \
		&& cp tests/requirements.txt $(VENV)/tests.installed; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Kenspeckle needs Python 3.11 or newer. Install it, or name one: make PYTHON=python3.12 run"; exit 2; }
	@rm -f $(VENV)/*.installed
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "Python could not make the folder .venv. On Debian or Ubuntu install the package python3-venv."; exit 2; }
