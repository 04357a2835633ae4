"""How a case is drawn: one line of the list, and the card of the case under the cursor."""

from collections.abc import Sequence
from datetime import date, time

from caseterm.queries.callercard import CallerCard
from caseterm.queries.caselist import CaseLine
from caseterm.rules.date_words import short_day, show_time
from caseterm.rules.phones import format_phone
from caseterm.rules.terms import CASE_TYPES, PHASE_SHORT, label
from caseterm.screens.reasons import Told, joined, keyed
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import cut, fitting, width_of

LIMITATION_RED = 60
LIMITATION_AMBER = 180

VIEWS_WIDTH = 24
WITH_VIEWS = 120
WIDE = 90
CARD_PAGE = 100
"""From this window on the card is a page, beside what happened lately."""
RECENT_WIDTH = 38
WHY_LINES = 3
SOL_WIDTH = 6


def list_width(window: int) -> int:
    """The cells the list gets in a window that wide."""
    return window - VIEWS_WIDTH if window >= WITH_VIEWS else window


def columns_for(width: int) -> list[Column]:
    """The columns of a list that many cells wide; the reason gets what is left."""
    wide = width >= WIDE
    shown = [Column("client", "Client", 14 if not wide else 18), Column("number", "No.", 7)]
    if width >= 108:
        shown.append(Column("type", "Type", 12))
    shown.append(Column("phase", "Phase", 9))
    if wide:
        shown.append(Column("days", "Days", 4, "right"))
    if width >= 64:
        shown.append(Column("touch", "Touch", 5))
    if width >= 76:
        shown.append(Column("next", "Next", 16 if wide else 15))
    return [*shown, Column("sol", "SOL", SOL_WIDTH), Column("why", "Why", 8, grow=True)]


def case_row(line: CaseLine, today: date, *, wide: bool = True) -> Row:
    """One line of the caseload."""
    return Row(
        line.case_id,
        {
            "client": line.client,
            "number": line.number,
            "type": label(CASE_TYPES, line.case_type),
            "phase": label(PHASE_SHORT, line.phase),
            "days": str(line.days_in_phase(today)),
            "touch": touch(line, today),
            "next": next_event(line, today),
            "sol": closed_up(limitation(line, today), SOL_WIDTH),
            "why": (line.why(today, more=wide), "bad" if line.level <= 1 else "warn" if line.level <= 4 else ""),
        },
        pinned=bool(line.pinned),
    )


def touch(line: CaseLine, today: date) -> Cell:
    """Days since the client was reached, marked when the contact is due."""
    days = line.days_since_contact(today)
    if line.is_open != 1:
        return ("" if days is None else f"{days}d", "muted")
    late = line.contact_due_on < today.isoformat()
    if days is None:
        return ("never" if late else "-", "warn" if late else "muted")
    return (f"{days}d !", "warn") if late else f"{days}d"


def next_event(line: CaseLine, today: date) -> Cell:
    """The next appointment or task."""
    if line.is_open != 1:
        return ""
    if not line.next_on or line.next_on < today.isoformat():
        return ("none !", "warn")
    return f"{short_day(date.fromisoformat(line.next_on), today)} {line.next_what}"


def limitation(line: CaseLine, today: date) -> Cell:
    """The countdown to the limitation date; `?` while no attorney has verified it."""
    if line.sol_state == "satisfied":
        return ("met", "muted")
    days = line.days_to_limitation(today)
    if days is None:
        return ("none !", "warn") if line.is_open == 1 else ""
    if line.is_open != 1:
        return (f"{days}d", "muted")
    if line.sol_state == "unverified":
        return (f"? {days}d", "bad" if days <= LIMITATION_RED else "warn")
    if days <= LIMITATION_RED:
        return (f"{days}d !!", "bad")
    return (f"{days}d !", "warn") if days <= LIMITATION_AMBER else f"{days}d"


def closed_up(cell: Cell, width: int) -> Cell:
    """A count with its marks, closed up where it is too long: a number that is cut reads as another."""
    text, role = cell if isinstance(cell, tuple) else (cell, "")
    return cell if len(text) <= width else (text.replace(" ", "")[:width], role)


