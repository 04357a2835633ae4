"""One line that takes a task, an appointment or a note, with what will be stored shown below while it is typed."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from caseterm.commands import while_typing
from caseterm.rules.capture import CHOICES, KIND_LABELS, Anchors, Capture, client_token, preview, read_capture
from caseterm.rules.jump import JumpCase, JumpIndex
from caseterm.rules.quickadd import GRAMMAR, KIND_PREFIX, Kind
from caseterm.rules.terms import PHASE_SHORT, label
from caseterm.screens.base import STYLES
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.captureline import CaptureLine
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import C, pad, wrap
from caseterm.widgets.steady import Steady
from caseterm.widgets.textpage import TextPage

Store = Callable[[Capture, str], str]
"""Stores what was captured from a text; gives the sentence of what went wrong, blank when it is stored."""

_KINDS: Sequence[Kind] = tuple(KIND_LABELS)
_NAME_WIDTH = 13
_LONE_AT = re.compile(r"(?:^|\s)@$")
_PLACEHOLDERS = {
    "task": "call adjuster tomorrow 3pm @Nguyen !high",
    "appt": "IME Dr. Patel 12/3 9:30-10:30 @O'Neil",
    "note": "client called, neck worse at night",
}


class QuickAddDialog(Steady, ModalScreen[str | None]):
    """Reads the line, offers the clients @name may mean, and stores through `store`, which is given by the caller.

    `remarks` are names and texts shown below what will be stored; a text that begins with ! warns. Enter stores and
    closes, ctrl+s stores and stays. Closed without storing it hands the unfinished text to `keep` and gives it.
    """

    CSS_PATH = STYLES / "quickadd.tcss"
    AUTO_FOCUS = "#capture-text"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = while_typing(
        {
            "dialog.close": "close",
            "up": "up",
            "down": "down",
            "line.kind": "kind(1)",
            "line.kind.back": "kind(-1)",
            "form.save": "save",
            "case.jump": "app.jump",
            "help.show": "grammar",
        }
    )

    def __init__(
        self,
        index: JumpIndex,
        *,
        store: Store,
        anchors: Anchors,
        today: date,
        kind: Kind = "task",
        case_id: int | None = None,
        day: date | None = None,
        earlier: Sequence[str] = (),
        recent: Sequence[int] = (),
        text: str = "",
        keep: Callable[[str], None] = lambda line: None,
        remarks: Callable[[Capture], Sequence[tuple[str, str]]] = lambda found: (),
    ) -> None:
        super().__init__()
        self._remarks = remarks
        self._keep = keep
        self.index = index
        self.store = store
        self.anchors = anchors
        self.today = today
        self.kind: Kind = kind
        self.case_id = case_id
        self.day = day
        self.earlier = list(earlier)
        self.recent = tuple(recent)
        self.place = -1
        self.unfinished = ""
        self.grammar = False
        self.said: Cell = ""
        self.choices: Sequence[JumpCase] = ()
        self.start_text = text
        self.found = self._read(text)

    def compose(self) -> ComposeResult:
        with Vertical(id="capture") as box:
            box.border_title = C("Add")
            yield Line(id="capture-kinds")
            yield CaptureLine(self.start_text, placeholder=_PLACEHOLDERS[self.kind], id="capture-text")
            yield Rule()
            yield TextPage(id="capture-preview")
            columns = (Column("client", "", 24, grow=True), Column("number", "", 12), Column("phase", "", 10))
            yield RowList(columns, show_header=False, marking=False, id="capture-choices")
            yield Line(id="capture-problem")
            yield Line(id="capture-keys")

    def on_mount(self) -> None:
        self.query_one("#capture-preview").can_focus = False
        self.choice_list.can_focus = False
        self.show_all()

    @property
    def line(self) -> CaptureLine:
        return self.query_one(CaptureLine)

    @property
    def choice_list(self) -> RowList:
        return self.query_one("#capture-choices", RowList)

    @property
    def choosing(self) -> bool:
        """Whether @name may still mean several cases, so that enter chooses and does not save."""
        return bool(self.choices) and self.found.case_from_line is None

    def take_letter(self, letter: str) -> None:
        self.line.insert_text_at_cursor(letter)

    # what is shown

    def _read(self, text: str) -> Capture:
        return read_capture(
            text,
            today=self.today,
            kind=self.kind,
            index=self.index,
            anchors=self.anchors,
            case_id=self.case_id,
            day=self.day,
        )

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        if message.value:
            self.said = ""
        self.show_all()

    def show_all(self, said: Cell = "") -> None:
        """Read the line anew and show what it would store; what was said stands where its problem would."""
        self.said = said or self.said
        text = self.line.value
        self.found = self._read(text)
        self.line.underline(self.found.line.spans)
        self.line.placeholder = _PLACEHOLDERS[self.found.kind]
        kinds: list[Cell] = [" "]
        for kind, words in KIND_LABELS.items():
            kinds += [(f"[{words}]", "bold") if kind == self.found.kind else (f" {words} ", "muted"), " "]
        self.query_one("#capture-kinds", Line).set(*kinds, right=((own_key(self.app, "line.kind"), "key"), " changes "))
        self.query_one("#capture-preview", TextPage).set_lines(self._grammar() if self.grammar else self._preview())
        self._show_choices()
        problem: Cell = (self.found.problem, "warn") if text.strip() else ""
        self.query_one("#capture-problem", Line).set(" ", self.said or problem)
        self._show_keys()

    def _preview(self) -> list[list[Cell]]:
        width = self.query_one("#capture-preview").size.width - _NAME_WIDTH - 3
        said = [*preview(self.found, self.today), *self._remarks(self.found)]
        return [
            [" ", (pad("" if place else name, _NAME_WIDTH), "muted"), (line, "warn" if value[:1] == "!" else "")]
            for name, value in said
            for place, line in enumerate(wrap(value, max(20, width)))
        ]

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        if self.query(CaptureLine):  # it may have been left meanwhile
            self.show_all()

    def _grammar(self) -> list[list[Cell]]:
        return [[" ", (pad(typed, 32), "accent"), meaning] for typed, meaning in GRAMMAR]

    def _show_choices(self) -> None:
        found = self.found
        if found.line.client is not None:
            self.choices = found.choices[:CHOICES] if len(found.choices) > 1 else ()
        elif _LONE_AT.search(self.line.value[: self.line.cursor_position]):
            self.choices = [case for n in self.recent if (case := self.index.case(n)) is not None][:CHOICES]
        else:
            self.choices = ()
        self.choice_list.set_rows([_choice(case) for case in self.choices], keep=True)
        self.choice_list.set_class(bool(self.choices), "-open")

    def _show_keys(self) -> None:
        names = ("form.save", "up", "down", "line.kind", "help.show", "dialog.close")
        save, up, down, kind, helps, close = (own_key(self.app, name) for name in names)
        pairs = [("enter", "Save"), (save, "Save, stay"), (up, "Earlier lines"), (helps, "Grammar"), (close, "Close")]
        if self.choices:
            pairs = [("enter" if self.choosing else kind, "Choose"), (f"{up} {down}", "Move"), (close, "Close")]
        if self.grammar:
            pairs = [(helps, "Back to the preview"), (close, "Close")]
        cells: list[Cell] = []
        for key, word in pairs:
            cells += [" ", (key, "key"), f" {word} "]
        self.query_one("#capture-keys", Line).set(*cells)

    # keys

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if self.choosing:
            self.choose()
        elif self._stored():
            self.dismiss(None)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        message.stop()
        self.choose()

    def action_save(self) -> None:
        """Store and stay, on the same case, with an empty line."""
        if self.choosing:
            self.choose()
            return
        title = self.found.line.title
        if self._stored():
            self.case_id = self.found.case_id
            self.place = -1
            self.line.set_text("")
            self.show_all((f"Saved: {title}", "good"))

    def _stored(self) -> bool:
        text = self.line.value
        if self.found.problem:
            self.show_all((self.found.problem, "bad"))
            return False
        failure = self.store(self.found, text)
        if failure:
            self.show_all((failure, "bad"))
            return False
        self.earlier.insert(0, text)
        return True

    def choose(self) -> None:
        """Put the client under the cursor of the list in place of what stands after @."""
        key = self.choice_list.cursor_key
        case = self.index.case(int(key)) if key is not None else None
        if case is None:
            return
        at = self.line.cursor_position
        start, end = next(
            ((span.start, span.end) for span in self.found.line.spans if span.role == "client"), (at - 1, at)
        )
        token = client_token(case, self.index.cases)
        after = self.line.value[end:]
        self.line.replace(token + ("" if after.startswith(" ") else " "), start, end)
        self.line.cursor_position = start + len(token) + 1

    def action_kind(self, step: int) -> None:
        """The next kind, or the client chosen while the list is open."""
        if self.choices:
            self.choose()
            return
        self.kind = _KINDS[(_KINDS.index(self.found.kind) + step) % len(_KINDS)]
        text = self.line.value
        lead = len(text) - len(text.lstrip())
        if text[lead : lead + 2].casefold() in KIND_PREFIX:
            self.line.set_text(text[lead + 2 :].lstrip())
        self.show_all()

    def action_up(self) -> None:
        self._go(-1)

    def action_down(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        """Move in the list of clients while it is open, else through earlier lines."""
        if self.choices:
            self.choice_list.action_move(step)
            return
        place = self.place - step
        if not -1 <= place < len(self.earlier):
            return
        if self.place < 0:
            self.unfinished = self.line.value
        self.place = place
        self.line.set_text(self.unfinished if place < 0 else self.earlier[place])

    def keep_draft(self) -> None:
        """Have an unfinished line kept to be recalled."""
        if self.dirty:
            self._keep(self.line.value)

    def action_grammar(self) -> None:
        self.grammar = not self.grammar
        self.show_all()

    def action_close(self) -> None:
        if self.grammar:
            self.action_grammar()
        else:
            self.keep_draft()
            self.dismiss(self.line.value if self.dirty else None)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return self.is_mounted and bool(self.line.value.strip())

    def leave_first(self, then: Callable[[], object]) -> None:
        """Leaving loses nothing, so nothing is asked: the line is kept to be recalled; `then` is done after it."""
        self.keep_draft()
        self.dismiss(self.line.value if self.dirty else None)
        then()

    ask_to_leave = leave_first


def _choice(case: JumpCase) -> Row:
    phase: Cell = label(PHASE_SHORT, case.phase) if case.is_open else ("closed", "muted")
    return Row(case.case_id, {"client": case.client, "number": case.number, "phase": phase})
