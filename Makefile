.PHONY: check test lint types floors docs
check: lint types floors test
lint:
	ruff check . && ruff format --check .
types:
	mypy
floors:
	lint-imports
test:
	python -m pytest
docs:
	python tools/findings_doc.py
	PYTHONPATH=. python tools/reading_doc.py
