"""Hostile texts into every field of every act: kept as they were cleaned, or refused in words; never a crash.

The fields are read from the acts `caseterm batch` knows, so an act added later is tried without being listed here.
"""

from __future__ import annotations

import inspect
import re
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pydantic import BeforeValidator
from sqlmodel import SQLModel

from caseterm import models
from caseterm.cli.batchacts import ACTS, Act
from caseterm.cli.batchfields import NOT_GIVEN, Given
from caseterm.rules.labels import field_label
from caseterm.rules.text import clean_input
from caseterm.services.deadlines import BY_AN_ACT_OF_THEIR_OWN
from caseterm.services.records import KINDS
from caseterm.store.database import Database
from tests.torture.nasty import Nasty, kept, paired
from tests.torture.outcome import Outcome
from tests.torture.record import faults, opened, perform

Line = dict[str, Any]
EACH_DATABASE = 12
"""Texts after which a new database is begun, so that a case does not grow for ever."""
NOT_TRIED = frozenset({"undo", "redo", "load_sample", "remove_sample", "import_file"})
"""Acts without a text of hers; files are tried by the imports' own part."""
TABLES = {"task": "tasks", "appointment": "appointments", "contact": "contacts", "deadline": "deadlines",
          "provider": "case_providers", "case_provider": "case_providers", "contact_id": "contacts",
          "event": "negotiation_events", "party": "parties"}  # fmt: skip
PLAIN = {"papers": "records", "by": "client", "status": "todo", "state": "CA", "due_time": "09:30", "kind": "other",
         "scope": "one"}  # fmt: skip
READ_BY_THEMSELVES = {"legs": "RideLeg", "bills": "MedicalBill"}
"""Lists of columns that are read in a way of their own, and the rows they become."""
_CODE = re.compile(r"code(?: such as)?,? (?:such as )?(\w+)")
_ALL: tuple[type[SQLModel], ...] = (models.Settings, *models.Record.__subclasses__())
_MODELS: dict[str, type[SQLModel]] = {str(each.__tablename__): each for each in _ALL}
_SHAPED = frozenset({"number", "claim_key", "search", "jump"})
"""Columns whose value is brought into a form of its own: only its letters and digits are compared."""
_SETS = BY_AN_ACT_OF_THEIR_OWN | {"tags", "insurer", "left_open"}
"""More than what was typed: tags are a set of words, an insurer is found, who verified comes by verifying."""
_TIED = frozenset({"number", "verified_by", "cleared_by", "case_folder"})
"""Columns the record ties to something else: a case's number is its own, a name that verified has its day, a pattern
of folders names at least one thing."""
SUMS = {
    "add_negotiation": {"amount_cents": 100},
    "put_expense": {"amount_cents": 100},
    "put_payout": {"amount_cents": 1},
    "put_wage_loss": {"lost_cents": 1},
}
"""What an act asks for beyond what its row needs."""


def every_field(folder: Path, texts: Sequence[Nasty], *, codes: Sequence[Nasty], processes: int = 1) -> Outcome:
    """Each text into each free text of each act and each column; those in `codes` also where only codes belong."""
    outcome = Outcome("hostile texts in every field")
    base = folder / "fields.db"
    with opened(base) as db:
        rows = _rows(db)
    some = [texts[start : start + EACH_DATABASE] for start in range(0, len(texts), EACH_DATABASE)]
    attempt = partial(_some, base, rows, frozenset(one.name for one in codes))
    if processes == 1:
        parts = [attempt(each) for each in some]
    else:
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            parts = list(pool.map(attempt, some))
    for part, _ in parts:
        outcome.add(part)
    outcome.remarks.append(f"{min(fields for _, fields in parts)} fields each")
    return outcome


def _some(base: Path, rows: Mapping[str, int], chosen: frozenset[str], texts: Sequence[Nasty]) -> tuple[Outcome, int]:
    """Some of the texts, on a copy of the database that was made ready; how many fields each was put into."""
    outcome, fields = Outcome("", tried=len(texts)), []
    path = base.with_name(f"{texts[0].name}.db")
    shutil.copy(base, path)
    with opened(path) as db:
        for one in texts:
            fields.append(_one(db, rows, one, outcome, codes=one.name in chosen))
        outcome.note(f"texts from {texts[0].name}", [*faults(db), *_acting(db.raw)])
    path.unlink()
    return outcome, min(fields)


