"""The card beside the list: one task with its client and its checklist."""

import re
from datetime import date

from caseterm.queries.taskcard import TaskCard
from caseterm.rules.date_words import short_day, show_length
from caseterm.rules.phones import format_phone
from caseterm.rules.tasks import BOXES, late_words
from caseterm.rules.terms import PHASES, PRIORITIES, TASK_OPEN, TASK_STATUSES, label
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, wrap

Lines = list[list[Cell]]
SHOWN_NOTES = 8


def task_lines(card: TaskCard, today: date, width: int, height: int) -> Lines:
    """The card of a task, `width` cells wide; items of the checklist are cut where the page is too short for them."""
    line = card.line
    lines: Lines = [[(text, "bold")] for text in wrap(line.title, width)[:3]]
    if line.case_id is not None:
        lines += [[text] for text in wrap(f"{line.client}  {line.number}  {label(PHASES, card.case_phase)}", width)]
    else:
        lines.append([("No client. @ sets one.", "muted")])
    lines += [_due(card, today), *_status(card, today, width)]
    if line.tags:
        lines.append([("Tags ", "muted"), line.tags])
    if card.phone:
        lines.append([("Phone ", "muted"), format_phone(card.phone)])
        lines += [[(text, "accent")] for text in wrap(card.wishes, width)[:2]] if card.wishes else []
    if card.claims:
        lines.append([("Claim ", "muted"), "  ".join(card.claims)])
    if line.template_key and line.phase:
        words = f"Checklist {label(PHASES, line.phase)}, item {re.split('[@#:]', line.template_key)[0]}"
        lines += [[(text, "muted")] for text in wrap(words, width)]
    if card.notes:
        notes = wrap(card.notes, width - 2)
        lines += [[], [("Notes", "accent")]]
        lines += [[f"  {text}"] for text in notes[:SHOWN_NOTES]]
        if len(notes) > SHOWN_NOTES:
            lines.append([("  ... e shows all", "muted")])
    whole = _checklist(card, width, cut_titles=False)
    if len(lines) + len(whole) <= height:
        return lines + whole
    short = _checklist(card, width, cut_titles=True)
    return lines + (
        short if len(lines) + len(short) <= height else _checklist(card, width, cut_titles=True, open_only=True)
    )


def _due(card: TaskCard, today: date) -> list[Cell]:
    line = card.line
    if line.due is None:
        return [("Due ", "muted"), "no date"]
    late = line.due < today and line.status in TASK_OPEN
    length = f"  {show_length(card.minutes)}" if card.minutes else ""
    return [
        ("Due ", "muted"),
        short_day(line.due, today),
        (f"  {late_words(line.due, today)}", "bad" if late else "muted"),
        length,
    ]


def _status(card: TaskCard, today: date, width: int) -> Lines:
    line = card.line
    if line.status == "waiting":
        since = f" since {line.waiting_since:%m/%d}" if line.waiting_since else ""
        return [[text] for text in wrap(f"Waiting on {line.waiting_on or 'somebody'}{since}", width)]
    if line.status == "done" and line.done_on:
        return [[("Done ", "good"), short_day(line.done_on, today)]]
    owner = f"  {line.owner}" if line.owner else ""
    status: list[Cell] = [f"{label(TASK_STATUSES, line.status)}  ", ("Priority ", "muted")]
    return [[*status, (PRIORITIES[line.priority].lower(), "warn" if line.priority < 3 else ""), (owner, "muted")]]


def _checklist(card: TaskCard, width: int, *, cut_titles: bool, open_only: bool = False) -> Lines:
    if not card.checklist:
        return []
    settled = sum(item.status not in TASK_OPEN for item in card.checklist)
    head = f"{label(PHASES, card.checklist_phase)}   {settled} of {len(card.checklist)}"
    lines: Lines = [[], [(head, "accent")]]
    for item in card.checklist:
        open_ = item.status in TASK_OPEN
        if open_only and not open_:
            continue
        box = BOXES.get(item.status, "[ ]")
        room = max(1, width - 5)
        first, *others = [cut(item.title, room)] if cut_titles else wrap(item.title, room)
        role = "" if open_ else "muted"
        lines.append([" ", (box, "" if open_ else "good"), " ", (first, role)])
        lines += [["     ", (text, role)] for text in others]
    return lines
