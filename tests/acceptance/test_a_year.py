"""A small caseload run forward through a year, day by day: calls, missed visits, phases, deadlines satisfied."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from caseterm import queries
from caseterm.clock import fixed_clock
from caseterm.rules.terms import PHASES, TASK_OPEN
from caseterm.services import appointments, cases, contact_log, contacts, deadlines, phases, records, rides, tasks
from caseterm.store.database import Database
from tests.services.test_appointments import added
from tests.walls import wall

FIRST = date(2026, 1, 5)
CASES = 4
WAY = [code for code in PHASES if code != "litigation"]


class Year:
    """The world outside, by a seed: what clients, offices and attorneys do on each day."""

    def __init__(self, db: Database, seed: int) -> None:
        self.db = db
        self.chance = Random(seed)
        self.cases: list[int] = []
        self.running: set[int] = set()
        """Deadlines that nobody has satisfied."""

    def day(self, today: date) -> None:
        self.db.clock = fixed_clock(today)
        if len(self.cases) < CASES and today.day % 9 == 5:
            self.open_case(today)
        for case_id in self.cases:
            if self.chance.random() < 0.06:
                outcome = self.chance.choice(["reached", "left_message", "no_answer"])
                contact_log.log_contact(self.db, case_id=case_id, outcome=outcome)
        self.see_visits(today)
        self.work(today)
        if today.day == 20 and self.cases:
            self.go_on(self.chance.choice(self.cases))
        if today.day == 28 and self.running and self.chance.random() < 0.5:
            self.satisfy(self.chance.choice(sorted(self.running)), today)

    def open_case(self, today: date) -> None:
        made = cases.new_case(
            self.db,
            client={"last": f"Client{len(self.cases)}", "first": "A"},
            case={"opened_on": today, "signed_on": today, "state": "CA"},
            incident={"happened_on": today - timedelta(days=640)},
        )
        case_id = made.first_added("cases")
        assert case_id is not None
        self.cases.append(case_id)
        phases.change_phase(self.db, [case_id], "opening")
        row = deadlines.add_deadline(
            self.db, case_id=case_id, kind="other", title="Answer", due=today + timedelta(days=200)
        )
        self.running |= {added_row for added_row in [row.first_added("deadlines")] if added_row is not None}

    def see_visits(self, today: date) -> None:
        query = (
            "SELECT id FROM appointments WHERE substr(starts_at, 1, 10) = ? AND status IN ('scheduled', 'confirmed')"
        )
        for (number,) in self.db.raw.execute(query, (today.isoformat(),)).fetchall():
            if self.chance.random() < 0.2:
                appointments.mark_no_show(self.db, number, reason="transport")
                later = wall(f"{today + timedelta(days=5)} 10:00")
                appointments.reschedule(self.db, number, later)
            else:
                appointments.mark_kept(self.db, [number])
        for case_id in self.cases:
            if self.chance.random() < 0.03:
                self.ask_and_receive(case_id, today)
            if self.chance.random() < 0.05:
                at = wall(f"{today + timedelta(days=self.chance.randint(2, 9))} 09:30")
                visit = added(appointments.add_appointment(self.db, starts_at=at, case_id=case_id, kind="therapy_pt"))
                if self.chance.random() < 0.5:
                    rides.book_ride(self.db, visit, [{"direction": "outbound", "mode": "taxi", "status": "booked"}])

    def ask_and_receive(self, case_id: int, today: date) -> None:
        """Records are asked of a provider, or those asked come, mostly whole."""
        query = "SELECT id, records_requested_on, records_received_on FROM case_providers WHERE case_id = ?"
        rows = self.db.raw.execute(query, (case_id,)).fetchall()
        if not rows or (len(rows) < 3 and self.chance.random() < 0.3):
            office = contacts.add_contact(
                self.db, {"kind": "organization", "org_name": f"Office {case_id}-{len(rows)}"}
            )
            values = {"case_id": case_id, "contact_id": office.first_added("contacts")}
            records.add_record(self.db, "provider", values, label="Added")
            return
        number, asked, came = self.chance.choice(rows)
        change: dict[str, object] = {"records_requested_on": today, "records_received_on": None}
        if asked and not came:
            change = {"records_received_on": today, "records_complete": self.chance.random() < 0.7}
        records.edit_record(self.db, "provider", number, change, label="Records")

    def work(self, today: date) -> None:
        """She does most of what is due, sets some aside, and dates a few anew."""
        query = f"SELECT id FROM tasks WHERE due <= ? AND archived_at IS NULL AND status IN {tuple(sorted(TASK_OPEN))}"
        due = [row[0] for row in self.db.raw.execute(query, (today.isoformat(),))]
        done = [number for number in due if self.chance.random() < 0.3]
        if done:
            tasks.complete_tasks(self.db, done)
        rest = [number for number in due if number not in done]
        if rest and self.chance.random() < 0.1:
            tasks.set_due(self.db, rest[:1], today + timedelta(days=7))

    def go_on(self, case_id: int) -> None:
        """Mostly the next phase, now and then back to one it has left."""
        phase = self.db.raw.execute("SELECT phase FROM cases WHERE id = ?", (case_id,)).fetchone()[0]
        place = WAY.index(phase)
        to = WAY[max(1, place - 1) if self.chance.random() < 0.25 else min(len(WAY) - 2, place + 1)]
        phases.change_phase(self.db, [case_id], to)

    def satisfy(self, number: int, today: date) -> None:
        deadlines.satisfy(self.db, number, how="served and filed", on=today)
        self.running.discard(number)

    # what must hold on any day

    def check(self, today: date) -> None:
        rows = self.db.raw.execute(
            "SELECT case_id, template_key, status FROM tasks WHERE template_key <> '' AND archived_at IS NULL"
        ).fetchall()
        twice = [key for key, number in Counter((case, key) for case, key, _status in rows).items() if number > 1]
        assert twice == []
        running = Counter((case, key.partition("#")[0]) for case, key, status in rows if status in TASK_OPEN)
        assert [key for key, number in running.items() if number > 1] == [], "an item is open twice"
        self.check_rows(today, dict((key, status) for _case, key, status in rows))
        there = {row[0] for row in self.db.raw.execute("SELECT id FROM deadlines WHERE archived_at IS NULL")}
        assert self.running <= there
        soon = {line.id for line in queries.deadlines.near(self.db, days=90)}
        for number in self.running:
            due = date.fromisoformat(
                self.db.raw.execute("SELECT due FROM deadlines WHERE id = ?", (number,)).fetchone()[0]
            )
            assert (number in soon) == (due <= today + timedelta(days=90)), "a deadline is lost from the sweep"
        ringing = {line.id for line in queries.deadlines.reminders(self.db)}
        over = {row[0] for row in self.db.raw.execute("SELECT id FROM deadlines WHERE satisfied_on IS NOT NULL")}
        assert ringing.isdisjoint(over), "a satisfied deadline still reminds"

    def check_rows(self, today: date, tasks_by_key: dict[str, str]) -> None:
        """Every visit of the next days has its task, and nothing is open for what is over."""
        ahead = ("tentative", "scheduled", "reminded", "confirmed", "checked_in")
        visits = self.db.raw.execute("SELECT id, substr(starts_at, 1, 10), status FROM appointments").fetchall()
        for number, day, status in visits:
            found = tasks_by_key.get(f"4.3@{number}")
            soon = today <= date.fromisoformat(day) <= today + timedelta(days=7)
            assert found is not None or status not in ahead or not soon, f"visit {number} has no task"
            assert found not in TASK_OPEN or status in ahead, f"visit {number} is over and its task is open"
        query = (
            "SELECT id, records_requested_on FROM case_providers "
            "WHERE records_requested_on IS NOT NULL AND records_received_on IS NULL"
        )
        asked = {f"5.4@{number}r.{day}" for number, day in self.db.raw.execute(query)}
        chased = {key.partition("#")[0] for key, status in tasks_by_key.items() if status in TASK_OPEN and "5.4" in key}
        assert chased == asked, "what was asked for is chased, and nothing else"


@pytest.fixture
def db(empty_database: Path) -> Iterator[Database]:
    """A database in memory where there is such a disk: a year is hundreds of acts, each of them waited for."""
    disk = Path("/dev/shm")
    with TemporaryDirectory(dir=disk if disk.is_dir() and os.access(disk, os.W_OK) else None) as folder:
        path = Path(folder) / "cases.db"
        shutil.copy(empty_database, path)
        with Database.open(path, fixed_clock(FIRST)) as database:
            yield database


def test_a_year_of_a_caseload_doubles_no_task_loses_no_deadline_and_reminds_of_none_satisfied(db: Database) -> None:
    year = Year(db, seed=7)
    for number in range(365):
        today = FIRST + timedelta(days=number)
        year.day(today)
        if number % 5 == 0:
            year.check(today)
    again = db.raw.execute("SELECT count(*) FROM tasks WHERE template_key LIKE '%#%'").fetchone()[0]
    assert again > 20, "what comes back came back"
    assert db.raw.execute("SELECT count(*) FROM deadlines WHERE satisfied_on IS NOT NULL").fetchone()[0] > 0
    assert db.raw.execute("SELECT count(*) FROM tasks WHERE template_key LIKE '5.4@%#%'").fetchone()[0] > 0
    assert len(year.cases) == CASES
