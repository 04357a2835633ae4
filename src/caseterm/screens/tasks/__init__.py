"""The tasks: what must be done, across the caseload or for one case, and the deadlines that are near."""

from caseterm.screens.tasks.screen import TasksScreen

__all__ = ["TasksScreen"]
