"""How the commands open the database: reading makes no file, writing is refused while another copy has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

from caseterm import services
from caseterm.aside import aside
from caseterm.clock import clock_from
from caseterm.errors import BusyError, CaseTermError, StorageError
from caseterm.paths import database_path
from caseterm.store.database import Database
from caseterm.store.faults import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


@contextmanager
def reading(options: Namespace) -> Iterator[Database]:
    """The database for a list or a print, also while the screens have it open. Raises NotFoundError without one."""
    with _open(options) as db:
        with suppress(StorageError):  # without it the list says what was true when the program last ran
            services.caselist.roll_to_today(db)
        with _in_words(db):
            yield db


@contextmanager
def reading_records(options: Namespace, *, loading: str) -> Iterator[Database]:
    """As `reading`, for what asks the records alone and not the caseload's lines; loads a module while it opens."""
    opening = aside(lambda: _open(options))
    import_module(loading)
    with opening() as db, _in_words(db):
        yield db


def _open(options: Namespace) -> Database:
    return Database.open(database_path(options.db), clock_from(), create=False, exclusive=False)


@contextmanager
def _in_words(db: Database) -> Iterator[None]:
    """What the disk or the file has against a read is told in words."""
    try:
        yield
    except CaseTermError:
        raise
    except Exception as problem:
        words = in_words(problem, db.path)
        if words is None:
            raise
        raise words from None


@contextmanager
def writing(options: Namespace) -> Iterator[Database]:
    """The database for an act, made if there is none.

    Raises BusyError when another copy has it, ReadOnlyError when it may not be written.
    """
    with Database.open(database_path(options.db), clock_from()) as db:
        if db.holder is not None:
            raise BusyError(
                f"The database is in use by {db.holder}.",
                safe="Nothing was written.",
                next_step="Close the other copy of caseterm and try again.",
            )
        db.refuse_if_readonly()
        yield db
