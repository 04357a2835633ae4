"""The call list: the appointments whose reminder is due today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.reminders import AHEAD_DAYS, WITHOUT_THE_CLIENT, Reminded, step_due
from caseterm.rules.tocall import ToCall
from caseterm.store.database import Database


@dataclass(frozen=True, kw_only=True)
class Reminder(ToCall):
    """One appointment to be reminded of, with what the caller needs. `step` is a code of STEPS."""

    appointment_id: int
    case_id: int
    client_id: int
    number: str
    starts_at: datetime
    kind: str
    title: str
    provider: str
    location: str
    ride: str
    ride_note: str
    confirmed_on: date | None
    reminded_on: date | None
    step: str


def due(db: Database, today: date) -> list[Reminder]:
    """Everything to be done today, in the order of the appointments."""
    last = (today + timedelta(days=AHEAD_DAYS + 1)).isoformat()
    rows = db.raw.execute(
        """
SELECT a.id, a.case_id, k.id, k.last, k.first, k.suffix, k.org_name, k.preferred_name, c.number,
       (SELECT p.number || '/' || p.ext FROM contact_phones p WHERE p.contact_id = k.id AND p.archived_at IS NULL
        ORDER BY p.position, p.id LIMIT 1),
       k.language, k.interpreter_needed, k.preferred_channel, k.best_time, a.starts_at, a.kind, a.title,
       coalesce(nullif(o.org_name, ''), o.last, ''), a.location, a.ride, a.ride_note, a.confirmed_on, a.reminder_sent_on
FROM appointments a JOIN cases c ON c.id = a.case_id JOIN contacts k ON k.id = c.client_id
LEFT JOIN case_providers cp ON cp.id = a.case_provider_id LEFT JOIN contacts o ON o.id = cp.contact_id
WHERE a.starts_at >= ? AND a.starts_at < ? AND a.status IN ('tentative', 'scheduled', 'reminded', 'confirmed')
  AND a.archived_at IS NULL AND c.archived_at IS NULL AND c.status <> 'closed'
ORDER BY a.starts_at, a.id""",
        (today.isoformat(), last),
    )
    found = [_reminder(row, today) for row in rows]
    return [each for each in found if each.step and each.kind not in WITHOUT_THE_CLIENT]


def _reminder(row: tuple[object, ...], today: date) -> Reminder:
    text = [str(value or "") for value in row]
    starts_at = datetime.fromisoformat(text[14])
    confirmed_on, reminded_on = (date.fromisoformat(each) if each else None for each in text[21:23])
    step = step_due(Reminded(starts_at.date(), text[19], confirmed_on is not None, reminded_on), today)
    number, _, ext = text[9].partition("/")
    return Reminder(
        appointment_id=int(text[0]), case_id=int(text[1]), client_id=int(text[2]),
        client=person_name(text[3], text[4], text[5], text[6]), preferred_name=text[7], number=text[8],
        phone=format_phone(number, ext) if number else "", language=text[10], interpreter=bool(row[11]),
        channel=text[12], best_time=text[13], starts_at=starts_at, kind=text[15], title=text[16], provider=text[17],
        location=text[18], ride=text[19], ride_note=text[20], confirmed_on=confirmed_on, reminded_on=reminded_on,
        step=step,
    )  # fmt: skip
