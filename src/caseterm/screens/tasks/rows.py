"""How tasks stand in the list: columns, rows, headings and the notes under them."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from caseterm.queries.tasks import Group, TaskLine
from caseterm.rules.date_words import list_day, long_day, show_time
from caseterm.rules.tasks import BOXES, GROUPS, flag_of
from caseterm.rules.terms import PRIORITIES, TASK_OPEN
from caseterm.widgets.rows import Cell, Column, Row

WITH_CLIENT = 18
NARROW_CLIENT = 14


def task_columns(width: int, *, waiting: bool = False, by_case: bool = False) -> list[Column]:
    """The columns of tasks in a list that many cells wide; the title gets what is left.

    Where all of them wait, since when they do is always shown; under headings of clients the client is not repeated.
    """
    columns = [
        Column("box", "", 3),
        Column("flag", "", 2),
        Column("due", "Due", 9),
        Column("title", "Task", 16, grow=True),
        Column("client", "Client", WITH_CLIENT if width >= 76 else NARROW_CLIENT),
        Column("note", "", 6, min_total=0 if waiting else 68),
    ]
    return [column for column in columns if not by_case or column.key != "client"]


def task_row(line: TaskLine, today: date, *, whom: bool = True) -> Row:
    """One task, with whom it waits on unless the heading says it."""
    open_ = line.status in TASK_OPEN
    late = open_ and line.due is not None and line.due < today
    role = "" if open_ else "muted"
    due: Cell = ""
    if line.due is not None:
        at = _time(line.due_time)
        words = at if at and line.due == today else list_day(line.due, today)
        due = (words, "bad" if late else role)
    waiting = line.status == "waiting"
    flag = flag_of(due=line.due, priority=line.priority, today=today, open_=open_)
    return Row(
        line.id,
        {
            "box": (BOXES.get(line.status, "[ ]"), "good" if line.status == "done" else "muted" if waiting else role),
            "flag": (flag, "bad" if late else "warn"),
            "due": due,
            "title": (_title(line, today, whom=whom), role or ("muted" if waiting else "")),
            "client": (line.client, role),
            "note": _note(line, today),
        },
    )


def _title(line: TaskLine, today: date, *, whom: bool) -> str:
    at = _time(line.due_time)
    title = f"{at} {line.title}" if at and line.due != today else line.title
    waits = whom and line.status == "waiting" and line.waiting_on
    return f"{title} <- {line.waiting_on}" if waits else title


def _note(line: TaskLine, today: date) -> Cell:
    """The last column: since when it waits, else its priority, else whose it is."""
    if line.status not in TASK_OPEN:
        return ({"not_applicable": "n/a", "cancelled": "cancel"}.get(line.status, ""), "muted")
    if line.status == "waiting" and line.waiting_since is not None:
        return (f"{(today - line.waiting_since).days} d", "muted")
    if line.priority != 3:
        return (PRIORITIES[line.priority].lower(), "warn" if line.priority < 3 else "muted")
    return (line.owner if line.owner not in ("", "CM") else "", "muted")


def _time(text: str) -> str:
    return show_time(time.fromisoformat(text)).replace(":00 ", " ") if text else ""


# ---- groups -----------------------------------------------------------------------------------------------------


def group_rows(groups: Sequence[Group], today: date, *, whole_day: bool, settled: bool = False) -> list[Row]:
    """Headings with their tasks; "Today" stays when it is empty where `whole_day`, other empty groups go.

    A heading counts what is open, or in a list of what is `settled` all of it.
    """
    rows: list[Row] = []
    for group in groups:
        if group.code == "more":
            rows.append(note_row("more", f"... and {group.total} more. / narrows the list."))
            continue
        empty_day = whole_day and group.code == "today" and not group.total
        if not group.total and not empty_day:
            continue
        number = group.total if settled else group.to_do
        total = "" if group.code.startswith("item:") else f" ({number})"
        since = _waiting_since(group) if group.code.startswith("whom:") else ""
        rows.append(heading_row(f"h:{group.code}", f"{heading_words(group, today)}{total}{since}"))
        rows += [task_row(line, today, whom=not group.code.startswith("whom:")) for line in group.lines]
        if empty_day:
            rows.append(note_row("today", "nothing due today"))
        elif group.total > len(group.lines):
            rows.append(note_row(group.code, f"... and {group.total - len(group.lines)} more. / narrows the list."))
    return rows


def _waiting_since(group: Group) -> str:
    days = [line.waiting_since for line in group.lines if line.waiting_since is not None]
    return f"  since {min(days):%m/%d}" if days else ""


def heading_words(group: Group, today: date) -> str:
    """The heading of a group; a group of one day is named by the day."""
    if group.heading:
        return group.heading
    if not group.code:
        return GROUPS["none"]
    day = date.fromisoformat(group.code)
    return {0: "Today", 1: "Yesterday"}.get((today - day).days, long_day(day))


def checklist_rows(groups: Sequence[Group], progress: Mapping[int, tuple[int, int]], today: date) -> list[Row]:
    """The open items of a phase's checklists by client, each heading saying how far it is."""
    rows: list[Row] = []
    for group in groups:
        if group.code == "more":
            rows.append(note_row("more", f"... and {group.total} more. / narrows the list."))
            continue
        settled, total = progress.get(group.case_id or 0, (0, group.total))
        rows.append(heading_row(f"h:{group.code}", f"{group.heading}   {settled} of {total}"))
        rows += [task_row(line, today) for line in group.lines]
    return rows


def heading_row(key: str, text: str) -> Row:
    """A heading over the rows of a group."""
    return Row(key, {"text": text}, kind="heading")


def note_row(code: str, text: str) -> Row:
    """A remark under a group."""
    return Row(f"n:{code}", {"text": text}, kind="note")
