"""The rows of a case that its checklist's items are done for each of, read over the driver's own connection."""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import Any

from caseterm.rules.calendar_words import named
from caseterm.rules.checklist_rows import BEHIND_DAYS, Row, Rows, nearest
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.terms import CLIENT_SIDE_ROLES, label
from caseterm.rules.terms_money import LIEN_KINDS
from caseterm.rules.terms_visits import APPOINTMENT_CANCELLED, APPOINTMENT_KEPT, TREATMENT_KINDS
from caseterm.services.checklist_papers import (
    NAME,
    REVIEW_DAYS,
    authorizations,
    day_of,
    ended,
    providers,
    received,
    requests,
)

ANSWER_DAYS = 30
"""From the service of discovery to its answer; where only the answer's date is known, it is counted back from it."""
CALLED_OFF = APPOINTMENT_CANCELLED | {"rescheduled"}
SEEN = APPOINTMENT_KEPT | {"no_show"}


def rows_of(connection: sqlite3.Connection, case_id: int, kinds: Collection[str], *, today: date) -> Rows:
    """The rows of each of these kinds that a case has, as far as the record knows the kind."""
    return {kind: list(READ[kind](connection, case_id, today)) for kind in kinds if kind in READ}


def _appointments(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    found = []
    for row in _visits(connection, case_id):
        number, starts_at, kind, title, status, confirmed, reminded, archived, before, provider, called = row
        if kind in WITHOUT_THE_CLIENT:
            continue
        day = date.fromisoformat(starts_at[:10])
        over = status in SEEN
        told = day_of(reminded) or day_of(confirmed)
        found.append(
            Row(
                str(number),
                _named(kind, title, provider),
                {"APPT": day},
                {**({"seen": day} if over else {}), **({"reminded": told} if told else {})},
                late=frozenset({"reminded"} if called or over or day < today else ()),
                gone=bool(archived) or status in CALLED_OFF,
                came_from=str(before) if before else "",
            )
        )
    return nearest(found, "APPT", today)


def _visits_kept(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    return [
        Row(str(row[0]), _named(row[2], row[3], row[9]), {"APPT": day}, near=day >= today - timedelta(days=BEHIND_DAYS))
        for row in _visits(connection, case_id)
        if row[2] in TREATMENT_KINDS and row[4] in APPOINTMENT_KEPT and not row[7]
        for day in [date.fromisoformat(row[1][:10])]
    ]


def _of_kinds(*kinds: str) -> Callable[[sqlite3.Connection, int, date], list[Row]]:
    """The appointments of some kinds, all that are still ahead."""

    def read(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
        own = [row for row in _visits(connection, case_id) if row[2] in kinds]
        return [
            Row(
                str(row[0]),
                _named(row[2], row[3], row[9]),
                {"APPT": day},
                {"seen": day} if row[4] in SEEN else {},
                gone=bool(row[7]) or row[4] in CALLED_OFF,
                came_from=str(row[8]) if row[8] else "",
                near=day >= today,
            )
            for row in own
            for day in [date.fromisoformat(row[1][:10])]
        ]

    return read


def _visits(connection: sqlite3.Connection, case_id: int) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT a.id, a.starts_at, a.kind, a.title, a.status, a.confirmed_on, a.reminder_sent_on, "
        f"a.archived_at IS NOT NULL, a.rescheduled_from_id, {NAME}, EXISTS (SELECT 1 FROM tasks t "
        "WHERE t.case_id = a.case_id AND t.template_key = 'ride.call:' || a.id AND t.archived_at IS NULL) "
        "FROM appointments a LEFT JOIN case_providers p ON p.id = a.case_provider_id "
        "LEFT JOIN contacts o ON o.id = p.contact_id WHERE a.case_id = ? ORDER BY a.starts_at, a.id",
        (case_id,),
    ).fetchall()


def _liens(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    """A lien is asserted once its amount is known, and final and paid by the days of the letter and the payment."""
    return [
        Row(
            str(number),
            name or label(LIEN_KINDS, kind),
            {},
            {**({"asserted": today} if asserted else {}), **ended(("final", "paid"), days)},
            gone=bool(archived) or status == "released",
        )
        for number, kind, status, name, asserted, archived, *days in connection.execute(
            f"SELECT l.id, l.kind, l.status, {NAME}, l.asserted_cents IS NOT NULL, l.archived_at IS NOT NULL, "
            "l.final_letter_on, l.paid_on FROM liens l LEFT JOIN contacts o ON o.id = l.holder_id WHERE l.case_id = ?",
            (case_id,),
        )
    ]


def _defendants(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    found = []
    for number, name, gone, *days in connection.execute(
        f"SELECT d.id, {NAME}, d.archived_at IS NOT NULL OR d.dismissed_on IS NOT NULL, d.served_on, d.answered_on "
        "FROM defendants d JOIN parties p ON p.id = d.party_id JOIN contacts o ON o.id = p.contact_id "
        "WHERE d.case_id = ?",
        (case_id,),
    ):
        served = day_of(days[0])
        anchors = {"SERVED": served} if served else {}
        found.append(Row(str(number), name, anchors, ended(("served", "answered"), days), gone=bool(gone)))
    return found


def _discovery(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    found = []
    for number, title, served, due, met, archived in connection.execute(
        "SELECT id, title, trigger_date, due, satisfied_on, archived_at IS NOT NULL FROM deadlines "
        "WHERE case_id = ? AND kind = 'discovery'",
        (case_id,),
    ):
        start = day_of(served) or date.fromisoformat(due) - timedelta(days=ANSWER_DAYS)
        day = day_of(met)
        found.append(Row(str(number), title, {"SERVED": start}, {"met": day} if day else {}, gone=bool(archived)))
    return found


def _offers(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    """What the other side offered, until we have answered it."""
    found = []
    for number, who, dated, archived, answered in connection.execute(
        "SELECT e.id, e.by_whom, e.dated, e.archived_at IS NOT NULL, (SELECT min(a.dated) FROM negotiation_events a "
        "WHERE a.case_id = e.case_id AND a.archived_at IS NULL AND a.side <> 'them' AND a.id > e.id "
        "AND a.dated >= e.dated AND (a.claim_id IS e.claim_id)) FROM negotiation_events e WHERE e.case_id = ? "
        "AND e.side = 'them' AND e.dated IS NOT NULL AND e.kind NOT IN ('rejection', 'acceptance', 'withdrawal')",
        (case_id,),
    ):
        day = date.fromisoformat(dated)
        near = day >= today - timedelta(days=REVIEW_DAYS)
        over = ended(("answered",), (answered,))
        found.append(Row(str(number), who, {"OFF": day}, over, gone=bool(archived), near=near))
    return found


def _unanswered(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    """The first call that did not reach the client since the last that did: one row, or none."""
    roles = ", ".join(f"'{role}'" for role in sorted(CLIENT_SIDE_ROLES))
    (first,) = connection.execute(
        f"SELECT min(at) FROM communications WHERE case_id = :case AND archived_at IS NULL AND direction = 'out' "
        f"AND role IN ({roles}) AND outcome IN ('no_answer', 'left_message', 'busy', 'wrong_number', 'undelivered') "
        "AND at > coalesce((SELECT max(at) FROM communications WHERE case_id = :case AND archived_at IS NULL "
        "AND counts_as_client_contact), '')",
        {"case": case_id},
    ).fetchone()
    return [Row(first[:10], "", {"TRIED": date.fromisoformat(first[:10])})] if first else []


READ: Mapping[str, Callable[[sqlite3.Connection, int, date], list[Row]]] = {
    "appointment": _appointments,
    "visit": _visits_kept,
    "IME": _of_kinds("ime_defense"),
    "deposition or mediation": _of_kinds("deposition", "mediation"),
    "provider": providers,
    "request": requests,
    "set of records": received,
    "authorization": authorizations,
    "lien": _liens,
    "defendant": _defendants,
    "offer": _offers,
    "set of discovery": _discovery,
    "unanswered call": _unanswered,
}
"""How the rows of each kind are read; a kind that the record does not know yet has none."""


def _named(kind: object, title: object, provider: object) -> str:
    what = named(str(kind), str(title or ""), "")
    return f"{what}, {provider}" if provider else what
