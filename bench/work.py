"""The work that `run.py` times without a screen; each name is one measurement, its floor beside it.

Each prints its milliseconds on its last line.
"""

import csv
import gc
import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

SUMMARIES = 200
ACTS = 60
IN_TURN = 120
"""Acts on each of two databases: a disk's sync drifts by more than what is to be told apart."""
ROWS = 10_000
PHASES = 12


def payloads(database: Path, folder: Path, count: int) -> list[Path]:
    """The data of the first summaries as JSON files, with the template beside them; made once."""
    place = folder / "typst"
    if not place.exists():
        from caseterm import resources
        from caseterm.exports.pdf import payload
        from caseterm.summaries import Options, prepare

        place.mkdir()
        for path in (resources.data() / "templates").glob("*.typ"):
            shutil.copy(path, place)
        (place / "fonts").write_text(str(resources.data() / "templates" / "fonts"), encoding="utf-8")
        with opened(database) as db:
            for number, case_id in enumerate(first_cases(db, SUMMARIES)):
                made = prepare(db, case_id, Options())
                (place / f"{number}.json").write_text(payload(made.document, made.setting), encoding="utf-8")
    return [path for path in (place / f"{number}.json" for number in range(count)) if path.exists()]


def opened(database: Path):  # type: ignore[no-untyped-def]  # imported late: the floors must not pay for it
    from caseterm.clock import clock_from
    from caseterm.store.database import Database

    return Database.open(database, clock_from(), exclusive=False)


def first_cases(db, count: int) -> list[int]:  # type: ignore[no-untyped-def]  # as above
    return [n for (n,) in db.raw.execute("SELECT id FROM cases WHERE status = 'open' ORDER BY id LIMIT ?", (count,))]


def compile_with_typst(paths: list[Path]) -> None:
    import typst

    place = paths[0].parent
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[(place / "fonts").read_text(encoding="utf-8")])
    compiler = typst.Compiler(root=str(place), font_paths=fonts)
    for path in paths:
        data = path.read_text(encoding="utf-8")
        made = compiler.compile(
            input=str(place / "summary.typ"), format="pdf", pdf_standards="ua-1", sys_inputs={"data": data}
        )
        path.with_suffix(".pdf").write_bytes(made)


def summaries(database: Path, folder: Path) -> float:
    """Two hundred summaries, milliseconds each, as the program saves many."""
    from caseterm.summaries import Options, save_many

    target = folder / "many"
    shutil.rmtree(target, ignore_errors=True)
    with opened(database) as db:
        ids = first_cases(db, SUMMARIES)
        before = time.perf_counter()
        if len(list(save_many(db, ids, Options(), folder=target))) != len(ids):
            raise SystemExit("not all were saved")
        return (time.perf_counter() - before) * 1000 / len(ids)


def typst200(database: Path, folder: Path) -> float:
    """The same two hundred by bare compiles, milliseconds each."""
    paths = payloads(database, folder, SUMMARIES)
    before = time.perf_counter()
    compile_with_typst(paths)
    return (time.perf_counter() - before) * 1000 / len(paths)


def each(act: Callable[[int], object], count: int) -> float:
    act(0)
    times = []
    for number in range(1, count):
        before = time.perf_counter()
        act(number)
        times.append((time.perf_counter() - before) * 1000)
    return median(times)


def acts(database: Path, folder: Path) -> float:
    """A note on a case, to confirmed on disk; the caseload shows nothing of it."""
    copy = folder / "acts.db"
    shutil.copy(database, copy)
    from caseterm.services.contact_log import add_note

    with opened(copy) as db:
        ids = first_cases(db, ACTS)
        return each(lambda number: add_note(db, case_id=ids[number % len(ids)], body=f"note {number}"), ACTS)


def sealed_acts(database: Path, folder: Path) -> str:
    """The same act on the encrypted database and on the plain one in turn, both open: encrypted, in the clear."""
    from caseterm.services.contact_log import add_note
    from caseterm.store import cipher, keyfile

    sealed, copies = folder / f"sealed-{database.name}", (folder / "sealed-acts.db", folder / "acts.db")
    said = (folder / "passphrase").read_text(encoding="utf-8").strip()
    cipher.keep_key(copies[0], keyfile.key_of(keyfile.unlock(sealed, said)))
    for source, copy in zip((sealed, database), copies, strict=True):
        shutil.copy(source, copy)
    times: tuple[list[float], list[float]] = ([], [])
    with opened(copies[0]) as encrypted, opened(copies[1]) as plain:
        ids = first_cases(plain, ACTS)
        gc.disable()
        for number in range(IN_TURN + 1):
            for db, took in zip((encrypted, plain), times, strict=True):
                before = time.perf_counter()
                add_note(db, case_id=ids[number % len(ids)], body=f"note {number}")
                took.append((time.perf_counter() - before) * 1000)
                gc.collect(0)  # as the screens do while she rests
            if number == 0:
                gc.freeze()
    for copy in copies:
        copy.unlink()
    return " ".join(str(median(took[1:])) for took in times)


