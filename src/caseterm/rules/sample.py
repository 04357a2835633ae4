"""Turns the sample's stories into rows of the record, every date counted from today.

A story is plain data (data/sample/*.toml, or made by rules/sample_made.py); people and firms of the directory are
shared by all stories, so that an adjuster or a clinic has one contact row however many cases it has a part in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from caseterm.rules.checklists import Item, Matter, planned
from caseterm.rules.contact_log import reached_client
from caseterm.rules.sample_lines import (
    PRIORITIES,
    Line,
    Visit,
    clock_time,
    is_day,
    line,
    minutes_of,
    series,
    snapped,
    years_before,
)
from caseterm.rules.terms import TREATMENT_KINDS
from caseterm.rules.text import squeeze

Story = Mapping[str, Any]
Row = dict[str, Any]
PHONES_OF_A_CITY = 100
ATTORNEY, MANAGER = "R. Shah", "M. Gold"
STATUS_WORDS: Mapping[str, str] = {"kept": "attended", "ahead": "scheduled", "noshow": "no_show"}
CITY_CODES: Mapping[str, str] = {
    "San Jose": "408", "Santa Clara": "408", "Gilroy": "408", "Milpitas": "408", "Oakland": "510", "Hayward": "510",
    "Fremont": "510", "Berkeley": "510", "San Leandro": "510", "Richmond": "510", "San Francisco": "415",
    "San Rafael": "415", "Daly City": "650", "San Mateo": "650", "Redwood City": "650", "Concord": "925",
    "Antioch": "925", "Livermore": "925", "Stockton": "209", "Modesto": "209", "Tracy": "209", "Sacramento": "916",
    "Salinas": "831", "Watsonville": "831", "Santa Rosa": "707", "Vallejo": "707", "Reno": "775", "Honolulu": "808",
    "Hilo": "808", "Fresno": "559", "Las Vegas": "702",
}  # fmt: skip
Checklist = Callable[[str], Sequence[Item]]
"""Claim type -> every item of its checklist."""


class Sample:
    """Collects the rows of all stories; `rows` maps each table to its rows, ids given from `next_ids` on."""

    def __init__(
        self,
        directory: Mapping[str, Any],
        *,
        today: date,
        next_ids: Mapping[str, int],
        numbers: Iterable[str] = (),
        checklist: Checklist | None = None,
    ) -> None:
        self.today = today
        self.organizations: Mapping[str, Any] = directory["org"]
        self.people: Mapping[str, Any] = directory["person"]
        self.rows: dict[str, list[Row]] = {}
        self.checklist = checklist
        self._next = dict(next_ids)
        self._known: dict[str, int] = {}
        self._phones: dict[str, int] = {}
        self._numbers = set(numbers)

    # rows

    def put(self, table: str, values: Row, *, day: date | None = None) -> int:
        """Add a row; `day` is when it was made."""
        row_id = self._next.get(table, 1)
        self._next[table] = row_id + 1
        made = datetime.combine(min(day or self.today, self.today), time(17))
        self.rows.setdefault(table, []).append({"id": row_id, "created_at": made, "updated_at": made, **values})
        return row_id

    def free_number(self, number: str) -> str:
        """The number, or the next one of its year that no case has."""
        year, tail = number.split("-")
        count = int(tail)
        while f"{year}-{count:04}" in self._numbers:
            count += 1
        self._numbers.add(f"{year}-{count:04}")
        return f"{year}-{count:04}"

    def free_phone(self, city: str) -> str:
        """An invented number of the city: 555-0100 to 555-0199, as set aside for fiction."""
        code = CITY_CODES.get(city, "510")
        count = self._phones.get(code, 0)
        self._phones[code] = count + 1
        return f"({code}) 555-{100 + (count * 37 + 11) % PHONES_OF_A_CITY:04}"

    # the directory

    def contact(self, key: str) -> int:
        """The contact row of a person or firm of the directory, made when first asked for."""
        if key not in self._known:
            if key in self.people:
                self._known[key] = self._person(self.people[key], day=self.today - timedelta(days=900))
            else:
                self._known[key] = self._organization(self.organizations[key])
        return self._known[key]

    def _organization(self, entry: Mapping[str, Any]) -> int:
        values = {"kind": "organization", "org_name": entry["name"], "specialty": entry.get("specialty", "")}
        values |= {"fax": entry.get("fax", ""), "npi": entry.get("npi", ""), "notes": entry.get("notes", "")}
        day = self.today - timedelta(days=900)
        contact_id = self.put("contacts", values, day=day)
        self._ways(contact_id, entry, day=day, label="office")
        return contact_id

    def _person(self, entry: Mapping[str, Any], *, day: date) -> int:
        names = (
            "first",
            "middle",
            "last",
            "suffix",
            "title",
            "specialty",
            "language",
            "best_time",
            "employer",
            "notes",
        )
        values: Row = {"kind": "person", **{name: entry[name] for name in names if name in entry}}
        values["preferred_name"] = entry.get("preferred", "")
        values["preferred_channel"] = entry.get("channel", "")
        values["interpreter_needed"] = bool(entry.get("interpreter"))
        values["rides_needed"] = bool(entry.get("rides"))
        if "dob" in entry:
            values["dob"] = date.fromisoformat(entry["dob"])
        if "org" in entry:
            values["parent_org_id"] = self.contact(entry["org"])
        contact_id = self.put("contacts", values, day=day)
        self._ways(contact_id, entry, day=day, label="office" if "org" in entry else "mobile")
        return contact_id

    def _ways(self, contact_id: int, entry: Mapping[str, Any], *, day: date, label: str) -> None:
        phones = [(label, str(entry["phone"]), str(entry.get("ext", "")))] if "phone" in entry else []
        phones += [(name, str(number), "") for name, number in entry.get("phones", {}).items()]
        for position, (name, number, ext) in enumerate(phones):
            values: Row = {"contact_id": contact_id, "label": name, "number": number, "ext": ext, "position": position}
            self.put("contact_phones", {**values, "text_ok": name == "mobile"}, day=day)
        if "email" in entry:
            self.put("contact_emails", {"contact_id": contact_id, "address": entry["email"]}, day=day)
        if "city" in entry:
            place = {name: entry[name] for name in ("street", "unit", "city", "state", "zip") if name in entry}
            kind = "home" if label == "mobile" else "office"
            self.put("contact_addresses", {"contact_id": contact_id, "label": kind, "state": "CA", **place}, day=day)

    # a case

    def tell(self, story: Story) -> int:
        """Add all rows of one story; the id of its case."""
        return _Telling(self, story).case_id


class _Telling:
    """One story being told: its case row first, then each section."""

    def __init__(self, sample: Sample, story: Story) -> None:
        self.sample, self.story, self.today = sample, story, sample.today
        self.phases = [_phase(part, self.today) for part in str(story["phases"]).split(",")]
        self.opened = self.phases[0][1]
        self.incident_on = self._incident_day()
        self.people: dict[str, int] = {}
        self.roles: dict[str, str] = {}
        self._client()
        self.case_id = self._case()
        self._phase_history()
        self._incident()
        self._parties()
        for injury in story.get("injuries", ()):
            self._injury(line(injury))
        for policy in story.get("policies", ()):
            self._policy(policy)
        for care in story.get("care", ()):
            self._care(care)
        for text in story.get("appointments", ()):
            self._appointment(line(text))
        for text in story.get("deadlines", ()):
            self._deadline(line(text))
        for text in story.get("tasks", ()):
            self._task(line(text))
        self._checklist_tasks()
        for text in story.get("talk", ()):
            self._talk(line(text))
        for text in story.get("notes", ()):
            self._note(line(text))
        for text in story.get("documents", ()):
            self._document(line(text))

    def put(self, table: str, values: Row, *, day: date | None = None) -> int:
        return self.sample.put(table, {"case_id": self.case_id, **values}, day=day)

    def day(self, word: str) -> date:
        return snapped(self.today, word)

    def _incident_day(self) -> date:
        doi = self.story["doi"]
        if isinstance(doi, int):
            return self.today + timedelta(days=doi)
        limit, years = str(doi).split()  # "sol+41 2y": so many years before the day 41 days from now
        return years_before(self.today + timedelta(days=int(limit.removeprefix("sol"))), int(years.rstrip("y")))

    def _client(self) -> None:
        client = dict(self.story["client"])
        client.setdefault("phone", self.sample.free_phone(client.get("city", "")))
        self.people["client"] = self.sample._person(client, day=self.opened)
        self.roles["client"] = "client"

    def _case(self) -> int:
        story = self.story
        plain = (
            "claim_type", "case_type", "close_reason", "grade", "grade_reason", "county", "court", "docket_no",
            "source", "medicare_status", "minor", "death_case", "incompetent", "gov_entity_involved", "pinned",
            "what_matters", "recommendations",
        )  # fmt: skip
        phase, entered = self.phases[-1]
        values: Row = {name: story[name] for name in plain if name in story}
        dates = ("signed_on", "filed_on", "reviewed_on")
        values |= {name: self.day(str(story[name])) for name in dates if name in story}
        values |= {
            "number": self.sample.free_number(f"{self.opened:%y}-{story['number']}"),
            "client_id": self.people["client"],
            "phase": phase,
            "phase_entered_on": entered,
            "status": story.get("status", "closed" if phase == "closed" else "open"),
            "closed_on": entered if phase == "closed" else None,
            "state": story.get("state", "CA"),
            "opened_on": self.opened,
            "lead_attorney": story.get("lead", ATTORNEY),
            "supervising_attorney": "A. Gold",
            "case_manager": MANAGER,
            "demo": True,
        }
        self.number = str(values["number"])
        return self.sample.put("cases", values, day=self.opened)

    def _phase_history(self) -> None:
        for n, (phase, entered) in enumerate(self.phases):
            left = self.phases[n + 1][1] if n + 1 < len(self.phases) else None
            values: Row = {"phase": phase, "entered_on": entered, "left_on": left, "by": MANAGER}
            self.put("phase_history", values, day=entered)

    def _incident(self) -> None:
        values = dict(self.story.get("incident", {}))
        values["happened_on"] = self.incident_on
        values.setdefault("state", self.story.get("state", "CA"))
        self.put("incidents", values, day=self.opened)

    def _parties(self) -> None:
        self.put("parties", {"contact_id": self.people["client"], "role": "client"}, day=self.opened)
        for key, entry in self.story.get("people", {}).items():
            self.people[key] = self.sample._person(entry, day=self.opened)
            self._party(key, entry["role"], consent=bool(entry.get("consent")))
        for text in self.story.get("parties", ()):
            role, _, key = str(text).partition(" ")
            self._party(key, role)

    def _party(self, key: str, role: str, *, consent: bool = False) -> None:
        self.roles.setdefault(key, role)
        values: Row = {"contact_id": self._contact(key), "role": role, "consent_to_speak": consent}
        self.put("parties", values, day=self.opened)

    def _contact(self, key: str) -> int:
        return self.people[key] if key in self.people else self.sample.contact(key)

    def _injury(self, given: Line) -> None:
        part, kind, side, status, *more = given.words
        values: Row = {"body_part": part, "injury_type": kind, "side": side, "status": status}
        values["pre_existing"] = "pre" in more
        values["icd10"] = next((word for word in more if word[0].isupper()), "")
        values["severity"] = given.named_text("severity")
        values["description"] = given.text()
        values["first_reported_on"] = min(
            self.opened, self.incident_on + timedelta(days=int(given.named.get("on", "0")))
        )
        self.put("injuries", values, day=self.opened)

    # insurance

    def _policy(self, policy: Mapping[str, Any]) -> None:
        start = years_before(self.incident_on, 0) - timedelta(days=120)
        values: Row = {
            "insurer_id": self.sample.contact(policy["insurer"]),
            "policy_no": policy.get("no", ""),
            "named_insured": policy.get("insured", ""),
            "party": policy.get("party", "defendant"),
            "effective_from": start,
            "effective_to": start + timedelta(days=182),
            "dec_page_received": bool(policy.get("dec")),
            "limits_disclosed_on": self.day(str(policy["limits"])) if "limits" in policy else None,
            "notes": policy.get("notes", ""),
        }
        policy_id = self.put("policies", values, day=self.opened)
        for cover in policy["cover"]:
            self._coverage(policy_id, cover)

    def _coverage(self, policy_id: int, cover: Mapping[str, Any]) -> None:
        values: Row = {"policy_id": policy_id, "kind": cover["kind"]}
        for name, key in (("limit_per_person", "per"), ("limit_per_accident", "acc"), ("csl_limit", "csl")):
            values[name] = cover[key] * 100 if key in cover else None
        values["exhausted_on"] = self.day(str(cover["exhausted"])) if "exhausted" in cover else None
        coverage_id = self.put("coverages", values, day=self.opened)
        if "claim" not in cover and "adjuster" not in cover:
            return
        claim: Row = {"coverage_id": coverage_id, "claim_no": cover.get("claim", "")}
        claim |= {"claim_key": squeeze(claim["claim_no"]), "status": cover.get("status", "opened")}
        claim["liability_position"] = cover.get("position", "unknown")
        for name, key in (("lor_sent_on", "lor"), ("lor_ack_on", "ack"), ("opened_on", "opened")):
            claim[name] = self.day(str(cover[key])) if key in cover else None
        if "adjuster" in cover:
            claim["adjuster_id"] = self.sample.contact(cover["adjuster"])
            self._party(cover["adjuster"], self.sample.people[cover["adjuster"]].get("role", "adjuster_bi"))
        self.put("claims", claim, day=self.opened)

    # treatment and the calendar

    def _care(self, care: Mapping[str, Any]) -> None:
        sample, key = self.sample, care["provider"]
        firm = sample.organizations.get(key) or sample.people[key]
        visits = self._visits(care, kind=care.get("kind") or firm.get("kind", "office_visit"))
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
            values[name] = self.day(str(care[short])) if short in care else None
        provider_id = self.put("case_providers", values, day=self.opened)
        place = firm.get("name") or sample.organizations[firm["org"]]["name"]
        rows: dict[int, int] = {}
        for visit in visits:
            rows[id(visit)] = self._put_visit(visit, provider_id, location=place, rows=rows)

    def _visits(self, care: Mapping[str, Any], *, kind: str) -> list[Visit]:
        visits = [visit for text in care.get("series", ()) for visit in series(text, today=self.today, kind=kind)]
        visits += [self._single(line(text)) for text in care.get("visits", ())]
        visits.sort(key=lambda visit: visit.starts_at)
        if visits and care.get("series") and not care.get("visits") and visits[0].status == "attended":
            visits[0].kind = "initial_evaluation"
        for text in care.get("events", ()):
            self._happen(line(text), visits)
        return visits

    def _single(self, given: Line) -> Visit:
        day, at, _length, kind, status = given.words
        status, _, reason = status.partition("=")
        starts = datetime.combine(self.day(day), clock_time(at))
        minutes = minutes_of(given.words) or 30
        status = STATUS_WORDS.get(status, status)
        return Visit(starts, minutes, kind, status, given.text(), reason, given.named.get("ride", ""))

    def _happen(self, given: Line, visits: list[Visit]) -> None:
        """Change the visit of a series nearest to a day: `-17 no_show=transport | ...`, `-6 rescheduled=+2 | ...`."""
        wanted = self.today + timedelta(days=int(given.words[0].rstrip("!")))
        past = wanted < self.today
        fitting = [v for v in visits if (v.starts_at.date() < self.today) == past and v.replaces is None]
        if not fitting:
            return  # a holiday took the only visit on that side of today
        visit = min(fitting, key=lambda each: abs((each.starts_at.date() - wanted).days))
        status, _, reason = (given.words[1] if len(given.words) > 1 else visit.status).partition("=")
        status = STATUS_WORDS.get(status, status)
        visit.text = given.text() or visit.text
        visit.ride = given.named.get("ride", visit.ride)
        visit.status = status
        if status == "rescheduled":
            offset = (visit.starts_at.date() - self.today).days + int(reason)
            moved = datetime.combine(self.day(str(offset)), visit.starts_at.time())
            status = "attended" if moved.date() < self.today else "scheduled"
            visits.insert(visits.index(visit) + 1, Visit(moved, visit.minutes, visit.kind, status, replaces=visit))
        else:
            visit.reason = reason

    def _put_visit(self, visit: Visit, provider_id: int, *, location: str, rows: Mapping[int, int]) -> int:
        client = self.story["client"]
        ahead = visit.starts_at.date() >= self.today
        soon = (visit.starts_at.date() - self.today).days <= 7
        ride = visit.ride or (("booked" if soon else "needed") if ahead else "confirmed")
        values: Row = {
            "starts_at": visit.starts_at,
            "ends_at": visit.ends_at,
            "kind": visit.kind,
            "status": visit.status,
            "case_provider_id": provider_id,
            "location": location,
            "purpose" if ahead else "outcome": visit.text,
            "no_show_reason": visit.reason if visit.status == "no_show" else "",
            "ride": ride if client.get("rides") or visit.ride else "not_needed",
            "interpreter_booked": bool(client.get("interpreter")) and (not ahead or soon),
            "rescheduled_from_id": rows.get(id(visit.replaces)) if visit.replaces else None,
        }
        return self.put("appointments", values, day=visit.starts_at.date() - timedelta(days=6))

    def _appointment(self, given: Line) -> None:
        visit = self._single(given)
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
        self.put("appointments", values, day=visit.starts_at.date() - timedelta(days=9))

    # work and talk

    def _deadline(self, given: Line) -> None:
        kind, *words = given.words
        day = next((word for word in words if is_day(word)), "")
        due = (
            self.today + timedelta(days=int(day.rstrip("!"))) if day else years_before(self.incident_on, -_years(words))
        )
        values: Row = {"kind": kind, "due": due, "title": given.text(), "basis": given.text(1)}
        values["trigger_date"] = self.incident_on if kind.startswith(("sol", "notice", "um")) else None
        if "file" in given.named:
            values["file_by"] = due + timedelta(days=int(given.named["file"]))
        if "verified" in given.named:
            who, _, on = given.named_text("verified").partition("@")
            values |= {"verified_by": who, "verified_on": self.day(on or "-30")}
        if "satisfied" in given.named:
            values |= {"satisfied_on": self.day(given.named["satisfied"]), "satisfied_how": given.text(2)}
        self.put("deadlines", values, day=self.opened)

    def _task(self, given: Line) -> None:
        day = next((word for word in given.words if is_day(word)), None)
        at = next((word for word in given.words if ":" in word), "")
        values: Row = {
            "title": given.text(),
            "due": self.day(day) if day else None,
            "due_time": f"{clock_time(at):%H:%M}" if at else "",
            "priority": next((PRIORITIES[word] for word in given.words if word in PRIORITIES), 3),
            "tags": " ".join(word[1:] for word in given.words if word[0] == "#"),
            "minutes": minutes_of(given.words),
            "owner": given.named_text("owner"),
            "notes": given.text(1),
            "phase": self.phases[-1][0],
        }
        if "wait" in given.named:
            since = self.day(given.named.get("since", "-7"))
            values |= {"status": "waiting", "waiting_on": given.named_text("wait"), "waiting_since": since}
        if "done" in given.named:
            values |= {"status": "done", "done_on": self.day(given.named["done"])}
        made = values["due"] or self.today
        self.put("tasks", values, day=max(self.opened, min(made, self.today) - timedelta(days=7)))

    def _checklist_tasks(self) -> None:
        """The tasks of the phase the case is in: those long due are done, the others are on the list."""
        phase, entered = self.phases[-1]
        if self.sample.checklist is None or phase == "closed":
            return
        items = self.sample.checklist(str(self.story.get("claim_type", "auto_liability")))
        tasks = [each for each in planned(items, phase, self._matter(), today=date.min) if not each.item.hard]
        kept = int(self.story.get("checklist_open", 1))
        for n, each in enumerate(tasks):
            due = each.due or entered + timedelta(days=7)
            values: Row = {"title": each.item.title, "due": due, "template_key": each.item.key, "phase": phase}
            values |= {"owner": each.item.who, "notes": each.item.note}
            if due < self.today and n < len(tasks) - kept:
                values |= {"status": "done", "done_on": due}
            elif due < self.today:
                values["due"] = self.day(f"+{2 + (n * 5 + len(self.number)) % 9}")
            self.put("tasks", values, day=entered)

    def _matter(self) -> Matter:
        story = self.story
        entered = dict(self.phases)
        signed = self.day(str(story["signed_on"])) if "signed_on" in story else self.opened
        anchors: dict[str, date | None] = {"INTAKE": self.opened, "SIGN": signed, "DOI": self.incident_on}
        anchors |= {"PHASE": self.phases[-1][1], "TXSTART": entered.get("treating"), "TXEND": entered.get("records")}
        anchors |= {"DEM": entered.get("negotiation"), "SETT": entered.get("settlement")}
        anchors["FILED"] = entered.get("litigation")
        return Matter(
            state=str(story.get("state", "CA")),
            case_type=str(story.get("case_type", "auto")),
            medicare_status=str(story.get("medicare_status", "none")),
            minor=bool(story.get("minor")),
            government=bool(story.get("gov_entity_involved")),
            anchors=anchors,
        )

    def _talk(self, given: Line) -> None:
        day, at, channel, direction, who, outcome, *more = given.words
        role = self._role(who)
        subject, text = (given.text(), given.text(1)) if given.text(1) else ("", given.text())
        values: Row = {
            "at": datetime.combine(self.day(day), clock_time(at)),
            "channel": channel,
            "direction": direction,
            "contact_id": self._contact(who),
            "role": role,
            "subject": subject,
            "body": text,
            "outcome": outcome,
            "duration_min": minutes_of(tuple(more)),
            "category": next((word for word in more if word.isalpha()), _category(role)),
            "by": MANAGER,
            "counts_as_client_contact": reached_client(role, direction, outcome),
        }
        self.put("communications", values, day=self.day(day))

    def _role(self, who: str) -> str:
        if who in self.roles:
            return self.roles[who]
        return str(self.sample.people[who].get("role", "other")) if who in self.sample.people else "provider"

    def _note(self, given: Line) -> None:
        day, at, *more = given.words
        values: Row = {"at": datetime.combine(self.day(day), clock_time(at)), "by": MANAGER, "body": given.text()}
        self.put("case_notes", {**values, "pinned": "pinned" in more}, day=self.day(day))

    def _document(self, given: Line) -> None:
        kind, day, *more = given.words
        dated = self.day(day)
        last = str(self.story["client"]["last"])
        title = given.text()
        values: Row = {
            "kind": kind,
            "title": title,
            "dated": dated,
            "received_on": dated,
            "from_whom": given.text(1),
            "pages": int(more[0].rstrip("p")) if more else None,
            "path": f"Cases/{self.number} {last}/{title.replace('/', '-')}.pdf",
        }
        self.put("documents", values, day=dated)


def _phase(text: str, today: date) -> tuple[str, date]:
    name, day = text.split()
    return name, snapped(today, day)


def _years(words: Sequence[str]) -> int:
    return next((int(word[:-1]) for word in words if word[-1:] == "y" and word[:-1].isdigit()), 2)


def _category(role: str) -> str:
    if role.startswith(("adjuster", "insurer", "supervisor")):
        return "coverage"
    return "records" if role in ("provider", "facility", "records_vendor", "billing_vendor") else "status_update"
