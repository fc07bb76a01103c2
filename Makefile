.PHONY: check test cover lint types floors docs mutants site
check: lint types floors cover
lint:
	ruff check . && ruff format --check .
types:
	mypy
floors:
	lint-imports
test:
	python -m pytest
cover:  # the same tests, counted; worker processes too
	python -m coverage erase
	COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml python -m pytest
	python -m coverage combine -q && python -m coverage report
mutants:
	python tools/mutants.py
docs:
	python tools/findings_doc.py
	PYTHONPATH=. python tools/reading_doc.py
	python tools/api_doc.py
site: docs
	NO_MKDOCS_2_WARNING=1 python -m mkdocs build --strict
