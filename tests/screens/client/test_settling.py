"""J12 and J13 by keys: an offer comes, the net at once, what-if; then accepted, settled, locked, printed, unlocked."""

from datetime import date

from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.changes import Op
from caseterm.models import Lien
from caseterm.queries import settlement as query
from caseterm.services import claimdetails, history, negotiation, payouts, settlement
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import GARCIA, NGUYEN, cursor, one, opened
from tests.screens.harness import press, settle, shown, type_text


async def go(app: CaseTermApp, pilot: "Pilot[None]", *keys: str) -> str:
    """Press keys one after the other, each once the last was answered; what is shown then."""
    for key in keys:
        await press(pilot, key)
        await settle(app, pilot)
    return shown(app)


async def test_j12_and_j13_an_offer_is_looked_at_accepted_settled_locked_and_printed(file_db: Database) -> None:
    claim = query.claims(file_db, NGUYEN)[0].id
    demand = {"claim_id": claim, "kind": "time_limited_demand", "amount_cents": 100_000_00, "dated": date(2026, 11, 1)}
    negotiation.add_event(file_db, NGUYEN, {**demand, "expires_on": date(2026, 11, 30), "authority": HOSTILE})
    settlement.put_fee_agreement(file_db, NGUYEN, {"signed_on": date(2026, 1, 5)}, {"pre_suit": (1, 3)})
    claimdetails.put_details(file_db, NGUYEN, {"value_least": 60_000_00, "value_target": 90_000_50})
    with act(file_db, Op.ADD, "Lien", case_id=NGUYEN) as write:
        write.add(Lien, {"case_id": NGUYEN, "kind": "medicaid", "asserted_cents": 2_000_00})
    async with opened(file_db, section="offers") as (app, pilot, screen):
        text = shown(app)
        assert "lim 100k/300k" in text
        assert "value noted: least 60,000, target 90,000.50" in text
        assert "expires in 9 d !" in text
        # J12: the offer, and at once what it gives the client
        await go(app, pilot, "m", "o", "tab")
        whole = shown(app)
        await go(app, pilot, "tab")
        assert "[BI " in shown(app), "a choice that was left stands from its beginning"
        assert "[BI " in whole
        await type_text(pilot, "32,500")
        text = await go(app, pilot, "ctrl+s")
        assert "Net to client at this offer" in text
        assert "19,666.67" in text
        text = await go(app, pilot, "plus")
        assert "Offer $33,000.00" in text
        text = await go(app, pilot, "right_square_bracket", "minus")
        assert "Offer $32,000.00   step $1,000.00" in text
        text = await go(app, pilot, "t", "2", "5", "k", "enter")
        assert "From $40,500.00 on the client gets $25,000.00." in text
        assert "Offer $66,250.00" in await go(app, pilot, "m")
        assert "Offer $250,000.00" in await go(app, pilot, "2", "5", "0", "k", "enter")
        assert "over" in shown(app)
        assert "A comma before the last two digits" in await go(app, pilot, "5", "comma", "5", "enter")
        assert "Try 45,000 or" in shown(app)
        await go(app, pilot, "escape", "r", "escape")
        assert one(file_db, "SELECT count(*) FROM negotiation_events") == (2,)
        assert "waits 0 d" in shown(app)
        assert cursor(screen) == "event:2"
        assert "Offers   2" in str(screen.query_one("#main").border_title), "the claim over them is not counted"
        # accepted: the demand's clock ends, and the recovery is ready to store
        text = await go(app, pilot, "m", "y")
        assert "Acceptance" in text
        text = await go(app, pilot, "ctrl+s")
        assert "New recovery" in text
        await go(app, pilot, "ctrl+s")
        assert one(file_db, "SELECT satisfied_how FROM deadlines WHERE kind = 'demand_expiry'") == (
            "Acceptance $32,500.00",
        )
        # J13: what is missing in red, the sum balanced, locked, printed
        text = await go(app, pilot, "g", "D")
        screen.focus_section()
        assert "no funds yet !" in text
        assert "no final letter !" in text
        text = await go(app, pilot, "m", "f", "ctrl+s")
        assert "in 11/21, no release" in text, "ctrl+s answers a question too, and the state is not cut"
        # a part is paid now, the lien is held back, and no statement is locked over what nobody gave a reason for
        await go(app, pilot, "m", "y", "tab")
        await type_text(pilot, "10,000")
        text = await go(app, pilot, "ctrl+s")
        assert "Paid the client: $10,000.00" in text
        await go(app, pilot, "m", "k", "ctrl+s")
        assert one(file_db, "SELECT kind, payee, amount_cents FROM payouts WHERE paid_on IS NULL") == (
            "lien",
            "Medicaid",
            2_000_00,
        )
        assert "held, why? !" in shown(app)
        assert "Trust account: 32,500.00 in, 10,000.00 paid, 2,000.00 held" in shown(app)
        assert "nobody said why" in await go(app, pilot, "m", "l")
        await go(app, pilot, "e", "tab", "tab")
        await type_text(pilot, HOSTILE)
        await go(app, pilot, "ctrl+s")
        text = await go(app, pilot, "m", "l")
        assert "! Medicaid: no final letter" in text
        assert "Lock the statement all the same?" in text
        app.screen.__dict__["_opened"] = 0.0  # the guard against keys typed ahead
        await go(app, pilot, "y")
        await type_text(pilot, HOSTILE[:7])
        text = await go(app, pilot, "enter")
        assert "Locked statement 1: net $19,666.67" in text
        text = await go(app, pilot, "m", "p")
        assert "DISBURSEMENT STATEMENT" in text
        await go(app, pilot, "escape")
        # signed; paying out all that is left names the lien without a letter, and is done only when she says so
        await go(app, pilot, "m", "s", "enter")
        held = int(str(one(file_db, "SELECT id FROM payouts WHERE paid_on IS NULL")[0]))
        payouts.put_payout(file_db, NGUYEN, {"amount_cents": 500_00}, payout_id=held)
        app.announce(history.undo(file_db))
        app.announce(history.redo(file_db))
        await settle(app, pilot)
        text = await go(app, pilot, "m", "o")
        assert "Pay a lien without a final letter?" in text
        assert "! Medicaid: no final letter" in text
        app.screen.__dict__["_opened"] = 0.0
        await go(app, pilot, "enter")
        assert one(file_db, "SELECT count(*) FROM payouts WHERE paid_on IS NOT NULL") == (1,), "enter pays nothing"
        await go(app, pilot, "m", "o")
        app.screen.__dict__["_opened"] = 0.0
        text = await go(app, pilot, "y", "enter")
        assert "Paid out but for $500.00 held back: statement 1" in text
        (said,) = one(file_db, "SELECT label FROM acts ORDER BY id DESC LIMIT 1")
        assert str(said).endswith("without a final letter: Medicaid"), "the fact is kept"
        app.announce(history.undo(file_db))
        await go(app, pilot, "g", "L")
        screen.focus_section()
        text = await go(app, pilot, "x")
        assert "! Medicaid: no final letter" in text
        app.screen.__dict__["_opened"] = 0.0
        await go(app, pilot, "escape", "g", "D")
        screen.focus_section()
        settlement.put_deduction(file_db, NGUYEN, {"payee": HOSTILE, "kind": "funding", "amount_cents": 100_00})
        app.announce(history.undo(file_db))
        app.announce(history.redo(file_db))
        await settle(app, pilot)
        assert "moved !" in await go(app, pilot, "home")
        await go(app, pilot, "m", "u")
        await type_text(pilot, "loan came in")
        text = await go(app, pilot, "enter")
        assert "Unlocked statement 1: loan came in" in text
        assert one(file_db, "SELECT status, unlock_reason FROM disbursements") == ("unlocked", "loan came in")
        # another case with nothing in it
        app.open_case(GARCIA, section="settlement")
        await settle(app, pilot)
        assert "None yet; a enters one" in shown(app)
        assert "There is no recovery to disburse." in await go(app, pilot, "m", "l")
        await go(app, pilot, "enter")
        assert "There is no recovery, offer or demand" in await go(app, pilot, "m", "p")
