"""The dialog that logs a contact: text first, everything else with sane defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from caseterm.commands import while_typing
from caseterm.rules.contact_log import reached_client
from caseterm.rules.dates import DateProblem, echo
from caseterm.rules.followup import parse_follow_up
from caseterm.rules.speaking import Manners
from caseterm.screens.client.logchoices import LABELS, Choices
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.screens.editor import edit_notes
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.choicefield import ChoiceField
from caseterm.widgets.field import Field
from caseterm.widgets.fields import LengthField, PlainField
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut

WIDTH = 78


@dataclass(frozen=True)
class Talk:
    """What the dialog gives: codes of rules/terms.py, the text, minutes, and the follow-up's title and day."""

    channel: str
    direction: str
    outcome: str
    role: str
    contact_id: int | None
    body: str
    minutes: int | None
    follow_up: tuple[str, date] | None


class LogDialog(Dialog[bool]):
    """Text, then Enter. `people` are (value, label) with value (role, contact's id); `store` returns what failed.

    `manners` says for such a value what to mind in speaking: language, channel, best time; and what forbids it.
    """

    scope: ClassVar[str] = "form"
    BINDINGS = while_typing(
        {
            "form.save": "save",
            "form.leave": "leave",
            "case.jump": "app.jump",
            "help.show": "app.help",
            "edit.external": "edit_external",
        }
    )
    DRAFT_SECONDS: ClassVar[float] = 3.0

    def __init__(
        self,
        who: str,
        *,
        people: Sequence[tuple[tuple[str, int | None], str]],
        start: tuple[str, int | None],
        today: date,
        store: Callable[[Talk], str],
        keep: Callable[[Mapping[str, str]], None],
        draft: Mapping[str, str],
        draft_from: str,
        anchors: Mapping[str, date | None],
        manners: Mapping[tuple[str, int | None], Manners] | None = None,
    ) -> None:
        super().__init__()
        self._who = who
        self._today = today
        self._store = store
        self._keep = keep
        self._draft = draft
        self._said: tuple[str, str] = (f"Draft from {draft_from} brought back." if draft else "", "good")
        self._anchors = anchors
        self._manners = manners or {}
        self._start = start
        self._kept: Mapping[str, str] = dict(draft)
        self._done = False
        self.party = ChoiceField("party", "With", choices=list(people), width=40)
        self.choices = Choices()
        self.text = PlainField("body", "Text", width=60)
        self.follow = PlainField("follow", "Then", width=40, hint="+7d send records")
        self.minutes = LengthField("minutes", "Length", width=10, hint="4m")

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.party, self.text, self.follow, self.minutes)

    def compose(self) -> ComposeResult:
        self._place()
        with Box("Log contact", self._lines(), width=WIDTH):
            self.party.styles.margin = (3, 1, 0, 1)
            yield self.party
            self.choices.styles.margin = (0, 1, 0, 1)
            yield self.choices
            for field in (self.text, self.follow, self.minutes):
                field.styles.margin = (0, 1, 0, 1)
                yield field

    def _place(self) -> None:
        room = min(WIDTH, self.app.size.width - 4) - 4
        for field in self.fields:
            field.place(LABELS - 3, room)
        self.choices.fit(room)

    def on_resize(self) -> None:
        self._place()
        self.query_one(Box).set_lines(self._lines())

    def _lines(self) -> list[list[Cell]]:
        message, role = self._said
        keys: list[Cell] = [("enter", "key"), " Save  ", ("tab", "key"), " Then  ", ("shift+tab", "key"), " How  "]
        keys += [("esc", "key"), " Leave  ", (own_key(self.app, "help.show"), "key"), " Help"]
        if cells_width(keys) > min(WIDTH, self.app.size.width - 4) - 4:
            del keys[-2:]
        follow: Cell = ("", "")
        if not message:
            follow = self._follow_echo()
        height = self.choices.styles.height
        below = 4 + (int(height.value) if height is not None else 3)
        wishes = self._minded().wishes
        return [
            [(self._who, "bold")],
            [(cut(wishes, WIDTH - 4), "accent")],
            *([[]] * below),
            [(message, role) if message else follow],
            keys,
        ]

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        self.party.set_value(self._start)
        self._restore(self._draft)
        self.text.focus()
        self.set_interval(self.DRAFT_SECONDS, self.keep_draft)

    def _restore(self, draft: Mapping[str, str]) -> None:
        for name in ("channel", "direction", "outcome"):
            if name in draft:
                self.choices.chosen[name] = draft[name]
        for field in self.fields:
            if draft.get(field.field_name):
                field.set_text(draft[field.field_name])

    # what was understood

    def _follow_echo(self) -> Cell:
        text = self.follow.text.strip()
        if not text:
            return self._clock_echo()
        try:
            title, day = self._follow_up(text)
        except DateProblem as problem:
            return (str(problem), "muted")
        return (cut(f"{echo(day, self._today)}: task {title}", WIDTH - 6), "good")

    def _clock_echo(self) -> Cell:
        role, _ = self._party()
        chosen = self.choices.chosen
        if forbidden := self._minded().forbidden:
            return (cut(forbidden, WIDTH - 6), "warn")
        if reached_client(role, chosen["direction"], chosen["outcome"]):
            return ("Counts as client contact; the clock starts anew.", "muted")
        return ("Does not count as client contact.", "muted")

    def _party(self) -> tuple[str, int | None]:
        try:
            value = self.party.value
        except ValueError:
            return self._start
        return (str(value[0]), value[1]) if isinstance(value, tuple) else self._start

    def _minded(self) -> Manners:
        """What to mind with whom the contact was; family that nobody named has no consent on file."""
        party = self._party()
        return self._manners.get(party) or Manners(role=party[0])

    def _follow_up(self, text: str) -> tuple[str, date]:
        fallback = f"follow up: {cut(self.text.text.strip(), 60) or self._who}"
        return parse_follow_up(text, today=self._today, fallback=fallback, anchors=self._anchors)

    def show(self, message: str = "", role: str = "") -> None:
        self._said = (message, role)
        self.query_one(Box).set_lines(self._lines())

    def on_field_changed(self) -> None:
        if self.texts() != self._kept:
            self.show()

    def on_field_left(self) -> None:
        self.show(*self._said)

    def on_choices_chosen(self) -> None:
        self.show()

    def on_field_entered(self, event: Field.Entered) -> None:
        if event.field is self.party:
            self.text.focus()
        else:
            self.action_save()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self.choices.has_focus:
            event.stop()
            self.text.focus()

    def action_edit_external(self) -> None:
        edit_notes(self.app, next((field for field in self.fields if field.active), None), self.show)

    # saving and leaving

    def action_save(self) -> None:
        for field in self.fields:
            field.settle()
            problem = field.check()
            if problem is not None:
                field.focus()
                self.show(f"{field.label}: {problem}", "bad")
                return
        follow = self.follow.text.strip()
        try:
            planned = self._follow_up(follow) if follow else None
        except DateProblem as problem:
            self.follow.focus()
            self.show(str(problem), "bad")
            return
        role, contact_id = self._party()
        minutes = self.minutes.value
        failed = self._store(
            Talk(
                **self.choices.chosen,
                role=role,
                contact_id=contact_id,
                body=self.text.text.strip(),
                minutes=minutes if isinstance(minutes, int) else None,
                follow_up=planned,
            )
        )
        if failed:
            self.show(failed, "bad")
            return
        self._keep({})
        self._done = True
        self.dismiss(True)

    def texts(self) -> dict[str, str]:
        """What would be lost: nothing as long as no word is typed, nor once it is stored."""
        if self._done:
            return {}
        typed = {field.field_name: field.text for field in self.fields if field.dirty and field.text.strip()}
        return {**typed, **self.choices.chosen} if typed.keys() & {"body", "follow"} else {}

    def keep_draft(self) -> None:
        texts = self.texts()
        if texts and texts != self._kept:
            self._kept = texts
            self._keep(texts)

    @property
    def dirty(self) -> bool:
        return bool(self.texts())

    def ask_to_leave(self, then: Callable[[], object] | None = None) -> None:
        """Leaving loses nothing, so nothing is asked: the text is kept as a draft; `then` is done after it."""
        self.action_leave()
        if then is not None:
            then()

    leave_first = ask_to_leave

    def action_leave(self) -> None:
        self.keep_draft()
        self.dismiss(False)
