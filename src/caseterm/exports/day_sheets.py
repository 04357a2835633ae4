"""The day sheet and the week sheet for the desk, and the client's own sheet in large type."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal

from caseterm.exports.blocks import Block, Column, Document, Fact, Heading, Paragraph, Strip, Table
from caseterm.exports.officepaper import office_paper
from caseterm.rules.calendar import Appointment, TaskDue
from caseterm.rules.calendar_words import deadline_text, hours_text, interpreter_text, named, outcome_text, ride_text
from caseterm.rules.counting import counted
from caseterm.rules.date_words import paper_day, show_time
from caseterm.rules.daysheet import ClientDays, Day, Days, Way
from caseterm.rules.rides import LEG_STATUSES

VISITS = (Column("Time", weight=1.3), Column("Client", weight=2.2), Column("What and where", weight=3.2),
          Column("Ride", weight=2.0), Column("Kept", weight=0.9))  # fmt: skip
WAYS = (Column("Pick-up", weight=1.2), Column("Client", weight=2.0), Column("From and to", weight=3.6),
        Column("Driver", weight=2.3), Column("Status", weight=1.4))  # fmt: skip
TASKS = (Column("Task", weight=5.2), Column("Client", weight=2.4), Column("Done", weight=0.8))
DEADLINES = (Column("Deadline", weight=4.6), Column("Client", weight=2.4), Column("Satisfied on", weight=1.6))


def build_days(found: Days, *, printed_at: datetime) -> Document:
    """The desk's sheet; `printed_at` is aware, in the zone to be shown."""
    first, last = found.days[0].day, found.days[-1].day
    one = first == last
    span = f"{first:%A} {paper_day(first)}" if one else f"{paper_day(first)} to {paper_day(last)}"
    blocks = (*_strip(found), *(block for day in found.days for block in _day(day, alone=one)))
    title = "Day sheet" if one else "Week sheet"
    return office_paper(found, title, blocks, printed_at=printed_at, about=(span, "all open cases"))


def _strip(found: Days) -> Iterator[Block]:
    visits, rides = found.counts
    deadlines = sum(len(day.deadlines) for day in found.days)
    tasks = sum(len(day.tasks) for day in found.days)
    yield Strip(
        (
            Fact("Appointments", str(visits)),
            Fact("Rides to book", str(rides), alarm=bool(rides)),
            Fact("Deadlines", str(deadlines), note=f"{counted(tasks, 'task')} due", alarm=bool(deadlines)),
        )
    )


def _day(day: Day, *, alone: bool) -> Iterator[Block]:
    level: Literal[1, 2] = 1 if alone else 2
    if not alone:
        holiday = f" ({day.holiday})" if day.holiday else ""
        yield Heading(f"{day.day:%A} {day.day:%m/%d}{holiday}")
    elif day.holiday:
        yield Paragraph(f"{day.holiday}: courts and many offices are closed.")
    if not alone and not (day.visits or day.deadlines or day.tasks):
        yield Paragraph("Nothing.", quiet=True)
        return
    if day.deadlines:
        yield Heading("Deadlines", level)
        rows = tuple((deadline_text(each), _whose(each.client, each.number), "") for each in day.deadlines)
        yield Table(DEADLINES, rows)
    if day.visits or alone:
        yield Heading("Appointments", level)
        yield Table(VISITS, tuple(_visit(each, day.day) for each in day.visits), empty_text="No appointments.")
    if day.ways:
        yield Heading("Rides", level)
        yield Table(WAYS, tuple(_way(way) for way in day.ways))
    if day.tasks:
        yield Heading("Tasks due", level)
        rows = tuple((_task(each), _whose(each.client, each.number), "[ ]") for each in day.tasks)
        yield Table(TASKS, rows)


def _visit(visit: Appointment, today: date) -> tuple[str, ...]:
    where = ", ".join(dict.fromkeys(part for part in (visit.provider, visit.location) if part))
    what = named(visit.kind, visit.title, "")
    said = "\n".join(part for part in (what, where, visit.who, interpreter_text(visit)) if part)
    kept = "[ ]" if visit.ahead else outcome_text(visit, today)
    return hours_text(visit), _whose(visit.client, visit.number), said, ride_text(visit), kept


def _way(way: Way) -> tuple[str, ...]:
    at = show_time(way.pickup_at.time()) if way.pickup_at else "calls when ready" if way.will_call else "not set"
    driver = "\n".join(part for part in (way.driver, way.driver_phone, way.mode) if part)
    status = LEG_STATUSES.get(way.status, way.status) + (f"\nconf. {way.confirmation}" if way.confirmation else "")
    return at, way.client, f"{way.pickup or '?'}\nto {way.drop or '?'}", driver, f"! {status}" if way.open else status


def _task(task: TaskDue) -> str:
    at = f"by {task.due_time}" if task.due_time else ""
    waiting = f"waiting on {task.waiting_on}" if task.waiting_on else ""
    return ", ".join(part for part in (task.title, at, waiting) if part)


def _whose(client: str, number: str) -> str:
    return "\n".join(part for part in (client, number) if part)


def days_json(found: Days) -> dict[str, Any]:
    """The same facts for other programs."""
    return {
        "days": [
            {
                "day": day.day.isoformat(),
                "holiday": day.holiday,
                "appointments": [
                    {
                        "starts_at": visit.starts_at.isoformat(timespec="minutes"), "client": visit.client,
                        "number": visit.number, "kind": visit.kind, "title": visit.title, "status": visit.status,
                        "provider": visit.provider, "location": visit.location, "ride": visit.ride,
                    }
                    for visit in day.visits
                ],
                "rides": [_way_json(way) for way in day.ways],
                "deadlines": [{"what": deadline_text(each), "client": each.client} for each in day.deadlines],
                "tasks": [{"title": each.title, "client": each.client} for each in day.tasks],
            }
            for day in found.days
        ]
    }  # fmt: skip


def _way_json(way: Way) -> dict[str, Any]:
    return {
        "client": way.client, "way": "back" if way.back else "there", "from": way.pickup, "to": way.drop,
        "pickup_at": way.pickup_at.isoformat(timespec="minutes") if way.pickup_at else None,
        "driver": way.driver, "confirmation": way.confirmation, "status": way.status,
    }  # fmt: skip


# ---- the client's own ----------------------------------------------------------------------------------------


def client_json(found: ClientDays) -> dict[str, Any]:
    """The same facts for other programs."""
    return {
        "client": found.client,
        "appointments": [
            {
                "starts_at": each.visit.starts_at.isoformat(timespec="minutes"),
                "what": named(each.visit.kind, each.visit.title, ""),
                "where": each.address,
                "phone": each.phone,
                "rides": [_way_json(way) for way in each.ways if not way.open],
            }
            for each in found.visits
        ],
    }
