"""The card of a deadline: its dates, who verified it, its reasoning, what may stop its clock, how it was met."""

from datetime import date

from caseterm.queries.deadlines import DeadlineCard, TollingLine
from caseterm.rules.date_words import paper_day, short_day
from caseterm.rules.ladder import next_on, words
from caseterm.rules.limitations import LEGEND, TOLLING_REASONS, verified_words
from caseterm.rules.tasks import late_words
from caseterm.rules.terms import label
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import wrap

Lines = list[list[Cell]]


def deadline_id(key: object) -> int:
    """The id of a deadline from the key of its row; 0 for another row's."""
    text = str(key)
    return int(text[1:]) if text[:1] == "d" and text[1:].isdecimal() else 0


def deadline_lines(card: DeadlineCard, today: date, width: int) -> Lines:
    """The card of a deadline, `width` cells wide."""
    line = card.line
    by = line.file_by or line.due
    lines: Lines = [[(text, "bold")] for text in wrap(line.name, width)[:2]]
    lines += [[text] for text in wrap(f"{line.client}  {line.number}", width)]
    lines.append([("Date    ", "muted"), paper_day(line.due), (f"  {late_words(line.due, today)}", "muted")])
    lines.append([("File by ", "muted"), (paper_day(by), "bad" if line.moved else "")])
    if card.computed_due is not None and card.computed_due != line.due:
        lines.append([("Computed", "muted"), (f" {paper_day(card.computed_due)}", "warn")])
    if card.tolled is not None:
        lines.append([("If tolled ", "muted"), (paper_day(card.tolled), "warn"), (" possible", "muted")])
    verified = verified_words(line.verified_by, line.verified_on)
    lines += [[(text, "good" if line.verified_on else "warn")] for text in wrap(verified, width)]
    lines += _settled(card, width) if card.satisfied_on else _reminder(card, today)
    if card.trigger_date:
        lines.append([("From    ", "muted"), paper_day(card.trigger_date)])
    if card.defendant:
        lines += [[(text, "")] for text in wrap(f"Against {card.defendant}", width)]
    if line.citation and line.citation not in card.basis:
        lines += [[text] for text in wrap(f"Rule {line.citation}", width)]
    for heading, text in (("Basis", card.basis), ("Warnings and notes", card.notes)):
        if text:
            lines += [[], [(heading, "accent")]]
            lines += [[part] for part in wrap(text, width)]
    if card.tollings:
        lines += [[], [("Tolling, never counted by itself", "accent")]]
        lines += [[part] for stop in card.tollings for part in wrap(tolling_words(stop), width)]
    lines.append([])
    lines += [[(part, "muted")] for part in wrap(LEGEND, width)]
    return [*lines, [], [("v v verify   x satisfied", "muted")], [("m  heard, dismiss, tolling", "muted")]]


def tolling_words(stop: TollingLine) -> str:
    """What may stop a clock in one line: "Bankruptcy stay 03/01/2026 to 03/30/2026, 11 USC 362"."""
    span = ""
    if stop.days is not None:
        span = f"{stop.days} d"
    elif stop.starts_on or stop.ends_on:
        start = paper_day(stop.starts_on) if stop.starts_on else "?"
        span = f"{start} to {paper_day(stop.ends_on) if stop.ends_on else 'open'}"
    reason = f"{label(TOLLING_REASONS, stop.reason)} {span}".rstrip()
    return f"{reason}, {stop.authority}" if stop.authority else reason


def _settled(card: DeadlineCard, width: int) -> Lines:
    word = "Dismissed" if card.dismissed_by else "Met"
    on = paper_day(card.satisfied_on) if card.satisfied_on else ""
    lines: Lines = [[(text, "good")] for text in wrap(f"{word} {on}: {card.satisfied_how}", width)]
    return lines + [[text] for text in wrap(f"Proof {card.proof}", width)] if card.proof else lines


def _reminder(card: DeadlineCard, today: date) -> Lines:
    """When it reminds: now, or next."""
    line = card.line
    if line.rings(today):
        now = words(line.must_by, today).removeprefix("reminder").strip(", ")
        return [[("Reminder", "muted"), (f" now: {now}", "bad")]]
    return [[("Reminder", "muted"), (f" again {short_day(next_on(line.must_by, today), today)}", "muted")]]
