.PHONY: check test lint types floors
check: lint types floors test
lint:
	ruff check . && ruff format --check .
types:
	mypy
floors:
	lint-imports
test:
	python -m pytest
