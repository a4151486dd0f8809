"""Every example in a docstring runs and gives what it shows."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import bias

MODULES = ["bias", *(module.name for module in pkgutil.walk_packages(bias.__path__, "bias."))]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_show(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_examples_are_found_at_all() -> None:
    finder = doctest.DocTestFinder()
    found = [test for name in MODULES for test in finder.find(import_module(name)) if test.examples]
    assert len(found) > 100