def contacts(database: Path, folder: Path) -> float:
    """A contact logged, which is judged anew and changes its line on the caseload, to confirmed on disk."""
    from caseterm.services.contact_log import log_contact_many

    copy = folder / "acts.db"
    shutil.copy(database, copy)
    with opened(copy) as db:
        ids = first_cases(db, ACTS)
        said = {"channel": "call", "direction": "out", "outcome": "reached"}
        return each(lambda number: log_contact_many(db, [ids[number % len(ids)]], **said), ACTS)


def commits(database: Path, folder: Path) -> float:
    """One row inserted and committed with the same durability: each setting as the program makes it."""
    from caseterm.store.database import configure

    copy = folder / "commits.db"
    shutil.copy(database, copy)
    connection = sqlite3.connect(copy, isolation_level=None)
    configure(connection)
    connection.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, body TEXT)")

    def commit(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO floor (body) VALUES (?)", (f"note {number}",))
        connection.execute("COMMIT")

    return each(commit, ACTS)


def phase(database: Path, folder: Path) -> float:
    """A case of eight providers into its records phase, with a task for each; to confirmed on disk."""
    copy = folder / "phase.db"
    shutil.copy(database, copy)
    from caseterm.services.contacts import add_contact
    from caseterm.services.phases import change_phase
    from caseterm.services.records import add_record

    with opened(copy) as db:
        query = "SELECT id FROM cases WHERE phase = 'opening' AND status = 'open' ORDER BY id LIMIT ?"
        ids = [n for (n,) in db.raw.execute(query, (PHASES,))]
        for number in range(8):
            values = {"kind": "organization", "org_name": f"Provider {number}"}
            contact = add_contact(db, values).first_added("contacts")
            for case_id in ids:
                add_record(db, "provider", {"case_id": case_id, "contact_id": contact}, label="Added")
        took = each(lambda number: change_phase(db, [ids[number]], "records"), len(ids))
        cases = ", ".join(map(str, ids))
        query = f"SELECT count(*) AS n FROM tasks WHERE case_id IN ({cases}) AND phase = 'records' GROUP BY case_id"
        least = db.raw.execute(f"SELECT min(n) FROM ({query})").fetchone()[0]
        if least < 20:
            raise SystemExit(f"only {least} tasks")
        return took


def rows_file(folder: Path) -> Path:
    path = folder / "rows.csv"
    if not path.exists():
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["Case Number", "Client", "DOI", "Phone", "Type", "Status", "Insurer", "Claim #", "Notes"])
            for n in range(ROWS):
                phone = f"(206) 555-01{n % 100:02}"
                day = f"{n % 12 + 1}/{n % 28 + 1}/2025"
                writer.writerow([f"B{n:05}", f"Last{n}, First{n}", day, phone, "Auto", "Treating", f"Carrier {n % 20}",
                                 f"{n % 90 + 10}-A{n:05}", "imported"])  # fmt: skip
    return path


def import_rows(database: Path, folder: Path) -> float:
    """Ten thousand rows understood and written as one act."""
    from caseterm.importing import import_preview, preview_file

    path, target = rows_file(folder), folder / "import.db"
    target.unlink(missing_ok=True)
    with opened(target) as db:
        before = time.perf_counter()
        import_preview(db, preview_file(db, path))
        return (time.perf_counter() - before) * 1000


def csv_floor(database: Path, folder: Path) -> float:
    """The same file by csv and one executemany into as many rows as an import writes."""
    path, target = rows_file(folder), folder / "floor.db"
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA synchronous=EXTRA")
    names = [
        "contacts",
        "cases",
        "incidents",
        "parties",
        "phones",
        "history",
        "policies",
        "coverages",
        "claims",
        "notes",
    ]
    for name in names:
        connection.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i)")
    before = time.perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    connection.execute("BEGIN IMMEDIATE")
    for name in names:
        connection.executemany(
            f"INSERT INTO {name} (a, b, c, d, e, f, g, h, i) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )
    connection.execute("COMMIT")
    return (time.perf_counter() - before) * 1000


WORK: dict[str, Callable[[Path, Path], float | str | None]] = {
    "summaries": summaries,
    "typst200": typst200,
    "acts": acts,
    "sealed-acts": sealed_acts,
    "contacts": contacts,
    "commits": commits,
    "phase": phase,
    "import": import_rows,
    "csv": csv_floor,
    "prepare": lambda database, folder: print(json.dumps(len(payloads(database, folder, 1)))),
}

if __name__ == "__main__":
    name, database, folder = sys.argv[1:]
    took = WORK[name](Path(database), Path(folder))
    if took is not None:
        print(took)  # the answer
