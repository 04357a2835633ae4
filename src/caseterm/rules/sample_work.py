"""A story's deadlines, tasks, contact log, notes and documents."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from caseterm.rules.checklists import Matter, planned
from caseterm.rules.contact_log import reached_client
from caseterm.rules.limitations import last_open_day
from caseterm.rules.sample_case import MANAGER, Told
from caseterm.rules.sample_lines import PRIORITIES, Line, clock_time, is_day, minutes_of, years_before
from caseterm.rules.sample_rows import Row
from caseterm.rules.terms import LIMITATION_KINDS

WAITED_FOR: Mapping[str, str] = {
    "3.1": "Police records", "3.3": "Carrier", "3.4": "Carrier", "3.5": "Employer", "5.6": "Billing office",
    "5.7": "Lien holders", "6.1": "Treating doctor", "6.2": "Employer", "9.2": "Lien holders", "9.5": "Billing office",
}  # fmt: skip
"""Whom a checklist's item that is still open mostly waits on."""


def put_deadline(told: Told, given: Line) -> None:
    kind, *words = given.words
    day = next((word for word in words if is_day(word)), "")
    due = told.today + timedelta(days=int(day.rstrip("!"))) if day else years_before(told.incident_on, -_years(words))
    values: Row = {"kind": kind, "due": due, "title": given.text(), "basis": given.text(1)}
    values["file_by"] = last_open_day(due)
    values["trigger_date"] = told.incident_on if kind.startswith(("sol", "notice", "um")) else None
    if "file" in given.named:
        values["file_by"] = last_open_day(due + timedelta(days=int(given.named["file"])))
    if "verified" in given.named:
        who, _, on = given.named_text("verified").partition("@")
        values |= {"verified_by": who, "verified_on": told.day(on or "-30")}
    if "satisfied" in given.named:
        values |= {"satisfied_on": told.day(given.named["satisfied"]), "satisfied_how": given.text(2)}
    if kind in LIMITATION_KINDS and "satisfied" not in given.named:
        told.limitation_on = told.limitation_on or due
    told.put("deadlines", values, day=told.opened)


def put_task(told: Told, given: Line) -> None:
    day = next((word for word in given.words if is_day(word)), None)
    at = next((word for word in given.words if ":" in word), "")
    values: Row = {
        "title": given.text(),
        "due": told.day(day) if day else None,
        "due_time": f"{clock_time(at):%H:%M}" if at else "",
        "priority": next((PRIORITIES[word] for word in given.words if word in PRIORITIES), 3),
        "tags": " ".join(word[1:] for word in given.words if word[0] == "#"),
        "minutes": minutes_of(given.words),
        "owner": given.named_text("owner"),
        "notes": given.text(1),
        "phase": told.phases[-1][0],
    }
    if "wait" in given.named:
        since = told.day(given.named.get("since", "-7"))
        values |= {"status": "waiting", "waiting_on": given.named_text("wait"), "waiting_since": since}
    if "done" in given.named:
        values |= {"status": "done", "done_on": told.day(given.named["done"])}
    made = values["due"] or told.today
    told.put("tasks", values, day=max(told.opened, min(made, told.today) - timedelta(days=7)))


def put_checklist(told: Told) -> None:
    """The tasks of the phase the case is in: those long due are done, the others are on the list."""
    phase, entered = told.phases[-1]
    if told.sample.checklist is None or phase == "closed":
        return
    items = told.sample.checklist(str(told.story.get("claim_type", "auto_liability")))
    tasks = [each for each in planned(items, phase, _matter(told), today=date.min) if not each.item.hard]
    kept = int(told.story.get("checklist_open", 1))
    left = _left_open(told, len(tasks), kept)
    for n, each in enumerate(tasks):
        due = each.due or entered + timedelta(days=7)
        values: Row = {"title": each.item.title, "due": due, "template_key": each.item.key, "phase": phase}
        values |= {"owner": each.item.who, "notes": each.item.note}
        if due < told.today and n not in left:
            values |= {"status": "done", "done_on": told.day(str((due - told.today).days))}
        elif due < told.today:
            values["due"] = told.day(f"+{2 + (n * 5 + told.case_id) % 9}")
            if each.item.key in WAITED_FOR:
                since = max(entered, told.today - timedelta(days=5 + told.case_id % 17))
                values |= {"status": "waiting", "waiting_on": WAITED_FOR[each.item.key], "waiting_since": since}
        told.put("tasks", values, day=entered)


