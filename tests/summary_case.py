"""One full case for the summary's tests, in which every value of a kind that some reader may not see is a canary."""

from datetime import date, datetime
from pathlib import Path

from caseterm import services
from caseterm.store.database import Database

OPINIONS = ("LIABILITYOPINION", "STATEMENTBY", "37 %", "DISPUTEDPOSITION", "WITNESSNAME")
PLANS = ("SECRETTASK", "RECOMMENDATION", "TALKBODY", "WHATMATTERS", "GRADEREASON")
NUMBERS = (
    "100,000", "POLICY-NUMBER", "88,888.00", "OURAUTHORITY", "Projection", "Negotiation", "7,654.32", "LIENHOLDER",
    "4,321.09", "Specials",
)  # fmt: skip
DEADLINE = ("NOTICEDEADLINE",)
CARE = ("COMORBIDITY", "BARRIERTEXT", "WHYSTALLED")
PRIVILEGE = ("PRIVILEGED AND CONFIDENTIAL",)
PRIVATE = ("123-45-6789", "6789")
ELSEWHERE = ("OTHERCASE",)
NOT_CLIENT = (*OPINIONS, *PLANS, *CARE, *NUMBERS, *DEADLINE, *PRIVILEGE, "CLAIM-NUMBER", "GAPREASON", "01/01/2027")
NOT_PROVIDER = (
    *OPINIONS, *PLANS, *CARE, *NUMBERS, *DEADLINE, *PRIVILEGE, "GAPREASON", "01/01/2027", "0148831", "014-8831",
)  # fmt: skip


