"""`make bench`: how caseterm stands beside the least that could be, in one run, as ratios of medians.

The terminal figures come from terminal.py (a pty, every key answered and timed); work without a screen is timed as
whole processes in turn. `--quick` runs a third of it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
import months
from terminal import Case, measure, parse_script

HERE = Path(__file__).parent
PYTHON = sys.executable
QUIET = 0.1
"""Seconds without drawing after which a key is settled."""
SHORT = 15
"""At least so many turns of what takes a tenth of a second: medians of three sway by a tenth."""
PHASE_MS = 50.0
"""What entering a phase with 20 tasks may take."""
TODAY = {"CASETERM_TODAY": "2026-11-21"}


@dataclass(frozen=True)
class Goal:
    """One line of the table: what was measured, against what, and the ratio it may reach."""

    what: str
    value: float
    against: float
    unit: str
    limit: float
    floor: str

    @property
    def ratio(self) -> float:
        return self.value / self.against if self.against else float("inf")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="250,2500,10000")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--folder", help="keep the databases here and use them again")
    chosen = parser.parse_args()
    sys.setswitchinterval(0.0002)  # the thread that notes when output came must not wait for the one that draws it
    sizes = [int(size) for size in chosen.sizes.split(",")]
    runs = 3 if chosen.quick else chosen.runs
    folder = Path(chosen.folder) if chosen.folder else Path(tempfile.mkdtemp(prefix="caseterm-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "backups", ignore_errors=True)  # each start of a run before made one of the whole file
    try:
        databases = {size: make_database(folder, size) for size in sizes}
        goals = screens(databases, runs, folder) + months_shown(runs, folder)
        goals += work(databases[max(sizes)], runs, folder)
    finally:
        if not chosen.folder:
            shutil.rmtree(folder)
    print_table(goals, runs)
    return 0


def make_database(folder: Path, size: int) -> Path:
    """A database of that many sample cases, made once."""
    path = folder / f"cases-{size}.db"
    if not path.exists():
        print(f"making {size} cases ...", file=sys.stderr)
        command = [PYTHON, "-m", "caseterm", "demo", "--cases", str(size), "--seed", "7", "--keep", str(path)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, env=environment())
    return path


def encrypted(path: Path, folder: Path) -> Path:
    """The same database under a passphrase, which lies in a file; made once."""
    target = folder / f"sealed-{path.name}"
    if not target.exists():
        shutil.copy(path, target)
        said = Path(passphrase_file(folder)["CASETERM_PASSPHRASE_FILE"])
        said.write_text(SAID + "\n", encoding="utf-8")
        said.chmod(0o600)
        command = [PYTHON, "-m", "caseterm", "--db", str(target), "encrypt"]
        env = environment() | passphrase_file(folder)
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=env)
    return target


def passphrase_file(folder: Path) -> dict[str, str]:
    return {"CASETERM_PASSPHRASE_FILE": str(folder / "passphrase")}


def environment() -> dict[str, str]:
    import os

    return {**os.environ, **TODAY}


HELLO_STEPS = """
wait 'ready 0' as ready
quiet 300
mem as mem
key x *15 as cursor
key enter -> second as open
key escape -> ready as back
key enter -> second as open
key escape -> ready as back
key enter -> second as open
key escape -> ready as back
quit ctrl+q as leave
"""
WORDS = ("mar", "tre", "206")
"""What else is typed into the filters: a name, a start of many things, a part of phone numbers."""
CASETERM_STEPS = """
wait 'Why[^:]' as ready
quiet 1500
mem as mem
key down *12 as carded
key home
key v
key p
quiet 300
key down *15 as cursor
key pagedown pageup *4 as page
key home
key / as filter_open
type gar as letter
key escape
{words}
key enter -> Overview as first_open
quiet 600
key 1 -> sort: as switch
key down
key enter -> Overview as open
key 1 -> sort: as switch
key down
key enter -> Overview as open
key 1 -> sort: as switch
quit ctrl+q as leave
""".replace("{words}", "\n".join(f"quiet 200\nkey /\ntype {word} as letter\nkey escape" for word in WORDS))

SAID = "blue lamp river onion"
TYPED_STEPS = f"""
wait 'Passphrase of' as prompt
type '{SAID}' @12
key enter -> Why[^:] as entered
quit ctrl+q as leave
"""
"""As she starts it; the time she waits is that to the prompt and that from Enter on."""


def screens(databases: dict[int, Path], runs: int, folder: Path) -> list[Goal]:
    """Start, keys, switches and memory, every program in turn."""
    cases = [Case("hello", [PYTHON, str(HERE / "hello.py")], parse_script(HELLO_STEPS), env=dict(TODAY), quiet=QUIET)]
    for size, path in databases.items():
        command = [PYTHON, "-m", "caseterm", "--db", str(path)]
        cases.append(Case(f"caseterm {size}", command, parse_script(CASETERM_STEPS), env=dict(TODAY), quiet=QUIET))
    largest = max(databases)
    sealed = encrypted(databases[largest], folder)
    start_only = parse_script("wait 'Why[^:]' as ready\nquiet 300\nquit ctrl+q as leave")
    command = [PYTHON, "-m", "caseterm", "--db", str(sealed)]
    cases.append(Case("encrypted", command, start_only, env=TODAY | passphrase_file(folder), quiet=QUIET))
    cases.append(Case("typed", command, parse_script(TYPED_STEPS), env=dict(TODAY), quiet=QUIET))
    if shutil.which("fzf"):
        cases.append(fzf_case(databases[largest], folder))
    report = measure(cases, runs, 1)
    for case in report["cases"].values():
        for error in sorted(set(case["errors"]))[:2]:
            print(f"! {error}", file=sys.stderr)

    def mark(case: str, name: str) -> float:
        return float(report["cases"][case]["metrics"].get(name, {}).get("median", float("nan")))

    def keys(case: str, name: str, part: str = "p50") -> float:
        return float(report["cases"][case]["pooled"].get(f"{name}.settle", {}).get(part, float("nan")))

    def first(case: str, name: str) -> float:
        return float(report["cases"][case]["pooled"].get(f"{name}.first", {}).get("p50", float("nan")))

    waited = mark("typed", "prompt") + float(
        report["cases"]["typed"]["pooled"].get("entered.match", {}).get("p50", "nan")
    )
    goals = []
    for size in databases:
        limit = 1.25 if size <= 250 else 1.35
        goals.append(
            Goal(
                f"start, {size} cases", mark(f"caseterm {size}", "ready"), mark("hello", "ready"), "ms", limit, "hello"
            )
        )
    mine = f"caseterm {largest}"
    goals += [
        Goal("start, encrypted", mark("encrypted", "ready"), mark(mine, "ready"), "ms", 1.15, "in the clear"),
        Goal("start, encrypted, typed", waited, mark(mine, "ready"), "ms", 1.15, "in the clear"),
        Goal("cursor key", keys(mine, "cursor"), keys("hello", "cursor"), "ms", 1.5, "echo"),
        Goal("cursor key, to its first change", first(mine, "carded"), first("hello", "cursor"), "ms", 1.5, "echo"),
        Goal("cursor key, p95", keys(mine, "cursor", "p95"), keys("hello", "cursor", "p95"), "ms", 1.5, "echo p95"),
        Goal("page key", keys(mine, "page"), keys("hello", "cursor"), "ms", 4.0, "echo"),
        Goal("open a case", keys(mine, "open"), keys("hello", "open"), "ms", 2.0, "second screen"),
        Goal(
            "open a case, the first time", keys(mine, "first_open"), keys("hello", "open"), "ms", 4.0, "second screen"
        ),
        Goal("switch a screen", keys(mine, "switch"), keys("hello", "open"), "ms", 2.0, "second screen"),
        Goal("memory", mark(mine, "mem.rss_mb"), mark("hello", "mem.rss_mb"), "MB", 2.2, "hello"),
        Goal("leaving", mark(mine, "leave"), mark("hello", "leave"), "ms", 1.2, "hello"),
    ]
    if "fzf" in report["cases"]:
        fzf, fzf95 = keys("fzf", "letter"), keys("fzf", "letter", "p95")
        goals += [
            Goal("filter letter, to the list", first(mine, "letter"), fzf, "ms", 1.0, "fzf, settled"),
            Goal("filter letter, with the card", keys(mine, "letter"), fzf, "ms", 1.0, "fzf, settled"),
            Goal("filter letter, p95", keys(mine, "letter", "p95"), fzf95, "ms", 1.0, "fzf, settled p95"),
        ]
    return goals


def months_shown(runs: int, folder: Path) -> list[Goal]:
    """A month of a full calendar against an empty one, by a key."""
    found = months.figures(months.database(folder, environment()), max(3, runs // 3), TODAY, QUIET)
    return [Goal(f"month, full, {name}", full, empty, "ms", 1.2, "empty month") for name, full, empty in found]


def fzf_case(database: Path, folder: Path) -> Case:
    """The same lines as caseterm filters, in fzf."""
    import sqlite3

    lines = folder / "lines.txt"
    connection = sqlite3.connect(database)
    rows = connection.execute(
        "SELECT client || ' ' || number || ' ' || phase || ' ' || search FROM caselist "
        "JOIN casetext USING (case_id) WHERE is_open = 1"
    )
    text = [str(row[0]).replace("\n", " ") for row in rows]
    connection.close()
    lines.write_text("\n".join(text), encoding="utf-8")
    more = "\n".join(f"key ctrl+u\nquiet 200\ntype {word} as letter" for word in WORDS)
    steps = f"wait '{len(text)}/{len(text)}' as ready\nquiet 300\ntype gar as letter\n{more}\nquit escape as leave"
    return Case("fzf", ["sh", "-c", f"exec fzf < '{lines}'"], parse_script(steps), quiet=QUIET)


def work(database: Path, runs: int, folder: Path) -> list[Goal]:
    """Work without a screen: summaries, an act on disk, an import; whole processes in turn."""
    goals = []
    script = str(HERE / "work.py")

    def timed(command: list[str]) -> float:
        before = time.perf_counter()
        subprocess.run(command, check=True, env=environment(), stdout=subprocess.DEVNULL)
        return (time.perf_counter() - before) * 1000

    def answered(*words: str) -> list[float]:
        done = subprocess.run([PYTHON, script, *words], check=True, env=environment(), capture_output=True, text=True)
        return [float(figure) for figure in done.stdout.strip().splitlines()[-1].split()]

    def inside(*words: str) -> float:
        return answered(*words)[0]

    def pair(mine: Callable[[], float], floor: Callable[[], float], *, turns: int = 0) -> tuple[float, float]:
        settle_disk()
        both = [(mine(), floor()) for _ in range(max(3, runs // 2, turns))]
        return median(one for one, _ in both), median(two for _, two in both)

    here = str(folder)
    subprocess.run(
        [PYTHON, script, "prepare", str(database), here], check=True, env=environment(), stdout=subprocess.DEVNULL
    )
    program = str(Path(PYTHON).with_name("caseterm"))
    one = [program, "--db", str(database), "summary", first_number(database), "-o", str(folder / "one") + "/"]
    bare = [PYTHON, str(HERE / "barepdf.py"), str(folder / "typst")]
    values = pair(lambda: timed(one), lambda: timed([*bare, "plain"]), turns=SHORT)
    goals.append(Goal("one summary PDF, whole process", *values, "ms", 1.3, "bare typst"))
    values = pair(lambda: timed(one), lambda: timed(bare), turns=SHORT)
    goals.append(Goal("the same, none but our fonts", *values, "ms", 1.3, "sparing typst"))
    encrypted(database, folder)
    turns = [answered("sealed-acts", str(database), here) for _ in range(max(1, runs // 3))]
    values = median(one for one, _ in turns), median(two for _, two in turns)
    goals.append(Goal("an act, encrypted", *values, "ms", 1.15, "in the clear"))
    took = median(inside("phase", str(database), here) for _ in range(max(3, runs // 2)))
    goals.append(Goal("entering a phase with 20 tasks", took, PHASE_MS, "ms", 1.0, "50 ms"))
    for name, first, second, limit, floor in (
        ("each of 200 summary PDFs", "summaries", "typst200", 1.2, "bare typst"),
        ("an act, on disk and shown", "acts", "commits", 2.0, "raw commit"),
        ("an act that changes the caseload", "contacts", "commits", 2.0, "raw commit"),
        ("import of 10,000 rows", "import", "csv", 6.0, "csv + executemany"),
    ):
        values = pair(lambda: inside(first, str(database), here), lambda: inside(second, str(database), here))  # noqa: B023  # called at once
        goals.append(Goal(name, *values, "ms", limit, floor))
    return goals


def settle_disk() -> None:
    """Have the disk write what lies in memory of the work before: what waits for the disk would wait for that, too."""
    import os

    if hasattr(os, "sync"):
        os.sync()


def first_number(database: Path) -> str:
    """The number of a case to print."""
    import sqlite3

    connection = sqlite3.connect(database)
    found = connection.execute("SELECT number FROM cases WHERE status = 'open' ORDER BY id LIMIT 1").fetchone()
    connection.close()
    return str(found[0])


def print_table(goals: list[Goal], runs: int) -> None:
    print(f"\nMedians of {runs} interleaved runs; ratios are to the floor of the same run.\n")
    print(f"{'what':34}{'caseterm':>12}{'floor':>12}   {'ratio':>6}{'goal':>7}   against")
    for goal in goals:
        met = "ok" if goal.ratio <= goal.limit else "MISSED"
        print(
            f"{goal.what:34}{goal.value:>9.1f} {goal.unit:2}{goal.against:>9.1f} {goal.unit:2}   "
            f"{goal.ratio:>6.2f}{goal.limit:>7.2f}   {goal.floor} {met}"
        )


if __name__ == "__main__":
    sys.exit(main())
