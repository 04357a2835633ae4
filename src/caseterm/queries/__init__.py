"""Reads: select, load, return frozen rows. `queries.caselist.rows(...)` loads its module when first used,
so that the first screen need not wait for the ORM."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caseterm.queries import (
        acthistory,
        calendar,
        care,
        casefile,
        casefile_care,
        casefile_cover,
        casefile_history,
        casefile_people,
        casefile_work,
        caselist,
        casetable,
        checkins,
        deadlines,
        icsfeed,
        icsknown,
        jump,
        letters,
        money,
        outstanding,
        plans,
        reminders,
        requests,
        rides,
        sectioncounts,
        series,
        settlement,
        summary,
        taskcard,
        taskrows,
        tasks,
        unmatched,
        worklist,
    )

__all__ = [
    "acthistory",
    "calendar",
    "care",
    "casefile",
    "casefile_care",
    "casefile_cover",
    "casefile_history",
    "casefile_people",
    "casefile_work",
    "caselist",
    "casetable",
    "checkins",
    "deadlines",
    "icsfeed",
    "icsknown",
    "jump",
    "letters",
    "money",
    "outstanding",
    "plans",
    "reminders",
    "requests",
    "rides",
    "sectioncounts",
    "series",
    "settlement",
    "summary",
    "taskcard",
    "taskrows",
    "tasks",
    "unmatched",
    "worklist",
]


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
