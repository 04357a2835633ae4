"""Every act is undone to the byte and redone to the byte, whatever came before, and says what it did."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.clock import fixed_clock
from caseterm.errors import CaseTermError
from caseterm.rules.heard import Said
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.rules.terms import CLOSE_REASONS, PHASES, TASK_STATUSES
from caseterm.rules.terms_visits import NO_SHOW_REASONS
from caseterm.screens.caseload.acts import WIDE_ACT
from caseterm.store import undo
from caseterm.store.audit import columns
from caseterm.store.database import Database
from caseterm.store.dump import dumped_tables
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import calm, go, hit, send, status, widget
from tests.conftest import HOSTILE, TODAY
from tests.screens.harness import running
from tests.walls import wall

NOT_RECORD = {"acts", "changes", "remembered", "drafts"}
NOON = wall("2026-11-24 12:00")


def picture(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All the record's tables, and the caseload's lines that are made from them, row by row."""
    tables = [name for name in (*dumped_tables(db.raw), "caselist") if name not in NOT_RECORD]
    key = {"caselist": "case_id"}
    return {
        table: db.raw.execute(
            f'SELECT {", ".join(columns(db.raw, table))} FROM "{table}" ORDER BY {key.get(table, "id")}'
        ).fetchall()
        for table in tables
    }


