"""The letters that a section of the client screen has of its own; they go before the screen's.

The action is `on_row('verb')`, `on_rows('verb')` or `in_section('verb')`: a method of the section, given the key of
the row under the cursor, the marked rows' keys, or nothing.
"""

from collections.abc import Mapping

from caseterm.menulines import MenuItem, lines

SECTION_MENUS: Mapping[tuple[str, str], tuple[MenuItem, ...]] = {
    ("more", "client.requests"): lines(
        """
        n | New authorization | in_section('authorize')
        p | Print outstanding | in_section('print_outstanding')
        w | Letter to them | on_row('write_letter')
        """
    ),
    ("more", "client.treatment"): lines(
        """
        t | Timeline | in_section('timeline')
        """
    ),
    ("more", "client.visits"): lines(
        """
        t | Timeline | in_section('timeline')
        """
    ),
    ("more", "client.care"): lines(
        """
        k | Check-in call | in_section('check_in')
        f | Find a provider | in_section('find_provider')
        g | Pain and function, drawn | in_section('trend')
        p | Print report or plan | in_section('print_care')
        """
    ),
    ("more", "client.learning"): lines(
        """
        p | Page for the client | in_section('print_page')
        """
    ),
    ("more", "client.plan"): lines(
        """
        n | New version | in_section('new_version')
        v | Review | in_section('review')
        o | To do | in_section('new_work')
        g | Given to | in_section('share')
        p | Print plan or report | in_section('print_care')
        """
    ),
    ("more", "client.specials"): lines(
        """
        f | Bills from a file | in_section('from_file')
        o | One bill, in a form | in_section('add_one')
        n | Pay at settlement, or not | on_rows('dont_pay')
        b | Bills shown, or folded | in_section('fold')
        x | PIP or MedPay used up | in_section('exhausted')
        t | Print the table | in_section('print_table')
        """
    ),
    ("more", "client.offers"): lines(
        """
        o | Offer received | on_row('offered')
        n | Net, what-if | on_row('what_if')
        k | Counter | on_row('counter')
        y | Accept | on_row('accept')
        j | Reject | on_row('reject')
        d | Withdraw | on_row('withdraw')
        p | Print this projection | on_row('print_at')
        """
    ),
    ("more", "client.settlement"): lines(
        """
        l | Lock the statement | in_section('lock')
        u | Unlock, with a reason | in_section('unlock')
        p | Print the statement | in_section('print_statement')
        f | Funds received | on_row('funds')
        g | Release signed | on_row('release')
        b | Sum agreed with provider | on_row('agreed')
        n | Net, what-if | in_section('what_if')
        s | Signed by the client | in_section('signed')
        o | Paid out, all that is left | in_section('paid_out')
        y | Pay a part | in_section('pay_part')
        k | Hold back in trust | in_section('hold_back')
        """
    ),
    ("more", "client.liens"): lines(
        """
        r | Reduce by a rule | on_rows('reduce')
        """
    ),
    ("more", "client.attorney"): lines(
        """
        n | Sent | on_rows('send')
        b | To the attorney for review | on_rows('submit')
        f | File review and grade | in_section('review')
        u | Attorney was updated | in_section('update')
        g | Grade, with its reason | in_section('grade')
        """
    ),
    ("more", "client.documents"): lines(
        """
        p | Accounting of disclosures | in_section('print_disclosures')
        """
    ),
    ("more", "client.contacts"): lines(
        """
        j | Same as another contact | on_row('same')
        d | Who stands behind a defendant | on_row('defendant')
        """
    ),
    ("more", "client.incident"): lines(
        """
        f | Facts of the claim type | in_section('claim_form')
        """
    ),
}
