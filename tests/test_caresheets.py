"""Care on paper: timeline, plan, report; what a reader must not see is not in the file."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseterm import caresheets, services, sheets, summaries
from caseterm.changes import Op
from caseterm.errors import NotFoundError
from caseterm.exports.blocks import Lanes, Trend
from caseterm.exports.pictures import WIDTHS, lanes, ticks
from caseterm.models import (
    AdvocacyEntry,
    Assessment,
    Barrier,
    Case,
    FunctionalLimitation,
    GapReason,
    PlanGoal,
    PlanIntervention,
)
from caseterm.rules.inputs import ContactInput
from caseterm.rules.timeline import Lane, Mark
from caseterm.services import appointments, plans, providers
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_appointments import added
from tests.services.test_cases import open_case

TODAY = date(2026, 11, 21)
SECRETS = ("drinks again", "works nights", "Spoke to her sister")


def _add(db: Database, case_id: int, model: Any, values: Mapping[str, Any]) -> None:
    with act(db, Op.ADD, "Added", case_id=case_id) as write:
        write.add(model, {"case_id": case_id, **values})


def cared_for(db: Database) -> int:
    """A case with three visits, two assessments, a private and an open barrier, and a plan that was reviewed."""
    case_id = open_case(db)
    changes = providers.add_provider(
        db, case_id, ContactInput({"kind": "organization", "org_name": HOSTILE}), {"treatment_status": "treating"}
    )
    provider = changes.first_added("case_providers")
    for days, kept in ((-60, True), (-12, False), (-5, True)):
        at = datetime.combine(TODAY + timedelta(days=days), datetime.min.time()).replace(hour=9)
        number = added(
            appointments.add_appointment(
                db, starts_at=at, case_id=case_id, kind="therapy_pt", case_provider_id=provider
            )
        )
        if kept:
            appointments.mark_kept(db, [number])
        else:
            appointments.mark_no_show(db, number, reason="transport")
    for days, pain in ((-90, 8), (-30, 5)):
        on = TODAY + timedelta(days=days)
        _add(db, case_id, Assessment, {"dated": on, "kind": "progress", "pain": pain, "concern": "the stairs at home"})
    _add(
        db, case_id, FunctionalLimitation, {"domain": "stairs", "level": "severe", "since": TODAY - timedelta(days=95)}
    )
    _add(db, case_id, Barrier, {"category": "transport", "description": "no car", "mitigation": "Spoke to her sister"})
    _add(db, case_id, Barrier, {"category": "substance", "description": "drinks again"})
    plan = plans.draw_up(db, case_id, {"dated": TODAY - timedelta(days=80), "summary": "Therapy, then work."})
    version = plan.first_added("care_plans")
    assert version is not None
    review = {"dated": TODAY - timedelta(days=20), "moving_forward": False, "reason_stalled": "works nights"}
    plans.review(db, version, review)
    return case_id


def text_of(db: Database, reader: sheets.Reader, tmp_path: Path) -> str:
    sheet = reader(db)
    saved = sheets.save(sheets.prepare(sheet, "txt"), tmp_path / f"{sheet.file_stem}.txt")
    sheets.record(db, sheet, [saved])
    whole = sheets.prepare(sheet, "json").write().data.decode()
    return " ".join(saved.path.read_text().split()) + whole


def test_each_reader_of_the_plan_gets_what_he_may_see_and_nothing_more(db: Database, tmp_path: Path) -> None:
    case_id = cared_for(db)
    office, provider, client = (
        text_of(db, caresheets.recovery_plan(case_id, audience), tmp_path)
        for audience in ("attorney", "provider", "client")
    )
    assert [secret in office for secret in SECRETS] == [True] * 3
    assert [secret in provider for secret in SECRETS] == [False] * 3
    assert [secret in client for secret in SECRETS] == [False] * 3
    assert ("no car" in provider, "no car" in client) == (True, False)
    assert "stalled" not in provider + client
    assert "the plan for your recovery" in client
    rows = db.raw.execute("SELECT what, audience, case_id FROM export_log ORDER BY id").fetchall()
    assert rows == [("recovery plan", who, case_id) for who in ("attorney", "provider", "client")]


PRIVATE = (  # what each reader may see of the report: attorney, provider or adjuster, client
    ("MATTERS", True, False, False), ("CONCERN", True, False, False), ("CONDITION X", True, False, False),
    ("MEDICINE", True, False, False), ("SICKLY", True, False, False), ("distressed", True, False, False),
    ("OPEN BARRIER", True, False, False), ("DONE ABOUT IT", True, False, False), ("STALLED SO", True, False, False),
    ("ADVOCATED", True, False, False), ("missed", True, False, False), ("transport", True, False, False),
    ("WHY GAP", True, False, False), ("PRIVILEGED", True, False, False), ("sexual_intimacy", True, False, True),
    ("RESTRICTED", True, True, True), ("GOAL", True, True, True), ("HOMEWORK", True, True, True),
    ("you wake up", False, False, True),
)  # fmt: skip


def test_each_reader_of_the_report_gets_what_he_may_see_and_nothing_more(db: Database, tmp_path: Path) -> None:
    case_id = revealing(db)
    office, provider, client = (
        text_of(db, caresheets.report(case_id, audience), tmp_path) for audience in ("attorney", "provider", "client")
    )
    for words, *seen in PRIVATE:
        assert [words in text for text in (office, provider, client)] == seen, words
    assert "PROGRESS REPORT" in provider
    assert "satisfaction" not in provider
    assert "HOW YOU ARE DOING" in client
    assert "Pain, 0 to 10 8 5" in client
    assert "Stairs very hard" in client
    rows = db.raw.execute("SELECT what, audience FROM export_log ORDER BY id").fetchall()
    assert rows == [("progress report", who) for who in ("attorney", "provider", "client")]


def revealing(db: Database) -> int:
    """The case of `cared_for` with something telling in every field that somebody may not see."""
    case_id = cared_for(db)
    with act(db, Op.EDIT, "Changed a case", case_id=case_id) as write:
        write.change(write.session.get_one(Case, case_id), {"what_matters": "MATTERS"})
    services.settings.edit_settings(db, {"confidentiality_legend": "PRIVILEGED"})
    _add(db, case_id, GapReason, {"after_on": date(2026, 10, 1), "reason": "other", "explanation": "WHY GAP"})
    newest = {
        "dated": TODAY - timedelta(days=2), "kind": "progress", "pain": 5, "sleep": "broken", "mood": "distressed",
        "conditions": "CONDITION X", "comorbidities": "SICKLY", "medication": "MEDICINE", "concern": "CONCERN",
        "plan_makes_sense": "no", "restrictions": "RESTRICTED", "satisfaction": 4, "work_status": "modified",
    }  # fmt: skip
    _add(db, case_id, Assessment, newest)
    _add(db, case_id, FunctionalLimitation, {"domain": "sexual_intimacy", "level": "mild", "since": TODAY})
    _add(db, case_id, Barrier, {"category": "transport", "description": "OPEN BARRIER", "mitigation": "DONE ABOUT IT"})
    _add(db, case_id, AdvocacyEntry, {"dated": TODAY, "action": "ADVOCATED", "outcome": "x"})
    plan = db.raw.execute("SELECT id FROM care_plans").fetchone()[0]
    _add(db, case_id, PlanGoal, {"plan_id": plan, "text": "GOAL", "target_on": TODAY + timedelta(days=30)})
    _add(db, case_id, PlanIntervention, {"plan_id": plan, "text": "HOMEWORK", "owner": "client"})
    plans.review(db, plan, {"dated": TODAY, "moving_forward": False, "reason_stalled": "STALLED SO"})
    return case_id


def test_the_report_tells_the_course_and_draws_it(db: Database, tmp_path: Path) -> None:
    case_id = cared_for(db)
    page = caresheets.report(case_id)(db)
    assert page.document.title == "Progress report"
    kinds = [type(block) for block in page.document.blocks]
    assert Trend in kinds
    assert Lanes in kinds
    said = text_of(db, caresheets.report(case_id), tmp_path)
    for words in ("1. CONDITION", "Pain, 0 to 10 8 5", "Stairs Severe", "gap", "no car", "Why not: works nights",
                  "the stairs at home", "7. NEXT"):  # fmt: skip
        assert words in said, words
    with pytest.raises(NotFoundError):
        caresheets.report(999)(db)
    _add(db, case_id, Assessment, {"dated": TODAY, "kind": "closure", "pain": 1, "satisfaction": 5})
    closing = caresheets.report(case_id)(db).document
    assert closing.title == "Closure report"
    assert "8 at first, 1 at the end" in str(closing.blocks)


def test_the_timeline_stands_in_the_attorneys_summary_alone(db: Database) -> None:
    case_id = cared_for(db)
    page = caresheets.timeline(case_id)(db)
    drawn = next(block for block in page.document.blocks if isinstance(block, Lanes))
    assert page.document.wide
    assert [lane.said for lane in drawn.lanes] == ["2 kept, 1 missed"]
    assert [dot.shape for dot in drawn.lanes[0].dots] == ["kept", "kept", "missed"]
    for audience, expected in (("attorney", True), ("client", False), ("provider", False)):
        made = summaries.prepare(db, case_id, summaries.Options(audience=audience, format="json"))
        assert any(isinstance(block, Lanes) for block in made.document.blocks) is expected
        assert ("marks" in str(made.setting.facts)) is expected


def test_marks_stand_in_the_order_of_their_days_within_the_width() -> None:
    days = [date(2024, 1, 3), date(2024, 6, 1), date(2025, 2, 2), date(2027, 1, 1)]
    lane = Lane(1, "x", tuple(Mark(on, "kept", "") for on in days), ((days[0], days[3], 2),))
    block = lanes([lane], today=date(2026, 1, 1), incident_on=None)
    places = [dot.at for dot in block.lanes[0].dots]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (15, 985)
    assert len(block.ticks) <= 13
    assert [max(map(len, each)) <= most for each, most in zip(block.letters, WIDTHS, strict=True)] == [True] * 5
    only = lanes([], today=TODAY, incident_on=None)
    assert (only.today, only.lanes) == (500, ())
    assert [tick.label for tick in ticks(date(2026, 11, 1), date(2027, 2, 3))] == ["Nov 2026", "Dec", "Jan 2027", "Feb"]
    crowded = [tick.label for tick in ticks(date(2024, 12, 31), date(2026, 11, 21))]
    assert crowded[:3] == ["Jan 2025", "", "May"], "two names never run into one another"
    assert "Mar" not in crowded
    over_new_year = [tick.label for tick in ticks(date(2024, 10, 15), date(2026, 5, 1))]
    assert over_new_year[:4] == ["", "Jan 2025", "", "May"], "the year is what stays"
    assert all(tick.label for tick in ticks(date(2015, 1, 1), date(2026, 5, 1))), "whole years all keep their names"
