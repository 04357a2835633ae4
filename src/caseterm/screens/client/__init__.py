"""The client screen: the whole file of one case, in sections."""

from caseterm.screens.client.screen import ClientScreen

__all__ = ["ClientScreen"]
