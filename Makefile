# Everything is set up by the target that needs it; PYTHON=python3.12 chooses another interpreter.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench soak generate constraints clean

## Serve the films at http://127.0.0.1:8000 (HOST, PORT, WORKERS); the first start loads POSTGRES_URL or the sample.
## With FILMS=200000 that many generated films are served instead, from a folder of their own.
ifdef FILMS
run: export ELASTICSEARCH_URL := embedded:var/generated-$(FILMS)
endif
run: .venv/.run
ifdef FILMS
	@$(BIN)/python -m etl indices --migrate --source generator --films $(FILMS)
endif
	@$(BIN)/python app.py

## Run every test; those on a real Elasticsearch need Java and Maven, those in a browser Chromium.
## What is missing leaves them out, in one line each. PROCESSES of them run at once, each with servers of its own.
PROCESSES ?= $(if $(ELASTICSEARCH_TEST_URL),1,2)
test: .venv/.dev
	$(BIN)/pytest --numprocesses=$(PROCESSES) --dist=loadfile --no-loadscope-reorder

## Lint, types, import directions, generated files.
check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.generate --check
	$(BIN)/openapi-spec-validator movies/http/openapi.json

## Measure ratios, each against a baseline of the same run; docs/benchmarks.json and docs/benchmarks.md keep them.
bench: .venv/.dev
	$(BIN)/python -m benchmarks

## The tests whose inputs are random, with twenty times as many: writers and workers killed, the engines compared, and
## whatever the OpenAPI document allows and forbids; databases of other shapes; and walks over 200,000 films.
soak: .venv/.dev
	SOAK=$${SOAK:-20} $(BIN)/pytest tests/integration/test_supervision_soak.py tests/integration/test_composed_databases.py tests/integration/embedded_engine/test_durability.py tests/search_contract/test_differential.py tests/search_contract/test_combined_searches.py tests/search_contract/test_random_declarations.py tests/search_contract/test_long_walks.py tests/search_contract/test_names.py tests/integration/test_openapi_conformance.py

## Write the files that are made from the code.
generate: .venv/.dev
	$(BIN)/python -m tools.generate

## Freeze what the named requirements bring along.
constraints: .venv/.dev
	{ echo "# What the named requirements bring along, frozen; written by \`make constraints\`."; $(BIN)/pip freeze; } > constraints.txt

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.run: requirements.txt constraints.txt | .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt requirements.txt constraints.txt | .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/.run

.venv:
	@command -v $(PYTHON) >/dev/null || { echo "no $(PYTHON) on the PATH: install Python 3.11 or newer, or name one: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than Python 3.11: name a newer one, such as make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) has no ensurepip: install it, on Debian and Ubuntu by apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
