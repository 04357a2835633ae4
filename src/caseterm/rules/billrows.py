"""Lines of bills as they are typed, pasted, or read from a provider's list: cells and what they mean."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from caseterm.rules.dates import parse_date
from caseterm.rules.money import format_cents, parse_cents
from caseterm.rules.text import clean_input, fold
from caseterm.values import value

Cells = list[str]


@value
class BillColumn:
    """One column of the grid: the record's field, its heading, cells on the screen, and what its text means."""

    field: str
    heading: str
    width: int
    kind: Literal["day", "text", "money"]
    names: tuple[str, ...]


COLUMNS: tuple[BillColumn, ...] = (
    BillColumn("dos_from", "From", 11, "day", (
        "from", "dos", "date of service", "service date", "date", "dos from", "start", "svc date", "from date",
        "service from", "begin date", "start date", "visit date",
    )),
    BillColumn("dos_to", "To", 11, "day", (
        "to", "through", "thru", "dos to", "end", "to date", "service to", "end date", "dos thru", "dos through",
    )),
    BillColumn("description", "What", 18, "text", (
        "what", "description", "service", "procedure", "item", "treatment", "services", "procedure description",
        "charge description", "details",
    )),
    BillColumn("cpt", "CPT", 7, "text", (
        "cpt", "code", "cpt code", "procedure code", "hcpcs", "cpt hcpcs", "proc code", "proc",
    )),
    BillColumn("billed_cents", "Billed", 11, "money", (
        "billed", "charge", "charges", "amount billed", "amount", "billed amount", "charge amount", "total charges",
        "bill", "fee", "total charge",
    )),
    BillColumn("adjusted_cents", "Adjusted", 11, "money", (
        "adjusted", "adjustment", "adjustments", "write off", "writeoff", "discount", "contractual", "adj",
        "write offs", "contractual adjustment",
    )),
    BillColumn("paid_health_cents", "Health", 11, "money", (
        "health", "insurance paid", "ins paid", "insurance payment", "health insurance", "ins pmt", "insurance",
        "paid by insurance", "insurance payments", "paid by health", "health paid",
    )),
    BillColumn("paid_pip_cents", "PIP", 11, "money", ("pip", "pip paid", "paid by pip", "no fault", "pip payment")),
    BillColumn("paid_medpay_cents", "MedPay", 11, "money", (
        "medpay", "med pay", "medpay paid", "paid by medpay", "mp", "medpay payment",
    )),
    BillColumn("paid_client_cents", "Client", 11, "money", (
        "client", "patient paid", "pt paid", "copay", "patient payment", "client paid", "patient", "paid by patient",
        "paid by client", "patient payments", "co pay",
    )),
    BillColumn("paid_other_cents", "Other", 11, "money", (
        "other", "other paid", "other payments", "paid", "payment", "payments", "paid by other", "amount paid",
    )),
    BillColumn("account_no", "Account", 12, "text", (
        "account", "account no", "acct", "account number", "acct no", "invoice", "invoice no", "patient account",
        "invoice number", "statement no",
    )),
)  # fmt: skip
_NAMED: Mapping[str, int] = {name: place for place, column in enumerate(COLUMNS) for name in column.names}
PASSED_OVER = frozenset({"balance", "balance due", "total", "due", "amount due", "running balance", "open balance"})
"""Headings of what the program works out itself."""

BILLED = next(place for place, column in enumerate(COLUMNS) if column.field == "billed_cents")
_PAYMENTS = frozenset(
    place for place, column in enumerate(COLUMNS) if column.kind == "money" and column.field != "billed_cents"
)
_TOTAL = re.compile(r"(?:grand |sub)?-?\s*totals?\b|^sum\b", re.IGNORECASE)
_SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")
MOST_ROWS = 5_000


@value
class Taken:
    """Rows taken from a paste or a file: cells in the order of COLUMNS, and what was left out, in words."""

    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@value
class BillTotals:
    """What readable rows come to, in cents."""

    rows: int
    billed: int
    adjusted: int
    paid: int

    @property
    def balance(self) -> int:
        return self.billed - self.adjusted - self.paid


def blank_row() -> Cells:
    return [""] * len(COLUMNS)


def is_blank(cells: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in cells)


def read_cell(place: int, text: str, today: date) -> Any:
    """The meaning of one cell: a day, cents or a text; None where it is blank. Raises ValueError with the reason."""
    text = clean_input(text).strip()
    column = COLUMNS[place]
    if not text or (column.kind != "text" and text in ("-", "--")):
        return None
    if column.kind == "day":
        return _day(text, today)
    if column.kind == "money":
        cents = parse_cents(text)
        if cents < 0 and place in _PAYMENTS:
            return -cents  # statements write what comes off with a minus
        if cents < 0:
            raise ValueError("an amount billed is not negative: put what comes off under Adjusted")
        return cents
    if len(text) > 400:
        raise ValueError("is longer than 400 characters")
    return text


def _day(text: str, today: date) -> date:
    if _SERIAL.fullmatch(text):
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    found = parse_date(text, today=today, prefer="past")
    if found > today:
        raise ValueError("lies after today")
    return found


