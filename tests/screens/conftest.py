"""What every test of a screen shares."""

import pytest

from caseterm.clock import fixed_clock
from caseterm.screens.burst import BurstGuard
from caseterm.screens.caseload import card as caseload_card
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.safekeeping import Safekeeping
from caseterm.screens.tasks import board as tasks_board
from tests.conftest import TODAY


@pytest.fixture(autouse=True)
def questions_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs take keys from their first moment, however fast; the guards against such keys have their own tests."""
    monkeypatch.setattr(KeyConfirm, "guard_seconds", 0.0)
    monkeypatch.setattr(MessageDialog, "guard_seconds", 0.0)
    monkeypatch.setattr(BurstGuard, "burst_seconds", 0.0)


@pytest.fixture(autouse=True)
def backed_up_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup of the start counts as tried: a copy for each program started is half of its start.

    Tests of backups put a fixture of this name in its place; those in tests/acceptance never have it.
    """
    monkeypatch.setattr(Safekeeping, "backup_tried_at", fixed_clock(TODAY).local())


@pytest.fixture(autouse=True)
def cards_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The card of a row under the cursor does not wait for the cursor to rest; what is looked at is then all there."""
    monkeypatch.setattr(caseload_card, "CARD_REST", 0.001)
    monkeypatch.setattr(tasks_board, "CARD_REST", 0.001)
