"""The picture of a treatment by keys: through time, providers and scales; a gap gets its reason."""

from datetime import date, datetime, timedelta

import pytest

from caseterm.rules.inputs import ContactInput
from caseterm.rules.text import show
from caseterm.services import appointments, providers
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import one
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown, type_text
from tests.services.test_appointments import added
from tests.services.test_cases import open_case

TODAY = date(2026, 11, 21)


def provider(db: Database, case_id: int, name: str) -> int:
    changes = providers.add_provider(
        db, case_id, ContactInput({"org_name": name, "kind": "organization"}), {"treatment_status": "treating"}
    )
    found = changes.first_added("case_providers")
    assert found is not None
    return found


def visit(db: Database, case_id: int, provider_id: int, days: int, *, kept: bool = True) -> None:
    at = datetime.combine(TODAY + timedelta(days=days), datetime.min.time()).replace(hour=9)
    number = added(
        appointments.add_appointment(db, starts_at=at, case_id=case_id, kind="therapy_pt", case_provider_id=provider_id)
    )
    if days < 0 and kept:
        appointments.mark_kept(db, [number])
    elif days < 0:
        appointments.mark_no_show(db, number, reason="transport")


@pytest.mark.parametrize(("size", "name"), [(SMALL, HOSTILE), (LARGE, "Mercy PT")])
async def test_the_treatment_as_a_picture(db: Database, size: tuple[int, int], name: str) -> None:
    case_id = open_case(db)
    first, second = provider(db, case_id, name), provider(db, case_id, "Bay Surgery")
    for days in (-49, -47, -5):
        visit(db, case_id, first, days)
    visit(db, case_id, first, -19, kept=False)
    visit(db, case_id, second, -30)
    visit(db, case_id, second, 6)
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "enter", "g", "T")
        assert "oo===x=o" in next(line for line in shown(app).splitlines() if show(name)[:10] in line)
        assert "o" in next(line for line in shown(app).splitlines() if "Bay Surgery" in line)
        assert "Mon 11/16" in shown(app)
        await press(pilot, "comma")
        assert "MISSED" in shown(app)
        assert "gap of 42 days, long: 10/05/2026 to 11/16/2026" in shown(app)
        await press(pilot, "e")
        await type_text(pilot, "transp\n")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT reason, after_on, case_provider_id FROM gap_reasons") == (
            "transport",
            "2026-10-05",
            first,
        )
        assert "transport" in shown(app)
        await press(pilot, "down", "t", "full_stop")
        assert "ahead" in shown(app)
        await press(pilot, "minus", "minus")
        assert "one column: a month" in shown(app)
        await press(pilot, "p")
        await settle(app, pilot)
        assert "print  26-0001  Garcia, Maria" in shown(app)
        assert "TREATMENT TIMELINE" in shown(app)
        await press(pilot, "escape", "escape")
        assert app.case_id == case_id


async def test_a_case_without_providers_says_what_makes_the_picture(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await press(pilot, "enter", "g", "T", "left", "down", "comma", "e")
        assert "A provider and visits make the picture." in shown(app)
