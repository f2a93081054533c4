# Every target sets up .venv by itself; a second call does not install again.
PYTHON ?= python3
# torch's CPU build; elsewhere, see "Installation" in the README
TORCH ?= torch==2.13.0
VENV := .venv
PEERS := .venv-peers
RUN := $(VENV)/bin/python

.PHONY: demo test lint docs bench compare clean

demo: $(VENV)/installed
	$(RUN) examples/extract_quotes.py examples/data/seed_article.txt

test: $(VENV)/installed-test
	$(RUN) -m pytest

lint: $(VENV)/installed-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check quoteattr examples tests training benchmarks
	$(RUN) -m mypy

docs: $(VENV)/installed-test
	NO_MKDOCS_2_WARNING=1 $(RUN) -m mkdocs build --strict

bench: $(VENV)/installed $(PEERS)/installed
	$(RUN) benchmarks/run.py
	$(RUN) benchmarks/compare.py --peers $(PEERS)/bin/python
	$(RUN) benchmarks/length.py --peers $(PEERS)/bin/python
	$(RUN) benchmarks/archive.py

compare: $(VENV)/installed $(PEERS)/installed
	$(RUN) benchmarks/compare.py --peers $(PEERS)/bin/python

$(VENV)/installed: pyproject.toml
	test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet "$(TORCH)"
	$(RUN) -m pip install --quiet --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(RUN) -m pip install --quiet --editable ".[test]"
	touch $@

$(VENV)/installed-dev: $(VENV)/installed-test
	$(RUN) -m pip install --quiet --editable ".[test,dev]"
	touch $@

$(PEERS)/installed: benchmarks/peers.txt
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet -r benchmarks/peers.txt
	touch $@

clean:
	rm -rf $(VENV) $(PEERS) build dist *.egg-info
