"""Moving an appointment and following up a missed one, in the calendar and in a client's file alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import ComposeResult

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.commands import keys_of
from caseterm.rules.calendar import Appointment
from caseterm.rules.calendar_words import day_and_time, named
from caseterm.rules.recurrence import Scope
from caseterm.rules.terms import label
from caseterm.rules.terms_visits import NO_SHOW_REASONS
from caseterm.screens.base import BaseScreen
from caseterm.screens.dayfit import DayFit, slot_of
from caseterm.screens.dialogs.box import Box, Dialog, pressed
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.moving import MoveDialog, When
from caseterm.screens.ownkeys import own_keys
from caseterm.screens.series import ask_scope, scope_words
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import width_of

Moved = Callable[[ChangeSet, Scope], None]
REASON_KEYS = {
    "transport": "t", "work": "w", "childcare": "c", "illness": "i", "pain": "p", "forgot": "f", "cost": "o",
    "fear_anxiety": "a", "language": "l", "provider_error": "e", "weather": "h", "moved_lost_contact": "m",
    "disagrees_with_care": "d", "other": "x",
}  # fmt: skip
OFFERS = (
    ("b", "barrier", "Barrier: {reason}"),
    ("t", "rides", "Rides needed from now on"),
    ("c", "call", "Call task, due today"),
    ("r", "move", "Reschedule..."),
)
WIDTH = 46
UNDO_ROOM = 12
"""The cells of the status row that its hint takes."""


# ---- moving ------------------------------------------------------------------------------------------------


def ask_move(screen: BaseScreen, appointment_id: int, moved: Moved = lambda changes, scope: None) -> None:
    """A new date and time, of a series for those she chooses; `moved` is told what was stored."""
    entry = queries.calendar.one(screen.db, appointment_id)
    if entry is None:
        screen.say("That appointment is no longer here.", role="warn")
        return
    if not entry.ahead:
        _type_move(screen, entry, "one", moved)  # the others of its series have not been missed
        return
    ask_scope(screen, appointment_id, "Move", lambda scope: _type_move(screen, entry, scope, moved))


def _type_move(screen: BaseScreen, entry: Appointment, scope: Scope, moved: Moved) -> None:
    """Type the new date and time, seeing what it means and how it fits into its day."""
    fit = DayFit(screen.db, leave_out=entry.id)

    def fits(when: When) -> list[str]:
        slot = slot_of(entry, when.starts_at, when.ends_at)
        return [*fit.troubles(slot), fit.free(when.starts_at.date(), entry.case_id, entry.kind)]

    def typed(when: Any) -> None:
        if isinstance(when, When):
            changes = screen.store(
                lambda: services.series.move_visits(screen.db, entry.id, when.starts_at, when.ends_at, scope=scope)
            )
            if changes:
                moved(changes, scope)
                _tell_what_follows(screen, changes.label)

    line = queries.series.series_of(screen.db, entry.id) if scope != "one" else None
    name = named(entry.kind, entry.title, entry.client)
    title = f"Move {name} {day_and_time(entry.starts_at)}{scope_words(line, scope)} to"
    old = When(entry.starts_at, entry.ends_at)
    home = fit.settings.zone
    dialog = MoveDialog(title, old, today=screen.program.today, zone=entry.zone or home, home=home, fits=fits)
    screen.app.push_screen(dialog, typed)


def _tell_what_follows(screen: BaseScreen, label: str) -> None:
    """What moved along or was released, in full where the status row has no room for it."""
    moved, _, rest = label.partition(" -> ")
    when, _, follows = rest.partition(", ")
    to_know = any(word in follows for word in ("released", "tasks moved", "driver"))
    if to_know and width_of(label) > screen.app.size.width - UNDO_ROOM:
        words = f"{follows[0].upper()}{follows[1:]}."
        screen.app.push_screen(MessageDialog("Moved", f"{moved.partition(': ')[2]} -> {when}", next_step=words))


# ---- a missed appointment ----------------------------------------------------------------------------------


def ask_no_show(screen: BaseScreen, appointment_id: int, moved: Moved = lambda changes, scope: None) -> None:
    """Why the client did not come, by one letter; then what may follow is offered."""
    items = [(REASON_KEYS[code], words, code) for code, words in NO_SHOW_REASONS.items()]

    def chosen(reason: Any) -> None:
        if reason is None:
            return
        changes = screen.store(lambda: services.appointments.mark_no_show(screen.db, appointment_id, reason=reason))
        if changes:
            offer_after_missed(screen, appointment_id, moved)

    screen.app.push_screen(MenuDialog("n  Why did they not come?", items), chosen)


def offer_after_missed(screen: BaseScreen, appointment_id: int, moved: Moved = lambda changes, scope: None) -> None:
    """What may follow an appointment that was missed: each letter does one thing, Esc leaves it at that."""
    entry = queries.calendar.one(screen.db, appointment_id)
    if entry is None or entry.case_id is None:
        return

    def followed() -> frozenset[str] | None:
        return queries.visit.followed(screen.db, appointment_id)

    acts: dict[str, Callable[[], ChangeSet]] = {
        "barrier": lambda: services.missed.note_barrier(screen.db, appointment_id),
        "rides": lambda: services.missed.need_rides(screen.db, appointment_id),
        "call": lambda: services.missed.call_about(screen.db, appointment_id),
        "undo": lambda: services.history.undo(screen.db),
        "redo": lambda: services.history.redo(screen.db),
    }

    def act(name: str) -> None:
        screen.store(acts[name])

    def closed(what: Any) -> None:
        if what == "move":
            ask_move(screen, appointment_id, moved)

    screen.app.push_screen(MissedDialog(entry, act, followed), closed)


class MissedDialog(Dialog[Any]):
    """Offers after a no-show; each may be taken once, and stays to be seen as done. Gives "move", or None.

    `act` does an offer, undo or redo; `followed` says which offers are taken, None once the visit is not missed.
    """

    DEFAULT_CSS = """
    MissedDialog { align: right bottom; }
    MissedDialog > Box { margin: 0 0 2 0; }
    """

    def __init__(
        self, entry: Appointment, act: Callable[[str], None], followed: Callable[[], frozenset[str] | None]
    ) -> None:
        super().__init__()
        self._entry = entry
        self._act = act
        self._followed = followed
        self._done = followed() or frozenset()
        self._reason = label(NO_SHOW_REASONS, entry.no_show_reason).lower()

    def compose(self) -> ComposeResult:
        name = named(self._entry.kind, "", self._entry.client)
        yield Box(f"Missed: {name} {day_and_time(self._entry.starts_at)}", self._lines(), width=WIDTH)

    def _lines(self) -> list[list[Cell]]:
        lines: list[list[Cell]] = [[(f"No-show ({self._reason}). What follows?", "muted")]]
        for key, name, words in OFFERS:
            said = f"  {words.format(reason=self._reason)}"
            done = name in self._done
            lines.append([("x", "muted"), (said, "muted"), ("   done", "good")] if done else [(key, "key"), said])
        return [*lines, [("esc", "key"), "  That is all"]]

    def on_key(self, event: events.Key) -> None:
        event.stop()
        offers = {key: name for key, name, _words in OFFERS}
        back = {key: name for name in ("undo", "redo") for key in keys_of(name, own_keys(self.app))}
        name = back.get(event.key) or offers.get(pressed(event, list(offers)) or "")
        if name is None or name == "move":
            self.dismiss(name)
        elif name not in self._done:
            self._take(name)

    def _take(self, name: str) -> None:
        """Do it and say what is done by now; where undo took back the no-show itself, nothing follows."""
        self._act(name)
        done = self._followed()
        if done is None:
            self.dismiss(None)
        else:
            self._done = done
            self.query_one(Box).set_lines(self._lines())

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.dismiss(None)
