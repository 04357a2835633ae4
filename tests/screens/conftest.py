"""What every test of a screen shares."""

import pytest

from caseterm.screens.burst import BurstGuard
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.dialogs.message import MessageDialog


@pytest.fixture(autouse=True)
def questions_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs take keys from their first moment, however fast; the guards against such keys have their own tests."""
    monkeypatch.setattr(KeyConfirm, "guard_seconds", 0.0)
    monkeypatch.setattr(MessageDialog, "guard_seconds", 0.0)
    monkeypatch.setattr(BurstGuard, "burst_seconds", 0.0)