def _rows(db: Database) -> dict[str, int]:
    """A case with one row of each kind; the ids by table, those of records by kind."""
    acts: list[Line] = [
        {"act": "new_case", "client": {"first": "Ann", "last": "Roe"}, "case": {"state": "CA"},
         "incident": {"happened_on": "2026-03-01", "state": "CA"}},
        {"act": "add_provider", "case": 1, "contact": {"kind": "organization", "org_name": "Clinic"}},
        {"act": "add_insurance", "case": 1, "insurer": "Insurer", "adjuster": {"last": "Poe"}},
        {"act": "add_task", "case": 1, "title": "call"},
        {"act": "add_appointment", "case": 1, "starts_at": "2026-11-24T09:30"},
        {"act": "add_deadline", "case": 1, "kind": "sol", "due": "2028-03-01"},
        {"act": "log_contact", "case": 1, "body": "said"},
        {"act": "add_note", "case": 1, "body": "note"},
        {"act": "add_record", "kind": "injury", "case": 1, "values": {}},
        {"act": "add_record", "kind": "document", "case": 1, "values": {"title": "Letter"}},
        {"act": "add_party", "case": 1, "role": "defendant", "contact": {"last": "Doe"}},
        {"act": "add_negotiation", "case": 1, "values": {"amount_cents": 100}},
        {"act": "put_recovery", "case": 1, "values": {"amount_cents": 10**9, "funds_received_on": "2026-11-02"}},
        {"act": "edit_settings", "values": {"firm_name": "Firm"}},
    ]  # fmt: skip
    for act in acts:
        answer = perform(db, act)
        assert answer["ok"], (act, answer)
    _rest(db)
    ids = {table: _newest(db, table) for table in _MODELS}
    return ids | {f"kind {kind}": ids[str(model.__tablename__)] for kind, model in KINDS.items()}


def _rest(db: Database) -> None:
    """A row of each kind that is not there yet, as far as a kind takes a bare one."""
    for kind, model in KINDS.items():
        if not _newest(db, str(model.__tablename__)):
            ids = {table: _newest(db, table) for table in _MODELS}
            perform(db, {"act": "add_record", "kind": kind, "case": 1, "values": _needed(model, ids)})


def _newest(db: Database, table: str) -> int:
    return int(db.raw.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0])


def _one(db: Database, rows: Mapping[str, int], one: Nasty, outcome: Outcome, *, codes: bool) -> int:
    """One text into every field; how many fields it was put into."""
    fields = 0
    for act in ACTS.values():
        if act.name in NOT_TRIED:
            continue
        for field in act.fields:
            for line, model in _lines(act, field, rows, one.value, codes=codes):
                columns = _hostile_columns(line.get(field.name), one.value)
                fields += len(columns) or 1
                where = f"{one.name} in {act.name}.{field.name} {line.get('kind', '')}"
                outcome.note(where, _judged(db, line, field.name, model, one.value, outcome))
    return fields


def _lines(
    act: Act, field: Given, rows: Mapping[str, int], text: str, *, codes: bool
) -> Iterator[tuple[Line, type[SQLModel] | None]]:
    """The lines that put the text into one field of an act."""
    if field.form == "text" or field.form.startswith("09"):
        if (codes and act.name != "change_phase") or not _is_code(field):
            yield _filled(act, rows, {field.name: text}), None
    elif field.form.startswith(("{column", "[{column")):
        for kind, model in KINDS.items() if act.name in ("add_record", "edit_record") else [("", _model(field))]:
            if act.name == "add_record" and kind in ("case", "incident", "defendant", "plan"):
                continue  # there is one of each: of the case, of a party
            for names in [_free(model), *([[name] for name in _coded(model)] if codes else [])]:
                new = act.name.startswith(("add_", "put_", "promise")) or field.name == "phones"
                base = {**_needed(model, rows), **SUMS.get(act.name, {})} if new else {}
                given: Any = {**base, **dict.fromkeys(names, text)}
                more: Line = {"kind": kind} | ({"row": rows[f"kind {kind}"]} if act.name == "edit_record" else {})
                given = [given] if field.form.startswith("[") else given
                yield _filled(act, rows, {**(more if kind else {}), field.name: given}), model
    elif field.name == "follow_up":
        yield _filled(act, rows, {field.name: {"title": text, "due": "2026-12-01"}}), None


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


def _is_code(field: Given) -> bool:
    return "code" in field.words or field.name in PLAIN


def _free(model: type[SQLModel]) -> list[str]:
    """The columns a person writes freely: those that are cleaned."""
    return [name for name, each in model.model_fields.items() if each.annotation is str and each.metadata
            and any(isinstance(one, BeforeValidator) for one in each.metadata) and name not in NOT_GIVEN]  # fmt: skip


def _coded(model: type[SQLModel]) -> list[str]:
    free = _free(model)
    return [name for name, each in model.model_fields.items()
            if each.annotation is str and name not in free and name not in NOT_GIVEN]  # fmt: skip


def _filled(act: Act, rows: Mapping[str, int], given: Line) -> Line:
    """The line with everything else the act needs."""
    line: Line = {"act": act.name, **given}
    for field in act.fields:
        if field.needed and field.name not in line:
            line[field.name] = _plain(field, rows)
    if act.name == "review_file" and "reason" in line:
        line["grade"] = "B"  # the reason of a grade is kept with the grade
    if act.name in ("add_party", "add_provider") and "contact" not in line and "contact_id" not in line:
        line["contact"] = {"last": "Poe"}
    return line


