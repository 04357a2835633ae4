"""What the sections ask of the screen they stand on: prompts, lists to pick from, forms, and acts on marked rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from caseterm.changes import ChangeSet
from caseterm.queries.casefile import CaseHead
from caseterm.queries.wholefile import WholeFile
from caseterm.screens.base import BaseScreen
from caseterm.screens.form import FieldSpec, Kind
from caseterm.screens.opening import Given, anchors, open_form

Then = Callable[[Any], Any]


class Desk(BaseScreen):
    """The part of the client screen that its sections use."""

    def __init__(self) -> None:
        super().__init__()
        self.case_id = 0
        """The case in view, on which every act is stored; 0 before the first is opened."""
        self.head: CaseHead | None = None
        self.archived = False

    @property
    def file(self) -> WholeFile:
        """The file of the case in view as it is in the database now."""
        return self.program.files.of(self.case_id)

    def keys(self) -> list[str]:
        """The keys of the marked rows, else of the row under the cursor."""
        return []

    @property
    def row_key(self) -> str | None:
        """The row under the cursor of the section in view."""
        return None

    def move_cursor(self, key: str) -> None:
        """Put the cursor of the list that a verb means on a row."""

    def clear_marks(self) -> None:
        """Take the marks away once an act on them is stored."""

    def prompt(
        self,
        title: str,
        then: Then,
        *,
        kind: Kind = "text",
        value: object = None,
        hint: str = "",
        blank: bool = False,
        past: bool = False,
        select: bool = False,
        spec: FieldSpec | None = None,
    ) -> None:
        """Ask for one value; `then` gets it unless she leaves. With `select` typing replaces the old text."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        def answered(answer: Any) -> None:
            if answer is not None:
                then(answer)

        backwards = past or (spec is not None and spec.prefer == "past")
        dialog = PromptDialog(
            title,
            kind,
            value if value != "" else None,
            hint,
            today=self.program.today,
            blank=blank,
            choices=spec.choices if spec else (),
            prefer="past" if backwards else "future",
            free=spec.free if spec else None,
            anchors=anchors(self),
        )
        self.app.push_screen(dialog, answered)
        if select:
            self.call_after_refresh(_select, dialog)

    def pick(self, title: str, items: Sequence[tuple[Any, ...]], then: Then, *, current: Any = None) -> None:
        """Choose one of a few things."""
        from caseterm.screens.dialogs.pick import PickDialog

        self.app.push_screen(PickDialog(title, items, current=current), then)

    def form(
        self,
        form: str,
        target: str,
        title: str,
        specs: Sequence[FieldSpec],
        values: Mapping[str, object],
        save: Callable[[Given], ChangeSet],
        *,
        remark: Callable[[Mapping[str, object]], str] | None = None,
    ) -> None:
        """Open a form on the case in view; `remark` says something of what is typed."""
        subtitle = f"{self.head.client} {self.head.number}" if self.head else ""
        open_form(self, form, target, title, specs, values, save=save, subtitle=subtitle, remark=remark)

    def capture(self, kind: Any) -> None:
        """The quick-add line, for the case in view."""
        from caseterm.screens.capture import capture

        capture(self, kind="appt" if kind == "appointment" else kind, case_id=self.case_id)

    def store_marked(self, act: Callable[[], ChangeSet]) -> bool:
        """Store an act on the marked rows; the marks go once it is done, which is told."""
        stored = self.store(act) is not None
        if stored:
            self.clear_marks()
        return stored

    def prompt_typed(
        self, title: str, act: Callable[[str], None], *, value: str, hint: str, blank: bool = False
    ) -> None:
        """Ask for a line that `act` reads; where it cannot (ValueError), the reason stands under what was typed."""

        def typed(text: Any) -> None:
            try:
                act(str(text))
            except ValueError as problem:
                self.prompt_typed(title, act, value=str(text), hint=str(problem), blank=blank)

        self.prompt(title, typed, value=value, hint=hint, blank=blank, select=True)

    def read_detail(self) -> None:
        """Let the strip take the whole pane and the keyboard; Esc gives them back."""


def _select(dialog: Any) -> None:
    if dialog.is_attached:
        dialog.field.line.select_all()
