"""The change log: triggers made from the tables write every row's image before and after.

The log observes and never decides. It sees bulk statements, cascades and raw SQL alike, each under the act that
`act_context` names; rows changed outside an act are logged under act 0.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring_ascii

from caseterm.values import value

Sealed = tuple[str, int, int | None, str | None, str | None]
"""A table, a row's id, its case, and the images before and after."""
UNLOGGED = frozenset(
    {"caselist", "casetext", "drafts", "remembered", "acts", "changes", "act_context", "alembic_version"}
)


def logged_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows are part of the record."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [name for (name,) in rows if name not in UNLOGGED]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def image(alias: str, names: Iterable[str]) -> str:
    """The SQL that turns a row into its JSON image, exactly, for the record has no column of reals.

    Kept short: SQLite reads every trigger when a connection opens.
    """
    parts = ", ".join(f"'{name}', {alias}.\"{name}\"" for name in names)
    return f"json_object({parts})"


def install(connection: sqlite3.Connection) -> None:
    """Make the triggers anew, after the schema was made or migrated. Runs in the caller's transaction."""
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'log_%'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for table in logged_tables(connection):
        for statement in _triggers(table, columns(connection, table)):
            connection.execute(statement)
    for table in ("acts", "changes"):
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER log_{table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )
    connection.execute("INSERT OR IGNORE INTO act_context (id, act_id) VALUES (1, 0)")


def _triggers(table: str, names: list[str]) -> Iterator[str]:
    case = {"cases": "{row}.id"}.get(table, "{row}.case_id" if "case_id" in names else "NULL")
    differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in names)
    for verb, row, before, after, when in (
        ("INSERT", "NEW", "NULL", image("NEW", names), ""),
        ("UPDATE", "NEW", image("OLD", names), image("NEW", names), f"WHEN {differs} "),
        ("DELETE", "OLD", image("OLD", names), "NULL", ""),
    ):
        yield (
            f'CREATE TRIGGER "log_{table}_{verb.lower()}" AFTER {verb} ON "{table}" {when}BEGIN '
            f"INSERT INTO changes (act_id, table_name, row_id, case_id, before, after) VALUES ("
            f"(SELECT act_id FROM act_context), '{table}', {row}.id, {case.format(row=row)}, {before}, {after}); END"
        )


@value
class LoggedChange:
    """One line of the log; `before` and `after` are JSON images or None."""

    id: int
    table: str
    row_id: int
    case_id: int | None
    before: str | None
    after: str | None

    @property
    def verb(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def changes_of(connection: sqlite3.Connection, act_id: int) -> list[LoggedChange]:
    """What an act did, in the order it was done."""
    rows = connection.execute(
        "SELECT id, table_name, row_id, case_id, before, after FROM changes WHERE act_id = ? ORDER BY id",
        (act_id,),
    )
    return [LoggedChange(*row) for row in rows]


def last_hash(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT hash FROM acts ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def sealed_part(connection: sqlite3.Connection, act_id: int) -> Iterator[Sealed]:
    """What the hash of an act covers of each of its changes, in the order it was done, one by one."""
    return connection.execute(
        "SELECT table_name, row_id, case_id, before, after FROM changes WHERE act_id = ? ORDER BY id", (act_id,)
    )


def chain(previous: str, act: Iterable[object], changes: Iterable[Sealed]) -> str:
    """The hash of an act, covering the one before it and every image of its changes."""
    digest = hashlib.sha256(previous.encode())
    digest.update(json.dumps(list(act), ensure_ascii=True, default=str).encode())
    for table, row_id, case_id, before, after in changes:
        # as json.dumps writes the list, at a third of its price: an import seals a hundred thousand rows
        row = row_id if type(row_id) is int else _quoted(row_id)
        case = "null" if case_id is None else case_id if type(case_id) is int else _quoted(case_id)
        old = "null" if before is None else _quoted(before)
        new = encode_basestring_ascii(after) if type(after) is str else _quoted(after)
        digest.update(f"[{_quoted(table)}, {row}, {case}, {old}, {new}]".encode())
    return digest.hexdigest()


def _quoted(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    return "null" if value is None else json.dumps(value)


def first_broken_act(connection: sqlite3.Connection) -> int | None:
    """The first act whose hash does not fit, or None when the chain holds."""
    previous = ""
    rows = connection.execute(
        "SELECT id, at, op, label, actor, kind, target_id, undoable, case_id, hash FROM acts ORDER BY id"
    ).fetchall()
    for act_id, *facts, stored in rows:
        expected = chain(previous, [act_id, *facts], sealed_part(connection, act_id))
        if expected != stored:
            return int(act_id)
        previous = stored
    return None


def rows_not_as_logged(connection: sqlite3.Connection) -> int:
    """How many rows are not what the log says they are: other values, there without having been added, or gone.

    A column that a migration added after a row was logged does not count.
    """
    return sum(_not_as_logged(connection, table) for table in logged_tables(connection))


def _not_as_logged(connection: sqlite3.Connection, table: str) -> int:
    names = columns(connection, table)
    newest = "(SELECT row_id, after, max(id) FROM changes WHERE table_name = :table GROUP BY row_id)"
    differing = connection.execute(
        f'SELECT now, after FROM (SELECT t.id, {image("t", names)} AS now FROM "{table}" t) AS seen '
        f"LEFT JOIN {newest} AS logged ON logged.row_id = seen.id WHERE now IS NOT after",
        {"table": table},
    )
    count = sum(not fits(now, after) for now, after in differing)
    gone = connection.execute(
        f'SELECT count(*) FROM {newest} WHERE after IS NOT NULL AND row_id NOT IN (SELECT id FROM "{table}")',
        {"table": table},
    )
    return count + int(gone.fetchone()[0])


def fits(now: str | None, logged: str | None) -> bool:
    """Whether a row's image is the logged one; columns that a migration added since do not count."""
    if now == logged or now is None or logged is None:
        return now == logged
    values, wanted = json.loads(now), json.loads(logged)
    return set(wanted) <= set(values) and all(values[name] == value for name, value in wanted.items())
