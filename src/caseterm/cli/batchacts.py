"""Every act `caseterm batch` knows: its name, its service, its fields. docs/scripting.md is checked against this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.cli import batchcalls
from caseterm.cli.batchattorney import ATTORNEY_ACTS
from caseterm.cli.batchcare import CARE_ACTS
from caseterm.cli.batchfields import (
    MOST_ROWS,
    Given,
    case,
    cases,
    columns_of,
    day,
    day_or_none,
    flag,
    follow_up,
    given,
    legs,
    moment,
    number,
    parts,
    path,
    row,
    rows,
    text,
    values,
)
from caseterm.cli.batchrequests import REQUEST_ACTS
from caseterm.errors import InputError
from caseterm.rules.money import MAX_CENTS
from caseterm.store.database import Database

ENVELOPE = frozenset({"act", "ref"})
"""Fields of every line that belong to no act."""


@dataclass(frozen=True)
class Act:
    """One act: `service` is "module.function" of services, or the function in batchcalls."""

    name: str
    service: str
    words: str
    fields: tuple[Given, ...]

    @property
    def call(self) -> Callable[..., ChangeSet]:
        """The function that does it, loaded when first used."""
        module, _, function = self.service.rpartition(".")
        found: Callable[..., ChangeSet] = getattr(getattr(services, module) if module else batchcalls, function)
        return found

    def perform(self, db: Database, line: Mapping[str, Any]) -> ChangeSet:
        """Do it with the fields of a line. Raises CaseTermError; then nothing was written."""
        known = {field.name: field for field in self.fields}
        for name in line:
            if name not in known and name not in ENVELOPE:
                raise InputError.one(name[:40], "", f"is no field of {self.name}")
        for field in self.fields:
            if field.needed and field.name not in line:
                raise InputError.one(field.name, "", "is needed")
        arguments = {
            known[name].parameter: known[name].read(db, name, value)
            for name, value in line.items()
            if name not in ENVELOPE
        }
        return self.call(db, **arguments)


SCOPE = text("scope", "one, following or all", needed=True)
TASKS = rows("tasks", "task_ids")
KIND = text("kind", "case, party, incident, injury, policy, coverage, claim, provider, appointment, task, deadline, "
            "contact_log, note, document, bill, lien, cost, budget, wage_loss or expense", needed=True)  # fmt: skip
COLUMNS = given(
    "values", lambda db, field, value: _object(field, value), "{column: value}", "columns of that kind", needed=True
)
CONTACT = (
    values("contact", "Contact", "a new contact, or what changes of a known one"),
    row("contact_id", "a known contact", needed=False, parameter="contact_id"),
)
TALK = (
    text("channel", "a code such as call, text, email"),
    text("direction", "out or in"),
    text("outcome", "a code such as reached, voicemail, no_answer"),
    text("body", "what was said"),
    moment("at", "wall time; now when left out"),
    follow_up(),
)


def _bills(field: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_ROWS:
        raise InputError.one(field, "", f"must be a list of 1 to {MOST_ROWS:,}")
    return [columns_of("MedicalBill", field, each) for each in value]


def _object(field: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError.one(field, "", "must be an object of columns and values")
    return value


def _cents(field: str, value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_CENTS):
        raise InputError.one(field, "", "must be a whole number of cents or null")
    return value


_ALL = (
    # cases
    Act("new_case", "new_case", "Open a case with its client.", (
        values("client", "Contact", needed=True), values("case", "Case"), values("incident", "Incident"),
        parts("phones", "ContactPhone"), parts("emails", "ContactEmail"), parts("addresses", "ContactAddress"))),
    Act("pin_cases", "pin", "Pin cases to the top.", (cases(),)),
    Act("unpin_cases", "unpin", "Unpin cases.", (cases(),)),
    Act("archive_cases", "cases.archive_cases", "Put cases out of every list.", (cases(),)),
    Act("restore_cases", "cases.restore_cases", "Bring archived cases back.", (cases(),)),
    Act("change_phase", "phases.change_phase", "Put cases into a stage, with the tasks of its checklist.", (
        cases(), text("phase", "a stage's code, such as treating", needed=True), text("reason"))),
    Act("close_case", "phases.close_case", "Close a case.", (
        case(), text("reason", "a code such as settled, declined, duplicate", needed=True),
        values("outcome", "Closure"))),
    Act("reopen_case", "phases.reopen_case", "Take a closed case up again.", (case(),)),
    # tasks
    Act("add_task", "tasks.add_task", "Add a task.", (
        text("title", needed=True), case(needed=False), day("due"), text("due_time", "09:30"), number("minutes"),
        number("priority", "1 urgent, 2 high, 3 normal, 4 low"), text("tags"), text("waiting_on"), text("owner"),
        text("notes"))),
    Act("complete_tasks", "tasks.complete_tasks", "Mark tasks done.", (TASKS,)),
    Act("reopen_tasks", "tasks.reopen_tasks", "Put done tasks back to work.", (TASKS,)),
    Act("set_status", "tasks.set_status", "Give tasks a status.", (TASKS, text("status", needed=True))),
    Act("set_due", "tasks.set_due", "Give tasks one due date, or none.", (
        TASKS, given("day", day_or_none("day").read, '"2026-11-24" or null', needed=True))),
    Act("shift_due", "tasks.shift_due", "Move tasks by days from their own dates.", (
        TASKS, number("days", needed=True))),
    Act("set_priority", "tasks.set_priority", "Give tasks a priority.", (
        TASKS, given("priority", number("n").read, "whole number", "1 to 4", needed=True, parameter="n"))),
    Act("set_waiting", "tasks.set_waiting", "Let tasks wait on somebody; empty text ends the wait.", (
        TASKS, text("on_whom", needed=True))),
    Act("set_tags", "tasks.set_tags", "Set tags; +tag and -tag add and take away.", (
        TASKS, text("tags", needed=True))),
    Act("set_case", "tasks.set_case", "Put tasks on a case.", (TASKS, case())),
    Act("edit_task", "tasks.edit_task", "Change columns of a task.", (
        row("task"), values("values", "Task", needed=True))),
    Act("archive_tasks", "tasks.archive_tasks", "Put tasks away.", (TASKS,)),
    Act("restore_tasks", "tasks.restore_tasks", "Bring archived tasks back.", (TASKS,)),
    Act("add_follow_ups", "follow_ups.add_follow_ups", "Add the same task to several cases.", (
        cases(), day("day", needed=True), text("title"))),
    # appointments
    Act("add_appointment", "appointments.add_appointment", "Add an appointment.", (
        moment("starts_at", needed=True), moment("ends_at"), case(needed=False),
        text("kind", "a code such as therapy_pt"), text("title"), row("case_provider", needed=False), text("location"),
        text("who"), text("ride"), text("notes"))),
    Act("reschedule", "appointments.reschedule", "Move an appointment; the old date stays on file.", (
        row("appointment"), moment("starts_at", needed=True), moment("ends_at"))),
    Act("mark_kept", "appointments.mark_kept", "The clients came.", (rows("appointments", "ids"),)),
    Act("mark_no_show", "appointments.mark_no_show", "The client did not come.", (
        row("appointment"), text("reason", "a code such as transport, forgot, ill", needed=True))),
    Act("cancel_appointment", "appointments.cancel", "Cancel an appointment.", (
        row("appointment"), text("by", "client, provider or weather", needed=True))),
    Act("confirm_appointment", "appointments.confirm", "It was confirmed.", (row("appointment"),)),
    Act("reopen_appointment", "appointments.reopen", "Take its outcome back.", (row("appointment"),)),
    Act("set_ride", "appointments.set_ride", "How the ride stands.", (
        row("appointment"), text("state", "a code such as needed, booked", needed=True), text("note"))),
    Act("edit_appointment", "appointments.edit_appointment", "Change columns of an appointment.", (
        row("appointment"), values("values", "Appointment", needed=True))),
    Act("archive_appointment", "appointments.archive_appointment", "Put an appointment away.", (
        row("appointment"),)),
    Act("add_task_for", "visit_tasks.add_task_for", "Add a task for an appointment, with which it moves.", (
        row("appointment"), text("title", needed=True), given("due", day_or_none("due").read, '"2026-11-24" or null',
        needed=True), text("notes"))),
    Act("note_barrier", "missed.note_barrier", "Put the reason of a missed appointment on file as a barrier.", (
        row("appointment"),)),
    Act("need_rides", "missed.need_rides", "The client of a missed appointment needs rides from now on.", (
        row("appointment"),)),
    Act("call_about", "missed.call_about", "Add the call about a missed appointment, due today unless told.", (
        row("appointment"), day("due"))),
    Act("remind", "reminders.remind", "Log a reminder of an appointment and how it went.", (
        row("appointment"), text("how", "confirmed, reached, message, text or no_answer", needed=True),
        text("note"))),
    Act("skip_reminder", "reminders.skip", "Nobody need be reminded of it today.", (row("appointment"),)),
    # series
    Act("add_series", "add_series", "Book appointments that come again.", (
        text("repeats", "as it is typed: mon wed fri for 6 weeks", needed=True),
        moment("starts_at", "the first day and the time", needed=True), moment("ends_at"), case(needed=False),
        text("kind", "a code such as therapy_pt"), text("title"), row("case_provider", needed=False), text("location"),
        text("who"), text("ride"), text("notes"))),
    Act("move_visits", "move_visits", "Move a visit of a series, it and the following, or all.", (
        row("appointment"), moment("starts_at", needed=True), moment("ends_at"), SCOPE)),
    Act("edit_visits", "edit_visits", "Change columns of visits of a series.", (
        row("appointment"), values("values", "Appointment", needed=True), SCOPE)),
    Act("cancel_visits", "cancel_visits", "Cancel visits of a series.", (
        row("appointment"), text("by", "client, provider or weather", needed=True), SCOPE)),
    Act("archive_visits", "archive_visits", "Put visits of a series away.", (row("appointment"), SCOPE)),
    # rides
    Act("book_ride", "book_ride", "Book the ways of a ride; a way there is changed, one not given cancelled.", (
        row("appointment"), legs(), flag("reminders", "tasks to check the ride and call; true when left out"))),
    Act("set_leg_status", "rides.set_leg_status", "How far ways of rides have come.", (
        rows("legs", "leg_ids"), text("status", "a code such as confirmed, completed", needed=True), text("reason"))),
    Act("rebook_ride", "rides.rebook", "A way failed: a new one takes its place, to be booked.", (
        row("leg"), text("reason"))),
    Act("edit_leg", "edit_leg", "Change columns of one way of a ride.", (
        row("leg"), values("values", "RideLeg", needed=True))),
    # talk and notes
    Act("log_contact", "contact_log.log_contact", "Log a call, text, mail or visit.", (
        case(), *TALK, text("role", "whom it was with, client when left out"), row("contact", needed=False),
        number("minutes"))),
    Act("log_contact_many", "contact_log.log_contact_many", "Log the same contact for several clients.", (
        cases(), *TALK)),
    Act("add_note", "contact_log.add_note", "Add a note to a case.", (case(), text("body", needed=True))),
    # people, care, cover
    Act("add_contact", "contacts.add_contact", "Add a contact that is in no case yet.", (
        values("values", "Contact", needed=True), parts("phones", "ContactPhone"), parts("emails", "ContactEmail"),
        parts("addresses", "ContactAddress"))),
    Act("edit_contact", "contacts.edit_contact", "Change a contact.", (
        row("contact"), values("values", "Contact", needed=True), parts("phones", "ContactPhone", nullable=True),
        parts("emails", "ContactEmail", nullable=True), parts("addresses", "ContactAddress", nullable=True))),
    Act("add_party", "add_party", "Give a contact a part in a case.", (
        case(), text("role", "a code such as witness", needed=True), *CONTACT)),
    Act("add_provider", "add_provider", "Add a provider to the client's care.", (
        case(), *CONTACT, values("values", "CaseProvider"))),
    Act("request_papers", "request_papers", "Ask a provider for records or bills, or mark them received.", (
        row("provider", "the row of case_providers"), text("papers", "records or bills", needed=True))),
    *(Act(*each) for each in REQUEST_ACTS),
    *(Act(*each) for each in ATTORNEY_ACTS),
    *(Act(*each) for each in CARE_ACTS),
    Act("add_insurance", "add_insurance", "Add a coverage with policy, claim and adjuster; limits are cents.", (
        case(), text("insurer", "the insurer's name", needed=True), values("coverage", "Coverage"),
        values("policy", "Policy"), values("claim", "Claim"), values("adjuster", "Contact"))),
    # deadlines
    Act("add_deadline", "deadlines.add_deadline", "Add a deadline.", (
        case(), text("kind", "a code such as sol", needed=True), day("due", needed=True), text("title"),
        day("trigger_date"), day("file_by"), text("basis"), text("notes"))),
    Act("edit_deadline", "deadlines.edit_deadline", "Change columns of a deadline.", (
        row("deadline"), values("values", "Deadline", needed=True))),
    Act("verify_deadline", "deadlines.verify", "An attorney has checked it.", (
        row("deadline"), text("by", needed=True), day("on", needed=True))),
    Act("satisfy_deadline", "deadlines.satisfy", "It was met.", (
        row("deadline"), text("how", needed=True), day("on", needed=True),
        text("document", "the proof: title or path of a new document"))),
    Act("unsatisfy_deadline", "deadlines.unsatisfy", "It was not met after all.", (row("deadline"),)),
    Act("dismiss_deadline", "deadlines.dismiss", "A named attorney decided that it does not apply.", (
        row("deadline"), text("by", needed=True), text("why", needed=True), day("on", needed=True))),
    Act("hear_reminders", "deadlines.hear", "Quiet the reminders of deadlines until the next.", (
        rows("deadlines", "deadline_ids"),)),
    Act("add_tolling", "deadlines.add_tolling", "Note what may stop its clock; the date stays.", (
        row("deadline"), values("values", "Tolling", needed=True))),
    Act("add_clock", "deadlines.add_clock", "Add a deadline by a clock of the table, not verified.", (
        case(), text("clock", "its key in limitations.toml", needed=True, parameter="key"),
        day("starts_on", needed=True))),
    Act("compute_limitation", "deadlines.limitation_for", "Compute the limitation date, not verified.", (case(),)),
    # negotiation and settlement
    Act("add_negotiation", "negotiation.add_event", "Enter a demand, an offer or an answer; amounts are cents.", (
        case(), values("values", "NegotiationEvent", needed=True))),
    Act("edit_negotiation", "negotiation.edit_event", "Change columns of a demand or offer.", (
        row("event", "the row of negotiation_events"), values("values", "NegotiationEvent", needed=True))),
    Act("archive_negotiation", "negotiation.archive_event", "Take a demand or offer out of the negotiation.", (
        row("event"),)),
    Act("put_fee_agreement", "put_fee_agreement", "Enter or change the fee agreement of a case.", (
        case(), given("fees", lambda db, field, value: _object(field, value), '{stage: "1/3"}',
        "a share for each stage, null for none", needed=True), values("values", "FeeAgreement"))),
    Act("put_recovery", "put_recovery", "Enter what a source pays, or change it; amounts are cents.", (
        case(), values("values", "Recovery", needed=True), row("recovery", needed=False))),
    Act("put_deduction", "put_deduction", "Enter what else goes off the recovery, or change it.", (
        case(), values("values", "Deduction", needed=True), row("deduction", needed=False))),
    Act("put_payout", "put_payout", "Note a payment out of trust; without paid_on it is held back there.", (
        case(), values("values", "Payout", needed=True), row("payout", needed=False))),
    Act("agree_balance", "settlement.agree_balance", "The sum a provider takes for its balance, in cents.", (
        row("provider", "the row of case_providers"), given("cents", lambda db, field, value: _cents(field, value),
        "whole number or null", "null for the whole balance", needed=True))),
    # bills, liens, costs
    Act("add_bills", "add_bills", "Add lines of bills to a case, as one act; amounts are cents.", (
        case(), given("bills", lambda db, field, value: _bills(field, value), "[{column: value}, ...]",
        "columns of MedicalBill; each names its case_provider_id", needed=True))),
    Act("edit_bill", "money.edit_bill", "Change columns of a bill.", (
        row("bill"), values("values", "MedicalBill", needed=True))),
    Act("archive_bills", "money.archive_bills", "Put bills away.", (rows("bills", "bill_ids"),)),
    Act("finalize_bills", "finalize_bills", "No more bills will come from these providers.", (
        rows("providers", "provider_ids"), day_or_none("on", "since when; null takes it back"))),
    Act("pay_at_settlement", "money.pay_at_settlement", "Whether the settlement pays these providers' balances.", (
        rows("providers", "provider_ids"), flag("pay", needed=True))),
    Act("add_lien", "add_lien", "Add a lien; the days of Medicare's letters start their clocks.", (
        case(), values("values", "Lien", needed=True), text("holder", "by name; else the provider of the values"))),
    Act("edit_lien", "edit_lien", "Change columns of a lien.", (row("lien"), values("values", "Lien", needed=True))),
    Act("reduce_liens", "reduce_liens", "Reduce liens by a rule, with its reasoning; liens of one act share.", (
        rows("liens", "lien_ids"), text("rule", "a code such as procurement_411_37", needed=True),
        number("settlement", "gross, in cents"), number("fee"), number("costs"), number("prior", "liens before it"),
        number("num", "of the rule's fraction"), number("den"), number("amount", "the sum agreed"))),
    Act("lien_final_letter", "liens.final_letter", "The holder's final letter, in cents.", (
        row("lien"), number("cents", needed=True), day("on", needed=True))),
    Act("pay_liens", "liens.pay_liens", "They were paid what they came to.", (
        rows("liens", "lien_ids"), day("on", needed=True))),
    Act("set_budget", "costs.set_budget", "What the whole case may cost.", (
        case(), number("cents", needed=True))),
    Act("put_expense", "put_expense", "Enter what the client paid, drove or will need, or change it.", (
        case(), values("values", "Expense", needed=True), row("expense", needed=False))),
    Act("put_wage_loss", "put_wage_loss", "Enter wages lost, or change them; without lost_cents they are counted.", (
        case(), values("values", "WageLoss", needed=True), row("wage", needed=False))),
    # any section
    Act("add_record", "add_record", "Add a row to any section of a case.", (KIND, case(), COLUMNS)),
    Act("edit_record", "edit_record", "Change columns of a row of a case.", (KIND, row("row"), COLUMNS)),
    Act("archive_record", "archive_record", "Put a row of a case away.", (KIND, row("row"))),
    Act("restore_record", "restore_record", "Bring an archived row back.", (KIND, row("row"))),
    # the whole
    Act("edit_settings", "edit_settings", "Change the settings.", (values("values", "Settings", needed=True),)),
    Act("import_file", "import_file", "Bring a CSV or Excel file in, as one act.", (path("file", needed=True),)),
    Act("load_sample", "sample.load", "Add the sample caseload.", (
        number("cases", "default 75, hand-made"), number("seed"))),
    Act("remove_sample", "sample.remove", "Take the sample caseload out again.", ()),
    Act("undo", "history.undo", "Take back the newest act.", ()),
    Act("redo", "history.redo", "Do again what was undone last.", ()),
)  # fmt: skip
ACTS: Mapping[str, Act] = {each.name: each for each in _ALL}

__all__ = ["ACTS", "Act"]