def full_case(db: Database, *, number: str = "26-0142", last: str = "Nguyễn") -> int:
    """A case with every part of the record; its id."""
    changes = services.cases.new_case(
        db,
        client={
            "first": "Thị Hạnh",
            "last": last,
            "dob": date(1984, 5, 12),
            "ssn_last4": "6789",
            "language": "Vietnamese",
            "interpreter_needed": True,
            "rides_needed": True,
            "preferred_channel": "text",
            "best_time": "after 5 PM",
            "employer": "Bayview Laundry",
        },
        case={
            "number": number,
            "phase": "treating",
            "phase_entered_on": date(2026, 8, 17),
            "opened_on": date(2026, 1, 20),
            "state": "CA",
            "county": "Alameda",
            "lead_attorney": "A. Shah",
            "case_manager": "M. Gold",
            "grade": "B",
            "grade_reason": "GRADEREASON",
            "what_matters": "WHATMATTERS",
            "recommendations": "RECOMMENDATION: ask for an MRI.",
        },
        incident={
            "happened_on": date(2025, 1, 1),
            "place": "Elm Street and 4th Avenue",
            "city": "Oakland",
            "state": "CA",
            "report_no": "25-001188",
            "description": "Rear-ended while stopped for a red light.",
            "liability_summary": "LIABILITYOPINION: clear.",
            "comparative_fault_pct": 37,
        },
        phones=[{"number": "5550148831", "label": "mobile", "text_ok": True}],
        emails=[{"address": "hanh@example.com"}],
        addresses=[{"street": "12 Oak Street", "city": "Oakland", "state": "CA", "zip": "94612"}],
    )
    case_id = changes.first_added("cases")
    assert case_id is not None
    services.claimdetails.put_details(db, case_id, {"auto_statement": "refused", "auto_statement_by": "STATEMENTBY"})
    add = services.records.add_record

    def organization(name: str) -> int:
        found = services.contacts.add_contact(db, {"kind": "organization", "org_name": name})
        contact_id = found.first_added("contacts")
        assert contact_id is not None
        return contact_id

    def put(section: str, table: str, /, **values: object) -> int:
        row_id = add(db, section, {"case_id": case_id, **values}, label="Added").first_added(table)
        assert row_id is not None
        return row_id

    put("injury", "injuries", body_part="neck_cervical", injury_type="disc_injury", description="C5-C6, worse at night")
    put("injury", "injuries", body_part="shoulder", side="right", injury_type="sprain_strain", status="improving")
    therapy = put(
        "provider",
        "case_providers",
        contact_id=organization("Mercy Physical Therapy"),
        specialty="PT",
        gap_reason="GAPREASON",
        records_requested_on=date(2026, 10, 1),
    )
    for day in (date(2025, 1, 20), date(2026, 9, 1), date(2026, 10, 2)):
        put(
            "appointment",
            "appointments",
            starts_at=datetime.fromisoformat(f"{day}T09:00"),
            kind="therapy_pt",
            status="attended",
            case_provider_id=therapy,
        )
    put(
        "appointment",
        "appointments",
        starts_at=datetime.fromisoformat("2026-11-24T09:30"),
        kind="therapy_pt",
        status="confirmed",
        case_provider_id=therapy,
        ride="booked",
    )
    policy = put(
        "policy", "policies", insurer_id=organization("StateAuto"), policy_no="POLICY-NUMBER", party="defendant"
    )
    coverage = put(
        "coverage",
        "coverages",
        policy_id=policy,
        kind="bi_liability",
        limit_per_person=10_000_000,
        limit_per_accident=30_000_000,
    )
    adjuster = services.contacts.add_contact(
        db, {"first": "Paula", "last": "Ruiz"}, phones=[{"number": "5550140199"}]
    ).first_added("contacts")
    put(
        "claim",
        "claims",
        coverage_id=coverage,
        claim_no="CLAIM-NUMBER",
        adjuster_id=adjuster,
        liability_position="disputed",
    )
    offer = {"kind": "demand", "amount_cents": 8_888_800, "dated": date(2026, 11, 1), "authority": "OURAUTHORITY"}
    services.negotiation.add_event(db, case_id, offer)
    provider = db.raw.execute("SELECT id FROM case_providers WHERE case_id = ?", (case_id,)).fetchone()[0]
    services.money.add_bills(db, case_id, [{"case_provider_id": provider, "billed_cents": 765_432}])
    services.liens.add_lien(db, case_id, "LIENHOLDER", {"kind": "health_plan_insured", "asserted_cents": 432_109})
    for pain, mood, on in ((4, "good", date(2026, 10, 1)), (7, "low", date(2026, 11, 2))):
        put(
            "assessment", "assessments", dated=on, pain=pain, mood=mood, comorbidities="COMORBIDITY",
            work_status="off_work",
        )  # fmt: skip
    put("limitation", "functional_limitations", domain="driving", level="severe")
    put("barrier", "barriers", description="BARRIERTEXT", severity="blocking")
    plan = services.plans.draw_up(db, case_id, {"expected_mmi_on": date(2027, 2, 1)}).first_added("care_plans") or 0
    put("goal", "plan_goals", plan_id=plan, text="Drive to work again", baseline="0", target="5 days")
    services.plans.review(db, plan, {"moving_forward": False, "reason_stalled": "WHYSTALLED"})
    put("cost", "case_costs", category="expert", amount_cents=100_00)
    put("party", "parties", contact_id=organization("WITNESSNAME"), role="witness")
    put("deadline", "deadlines", kind="sol", due=date(2027, 1, 1))
    put("deadline", "deadlines", kind="notice_of_claim", title="NOTICEDEADLINE", due=date(2027, 3, 1))
    put("task", "tasks", title="SECRETTASK: ask for the MRI report", due=date(2026, 11, 23), priority=2)
    put(
        "contact_log",
        "communications",
        at=datetime.fromisoformat("2026-10-18T14:05"),
        channel="call",
        body="TALKBODY: she is worried about the offer.",
        counts_as_client_contact=True,
    )
    put("note", "case_notes", at=datetime.fromisoformat("2026-10-18T14:05"), body="SSN 123-45-6789 NOTEBODY")
    return case_id


def firm(db: Database, **values: object) -> None:
    """The firm's letterhead and the user's name in the settings."""
    from caseterm.changes import Op
    from caseterm.models import Settings
    from caseterm.services.acts import act

    given = {
        "firm_name": "Gold & Shah LLP",
        "firm_address": "1200 Market Street, Suite 900\nOakland, CA 94612",
        "firm_phone": "5550142000",
        "user_name": "M. Gold",
        **values,
    }
    with act(db, Op.SETTINGS, "Changed the settings") as write:
        row = write.session.get(Settings, 1)
        if row is None:
            write.add(Settings, {"id": 1, **given})
        else:
            for name, value in given.items():
                setattr(row, name, value)
            write.session.add(row)


def nowhere() -> Path:
    """A config folder without templates."""
    return Path("nowhere")
