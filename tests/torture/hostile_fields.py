"""Hostile texts into every field of every act: kept as they were cleaned, or refused in words; never a crash."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from caseterm import models
from caseterm.cli.batch import LONGEST_LINE
from caseterm.cli.batchacts import ACTS, Act
from caseterm.cli.batchfields import Given
from caseterm.rules.labels import field_label
from caseterm.rules.text import clean_input
from caseterm.services.deadlines import BY_AN_ACT_OF_THEIR_OWN
from caseterm.store.database import Database
from tests.torture.lines import BEFORE, BY_TABLE, NEWEST, NOT_TRIED, Line, free, is_code, lines, newest
from tests.torture.lines import rows_of_each_kind as rows_of
from tests.torture.nasty import Nasty, kept, paired
from tests.torture.outcome import Outcome
from tests.torture.record import faults, opened, perform

EACH_DATABASE = 6
"""Texts after which a new database is begun, so that a case does not grow for ever."""
_SHAPED = frozenset({"number", "claim_key", "search", "jump"})
"""Columns whose value is brought into a form of its own: only its letters and digits are compared."""
_SETS = BY_AN_ACT_OF_THEIR_OWN | {"tags", "insurer", "left_open"}
"""More than what was typed: tags are a set of words, an insurer is found, who verified comes by verifying."""
_TIED = frozenset({"number", "verified_by", "cleared_by", "case_folder", "file_naming"})
"""Columns the record ties to something else: a case's number is its own, a name that verified has its day, a pattern
of folders or files names at least one thing."""
_LONGER = re.compile(r"longer than ([\d,]+) characters")
_SAID_AS = {
    "number": "Number",
    "due_time": "Time",
    "file_naming": "File name",
    "zone": "Time",
    "trip_type": "Trip",
    "follow_up": "Title",
    "add_insurance.insurer": "Insurer, Organization",
    "add_lien.holder": "Organization",
    "add_note.body": "Note",
    "add_task_for.title": "Task",
    "approve_drafts.by": "Attorney, Reviewer",
    "cancel_appointment.by": "Cancelled by",
    "cancel_visits.by": "Cancelled by",
    "decide_recommendations.by": "Decided by",
    "decide_recommendations.note": "Decision note",
    "dismiss_deadline.by": "Dismissed by",
    "dismiss_deadline.why": "Reason, Dismissed why",
    "follow_up_requests.said": "Outcome",
    "rebook_ride.reason": "Cancelled reason",
    "receive_requests.missing": "Missing note",
    "remind.how": "Reminder",
    "return_drafts.by": "Attorney, Reviewer",
    "return_drafts.note": "What to change, Review note",
    "review_file.reason": "Why this grade, Grade reason",
    "satisfy_deadline.document": "Title",
    "satisfy_deadline.how": "Satisfied how",
    "set_grade.reason": "Why this grade, Grade reason",
    "set_leg_status.reason": "Cancelled reason",
    "set_ride.note": "Ride note",
    "set_ride.state": "Ride",
    "set_waiting.on_whom": "Waiting on",
    "settle_conflict.by": "Cleared by",
    "settle_conflict.reason": "Why",
    "verify_deadline.by": "Verified by",
}
"""What a field is called to her where it is not its name: by the column or field, or by the act and its field."""


def every_field(folder: Path, texts: Sequence[Nasty], *, codes: frozenset[str]) -> Outcome:
    """Each text into each free text of each act and column; those named in `codes` also where codes belong."""
    outcome = Outcome("hostile texts in every field")
    base = folder / "fields.db"
    with opened(base) as db:
        rows = rows_of(db)
    fields = []
    for start in range(0, len(texts), EACH_DATABASE):
        path = base.with_name(f"{texts[start].name}.db")
        shutil.copy(base, path)
        with opened(path) as db:
            for one in texts[start : start + EACH_DATABASE]:
                fields.append(_one(db, rows, one, outcome, codes=one.name in codes))
                outcome.tried += 1
            outcome.note(f"texts from {texts[start].name}", [*faults(db), *_acting(db.raw)])
        path.unlink()
    outcome.remarks.append(f"{min(fields)} fields each at least")
    return outcome


def _one(db: Database, rows: Mapping[str, int], one: Nasty, outcome: Outcome, *, codes: bool) -> int:
    """One text into every field; how many fields it was put into."""
    fields = 0
    for act in ACTS.values():
        if act.name in NOT_TRIED:
            continue
        for field in act.fields:
            for line, model in lines(act, field, rows, one.value, codes=codes):
                _made_ready(db, act, line)
                columns = _hostile_columns(line.get(field.name), one.value)
                fields += len(columns) or 1
                where = f"{one.name} in {act.name}.{field.name} {line.get('kind', '')}"
                if model is None:
                    wrong = _judged_text(db, act, field, line, one.value, outcome)
                else:
                    wrong = _judged(db, line, field.name, model, one.value, outcome)
                outcome.note(where, wrong)
    return fields


def _made_ready(db: Database, act: Act, line: Line) -> None:
    """Bring the record to where the act can be done once more."""
    if act.name in BEFORE:
        perform(db, BEFORE[act.name])
    if act.name in NEWEST:
        field, table = NEWEST[act.name]
        row = newest(db, table)
        line[field] = [row] if isinstance(line[field], list) else row


def _hostile_columns(given: Any, text: str) -> list[str]:
    values = given[0] if isinstance(given, list) and given else given
    return [name for name, value in values.items() if value == text] if isinstance(values, dict) else []


def _judged_text(db: Database, act: Act, field: Given, line: Line, text: str, outcome: Outcome) -> list[str]:
    """Do an act with the text as a field of its own; where it is refused, look that it was right to, and said what."""
    answer = perform(db, line)
    if answer["ok"]:
        outcome.acknowledged += 1
        return _lost(db, answer, line, field.name, text, None)
    if answer.get("code") == 70:
        return [f"a crash: {answer['error']}"]
    said = {each["field"]: each["reason"] for each in answer.get("fields", ())}
    if answer["code"] not in (65, 66) or not any(_means(label, act, field) for label in said):
        return [f"refused with {answer['code']} and the field not named: {answer['error'][:200]!r}"]
    longest = [int(found[1].replace(",", "")) for reason in said.values() if (found := _LONGER.search(reason))]
    many = len(clean_input(text, multiline=True))
    shown_how = any("Such as:" in reason for reason in said.values())  # "+5" alone says only when to look again
    if is_code(act, field) or not clean_input(text) or shown_how or any(many > most for most in longest):
        return []
    return [f"refused without a reason in it: {answer['error'][:200]!r}"]


def _means(label: str, act: Act, field: Given) -> bool:
    """Whether a field named in a refusal is the one the text was put into."""
    said = _SAID_AS.get(f"{act.name}.{field.name}", _SAID_AS.get(field.name, ""))
    return label.casefold() in {field.name, field_label(field.name).casefold(), *said.casefold().split(", ")}


def _judged(db: Database, line: Line, field: str, model: type[SQLModel], text: str, outcome: Outcome) -> list[str]:
    """Do the act; where columns are refused, look that it was right to, and do it again without them."""
    too_long = len(json.dumps(line)) > LONGEST_LINE
    for again in range(3):
        answer = perform(db, line)
        if too_long and "line" in {each["field"] for each in answer.get("fields", ())}:
            return []  # many columns of the longest text are more than one line may hold
        if answer["ok"]:
            outcome.acknowledged += 1
            return _lost(db, answer, line, field, text, model)
        if answer.get("code") == 70:
            return [f"a crash: {answer['error']}"]
        if not answer["error"] or answer["code"] not in (65, 66):
            return [f"refused with {answer['code']}: {answer['error']!r}"]
        values = line[field][0] if isinstance(line[field], list) else line[field]
        named = {each["field"]: each["reason"] for each in answer.get("fields", ())}
        labels = {name: field_label(name, str(model.__tablename__)) for name in values}
        labels |= {name: _SAID_AS[name] for name in values if name in _SAID_AS and labels[name] not in named}
        labels |= {name: "Name" for name in ("first", "last", "org_name") if name in values and "Name" in named}
        wrong = [f"{name} {named[labels[name]]}" for name in values
                 if labels[name] in named and not _rightly(model, name, text)]  # fmt: skip
        if wrong:
            return wrong
        gone = {name for name in values if labels[name] in named} or (_TIED & set(values) if not named else set())
        if not again and not gone and clean_input(text):
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
    return name in _TIED or name not in free(model) or (longest is not None and length > longest) or length == 0


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
    stored = [(table, name, value) for table, row in [*touched, *also] if table in BY_TABLE
              for name, value in _texts(db, table, row).items()]  # fmt: skip
    if model is None and field not in _SETS:
        wanted = kept(text)
        there = "".join(kept(re.sub("<[0-9A-F]{2}>", "", value)) for _, _, value in stored)
        return [] if wanted.casefold() in there.casefold() or not touched else ["letters or digits of it were lost"]
    wrong = []
    for name in columns:
        values = [
            (value, _many_lines(BY_TABLE[table], name))
            for table, each, value in stored
            if each == name and BY_TABLE[table] is model
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
    names = [name for name, each in BY_TABLE[table].model_fields.items() if each.annotation is str]
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
