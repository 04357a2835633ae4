"""The calendar: month, week, day and agenda of appointments, with tasks due and deadlines beside them."""

from caseterm.screens.calendar.screen import CalendarScreen

__all__ = ["CalendarScreen"]