def _plain(field: Given, rows: Mapping[str, int]) -> Any:
    code = _CODE.search(field.words)
    if field.form == "text":
        return PLAIN.get(field.name) or (code[1] if code else "plain")
    if field.form == "row id":
        return rows[TABLES.get(field.name, "tasks")]
    if field.form == "[row id, ...]":
        return [rows[{"tasks": "tasks", "appointments": "appointments"}.get(field.name, "tasks")]]
    plain = {
        '"26-0142"': 1,
        '["26-0142", ...]': [1],
        "whole number": 2,
        '{stage: "1/3"}': {"pre_suit": "1/3"},
        '"2026-11-24T09:30"': "2026-11-24T10:30",
    }
    if field.form.startswith("{column"):
        return {"last": "Poe"}
    return plain.get(field.form, "2026-11-24")


def _hostile_columns(given: Any, text: str) -> list[str]:
    values = given[0] if isinstance(given, list) and given else given
    return [name for name, value in values.items() if value == text] if isinstance(values, dict) else []


def _judged(
    db: Database, line: Line, field: str, model: type[SQLModel] | None, text: str, outcome: Outcome
) -> list[str]:
    """Do the act; where columns are refused, look that it was right to, and do it again without them."""
    for again in range(3):
        answer = perform(db, line)
        if answer["ok"]:
            outcome.acknowledged += 1
            return _lost(db, answer, line, field, text, model)
        if answer.get("code") == 70:
            return [f"a crash: {answer['error']}"]
        if not answer["error"] or answer["code"] not in (65, 66):
            return [f"refused with {answer['code']}: {answer['error']!r}"]
        if model is None:
            return []
        values = line[field][0] if isinstance(line[field], list) else line[field]
        labels = {name: field_label(name, str(model.__tablename__)) for name in values}
        named = {each["field"]: each["reason"] for each in answer.get("fields", ())}
        wrong = [f"{name} {named[labels[name]]}" for name in values
                 if labels[name] in named and not _rightly(model, name, text)]  # fmt: skip
        if wrong:
            return wrong
        gone = {name for name in values if labels[name] in named} or (_TIED & set(values) if not named else set())
        if (
            not again
            and not gone
            and not set(_hostile_columns(values, text)) <= set(_coded(model))
            and clean_input(text)
        ):
            return [f"refused and no field named: {answer['error']!r}"]
        left = {name: value for name, value in values.items() if name not in gone}
        if again or not gone or not left:
            return []  # what is left of it may lack what the row needs
        line = {**line, field: [left] if isinstance(line[field], list) else left}
    return ["refused again and again"]


def _rightly(model: type[SQLModel], name: str, text: str) -> bool:
    """Whether a column may refuse the text: it is too long, it is empty where something is needed, or it is a code."""
    column = model.model_fields[name]
    limits = {type(each).__name__: each for each in column.metadata}
    length = len(clean_input(text, multiline=_many_lines(model, name)))
    longest = getattr(limits.get("MaxLen"), "max_length", None)
    return name in _TIED or name not in _free(model) or (longest is not None and length > longest) or length == 0


def _many_lines(model: type[SQLModel], name: str) -> bool:
    return any(getattr(each, "func", None) is models.base.stripped_lines for each in model.model_fields[name].metadata)


def _lost(
    db: Database, answer: Mapping[str, Any], line: Line, field: str, text: str, model: type[SQLModel] | None
) -> list[str]:
    """Which of the columns given do not hold the text now, in any row the act touched."""
    columns = _hostile_columns(line[field], text)
    text = paired(text)
    touched = [
        (table, row) for verb in ("added", "changed") for table, ids in answer.get(verb, {}).items() for row in ids
    ]
    also = [("cases", 1)]  # what the case says already is not changed again
    stored = [(table, name, value) for table, row in [*touched, *also] if table in _MODELS
              for name, value in _texts(db, table, row).items()]  # fmt: skip
    if model is None and field not in _SETS:
        wanted = kept(text)
        there = "".join(kept(re.sub("<[0-9A-F]{2}>", "", value)) for _, _, value in stored)
        return [] if wanted.casefold() in there.casefold() or not touched else ["letters or digits of it were lost"]
    wrong = []
    for name in columns:
        values = [
            (value, _many_lines(_MODELS[table], name))
            for table, each, value in stored
            if each == name and _MODELS[table] is model
        ]
        if (
            values
            and name not in _SETS
            and clean_input(text)
            and not any(
                value == clean_input(text, multiline=lines) or (name in _SHAPED and kept(value) == kept(text))
                for value, lines in values
            )
        ):
            wrong.append(f"{name} holds {values[0][0][:60]!r}")
    return wrong


def _texts(db: Database, table: str, row: int) -> dict[str, str]:
    names = [name for name, each in _MODELS[table].model_fields.items() if each.annotation is str]
    columns = ", ".join(f'"{name}"' for name in names)
    found = db.raw.execute(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row,)).fetchone()
    return dict(zip(names, found, strict=True)) if found else {}


def _acting(connection: sqlite3.Connection) -> list[str]:
    """Columns of the whole database that hold a character that could act; line ends and tabs are text."""
    found = []
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        names = [each[0] for each in cursor.description]
        for row in cursor:
            for name, value in zip(names, row, strict=True):
                if isinstance(value, str) and any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in value):
                    found.append(f"{table}.{name} holds {value[:40]!r}")
    return sorted(set(found))[:10]