class World:
    """Picks rows by a drawn number, so that any sequence of numbers is a sequence of acts."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def one(self, table: str, number: int) -> int:
        ids = [n for (n,) in self.db.raw.execute(f"SELECT id FROM {table} ORDER BY id")]
        return int(ids[number % len(ids)])

    def some(self, table: str, number: int) -> list[int]:
        ids = [n for (n,) in self.db.raw.execute(f"SELECT id FROM {table} ORDER BY id")]
        return sorted({ids[(number * step) % len(ids)] for step in (1, 3, 7)})


Act = Callable[[World, Database, int], ChangeSet]


def _person(number: int) -> ContactInput:
    return ContactInput(
        {"kind": "person", "last": f"Novak{number % 5}", "first": HOSTILE},
        phones=[{"number": f"555010{number % 10000:04}"}],
        emails=[{"address": "a@example.org"}],
    )


ACTS: Sequence[Act] = (
    lambda w, db, n: services.tasks.add_task(
        db, title=f"call {n}", case_id=w.one("cases", n), due=TODAY + timedelta(n % 90)
    ),
    lambda w, db, n: services.tasks.complete_tasks(db, w.some("tasks", n)),
    lambda w, db, n: services.tasks.reopen_tasks(db, w.some("tasks", n)),
    lambda w, db, n: services.tasks.set_due(db, w.some("tasks", n), TODAY + timedelta(n % 40) if n % 5 else None),
    lambda w, db, n: services.tasks.shift_due(db, w.some("tasks", n), n % 30 - 15),
    lambda w, db, n: services.tasks.set_status(
        db, w.some("tasks", n), sorted(TASK_STATUSES)[n % len(TASK_STATUSES)]
    ),
    lambda w, db, n: services.tasks.set_waiting(db, w.some("tasks", n), "the adjuster" if n % 3 else ""),
    lambda w, db, n: services.tasks.set_tags(db, w.some("tasks", n), f"+t{n % 4} -records"),
    lambda w, db, n: services.tasks.set_case(db, w.some("tasks", n), w.one("cases", n // 3)),
    lambda w, db, n: services.tasks.archive_tasks(db, w.some("tasks", n)),
    lambda w, db, n: services.phases.change_phase(db, w.some("cases", n), sorted(PHASES)[n % len(PHASES)]),
    lambda w, db, n: services.phases.close_case(db, w.one("cases", n), reason=sorted(CLOSE_REASONS)[0]),
    lambda w, db, n: services.phases.reopen_case(db, w.one("cases", n)),
    lambda w, db, n: services.cases.set_pinned(db, w.some("cases", n), bool(n % 2)),
    lambda w, db, n: services.cases.archive_cases(db, w.some("cases", n)),
    lambda w, db, n: services.cases.restore_cases(db, w.some("cases", n)),
    lambda w, db, n: services.contact_log.log_contact(
        db, case_id=w.one("cases", n), channel="call", direction="out", outcome="reached", body=HOSTILE,
        follow_up=("send records", TODAY) if n % 2 else None,
    ),
    lambda w, db, n: services.contact_log.log_contact_many(
        db, w.some("cases", n), channel="text", direction="out", outcome="delivered"
    ),
    lambda w, db, n: services.contact_log.add_note(db, case_id=w.one("cases", n), body=f"{HOSTILE}\n{n}"),
    lambda w, db, n: services.appointments.add_appointment(
        db, starts_at=NOON + timedelta(hours=n % 2000), case_id=w.one("cases", n), kind="therapy_pt"
    ),
    lambda w, db, n: services.appointments.reschedule(
        db, w.one("appointments", n), NOON + timedelta(hours=n % 2000)
    ),
    lambda w, db, n: services.appointments.mark_kept(db, w.some("appointments", n)),
    lambda w, db, n: services.appointments.mark_no_show(
        db, w.one("appointments", n), reason=sorted(NO_SHOW_REASONS)[0]
    ),
    lambda w, db, n: services.appointments.cancel(db, w.one("appointments", n), by="client"),
    lambda w, db, n: services.appointments.set_ride(db, w.one("appointments", n), "booked", note="cab"),
    lambda w, db, n: services.deadlines.verify(db, w.one("deadlines", n), by="R. Shah", on=TODAY),
    lambda w, db, n: services.deadlines.satisfy(db, w.one("deadlines", n), how="filed", on=TODAY),
    lambda w, db, n: services.deadlines.limitation_for(db, w.one("cases", n)),
    lambda w, db, n: services.deadlines.dismiss(
        db, w.one("deadlines", n), by="R. Shah", why=HOSTILE, on=TODAY
    ),
    lambda w, db, n: services.deadlines.hear(db, w.some("deadlines", n)),
    lambda w, db, n: services.deadlines.add_tolling(
        db, w.one("deadlines", n), {"reason": "agreement", "days": n % 90, "authority": HOSTILE}
    ),
    lambda w, db, n: services.deadlines.add_clock(db, w.one("cases", n), "medicare_cpn", starts_on=TODAY),
    lambda w, db, n: services.providers.request(db, w.one("case_providers", n), "records" if n % 2 else "bills"),
    lambda w, db, n: services.requests.ask(db, w.some("case_providers", n), ["records", "bills"][: 1 + n % 2]),
    lambda w, db, n: services.requests.receive(
        db, [w.one("records_requests", n)], pages=n % 300, completeness=("complete", "partial", "unknown")[n % 3]
    ),
    lambda w, db, n: services.requests.follow_up(
        db, w.some("records_requests", n), Said(HOSTILE, who="L.", next_on=TODAY, status="in_process" if n % 2 else "")
    ),
    lambda w, db, n: services.requests.archive_requests(db, [w.one("records_requests", n)], restore=bool(n % 2)),
    lambda w, db, n: services.authorizations.add_authorization(
        db, w.one("cases", n), {"expires_on": TODAY, "scope": HOSTILE}
    ),
    lambda w, db, n: services.providers.add_provider(db, w.one("cases", n), _person(n), {"specialty": "PT"}),
    lambda w, db, n: services.insurance.add_insurance(
        db, w.one("cases", n), InsuranceInput(f"Carrier {n % 3}", {"kind": "um"}, claim={"claim_no": f"88-{n}"})
    ),
    lambda w, db, n: services.contacts.edit_contact(
        db, w.one("contacts", n), {"notes": HOSTILE}, phones=[{"number": "5550100"}]
    ),
    lambda w, db, n: services.intake.open_case(
        db, _person(n), case={"opened_on": TODAY, "state": "CA"}, incident={"happened_on": date(2026, 5, 5)}
    ),
    lambda w, db, n: services.records.archive_record(
        db, "injury", w.one("injuries", n), label="Archived an injury (x)"
    ),
    lambda w, db, n: services.follow_ups.add_follow_ups(db, w.some("cases", n), TODAY),
    lambda w, db, n: services.settings.edit_settings(db, {"firm_name": f"Firm {n % 3}", "gap_red_days": 20 + n % 9}),
    lambda w, db, n: services.sample.remove(db),
)  # fmt: skip


def prepare(db: Database) -> None:
    """Leave something closed, archived and uncomputed, so that every act has something to act on."""
    world = World(db)
    services.phases.close_case(db, world.one("cases", 0), reason=sorted(CLOSE_REASONS)[0])
    services.cases.archive_cases(db, [world.one("cases", 1)])
    for deadline in {n for (n,) in db.raw.execute("SELECT id FROM deadlines WHERE case_id = 3")}:
        services.deadlines.dismiss(db, deadline, by="R. Shah", why="entered twice", on=TODAY)
        services.records.archive_record(db, "deadline", deadline, label="Archived a deadline (x)")


@pytest.fixture(scope="module")
def little(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four cases of the sample, so that acts meet on the same rows."""
    path = tmp_path_factory.mktemp("little") / "cases.db"
    shutil.copy(empty_database, path)
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.sample.load(db, cases=4)
        prepare(db)
    return path