def _left_open(told: Told, count: int, kept: int) -> set[int]:
    """Which of the items long due are still open: the last ones, or any of those that recur while treatment lasts."""
    if told.phases[-1][0] == "treating" and count:
        return {(told.case_id * 5 + n) % count for n in range(kept)}
    return set(range(count - kept, count))


def _matter(told: Told) -> Matter:
    story = told.story
    entered = dict(told.phases)
    signed = told.day(str(story["signed_on"])) if "signed_on" in story else told.opened
    anchors: dict[str, date | None] = {"INTAKE": told.opened, "SIGN": signed, "DOI": told.incident_on}
    anchors |= {"PHASE": told.phases[-1][1], "TXSTART": entered.get("treating"), "TXEND": entered.get("records")}
    anchors |= {"DEM": entered.get("negotiation"), "SETT": entered.get("settlement"), "SOL": told.limitation_on}
    anchors["FILED"] = entered.get("litigation")
    return Matter(
        state=str(story.get("state", "CA")),
        case_type=str(story.get("case_type", "auto")),
        medicare_status=str(story.get("medicare_status", "none")),
        minor=bool(story.get("minor")),
        government=bool(story.get("gov_entity_involved")),
        anchors=anchors,
    )


def put_talk(told: Told, given: Line) -> None:
    day, at, channel, direction, who, outcome, *more = given.words
    role = _role(told, who)
    subject, text = (given.text(), given.text(1)) if given.text(1) else ("", given.text())
    values: Row = {
        "at": datetime.combine(told.day(day), clock_time(at)),
        "channel": channel,
        "direction": direction,
        "contact_id": told.contact(who),
        "role": role,
        "subject": subject,
        "body": text,
        "outcome": outcome,
        "duration_min": minutes_of(tuple(more)),
        "category": next((word for word in more if word.isalpha()), _category(role)),
        "by": MANAGER,
        "counts_as_client_contact": reached_client(role, direction, outcome),
    }
    told.put("communications", values, day=told.day(day))


def _role(told: Told, who: str) -> str:
    if who in told.roles:
        return told.roles[who]
    return str(told.sample.people[who].get("role", "other")) if who in told.sample.people else "provider"


def put_note(told: Told, given: Line) -> None:
    day, at, *more = given.words
    values: Row = {"at": datetime.combine(told.day(day), clock_time(at)), "by": MANAGER, "body": given.text()}
    told.put("case_notes", {**values, "pinned": "pinned" in more}, day=told.day(day))


def put_document(told: Told, given: Line) -> None:
    """A document by its title; what is invented has no file to point at."""
    kind, day, *more = given.words
    dated = told.day(day)
    values: Row = {
        "kind": kind,
        "title": given.text(),
        "dated": dated,
        "received_on": dated,
        "from_whom": given.text(1),
        "pages": int(more[0].rstrip("p")) if more else None,
    }
    told.put("documents", values, day=dated)


def _years(words: Sequence[str]) -> int:
    return next((int(word[:-1]) for word in words if word[-1:] == "y" and word[:-1].isdigit()), 2)


def _category(role: str) -> str:
    if role.startswith(("adjuster", "insurer", "supervisor")):
        return "coverage"
    return "records" if role in ("provider", "facility", "records_vendor", "billing_vendor") else "status_update"
