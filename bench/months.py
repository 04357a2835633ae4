"""The month of a calendar with 10,000 appointments against a month of the same calendar in which nothing stands."""

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from terminal import Case, measure, parse_script

APPOINTMENTS = 10_000
CASES = 600
FIRST, DAYS = date(2026, 6, 1), 365
PARTS = ("full", "empty")
STEPS = """
wait 'Why[^:]' as ready
quiet 1500
key 3 -> month
quiet 1000
key , *5
quiet 500
key . *10 as full
quiet 300
key g
key d
type 3/5/2031
key enter -> 'March 2031'
quiet 1000
key . *10 as empty
quit ctrl+q as leave
"""


def database(folder: Path, environment: dict[str, str]) -> Path:
    """A caseload whose year holds APPOINTMENTS, made once."""
    path = folder / "months.db"
    if not path.exists():
        command = [sys.executable, "-m", "caseterm", "demo", "--cases", str(CASES), "--seed", "7", "--keep", str(path)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)
        _fill(path)
    return path


def _fill(path: Path) -> None:
    """Put visits of every open case on the days of a year, ten hours a day."""
    from caseterm.changes import Op
    from caseterm.clock import clock_from
    from caseterm.models import Appointment
    from caseterm.store.database import Database

    with Database.open(path, clock_from()) as db:
        today = db.clock.today()
        cases = [n for (n,) in db.raw.execute("SELECT id FROM cases WHERE status = 'open' ORDER BY id")]
        with db.write(Op.ADD, "a full year") as write:
            for number in range(APPOINTMENTS):
                day = FIRST + timedelta(days=number * DAYS // APPOINTMENTS)
                starts = datetime.combine(day, time(8 + number * 3 % 10, 15 * (number % 4)))
                values = {"case_id": cases[number % len(cases)], "starts_at": starts, "kind": "therapy_pt"}
                values |= {"ends_at": starts + timedelta(minutes=45), "location": "Mercy Physical Therapy"}
                write.add(Appointment, {**values, "status": "attended" if day < today else "scheduled"})


def figures(path: Path, runs: int, today: dict[str, str], quiet: float) -> list[tuple[str, float, float]]:
    """Milliseconds from the key to the finished screen: which size, a full month, an empty one."""
    command = [sys.executable, "-m", "caseterm", "--db", str(path)]
    sizes = ((80, 24), (120, 40))
    cases = [Case(f"{w}x{h}", command, parse_script(STEPS), size=(w, h), env=today, quiet=quiet) for w, h in sizes]
    report = measure(cases, runs, 1)
    found = []
    for name, case in report["cases"].items():
        full, empty = (float(case["pooled"].get(f"{part}.settle", {}).get("p50", "nan")) for part in PARTS)
        found.append((name, full, empty))
    return found


if __name__ == "__main__":
    import os

    setting = {"CASETERM_TODAY": "2026-11-21"}
    place = Path(sys.argv[1])
    for name, full, empty in figures(database(place, {**os.environ, **setting}), 3, setting, 0.1):
        print(f"{name}: full month {full:.1f} ms, empty {empty:.1f} ms, {full / empty:.2f}")
