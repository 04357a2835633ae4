"""A working day made up at random: acts of `caseterm batch` that fit what is in the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from caseterm.rules import terms
from caseterm.rules.terms_injuries import BODY_PARTS
from caseterm.rules.terms_insurance import COVERAGES
from caseterm.rules.terms_visits import APPOINTMENT_KINDS, NO_SHOW_REASONS, RIDE_STATES
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY

Act = dict[str, Any]
Make = Callable[["Day"], Act | None]
WORDS = ("call adjuster", "order records", "book ride", "send LOR", HOSTILE, "Nguyễn", "山田 follow up", "o'neil; --")
FILE = "Client,DOI,Claim #,Phone\nLin Wei {0},03/02/2026,X-{0},5105550{0}\nAbel Sy {0},04/02/2026,Y-{0},\n"


class Day:
    """Draws acts by chance; the same seed over the same record draws the same."""

    def __init__(self, db: Database, seed: int, *, folder: Path, undo: bool) -> None:
        self.db = db
        self.chance = Random(seed)
        self.folder = folder
        self.makers = [*_MAKERS, *([_undo, _undo, _redo] if undo else [])]

    def draw(self) -> Act:
        """The next act; it may still be refused, as a person's may."""
        while True:
            made = self.chance.choice(self.makers)(self)
            if made is not None:
                return made

    def words(self) -> str:
        return f"{self.chance.choice(WORDS)} {self.chance.randrange(10**6)}"

    def long(self) -> str:
        """Mostly a sentence, now and then several pages."""
        return self.words() * self.chance.choice((1, 1, 1, 5, 60, 400))

    def day(self) -> str:
        return (TODAY + timedelta(days=self.chance.randint(-40, 200))).isoformat()

    def moment(self, *, past: bool) -> str:
        days = self.chance.randint(-40, -1) if past else self.chance.randint(0, 60)
        return f"{TODAY + timedelta(days=days)}T{self.chance.randint(8, 17):02}:30"

    def code(self, codes: Any) -> str:
        return str(self.chance.choice(sorted(codes)))

    def one(self, table: str, column: str = "id") -> Any:
        found = self.some(table, column, most=1)
        return found[0] if found else None

    def some(self, table: str, column: str = "id", *, most: int = 6) -> list[Any]:
        rows = [value for (value,) in self.db.raw.execute(f"SELECT {column} FROM {table} ORDER BY id DESC LIMIT 60")]
        return self.chance.sample(rows, min(len(rows), self.chance.randint(1, most)))


def _new_case(day: Day) -> Act:
    return {
        "act": "new_case",
        "client": {"first": day.words(), "last": day.words()},
        "case": {"state": "CA", "case_type": day.code(terms.CASE_TYPES)},
        "incident": {"happened_on": "2026-03-01", "state": "CA", "description": day.long()},
        "phones": [{"number": f"510555{day.chance.randrange(10**4):04}"}],
    }


def _add_task(day: Day) -> Act:
    act = {"act": "add_task", "title": day.words(), "due": day.day(), "notes": day.long()}
    case = day.one("cases", "number")
    return act | ({"case": case} if case and day.chance.random() < 0.8 else {})


def _on_tasks(day: Day) -> Act | None:
    tasks = day.some("tasks", most=8)
    more: Act = day.chance.choice(
        (
            {"act": "complete_tasks"},
            {"act": "reopen_tasks"},
            {"act": "archive_tasks"},
            {"act": "restore_tasks"},
            {"act": "set_due", "day": day.day()},
            {"act": "shift_due", "days": day.chance.randint(-9, 9)},
            {"act": "set_priority", "priority": day.chance.randint(1, 4)},
            {"act": "set_waiting", "on_whom": day.words()},
            {"act": "set_tags", "tags": f"+t{day.chance.randrange(9)}"},
            {"act": "set_status", "status": day.code(terms.TASK_STATUSES)},
        )
    )
    return {**more, "tasks": tasks} if tasks else None


def _edit_task(day: Day) -> Act | None:
    task = day.one("tasks")
    return {"act": "edit_task", "task": task, "values": {"title": day.words(), "notes": day.long()}} if task else None


def _on_cases(day: Day) -> Act | None:
    cases = day.some("cases", "number")
    more: Act = day.chance.choice(
        (
            {"act": "change_phase", "phase": day.code(terms.PHASES)},
            {"act": "change_phase", "phase": day.code(terms.PHASES)},
            {"act": "pin_cases"},
            {"act": "unpin_cases"},
            {"act": "archive_cases"},
            {"act": "restore_cases"},
            {"act": "add_follow_ups", "day": day.day(), "title": day.words()},
            {"act": "log_contact_many", "channel": "text", "outcome": "no_answer", "body": day.long()},
        )
    )
    return {**more, "cases": cases} if cases else None


