"""The lines at the top of the client screen: who, what, how long, how near."""

from datetime import date

from caseterm.queries.casefile import CaseHead
from caseterm.rules.dates import paper_day
from caseterm.rules.phase_names import phase_label
from caseterm.rules.speaking import reached_by
from caseterm.rules.terms import CASE_TYPES, CLOSE_REASONS, STATUSES, label
from caseterm.screens.client.words import countdown, last_contact, limitation_day, phone_words
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import ELLIPSIS, cut, fitting, width_of

LEAST_NAME = 14


def head_lines(head: CaseHead, today: date, *, width: int) -> list[list[Cell]]:
    """The two lines of the header, fitted: the name is cut before a date or a number is."""
    if width >= 100:
        return [_wide_first(head, today, width), _wide_second(head, today, width)]
    return [_first(head, today, width), _second(head, today, width)]


def phase_words(head: CaseHead, today: date) -> str:
    """Treating day 95, as the caseload counts; Closed 11/02/2026, settled."""
    if head.status == "closed":
        when = f" {paper_day(head.closed_on)}" if head.closed_on else ""
        why = f", {label(CLOSE_REASONS, head.close_reason).lower()}" if head.close_reason else ""
        return f"Closed{when}{why}"
    count = (today - head.phase_on).days
    days = f"{phase_label(head.claim_type, head.phase)} day {count}"
    return days if head.status == "open" else f"{days} ({label(STATUSES, head.status).lower()})"


def _first(head: CaseHead, today: date, width: int) -> list[Cell]:
    doi: Cell = f"DOI {paper_day(head.happened_on)}" if head.happened_on else ("DOI none !", "warn")
    kind, phase = label(CASE_TYPES, head.case_type).lower(), phase_words(head, today)
    for gap, what in (("   ", kind), ("  ", kind), (" ", kind), (" ", "")):
        before = f"{gap}{what}" if what else ""  # the kind gives way before the limitation date is cut
        tail: list[Cell] = [f"{before}{gap}{phase}{gap}", doi, gap, *countdown(head, today)]
        if cells_width(tail) + width_of(head.client) < width:
            break
    return _with_name(head, tail, width)


def _with_name(head: CaseHead, tail: list[Cell], width: int) -> list[Cell]:
    archived: list[Cell] = [("ARCHIVED ", "warn")] if head.archived else []
    room = max(LEAST_NAME, width - 1 - cells_width([*archived, *tail]))
    return [" ", *archived, (cut(head.client, room), "bold"), *tail]


def _second(head: CaseHead, today: date, width: int) -> list[Cell]:
    phone: Cell = phone_words(head.phones[0]) if head.phones else ("no phone !", "warn")
    last: list[Cell] = ["   ", last_contact(head, today)]
    grade: list[Cell] = [f"   grade {head.grade}"] if head.grade else []
    said = _spoken(head, width - cells_width([" ", phone, *last, *grade]))
    line: list[Cell] = [" ", phone, *said, *last]
    return [*line, *grade] if cells_width([*line, *grade]) <= width else line


def _spoken(head: CaseHead, room: int) -> list[Cell]:
    """How the client is to be spoken to, as far as the line has room; … says that there is more."""
    flags = spoken_flags(head)
    if not flags:
        return []
    if width_of(", ".join(flags)) <= room - 3:
        return ["   ", ", ".join(flags)]
    return ["   ", ", ".join(fitting(flags, room - 4, ", ") or flags[:1]) + (ELLIPSIS if len(flags) > 1 else "")]


def spoken_flags(head: CaseHead) -> list[str]:
    """Vietnamese, interpreter, prefers text, best after 3 pm, rides."""
    flags = (
        head.language,
        "interpreter" if head.interpreter else "",
        reached_by(head.channel, ""),
        reached_by("", head.best_time),
        "rides" if head.rides else "",
    )
    return [flag for flag in flags if flag]


def _wide_first(head: CaseHead, today: date, width: int) -> list[Cell]:
    doi = f"DOI {paper_day(head.happened_on)}" if head.happened_on else "DOI none !"
    preferred = f' "{head.preferred_name}"' if head.preferred_name else ""
    known = (head.number, label(CASE_TYPES, head.case_type).lower(), doi, phase_words(head, today))
    said = f"{preferred}   {'   '.join(known)}"
    people = (
        f"Grade {head.grade}" if head.grade else "",
        f"Lead: {head.lead_attorney}" if head.lead_attorney else "",
        f"CM: {head.case_manager}" if head.case_manager else "",
    )
    room = width - 4 - width_of(head.client + said)
    return _with_name(head, [said, *(f"   {part}" for part in fitting(people, room, "   "))], width)


def _wide_second(head: CaseHead, today: date, width: int) -> list[Cell]:
    phone: Cell = phone_words(head.phones[0]) if head.phones else ("no phone !", "warn")
    born: list[Cell] = [f"   DOB {paper_day(head.dob)}"] if head.dob else []
    tail: list[Cell] = ["   ", last_contact(head, today), "   "]
    found = head.limitation
    shown = countdown(head, today)
    if found is not None and not found.satisfied:
        shown.insert(1, f"{limitation_day(found)} ")
    tail += shown
    said = _spoken(head, width - cells_width([" ", phone, *born, *tail]))
    line: list[Cell] = [" ", phone, *said, *born, *tail]
    return line if cells_width(line) <= width else [" ", phone, *said, *tail]
