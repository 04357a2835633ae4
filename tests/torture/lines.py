"""Lines of `caseterm batch` that put one text into one field, with all else the act needs in order.

The fields are read from the acts, so an act added later is tried without being listed here.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BeforeValidator
from sqlmodel import SQLModel

from caseterm import models
from caseterm.cli.batchacts import ACTS, Act
from caseterm.cli.batchfields import NOT_GIVEN, Given
from caseterm.services.records import KINDS
from caseterm.store.database import Database
from tests.torture.record import perform

Line = dict[str, Any]
NOT_TRIED = frozenset({"undo", "redo", "load_sample", "remove_sample", "import_file"})
"""Acts without a text of hers; files are tried by the imports' own part."""
TABLES = {
    "task": "tasks", "appointment": "appointments", "leg": "ride_legs", "contact": "contacts", "contact_id": "contacts",
    "counsel": "contacts", "deadline": "deadlines", "provider": "case_providers", "case_provider": "case_providers",
    "row": "tasks",
    "request": "records_requests", "authorization": "authorizations", "recommendation": "recommendations",
    "promise": "promises", "draft": "legal_drafts", "check": "conflict_checks", "education": "education",
    "referral": "referrals", "event": "negotiation_events", "recovery": "recoveries", "deduction": "deductions",
    "payout": "payouts", "bill": "medical_bills", "lien": "liens", "expense": "expenses", "wage": "wage_losses",
}  # fmt: skip
"""The table of a row by the name of its field, in the singular."""
OTHER_ROWS = {
    "answer_attorney requests": "attorney_requests",
    "put_defendant party": "defendant",
    **{f"{act} appointment": "visit of a series" for act in ACTS if act.endswith("_visits")},
}
"""Where a field of an act means another row than fields of its name."""
NEWEST = {
    "rebook_ride": ("leg", "ride_legs"),
    "remind": ("appointment", "appointments"),
    **dict.fromkeys(("submit_drafts", "return_drafts", "approve_drafts", "send_drafts"), ("drafts", "legal_drafts")),
}
"""Acts that are done once on a row: the field it stands in and its table, whose newest row is taken each time."""
PLAIN: dict[str, Any] = {
    "papers": "records", "by": "client", "status": "todo", "state": "CA", "due_time": "09:30", "kind": "other",
    "scope": "one", "on": "2026-11-20", "grade": "B", "how": "plain", "repeats": "mon wed fri for 6 weeks",
    "decision": "deferred", "topic": "treating.next", "rule": "none", "clock": "plain",
    "set_ride.state": "needed", "remind.how": "confirmed", "set_leg_status.status": "cancelled",
    "set_request_status.status": "sent", "dismiss_unmatched.kind": "record_without_bill", "add_deadline.kind": "sol",
    "edit_visits.values": {"location": "plain"}, "add_lien.values": {"kind": "medicaid"},
    "close_case.reason": "settled",
    "merge_contacts.keep": 1, "put_claim_details.values": {}, "mark_no_show.reason": "forgot",
}  # fmt: skip
"""A value that is right, by the act and its field, or by the field."""
WITH: dict[str, Line] = {
    "review_file.reason": {"grade": "B"},
    "send_drafts.channel": {"unreviewed": True},
    "close_case.outcome": {"reason": "settled"},
}
"""What a field may not go without."""
_DRAFT = {"act": "add_draft", "case": 1, "values": {"title": "plain"}}
BEFORE: dict[str, Line] = {
    "close_case": {"act": "reopen_case", "case": 1},
    "put_defendant": {"act": "edit_record", "kind": "party", "row": 3, "values": {"role": "defendant"}},
    "remind": {"act": "add_appointment", "case": 1, "starts_at": "2026-11-24T09:30"},
    **dict.fromkeys(("submit_drafts", "return_drafts", "approve_drafts", "send_drafts"), _DRAFT),
}
"""What must be done before an act can be done again; it may be refused."""
READ_BY_THEMSELVES = {"legs": "RideLeg", "bills": "MedicalBill"}
"""Lists of columns that are read in a way of their own, and the rows they become."""
SUMS: dict[str, Line] = {
    "add_negotiation": {"amount_cents": 100},
    "put_expense": {"amount_cents": 100},
    "put_payout": {"amount_cents": 1, "payee": "plain"},
    "put_deduction": {"payee": "plain"},
    "put_wage_loss": {"lost_cents": 1},
}
"""What an act asks for beyond what its row needs."""
MOST_BYTES = 3_000_000
"""Of one line; columns for which there is no room go into another."""
_CODE = re.compile(r"code(?: such as)?,? (?:such as )?(\w+)")
_ALL: tuple[type[SQLModel], ...] = (models.Settings, *models.Record.__subclasses__())
BY_TABLE: dict[str, type[SQLModel]] = {str(each.__tablename__): each for each in _ALL}


