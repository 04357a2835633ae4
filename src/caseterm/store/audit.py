"""The change log: triggers made from the tables write every row's image before and after.

The log observes and never decides. It sees bulk statements, cascades and raw SQL alike, each under the act that is
being written, which is the last one and has no hash yet; rows changed outside an act are logged under act 0. The
changes of an act follow one another, so an act knows its first and last one, and `act_changes` finds them by that.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring_ascii

from caseterm.values import value

Sealed = tuple[str, int, int | None, str | None, str | None]
"""A table, a row's id, its case, and the images before and after."""
UNLOGGED = frozenset({"caselist", "casetext", "drafts", "remembered", "acts", "changes", "alembic_version"})
VIEWS = {
    "act_now": "SELECT coalesce((SELECT id FROM acts WHERE id = (SELECT max(id) FROM acts) AND hash = ''), 0) AS id",
    "act_changes": (
        "SELECT c.id, a.id AS act_id, c.table_name, c.row_id, c.case_id, c.before, c.after FROM acts a CROSS JOIN "
        "changes c ON c.id >= a.first_change AND c.id <= coalesce(a.last_change, 9223372036854775807) "
        "AND c.act_id = a.id"
    ),
}
"""The act being written, 0 between acts, which the triggers ask for; and what each act changed, by its number."""


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
    """Make the triggers and the views anew, after the schema was made or migrated. Runs in the caller's transaction."""
    remove(connection)
    for name in VIEWS:
        connection.execute(f"DROP VIEW IF EXISTS {name}")
    for statement in statements(connection).values():
        connection.execute(statement)


def statements(connection: sqlite3.Connection) -> dict[str, str]:
    """What makes each view and trigger of the log, by its name, as the database keeps it."""
    made = {name: f"CREATE VIEW {name} AS {query}" for name, query in VIEWS.items()}
    for table in logged_tables(connection):
        made |= _triggers(table, columns(connection, table))
    for table, which in (("acts", "WHEN OLD.hash <> '' "), ("changes", "")):
        for verb in ("UPDATE", "DELETE"):
            name = f"log_{table}_no_{verb.lower()}"
            made[name] = (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {which}"
                f"BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )
    return made


def not_as_made(connection: sqlite3.Connection) -> int:
    """How many of the log's triggers and views are gone or are others than this program makes."""
    there = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"))
    return sum(there.get(name) != sql for name, sql in statements(connection).items())


def remove(connection: sqlite3.Connection) -> None:
    """Take the triggers away, in the caller's transaction, so that rows can be put in as they are."""
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'log_%'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def number(connection: sqlite3.Connection) -> None:
    """Let every act know its first and last change anew, from the changes; the triggers must be away."""
    connection.execute("UPDATE acts SET first_change = NULL, last_change = NULL")
    connection.execute(
        "UPDATE acts SET first_change = c.first, last_change = c.last FROM "
        "(SELECT act_id, min(id) AS first, max(id) AS last FROM changes GROUP BY act_id) c WHERE c.act_id = acts.id"
    )


def _triggers(table: str, names: list[str]) -> Iterator[tuple[str, str]]:
    case = {"cases": "{row}.id"}.get(table, "{row}.case_id" if "case_id" in names else "NULL")
    for verb, row, before, after in (
        ("INSERT", "NEW", "NULL", image("NEW", names)),
        ("UPDATE", "NEW", image("OLD", names), image("NEW", names)),
        ("DELETE", "OLD", image("OLD", names), "NULL"),
    ):
        # an update that leaves everything as it was is no change; said once for the row, not column by column
        yield (
            f"log_{table}_{verb.lower()}",
            f'CREATE TRIGGER "log_{table}_{verb.lower()}" AFTER {verb} ON "{table}" BEGIN '
            f"INSERT INTO changes (act_id, table_name, row_id, case_id, before, after) "
            f"SELECT (SELECT id FROM act_now), '{table}', {row}.id, {case.format(row=row)}, b, a "
            f"FROM (SELECT {before} AS b, {after} AS a){' WHERE b IS NOT a' if verb == 'UPDATE' else ''}; END",
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
        "SELECT id, table_name, row_id, case_id, before, after FROM act_changes WHERE act_id = ? ORDER BY id",
        (act_id,),
    )
    return [LoggedChange(*row) for row in rows]


def last_hash(connection: sqlite3.Connection) -> str:
    """The end of the chain: the hash of the last act that is written whole; "" before the first."""
    row = connection.execute("SELECT hash FROM acts WHERE hash <> '' ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def sealed_part(connection: sqlite3.Connection, act_id: int) -> Iterator[Sealed]:
    """What the hash of an act covers of each of its changes, in the order it was done, one by one."""
    return connection.execute(
        "SELECT table_name, row_id, case_id, before, after FROM act_changes WHERE act_id = ? ORDER BY id", (act_id,)
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
    """The first act whose hash does not fit, or to which a change was added later; None when the chain holds."""
    added = connection.execute(
        "SELECT min(c.act_id) FROM changes c LEFT JOIN acts a ON a.id = c.act_id "
        "WHERE c.act_id <> 0 AND coalesce(c.id NOT BETWEEN a.first_change AND a.last_change, 1)"
    ).fetchone()[0]
    broken = _first_wrong_hash(connection)
    return min((found for found in (added, broken) if found is not None), default=None)


def _first_wrong_hash(connection: sqlite3.Connection) -> int | None:
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
