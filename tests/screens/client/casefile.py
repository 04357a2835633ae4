"""A whole case for the client screen's tests: Nguyen, Thi, as she stands on Saturday, November 21, 2026."""

from datetime import date, datetime, timedelta

from caseterm import services
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.services import cases
from caseterm.store.database import Database
from tests.conftest import TODAY


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def seed_nguyen(db: Database) -> int:
    """Fill a database with the case; its id."""
    services.settings.edit_settings(db, {"user_name": "M. Gold", "user_initials": "MG"})
    changes = cases.new_case(
        db,
        client={
            "last": "Nguyen",
            "first": "Thi",
            "language": "Vietnamese",
            "interpreter_needed": True,
            "dob": date(1984, 3, 15),
        },
        case={
            "number": "26-0142",
            "state": "CA",
            "phase": "treating",
            "phase_entered_on": days(-95),
            "opened_on": date(2025, 1, 8),
            "grade": "B",
            "lead_attorney": "R. Shah",
            "case_manager": "M. Gold",
        },
        incident={"happened_on": date(2025, 1, 1), "city": "San Jose", "description": "Rear-ended at a red light."},
        phones=[{"number": "5550148831", "label": "mobile", "text_ok": True}],
        emails=[{"address": "thi.nguyen@example.com"}],
        addresses=[{"street": "12 Elm St", "city": "San Jose", "state": "CA", "zip": "95112"}],
    )
    case_id = changes.first_added("cases")
    assert case_id is not None
    _insurance(db, case_id)
    _care(db, case_id)
    _work(db, case_id)
    return case_id


def _insurance(db: Database, case_id: int) -> None:
    ruiz = ContactInput({"last": "Ruiz", "first": "P."}, phones=[{"number": "5550140199", "label": "office"}])
    services.insurance.add_insurance(
        db,
        case_id,
        InsuranceInput(
            insurer="StateAuto",
            policy={"policy_no": "SA-55012", "party": "defendant", "named_insured": "Karl Dorn"},
            coverage={"kind": "bi_liability", "limit_per_person": 10_000_000, "limit_per_accident": 30_000_000},
            claim={"claim_no": "88-A12", "status": "investigating", "lor_sent_on": date(2025, 2, 3)},
            adjuster=ruiz,
        ),
    )
    services.insurance.add_insurance(
        db,
        case_id,
        InsuranceInput(
            insurer="Acme",
            policy={"policy_no": "7731", "party": "client"},
            coverage={"kind": "um", "limit_per_person": 5_000_000},
        ),
    )
    services.insurance.add_insurance(
        db,
        case_id,
        InsuranceInput(
            insurer="Acme",
            policy={"policy_no": "7731", "party": "client"},
            coverage={"kind": "medpay", "limit_per_person": 500_000, "exhausted_on": date(2026, 6, 30)},
        ),
    )


def _care(db: Database, case_id: int) -> None:
    mercy = _provider(db, case_id, "Mercy PT", "PT", "5550150142")
    patel = _provider(db, case_id, "Patel, A.", "ortho", "5550150177")
    er = _provider(db, case_id, "City ER", "ER", "", status="treatment_complete")
    for week in range(14):
        _visit(db, case_id, mercy, days(-9 - 7 * week), "therapy_pt")
    for back in (50, 120, 200):
        _visit(db, case_id, patel, days(-back), "office_visit")
    _visit(db, case_id, er, date(2025, 1, 1), "er_urgent")
    services.appointments.add_appointment(
        db,
        case_id=case_id,
        starts_at=datetime.fromisoformat("2026-11-24T09:30"),
        ends_at=datetime.fromisoformat("2026-11-24T10:15"),
        kind="therapy_pt",
        case_provider_id=mercy,
        ride="needed",
    )
    for part, kind, status in (("neck_cervical", "disc_injury", "worse"), ("shoulder", "sprain_strain", "improving")):
        services.records.add_record(
            db,
            "injury",
            {"case_id": case_id, "body_part": part, "injury_type": kind, "status": status},
            label="Added injury",
        )


def _provider(db: Database, case_id: int, name: str, trade: str, phone: str, *, status: str = "treating") -> int:
    values = {"last": "Patel", "first": "A."} if "," in name else {"kind": "organization", "org_name": name}
    phones = [{"number": phone, "label": "office"}] if phone else []
    changes = services.providers.add_provider(
        db, case_id, ContactInput(values, phones=phones), {"specialty": trade, "treatment_status": status}
    )
    added = changes.first_added("case_providers")
    assert added is not None
    return added


def _visit(db: Database, case_id: int, provider: int, on: date, kind: str) -> None:
    services.records.add_record(
        db,
        "appointment",
        {
            "case_id": case_id,
            "case_provider_id": provider,
            "starts_at": datetime.fromisoformat(f"{on}T09:00"),
            "kind": kind,
            "status": "attended",
        },
        label="Added visit",
    )


def _work(db: Database, case_id: int) -> None:
    tasks = services.tasks
    tasks.add_task(db, title="call adjuster P. Ruiz re limits", case_id=case_id, due=days(-2), priority=2)
    tasks.add_task(db, title="chase Mercy bill (request 31 d)", case_id=case_id, due=days(-1))
    tasks.add_task(db, title="check-in call", case_id=case_id, due=days(2))
    tasks.add_task(db, title="confirm ride for PT", case_id=case_id, due=days(3))
    tasks.add_task(db, title="limits letter", case_id=case_id, due=days(10), waiting_on="P. Ruiz")
    log = services.contact_log.log_contact
    log(
        db,
        case_id=case_id,
        body="welcome call, all explained",
        at=datetime.fromisoformat("2026-10-01T09:00"),
        minutes=12,
    )
    log(
        db,
        case_id=case_id,
        direction="in",
        body="neck worse at night, missed 2",
        at=datetime.fromisoformat("2026-10-18T14:05"),
    )
    services.records.add_record(
        db,
        "note",
        {
            "case_id": case_id,
            "at": datetime.fromisoformat("2026-10-15T11:00"),
            "by": "MG",
            "body": "StateAuto sent the limits.",
        },
        label="Noted",
    )
    services.deadlines.add_deadline(
        db, case_id=case_id, kind="sol", due=date(2027, 1, 1), file_by=date(2026, 12, 31), basis="CCP 335.1, 2 years"
    )
    (deadline_id,) = db.raw.execute("SELECT id FROM deadlines").fetchone()
    services.deadlines.verify(db, deadline_id, by="R. Shah", on=date(2026, 6, 2))
    services.records.add_record(
        db,
        "document",
        {"case_id": case_id, "title": "Police report 25-001188", "kind": "police_report", "path": "/nowhere/r.pdf"},
        label="Added document",
    )
