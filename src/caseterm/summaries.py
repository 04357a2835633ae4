"""Case summaries from the record to a file or a printer: what the preview and the command line share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from importlib import import_module
from pathlib import Path

from caseterm.aside import aside
from caseterm.clock import Clock
from caseterm.errors import CaseTermError, FieldProblem, InputError, ReadOnlyError
from caseterm.exports import files, formats
from caseterm.exports import summary as writer
from caseterm.exports.blocks import Document
from caseterm.exports.compiler import processors
from caseterm.queries import summary as query
from caseterm.rules.disclosure import ATTORNEY, AUDIENCE_SECTIONS, AUDIENCES, CLIENT, as_json, for_audience
from caseterm.rules.summary import SummaryFacts
from caseterm.rules.text import show
from caseterm.store.database import Database
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from caseterm.changes import ChangeSet

WHAT = "case summary"
STANDARD_OUTPUT = Path("-")
UNRECORDED = "This copy of the program is read-only, so the export was not recorded."


@value
class Options:
    """What is printed and for whom. `sections` None means all that the reader may see."""

    audience: str = ATTORNEY
    format: str = "pdf"
    sections: frozenset[str] | None = None
    draft: bool = True

    def __post_init__(self) -> None:
        if self.audience not in AUDIENCES:
            raise InputError([FieldProblem("For", self.audience, "choose " + ", ".join(AUDIENCES))])
        formats.named(self.format)
        unknown = (self.sections or frozenset()) - set(AUDIENCE_SECTIONS[self.audience])
        if unknown:
            raise InputError(
                [
                    FieldProblem("Sections", each, f"is no section of this copy; it has {_sections(self.audience)}")
                    for each in sorted(unknown)
                ]
            )


def _sections(audience: str) -> str:
    return ", ".join(AUDIENCE_SECTIONS[audience])


@value
class Prepared:
    """A summary ready to be written: no database is needed any more, so a thread may do it."""

    case_id: int
    number: str
    options: Options
    document: Document
    setting: formats.Setting
    name: str

    def write(self) -> formats.Written:
        """The file's bytes. Raises StorageError when a firm's template fails."""
        return self.begin()()

    def begin(self) -> Callable[[], formats.Written]:
        """What gives the file's bytes: all but the setting of a PDF is done. Both raise as `write` does."""
        return formats.named(self.options.format).begin(self.document, self.setting)


@value
class Saved:
    """A summary on the disk, with what must be said about it; small, for there may be hundreds."""

    case_id: int
    options: Options
    path: Path
    notices: tuple[str, ...] = ()


def facts_of(db: Database, case_id: int) -> SummaryFacts:
    """The facts of a case, before they are cut for a reader. Raises NotFoundError."""
    return query.load(db, case_id)


def prepare(
    db: Database, case_id: int, options: Options, *, config_dir: Path | None = None, facts: SummaryFacts | None = None
) -> Prepared:
    """Read a case (unless its `facts` were read before) and lay out its summary for one reader.

    Raises NotFoundError.
    """
    whole = facts if facts is not None else facts_of(db, case_id)
    cut = for_audience(whole, options.audience, options.sections)
    said = whole.client.language if options.audience == CLIENT and whole.client is not None else ""
    language = _language(said)
    document = writer.build(cut, printed_at=local_now(db.clock), draft=options.draft, language=language)
    paper: formats.Paper = "legal" if whole.firm.paper == "legal" else "letter"
    plain = as_json(cut) if options.format == "json" else {}
    setting = formats.Setting(facts=plain, config_dir=config_dir, paper=paper)
    return Prepared(case_id, whole.case.number, options, document, setting, _name(whole, options))


def _language(said: str) -> str:
    """The language of a client's copy: the client's own where the program prints in it, else English."""
    if not said:
        return "en"
    from caseterm.educationfiles import language_for

    return language_for(said)


def local_now(clock: Clock) -> datetime:
    """The wall clock's time, aware, by its distance from UTC."""
    ahead = clock.local() - clock.now().replace(tzinfo=None, microsecond=0)
    minutes = round(ahead / timedelta(minutes=1))
    return clock.local().replace(tzinfo=timezone(timedelta(minutes=minutes)) if minutes else UTC)


def _name(facts: SummaryFacts, options: Options) -> str:
    """26-0142-Nguyen-2026-11-21.pdf; a copy for another reader than the attorney says so in its name."""
    client = facts.case.client.partition(",")[0]
    reader = "" if options.audience == ATTORNEY else f"-{options.audience}"
    stem = f"{facts.case.number}-{client}-{facts.as_of.isoformat()}{reader}"
    return files.safe_name(stem, formats.named(options.format).suffix)


def default_folder(db: Database) -> Path:
    """Where summaries go: the folder of the settings, else CaseSummaries in Documents or at home."""
    with db.look() as connection:
        row = connection.execute("SELECT export_folder FROM settings").fetchone()
    if row and row[0]:
        return Path(row[0]).expanduser()
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / "CaseSummaries"


