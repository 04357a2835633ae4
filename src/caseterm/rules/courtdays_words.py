"""A count of court days in words: its result, its basis in one line, and every day of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.rules.courtdays import Count, Reading, Step
from caseterm.rules.courtdays_file import SERVICES
from caseterm.rules.date_words import paper_day, show_time
from caseterm.rules.limitations import NOT_VERIFIED, last_open_day

MOST_DAYS = 400
LEGEND = "Calculated aid, not legal advice; verify with the attorney and the current rule."


@dataclass(frozen=True)
class DayLine:
    """One day of a count as it is shown: its date, what was done with it, why it is closed, and how grave that is."""

    day: str
    what: str
    why: str
    role: str = ""


def title_words(made: Count) -> str:
    """What was counted: "21 days after 11/05/2026, mail +3"."""
    at = f" {show_time(made.trigger_at)}" if made.trigger_at else ""
    service = f", {SERVICES[made.service].lower()} +{made.added}" if made.added else ""
    return f"{made.period.words} {paper_day(made.trigger)}{at}{service}"


def when(reading: Reading) -> str:
    """The last day of a reading with its weekday, and the time where the period is in hours."""
    return f"{reading.day:%a} {paper_day(reading.day)}" + (f" {show_time(reading.at)}" if reading.at else "")


def basis_words(made: Count) -> str:
    """The reasoning in one line, for a deadline made from the count; it always ends in "not verified"."""
    where = made.court.name + (f" in {made.state}" if made.state else "")
    rule = made.court.rule + (f", {made.court.added_rule}" if made.added else "")
    other = f" By another reading {when(made.possible)}." if made.differs else ""
    at = f" The period ends at {show_time(made.safe.at)}." if made.safe.at else ""
    table = f"Table of {paper_day(made.checked_on)}; {NOT_VERIFIED}."
    return f"{title_words(made)}: {rule} ({where}).{at}{other} {table}"


def must_file_by(made: Count) -> date:
    """The last open day on or before the safe date, which is the safe date wherever nothing is in doubt."""
    return last_open_day(made.safe.day)


def day_lines(reading: Reading) -> list[DayLine]:
    """Every day of a count in order; of a period too long to be read day by day, its beginning and its end."""
    steps = list(reading.steps)
    if len(steps) > MOST_DAYS:
        left_out = len(steps) - MOST_DAYS
        middle = DayLine("...", f"{left_out} days counted the same way", "", "muted")
        return [*_lines(steps[: MOST_DAYS // 2]), middle, *_lines(steps[-MOST_DAYS // 2 :])]
    return _lines(steps)


def short_lines(reading: Reading) -> list[DayLine]:
    """The same with runs of open days that merely count drawn together."""
    found: list[DayLine] = []
    run: list[Step] = []
    for step in reading.steps:
        plain = step.what == "counted" and not step.why
        if plain and (not run or step.day - run[-1].day in (timedelta(days=1), timedelta(days=-1))):
            run.append(step)
            continue
        found += _run(run)
        run = [step] if plain else []
        found += [] if plain else [_line(step)]
    return found + _run(run)


def _run(run: Sequence[Step]) -> list[DayLine]:
    if len(run) < 3:
        return _lines(run)
    first, last = run[0], run[-1]
    return [DayLine(_day(first.day), f"days {first.number} to {last.number}", f"to {_day(last.day)}", "muted")]


def _lines(steps: Sequence[Step]) -> list[DayLine]:
    return [_line(step) for step in steps]


def _line(step: Step) -> DayLine:
    doubt = "" if step.sure or not step.why else " ?"
    day = _day(step.day)
    match step.what:
        case "event":
            return DayLine(day, "the event", "not counted", "muted")
        case "counted":
            return DayLine(day, f"day {step.number}", f"{step.why}, counts{doubt}" if step.why else "", "")
        case "left out":
            return DayLine(day, "left out", f"{step.why}{doubt}", "muted")
        case "closed":
            return DayLine(day, "closed", f"{step.why}{doubt}", "warn")
        case "added":
            return DayLine(day, f"added {step.number}", f"{step.why}, counts{doubt}" if step.why else "", "accent")
    return DayLine(day, "last day", "", "bold")


def _day(day: date) -> str:
    return f"{day:%a} {paper_day(day)}"
