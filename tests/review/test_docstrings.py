"""Every example in a docstring of this room is run."""

from __future__ import annotations

import pytest

from tests.examples import modules_of, run_examples


@pytest.mark.parametrize("name", modules_of("review"))
def test_the_examples_of_a_module_are_true(name: str) -> None:
    run_examples(name)