def save(prepared: Prepared, path: Path, *, written: formats.Written | None = None) -> Saved:
    """Write a summary to a new file at `path`, or beside it with a number. Raises StorageError; then there is none.

    `written` are its bytes where they are at hand.
    """
    written = written or prepared.write()
    return Saved(prepared.case_id, prepared.options, files.save(written.data, path), written.notices)


def save_many(
    db: Database, case_ids: Iterable[int], options: Options, *, folder: Path, config_dir: Path | None = None
) -> Iterator[Saved]:
    """Read one case after another and write each into a folder, under its own name; in the order of the cases.

    Files are set in as many threads as there are processors, so as many summaries are in memory. What fails, be it
    the reading of the cases' ids, is raised after all that is saved was given.
    """
    under_way: deque[Callable[[], Saved]] = deque()
    failed: CaseTermError | None = None
    ids = iter(case_ids)
    more = True
    while more or under_way:
        try:
            if more and len(under_way) < processors():
                case_id = next(ids, None)
                more = case_id is not None
                if case_id is not None:
                    prepared = prepare(db, case_id, options, config_dir=config_dir)
                    under_way.append(aside(partial(save, prepared, folder / prepared.name)))
                continue
            saved = under_way.popleft()()
        except CaseTermError as problem:
            failed, more = failed or problem, False
        else:
            yield saved
    if failed is not None:
        raise failed


def record(db: Database, saved: Sequence[Saved], *, printer: str | None = None) -> ChangeSet | None:
    """Put the files (or their prints) on the disclosure record; None on a read-only copy, which cannot."""
    from caseterm.services.exporting import Disclosure, record_exports

    where = "standard output" if printer is None else f"printer {printer}"
    disclosures = [
        Disclosure(
            case_id=each.case_id,
            what=WHAT,
            audience=each.options.audience,
            format=each.options.format,
            destination=str(each.path) if printer is None and each.path != STANDARD_OUTPUT else where,
        )
        for each in saved
    ]
    try:
        return record_exports(db, disclosures, verb="Saved" if printer is None else "Printed")
    except ReadOnlyError:
        return None


@value
class Outcome:
    """What became of an export from the command line: the bytes for standard output, or the file; what to say.

    `job` is what the printer's queue calls it, where it was sent and has a name.
    """

    data: bytes | None = None
    path: Path | None = None
    sent: bool | None = None
    job: str = ""
    words: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def export_summary(
    db: Database,
    number: str,
    *,
    options: Options,
    output: str | None = None,
    config_dir: Path | None = None,
    print_it: bool = False,
    printer: str | None = None,
    copies: int = 1,
) -> Outcome:
    """A case's summary by its number, to a file, to standard output (`output` "-") or to a printer.

    Without `output` it goes into the default folder. Raises NotFoundError, InputError and StorageError; then there is
    no file. `sent` is None when nothing was to be printed.
    """
    prepared = prepare(db, query.case_id_of(db, number), options, config_dir=config_dir)
    written = _written(prepared)
    if output == "-" and not print_it:
        said = record(db, [Saved(prepared.case_id, options, STANDARD_OUTPUT)])
        return Outcome(data=written.data, notices=(*written.notices, *(() if said else (UNRECORDED,))))
    saved = save(prepared, _target(db, prepared, output), written=written)
    notices = saved.notices if record(db, [saved]) else (*saved.notices, UNRECORDED)
    words = [f"Saved {show(str(saved.path))}"]
    if not print_it:
        return Outcome(path=saved.path, words=tuple(words), notices=notices)
    from caseterm.exports import printing

    outcome = printing.send(saved.path, printer=printer, copies=copies)
    if outcome.sent:
        record(db, [saved], printer=printer or outcome.job.rpartition("-")[0] or "default")
    return Outcome(path=saved.path, sent=outcome.sent, job=outcome.job, words=(*words, outcome.words), notices=notices)


def export_many(
    db: Database, numbers: Sequence[str], *, options: Options, folder: Path, config_dir: Path | None = None
) -> Iterator[Outcome]:
    """As `export_summary` for each of many cases, into a folder. What fails is raised after what was saved is given."""
    ids = (query.case_id_of(db, number) for number in numbers)
    for saved in save_many(db, ids, options, folder=folder, config_dir=config_dir):
        notices = saved.notices if record(db, [saved]) else (*saved.notices, UNRECORDED)
        yield Outcome(path=saved.path, words=(f"Saved {show(str(saved.path))}",), notices=notices)


def _written(prepared: Prepared) -> formats.Written:
    """The file's bytes, made while a thread loads what records them."""
    making = prepared.begin()
    aside(lambda: import_module("caseterm.services.exporting"))
    return making()


def _target(db: Database, prepared: Prepared, output: str | None) -> Path:
    """The file asked for; a folder takes the usual name; without either the default folder."""
    if output is None or output == "-":
        return default_folder(db) / prepared.name
    path = Path(output).expanduser()
    return path / prepared.name if path.is_dir() or output.endswith(("/", "\\")) else path
