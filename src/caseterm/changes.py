"""What was done (Op) and what it touched (ChangeSet)."""

from __future__ import annotations

from enum import StrEnum

from caseterm.values import value


class Op(StrEnum):
    """Each act of the user by name; the code is stored with the act."""

    ADD = "add"
    EDIT = "edit"
    ARCHIVE = "archive"
    RESTORE = "restore"
    NEW_CASE = "new_case"
    CHANGE_PHASE = "change_phase"
    CLOSE_CASE = "close_case"
    PIN = "pin"
    LOG_CONTACT = "log_contact"
    CHECK_IN = "check_in"
    ADD_NOTE = "add_note"
    ADD_TASK = "add_task"
    COMPLETE_TASK = "complete_task"
    SET_DUE = "set_due"
    SET_STATUS = "set_status"
    SET_PRIORITY = "set_priority"
    SET_WAITING = "set_waiting"
    SET_TAGS = "set_tags"
    APPLY_CHECKLIST = "apply_checklist"
    ADD_APPOINTMENT = "add_appointment"
    ADD_SERIES = "add_series"
    EDIT_SERIES = "edit_series"
    RESCHEDULE = "reschedule"
    APPOINTMENT_OUTCOME = "appointment_outcome"
    SET_RIDE = "set_ride"
    VERIFY_DEADLINE = "verify_deadline"
    SATISFY_DEADLINE = "satisfy_deadline"
    IMPORT = "import"
    LOAD_SAMPLE = "load_sample"
    REMOVE_SAMPLE = "remove_sample"
    EXPORT = "export"
    WRITE_LETTER = "write_letter"
    REVIEW_DRAFT = "review_draft"
    SEND_LETTER = "send_letter"
    CONFLICT_CHECK = "conflict_check"
    REVIEW_FILE = "review_file"
    SETTINGS = "settings"
    UNLOCK = "unlock"
    MERGE_CONTACTS = "merge_contacts"
    LOCK_STATEMENT = "lock_statement"
    UNDO = "undo"
    REDO = "redo"


@value
class RowChange:
    """One row: its table, its id, whether it was added, changed or removed, and the case it belongs to."""

    table: str
    row_id: int
    verb: str
    case_id: int | None


@value
class ChangeSet:
    """Everything one act touched, read from the log. An act that changed nothing is falsy."""

    op: Op
    label: str
    act_id: int = 0
    rows: tuple[RowChange, ...] = ()
    undoable: bool = True

    def __post_init__(self) -> None:
        self.__dict__["_tables"] = frozenset(row.table for row in self.rows)
        self.__dict__["_cases"] = frozenset(row.case_id for row in self.rows if row.case_id is not None)

    @property
    def tables(self) -> frozenset[str]:
        found: frozenset[str] = self.__dict__["_tables"]
        return found

    @property
    def cases(self) -> frozenset[int]:
        found: frozenset[int] = self.__dict__["_cases"]
        return found

    def __bool__(self) -> bool:
        return bool(self.rows)

    def touches(self, *tables: str) -> bool:
        """Whether any of the tables changed."""
        return not self.tables.isdisjoint(tables)

    def first_added(self, table: str) -> int | None:
        """The id of the first row this act added to a table."""
        return next((row.row_id for row in self.rows if row.table == table and row.verb == "added"), None)
