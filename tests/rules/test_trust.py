"""The trust account: no cent appears or vanishes whatever is recovered, paid and held back."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.liens import LienLine
from caseterm.rules.settlechecks import checks
from caseterm.rules.settlement import settle
from caseterm.rules.settling import DeductionLine, Money, PayoutLine, RecoveryLine, given_of
from caseterm.rules.trust import trust

TODAY = date(2026, 11, 21)
CENTS = st.integers(0, 10**13)
KINDS = st.sampled_from(
    ("client_net", "attorney_fee", "cost_reimbursement", "lien", "provider", "referral_fee", "funding")
)
NAMES = st.sampled_from(("", "Medicare", "MEDICARE", "Blue Shield", "Oasis", "O'Neil \x1b[31m漢字"))


def recovery(number: int, amount: int, *, funds: bool) -> RecoveryLine:
    return RecoveryLine(number, None, f"Carrier {number}", "liability", amount, funds_on=TODAY if funds else None)


PAYOUTS = st.builds(
    PayoutLine,
    id=st.integers(1, 99),
    kind=KINDS,
    payee=NAMES,
    amount=CENTS,
    paid_on=st.sampled_from((None, TODAY)),
    held_why=st.sampled_from(("", "final demand")),
    lien_id=st.sampled_from((None, 1)),
    archived=st.booleans(),
)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(CENTS, st.booleans()), max_size=4),
    st.lists(PAYOUTS, max_size=6),
    st.integers(0, 10**13),
    st.integers(0, 10**13),
)
def test_every_cent_is_due_paid_held_or_left_and_received_is_paid_held_or_free(
    came: list[tuple[int, bool]], payouts: list[PayoutLine], claimed: int, advanced: int
) -> None:
    money = Money(
        recoveries=tuple(recovery(number, cents, funds=funds) for number, (cents, funds) in enumerate(came)),
        liens=(
            LienLine(id=1, kind="medicare_cp", holder_id=None, holder="Medicare", status="asserted", asserted=claimed),
        ),
        deductions=(DeductionLine(1, "funding", "Oasis", advanced),),
        payouts=tuple(payouts),
    )
    statement = settle(given_of(money))
    account = trust(statement, money)
    assert account.received == sum(cents for cents, funds in came if funds)
    assert account.received == account.paid + account.held + account.free
    assert sum(each.due for each in account.shares) == statement.gross
    for name in ("paid", "held"):
        assert sum(getattr(each, name) for each in account.shares) == getattr(account, name)
    assert all(each.due == each.paid + each.held + each.left for each in account.shares)


def test_a_payment_counts_for_its_payee_however_the_name_is_written_and_wherever_its_lien_moved() -> None:
    money = Money(
        recoveries=(recovery(1, 60_000_00, funds=True),),
        liens=(
            LienLine(
                id=7, kind="medicare_cp", holder_id=3, holder="Medicare (BCRC)", status="asserted", asserted=4_000_00
            ),
        ),
        payouts=(
            PayoutLine(1, "lien", "CMS", 1_000_00, TODAY, lien_id=7),
            PayoutLine(2, "lien", "medicare (bcrc)", 3_000_00, held_why="final demand"),
            PayoutLine(3, "client_net", "Maria, by her bank", 20_000_00, TODAY),
        ),
    )
    account = trust(settle(given_of(money)), money)
    found = {(each.kind, each.name): (each.due, each.paid, each.held, each.left) for each in account.shares}
    assert found[("lien", "Medicare (BCRC)")] == (4_000_00, 1_000_00, 3_000_00, 0)
    assert found[("client_net", "")] == (36_000_00, 20_000_00, 0, 16_000_00)
    assert (account.there, account.free) == (39_000_00, 36_000_00)


def test_what_is_held_without_a_reason_or_paid_too_much_stands_on_the_check_list() -> None:
    payouts = (
        PayoutLine(1, "lien", "Medicare", 5_000_00),
        PayoutLine(2, "client_net", "", 39_000_00, TODAY),
        PayoutLine(3, "cost_reimbursement", "", 1_00, held_why="last invoice"),
    )
    money = Money(recoveries=(recovery(1, 30_000_00, funds=True),), payouts=payouts)
    found = {check.text: (check.done, check.grave) for check in checks(money, TODAY) if check.code in ("held", "trust")}
    assert found == {
        "Trust: overdrawn, $14,001.00 more than came in is paid or held": (False, True),
        "Client: paid too much, $19,000.00 over the statement": (False, True),
        "Medicare, $5,000.00 held: nobody said why": (False, True),
        "Costs advanced, $1.00 held: last invoice": (True, False),
    }