def rows_of_each_kind(db: Database) -> dict[str, int]:
    """A case with one row of each kind; the ids by table, those of records by kind."""
    acts: list[Line] = [
        {"act": "new_case", "client": {"first": "Ann", "last": "Roe"}, "case": {"state": "CA"},
         "incident": {"happened_on": "2026-03-01", "state": "CA"}},
        {"act": "add_provider", "case": 1, "contact": {"kind": "organization", "org_name": "Clinic"}},
        {"act": "add_insurance", "case": 1, "insurer": "Insurer", "adjuster": {"last": "Poe"}},
        {"act": "add_task", "case": 1, "title": "call"},
        {"act": "add_deadline", "case": 1, "kind": "sol", "due": "2028-03-01"},
        {"act": "log_contact", "case": 1, "body": "said"},
        {"act": "add_note", "case": 1, "body": "note"},
        {"act": "add_record", "kind": "injury", "case": 1, "values": {}},
        {"act": "add_record", "kind": "document", "case": 1, "values": {"title": "Letter"}},
        {"act": "add_negotiation", "case": 1, "values": {"amount_cents": 100}},
        {"act": "put_recovery", "case": 1, "values": {"amount_cents": 10**9, "funds_received_on": "2026-11-02"}},
        {"act": "edit_settings", "values": {"firm_name": "Firm"}},
        {"act": "add_request", "case": 1, "values": {"case_provider_id": 1}},
        {"act": "add_authorization", "case": 1, "values": {"kind": "hipaa"}},
        {"act": "put_expense", "case": 1, "values": {"amount_cents": 100, "description": "plain"}},
        {"act": "add_appointment", "case": 1, "starts_at": "2026-11-24T09:30"},
        {"act": "book_ride", "appointment": 1, "legs": [{}]},
        {"act": "add_series", "case": 1, "repeats": "mon wed fri for 6 weeks", "starts_at": "2026-11-30T09:30"},
        {"act": "add_party", "case": 1, "role": "defendant", "contact": {"last": "Doe"}},
    ]  # fmt: skip
    for act in acts:
        answer = perform(db, act)
        assert answer["ok"], (act, answer)
    chosen = {"defendant": newest(db, "parties"), "visit of a series": newest(db, "appointments"), "appointments": 1}
    for kind, model in KINDS.items():  # a row of each kind that is not there yet, as far as a kind takes a bare one
        if not newest(db, str(model.__tablename__)):
            ids = {table: newest(db, table) for table in BY_TABLE}
            perform(db, {"act": "add_record", "kind": kind, "case": 1, "values": _needed(model, ids)})
    ids = {table: newest(db, table) for table in BY_TABLE}
    return ids | chosen | {f"kind {kind}": ids[str(model.__tablename__)] for kind, model in KINDS.items()}


def newest(db: Database, table: str) -> int:
    return int(db.raw.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0])


def lines(
    act: Act, field: Given, rows: Mapping[str, int], text: str, *, codes: bool
) -> Iterator[tuple[Line, type[SQLModel] | None]]:
    """The lines that put the text into one field of an act."""
    if field.form == "text" or field.form.startswith("09"):
        if (codes and act.name != "change_phase") or not is_code(act, field):
            yield _filled(act, rows, {field.name: text}, field), None
    elif field.form.startswith(("{column", "[{column")):
        for kind, model in KINDS.items() if act.name in ("add_record", "edit_record") else [("", _model(field))]:
            if act.name == "add_record" and kind in ("case", "incident", "defendant", "plan"):
                continue  # there is one of each: of the case, of a party
            one_by_one = [[name] for name in coded(model)] if codes else []
            for names in [*_fitting(free(model), text), *one_by_one]:
                new = act.name.startswith(("add_", "put_", "promise")) or field.name in ("phones", "emails")
                base = {**_needed(model, rows), **SUMS.get(act.name, {})} if new else {}
                base |= {"address": "a@example.com"} if field.name == "emails" else {}
                base |= {"last": "Poe"} if model is models.Contact and new_contact(act) else {}
                given: Any = {**base, **dict.fromkeys(names, text)}
                more: Line = {"kind": kind} | ({"row": rows[f"kind {kind}"]} if act.name == "edit_record" else {})
                given = [given] if field.form.startswith("[") else given
                yield _filled(act, rows, {**(more if kind else {}), field.name: given}, field), model
    elif field.name == "follow_up":
        yield _filled(act, rows, {field.name: {"title": text, "due": "2026-12-01"}}, field), None


