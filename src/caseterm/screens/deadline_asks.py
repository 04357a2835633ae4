"""What is asked about a deadline, the same from every screen: who verified it, what met it, who dismissed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from caseterm import queries, ruletables, services
from caseterm.changes import ChangeSet
from caseterm.queries.deadlines import DeadlineCard
from caseterm.rules.date_words import paper_day
from caseterm.rules.limitations import TOLLING_REASONS, clocks_for
from caseterm.rules.sweep import day_problem
from caseterm.screens.base import BaseScreen
from caseterm.screens.countdays import open_count
from caseterm.screens.dialogs.prompt import PromptDialog
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import choices, open_form, texts

COUNTED = frozenset({"frcp", "discovery"})
"""Kinds of clock whose last day may roll forward: the calculator counts them."""
Act = Callable[[date], ChangeSet]


def deadline_words(card: DeadlineCard) -> str:
    """Which deadline, in a dialog: its name, its date and the client."""
    return f"{card.line.full_name} {paper_day(card.line.due)} ({card.line.client})"


def ask_verify(desk: BaseScreen, card: DeadlineCard, then: Callable[[], Any] | None = None) -> None:
    """Ask which attorney confirmed it, then when; once that is stored, `then`."""

    def named(by: Any) -> None:
        if by:
            verified = services.deadlines.verify
            ask_day(desk, card, "Verified on", lambda on: verified(desk.db, card.line.id, by=by, on=on), then)

    hint = f"{deadline_words(card)}: the attorney who confirmed it"
    value = card.line.verified_by or card.line.attorney
    desk.app.push_screen(PromptDialog("Verified by", "text", value or None, hint, guessed=True), named)


def ask_satisfy(desk: BaseScreen, card: DeadlineCard) -> None:
    """Ask what met it, then with which document, then when; one that was met runs again."""
    if card.satisfied_on:
        desk.store(lambda: services.deadlines.unsatisfy(desk.db, card.line.id))
        return
    known = queries.deadlines.documents(desk.db, card.line.id)

    def said(how: Any) -> None:
        if how:
            dialog = PromptDialog(
                "Proof", "suggest", None, "a document of the case, or a new title or path; empty: none",
                blank=True, suggest=lambda typed: [(key, title, "") for key, title in known if _within(typed, title)],
            )  # fmt: skip
            desk.app.push_screen(dialog, lambda proof: dated(how, proof))

    def dated(how: Any, proof: Any) -> None:
        if proof is None:
            return
        document = {"document_id": proof} if isinstance(proof, int) else {"document": str(proof)}
        ask_day(
            desk,
            card,
            "Satisfied on",
            lambda on: services.deadlines.satisfy(desk.db, card.line.id, how=how, on=on, **document),
        )

    hint = f"{deadline_words(card)}: what was filed or sent, and where the proof is"
    desk.app.push_screen(PromptDialog("Satisfied how?", "text", None, hint), said)


def _within(typed: str, title: str) -> bool:
    return typed.strip().casefold() in title.casefold()


def ask_dismiss(desk: BaseScreen, card: DeadlineCard) -> None:
    """Ask which attorney decided that it does not apply, why, and when."""

    def named(by: Any) -> None:
        if by:
            hint = "why the deadline does not apply, as the attorney said it"
            desk.app.push_screen(PromptDialog("Reason", "text", None, hint), lambda why: dated(by, why))

    def dated(by: Any, why: Any) -> None:
        if why:
            dismissed = services.deadlines.dismiss
            ask_day(desk, card, "Dismissed on", lambda on: dismissed(desk.db, card.line.id, by=by, why=why, on=on))

    hint = f"{deadline_words(card)}: the attorney who decided that it does not apply"
    desk.app.push_screen(PromptDialog("Dismissed by", "text", None, hint), named)


def ask_tolling(desk: BaseScreen, card: DeadlineCard) -> None:
    """A form for what may stop its clock; the date itself stays."""
    dates = queries.jump.anchors(desk.db, card.line.case_id)
    specs = [
        FieldSpec("reason", "Reason", "choice", required=True, choices=choices(TOLLING_REASONS)),
        FieldSpec("starts_on", "From", "date", prefer="past", anchors=dates),
        FieldSpec("ends_on", "To", "date", prefer="past", anchors=dates, hint="empty: still open"),
        FieldSpec("days", "Days", "number", hint="instead of from and to"),
        FieldSpec("authority", "Authority", hint="statute, order, agreement"),
        FieldSpec("notes", "Notes", "notes"),
    ]

    def save(given: dict[str, Any]) -> ChangeSet:
        values = {
            **{name: given[name] for name in ("starts_on", "ends_on", "days")},
            **texts(given, "authority", "notes"),
        }
        changes: ChangeSet = services.deadlines.add_tolling(
            desk.db, card.line.id, {**values, "reason": given["reason"]}
        )
        return changes

    open_form(
        desk, "tolling", f"deadline:{card.line.id}", "Tolling: the date stays until an attorney moves it", specs,
        {"reason": "other"}, save=save, subtitle=deadline_words(card),
    )  # fmt: skip


def ask_clock(desk: BaseScreen, case_id: int) -> None:
    """Choose a clock of the table for a case, then the day it counts from; the deadline is added, not verified."""
    from caseterm.screens.dialogs.pick import PickDialog

    found = queries.deadlines.of_case(desk.db, case_id)
    rules = desk.attempt(ruletables.table)
    if found is None or rules is None:
        return
    clocks = clocks_for(rules, found.state, found.case_type)
    items = [(clock.key, clock.name, f"{clock.length}, {clock.citation}") for clock in clocks]

    def chosen(key: str | None) -> None:
        if key is None:
            return
        clock = rules.clock(key)
        if clock.kind in COUNTED:
            open_count(desk, case_id=case_id, period=clock.length, title=clock.name)
            return
        hint = f"{clock.length} from {clock.trigger}; {clock.source}"
        dialog = PromptDialog(
            f"{clock.name}: from",
            "date",
            found.happened_on if clock.starts else None,
            hint,
            today=desk.program.today,
            prefer="past",
            anchors=queries.jump.anchors(desk.db, case_id),
        )
        desk.app.push_screen(dialog, lambda day: add(key, day))

    def add(key: str, day: Any) -> None:
        if isinstance(day, date):
            desk.store(lambda: services.deadlines.add_clock(desk.db, case_id, key, starts_on=day))

    desk.app.push_screen(PickDialog("Deadline from a rule (not verified)", items), chosen)


def ask_day(desk: BaseScreen, card: DeadlineCard, title: str, act: Act, then: Callable[[], Any] | None = None) -> None:
    """Ask for a day since the incident that has come, today to begin with, and do the act with it."""
    case, today = queries.deadlines.of_case(desk.db, card.line.case_id), desk.program.today

    def problem(on: Any) -> str:
        return day_problem(on, today, case.happened_on if case else None)

    def typed(on: Any) -> None:
        if isinstance(on, date) and desk.store(lambda: act(on)) is not None and then is not None:
            then()

    dialog = PromptDialog(title, "date", today, "today or before", today=today, prefer="past", check=problem)
    desk.app.push_screen(dialog, typed)
