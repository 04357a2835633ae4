"""The printed table of specials: its sums, its orders, what a reader outside the firm gets, every format."""

import json
from datetime import UTC, date, datetime

import pytest

from caseterm.exports import formats, specials
from caseterm.exports.blocks import Document, Table
from caseterm.rules.costs import ExpenseLine, WageLine
from caseterm.rules.disclosure import ATTORNEY, PROVIDER
from caseterm.rules.specials import BillLine, ProviderSpecials
from caseterm.rules.specials_print import ORDERS, SpecialsFacts, specials_for, specials_json
from tests.conftest import HOSTILE, TODAY

AT = datetime(2026, 11, 21, 17, 41, tzinfo=UTC)
SECRETS = ("LOP", "lien", "disputed", "MedPay", "PRIVILEGED", "Adjusted", "Balance", "strategy", "555.55")


def facts() -> SpecialsFacts:
    er = ProviderSpecials(
        1, 11, HOSTILE, "Emergency", dont_pay=True, lop_on=TODAY, exhibit="A", records_in=True,
        bills=(
            BillLine(1, 1, date(2026, 3, 4), None, 1_250_00, 250_00, 0, 0, 555_55, description="ER visit", cpt="99284",
                     notes="strategy"),
            BillLine(2, 1, date(2026, 3, 9), date(2026, 3, 12), 300_00, disputed=True, description="MRI"),
            BillLine(3, 1, None, None, 99_00, related=False, description="old knee"),
        ),
    )  # fmt: skip
    pt = ProviderSpecials(
        2,
        12,
        "Mercy PT",
        "PT",
        visits=4,
        lien=True,
        bills=(BillLine(4, 2, date(2026, 3, 6), None, 200_00, pip=200_00),),
    )
    return SpecialsFacts(
        today=TODAY, firm=("Gold & Shah LLP",), user="M. Gold", legend="PRIVILEGED", letter=True, number="26-0142",
        client=HOSTILE, incident_on=date(2026, 3, 1), providers=(er, pt),
        wages=(WageLine(1, "Nails", 500_00, rate=22_50, hours_week=400, off_from=date(2026, 3, 2), notes="strategy"),),
        expenses=(
            ExpenseLine(1, "mileage", TODAY, 5_04, vendor="PT", miles_tenths=246, rate_mills=205),
            ExpenseLine(2, "future_medical", None, 9_000_00, description="Injection"),
        ),
        left=("MedPay Stateline: paid $555.55, limit not known.",),
    )  # fmt: skip


def made(order: str = "provider", audience: str = ATTORNEY) -> Document:
    return specials.build(specials_for(facts(), audience), order, printed_at=AT)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def text_of(document: Document) -> str:
    return formats.named("txt").write(document, formats.Setting()).data.decode()


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_has_the_same_totals(order: str) -> None:
    bills = tables(made(order))[0]
    assert bills.totals is not None
    money = [cell for cell in bills.totals if "." in cell]
    assert money == ["1,750.00", "250.00", "755.55", "744.45"]
    assert len(bills.rows) == {"provider": 2, "bills": 6, "date": 4}[order]


def test_by_date_the_oldest_stands_first_and_what_has_no_date_last() -> None:
    rows = tables(made("date"))[0].rows
    assert [row[0] for row in rows] == ["03/04/2026", "03/06/2026", "03/09/2026 - 03/12/2026", "no date"]
    assert rows[3][2] == "old knee (not related)"


def test_past_damages_leave_out_what_is_not_related_and_care_to_come() -> None:
    last = tables(made())[-1]
    assert last.totals == ("Total", "2,255.04")
    assert last.notes == ("Future medical care stands beside this total.",)


@pytest.mark.parametrize("order", ORDERS)
def test_outside_the_firm_only_amounts_billed_are_told(order: str) -> None:
    document = made(order, PROVIDER)
    text = text_of(document)
    assert document.legend is None
    assert [word for word in SECRETS if word in text] == []
    assert "old knee" not in text
    assert "1,750.00" in text
    said = json.dumps(specials_json(specials_for(facts(), PROVIDER)))
    assert "strategy" not in said
    assert "55555" not in said


def test_it_lies_across_the_page_in_every_format() -> None:
    document = made("bills")
    written = {name: formats.named(name).write(document, formats.Setting()) for name in ("pdf", "txt", "html", "md")}
    assert b"/MediaBox[0 0 792 612]" in written["pdf"].data
    assert b"letter landscape" in written["html"].data
    assert max(len(line) for line in written["txt"].data.decode().splitlines()) > 100
    assert "\x1b" not in written["txt"].data.decode()


def test_a_case_without_bills_says_so() -> None:
    empty = SpecialsFacts(TODAY, ("F",), "", "", True, "26-1", "X", None, (), (), ())
    text = text_of(specials.build(empty, "provider", printed_at=AT))
    assert "No bills on file." in text
    assert "not on file" in text
