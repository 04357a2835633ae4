"""Lists from the record to a file or a printer: what their preview and the command line share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from caseterm import educationfiles
from caseterm.changes import ChangeSet
from caseterm.errors import NotFoundError, ReadOnlyError
from caseterm.exports import caseprints, client_pages, day_sheets, deadline_sweep, files, formats
from caseterm.exports import next_steps as next_print
from caseterm.exports import outcomes as outcomes_print
from caseterm.exports import outstanding as outstanding_print
from caseterm.exports import specials as specials_print
from caseterm.exports.blocks import Document
from caseterm.queries import caseprints as caseprint_query
from caseterm.queries import chronology as chronology_query
from caseterm.queries import daysheet
from caseterm.queries import deadlines as deadline_query
from caseterm.queries import nextsteps as next_query
from caseterm.queries import outcomes as outcomes_query
from caseterm.queries import outstanding as outstanding_query
from caseterm.queries import specials as specials_query
from caseterm.rules.chronology import chronology_json
from caseterm.rules.counting import counted
from caseterm.rules.disclosure import ATTORNEY, CLIENT
from caseterm.rules.fileindex import index_json
from caseterm.rules.meeting import meeting_json
from caseterm.rules.money import format_cents
from caseterm.rules.nextsteps import steps_json
from caseterm.rules.outcomes import outcomes_json, percent
from caseterm.rules.specials_print import ORDERS, specials_for, specials_json
from caseterm.rules.sweep import SWEEP_DAYS, Sweep, sweep_json
from caseterm.services.exporting import Disclosure, record_exports
from caseterm.store.database import Database
from caseterm.summaries import Options, Prepared, Saved, default_folder, local_now


@dataclass(frozen=True)
class Sheet:
    """A list ready to be laid out. `what` is its name on the disclosure record, `said` what the preview's line says
    with its role, `audience` who reads it, `case_id` whose it is where it is of one case."""

    what: str
    title: str
    file_stem: str
    document: Document
    said: tuple[tuple[str, str], ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    audience: str = ATTORNEY
    case_id: int | None = None
    letter: bool = True


Reader = Callable[[Database], Sheet]


def sweep(days: int = SWEEP_DAYS, read: Sweep | None = None) -> Reader:
    """The deadlines of the next days, the unverified first; `read` when they were read before."""

    def made(db: Database) -> Sheet:
        found = read if read is not None else deadline_query.sweep(db, days)
        row = db.raw.execute("SELECT confidentiality_legend FROM settings").fetchone()
        document = deadline_sweep.build(found, printed_at=local_now(db.clock), legend=row[0] if row else "")
        open_ = len(found.unverified)
        return Sheet(
            what="deadline sweep",
            title=f"deadlines, next {days} days",
            file_stem=f"deadlines-{found.today.isoformat()}",
            document=document,
            said=(
                (f" Deadlines {days} d: {counted(len(found.lines), 'row')}, ", ""),
                (f"{open_} not verified", "warn" if open_ else ""),
            ),
            facts=sweep_json(found),
            letter=found.letter,
        )

    return made


def days(first: date, last: date) -> Reader:
    """Everything of one day, or of each day of a stretch: appointments, rides, deadlines, tasks."""

    def made(db: Database) -> Sheet:
        found = daysheet.days(db, first, last)
        name = "day sheet" if first == last else "week sheet"
        visits, open_rides = found.counts
        return Sheet(
            what=name,
            title=name,
            file_stem=f"{name.replace(' ', '-')}-{first.isoformat()}",
            document=day_sheets.build_days(found, printed_at=local_now(db.clock)),
            said=(
                (f" {name.capitalize()} {first:%m/%d}: {counted(visits, 'appointment')}", ""),
                (f", {counted(open_rides, 'ride')} to book" if open_rides else "", "warn"),
            ),
            facts=day_sheets.days_json(found),
            letter=found.letter,
        )

    return made


def client_days(case_id: int, first: date, last: date) -> Reader:
    """One client's appointments and rides, in large type and their language, to be handed or mailed.

    Raises NotFoundError from the reader for a case that is not there.
    """

    def made(db: Database) -> Sheet:
        found = daysheet.client(db, case_id, first, last)
        if found is None:
            raise NotFoundError("That case is not there any more.")
        language = educationfiles.language_for(found.language)
        return Sheet(
            what="appointment sheet",
            title=f"{found.number}  {found.client}",
            file_stem=f"appointments-{found.number}-{first.isoformat()}",
            document=client_pages.appointments(found, language, printed_at=local_now(db.clock)),
            said=((f" {found.client}: {counted(len(found.visits), 'appointment')}, large type, {language}", ""),),
            facts=day_sheets.client_json(found),
            audience=CLIENT,
            case_id=case_id,
            letter=found.letter,
        )

    return made


def next_steps(case_id: int, *, language: str = "") -> Reader:
    """What is happening and what comes next, for the client, in the client's language unless one is named.

    Raises NotFoundError from the reader for a case that is not there.
    """

    def made(db: Database) -> Sheet:
        found = next_query.next_steps(db, case_id, educationfiles.libraries(), language)
        return Sheet(
            what="what comes next",
            title=f"{found.number}  {found.client}",
            file_stem=f"what-comes-next-{found.number}-{found.today.isoformat()}",
            document=next_print.build(found, printed_at=local_now(db.clock)),
            said=((f" {found.client}: what comes next, large type, ", ""), (found.language, "bold")),
            facts=steps_json(found),
            audience=CLIENT,
            case_id=case_id,
            letter=found.letter,
        )

    return made


def outstanding(case_id: int | None = None, *, due_only: bool = False) -> Reader:
    """What was asked for and is not all here, by who has to answer; of one case, or with `due_only` what is due.

    Raises NotFoundError from the reader for a case that is not there.
    """

    def made(db: Database) -> Sheet:
        found = outstanding_query.outstanding(db, case_id=case_id, due_only=due_only)
        if case_id is not None and not found.number:
            raise NotFoundError("That case is not there any more.")
        late = sum(line.late for line in found.lines)
        whose = f"-{found.number}" if found.number else ""
        return Sheet(
            what="outstanding requests",
            title="outstanding requests" + (f" of {found.client}" if found.client else ""),
            file_stem=f"requests{whose}-{found.today.isoformat()}",
            document=outstanding_print.build(found, printed_at=local_now(db.clock)),
            said=(
                (f" {counted(len(found.lines), 'request')} with {counted(len(found.offices), 'office')}", ""),
                (f", {late} due" if late else "", "warn"),
            ),
            facts=outstanding_print.outstanding_json(found),
            case_id=case_id,
            letter=found.letter,
        )

    return made


def specials(case_id: int, order: str = "provider", *, audience: str = ATTORNEY) -> Reader:
    """The table of medical specials of a case, in one of rules.specials_print.ORDERS, cut for its reader.

    Raises NotFoundError from the reader for a case that is not there.
    """

    def made(db: Database) -> Sheet:
        found = specials_for(specials_query.facts(db, case_id), audience)
        bills = found.sums
        return Sheet(
            what="medical specials",
            title=f"{found.number}  {found.client}",
            file_stem=f"specials-{found.number}-{found.today.isoformat()}",
            document=specials_print.build(found, order, printed_at=local_now(db.clock)),
            said=(
                (f" {ORDERS[order]}: {counted(bills.count, 'bill')}, ", ""),
                (f"billed {format_cents(bills.billed, dollar=True)}", "bold"),
            ),
            facts=specials_json(found),
            audience=audience,
            case_id=case_id,
            letter=found.letter,
        )

    return made


def chronology(case_id: int) -> Reader:
    """The medical chronology of a case. Raises NotFoundError from the reader for a case that is not there."""

    def made(db: Database) -> Sheet:
        found = chronology_query.chronology(db, case_id)
        return Sheet(
            what="medical chronology",
            title=f"{found.number}  {found.client}",
            file_stem=f"chronology-{found.number}-{found.today.isoformat()}",
            document=caseprints.chronology(found, printed_at=local_now(db.clock)),
            said=(
                (f" Chronology: {counted(len(found.entries), 'visit')} with a page", ""),
                (f", {len(found.uncited)} without" if found.uncited else "", "warn"),
            ),
            facts=chronology_json(found),
            case_id=case_id,
            letter=found.letter,
        )

    return made


def file_index(case_id: int) -> Reader:
    """The index of a case's file, with what is missing. Raises NotFoundError from the reader."""

    def made(db: Database) -> Sheet:
        found = caseprint_query.file_index(db, case_id)
        return Sheet(
            what="file index",
            title=f"{found.number}  {found.client}",
            file_stem=f"file-index-{found.number}-{found.today.isoformat()}",
            document=caseprints.file_index(found, printed_at=local_now(db.clock)),
            said=(
                (f" File index: {counted(len(found.papers), 'document')}", ""),
                (f", {len(found.missing)} missing" if found.missing else "", "warn"),
            ),
            facts=index_json(found),
            case_id=case_id,
            letter=found.letter,
        )

    return made


