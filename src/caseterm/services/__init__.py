"""Writes: one function an act of the user. `services.tasks.complete_task(...)` loads its module when first used,
so that the first screen need not wait for the ORM."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caseterm.services import (
        appointments,
        backups,
        caselist,
        cases,
        checking,
        checklists,
        contact_log,
        contacts,
        deadlines,
        documents,
        drafts,
        encryption,
        exporting,
        follow_ups,
        history,
        icsimport,
        importing,
        insurance,
        intake,
        lockout,
        parties,
        phases,
        providers,
        records,
        recovering,
        reminders,
        restoring,
        rides,
        sample,
        series,
        settings,
        tasks,
        transfer,
    )

__all__ = [
    "appointments",
    "backups",
    "caselist",
    "cases",
    "checking",
    "checklists",
    "contact_log",
    "contacts",
    "deadlines",
    "documents",
    "drafts",
    "encryption",
    "exporting",
    "follow_ups",
    "history",
    "icsimport",
    "importing",
    "insurance",
    "intake",
    "lockout",
    "parties",
    "phases",
    "providers",
    "records",
    "recovering",
    "reminders",
    "restoring",
    "rides",
    "sample",
    "series",
    "settings",
    "tasks",
    "transfer",
]


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
