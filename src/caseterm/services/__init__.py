"""Writes: one function an act of the user. `services.tasks.complete_task(...)` loads its module when first used,
so that the first screen need not wait for the ORM."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caseterm.services import (
        appointments,
        caselist,
        cases,
        contact_log,
        contacts,
        drafts,
        exporting,
        history,
        insurance,
        parties,
        providers,
        records,
        tasks,
    )

__all__ = [
    "appointments",
    "caselist",
    "cases",
    "contact_log",
    "contacts",
    "drafts",
    "exporting",
    "history",
    "insurance",
    "parties",
    "providers",
    "records",
    "tasks",
]


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
