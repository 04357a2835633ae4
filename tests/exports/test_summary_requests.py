"""Records and bills on paper: what was asked for, what came, what is still to be asked for."""

from dataclasses import replace
from datetime import date

from caseterm.exports.blocks import Table
from caseterm.exports.summary_requests import records
from caseterm.rules.summary import FirmFacts, HeadFacts, RequestFacts, SnapshotFacts, SummaryFacts

DAY = date(2026, 5, 15)
HEAD = HeadFacts("26-0142", "Garcia, Maria", "auto", "auto", "treating", DAY, "open", DAY)
RECORDS = RequestFacts(
    "Lakeside",
    "records",
    range="all",
    sent_on=DAY,
    status="reviewed_complete",
    received_on=date(2026, 6, 12),
    pages=22,
    complete=True,
    times=1,
)
BILLS = replace(RECORDS, kind="bills", received_on=date(2026, 6, 23), pages=1)


def table(*rows: RequestFacts, audience: str = "attorney") -> Table:
    made = records(SummaryFacts(DAY, audience, FirmFacts(), HEAD, SnapshotFacts(), records=rows))
    assert made is not None
    (found,) = made[1]
    assert isinstance(found, Table)
    return found


def test_records_and_bills_asked_for_together_share_a_row_with_a_line_for_each() -> None:
    made = table(RECORDS, replace(BILLS, times=2), replace(BILLS, kind="wage", times=2))
    both, wages = made.rows
    assert both == (
        "Lakeside\nall",
        "Records\nBills",
        "05/15/2026",
        "06/12/2026, 22 pages\n06/23/2026, 1 page",
        "Complete, 1 follow-up\nComplete, 2 follow-ups",
    )
    assert wages[1:] == ("Wages", "05/15/2026", "06/23/2026, 1 page", "Complete, 2 follow-ups")
    assert not made.notes


def test_what_is_the_same_for_both_stands_once_and_what_takes_more_lines_apart() -> None:
    ((_, kinds, _, came, standing),) = table(RECORDS, replace(RECORDS, kind="bills")).rows
    assert (kinds, came, standing) == ("Records\nBills", "06/12/2026, 22 pages", "Complete, 1 follow-up")
    chased = replace(BILLS, status="partial", complete=False, missing="page 3")
    assert len(table(RECORDS, chased).rows) == 2
    assert len(table(RECORDS, replace(BILLS, sent_on=date(2026, 5, 16))).rows) == 2


def test_what_is_not_printed_for_a_provider_parts_no_row() -> None:
    chased = replace(BILLS, status="partial", complete=False, missing="page 3")
    on_its_way = replace(RECORDS, status="sent", received_on=None, pages=None, complete=False)
    assert len(table(on_its_way, chased).rows) == 2
    (row,) = table(on_its_way, chased, audience="provider").rows
    assert row == ("Lakeside\nall", "Records\nBills", "05/15/2026", "-\n06/23/2026, 1 page", "-")


def test_what_was_not_asked_for_is_one_line_under_the_table() -> None:
    kim = (RequestFacts("Kim", "records"), RequestFacts("Kim", "bills"))
    made = table(RECORDS, RequestFacts("Lakeside", "bills"), *kim)
    assert len(made.rows) == 1
    assert made.notes == ("Not asked for yet: Lakeside (bills); Kim (records, bills).",)
    nothing = table(*kim)
    assert (nothing.rows, nothing.notes, nothing.empty_text) == ((), (), "Not asked for yet: Kim (records, bills).")
    assert table().empty_text == "No providers on file."
