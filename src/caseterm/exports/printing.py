"""Sends a saved file to a printer and says what became of it."""

import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from caseterm.errors import FieldProblem, InputError
from caseterm.scratch import scratch_folder

SECONDS = 20.0
MOST_COPIES = 99
TITLE = "caseterm document"
_JOB = re.compile(r"request id is (\S+-\d+)")
_NO_SERVICE = "The printing service of this computer is not running. Start it (CUPS), then print again."


@dataclass(frozen=True)
class Printers:
    """The printers this computer knows, the default among them, and what stands in the way, in words.

    With `by_system` there is no list to choose from: the system prints on its own default printer.
    """

    names: tuple[str, ...] = ()
    default: str | None = None
    problem: str = ""
    by_system: bool = False


@dataclass(frozen=True)
class PrintOutcome:
    """What became of it: sent or not, a sentence for the user, and the job's name where there is one."""

    sent: bool
    words: str
    job: str = ""


def printers() -> Printers:
    """The printers to choose from. Never raises: a problem is told in `problem`."""
    if sys.platform == "win32":
        return Printers(problem="Windows prints on its default printer.", by_system=True)
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        return Printers(problem=_not_installed())
    listed = _run(["lpstat", "-e"])
    if listed is None or not _service_runs():
        return Printers(problem=_NO_SERVICE)
    names = tuple(line.split()[0] for line in listed.stdout.splitlines() if line.strip())
    if not names:
        return Printers(problem="No printer is set up on this computer. Add one in its settings.")
    answer = _run(["lpstat", "-d"])
    found = re.search(r"destination:\s*(\S+)", answer.stdout) if answer is not None else None
    default = found.group(1) if found and found.group(1) in names else None
    return Printers(names=names, default=default)


def send(path: Path, *, printer: str | None = None, copies: int = 1) -> PrintOutcome:
    """Prints a saved file on the named printer or the default one.

    The job carries neither the file's name nor a client's: both show on shared printers. Never raises for
    what the printer does; InputError when `copies` is not 1 to 99 or the printer's name cannot be one.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise InputError.one("Copies", copies, f"a number from 1 to {MOST_COPIES}")
    if printer is not None and (not printer or printer.startswith("-") or not printer.isprintable()):
        raise InputError([FieldProblem("Printer", printer, "that cannot be a printer's name")])
    if not path.is_file():
        return PrintOutcome(False, "The file is not there any more. Save it again, then print.")
    if sys.platform == "win32":
        return _send_windows(path)
    return _send_lp(path, printer, copies)


def _send_lp(path: Path, printer: str | None, copies: int) -> PrintOutcome:
    if shutil.which("lp") is None:
        return PrintOutcome(False, _not_installed())
    with scratch_folder() as folder:
        plain = folder / f"document{path.suffix}"
        shutil.copyfile(path, plain)
        command = ["lp", "-t", TITLE, "-n", str(copies)]
        if printer is not None:
            command += ["-d", printer]
        done = _run([*command, "--", str(plain.resolve())])
    if done is None:
        return PrintOutcome(False, "The printing service did not answer. The file is saved; print it later.")
    if done.returncode != 0:
        return PrintOutcome(False, _refusal(done.stderr, printer))
    found = _JOB.search(done.stdout)
    job = found.group(1) if found else ""
    where = printer or (job.rpartition("-")[0] if job else "the default printer")
    many = "" if copies == 1 else f", {copies} copies"
    return PrintOutcome(True, f"Sent to {where}{many}" + (f" as job {job}." if job else "."), job)


def _refusal(said: str, printer: str | None) -> str:
    """The reason of lp in our words; a stopped service gives the same texts, so it is asked for first."""
    if not _service_runs():
        return _NO_SERVICE
    lowered = said.lower()
    if "no default destination" in lowered:
        return "This computer has no default printer. Choose one from the list, or set one in its settings."
    if "does not exist" in lowered:
        known = printers()
        return f"There is no printer called {printer}. " + (known.problem or f"There are: {', '.join(known.names)}.")
    if "not accepting" in lowered:
        return "The printer does not take jobs now. Choose another, or look at the printer."
    if "unsupported" in lowered or "document-format" in lowered:
        return "The printer cannot print this kind of file. Save as PDF and print that."
    words = " ".join(said.split())[:160]
    return f"The file was not printed: {words}" if words else "The file was not printed, and lp gave no reason."


def follow(job: str, *, checks: int = 10, pause: float = 0.5) -> PrintOutcome:
    """Waits a little for a job and says where it stands: printed, printing, or waiting and why.

    Takes up to `checks` times `pause` seconds, so it belongs in a thread.
    """
    waiting = threading.Event()
    for number in range(checks):
        queue = _run(["lpstat", "-o"])
        if queue is None:
            return PrintOutcome(True, f"Job {job} was sent; the printing service does not say more.", job)
        if not any(line.split()[0] == job for line in queue.stdout.splitlines() if line.strip()):
            return PrintOutcome(True, f"Job {job} is done: it has left the queue.", job)
        stopped = _stopped(job.rpartition("-")[0])
        if stopped:
            return PrintOutcome(True, f"Job {job} waits: the printer is stopped ({stopped}).", job)
        if number + 1 < checks:
            waiting.wait(pause)
    return PrintOutcome(True, f"Job {job} is in the queue.", job)


def _stopped(printer: str) -> str:
    state = _run(["lpstat", "-p", printer])
    if state is None or "disabled" not in state.stdout:
        return ""
    after = [line.strip() for line in state.stdout.splitlines()[1:] if line.strip()]
    return after[0][:80] if after else "no reason given"


def _send_windows(path: Path) -> PrintOutcome:
    if _start_file(path, "print"):
        return PrintOutcome(True, "Handed to Windows to print on the default printer.")
    if _start_file(path, "open"):
        return PrintOutcome(False, "Windows cannot print this file by itself. It is open now: press Ctrl+P there.")
    return PrintOutcome(False, "Windows has no program for this file. Open it from its folder and print it there.")


def _start_file(path: Path, verb: str) -> bool:
    start = getattr(os, "startfile", None)
    if start is None:
        return False
    try:
        start(str(path.resolve()), verb)
    except OSError:
        return False
    return True


def open_file(path: Path) -> PrintOutcome:
    """Opens a saved file in the program the desktop has for it; `sent` says whether that was possible."""
    if not path.exists():
        return PrintOutcome(False, "The file is not there any more.")
    if sys.platform == "win32":
        opened = _start_file(path, "open")
        return PrintOutcome(opened, "Opened." if opened else f"Windows has no program for it: {path}")
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    if sys.platform != "darwin" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return PrintOutcome(False, f"No desktop here to open it with. The file is {path}")
    if shutil.which(opener) is None:
        return PrintOutcome(False, f"{opener} is not installed, so open it yourself: {path}")
    process = subprocess.Popen(
        [opener, str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        _REAP.append(process)
        return PrintOutcome(True, "Opened.")
    return PrintOutcome(code == 0, "Opened." if code == 0 else f"No program here opens it. The file is {path}")


_REAP: list["subprocess.Popen[bytes]"] = []


def _service_runs() -> bool:
    """Whether the scheduler answers; `lpstat -r` says so in words, its exit code does not."""
    answer = _run(["lpstat", "-r"])
    return answer is not None and "is running" in answer.stdout


def _run(command: list[str]) -> "subprocess.CompletedProcess[str] | None":
    """Runs a printing command in plain English; None when it is not there or does not answer in time."""
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C", "LANG": "C", "LANGUAGE": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _not_installed() -> str:
    return "No printing program (lp) is installed. Install CUPS, or open the file and print it from there."
