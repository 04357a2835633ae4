"""Letters of one case or of many: choose which and to whom, read each as it will be, save them as drafts for review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import letters
from caseterm.changes import ChangeSet
from caseterm.errors import CaseTermError, InputError, ReadOnlyError
from caseterm.exports import printing
from caseterm.letters import Naming, Ready
from caseterm.rules.counting import counted
from caseterm.rules.letters import LETTERS, Addressed, Letter, missing_words, words_of
from caseterm.rules.terms import DRAFT_LINE
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.preview_lines import short_path
from caseterm.widgets.chrome import Line, TitleRow
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import C, width_of, wrap
from caseterm.widgets.textpage import TextPage

DUE = "due"
EVERYBODY = -1
WIDEST = 78
ALIKE = ("firm.", "user.", "attorney.", "case.", "client.", "incident.")
"""How the fields begin that say the same in every letter of a case."""
ADDED_IN = {"adverse_carrier": "g i", "own_carrier": "g i", "provider": "g r", "lienholder": "g L"}
"""The keys to the section in which who gets a letter is added; the others are contacts."""


def write_letter(screen: BaseScreen, case_ids: Sequence[int], code: str = "", to: str = "") -> None:
    """Ask which letter, then to whom, then show it; with `code` the first is known, with `to` the second,
    where that letter goes to them."""
    if not case_ids:
        screen.say("No case to write for.")
    elif code:
        _to_whom(screen, case_ids, code, to)
    else:
        from caseterm.screens.dialogs.pick import PickDialog

        items = [(DUE, "All that are due", "")] + [(each.code, each.title, "") for each in LETTERS.values()]
        title = "Letter" if len(case_ids) == 1 else f"Letter for {len(case_ids)} cases"

        def chosen(answer: Any) -> None:
            if answer:
                _to_whom(screen, case_ids, str(answer), to)

        screen.app.push_screen(PickDialog(title, items), chosen)


def _to_whom(screen: BaseScreen, case_ids: Sequence[int], code: str, to: str) -> None:
    found = screen.attempt(lambda: _all_of(screen, case_ids, code))
    if found is None:
        return
    kept = [each for each in found if to and each.to == to] or found
    if not kept:
        screen.say("No letter is due." if code == DUE else _nobody(LETTERS[code]), role="warn")
    elif len(kept) == 1 or code == DUE or len(case_ids) > 1:
        screen.app.push_screen(LettersScreen(kept))
    else:
        from caseterm.screens.dialogs.pick import PickDialog

        items = [(EVERYBODY, f"All {len(kept)}", "")]
        items += [(place, each.to, each.values.get("claim.coverage", "")) for place, each in enumerate(kept)]

        def chosen(place: Any) -> None:
            if place is not None:
                screen.app.push_screen(LettersScreen(kept if place == EVERYBODY else [kept[place]]))

        screen.app.push_screen(PickDialog(f"{LETTERS[code].title}: to whom", items), chosen)


def _nobody(letter: Letter) -> str:
    """That there is nobody to write to, and where one is added."""
    return f"{letter.title}: nobody to write to. {ADDED_IN.get(letter.to, 'g p')}, then a."


def _all_of(screen: BaseScreen, case_ids: Sequence[int], code: str) -> list[Addressed]:
    if code == DUE:
        return [each for case_id in case_ids for each in letters.due(screen.db, case_id)]
    return [each for case_id in case_ids for each in letters.addressees(screen.db, case_id, code)]


class LettersScreen(BaseScreen):
    """The letters one after another as they will read; nothing is written until Enter."""

    CSS_PATH = STYLES / "letters.tcss"
    scope = "letters"
    watches = frozenset({"contacts", "contact_addresses", "claims", "settings"})

    def __init__(self, found: Sequence[Addressed]) -> None:
        super().__init__()
        self.found = list(found)
        self.place = 0
        self.extra: dict[int, dict[str, str]] = {}
        self.saved: dict[int, Path] = {}
        self.missing: list[str] = []
        self.busy = False

    def compose_body(self) -> ComposeResult:
        yield Line(id="letterline")
        yield TextPage(id="letter")

    def on_mount(self) -> None:
        self.query_one(TitleRow).set(current=self.program.mode_key)
        self.set_focus(self.page)
        self.say("Nothing is saved until you press enter.")

    @property
    def home(self) -> Widget | None:
        return self.page

    @property
    def page(self) -> TextPage:
        return self.query_one("#letter", TextPage)

    @property
    def now(self) -> Addressed:
        return self.found[self.place]

    # what is shown

    def reload(self) -> None:
        self.show()

    def show(self) -> None:
        """The letter in view, or what it lacks."""
        each = self.now
        self.missing = []
        try:
            ready = letters.fill(each, self._names(), config=self._config, extra=self.extra.get(self.place))
        except InputError as problem:
            lines = self._lacking(problem)
            name = ""
        else:
            lines = self._text(ready)
            name = str(self.saved.get(self.place, ready.folder / ready.name))
        self.page.set_lines(lines)
        count = len(self.found)
        self.set_title(f"letter {self.place + 1} of {count}" if count > 1 else "letter")
        self.page.border_title = C(f"{each.title}: {each.to or 'no addressee'}")
        done = f"saved {len(self.saved)} of {count}" if self.saved else "draft for the attorney's review"
        whose = f" {each.number} {each.client}   "
        room = self.size.width - width_of(whose) - width_of(done) - 3
        self.query_one("#letterline", Line).set(
            whose,
            (short_path(Path(name), max(20, room)) if name else "something is missing", "muted"),
            right=[(done, "muted"), " "],
        )

    def _names(self) -> Naming:
        return letters.naming(self.db)

    @property
    def _config(self) -> Path:
        return self.program.config.folder

    def _lacking(self, problem: InputError) -> list[list[Cell]]:
        room = max(30, min(WIDEST, self.size.width - 6))
        try:
            given = self.extra.get(self.place)
            self.missing = letters.missing(self.now, config=self._config, extra=given)
        except InputError:
            told = [f"{each.field}: {each.reason}" for each in problem.problems]
            lines: list[list[Cell]] = [[("The template cannot be used:", "bad")], []]
            return lines + [[part] for text in (*told, problem.next_step) for part in wrap(text, room)]
        lines = [[("Missing in this letter:", "warn")], []]
        for path in self.missing:
            for number, part in enumerate(wrap(f"{words_of(path)} {missing_words(path)}", room - 4)):
                lines.append(["  - " if number == 0 else "    ", part])
        return [
            *lines,
            [],
            [("e", "key"), " fills them in for what you write now; what belongs on file is entered there."],
        ]

    def _text(self, ready: Ready) -> list[list[Cell]]:
        room = max(30, min(WIDEST, self.size.width - 6))
        lines: list[list[Cell]] = []
        for text in ready.lines:
            indent = "  " if text.startswith("- ") else ""
            label, tab, rest = text.partition("\t")
            shown = f"{label:<20} {rest}" if tab else text
            parts = wrap(shown, room - len(indent)) or [""]
            role = "warn" if text == DRAFT_LINE else ""
            lines += [[(indent * bool(number) + part, role)] for number, part in enumerate(parts)]
        return lines

    def on_resize(self) -> None:
        self.call_after_refresh(self._shown_again)

    def _shown_again(self) -> None:
        if self.is_mounted and not self.busy:
            self.show()

    # acts

    def action_turn(self, step: int) -> None:
        """The next letter, or the one before."""
        if len(self.found) == 1:
            self.say("There is one letter.")
            return
        self.place = (self.place + step) % len(self.found)
        self.show()

    def action_leave_out(self) -> None:
        """Take the letter in view out of those to be written."""
        if self.saved:
            self.say("They are written already; u takes the drafts back.")
        elif len(self.found) == 1:
            self.action_back()
        else:
            gone = self.found.pop(self.place)
            kept = [given for place, given in sorted(self._given().items()) if place != self.place]
            self.extra = dict(enumerate(kept))
            self.place = min(self.place, len(self.found) - 1)
            self.show()
            self.say(f"Left out: {gone.letter.title} to {gone.to}.")

    def _given(self) -> dict[int, dict[str, str]]:
        return {place: self.extra.get(place, {}) for place in range(len(self.found) + 1)}

    def action_fill_in(self) -> None:
        """Give what is missing, without storing it; what all letters of a case say alike is given to all of them."""
        from caseterm.screens.form import FieldSpec, FormScreen

        if not self.missing:
            self.say("Nothing is missing in this letter.")
            return
        fields = {path.replace(".", "_"): path for path in self.missing}
        kinds = {name: "notes" if path.endswith("address") else "text" for name, path in fields.items()}
        specs = [FieldSpec(name, words_of(path)[:24], kinds[name]) for name, path in fields.items()]  # type: ignore[arg-type]

        def keep(given: dict[str, object]) -> str | None:
            told = {fields[name]: str(text) for name, text in given.items() if text}
            self._give(told)
            self.call_later(self.show)
            self.say("Nothing is saved until you press enter.")
            return None

        title = "For what you write now"
        self.app.push_screen(
            FormScreen(title, self.now.letter.title, specs, {}, save=keep, today=self.program.today, mode=self.mode_key)
        )

    def _give(self, told: Mapping[str, str]) -> None:
        alike = {path: text for path, text in told.items() if path.startswith(ALIKE)}
        for place, each in enumerate(self.found):
            before = self.extra.get(place, {})
            if place == self.place:
                self.extra[place] = {**before, **told}
            elif each.case_id == self.now.case_id:
                self.extra[place] = {**alike, **before}

    def action_save_or_open(self) -> None:
        """Enter writes every letter that lacks nothing; Enter again opens the one in view."""
        if self.busy:
            return
        if self.place in self.saved:
            self.say(printing.open_file(self.saved[self.place]).words)
        elif self.saved:
            self.say(
                "This one lacks something. e fills it in, then enter.", role="warn"
            ) if self.missing else self._save()
        else:
            self._save()

    def _save(self) -> None:
        self.busy = True
        wanted = [place for place in range(len(self.found)) if place not in self.saved]
        self.say(f"Writing {counted(len(wanted), 'letter')}...")
        job = partial(self._work, wanted, self._names(), self._config)
        self.run_worker(job, thread=True, group="work", exit_on_error=False)

    def _work(self, wanted: Sequence[int], names: Naming, config: Path) -> None:
        """In a thread: fill in and write; what cannot be is told at the end."""
        done: list[tuple[int, Ready, Path]] = []
        problem: CaseTermError | None = None
        lacking = 0
        for place in wanted:
            try:
                ready = letters.fill(self.found[place], names, config=config, extra=self.extra.get(place))
                done.append((place, ready, letters.save(ready)))
            except InputError as lack:
                lacking += 1
                problem = problem or lack
            except CaseTermError as failed:
                problem = failed
                break
            if len(done) % 10 == 0 and done:
                self.app.call_from_thread(self.say, f"Writing {len(done)} of {len(wanted)}...")
        self.app.call_from_thread(self._written, done, lacking, problem)

    def _written(self, done: list[tuple[int, Ready, Path]], lacking: int, problem: CaseTermError | None) -> None:
        self.busy = False
        if done:
            self.saved |= {place: path for place, _, path in done}
            self._record([(ready, path) for _, ready, path in done])
        if not self.is_mounted:
            return
        unwritten = [place for place in range(len(self.found)) if place not in self.saved]
        if unwritten and lacking:
            self.place = unwritten[0]
        self.show()
        if problem is not None and not lacking:
            self.program.report(problem)
        elif lacking:
            said = f"Saved {counted(len(done), 'letter')}; " if done else ""
            self.say(
                f"{said}{counted(lacking, 'letter')} lack{'s' * (lacking == 1)} something: e fills it in.", role="warn"
            )

    def _record(self, saved: list[tuple[Ready, Path]]) -> None:
        try:
            changes: ChangeSet = letters.record(self.db, saved)
        except ReadOnlyError:
            self.say("Saved. This copy is read-only, so nothing was recorded.", role="warn")
        except CaseTermError as failed:
            self.program.report(failed)
        else:
            self.program.announce(changes)