def card_lines(
    line: CaseLine, card: CallerCard, reasons: Sequence[Told], *, today: date, window: int, why: str
) -> list[list[Cell]]:
    """The card under the list in a window that wide: five lines at 80 columns, a page at 120.

    `why` is the key after which a letter settles a reason.
    """
    day = f"DOI {_paper(line.incident_on)}" if line.incident_on else "no DOI"
    kind = label(CASE_TYPES, line.case_type).lower()
    spoken = (card.language, "interpreter" if card.interpreter else "", *card.reached_by.split(", ", 1))
    flags = ("rides" if card.rides else "", f"grade {card.grade}" if card.grade else "")
    if window >= CARD_PAGE:
        room = list_width(window) - RECENT_WIDTH - 10
        head: list[Cell] = [(line.client, "bold"), f"  {line.number}  {kind}  {day}"]
        page = _page(line, card, head, (*spoken, *flags), today, room)
        return page + _why_lines(reasons, why, room)
    call = f"  {line.number}  {format_phone(card.phone) if card.phone else 'no phone'}"
    name = cut(line.client, window - 3 - width_of(call))
    said = fitting((*spoken, kind, day, *flags), window - 5 - width_of(name + call))
    tasks: list[Cell] = ["Next: ", next_event(line, today) or "nothing", f"    Tasks: {card.tasks_open} open"]
    if card.tasks_overdue:
        tasks.append((f", {card.tasks_overdue} overdue", "warn"))
    tasks.append(f"    Records {card.records[0]}/{card.records[1]}  Bills {card.bills[0]}/{card.bills[1]}")
    return [
        [(name, "bold"), call, *(f"  {part}" for part in said)],
        ["Last: ", card.last_contact or ("never reached", "warn")],
        tasks,
        ["Coverage: " + (coverage_words(card) or "none known")],
        ["Why: ", joined(reasons, why, window - 7) or ("in order", "good")],
    ]


def _why_lines(reasons: Sequence[Told], why: str, width: int) -> list[list[Cell]]:
    """The gravest reasons, one a line with the keys that settle it."""
    if not reasons:
        return [[("Why    ", "muted"), ("in order", "good")]]
    shown = reasons[:WHY_LINES]
    more = f"   +{len(reasons) - len(shown)}" if len(reasons) > len(shown) else ""
    lines: list[list[Cell]] = []
    for number, each in enumerate(shown, start=1):
        name, room = ("Why    " if number == 1 else "       "), width - (len(more) if number == len(shown) else 0)
        lines.append([(name, "muted"), keyed(each, why, room)])
    lines[-1].append((more, "muted"))
    return lines


def _page(
    line: CaseLine, card: CallerCard, head: list[Cell], flags: Sequence[str], today: date, width: int
) -> list[list[Cell]]:
    overdue = f", {card.tasks_overdue} overdue: {card.overdue_task}" if card.tasks_overdue else ""
    limit = limitation(line, today)
    phone: Cell = format_phone(card.phone) or ("none", "warn")
    when = f" {_paper(line.sol_on)}" if line.sol_on else ""
    return [
        head,
        [("Phone  ", "muted"), phone, "   ", "  ".join(fitting(flags, width - cells_width([phone]) - 3))],
        [
            ("Phase  ", "muted"),
            f"{label(PHASE_SHORT, line.phase)}, day {line.days_in_phase(today)}   ",
            ("SOL ", "muted"),
            limit,
            when,
        ],
        [("Last   ", "muted"), card.last_contact or ("never reached", "warn")],
        [("Next   ", "muted"), next_event(line, today) or ("nothing", "muted"), f" {_clock(line.next_time)}"],
        [("Tasks  ", "muted"), f"{card.tasks_open} open", (overdue, "warn")],
        [("Wait   ", "muted"), card.waiting_on or ("on nobody", "muted")],
        [("Treat  ", "muted"), "; ".join(card.providers) or ("no providers", "muted")],
        [
            ("Req    ", "muted"),
            f"Records {card.records[0]} of {card.records[1]} in   Bills {card.bills[0]} of {card.bills[1]} in",
        ],
        [("Cover  ", "muted"), coverage_words(card) or ("none known", "muted")],
    ]


def recent_lines(card: CallerCard, today: date) -> list[list[Cell]]:
    """What happened lately, newest first."""
    if not card.recent:
        return [[("Nothing yet. l logs a contact.", "muted")]]
    return [[(f"{item.day:%m/%d} ", "muted"), item.text] for item in card.recent]


def coverage_words(card: CallerCard) -> str:
    """BI 100k StateAuto 88-A12 (Ruiz, P.)   UM 50k ..."""
    return "   ".join(
        " ".join(
            part
            for part in (
                cover.kind,
                _thousands(cover.limit),
                cover.insurer,
                cover.claim_no,
                f"({cover.adjuster})" if cover.adjuster else "",
            )
            if part
        )
        for cover in card.coverages
    )


def _thousands(cents: int | None) -> str:
    if cents is None:
        return ""
    dollars = cents // 100
    if dollars >= 1_000_000 and dollars % 100_000 == 0:
        return f"{dollars / 1_000_000:g}M"
    return f"{dollars // 1000}k" if dollars >= 1000 and dollars % 1000 == 0 else f"{dollars:,}"


def _paper(day: str) -> str:
    return f"{day[5:7]}/{day[8:10]}/{day[:4]}"


def _clock(text: str) -> str:
    return show_time(time.fromisoformat(text)) if text else ""
