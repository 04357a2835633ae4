"""Letters of cases put together from queries, templates and services: what the screens and the command line share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from caseterm import letterfiles
from caseterm.changes import ChangeSet
from caseterm.errors import FieldProblem, InputError, NotFoundError
from caseterm.exports import files
from caseterm.exports import letters as writer
from caseterm.exports.plain_words import stage_words
from caseterm.queries import letters as query
from caseterm.rules.filenames import FILE, FOLDER, filled
from caseterm.rules.letters import Addressed, missing_words, words_of
from caseterm.rules.terms import CLIENT_SIDE_ROLES
from caseterm.services.exporting import Disclosure, record_exports
from caseterm.services.letters import Filed, file_letters
from caseterm.store.database import Database
from caseterm.summaries import default_folder
from caseterm.values import value

FORMAT = "docx"
DRAFT = "-DRAFT"
"""The end of a draft's name; the file without the line that says so has the name without it."""


@value
class Ready:
    """A letter filled in: nothing is written yet."""

    letter: Addressed
    data: bytes
    lines: tuple[str, ...]
    name: str
    folder: Path


def addressees(db: Database, case_id: int, code: str) -> list[Addressed]:
    """The letter to each of those the case may send it to. Raises NotFoundError for the case or the code."""
    known = letterfiles.known(code)
    return [_staged(db, each) for each in query.addressed(db, case_id, known.code, _languages(db, case_id))]


def due(db: Database, case_id: int) -> list[Addressed]:
    """The letters a case should have had by now and has not."""
    return [_staged(db, each) for each in query.due(db, case_id, _languages(db, case_id))]


def _languages(db: Database, case_id: int) -> Mapping[str, str]:
    """The language of each letter to this client."""
    return letterfiles.languages(query.client_language(db, case_id))


def _staged(db: Database, each: Addressed) -> Addressed:
    row = db.raw.execute("SELECT phase FROM cases WHERE id = ?", (each.case_id,)).fetchone()
    _, now, after = stage_words(row[0] if row else "", each.language)
    return replace(each, values={**each.values, "status.stage": now, "status.next": after})


def missing(each: Addressed, *, config: Path | None = None, extra: Mapping[str, str] | None = None) -> list[str]:
    """The paths of the fields this letter needs and has not. Raises InputError for a template that cannot be used."""
    return writer.missing_of(*_template(each, config), {**each.values, **(extra or {})}, each.rows)


@value
class Naming:
    """The firm's patterns for folders and files, and the day that stands in them; read once for many letters."""

    root: Path
    folder: str
    file: str
    day: date


def naming(db: Database) -> Naming:
    """How files are called today."""
    row = db.raw.execute("SELECT case_folder, file_naming FROM settings").fetchone() or ("", "")
    return Naming(default_folder(db), row[0] or FOLDER, row[1] or FILE, db.clock.today())


def fill(
    each: Addressed, names: Naming, *, config: Path | None = None, extra: Mapping[str, str] | None = None
) -> Ready:
    """Fill a letter in; `extra` gives fields for this letter alone. It reads no database, so a thread may do it.

    Raises InputError naming all that is missing.
    """
    values = {**each.values, **(extra or {})}
    try:
        written = writer.write(*_template(each, config), values, each.rows)
    except InputError as problem:
        to = f" to {each.to}" if each.to and each.role not in CLIENT_SIDE_ROLES else ""
        whose = f"{each.letter.title}{to}, {each.number}"
        raise InputError(
            [FieldProblem(f"{whose}: {one.field}", one.value, one.reason) for one in problem.problems],
            next_step=problem.next_step,
        ) from None
    facts = {
        "number": each.number,
        "client": each.client.replace(",", ""),
        "last": each.client.partition(",")[0],
        "what": each.letter.title.replace(",", ""),
        "to": each.to.replace(",", ""),
        "date": names.day.isoformat(),
        "year": f"{names.day.year}",
    }
    folder = files.safe_name(filled(names.folder, facts) or each.number)
    name = files.safe_name(filled(names.file, facts) or each.number, f"{DRAFT}.{FORMAT}")
    return Ready(each, written.data, written.lines, name, names.root / folder)


def _template(each: Addressed, config: Path | None) -> tuple[str, bytes]:
    found = letterfiles.template(each.letter.code, config, language=each.language)
    return found.path.name, letterfiles.read(each.letter.code, config, language=each.language)


def save(ready: Ready, folder: Path | None = None) -> Path:
    """Write one letter; a name that is taken gets -2, -3. Raises StorageError; then there is no file."""
    return files.save(ready.data, (folder or ready.folder) / ready.name)


def record(db: Database, saved: Sequence[tuple[Ready, Path]]) -> ChangeSet:
    """Enter written letters on the disclosure record and as drafts for review. Raises ReadOnlyError.

    The disclosures are an act of their own, for they cannot be undone; the drafts can.
    """
    record_exports(db, [_disclosure(ready, path) for ready, path in saved])
    return file_letters(
        db,
        [
            Filed(
                case_id=ready.letter.case_id,
                code=ready.letter.letter.code,
                title=ready.letter.letter.title,
                contact_id=ready.letter.contact_id,
                to=ready.letter.to,
                role=ready.letter.role,
                path=str(path),
            )
            for ready, path in saved
        ],
    )


def _disclosure(ready: Ready, path: Path) -> Disclosure:
    audience = "client" if ready.letter.role in CLIENT_SIDE_ROLES else "other"
    what = f"letter: {ready.letter.letter.title.lower()} to {ready.letter.to}"
    return Disclosure(ready.letter.case_id, what, audience, FORMAT, str(path))


def chosen(db: Database, case_id: int, code: str, to: str = "") -> list[Addressed]:
    """The letters of a code for a case, those to a name only where one is given. Raises NotFoundError when none."""
    from caseterm.rules.text import fold

    found = addressees(db, case_id, code)
    wanted = fold(to)
    kept = [each for each in found if wanted in fold(f"{each.to} {each.values.get('recipient.company', '')}")]
    if kept:
        return kept
    title = letterfiles.known(code).title
    raise NotFoundError(
        f"{title}: this case has nobody {'of that name ' if found else ''}to write to.",
        next_step="Enter the addressee in the case's file first.",
    )


def missing_said(paths: Iterable[str]) -> list[str]:
    """Missing fields in her words, one a line."""
    return [f"{words_of(path)}: {missing_words(path)}" for path in paths]
