"""A story's case itself: client, phases, incident, who has a part in it, injuries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from caseterm.rules.sample_lines import Line, line, not_before, snapped, years_before
from caseterm.rules.sample_rows import Row, Sample

Story = Mapping[str, Any]
ATTORNEY, SUPERVISOR, MANAGER = "R. Shah", "A. Gold", "M. Gold"
NOT_WORKING = ("retired", "student", "pupil", "leave", "unemployed", "homemaker")
ACTING = frozenset({"parent_guardian", "personal_representative"})


@dataclass
class Told:
    """A story being told: what its sections need to know of each other."""

    sample: Sample
    story: Story
    phases: list[tuple[str, date]]
    incident_on: date
    case_id: int = 0
    limitation_on: date | None = None
    people: dict[str, int] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.sample.today

    @property
    def opened(self) -> date:
        return self.phases[0][1]

    def put(self, table: str, values: Row, *, day: date | None = None) -> int:
        """Add a row of this case; `day` is when it was made."""
        return self.sample.put(table, {"case_id": self.case_id, **values}, day=day)

    def day(self, word: str) -> date:
        return snapped(self.today, word)

    def workday(self, day: date) -> date:
        """The day, or the next working day further from today."""
        return self.day(str((day - self.today).days))

    @property
    def works(self) -> bool:
        """Whether the client has an employer to go back to."""
        employer = str(self.story["client"].get("employer", "")).casefold()
        return bool(employer) and not any(word in employer for word in NOT_WORKING)

    @property
    def age(self) -> int:
        """The client's age in years, about; 40 where it is not told."""
        return self.today.year - int(str(self.story["client"].get("dob", self.today.year - 40))[:4])

    @property
    def speaker(self) -> str:
        """Whom we speak with: the client, or who acts for a child or an estate."""
        people = self.story.get("people", {}).values()
        found = next((each for each in people if each["role"] in ACTING), self.story["client"])
        return f"{found['last']}, {found['first']}"

    def contact(self, key: str) -> int:
        """The contact row of somebody of the story, or of the directory."""
        return self.people[key] if key in self.people else self.sample.contact(key)


def begin(sample: Sample, story: Story) -> Told:
    """The case with its client, history, incident, parties and injuries."""
    today = sample.today
    incident_on = _incident_day(story["doi"], today)
    phases = [_phase(part, today, incident_on) for part in str(story["phases"]).split(",")]
    told = Told(sample, story, phases, incident_on)
    _client(told)
    told.case_id = _case(told)
    _phase_history(told)
    _incident(told)
    _parties(told)
    for text in story.get("injuries", ()):
        put_injury(told, line(text))
    return told


def _phase(text: str, today: date, incident_on: date) -> tuple[str, date]:
    name, day = text.split()
    return name, not_before(snapped(today, day), incident_on, today=today)


def _incident_day(doi: object, today: date) -> date:
    """So many days from today, or `sol+41 2y`: so many years before the day 41 days from now."""
    if isinstance(doi, int):
        return today + timedelta(days=doi)
    limit, years = str(doi).split()
    return years_before(today + timedelta(days=int(limit.removeprefix("sol"))), int(years.rstrip("y")))


def _client(told: Told) -> None:
    client = dict(told.story["client"])
    client.setdefault("phone", told.sample.free_phone(client.get("city", "")))
    told.people["client"] = told.sample.person(client, day=told.opened)
    told.roles["client"] = "client"


def _case(told: Told) -> int:
    story = told.story
    plain = (
        "claim_type", "case_type", "close_reason", "grade", "grade_reason", "county", "court", "docket_no",
        "source", "medicare_status", "minor", "death_case", "incompetent", "gov_entity_involved", "pinned",
        "what_matters", "recommendations",
    )  # fmt: skip
    phase, entered = told.phases[-1]
    values: Row = {name: story[name] for name in plain if name in story}
    dates = ("signed_on", "filed_on", "reviewed_on")
    values |= {name: told.day(str(story[name])) for name in dates if name in story}
    values |= {
        "number": told.sample.free_number(f"{told.opened:%y}-{story['number']}"),
        "client_id": told.people["client"],
        "phase": phase,
        "phase_entered_on": entered,
        "status": story.get("status", "closed" if phase == "closed" else "open"),
        "closed_on": entered if phase == "closed" else None,
        "state": story.get("state", "CA"),
        "opened_on": told.opened,
        "lead_attorney": story.get("lead", ATTORNEY),
        "supervising_attorney": SUPERVISOR,
        "case_manager": MANAGER,
        "demo": True,
    }
    return told.sample.put("cases", values, day=told.opened)


def _phase_history(told: Told) -> None:
    for n, (phase, entered) in enumerate(told.phases):
        left = told.phases[n + 1][1] if n + 1 < len(told.phases) else None
        values: Row = {"phase": phase, "entered_on": entered, "left_on": left, "by": MANAGER}
        told.put("phase_history", values, day=entered)


def _incident(told: Told) -> None:
    values = dict(told.story.get("incident", {}))
    values["happened_on"] = told.incident_on
    values.setdefault("state", told.story.get("state", "CA"))
    told.put("incidents", values, day=told.opened)


def _parties(told: Told) -> None:
    told.put("parties", {"contact_id": told.people["client"], "role": "client"}, day=told.opened)
    for key, entry in told.story.get("people", {}).items():
        add = told.sample.firm if "name" in entry else told.sample.person
        told.people[key] = add(entry, day=told.opened)
        put_party(told, key, entry["role"], consent=bool(entry.get("consent")))
    for text in told.story.get("parties", ()):
        role, _, key = str(text).partition(" ")
        put_party(told, key, role)


def put_party(told: Told, key: str, role: str, *, consent: bool = False) -> None:
    told.roles.setdefault(key, role)
    values: Row = {"contact_id": told.contact(key), "role": role, "consent_to_speak": consent}
    told.put("parties", values, day=told.opened)


def put_injury(told: Told, given: Line) -> None:
    part, kind, side, status, *more = given.words
    values: Row = {"body_part": part, "injury_type": kind, "side": side, "status": status}
    values["pre_existing"] = "pre" in more
    values["icd10"] = next((word for word in more if word[0].isupper()), "")
    values["severity"] = given.named_text("severity")
    values["description"] = given.text()
    values["first_reported_on"] = min(told.opened, told.incident_on + timedelta(days=int(given.named.get("on", "0"))))
    told.put("injuries", values, day=told.opened)