def review() -> Reader:
    """How the whole caseload does: contact, attendance, requests, gaps, stages, endings."""

    def made(db: Database) -> Sheet:
        found = outcomes_query.outcomes(db)
        return Sheet(
            what="review of the caseload",
            title="review of the caseload",
            file_stem=f"review-{found.today.isoformat()}",
            document=outcomes_print.build(found, printed_at=local_now(db.clock)),
            said=((f" {counted(found.open_cases, 'open case')}, contact {percent(found.contact_rate)}", ""),),
            facts=outcomes_json(found),
            letter=found.letter,
        )

    return made


def meeting() -> Reader:
    """Every open case by stage, for the Monday meeting."""

    def made(db: Database) -> Sheet:
        found = caseprint_query.meeting(db)
        return Sheet(
            what="caseload list",
            title="caseload for the meeting",
            file_stem=f"caseload-{found.today.isoformat()}",
            document=caseprints.meeting(found, printed_at=local_now(db.clock)),
            said=((f" {counted(found.count, 'open case')}", ""), (f", {found.urgent} urgent", "warn")),
            facts=meeting_json(found),
            letter=found.letter,
        )

    return made


# ---- from a sheet to a file ----------------------------------------------------------------------------------


def prepare(sheet: Sheet, format: str = "pdf", *, config_dir: Path | None = None) -> Prepared:
    """Ready to be written by a thread. Raises InputError for an unknown format."""
    setting = formats.Setting(facts=sheet.facts, config_dir=config_dir, paper="letter" if sheet.letter else "legal")
    name = files.safe_name(sheet.file_stem, formats.named(format).suffix)
    options = Options(audience=sheet.audience, format=format)
    return Prepared(sheet.case_id or 0, "", options, sheet.document, setting, name)


def save(prepared: Prepared, path: Path, *, written: formats.Written | None = None) -> Saved:
    """Write to a new file at `path`, or beside it with a number. Raises StorageError; then there is none."""
    made = written or prepared.write()
    return Saved(prepared.case_id, prepared.options, files.save(made.data, path), made.notices)


def target(db: Database, prepared: Prepared, output: str | None) -> Path:
    """The file asked for; a folder takes the usual name; without either the default folder."""
    if output is None:
        return default_folder(db) / prepared.name
    path = Path(output).expanduser()
    return path / prepared.name if path.is_dir() or output.endswith(("/", "\\")) else path


def record(
    db: Database, sheet: Sheet, saved: Sequence[Saved], *, where: str = "", printed: bool = False
) -> ChangeSet | None:
    """Put what left the program on the disclosure record; None on a read-only copy, which cannot."""
    disclosures = [
        Disclosure(sheet.case_id, sheet.what, each.options.audience, each.options.format, where or str(each.path))
        for each in saved
    ]
    try:
        return record_exports(db, disclosures, verb="Printed" if printed else "Saved")
    except ReadOnlyError:
        return None
