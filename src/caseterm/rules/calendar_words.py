"""How a calendar says what stands on it: each kind with its own words, so that colour is never the only sign."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from caseterm.rules.calendar import Appointment, DeadlineDue, Entry, TaskDue
from caseterm.rules.rideways import half_of
from caseterm.rules.terms import DEADLINE_KINDS, label
from caseterm.rules.terms_visits import (
    APPOINTMENT_CANCELLED,
    APPOINTMENT_KEPT,
    APPOINTMENT_KINDS,
    APPOINTMENT_SHORT,
    APPOINTMENT_STATUSES,
    NO_SHOW_REASONS,
    RIDE_STATES,
)
from caseterm.rules.text import fold

CRITICAL_DAYS = 7
MISSED_DAYS = 14
"""So long a missed appointment without a new date asks for one."""

DEADLINE_SHORT: Mapping[str, str] = {
    **DEADLINE_KINDS,
    "sol": "SOL",
    "sol_minor": "SOL minor",
    "sol_wrongful_death": "SOL death",
    "statute_of_repose": "repose",
    "notice_of_claim": "notice",
    "no_fault_application": "no-fault",
    "pip_treatment_14d": "PIP 14 d",
    "um_contract_limit": "UM limit",
    "wc_claim_filing": "WC filing",
    "demand_expiry": "demand",
    "court_order": "order",
    "frcp": "rule",
    "discovery": "discovery",
    "expert_disclosure": "experts",
    "lien_dispute": "lien",
    "medicare_demand": "Medicare",
    "appeal": "appeal",
    "hipaa_expiry": "HIPAA",
    "other": "deadline",
}


def clock_short(at: time) -> str:
    """9:30 and 2:00 as they are typed; outside 7 in the morning to 7 in the evening with am or pm."""
    text = f"{at.hour % 12 or 12}:{at.minute:02}"
    return text if 7 <= at.hour < 19 else f"{text}{'am' if at.hour < 12 else 'pm'}"


def day_and_time(at: datetime) -> str:
    """Thu 11/26 10:00."""
    return f"{at:%a} {at:%m/%d} {clock_short(at.time())}"


def hours_text(entry: Appointment) -> str:
    """9:30-10:15, or the start alone; all day."""
    if entry.whole_day:
        return "all day"
    start = clock_short(entry.starts_at.time())
    if entry.ends_at is None or entry.ends_at == entry.starts_at:
        return start
    return f"{start}-{clock_short(entry.ends_at.time())}"


def call_about_missed(kind: str, title: str, starts_at: datetime, reason: str) -> str:
    """The task to call about a missed appointment: Call about missed PT Mon 11/16 10:15 (transport)."""
    why = label(NO_SHOW_REASONS, reason).lower()
    return f"Call about missed {named(kind, title, '')} {day_and_time(starts_at)} ({why})"


def kind_text(entry: Appointment) -> str:
    """The short word for what it is: PT, IME, depo."""
    return APPOINTMENT_SHORT.get(entry.kind) or label(APPOINTMENT_KINDS, entry.kind)


def named(kind: str, title: str, client: str) -> str:
    """An appointment in a sentence: "PT Garcia, Maria", or by its title where it has no client or no kind."""
    what = title if title and (kind == "other" or not client) else label(APPOINTMENT_KINDS, kind)
    return " ".join(part for part in (what, client) if part)


def place_text(entry: Appointment) -> str:
    """Where or with whom: the provider, the place, the person or the title, whichever is known first."""
    return entry.provider or entry.location or entry.who or entry.title


def ride_missing(entry: Appointment) -> bool:
    """Whether somebody has still to book the ride."""
    return entry.ahead and entry.ride == "needed"


def ride_text(entry: Appointment) -> str:
    """RIDE NOT BOOKED, way there booked, WAY BACK NOT, ride booked, ride 8:50 ok, or nothing where none is needed."""
    if entry.ride == "not_needed" or entry.off:
        return ""
    if entry.ride == "needed":
        return half_of(entry.ride, entry.ride_note) or "RIDE NOT BOOKED" if entry.ahead else "no ride was booked"
    words = "ok" if entry.ride == "confirmed" else label(RIDE_STATES, entry.ride).lower()
    return " ".join(part for part in ("ride", entry.ride_note, words) if part)


def interpreter_text(entry: Appointment) -> str:
    """Whether the interpreter is booked, or nothing where none is needed."""
    if entry.off or not (entry.interpreter_needed or entry.interpreter_booked):
        return ""
    if entry.interpreter_booked:
        return "interpreter ok"
    return "no interpreter booked" if entry.ahead else ""


def outcome_text(entry: Appointment, today: date) -> str:
    """What became of it: kept, NO-SHOW with its reason, moved with its new date; a past one without outcome asks."""
    after = f", new {day_and_time(entry.moved_to)}" if entry.moved_to else ""
    if entry.status == "no_show":
        reason = label(NO_SHOW_REASONS, entry.no_show_reason).lower()
        return f"NO-SHOW{f' ({reason})' if reason else ''}{after}"
    if entry.status == "rescheduled":
        return f"moved to {day_and_time(entry.moved_to)}" if entry.moved_to else "moved"
    if entry.status in APPOINTMENT_CANCELLED or entry.status in APPOINTMENT_KEPT:
        return label(APPOINTMENT_STATUSES, entry.status).lower() + after
    if outcome_wanted(entry, today):
        return "outcome?"
    if entry.status in ("confirmed", "checked_in", "tentative"):
        return label(APPOINTMENT_STATUSES, entry.status).lower()
    return ""


def outcome_wanted(entry: Appointment, today: date) -> bool:
    """Whether it is past and nobody has said what became of it."""
    return entry.status == "unknown_outcome" or (entry.ahead and entry.day < today)


def to_settle(entry: Appointment, today: date) -> bool:
    """Whether somebody is to say what became of it, or to find a new date: one missed in the last MISSED_DAYS."""
    missed = entry.status == "no_show" and entry.moved_to is None
    return outcome_wanted(entry, today) or (missed and 0 <= (today - entry.day).days <= MISSED_DAYS)


def deadline_text(entry: DeadlineDue) -> str:
    """What the deadline is, with what must be known about it."""
    parts = [entry.title or label(DEADLINE_KINDS, entry.kind)]
    if entry.day != entry.due:
        parts.append(f"file by, due {entry.due:%m/%d}")
    if not entry.verified:
        parts.append("not verified")
    return ", ".join(parts)


def deadline_mark(entry: DeadlineDue, today: date) -> str:
    """!! within a week or late, ? not verified, ! otherwise."""
    if (entry.day - today).days <= CRITICAL_DAYS:
        return "!!"
    return "!" if entry.verified else "?"


def task_mark(entry: TaskDue, today: date) -> str:
    """!! late and pressing, ! late or pressing, ~ waiting on someone, nothing otherwise."""
    late, pressing = entry.due < today, entry.priority <= 2
    if late and pressing:
        return "!!"
    if late or pressing:
        return "!"
    return "~" if entry.status == "waiting" else ""


def search_text(entry: Entry) -> str:
    """Everything the filter's words may match, folded."""
    if isinstance(entry, Appointment):
        parts = [
            "appointment", entry.client, entry.number, label(APPOINTMENT_KINDS, entry.kind), kind_text(entry),
            entry.title, entry.provider, entry.location, entry.who, ride_text(entry),
            label(APPOINTMENT_STATUSES, entry.status),
        ]  # fmt: skip
    elif isinstance(entry, TaskDue):
        parts = ["task", entry.title, entry.client, entry.number, entry.waiting_on]
    else:
        parts = ["deadline", deadline_text(entry), DEADLINE_SHORT.get(entry.kind, ""), entry.client, entry.number]
    return fold(" ".join(parts))


def matches(entry: Entry, words: Sequence[str]) -> bool:
    """Whether every folded word stands somewhere in the entry."""
    return not words or all(word in search_text(entry) for word in words)
