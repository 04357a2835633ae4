"""The caseload: every case in the order in which it needs her, with the reason in words."""

from caseterm.screens.caseload.acts import CaseloadScreen

__all__ = ["CaseloadScreen"]
