# make run     the site on http://localhost:8000/ (PORT=…), with a database of its own in .data/
# make test    every test, on a PostgreSQL of its own, in a real browser
# make lint    style, types, layers, templates, migrations, messages, production settings
# make bench   what things cost, as ratios (docs/performance.md)
# make screenshots  every page as pictures and on paper, into .data/screenshots/; the README's picture
# make audit   known vulnerabilities in the locked packages (asks a service on the internet)
# make lock    choose package versions anew

PY = .venv/bin/python
# What a developer exported for a site of their own is not for tests and checks.
PLAIN = env -u DATABASE_URL -u DATABASE_OWNER_URL -u DATABASE_REPLICA_URL -u DEBUG -u SECRET_KEY \
	-u ALLOWED_HOSTS -u SITE_URL -u SITE_NAME -u SITE_NAME_ZH -u PUBLISHER -u PUBLISHER_ZH -u CONTACT \
	-u ICP_NUMBER -u POLICE_NUMBER -u DATA_LICENSE -u DATA_LICENSE_NAME -u PICTURE_FONTS -u MAINTENANCE \
	-u CHARTJS_URL -u CHARTJS_SRI -u PORT
PRODUCTION = $(PLAIN) DATABASE_URL=postgresql://lingang_app@localhost/lingang \
	SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(48))')" \
	SITE_URL=https://figures.example.org PUBLISHER="A publisher" CONTACT=figures@example.org

.PHONY: run test lint bench screenshots audit lock

run: .venv/run
	@exec $(PY) -m lingang

test: .venv/dev
	@$(PLAIN) $(PY) -m pytest -n 2 --dist=worksteal --ignore=tests/browser
	@$(PLAIN) $(PY) -m pytest -n 2 --dist=loadfile --no-loadscope-reorder tests/browser

lint: .venv/dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PLAIN) $(PY) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PY) -m djlint --quiet --lint templates
	$(PY) -m lingang.messages check
	$(PLAIN) $(PY) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PY) manage.py collectstatic --noinput --clear --verbosity=0
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level=WARNING
	@echo "lint: all well. Known vulnerabilities are not looked for here: make audit does."

bench: .venv/dev
	@$(PLAIN) $(PY) -m benchmarks

screenshots: .venv/dev
	@$(PLAIN) $(PY) -m pytest --quiet tests/browser/screenshots.py

audit: .venv/dev
	$(PY) -m pip_audit --strict --require-hashes --disable-pip \
		-r requirements.lock -r requirements-dev.lock

lock: .venv/dev
	$(LOCK) --output-file=requirements.lock pyproject.toml
	$(LOCK) --output-file=requirements-dev.lock --group=dev --constraint=requirements.lock pyproject.toml

LOCK = $(PY) -m uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
	--python-version=3.11

# The newest Python there is that can make a virtual environment.
PYTHON = $(shell for it in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$it -c "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))" 2>/dev/null \
	&& echo $$it && break; done)
INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	--only-binary=:all: --requirement

.venv/run: requirements.lock
	$(make-venv)
	@$(INSTALL) $<
	@touch $@

.venv/dev: requirements-dev.lock requirements.lock
	$(make-venv)
	@$(INSTALL) $<
	@touch $@ .venv/run

define make-venv
@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer with its venv module is needed" \
	"(Debian: apt-get install python3-venv)."; exit 1; }
@$(PY) -c "" 2>/dev/null || { echo "Making .venv"; $(PYTHON) -m venv --clear .venv; }
@echo "Installing the packages of $<"
endef
