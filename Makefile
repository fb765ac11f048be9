# Commands for working on the handbook. `make` alone lists them.
#
# Needs on the machine: Python 3.11 or newer, Node.js 20.19 or newer, and for `make test` Chromium
# and Debian's nginx.
# Everything else is installed into this folder, from the locks, and again only when a lock changes.

PORT ?= 8000
# Two at a time: one core each on a small machine.
PYTEST_ARGS ?= -n 2 --dist loadgroup -m 'not exhaustive'
LOCK_ARGS ?=
BENCH_ARGS ?= --keep
N ?= 150
BASE ?= origin/main
MUTATE_ARGS ?=

# What writes requirements*.txt; only `make lock` installs it.
UV_VERSION := 0.13.9

PY := .venv/bin/python
PYODIDE_PY := .venv-pyodide/bin/python
VENV_STAMP := .venv/.installed
PYODIDE_STAMP := .venv-pyodide/.installed
NODE_STAMP := node_modules/.installed
NGINX_STAMP := .nginx/.installed
DESK_STAMP := .desk/.installed
ENGINE := build/engine/pyodide-lock.json
SNAPSHOT := build/snapshot/snapshot.bin
DESK := build/desk/checks.zip

# Material prints a notice about MkDocs 2 at every run; requirements.txt pins MkDocs 1.
export NO_MKDOCS_2_WARNING = 1
# As a variable of the environment: the name of a branch is never read as part of a command.
export BASE
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# An environment whose Python no longer starts (moved, upgraded away) is made again.
$(shell $(PY) -c '' 2>/dev/null || rm -f $(VENV_STAMP))
$(shell $(PYODIDE_PY) -c '' 2>/dev/null || rm -f $(PYODIDE_STAMP))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help setup serve build pdf review review-summary review-comment test test-all bench mutate country check schema engine lock format clean chromium nginx

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(VENV_STAMP) $(PYODIDE_STAMP) $(NODE_STAMP) $(DESK_STAMP) ## Install all that the handbook needs, into this folder

serve: setup engine ## Show the handbook at http://127.0.0.1:8000 and follow edits (PORT=9000 for another)
	$(PY) -m build_tools serve --port $(PORT)

build: setup engine ## Write the finished site to site/, with PDFs where Chromium is there
	$(PY) -m build_tools build --pdf

pdf: setup engine ## Write each authority as one PDF to build/pdf/ (needs Chromium)
	$(PY) -m build_tools pdf

test: setup engine chromium nginx ## Run every check and the tests (PYTEST_ARGS="-k name" to choose)
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m pytest $(PYTEST_ARGS)

test-all: setup engine chromium nginx ## Run every test, also those that use every tool by hand (20 minutes or more)
	$(PY) -m pytest -n 2 --dist loadgroup

bench: setup engine chromium ## Measure the speed beside four others (BENCH_ARGS="--rounds 1" for a short run)
	$(PY) -m tests.bench $(BENCH_ARGS)

country: setup engine ## Build an invented country into build/country-site/ (N=40 authorities; 150 unless told)
	$(PY) -m build_tools.country $(N)

review: setup engine ## Look at a change as a reviewer does: difference, check and site (BASE=origin/main)
	@mkdir -p build && rm -f build/review.md
	@base=$$(git merge-base HEAD "$$BASE" 2>/dev/null || printf '%s' "$$BASE"); \
	$(PY) -m build_tools diff "$$base" --save build/review.md
	$(PY) -m build_tools check
	$(PY) -m build_tools build
	@echo
	@echo 'The difference is in build/review.md, to paste into a pull request. The site is in site/:'
	@echo 'python3 -m http.server --directory site    shows it at http://127.0.0.1:8000'

# Run by GitHub (.github/workflows). The summary is a file that it names.
review-summary:
	@if [ -f build/review.md ]; then cat build/review.md; else \
	  echo 'The difference could not be worked out; the log of the step "Review" says why.'; \
	fi >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"

review-comment:
	@.github/comment.sh

