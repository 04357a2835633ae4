"""What Textual looks up anew for every message and every style, looked up once: a tenth of what driving it takes."""

from collections.abc import Callable, Iterator
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import FunctionType
from typing import Any

import pytest
import textual._callback
from textual.css.model import RuleSet
from textual.message import Message
from textual.message_pump import MessagePump

Handler = tuple[type, Callable[..., Any], Any]
"""A class, its handler, and the selectors of its decorator; None where the name alone makes it a handler."""

handlers_of: dict[tuple[type, type, str], list[Handler]] = {}
dispatch_methods = MessagePump._get_dispatch_methods
count_by_signature = textual._callback._count_parameters


def _handlers(pump: type, kind: type, name: str) -> list[Handler]:
    """What may handle a kind of message in a class and in those it is made of, in their order."""
    kinds = [each for each in kind.__mro__ if issubclass(each, Message)]
    found: list[Handler] = []
    for cls in pump.__mro__:
        decorated = cls.__dict__.get("_decorated_handlers") or {}
        for each in kinds:
            found += [(cls, method, selectors) for method, selectors in decorated.get(each, ())]
        method = cls.__dict__.get(f"_{name}") or cls.__dict__.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((cls, method, None))
    return found


def looked_up_once(pump: MessagePump, method_name: str, message: Message) -> Iterator[tuple[type, Any]]:
    """The handlers of a message, as Textual finds them; it asks every class of the pump each time."""
    key = (pump.__class__, message.__class__, method_name)
    if key not in handlers_of:
        handlers_of[key] = _handlers(*key)
    if any(selectors for _, _, selectors in handlers_of[key]):
        yield from dispatch_methods(pump, method_name, message)
        return
    given: set[Any] = set()
    for cls, method, selectors in handlers_of[key]:
        if message._no_default_action:
            break
        if selectors is not None:
            if method in given:
                continue
            given.add(method)
        yield cls, method.__get__(pump, cls)


def counted_by_code(function: Any) -> int:
    """How many parameters a function has, from its code; what is no plain function is asked for its signature."""
    if type(function) is not FunctionType or hasattr(function, "__wrapped__") or hasattr(function, "__signature__"):
        return count_by_signature(function)
    code = function.__code__
    return (
        code.co_argcount
        + code.co_kwonlyargcount
        + bool(code.co_flags & CO_VARARGS)
        + bool(code.co_flags & CO_VARKEYWORDS)
    )


@pytest.fixture(autouse=True)
def handlers_looked_up_anew() -> None:
    """A test may put another handler in the place of one."""
    handlers_of.clear()


@pytest.fixture(scope="session", autouse=True)
def messages_dealt_out_quickly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MessagePump, "_get_dispatch_methods", looked_up_once)
        patch.setattr(textual._callback, "_count_parameters", counted_by_code)
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield
