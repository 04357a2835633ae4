"""A story's treatment and calendar: providers, their visits kept, missed and ahead, and other appointments."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from caseterm.rules.sample_case import Told
from caseterm.rules.sample_lines import Line, Visit, clock_time, line, minutes_of, not_before, series
from caseterm.rules.sample_requests import asked_of, put_authorization, put_requests, tracks_of
from caseterm.rules.sample_rides import put_rides, put_series
from caseterm.rules.sample_rows import Row
from caseterm.rules.terms_visits import TREATMENT_KINDS
from caseterm.rules.zones import zone_of_state

WEEK = timedelta(days=7)
FIRM_ZONE = "America/Los_Angeles"
STATUS_WORDS: Mapping[str, str] = {"kept": "attended", "ahead": "scheduled", "noshow": "no_show"}


def put_care(told: Told, care: Mapping[str, Any]) -> None:
    sample, key = told.sample, care["provider"]
    firm = sample.organizations.get(key) or sample.people[key]
    visits = _visits(told, care, kind=care.get("kind") or firm.get("kind", "office_visit"))
    kept = [visit for visit in visits if visit.status in ("attended", "late")]
    values: Row = {
        "contact_id": sample.contact(key),
        "specialty": care.get("specialty", firm.get("specialty", "")),
        "treatment_status": care.get("status", "treating"),
        "first_visit_on": kept[0].starts_at.date() if kept else None,
        "gap_reason": care.get("gap_reason", ""),
        "records_complete": bool(care.get("records_complete")),
        "bills_complete": bool(care.get("bills_complete")),
        "notes": care.get("notes", ""),
    }
    for name, short in (
        ("lop_on", "lop"), ("hipaa_sent_on", "hipaa"), ("hipaa_expires_on", "hipaa_expires"),
        ("records_requested_on", "records_requested"), ("records_received_on", "records_received"),
        ("bills_requested_on", "bills_requested"), ("bills_received_on", "bills_received"),
    ):  # fmt: skip
        values[name] = told.day(str(care[short])) if short in care else None
    asked = asked_of(
        told, care, fax=firm.get("fax", "") or sample.organizations.get(firm.get("org", ""), {}).get("fax", "")
    )
    values |= tracks_of(asked)
    provider_id = told.put("case_providers", values, day=told.opened)
    put_requests(told, asked, provider_id=provider_id)
    put_authorization(told, care, provider_id)
    house = firm if firm.get("name") else sample.organizations[firm["org"]]
    rows: dict[int, int] = {}
    for visit in visits:
        rows[id(visit)] = _put_visit(told, visit, provider_id, house=house, rows=rows)
    put_series(told, visits, rows)
    for text in care.get("gaps", ()):
        _explain(told, line(text), kept, provider_id)


def _explain(told: Told, given: Line, kept: Sequence[Visit], provider_id: int) -> None:
    """Why there was a gap after the last visit kept by a day: `-150 travel | With her mother in Cebu`."""
    day, reason = given.words
    before = [visit.day for visit in kept if visit.day <= told.day(day)]
    if before:
        values: Row = {"case_provider_id": provider_id, "after_on": max(before), "reason": reason}
        told.put("gap_reasons", {**values, "explanation": given.text()}, day=told.day("-20"))


def _visits(told: Told, care: Mapping[str, Any], *, kind: str) -> list[Visit]:
    visits = [visit for text in care.get("series", ()) for visit in series(text, today=told.today, kind=kind)]
    visits += [_single(told, line(text)) for text in care.get("visits", ())]
    visits.sort(key=lambda visit: visit.starts_at)
    if visits and care.get("series") and not care.get("visits") and visits[0].status == "attended":
        visits[0].kind = "initial_evaluation"
    for text in care.get("events", ()):
        _happen(told, line(text), visits)
    return visits


def _single(told: Told, given: Line) -> Visit:
    day, at, _length, kind, status = given.words
    status, _, reason = status.partition("=")
    if kind == "er_urgent":  # an emergency knows no working days
        day = f"{day.rstrip('!')}!"
    on = not_before(told.day(day), told.incident_on, today=told.today)
    starts = datetime.combine(on, clock_time(at))
    minutes = minutes_of(given.words) or 30
    status = STATUS_WORDS.get(status, status)
    return Visit(starts, minutes, kind, status, given.text(), reason, given.named.get("ride", ""))


def _happen(told: Told, given: Line, visits: list[Visit]) -> None:
    """Change the visit of a series nearest to a day: `-17 no_show=transport | ...`, `-6 rescheduled=+2 | ...`."""
    wanted = told.today + timedelta(days=int(given.words[0].rstrip("!")))
    past = wanted < told.today
    fitting = [v for v in visits if (v.starts_at.date() < told.today) == past and v.replaces is None]
    if not fitting:
        return  # a holiday took the only visit on that side of today
    visit = min(fitting, key=lambda each: abs((each.starts_at.date() - wanted).days))
    status, _, reason = (given.words[1] if len(given.words) > 1 else visit.status).partition("=")
    status = STATUS_WORDS.get(status, status)
    visit.text = given.text() or visit.text
    visit.ride = given.named.get("ride", visit.ride)
    visit.status = status
    if status == "rescheduled":
        offset = (visit.starts_at.date() - told.today).days + int(reason)
        moved = datetime.combine(told.day(str(offset)), visit.starts_at.time())
        status = "attended" if moved.date() < told.today else "scheduled"
        visits.insert(visits.index(visit) + 1, Visit(moved, visit.minutes, visit.kind, status, replaces=visit))
    else:
        visit.reason = reason


def _put_visit(told: Told, visit: Visit, provider_id: int, *, house: Mapping[str, Any], rows: Mapping[int, int]) -> int:
    client = told.story["client"]
    days = (visit.day - told.today).days
    ride = visit.ride or (("booked" if days <= 7 else "needed") if days >= 0 else "confirmed")
    values: Row = {
        "starts_at": visit.starts_at,
        "ends_at": visit.ends_at,
        "zone": _zone_at(house),
        "kind": visit.kind,
        "status": visit.status,
        "case_provider_id": provider_id,
        "location": house["name"],
        "purpose" if days >= 0 else "outcome": visit.text,
        "no_show_reason": visit.reason if visit.status == "no_show" else "",
        "ride": ride if client.get("rides") or visit.ride else "not_needed",
        "interpreter_booked": bool(client.get("interpreter")) and days <= 7,
        "rescheduled_from_id": rows.get(id(visit.replaces)) if visit.replaces else None,
        **_reminded(told, visit),
    }
    row_id = told.put("appointments", values, day=visit.day - timedelta(days=6))
    drop = ", ".join(str(house[name]) for name in ("name", "street", "city") if house.get(name))
    told.sample.rows["appointments"][-1] |= put_rides(told, visit, row_id, drop=drop)
    return row_id


def _zone_at(house: Mapping[str, Any]) -> str:
    """The zone of a place where clocks go otherwise than in the sample's firm, else nothing."""
    zone = zone_of_state(str(house.get("state", "")), home=FIRM_ZONE)
    return "" if zone == FIRM_ZONE else zone


def _reminded(told: Told, visit: Visit) -> Row:
    """Today's visits (at the weekend Monday's) were called about on the last working day, but for a few.

    Of standing ones some had a text for the whole week.
    """
    before = told.day("-1")
    if visit.status == "confirmed":
        return {"confirmed_on": before, "reminder_sent_on": before}
    called = visit.day == told.day("0") and told.case_id % 4
    texted = visit.rule and told.today < visit.day <= told.today + WEEK and told.case_id % 3
    if visit.status == "scheduled" and (called or texted):
        return {"status": "reminded", "reminder_sent_on": before}
    return {}


def put_appointment(told: Told, given: Line) -> None:
    visit = _single(told, given)
    values: Row = {
        "starts_at": visit.starts_at,
        "ends_at": visit.ends_at,
        "kind": visit.kind,
        "status": visit.status,
        "title": given.text(),
        "location": given.text(1),
        "who": given.text(2),
        "outcome" if visit.status == "attended" else "purpose": given.text(3),
    }
    if visit.kind in TREATMENT_KINDS:
        values["ride"] = visit.ride or "not_needed"
    told.put("appointments", values, day=visit.starts_at.date() - timedelta(days=9))