mutate: setup ## Break the policy and the engine on purpose, and list what nobody tells of (MUTATE_ARGS=luton)
	$(PY) -m tests.mutate $(MUTATE_ARGS); policy=$$?; \
	$(if $(MUTATE_ARGS),,$(PY) -m tests.mutate.engine &&) exit $$policy

check: setup ## Check the policy files only
	$(PY) -m build_tools check

schema: setup ## Write policy/schema/ again from the model
	$(PY) -m build_tools schema

engine: $(ENGINE) $(SNAPSHOT) $(DESK) ## Pack for the browser: the engine, Python with it in memory, the draft desk

format: setup ## Lay the Python code out and mend what can be mended without a person
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

clean: ## Remove what was built, but not what was installed
	rm -rf build site site.nginx.conf .mypy_cache .ruff_cache .pytest_cache .hypothesis

# --- Installing -----------------------------------------------------------------------------------

# Prints the first Python that is new enough; `make PYTHON=/path/to/python` overrides the search.
define find_python
for candidate in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11); do \
  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
    printf '%s' "$$candidate"; exit 0; \
  fi; \
done; \
found=$$("$(or $(PYTHON),python3)" --version 2>&1) || found='no Python at all'; \
echo "The handbook needs Python 3.11 or newer; found here: $$found." >&2; \
echo 'Install a newer one, or name it: make PYTHON=/path/to/python3.11 ...' >&2; \
exit 1
endef

# $(call install_python,FOLDER,LOCK): always from nothing, so that a half-made folder, or a package
# that a newer lock no longer has, leaves no trace.
define install_python
@echo 'Installing Python packages into $(1)/ from $(2)'
@python=$$($(find_python)) || exit 1; \
"$$python" -m venv --clear $(1) || { \
  echo 'Python could not make $(1)/. On Debian and Ubuntu: apt-get install python3-venv' >&2; \
  exit 1; \
}
@$(1)/bin/python -m pip install -qq --require-hashes -r $(2)
@touch $@
endef

$(VENV_STAMP): requirements.txt
	$(call install_python,.venv,requirements.txt)

$(PYODIDE_STAMP): requirements-pyodide.txt
	$(call install_python,.venv-pyodide,requirements-pyodide.txt)

$(NODE_STAMP): package-lock.json
	@command -v npm >/dev/null 2>&1 || { \
	  echo 'The handbook needs Node.js 20.19 or newer with npm; npm was not found here.' >&2; \
	  exit 1; \
	}
	@node -e '[a, b] = process.versions.node.split("."); process.exit(a*100 + +b < 2019 ? 1 : 0)' || { \
	  echo "The handbook needs Node.js 20.19 or newer; found here: $$(node --version)." >&2; \
	  exit 1; \
	}
	@echo 'Installing npm packages into node_modules/ from package-lock.json'
	@npm ci --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# The checks in the browser: the packages of the same lock, made for Pyodide.
$(DESK_STAMP): build_tools/desk/packages.py $(VENV_STAMP) $(NODE_STAMP)
	@echo 'Installing Python packages into .desk/ from requirements.txt'
	@$(PY) -m build_tools.desk.packages
	@touch $@

# Chromium comes from the system, because playwright's own is a download of its own. A font comes
# with it, one that the pages ask for: tests of sizes would measure whatever the machine has.
chromium:
	@for name in chromium chromium-browser google-chrome google-chrome-stable none; do \
	  if command -v "$$name" >/dev/null 2>&1; then break; fi; \
	done; \
	if [ "$$name" != none ] && fc-list 2>/dev/null | grep -q 'Liberation Sans'; then exit 0; fi; \
	if ! command -v apt-get >/dev/null 2>&1; then \
	  if [ "$$name" != none ]; then \
	    echo 'Without the font Liberation Sans, tests that measure pages may fail.' >&2; exit 0; \
	  fi; \
	  echo 'The browser tests need Chromium or Google Chrome on the PATH; neither was found.' >&2; \
	  exit 1; \
	fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=''; \
	elif command -v sudo >/dev/null 2>&1; then as_root='sudo'; \
	else \
	  echo 'The browser tests need: apt-get install chromium fonts-liberation (ask an administrator)' >&2; \
	  exit 1; \
	fi; \
	echo 'Installing Chromium and a font with apt-get'; \
	$$as_root apt-get update -qq >/dev/null && \
	$$as_root env DEBIAN_FRONTEND=noninteractive \
	  apt-get install -y -qq --no-install-recommends chromium fontconfig fonts-liberation \
	  >/dev/null

