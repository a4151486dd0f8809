"""Members of a family — feature groups, readers, charts — from this package's modules and from other packages."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol, TypeVar

from bias.errors import BiasError


class Named(Protocol):
    """Whatever has a name."""

    @property
    def name(self) -> str:
        """What it is called among its like."""
        ...


Member = TypeVar("Member", bound=Named)


def own_members(package: str, attribute: str) -> list[Any]:
    """The attribute of each module of a package that has it, in order of the modules' names."""
    path = import_module(package).__path__
    modules = (import_module(f"{package}.{module.name}") for module in pkgutil.iter_modules(path))
    return [getattr(module, attribute) for module in modules if hasattr(module, attribute)]


def added_members(entry_point: str) -> list[Any]:
    """What other installed packages add by an entry point; a class is called without arguments.

    Raises
    ------
    BiasError
        Where one cannot be loaded; the message says whose it is.
    """
    added = []
    for point in sorted(entry_points(group=entry_point), key=lambda point: (point.name, point.value)):
        try:
            loaded = point.load()
            added.append(loaded() if isinstance(loaded, type) else loaded)
        except Exception as error:  # whatever another package's code raises, the user must learn whose it is
            message = f"{entry_point}: {point.name!r} ({point.value}) cannot be loaded: {error}; mend or uninstall it"
            raise BiasError(message) from error
    return added


def named_once(found: Iterable[Member], kind: str) -> dict[str, Member]:
    """Members by name, in order of their names.

    Raises
    ------
    BiasError
        Where two have the same name.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> list(named_once([SimpleNamespace(name="b"), SimpleNamespace(name="a")], "chart"))
    ['a', 'b']
    """
    known: dict[str, Member] = {}
    for member in found:
        if member.name in known:
            raise BiasError(f"two {kind}s are called {member.name!r}; rename or uninstall one")
        known[member.name] = member
    return dict(sorted(known.items()))