def read_row(cells: Sequence[str], today: date) -> tuple[dict[str, Any], dict[int, str]]:
    """What a row means by field, and why by column where it cannot be taken."""
    values: dict[str, Any] = {}
    problems: dict[int, str] = {}
    for place, column in enumerate(COLUMNS):
        try:
            meant = read_cell(place, cells[place], today)
        except ValueError as problem:
            problems[place] = str(problem)
            continue
        if meant is not None:
            values[column.field] = meant
    first, last = values.get("dos_from"), values.get("dos_to")
    if first and last and last < first:
        problems[1] = "lies before the first day of service"
    if not problems and not any(values.get(column.field) for column in COLUMNS if column.kind == "money"):
        problems[BILLED] = "an amount is needed"
    return values, problems


def shown_cell(place: int, text: str, today: date) -> str:
    """A cell as it is shown once it was left: dates and amounts in full, what cannot be read as it is."""
    try:
        meant = read_cell(place, text, today)
    except ValueError:
        return text
    if isinstance(meant, date):
        return f"{meant:%m/%d/%Y}"
    return format_cents(meant) if isinstance(meant, int) else text


def bill_totals(rows: Sequence[Sequence[str]], today: date) -> BillTotals:
    """What the rows come to; cells that cannot be read count as nothing."""
    filled = [read_row(cells, today)[0] for cells in rows if not is_blank(cells)]
    paid = [column.field for place, column in enumerate(COLUMNS) if place in _PAYMENTS and place != BILLED + 1]
    return BillTotals(
        len(filled),
        sum(row.get("billed_cents", 0) for row in filled),
        sum(row.get("adjusted_cents", 0) for row in filled),
        sum(row.get(name, 0) for row in filled for name in paid),
    )


def pasted_rows(text: str, *, at: int = 0) -> Taken:
    """Rows from pasted text, TSV as spreadsheets copy it, else CSV; without headings they start at column `at`."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    delimiter = "\t" if any("\t" in line for line in lines) else ","
    try:
        cells = list(csv.reader(lines[: MOST_ROWS + 1], delimiter=delimiter))
    except csv.Error:  # a cell longer than any is
        cells = [line.split(delimiter) for line in lines[: MOST_ROWS + 1]]
    return take_rows(cells, at=at)


def take_rows(found: Sequence[Sequence[str]], *, at: int = 0, headings: Sequence[str] = ()) -> Taken:
    """Rows put under the grid's columns by their headings, which may be the first row; else by place from `at` on."""
    notes: list[str] = []
    places = _places(headings)
    if places is None and found and (places := _places(found[0])) is not None:
        headings, found = found[0], found[1:]
    if places is None and (places := _guessed(found, at)) is not None:
        names = ", ".join(COLUMNS[place].heading for place in places.values())
        notes.append(f"read as {names}: look them over")
        said = {number for row in found for number, cell in enumerate(row) if cell.strip()}
        headings = [f"column {number + 1}" if number in said else "" for number in range(max(said) + 1)]
    if places is None:
        width = len(COLUMNS) - at
        places = {number: at + number for number in range(width)}
        if any(len(row) > width for row in found):
            notes.append(f"more than {width} columns: what is further right was left out")
    else:
        left = [name for number, name in enumerate(headings) if number not in places and _key(name) not in PASSED_OVER]
        notes += [f"left out: {', '.join(name for name in left if name)}"] if any(left) else []
    rows: list[tuple[str, ...]] = []
    totals = 0
    for row in found[:MOST_ROWS]:
        cells = blank_row()
        for number, cell in enumerate(row):
            if number in places:
                cells[places[number]] = cell.strip()
        if is_blank(cells):
            continue
        if not cells[0] and any(_TOTAL.match(cell.strip()) for cell in row):
            totals += 1
            continue
        if _TOTAL.match(cells[0]):
            totals += 1
            continue
        rows.append(tuple(cells))
    if totals:
        notes.append("a line of totals was passed over" if totals == 1 else f"{totals} lines of totals passed over")
    if len(found) > MOST_ROWS:
        notes.append(f"only the first {MOST_ROWS:,} rows are taken")
    return Taken(tuple(rows), tuple(notes))


def _guessed(found: Sequence[Sequence[str]], at: int) -> dict[int, int] | None:
    """The columns of rows that stand in the wrong ones, told by what is in them; None where they stand right."""
    from caseterm.rules import billguess  # which knows the columns of this grid

    return billguess.guessed(found) if billguess.misplaced(found, at) else None


def _places(headings: Sequence[str]) -> dict[int, int] | None:
    """The grid's column for each heading that names one; None where fewer than two do or no amount is among them."""
    places: dict[int, int] = {}
    for number, heading in enumerate(headings):
        place = _NAMED.get(_key(heading))
        if place is not None and place not in places.values():
            places[number] = place
    enough = len(places) >= 2 and any(COLUMNS[place].kind == "money" for place in places.values())
    return places if enough else None


def _key(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", fold(heading).replace("#", " no ")).split())
