# Every target sets up .venv by itself; a second call does not install again.
PYTHON ?= python3
# torch, for `make test` and training: its CPU build from the configured indexes, else from PyTorch's own
TORCH ?= 2.13.0
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
# what `make matrix` tries
PYTHONS ?= python3.11 python3.12 python3.13
VENV := .venv
PEERS := .venv-peers
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet

.PHONY: demo test lowest matrix lint docs gate bench compare clean

demo: $(VENV)/installed
	$(RUN) examples/extract_quotes.py examples/data/seed_article.txt

test: $(VENV)/installed-all
	$(RUN) -m pytest

# the default path's tests, with the lowest versions that are allowed
lowest:
	.ci/matrix lowest $(PYTHON)

# the same with lowest and newest versions, on every Python of $(PYTHONS) that is here
matrix:
	.ci/matrix lowest $(PYTHONS)
	.ci/matrix newest $(PYTHONS)

lint: $(VENV)/installed-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check quoteattr examples tests training benchmarks
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports

docs: $(VENV)/installed-all
	NO_MKDOCS_2_WARNING=1 $(RUN) -m mkdocs build --strict

# figures against their pins (benchmarks/pins.json), on the gold data in ../shared
gate: $(VENV)/installed-all
	$(RUN) -W ignore benchmarks/gate.py

bench: $(VENV)/installed-all $(PEERS)/installed
	$(RUN) benchmarks/run.py
	$(RUN) benchmarks/compare.py --peers $(PEERS)/bin/python
	$(RUN) benchmarks/length.py --peers $(PEERS)/bin/python
	$(RUN) benchmarks/archive.py

compare: $(VENV)/installed $(PEERS)/installed
	$(RUN) benchmarks/compare.py --peers $(PEERS)/bin/python

# what the default path needs: neither torch nor Stanza
$(VENV)/installed: pyproject.toml .ci/requirements.py
	test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) .ci/requirements.py > $(VENV)/requirements.txt
	$(PIP) -r $(VENV)/requirements.txt
	$(PIP) --no-deps --editable .
	touch $@

$(VENV)/installed-torch: $(VENV)/installed
	@$(RUN) -c "import torch" 2>/dev/null \
		|| $(PIP) "torch==$(TORCH)+cpu" 2>/dev/null \
		|| $(PIP) --index-url $(TORCH_INDEX) --retries 0 --timeout 10 "torch==$(TORCH)+cpu" 2>/dev/null \
		|| { echo "torch's CPU build is not to be had: taking the plain one (on Linux with CUDA, several gigabytes)"; \
			$(PIP) "torch==$(TORCH)"; }
	touch $@

$(VENV)/installed-all: $(VENV)/installed-torch
	$(PIP) --editable ".[test-all]"
	touch $@

$(VENV)/installed-dev: $(VENV)/installed-all
	$(PIP) --editable ".[test-all,dev]"
	touch $@

$(PEERS)/installed: benchmarks/peers.txt
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet -r benchmarks/peers.txt
	touch $@

clean:
	rm -rf $(VENV) .venv-* build dist *.egg-info
