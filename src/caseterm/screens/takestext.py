"""Whether letters go into a widget."""

from textual.widget import Widget

TEXT_FIELDS = frozenset({"Input", "TextArea"})
"""Textual's classes for what takes letters, by name: importing them would hold up the first frame."""


def takes_text(widget: Widget | None) -> bool:
    """Whether the widget is a text field."""
    return widget is not None and not TEXT_FIELDS.isdisjoint(kind.__name__ for kind in type(widget).__mro__)
