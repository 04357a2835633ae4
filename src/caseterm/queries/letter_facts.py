"""The fields of a case that letters may use, read over the driver's connection."""

import sqlite3
from datetime import date, datetime
from functools import cached_property
from typing import Any

from caseterm.errors import NotFoundError
from caseterm.queries import settlement
from caseterm.queries.plain import plain_rows
from caseterm.rules.clientwords import typed
from caseterm.rules.dates import paper_day, show_time
from caseterm.rules.letters import Rows
from caseterm.rules.money import format_cents
from caseterm.rules.nextsteps import ENGLISH, SPANISH, day_words, full_day, time_words, visit_words
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.requests import on_track
from caseterm.rules.terms import label, lowered
from caseterm.rules.terms_injuries import BODY_PARTS, INJURY_TYPES
from caseterm.rules.terms_requests import NOT_SENT, THEIRS
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KEPT, APPOINTMENT_KINDS
from caseterm.store.database import Database


def long_day(day: date | None, language: str = ENGLISH) -> str:
    """November 21, 2026, as a letter says it; "" without a day."""
    return full_day(day, language) if day else ""


def money(cents: int | None) -> str:
    """$1,234.56; "" where the amount is not known."""
    return format_cents(cents, dollar=True) if cents is not None else ""


class CaseForLetters:
    """The rows of one case that letters speak of, each table read once."""

    def __init__(self, db: Database, connection: sqlite3.Connection, case_id: int) -> None:
        self.connection = connection
        self._db = db
        self.today, self.now = db.clock.today(), db.clock.local()
        found = plain_rows(connection, "cases", "WHERE id = ?", (case_id,))
        if not found:
            raise NotFoundError("That case is not there any more.", safe="Nothing was written.")
        self.case = found[0]
        self.case_id = case_id
        self.settings = next(iter(plain_rows(connection, "settings", "WHERE id = 1")), None)
        self.incident = next(iter(self.rows("incidents")), None)
        self.providers = self.rows("case_providers")
        self.parties = self.rows("parties")
        self.policies = {row.id: row for row in self.rows("policies")}
        self.coverages = self.rows("coverages")
        self.claims = self.rows("claims")
        self.liens = self.rows("liens")
        self._contacts: dict[int, Any] = {}

    def rows(self, table: str, order: str = "id") -> list[Any]:
        """This case's rows of a table that are not put away."""
        where = f"WHERE case_id = ? AND archived_at IS NULL ORDER BY {order}"
        return plain_rows(self.connection, table, where, (self.case_id,))

    def contact(self, contact_id: int | None) -> Any:
        """A contact's row; None where there is none."""
        if contact_id is None:
            return None
        if contact_id not in self._contacts:
            found = plain_rows(self.connection, "contacts", "WHERE id = ?", (contact_id,))
            self._contacts[contact_id] = found[0] if found else None
        return self._contacts[contact_id]

    def first(self, table: str, contact_id: int) -> Any:
        """The first phone, email or address of a contact."""
        where = "WHERE contact_id = ? AND archived_at IS NULL ORDER BY position, id LIMIT 1"
        return next(iter(plain_rows(self.connection, table, where, (contact_id,))), None)

    def address(self, contact_id: int | None) -> str:
        """A contact's address as it stands on an envelope, line by line."""
        row = self.first("contact_addresses", contact_id) if contact_id is not None else None
        if row is None or not (row.street or row.city):
            return ""
        street = " ".join(part for part in (row.street, row.unit) if part)
        state = " ".join(part for part in (row.state, row.zip) if part)
        return "\n".join(part for part in (street, ", ".join(part for part in (row.city, state) if part)) if part)

    def phone(self, contact_id: int) -> str:
        row = self.first("contact_phones", contact_id)
        return format_phone(row.number, row.ext) if row is not None else ""

    # ---- what every letter of the case has --------------------------------------------------------------------

    @cached_property
    def common(self) -> dict[str, str]:
        """The fields that do not depend on whom the letter is to."""
        case, incident, settings = self.case, self.incident, self.settings
        client = self.contact(case.client_id)
        email = self.first("contact_emails", case.client_id)
        report = f"{incident.police_agency} {incident.report_no}".strip() if incident else ""
        place = ", ".join(part for part in (incident.place, incident.city) if part) if incident else ""
        return {
            "firm.name": settings.firm_name if settings else "",
            "firm.address": settings.firm_address if settings else "",
            "firm.phone": settings.firm_phone if settings else "",
            "user.name": settings.user_name if settings else "",
            "user.title": settings.user_title if settings else "",
            "attorney.name": natural(case.lead_attorney) or natural(case.supervising_attorney),
            "case.number": case.number,
            "case.state": case.state,
            "case.court": case.court,
            "case.docket": case.docket_no,
            "client.name": full_name(client),
            "client.first": client.first,
            "client.greeting": client.preferred_name or client.first or full_name(client),
            "client.dob": paper_day(client.dob) if client.dob else "",
            "client.address": self.address(case.client_id),
            "client.phone": self.phone(case.client_id),
            "client.email": email.address if email else "",
            "client.employer": client.employer,
            "incident.place": place,
            "incident.report": report if incident and incident.report_no else "",
            "incident.description": incident.description if incident else "",
            **self._money(),
            **self.dated(ENGLISH),
        }

    def dated(self, language: str) -> dict[str, str]:
        """The fields that say a day, and those in whole sentences, as a letter in that language has them."""
        closure = next(iter(self.rows("closures")), None)
        closed_on = self.case.closed_on or (closure.closed_on if closure else None)
        outcome = typed(closure.outcome, language) if closure else ""
        return {
            "today": long_day(self.today, language),
            "incident.date": long_day(self.incident.happened_on, language) if self.incident else "",
            "status.appointment": self._next_appointment(language),
            "closing.date": long_day(closed_on, language),
            "closing.outcome": outcome,
            "closing.retain": long_day(closure.retain_until, language) if closure else "",
        }

    @cached_property
    def lists(self) -> Rows:
        """What a template may go through: providers and injuries."""
        kept = self._kept
        providers = tuple(
            {
                "name": full_name(self.contact(row.contact_id)),
                "specialty": row.specialty,
                "first": paper_day(min(days)) if (days := kept.get(row.id)) else "",
                "last": paper_day(max(days)) if days else "",
            }
            for row in self.providers
        )
        injuries = tuple(
            {
                "part": label(BODY_PARTS, row.body_part),
                "kind": label(INJURY_TYPES, row.injury_type),
                "description": row.description,
            }
            for row in self.rows("injuries")
        )
        return {"providers": providers, "injuries": injuries}

    def provider(self, row: Any, track: str) -> dict[str, str]:
        """The fields of a letter to or about one provider; the dates are those asked for last on that track."""
        days = self._kept.get(row.id, [])
        first = row.first_visit_on or (min(days) if days else None)
        happened = self.incident.happened_on if self.incident else None
        asked = next((each for each in reversed(self._asked.get(row.id, [])) if on_track(track, each.kind)), None)
        start = happened if asked is None else None if asked.all_dates else asked.dos_from
        end = None if asked is None or asked.all_dates or asked.until_today else asked.dos_to
        return {
            "provider.name": full_name(self.contact(row.contact_id)),
            "provider.first": long_day(first),
            "provider.last": long_day(max(days)) if days else "",
            "provider.authorized": long_day(row.hipaa_sent_on),
            "request.from": long_day(start),
            "request.to": long_day(end) or ("the present" if start else ""),
        }

    @cached_property
    def _asked(self) -> dict[int | None, list[Any]]:
        """The requests that are out or to be sent, by provider."""
        found: dict[int | None, list[Any]] = {}
        for row in self.rows("records_requests"):
            if row.status in THEIRS | NOT_SENT:
                found.setdefault(row.case_provider_id, []).append(row)
        return found

    def lien(self, row: Any) -> dict[str, str]:
        """The fields of a letter about one lien."""
        offered = row.negotiated_cents if row.negotiated_cents is not None else row.reduced_cents
        asserted = row.audited_cents if row.audited_cents is not None else row.asserted_cents
        return {
            "lien.reference": row.reference_no,
            "lien.asserted": money(asserted),
            "lien.offered": money(offered),
        }

    @cached_property
    def _kept(self) -> dict[int, list[date]]:
        kept: dict[int, list[date]] = {}
        marks = ", ".join("?" for _ in APPOINTMENT_KEPT)
        query = (
            "SELECT case_provider_id, substr(starts_at, 1, 10) FROM appointments WHERE case_id = ? "
            f"AND case_provider_id IS NOT NULL AND archived_at IS NULL AND status IN ({marks})"
        )
        for provider_id, day in self.connection.execute(query, (self.case_id, *sorted(APPOINTMENT_KEPT))):
            kept.setdefault(provider_id, []).append(date.fromisoformat(day))
        return kept

    def _next_appointment(self, language: str) -> str:
        marks = ", ".join("?" for _ in APPOINTMENT_AHEAD)
        row = self.connection.execute(
            "SELECT starts_at, kind, location, case_provider_id FROM appointments WHERE case_id = ? AND archived_at "
            f"IS NULL AND status IN ({marks}) AND starts_at >= ? ORDER BY starts_at LIMIT 1",
            (self.case_id, *sorted(APPOINTMENT_AHEAD), self.now.isoformat(sep=" ")),
        ).fetchone()
        if row is None:
            return ""
        at = datetime.fromisoformat(row[0])
        provider = next((each for each in self.providers if each.id == row[3]), None)
        where = full_name(self.contact(provider.contact_id)) if provider is not None else row[2]
        if language == SPANISH:
            at_hour = f"a la{'s' * (at.hour % 12 != 1)} {time_words(at, language)}"
            when, what = f"{day_words(at.date(), language)} {at_hour}", visit_words(row[1], language, {}).lower()
        else:
            when, what = f"{long_day(at.date())} at {show_time(at.time())}", lowered(label(APPOINTMENT_KINDS, row[1]))
        return ", ".join(part for part in (when, what, where) if part)

    def _money(self) -> dict[str, str]:
        demands = [row for row in self.rows("negotiation_events", "dated, id") if "demand" in row.kind]
        newest = demands[-1] if demands else None
        recoveries = [row.amount_cents for row in self.rows("recoveries")]
        billed = [row.billed_cents for row in self.rows("medical_bills") if row.related]
        return {
            "demand.amount": money(newest.amount_cents) if newest else "",
            "demand.expires": long_day(newest.expires_on) if newest else "",
            "settlement.gross": money(sum(recoveries)) if recoveries else "",
            "settlement.fees_costs": self._fees_costs() if recoveries else "",
            "specials.billed": money(sum(billed)) if billed else "",
        }

    def _fees_costs(self) -> str:
        """What it cost to obtain the recoveries, by the statement as the record stands."""
        found = settlement.statement(self._db, self.case_id)
        return money(found.fees + found.costs) if found.fees + found.costs else ""


def full_name(contact: Any) -> str:
    """A name as a letter writes it: Maria Garcia Jr., or the organisation's."""
    if contact is None:
        return ""
    parts = (contact.first, contact.middle, contact.last, contact.suffix)
    return " ".join(part for part in parts if part) or contact.org_name


def list_name(contact: Any) -> str:
    """A name as lists show it: Garcia, Maria."""
    return person_name(contact.last, contact.first, contact.suffix, contact.org_name) if contact is not None else ""


def natural(name: str) -> str:
    """Gold, Ana as it stands in a letter: Ana Gold; a name that has no comma stays."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma and first.strip() else name.strip()
