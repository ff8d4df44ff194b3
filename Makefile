# Everything the portal's people do, from a fresh clone on. `make` alone lists it.
SHELL := bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
PORT ?= 8000
# Parallel test processes, and further arguments for pytest: make test ARGS="-k sign"
WORKERS ?= 2
ARGS ?=
export PORT WORKERS

SERVICES := bash scripts/services.sh
NO_SERVICES := env -u DATABASE_URL -u REDIS_URL -u ELASTICSEARCH_URL

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##: environment

.PHONY: install install-dev requirements clean
install: ## packages, fonts and catalogues that running needs
	@bash scripts/install.sh runtime

install-dev: ## the same, and what tests and linters need
	@bash scripts/install.sh dev

requirements: install-dev ## compile requirements*.in, with hashes (ARGS=--upgrade)
	@bash scripts/requirements.sh $(ARGS)

clean: services-stop ## delete what was built; content in var/ stays
	@rm -rf .venv node_modules core/static/core/fonts var/static htmlcov
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -f .coverage .coverage.* locale/*/LC_MESSAGES/*.mo
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

##: running

.PHONY: run serve worker migrate services services-stop
run: install ## the portal with demo content on 127.0.0.1:8000 (PORT), SQLite
	@exec $(PY) scripts/run.py

serve: install ## the production shape on real services (DEMO=1: demo content)
	@exec $(PY) scripts/serve.py

worker: install ## a Celery worker in development, on the services
	@urls=$$($(SERVICES) up) && eval "$$urls" && exec $(PY) -m celery -A portal worker --loglevel info

migrate: install ## bring the database up to date
	@$(PY) manage.py migrate

services: ## PostgreSQL, Redis, Elasticsearch; prints their three URLs
	@$(SERVICES) up

services-stop: ## stop what `make services` started in this clone
	@$(SERVICES) down

##: tests

.PHONY: test test-fast test-integration chaos cov bench
test: ## everything: checks, services, all tests
	@python=$$(bash scripts/find_python.sh) && exec "$$python" scripts/test.py $(ARGS)

test-fast: install-dev ## tests without services and browser
	@$(NO_SERVICES) $(PY) -m pytest -n $(WORKERS) -m "not services and not elasticsearch and not browser" $(ARGS)

test-integration: ## only the tests that need the services
	@python=$$(bash scripts/find_python.sh) && exec "$$python" scripts/test.py --no-check -m "services or elasticsearch" $(ARGS)

chaos: ## servers stopped, frozen, broken and killed (ARGS="-k frozen")
	@python=$$(bash scripts/find_python.sh) && WORKERS=0 exec "$$python" scripts/test.py --no-check tests/search/test_faults.py $(ARGS)

cov: ## all tests with branch coverage (floor 90%)
	@python=$$(bash scripts/find_python.sh) && exec "$$python" scripts/test.py --no-check --coverage $(ARGS)

bench: install-dev ## benchmarks, as a table and bench/results.json
	@test -f bench/run.py || { echo "There are no benchmarks yet (bench/run.py)." >&2; exit 1; }
	@urls=$$($(SERVICES) up) && eval "$$urls" && $(PY) bench/run.py $(ARGS)

##: quality

.PHONY: check lint format types imports migrations-check messages-check deploy-check
check: lint types imports migrations-check messages-check deploy-check ## all of this part; belongs to `make test`

lint: install-dev ## ruff and djlint
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/djlint --lint --quiet .
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml

format: install-dev ## ruff, mending what can be mended
	@.venv/bin/ruff format --quiet .
	@.venv/bin/ruff check --fix --quiet .

types: install-dev ## mypy, strict
	@$(NO_SERVICES) .venv/bin/mypy --no-error-summary .

imports: install-dev ## who may depend on whom
	@.venv/bin/lint-imports --no-logo

migrations-check: install-dev ## no model without its migration
	@$(NO_SERVICES) $(PY) manage.py makemigrations --check --dry-run --settings portal.settings.test

messages-check: install-dev ## catalogues complete and sound
	@$(NO_SERVICES) $(PY) scripts/messages_check.py

deploy-check: install-dev ## manage.py check --deploy with production settings
	@DJANGO_SETTINGS_MODULE=portal.settings.production PUBLIC_URL=https://portal.example \
	  SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  ALLOWED_HOSTS=portal.example DATABASE_URL=postgres://nobody@127.0.0.1:1/none \
	  REDIS_URL=redis://127.0.0.1:1/0 ELASTICSEARCH_URL=http://127.0.0.1:1 \
	  EMAIL_URL=smtp+tls://127.0.0.1:1 \
	  $(PY) manage.py check --deploy --fail-level WARNING

##: texts and interfaces

.PHONY: messages compilemessages openapi screenshots
messages: install-dev ## bring every catalogue up to date with the source (needs GNU gettext)
	@$(PY) scripts/messages_check.py --update

compilemessages: install ## compile changed catalogues
	@$(PY) scripts/compile_catalogues.py

openapi: install-dev ## rewrite the snapshot of the API's description
	@$(NO_SERVICES) $(PY) scripts/openapi.py

screenshots: install-dev ## make the pictures of README and docs anew (needs Chromium)
	@$(PY) scripts/screenshots.py
