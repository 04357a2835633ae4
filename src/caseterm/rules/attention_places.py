"""Where each reason of attention is settled, and by which command.

The commands are named as in the list of commands; a letter stands in the section's menu of more.
"""

from collections.abc import Iterable, Mapping

from caseterm.values import value

MORE = "more.menu"


@value
class Place:
    """The section of a client's file, the command that settles it there, its letter in the menu of more, and a row."""

    section: str
    command: str
    letter: str = ""
    row: str = ""
    """The row it stands in when the reason names none."""
    says: str = ""
    """What the command does there, where its own name says too little."""


def _more(section: str, letter: str) -> Place:
    return Place(section, MORE, letter)


PLACES: Mapping[str, Place] = {
    "deadline_passed": _more("deadlines", "s"),
    "deadline_near": _more("deadlines", "s"),
    "deadline_unverified": _more("deadlines", "v"),
    "no_limitation": _more("deadlines", "l"),
    "no_contact": Place("notes", "contact.log"),
    "never_contacted": Place("notes", "contact.log"),
    "task_overdue": Place("tasks", "done", says="Done"),
    "no_task": Place("tasks", "add", says="Add a task"),
    "gap": Place("appointments", "add", says="Book a visit"),
    "no_visit": Place("appointments", "add", says="Book a visit"),
    "no_appointment": Place("appointments", "add", says="Book a visit"),
    "phase_age": Place("overview", "status.set", says="Another stage"),
    # records and bills
    "request_late": Place("requests", "client.followup"),
    "request_fee": Place("requests", "status.set", says="Status"),
    "request_refused": Place("requests", "client.followup"),
    "permit_wanted": _more("requests", "n"),
    "permit_ends": _more("requests", "n"),
    "permit_over": _more("requests", "n"),
    "record_without_bill": Place("requests", "client.bills"),
    "bill_without_record": Place("requests", "client.records"),
    # negotiation, settlement, money
    "offer_ends": _more("offers", "k"),
    "offer_over": _more("offers", "k"),
    "offer_waits": _more("offers", "k"),
    "demand_waits": _more("offers", "o"),
    "funds_late": _more("settlement", "f"),
    "not_paid_out": _more("settlement", "o"),
    "held_over": Place("settlement", "done", says="Paid out"),
    "lien_open": Place("liens", "date.set", says="Final letter"),
    "used_up": _more("specials", "x"),
    "over_budget": Place("costs", "edit", says="Edit the budget"),
    "near_budget": Place("costs", "edit", says="Edit the budget"),
    # the attorney's side
    "draft_waits": Place("attorney", "done", says="Approved"),
    "draft_unsent": _more("attorney", "n"),
    "promise_due": Place("attorney", "done", says="Kept"),
    "attorney_waits": Place("attorney", "done", says="Answered"),
    "review_due": _more("attorney", "f"),
    "update_due": _more("attorney", "u"),
    "conflict_open": Place("attorney", "done", says="Clear it"),
    # care
    "worse": _more("care", "k"),
    "blocked": Place("care", "done", says="Resolved"),
    "missed": Place("appointments", "date.set", says="Move the visit"),
    "no_ride": Place("appointments", "status.set", says="Status, ride"),
    "plan_stalled": _more("plan", "v"),
    "plan_review": _more("plan", "v"),
    "past_mmi": Place("plan", "edit", says="Edit the plan"),
    "adjuster_silent": Place("aligned", "contact.log", row="kind:adjuster"),
    "visits_left": Place("visits", "edit", says="Edit it"),
    "care_ends": Place("visits", "edit", says="Edit it"),
    "appeal_by": Place("visits", "done", says="Appealed"),
}
"""By the code of the reason."""
_SPARE = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(wanted: Iterable[str]) -> list[str]:
    """A letter for each of some reasons: the key that settles it, else its capital, else a number.

    Where a case has more reasons than there are keys, the last have "".
    """
    taken: list[str] = []
    for key in wanted:
        choices = (key, key.upper(), *_SPARE)
        taken.append(next((each for each in choices if len(each) == 1 and each not in taken), ""))
    return taken
