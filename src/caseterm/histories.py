"""The history from the change log to a file or the printer: what the screen and the command line share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from caseterm.changes import ChangeSet
from caseterm.errors import ReadOnlyError
from caseterm.exports import files, formats
from caseterm.exports import history as writer
from caseterm.exports.formats import Written
from caseterm.queries import acthistory as query
from caseterm.rules.historyfilter import HistoryFilter, filter_words
from caseterm.services.exporting import Disclosure, record_exports
from caseterm.store.database import Database
from caseterm.summaries import default_folder, local_now

MOST_PRINTED = 5000
ROWS_EACH = 40
FORMATS = ("pdf", "html", "md", "txt")
WHAT = "history"


@dataclass(frozen=True)
class Asked:
    """What is printed: the filter, and the case it is of (None: of all)."""

    wanted: HistoryFilter = field(default_factory=HistoryFilter)
    case_id: int | None = None
    most: int = MOST_PRINTED


def written(db: Database, asked: Asked, format: str, *, config_dir: Path | None = None) -> Written:
    """The file's bytes. Reads through a connection of its own, so a worker may do it. Raises StorageError."""
    found, chain = query.told(db, asked.wanted, case_id=asked.case_id, most=asked.most + 1, rows_each=ROWS_EACH)
    firm, number, client = _names(db, asked.case_id)
    facts = writer.HistoryFacts(
        firm=tuple(
            line for line in (firm["firm_name"], *firm["firm_address"].splitlines(), firm["firm_phone"]) if line
        ),
        user=firm["user_name"] or db.actor,
        case_no=number,
        client=client,
        asked=filter_words(asked.wanted),
        entries=tuple(
            writer.Entry(act.at, act.who.partition("@")[0], act.case, act.label, act.mark, tuple(changes))
            for act, changes in found[: asked.most]
        ),
        left_out=len(found) > asked.most,
        chain=chain.words,
        chain_short=chain.short,
    )
    paper: formats.Paper = "legal" if firm["paper"] == "legal" else "letter"
    document = writer.build(facts, printed_at=local_now(db.clock))
    return formats.named(format).write(document, formats.Setting(config_dir=config_dir, paper=paper))


def save(db: Database, asked: Asked, format: str, path: Path | None = None, *, config_dir: Path | None = None) -> Path:
    """Write the history to a new file (without `path` into the folder for summaries) and put that on record.

    Raises StorageError; then there is no file.
    """
    made = written(db, asked, format, config_dir=config_dir)
    target = default_folder(db) / name(db, asked, format) if path is None else path
    saved = files.save(made.data, target)
    record(db, asked, format, str(saved))
    return saved


def name(db: Database, asked: Asked, format: str) -> str:
    """history-26-0142-2026-11-21.pdf."""
    number = _names(db, asked.case_id)[1]
    stem = "-".join(part for part in ("history", number, db.clock.today().isoformat()) if part)
    return files.safe_name(stem, formats.named(format).suffix)


def record(db: Database, asked: Asked, format: str, where: str, *, verb: str = "Saved") -> ChangeSet | None:
    """Put what left the program on the disclosure record; None on a read-only copy, which cannot."""
    try:
        return record_exports(db, [Disclosure(asked.case_id, WHAT, "", format, where)], verb=verb)
    except ReadOnlyError:
        return None


def _names(db: Database, case_id: int | None) -> tuple[Mapping[str, str], str, str]:
    """The firm's settings, and the case's number and client."""
    fields = ("firm_name", "firm_address", "firm_phone", "user_name", "paper")
    with db.look() as connection:
        row = connection.execute(f"SELECT {', '.join(fields)} FROM settings").fetchone() or ("",) * len(fields)
        case = connection.execute(
            "SELECT c.number, coalesce(l.client, '') FROM cases c LEFT JOIN caselist l ON l.case_id = c.id "
            "WHERE c.id = ?",
            (case_id,),
        ).fetchone() or ("", "")
    return dict(zip(fields, row, strict=True)), case[0], case[1]