def done_count(db: Database) -> int:
    return len(undo.stacks(db.raw)[0])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 10_000)), min_size=1, max_size=6),
    reopened=st.booleans(),
)
def test_any_acts_are_undone_and_redone_to_the_byte(little: Path, acts: list[tuple[int, int]], reopened: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.db"
        shutil.copy(little, path)
        with Database.open(path, fixed_clock(TODAY)) as db:
            pictures, labels = [picture(db)], []
            for kind, number in acts:
                before = done_count(db)
                try:
                    changes = ACTS[kind](World(db), db, number)
                except (CaseTermError, ZeroDivisionError):
                    assert picture(db) == pictures[-1], "a refused act writes nothing"
                    continue
                if changes:
                    assert done_count(db) == before + 1, "one act, one undo"
                    pictures.append(picture(db))
                    labels.append(changes.label)
                else:
                    assert picture(db) == pictures[-1]
        with Database.open(path, fixed_clock(TODAY)) as db:
            for expected, label in zip(reversed(pictures[:-1]), reversed(labels), strict=True):
                assert services.history.undo(db).label == f"Undid: {label}"
                assert picture(db) == expected
            for expected, label in zip(pictures[1:], labels, strict=True):
                assert services.history.redo(db).label == f"Redid: {label}"
                assert picture(db) == expected


@pytest.mark.parametrize("kind", range(len(ACTS)))
def test_each_kind_of_act_does_something_and_is_undone_and_names_what_it_touched(
    little: Path, tmp_path: Path, kind: int
) -> None:
    path = tmp_path / "cases.db"
    shutil.copy(little, path)
    with Database.open(path, fixed_clock(TODAY)) as db:
        before = picture(db)
        for number in range(1, 400, 7):
            try:
                changes = ACTS[kind](World(db), db, number)
            except CaseTermError:
                continue
            if changes:
                break
        else:
            pytest.fail("this act never did anything")
        assert picture(db) != before
        assert names_its_object(db, changes), changes.label
        services.history.undo(db)
        assert picture(db) == before


def names_its_object(db: Database, changes: ChangeSet) -> bool:
    """Whether a label holds a name of the record, or how many things it was."""
    rows = db.raw.execute("SELECT last, org_name FROM contacts UNION SELECT number, title FROM cases, tasks")
    names = {name for row in rows for name in row if name}
    return (
        bool(re.search(r"\b\d+ \w+", changes.label))
        or any(name in changes.label for name in names)
        or (changes.op == "settings" or "(x)" in changes.label)
    )


# many at once


@pytest.fixture(scope="module")
def many_file(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A caseload of 250 cases, most of them closed."""
    path = tmp_path_factory.mktemp("many") / "cases.db"
    shutil.copy(empty_database, path)
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.sample.load(db, cases=250)
    return path


@pytest.fixture
def many(many_file: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "many.db"
    shutil.copy(many_file, path)
    with Database.open(path, fixed_clock(TODAY)) as db:
        yield db


@pytest.mark.parametrize("count", [1, 2, 21, 250])
async def test_a_verb_on_marks_is_one_act_that_says_how_many_and_one_key_undoes_it(many: Database, count: int) -> None:
    async with running(many) as (app, pilot):
        screen = await go(app, pilot, "cases")
        screen.show_view("all")  # type: ignore[attr-defined]  # the caseload
        await calm(app, pilot)
        rows = widget(app, "#cases", RowList)
        assert rows.row_count == 250
        await send(app, pilot, ["space"] * count if count < 250 else ["A"])
        assert len(rows.marks) == count
        before, acts = picture(many), done_count(many)
        await hit(app, pilot, "x", *["y"] * (count > WIDE_ACT))
        assert done_count(many) == acts + 1
        said = status(app)
        if count > 1:
            assert re.search(rf"\b{count} (cases|clients|contacts|calls)", said), said
        assert said.endswith("u Undo")
        assert len(picture(many)["communications"]) == len(before["communications"]) + count
        await hit(app, pilot, "u")
        assert status(app) == f"Undid: {said.removesuffix('   u Undo')}   U Redo"
        assert picture(many) == before
        await hit(app, pilot, "U")
        assert status(app) == f"Redid: {said}"