# The tests serve the site with nginx and its brotli module. The packages are unpacked into this
# folder and not installed: an installed nginx would start serving this machine.
nginx: $(NGINX_STAMP)

NGINX_PACKAGES := nginx libnginx-mod-http-brotli-static

$(NGINX_STAMP):
	@command -v apt-get >/dev/null 2>&1 || { \
	  echo 'The network tests need nginx as Debian or Ubuntu pack it, and apt-get was not found.' >&2; \
	  echo 'Elsewhere run the other tests: .venv/bin/python -m pytest --ignore-glob "*/test_network*.py"' >&2; \
	  exit 1; \
	}
	@echo 'Unpacking nginx into .nginx/'
	@rm -rf .nginx; mkdir -p .nginx/packages
	@cd .nginx/packages && fetch='apt-get download -qq -o APT::Sandbox::User=' && \
	if ! $$fetch $(NGINX_PACKAGES) >/dev/null 2>&1; then \
	  if [ "$$(id -u)" -eq 0 ]; then as_root=''; else as_root='sudo'; fi; \
	  $$as_root apt-get update -qq >/dev/null && $$fetch $(NGINX_PACKAGES) >/dev/null || { \
	    echo 'apt-get could not download: $(NGINX_PACKAGES)' >&2; exit 1; \
	  }; \
	fi
	@for package in .nginx/packages/*.deb; do dpkg-deb -x "$$package" .nginx; done
	@.nginx/usr/sbin/nginx -v 2>/dev/null || { \
	  echo 'nginx does not start here; it needs: apt-get install libpcre2-8-0 libssl3 zlib1g' >&2; \
	  exit 1; \
	}
	@touch $@

# --- Packing the engine ---------------------------------------------------------------------------

# The folder itself is listed so that a module taken away counts as a change too.
ENGINE_SOURCES := widgets/engine $(shell find widgets/engine -name '*.py' 2>/dev/null)

$(ENGINE): widgets/pyproject.toml build_tools/engine_wheel.py $(ENGINE_SOURCES) \
  $(PYODIDE_STAMP) $(NODE_STAMP)
	@$(PYODIDE_PY) -P build_tools/engine_wheel.py --out build/engine

SNAPSHOT_SOURCES := widgets/web/restore.js $(shell find build_tools/snapshot -type f \
  -not -name '*.pyc' 2>/dev/null)

$(SNAPSHOT): $(SNAPSHOT_SOURCES) $(ENGINE) $(VENV_STAMP) $(NODE_STAMP)
	@$(PY) -m build_tools.snapshot

DESK_SOURCES := $(shell cd build_tools 2>/dev/null && find answer_sets check compile desk diff model signed \
  load.py problems.py read_model.py yaml_slips.py yaml_text.py -type f -not -name '*.pyc' -printf 'build_tools/%p ')

$(DESK): $(DESK_SOURCES) $(ENGINE_SOURCES) $(DESK_STAMP) $(NODE_STAMP)
	@$(PY) -m build_tools.desk.pack

# --- Locks ----------------------------------------------------------------------------------------

LOCK_PYTHON := build/lock-tools/bin/python
COMPILE := build/lock-tools/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --custom-compile-command 'make lock' --no-emit-index-url $(LOCK_ARGS)

lock: ## Work the locks out again after a version changed (LOCK_ARGS=--upgrade renews what Python packages bring)
	@python=$$($(find_python)) || exit 1; "$$python" -m venv --clear build/lock-tools
	@$(LOCK_PYTHON) -m pip install -qq uv==$(UV_VERSION)
	$(COMPILE) --extra test pyproject.toml --output-file requirements.txt >/dev/null
	$(COMPILE) --group pyodide --output-file requirements-pyodide.txt >/dev/null
	@npm install --package-lock-only --omit-lockfile-registry-resolved \
	  --no-audit --no-fund --loglevel=error >/dev/null
