# Each target sets up what it needs and is instant when that is there. Needs Python 3.11 or newer, make and git.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.PHONY: help demo test check components conformance bench bench-bank format unit types environment pages lock clean
unexport PYTHONDONTWRITEBYTECODE
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PYTEST := pytest -q -n 2 --dist loadfile

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/' | while IFS=$$'\t' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

demo: ## set up and run the main job: the platform, one guided story, then it stays up (CHECK=1: assert each step and stop)
	@tools/environment.sh run
	strongroom demo $(if $(CHECK),--check)

test: ## set up and pass the tests, those against real servers too
	@tools/environment.sh dev
	if tools/components.sh postgres chromium nginx versitygw schemas mongowire; then
		$(PYTEST) $(ARGS)
	elif [ -n "$${CI:-}" ]; then
		echo 'The component tests are never skipped in CI.' >&2; exit 1
	else
		echo 'Running without the component tests; see the lines above for what they need.' >&2
		$(PYTEST) -m 'not component' $(ARGS)
	fi

check: ## format, lint, types, imports, norms, fast tests
	@tools/environment.sh dev
	step() { printf '\033[1m%s\033[0m\n' "$$1" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi; shift; "$$@"; }
	step format ruff format --check --quiet .
	step lint ruff check --quiet .
	step types tools/types.sh
	step imports lint-imports --no-cache
	step norms python tools/norms.py
	step tests $(PYTEST) -m 'not component and not slow'

components: ## install the real servers the component tests use: PostgreSQL, Chromium, nginx, versitygw (S3), the ISO schemas, a MongoDB wire server, Node 22 and the MCP suite
	@tools/components.sh

conformance: ## the official MCP suites, directly and through the gateway, and on each bank server (BANKS=1: these alone)
	@tools/environment.sh run
	tools/components.sh conformance
	python tests/conformance/run.py $(if $(BANKS),--banks) $(ARGS)

bench: ## the benchmarks, beside their peers
	@tools/environment.sh run
	tools/environment.sh bench
	tools/components.sh nginx wrk
	python bench/run.py $(ARGS)

bench-bank: ## the bank calculators, the synthetic bank and its servers beside their aims, QuantLib and ORE
	@tools/environment.sh dev
	python bench/bank.py $(ARGS)

format: ## format the code and mend what lint can mend
	@tools/environment.sh dev
	ruff format --quiet . && ruff check --quiet --fix .

unit: ## the fast tests alone
	@tools/environment.sh dev
	$(PYTEST) -m 'not component and not slow' $(ARGS)

types: ## the types alone
	@tools/environment.sh dev
	tools/types.sh

environment: ## make .venv for work on the house
	@tools/environment.sh dev

pages: ## write the generated pages of docs/ anew
	@tools/environment.sh run
	strongroom explain settings >docs/settings.md
	strongroom explain metrics >docs/metrics.md
	strongroom explain endings >docs/endings.md
	strongroom explain schema >docs/strongroom.schema.json

lock: ## write requirements/*.lock anew from requirements/*.in
	@tools/environment.sh dev
	tools/lock.sh $(ARGS)

clean: ## remove what these targets made, except .components
	@rm -rf .venv .cache out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
