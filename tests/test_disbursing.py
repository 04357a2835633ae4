"""The disbursement statement on paper: what it says in each format, and when it is not printed at all."""

import json
from dataclasses import replace
from datetime import date

import pytest

from caseterm import disbursing, sheets
from caseterm.errors import ConflictError, NotFoundError
from caseterm.exports import disbursement as writer
from caseterm.exports.blocks import Bars, Document, Heading, SignOff, Table
from caseterm.queries import disbursement as query
from caseterm.queries import settlement as settlement_query
from caseterm.rules.disclosure import ATTORNEY, CLIENT
from caseterm.services import negotiation, payouts, settlement
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_settlement import settled

LINES = ("Gross", "60,000.00", "33 1/3 %", "20,000.00", "Expert", "1,000.00", "Health plan, insured", "5,000.00")


def document(db: Database, case_id: int) -> Document:
    return disbursing.statement_sheet(case_id)(db).document


def text(db: Database, case_id: int, form: str = "txt") -> str:
    return sheets.prepare(disbursing.statement_sheet(case_id)(db), form).write().data.decode()


@pytest.mark.parametrize("form", ["txt", "html", "md"])
def test_a_locked_statement_says_where_every_dollar_goes_and_who_signs(db: Database, form: str) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id, approved_by="R. Shah")
    found = text(db, case_id, form).replace("\\", "")
    for fact in (
        *LINES,
        "33,400.00",
        "[x]",
        "Acknowledgement" if form != "txt" else "ACKNOWLEDGEMENT",
        "Client: Garcia",
    ):
        assert fact in found
    assert "PROJECTION" not in found
    assert "\x1b" not in found
    assert "[@click" in found or "&#91;@click" in found or "[/b]" in found


def test_its_pages_are_set_with_the_way_from_gross_to_net_as_bars(db: Database) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id)
    sheet = disbursing.statement_sheet(case_id)(db)
    made = sheets.prepare(sheet, "pdf").write()
    assert made.pages in (2, 3)
    (bars,) = (block for block in sheet.document.blocks if isinstance(block, Bars))
    assert [(bar.label, bar.amount, bar.low, bar.high) for bar in bars.rows][:3] == [
        ("Gross", "60,000.00", 0, 1000),
        ("Attorney's fee", "(20,000.00)", 666, 1000),
        ("Costs", "(1,000.00)", 650, 666),
    ]
    assert any(isinstance(block, SignOff) for block in sheet.document.blocks)
    assert (sheet.what, sheet.audience) == ("disbursement statement 1", CLIENT)
    assert sheet.document.draft_line == "DRAFT - NOT REVIEWED BY ATTORNEY"


def test_a_projection_says_so_on_every_page_and_nobody_signs_it(db: Database) -> None:
    case_id = settled(db)
    made = document(db, case_id)
    assert made.draft_line == writer.NOT_FINAL
    assert made.title == "Projected disbursement"
    assert made.audience == ATTORNEY
    assert not any(isinstance(block, SignOff) for block in made.blocks)
    found = text(db, case_id)
    assert found.count("NOT A FINAL STATEMENT") == found.count("Page ")
    assert "Open: Acme Mutual: no funds yet" in found
    whole = json.loads(text(db, case_id, "json"))
    assert whole["facts"]["statement"]["net"] == 33_400_00


def test_the_statement_says_what_was_paid_when_and_what_is_held_and_why(db: Database) -> None:
    case_id = settled(db)
    assert not any(isinstance(block, Heading) and "trust" in block.text for block in document(db, case_id).blocks)
    settlement.put_recovery(db, case_id, {"funds_received_on": TODAY}, recovery_id=1)
    payouts.put_payout(
        db, case_id, {"amount_cents": 20_000_00, "paid_on": date(2026, 11, 18), "reference": f"check 1041 {HOSTILE}"}
    )
    held = {"kind": "lien", "payee": "Health plan, insured", "amount_cents": 5_000_00, "held_until": TODAY}
    payouts.put_payout(db, case_id, {**held, "held_why": f"final letter {HOSTILE}"})
    settlement.lock(db, case_id)
    made = document(db, case_id)
    tables = {block.columns[0].label: block for block in made.blocks if isinstance(block, Table)}
    (paid,) = tables["Paid on"].rows
    assert (paid[0], paid[1], paid[4]) == ("11/18/2026", "Garcia, Maria", "20,000.00")
    (kept,) = tables["Held back of"].rows
    assert (kept[0], kept[2], kept[3]) == ("Health plan, insured", "11/21/2026", "5,000.00")
    shares = next(b for b in made.blocks if isinstance(b, Table) and b.columns[-1].label == "To be paid" and b.totals
                  and b.columns[2].label == "Due")  # fmt: skip
    assert shares.totals == ("Total", "", "60,000.00", "20,000.00", "5,000.00", "35,000.00")
    found = " ".join(text(db, case_id).split())
    assert "Trust account: paid 20,000.00 + held back 5,000.00 + not paid yet 35,000.00 = received 60,000.00." in found
    assert "\x1b" not in found
    whole = json.loads(text(db, case_id, "json"))
    assert [each["amount"] for each in whole["facts"]["account"]["payouts"]] == [20_000_00, 5_000_00]


def test_what_was_locked_is_what_is_printed_also_when_the_record_moves_on(db: Database) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id)
    settlement.put_deduction(db, case_id, {"payee": HOSTILE, "kind": "funding", "amount_cents": 400_00})
    assert "33,400.00" in text(db, case_id)
    sheet = disbursing.statement_sheet(case_id)(db)
    assert sheet.said[1] == (", the record has moved on in 3", "warn")
    (version,) = settlement_query.versions(db, case_id)
    settlement.unlock(db, version.id, "loan")
    assert "33,000.00" in text(db, case_id)
    again = disbursing.statement_sheet(case_id, version.id)(db)
    assert again.document.draft_line == "UNLOCKED AGAIN - NOT IN FORCE"


def test_numbers_changed_from_outside_and_sums_that_do_not_balance_are_never_printed(db: Database) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id)
    with db.housekeeping() as connection:
        connection.execute("UPDATE disbursements SET computed_json = replace(computed_json, '3340000', '3340100')")
    with pytest.raises(ConflictError, match="not those that were locked"):
        document(db, case_id)
    (version,) = settlement_query.versions(db, case_id)
    assert version.statement is not None
    with pytest.raises(ConflictError, match=r"payments add up to \$60,001\.00"):
        query._refuse_unbalanced(version.statement)
    with pytest.raises(NotFoundError):
        disbursing.statement_sheet(case_id, 99)(db)


def test_without_offer_or_recovery_there_is_nothing_to_print(db: Database) -> None:
    from tests.services.test_cases import open_case

    case_id = open_case(db)
    with pytest.raises(ConflictError, match="no recovery, offer or demand"):
        document(db, case_id)
    negotiation.add_event(db, case_id, {"kind": "offer", "amount_cents": 9_000_00, "dated": date(2026, 11, 2)})
    assert "of the last offer, $9,000.00" in text(db, case_id)
    assert replace(query.facts(db, case_id), offer="").missing[0].startswith("Fee agreement")
