"""Deadlines by keys: the calculator, the Friday sweep, the reminders, and a case's own."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.screens.countdays import CountScreen
from caseterm.screens.sheetpreview import SheetPreview
from caseterm.screens.tasks import TasksScreen
from caseterm.services import deadlines, tasks
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.conftest import HOSTILE, TODAY
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown, type_text
from tests.screens.test_tasks import same_as_snapshot
from tests.services.test_cases import open_case
from tests.services.test_deadlines import defendant


@pytest.fixture
def caseload(db: Database) -> dict[str, int]:
    """Three cases with hostile names, against a public defendant too; deadlines near and far, some verified."""
    nguyen = open_case(db, "Nguyen", number="26-0142", lead_attorney="R. Shah")
    hostile = open_case(db, HOSTILE, number="26-0150")
    city = defendant(db, nguyen, HOSTILE, "local")
    made = {
        "sol": (nguyen, "sol", date(2027, 1, 1), None),
        "notice": (nguyen, "notice_of_claim", date(2026, 12, 5), city),
        "order": (hostile, "court_order", TODAY + timedelta(days=3), None),
        "far": (hostile, "other", TODAY + timedelta(days=120), None),
    }
    ids = {"nguyen": nguyen, "hostile": hostile, "city": city}
    for name, (case_id, kind, due, against) in made.items():
        title = HOSTILE if name == "far" else ""
        changes = deadlines.add_deadline(
            db,
            case_id=case_id,
            kind=kind,
            due=due,
            title=title,
            defendant_id=against,
            basis="statute",
            citation="CCP 1",
        )
        ids[name] = changes.first_added("deadlines") or 0
    deadlines.verify(db, ids["order"], by="R. Shah", on=TODAY)
    tasks.add_task(db, title="call adjuster", case_id=nguyen, due=TODAY)
    return ids


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files go under a home of the test's own."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def one(db: Database, sql: str) -> tuple[object, ...]:
    return tuple(db.raw.execute(sql).fetchone())


async def sweep(app: CaseTermApp, pilot: "Pilot[None]") -> None:
    await press(pilot, "g", "x")
    await settle(app, pilot)


# ---- the calculator ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_the_calculator_answers_while_it_is_typed_and_shows_every_day(
    db: Database, caseload: dict[str, int], size: tuple[int, int]
) -> None:
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "c")
        await settle(app, pilot)
        assert isinstance(app.screen, CountScreen)
        assert "Type a period" in shown(app)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "6/13/2026")
        await press(pilot, "enter")
        await type_text(pilot, "20")
        await press(pilot, "enter")
        await settle(app, pilot)
        text = shown(app)
        assert "Safe      Fri 07/03/2026" in text
        assert "Possible  Mon 07/06/2026" in text
        assert "not verified" in text
        assert "Read differently: Independence Day (observed)." in text
        same_as_snapshot(text, f"count-days-{size[0]}x{size[1]}")
        await press(pilot, "f6", "end")
        assert "Fri 07/03/2026  last day" in shown(app)
        await press(pilot, "f6")
        await type_text(pilot, "0")
        assert "200 days after 06/13/2026" in shown(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, CountScreen)
        assert one(db, "SELECT count(*) FROM deadlines") == (4,)


async def test_what_cannot_be_counted_is_said_below_and_nothing_is_added(
    db: Database, caseload: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "c", "enter")
        await settle(app, pilot)
        for typed, said in (("0", "A period is 1 to"), ("h", "A period is a number"), ("soon", "A period is")):
            await press(pilot, "ctrl+u")
            await type_text(pilot, typed)
            assert said in shown(app)
        await press(pilot, "ctrl+s")
        assert "There is no date to add yet." in shown(app)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "48h")
        assert "A period in hours needs the time" in shown(app)
        await press(pilot, "tab", "tab", "ctrl+u")
        await type_text(pilot, "zz")
        await press(pilot, "tab")
        await settle(app, pilot)
        assert "Court: " in shown(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, CountScreen)


async def test_a_counted_date_is_added_to_the_case_in_view_with_its_reasoning(
    db: Database, caseload: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        app.open_case(caseload["nguyen"])
        await settle(app, pilot)
        await press(pilot, "c", "enter")
        await settle(app, pilot)
        await type_text(pilot, "30d")
        await press(pilot, "tab")
        await type_text(pilot, "mail")
        await press(pilot, "enter", "ctrl+s")
        await settle(app, pilot)
        assert "New deadline, not verified" in shown(app)
        await press(pilot, "tab")
        await type_text(pilot, "answers to interrogatories")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert "Added, not verified: answers to interrogatories 12/24/2026" in shown(app)
        found = one(
            db,
            "SELECT kind, due, computed_due, trigger_date, rule, citation, basis, verified_by FROM deadlines "
            "ORDER BY id DESC LIMIT 1",
        )
        assert found[:6] == ("frcp", "2026-12-24", "2026-12-24", "2026-11-21", "count", "FRCP 6(a), FRCP 6(d)")
        assert str(found[6]).startswith(
            "30 days after 11/21/2026, mail +3: FRCP 6(a), FRCP 6(d) (Federal court in CA)."
        )
        assert str(found[6]).endswith("not verified.")
        assert found[7] == ""


async def test_away_from_a_case_the_calculator_asks_whose_deadline_it_is(
    db: Database, caseload: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "c", "enter")
        await settle(app, pilot)
        await type_text(pilot, "14")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        await type_text(pilot, "nguyen")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "New deadline, not verified" in shown(app)
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(db, "SELECT case_id FROM deadlines ORDER BY id DESC LIMIT 1") == (caseload["nguyen"],)


# ---- the sweep --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_the_friday_sweep_by_keys_from_anywhere_to_paper(
    db: Database, caseload: dict[str, int], size: tuple[int, int], home: Path
) -> None:
    async with running(db, size=size) as (app, pilot):
        await sweep(app, pilot)
        text = shown(app)
        assert text.index("Not verified (2)") < text.index("Verified (1)")
        assert isinstance(app.screen, TasksScreen)
        app.screen.show_card()
        await pilot.pause()
        same_as_snapshot(shown(app), f"sweep-{size[0]}x{size[1]}")
        await press(pilot, "v", "v")
        await settle(app, pilot)
        await press(pilot, "enter")  # the notice: the lead attorney stands there
        await settle(app, pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "12/25/2026")
        await press(pilot, "enter")
        assert "12/25/2026 is a day still to come" in shown(app), "the question stays"
        await press(pilot, "ctrl+u")
        await type_text(pilot, "today")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Verified by R. Shah 11/21: Notice of claim 12/05/2026" in shown(app)
        assert "Not verified (1)" in shown(app)
        assert app.screen.tasks.cursor_key == f"d{caseload['sol']}", "the sweep goes on with what is not verified"
        await press(pilot, "home", "s")
        await settle(app, pilot)
        await type_text(pilot, "complaint filed")
        await press(pilot, "enter")
        await type_text(pilot, "/files/stamped.pdf")
        await press(pilot, "enter")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(db, "SELECT satisfied_how, path FROM deadlines JOIN documents d ON d.id = document_id") == (
            "complaint filed", "/files/stamped.pdf",
        )  # fmt: skip
        await press(pilot, "p")
        await settle(app, pilot)
        assert isinstance(app.screen, SheetPreview)
        assert "DEADLINES OF THE NEXT 90 DAYS" in shown(app)
        await press(pilot, "w")
        assert "This sheet is for the attorney" in shown(app)
        await press(pilot, "i")
        assert "no sections" in shown(app) or "is fixed" in shown(app)
        await press(pilot, "r", "t")
        await settle(app, pilot)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Saved" in shown(app)
        saved = (home / "CaseSummaries" / "deadlines-2026-11-21.txt").read_text()
        assert "2. VERIFIED (2)" in saved
        assert one(db, "SELECT what, format FROM export_log") == ("deadline sweep", "txt")
        await press(pilot, "escape")
        assert "Deadlines 90 d" in shown(app)


async def test_an_attorney_dismisses_and_tolling_never_moves_the_date(db: Database, caseload: dict[str, int]) -> None:
    async with running(db, size=LARGE) as (app, pilot):
        await sweep(app, pilot)
        await press(pilot, "m", "t")
        await settle(app, pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "bankr")
        await press(pilot, "enter")
        await type_text(pilot, "3/1/2026")
        await press(pilot, "enter")
        await type_text(pilot, "3/30/2026")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert "Added tolling (bankruptcy stay), the date stays" in shown(app)
        text = shown(app)
        assert "If tolled 01/04/2027 possible" in text
        assert "Bankruptcy stay 03/01/2026" in text
        assert one(db, f"SELECT due FROM deadlines WHERE id = {caseload['notice']}") == ("2026-12-05",)
        await press(pilot, "m", "d")
        await settle(app, pilot)
        await type_text(pilot, "R. Shah")
        await press(pilot, "enter")
        await type_text(pilot, "no public defendant")
        await press(pilot, "enter")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Dismissed by R. Shah 11/21" in shown(app)
        assert "Not verified (1)" in shown(app)
        await press(pilot, "u")
        assert "Not verified (2)" in shown(app)


# ---- reminders --------------------------------------------------------------------------------------------------


async def test_reminders_stand_above_the_tasks_until_heard_and_never_leave_the_sweep(
    db: Database, caseload: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "4")
        await settle(app, pilot)
        text = shown(app)
        assert "Deadlines to remember (4)" in text
        assert text.index("Court order") < text.index("Notice of claim") < text.index("call adjuster")
        assert app.screen.query_one("#tasks", RowList).cursor_key == 1, "the work begins with tasks"
        await press(pilot, "home", "m", "h")
        await settle(app, pilot)
        assert "Heard, again 11/22: Court order 11/24/2026" in shown(app)
        assert "Deadlines to remember (3)" in shown(app)
        assert "(4)" not in shown(app)
        await press(pilot, "u")
        assert "Deadlines to remember (4)" in shown(app)
        await press(pilot, "home", "space")
        assert "Deadlines are verified and satisfied one by one." in shown(app)
        await press(pilot, "x")
        await settle(app, pilot)
        assert "Satisfied how?" in shown(app)
        await press(pilot, "escape")
        await press(pilot, "m", "h")
        await sweep(app, pilot)
        assert "Court order" in shown(app)
        await press(pilot, "end", "m", "h")
        await settle(app, pilot)
        assert "No reminder of this deadline is due today." in shown(app)


# ---- on the client screen ---------------------------------------------------------------------------------------


async def test_a_case_takes_deadlines_from_the_rules_and_computes_them_for_a_public_defendant(
    db: Database, caseload: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        app.open_case(caseload["nguyen"], section="deadlines")
        await settle(app, pilot)
        await press(pilot, "m", "l")
        await settle(app, pilot)
        assert "Computed 2 dates, not verified" in shown(app)
        assert one(db, "SELECT due, defendant_id FROM deadlines WHERE rule = 'clock:ca_notice_any'") == (
            "2027-04-01", caseload["city"],
        )  # fmt: skip
        await press(pilot, "m", "k")
        await settle(app, pilot)
        await type_text(pilot, "conditional payment notice")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "30 days from the date of the notice" in shown(app)
        await type_text(pilot, "11/18/2026")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Computed, not verified: Medicare conditional payment notice 12/18" in shown(app)
        await press(pilot, "m", "k")
        await settle(app, pilot)
        await type_text(pilot, "answer, federal")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, CountScreen)  # what may roll forward is counted, not added
        await press(pilot, "ctrl+u")
        await type_text(pilot, "11/5/2026")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert "Added, not verified: Answer, federal 11/27/2026" in shown(app)
