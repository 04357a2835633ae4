"""Every class of the program that takes keys, found in its modules rather than listed."""

import importlib
import pkgutil
from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode

import caseterm.screens
import caseterm.widgets
from caseterm.app import CaseTermApp
from caseterm.screens.base import BaseScreen


def node_classes() -> set[type[DOMNode]]:
    """The app, screens, dialogs and widgets that caseterm defines."""
    for package in (caseterm.screens, caseterm.widgets):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return {each for each in _below(DOMNode) if each.__module__.startswith("caseterm.")}


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def screens() -> dict[str, type[BaseScreen]]:
    """The finished screen of each scope: the one that no other builds on."""
    found = [each for each in node_classes() if issubclass(each, BaseScreen) and each.scope]
    return {each.scope: each for each in found if not any(other in each.__subclasses__() for other in found)}


def own_bindings(kind: type[DOMNode]) -> list[Binding]:
    """The bindings a class itself declares, one a key."""
    return list(Binding.make_bindings(kind.__dict__.get("BINDINGS", [])))


__all__ = ["CaseTermApp", "node_classes", "own_bindings", "screens"]
