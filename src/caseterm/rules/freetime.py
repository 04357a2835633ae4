"""What is free of a day: for her, for a client, for both; said on the telephone as it stands."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from caseterm.rules.calendar import Appointment
from caseterm.rules.calendar_words import clock_short
from caseterm.rules.clashes import USER_ATTENDED
from caseterm.rules.reminders import WITHOUT_THE_CLIENT

Stretch = tuple[time, time]
LEAST = timedelta(minutes=30)
"""A shorter stretch is not worth offering."""
OPENS, CLOSES = time(8), time(18)
"""Office hours unless the settings say otherwise."""


def free_times(
    busy: Iterable[Appointment], day: date, *, opens: time = OPENS, closes: time = CLOSES
) -> tuple[Stretch, ...]:
    """What is left of a day's office hours between appointments, in stretches of LEAST and more, earliest first.

    What fell away or was missed leaves its time free; one without an end is taken to last as long as clashes assume.
    """
    free: list[Stretch] = []
    at, end = datetime.combine(day, opens), datetime.combine(day, closes)
    for each in sorted(busy, key=lambda one: one.starts_at):
        if each.off or each.status == "no_show":
            continue
        if min(each.starts_at, end) - at >= LEAST:
            free.append((at.time(), min(each.starts_at, end).time()))
        at = max(at, each.slot.until)
    if end - at >= LEAST:
        free.append((at.time(), end.time()))
    return tuple(free)


def hers(appointments: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """Those she must be at herself: her own kinds, and what is no client's."""
    return tuple(each for each in appointments if each.kind in USER_ATTENDED or each.case_id is None)


def of_client(appointments: Iterable[Appointment], case_id: int) -> tuple[Appointment, ...]:
    """Those the client of a case must be at, in whichever of their cases."""
    found = tuple(appointments)
    clients = {each.client_id for each in found if each.case_id == case_id and each.client_id is not None}
    return tuple(
        each
        for each in found
        if each.kind not in WITHOUT_THE_CLIENT and (each.case_id == case_id or each.client_id in clients)
    )


def stretch_words(free: Sequence[Stretch]) -> str:
    """8:00-10:15, 11:00-6:00."""
    return ", ".join(f"{clock_short(start)}-{clock_short(end)}" for start, end in free)