def new_contact(act: Act) -> bool:
    """Whether a contact among what is given is a new one, which needs a name."""
    return act.name.startswith(("add_", "new_"))


def _fitting(names: list[str], text: str) -> list[list[str]]:
    """The columns in as few lists as have room for the text in a line each."""
    each = max(1, MOST_BYTES // (6 * len(text) + 1))
    return [names[start : start + each] for start in range(0, len(names), each)] or [[]]


def _needed(model: type[SQLModel], rows: Mapping[str, int]) -> Line:
    """A value for each column that a row of this kind cannot be without."""
    table = model.__table__  # type: ignore[attr-defined]  # SQLModel does not declare what it sets
    known: Line = {"role": "witness", "starts_at": "2026-11-24T09:30", "at": "2026-11-20T09:30", "due": "2026-12-01",
                   "number": "5105550111", "title": "plain", "body": "plain", "domain": "sitting"}  # fmt: skip
    for key in table.foreign_keys:
        if key.column.table.name in rows and key.parent.name not in NOT_GIVEN:
            known[key.parent.name] = rows[key.column.table.name]
    plain = {date: "2026-11-20", str: "plain"}
    needed = {name: each.annotation for name, each in model.model_fields.items() if each.is_required()}
    unknown = {name: plain[kind] for name, kind in needed.items() if kind in plain and name not in NOT_GIVEN}
    return {name: known.get(name, unknown.get(name)) for name in needed if name in known or name in unknown}


def _model(field: Given) -> type[SQLModel]:
    name = inspect.getclosurevars(field.read).nonlocals.get("model") or READ_BY_THEMSELVES[field.name]
    found: type[SQLModel] = getattr(models, name)
    return found


def is_code(act: Act, field: Given) -> bool:
    """Whether a field takes one of a few words, or a day or a rule, and so may refuse any other text."""
    named = field.name in PLAIN and field.name not in ("by", "how")  # a person mostly, and mostly free
    return "code" in field.words or named or f"{act.name}.{field.name}" in CHOICES


CHOICES = frozenset({
    "remind.how", "tell_client.how", "tell_client.understood", "tell_client.language", "cancel_appointment.by",
    "cancel_visits.by", "add_appointment.ride", "add_series.ride", "receive_requests.completeness", "add_record.kind",
    "edit_record.kind", "mark_no_show.reason", "log_contact.direction", "log_contact_many.direction",
    "log_contact.role", "add_party.role",
})  # fmt: skip
"""Fields that take one of a few words without being named after it."""


def free(model: type[SQLModel]) -> list[str]:
    """The columns a person writes freely: those that are cleaned."""
    return [name for name, each in model.model_fields.items() if each.annotation is str and each.metadata
            and any(isinstance(one, BeforeValidator) for one in each.metadata) and name not in NOT_GIVEN]  # fmt: skip


def coded(model: type[SQLModel]) -> list[str]:
    """The other columns of text: codes, zones, times of day, and what has a form of its own."""
    those = free(model)
    return [name for name, each in model.model_fields.items()
            if each.annotation is str and name not in those and name not in NOT_GIVEN]  # fmt: skip


def _filled(act: Act, rows: Mapping[str, int], given: Line, hostile: Given) -> Line:
    """The line with everything else the act needs."""
    line: Line = {"act": act.name, **given}
    for field in act.fields:
        if field.needed and field.name not in line:
            line[field.name] = _plain(act, field, rows)
    for name, value in WITH.get(f"{act.name}.{hostile.name}", {}).items():
        line.setdefault(name, value)
    if act.name in ("add_party", "add_provider") and "contact" not in line and "contact_id" not in line:
        line["contact"] = {"last": "Poe"}
    return line


def _plain(act: Act, field: Given, rows: Mapping[str, int]) -> Any:
    chosen = PLAIN.get(f"{act.name}.{field.name}", PLAIN.get(field.name))
    code = _CODE.search(field.words)
    if field.form in ("row id", "[row id, ...]"):
        table = OTHER_ROWS.get(f"{act.name} {field.name}") or TABLES.get(field.name) or TABLES[field.name[:-1]]
        return rows[table] if field.form == "row id" else [rows[table]]
    if f"{act.name}.{field.name}" in PLAIN:
        return chosen
    if field.form == "text":
        return chosen or (code[1] if code else "plain")
    plain = {
        '"26-0142"': 1,
        '["26-0142", ...]': [1],
        "whole number": 2,
        "true or false": True,
        '{stage: "1/3"}': {"pre_suit": "1/3"},
        '"2026-11-24T09:30"': "2026-11-24T10:30",
    }
    if field.form.startswith("{column"):
        return {"last": "Poe"}
    return plain.get(field.form) or chosen or "2026-11-24"
