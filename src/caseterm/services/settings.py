"""The firm's and the user's own settings: one row, changed as one act."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Settings
from caseterm.rules.filenames import pattern_problem
from caseterm.rules.labels import field_label
from caseterm.services.acts import act
from caseterm.store.database import Database
from caseterm.store.rows import revised
from caseterm.store.writing import Write


def settings_row(write: Write) -> Settings:
    """The one row, made with the program's defaults when there is none yet; in an open act."""
    row = write.session.get(Settings, 1)
    if row is None:
        row = Settings(id=1)
        write.session.add(row)
        write.session.flush()
    return row


def home_zone(write: Write) -> str:
    """The user's IANA zone, in which an appointment without one of its own is."""
    settings = write.session.get(Settings, 1)
    return (settings.zone if settings is not None else "") or Settings().zone


def edit_settings(db: Database, values: Mapping[str, Any]) -> ChangeSet:
    """Change settings; what is not named stays. Raises InputError naming the fields."""
    with act(db, Op.SETTINGS, "Changed the settings") as write:
        row = settings_row(write)
        opens, closes = (_hour(values.get(name, getattr(row, name)), name) for name in ("opens_at", "closes_at"))
        if not opens < closes:
            raise InputError.one("Office closes", f"{closes:%H:%M}", "is not after the office opens")
        for name, words in (("case_folder", "Case folder"), ("file_naming", "File name")):
            if problem := pattern_problem(values.get(name)):
                raise InputError.one(words, values.get(name), problem)
        for name, value in revised(row, values).items():
            setattr(row, name, value)
        write.session.add(row)
    return write.changes


def _hour(text: object, name: str) -> time:
    try:
        if isinstance(text, str) and len(text) == len("08:00"):
            return time.fromisoformat(text)
    except ValueError:
        pass
    raise InputError.one(field_label(name), text, "must be a time of day written as 08:00")


def current_settings(db: Database) -> Settings:
    """The settings as they are, or the program's defaults."""
    with db.read() as session:
        row = session.get(Settings, 1)
        return row.model_copy() if row is not None else Settings(id=1)
