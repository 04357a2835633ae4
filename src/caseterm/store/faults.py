"""SQLite's errors in the user's words; no SQL and no values pass through here."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseterm.errors import (
    BusyError,
    CannotCreateError,
    CaseTermError,
    ConflictError,
    DamagedError,
    DiskFullError,
    InputError,
    NotFoundError,
    PermissionDeniedError,
    ReadOnlyError,
    StorageError,
)
from caseterm.store.cipher import database_errors, is_encrypted

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _CONSTRAINT, _NOTADB = (
    5,
    6,
    8,
    10,
    11,
    13,
    14,
    19,
    26,
)
_UNTOUCHED = "Nothing was changed."
_RULES = {
    "has_a_name": ("Name", "is needed"),
    "has_a_title": ("Title", "is needed"),
    "has_a_text": ("Text", "is needed"),
    "says_what": ("What", "is needed"),
    "has_a_number": ("Number", "is needed"),
    "priority_1_to_4": ("Priority", "is one of 1 to 4"),
    "pain_0_to_10": ("Pain", "is a number from 0 to 10"),
    "satisfaction_1_to_5": ("Satisfaction", "is a number from 1 to 5"),
    "fault_is_percent": ("Fault", "is a number from 0 to 100"),
    "ends_after_it_starts": ("End", "is before the start"),
    "service_in_order": ("Service to", "is before the first day of service"),
    "off_in_order": ("Off to", "is before the first day off"),
    "verified_by_and_on": ("Verified by", "needs its day, and the day its name"),
    "cleared_by_and_on": ("Cleared by", "needs its day, and the day its name"),
    "contacts_kind_known": ("Kind", "must be one of person, organization"),
    "closed_has_its_day": ("Status", "goes with the day the case was closed: close and reopen set both"),
    "done_has_its_day": ("Status", "goes with the day the task was done: complete and reopen set both"),
    "cases.number": ("Number", "is another case's already"),
    "tasks.template_key": ("Template key", "stands on another task of this case already"),
}
"""The field and the reason for each rule of the record that a value of hers can break, by the rule's name."""


def in_words(problem: BaseException, path: Path) -> CaseTermError | None:
    """The message for a database error, or None when it is not one."""
    if type(problem).__name__ == "NoResultFound":  # the ORM's; its module is not loaded for a name
        return NotFoundError(
            "That is not there any more.", safe=_UNTOUCHED, next_step="Look at the list again; it may have been undone."
        )
    if isinstance(problem, UnicodeDecodeError):  # names and text SQLite hands over are UTF-8 or damaged
        return damaged(path)
    cause: BaseException | None = problem
    while cause is not None and not isinstance(cause, database_errors()):
        cause = getattr(cause, "orig", None) or cause.__cause__
    if cause is None:
        return None
    if "Could not decode to UTF-8" in str(cause):
        return damaged(path)
    code = (getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF
    match code:
        case 5 | 6:
            return BusyError(
                "The database is in use by another program.",
                safe=_UNTOUCHED,
                next_step="Wait a moment and try again; close the other program if it stays.",
            )
        case 8 | 14 if not path.exists():
            return CannotCreateError(
                f"The database is not at {path} any more: its folder was moved, renamed or taken away.",
                safe=_UNTOUCHED,
                next_step="Put it back where it was, then save again.",
            )
        case 8:
            return ReadOnlyError(
                f"The database {path} may not be written.",
                safe=_UNTOUCHED,
                next_step="Check the file's permissions.",
            )
        case 13:
            return _full()
        case 10:
            return _disk_error()
        case 11 | 26:
            return damaged(path)
        case 14 if not os.access(path.parent, os.W_OK):
            return CannotCreateError(
                f"The folder {path.parent} may not be written: it, or its disk, is read-only.",
                safe=_UNTOUCHED,
                next_step="Allow writing there, then save again.",
            )
        case 14:
            return CannotCreateError(
                f"The database {path} could not be opened.",
                safe=_UNTOUCHED,
                next_step="Check that its folder is there and yours.",
            )
        case 19 if broken := next((rule for name, rule in _RULES.items() if str(cause).endswith(name)), None):
            return InputError.one(broken[0], "", broken[1])
        case 19:
            return ConflictError(
                "The record does not allow that change.",
                safe=_UNTOUCHED,
                next_step="Check the values and try again.",
            )
    return StorageError(
        "The database refused the work.",
        safe=_UNTOUCHED,
        next_step="Try again; if it stays, run: caseterm check.",
    )


def _full() -> DiskFullError:
    return DiskFullError(
        "The disk is full.", safe="Nothing was saved, nothing was lost.", next_step="Free some space and save again."
    )


def _disk_error() -> StorageError:
    return StorageError(
        "The disk reported an error.",
        safe=_UNTOUCHED,
        next_step="Check the disk or network drive, then try again.",
    )


def damaged(path: Path) -> CaseTermError:
    """What to say of a file whose content cannot be what was written."""
    what = "is damaged or is not a caseterm database"
    if is_encrypted(path):
        what = "is damaged: a page of it does not carry its seal, so it was changed by something other than caseterm"
    return DamagedError(
        f"{path} {what}.",
        safe="The file was left exactly as it is.",
        next_step="Restore a backup, or run: caseterm check.",
    )


@contextmanager
def driver_errors(path: Path) -> Iterator[None]:
    """Turn what a driver raises while rows are fetched, outside any session, into a CaseTermError without data."""
    try:
        yield
    except database_errors() as problem:
        raise in_words(problem, path) or problem from None


def _of_the_disk(problem: OSError) -> CaseTermError | None:
    """The message for what the file system itself refused; None for what is no fault of a disk."""
    if problem.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _full()
    if problem.errno == errno.EROFS:
        return ReadOnlyError(
            "The disk may not be written.", safe=_UNTOUCHED, next_step="Choose a folder on another disk."
        )
    if problem.errno == errno.EIO:
        return _disk_error()
    return None


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn whatever SQLite or the file system raises inside into a CaseTermError without data."""
    try:
        yield
    except CaseTermError:
        raise
    except PermissionError:
        raise PermissionDeniedError(
            f"You may not read {path}.",
            safe=_UNTOUCHED,
            next_step="Ask its owner, or choose another file with --db FILE.",
        ) from None
    except Exception as problem:
        words = _of_the_disk(problem) if isinstance(problem, OSError) else in_words(problem, path)
        if words is None:
            raise
        raise words from None