def _on_case(day: Day) -> Act | None:
    case = day.one("cases", "number")
    person = {"first": day.words(), "last": day.words()}
    more: Act = day.chance.choice(
        (
            {"act": "close_case", "reason": day.code(terms.CLOSE_REASONS)},
            {"act": "reopen_case"},
            {"act": "log_contact", "outcome": "reached", "body": day.long(),
             "follow_up": {"title": day.words(), "due": day.day()}},
            {"act": "add_note", "body": day.long()},
            {"act": "add_party", "role": day.code(terms.ROLES), "contact": person},
            {"act": "add_provider", "contact": {"kind": "organization", "org_name": day.words()}},
            {"act": "add_insurance", "insurer": day.words(), "coverage": {"kind": day.code(COVERAGES)},
             "claim": {"claim_no": day.words()}, "adjuster": person},
            {"act": "compute_limitation"},
            {"act": "add_deadline", "kind": day.code(terms.DEADLINE_KINDS), "due": day.day(), "title": day.words()},
            {"act": "add_appointment", "starts_at": day.moment(past=day.chance.random() < 0.6),
             "kind": day.code(APPOINTMENT_KINDS), "ride": day.code(RIDE_STATES)},
            {"act": "add_record", "kind": "injury", "values": {"body_part": day.code(BODY_PARTS)}},
            {"act": "add_record", "kind": "document", "values": {"kind": day.code(terms.DOCUMENT_KINDS)}},
        )
    )  # fmt: skip
    return {**more, "case": case} if case else None


def _on_appointment(day: Day) -> Act | None:
    row = day.one("appointments")
    more: Act = day.chance.choice(
        (
            {"act": "reschedule", "starts_at": day.moment(past=False)},
            {"act": "mark_no_show", "reason": day.code(NO_SHOW_REASONS)},
            {"act": "cancel_appointment", "by": day.code(("client", "provider", "weather"))},
            {"act": "confirm_appointment"},
            {"act": "reopen_appointment"},
            {"act": "set_ride", "state": day.code(RIDE_STATES), "note": day.words()},
            {"act": "edit_appointment", "values": {"location": day.words()}},
            {"act": "archive_appointment"},
        )
    )
    return {**more, "appointment": row} if row else None


def _on_other(day: Day) -> Act | None:
    made: tuple[tuple[str, Any, Act], ...] = (
        ("contact", day.one("contacts"), {"act": "edit_contact", "values": {"middle": day.words()},
                                          "phones": [{"number": "5105550111"}, {"number": "5105550112"}]}),
        ("provider", day.one("case_providers"), {"act": "request_papers", "papers": day.code(("records", "bills"))}),
        ("providers", day.some("case_providers"), {"act": "ask_providers", "papers": ["records", "bills"]}),
        ("requests", day.some("records_requests"), {"act": "follow_up_requests", "said": f"{day.words()}, processing"}),
        ("requests", day.some("records_requests"), {"act": "receive_requests", "pages": 9, "missing": day.words()}),
        ("deadline", day.one("deadlines"), {"act": "edit_deadline", "values": {"title": day.words()}}),
        ("deadline", day.one("deadlines"), {"act": "verify_deadline", "by": day.words(), "on": TODAY.isoformat()}),
        ("deadline", day.one("deadlines"), {"act": "satisfy_deadline", "how": day.words(), "on": TODAY.isoformat()}),
        ("row", day.one("injuries"), {"act": "edit_record", "kind": "injury", "values": {"notes": day.long()}}),
        ("row", day.one("injuries"), {"act": "archive_record", "kind": "injury"}),
        ("row", day.one("case_notes"), {"act": "edit_record", "kind": "note", "values": {"body": day.long()}}),
    )  # fmt: skip
    name, row, act = day.chance.choice(made)
    return {**act, name: row} if row else None


def _on_house(day: Day) -> Act | None:
    number = day.chance.randint(100, 999)
    file = day.folder / f"in-{number}.csv"
    act: Act = day.chance.choice(
        (
            {"act": "edit_settings", "values": {"firm_name": day.words()}},
            {"act": "add_contact", "values": {"last": day.words()}, "emails": [{"address": "a@example.com"}]},
            {"act": "load_sample", "cases": day.chance.randint(1, 3), "seed": number},
            {"act": "remove_sample"},
            {"act": "import_file", "file": str(file)},
        )
    )
    if act["act"] == "import_file":
        file.write_text(FILE.format(number), encoding="utf-8")
    return act


def _undo(_day: Day) -> Act:
    return {"act": "undo"}


def _redo(_day: Day) -> Act:
    return {"act": "redo"}


_MAKERS: tuple[Make, ...] = (
    *(_new_case, _add_task, _add_task, _on_tasks, _on_tasks, _on_tasks, _edit_task, _on_cases, _on_cases),
    *(_on_case, _on_case, _on_case, _on_case, _on_appointment, _on_appointment, _on_other, _on_other, _on_house),
)  # fmt: skip
