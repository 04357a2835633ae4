"""What is told to a client, to be read out: one topic after another, in the client's language or the other."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import educationfiles, queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.education import Learner
from caseterm.rules.education import ENGLISH, PARTS, Lesson, Told, language_of, lesson, lessons, newest, state
from caseterm.rules.terms import PHASES, label
from caseterm.rules.terms_care import SHARED_HOW, UNDERSTOOD, label_of
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.client.words import month_day
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import wrap
from caseterm.widgets.textpage import TextPage

WIDEST = 84
"""Cells of a line that is read out loud."""


class LessonScreen(BaseScreen):
    """The topics of a case's stage; opens at what comes next, or at the topic given by its key."""

    CSS_PATH = STYLES / "lesson.tcss"
    scope = "lesson"
    mode_key = "2"
    watches = frozenset({"cases", "contacts", "education", "tasks", "appointments"})

    def __init__(self, case_id: int, key: str = "") -> None:
        super().__init__()
        self.case_id = case_id
        self.start = key
        self.place = 0
        self.language = ""
        self.learner: Learner | None = None
        self.lessons: list[Lesson] = []
        self.told: dict[str, Told] = {}

    def compose_body(self) -> ComposeResult:
        yield Line(id="lessonhead")
        yield Rule()
        yield TextPage(id="lesson")

    def on_mount(self) -> None:
        self.refresh_if_stale()
        self.set_focus(self.home)

    def on_resize(self) -> None:
        self.show()

    @property
    def home(self) -> Widget | None:
        return self.query_one("#lesson")

    # what is shown

    def reload(self) -> None:
        first = self.learner is None
        self.learner = queries.education.learner(self.db, self.case_id)
        if self.learner is None:
            return
        libraries = educationfiles.libraries()
        if first:
            self.language = language_of(libraries, self.learner.language)
        library = libraries.get(self.language, libraries[ENGLISH])
        who = self.learner
        self.lessons = lessons(library, who.phase, who.claim_type, gap=who.gap_days is not None)
        other = lesson(library, self.start, who.claim_type) if self.start else None
        if other is not None and other.key not in [each.key for each in self.lessons]:
            self.lessons.append(other)
        if first:
            self.place = self._first()
        self.place = min(self.place, len(self.lessons) - 1)
        self.told = newest(queries.education.told(self.db, self.case_id))
        self.set_title(who.client, before=("learning",))
        self.show()

    def _first(self) -> int:
        """The topic asked for, else what comes next."""
        for place, each in enumerate(self.lessons):
            if each.key == self.start or (not self.start and each.part == "next"):
                return place
        return 0

    def current(self) -> Lesson | None:
        """The topic in view."""
        return self.lessons[self.place] if self.lessons else None

    def show(self) -> None:
        """The topic in view, with how far it was told."""
        found, who = self.current(), self.learner
        if found is None or who is None:
            return
        words, role = state(self.told.get(found.key))
        self.query_one("#lessonhead", Line).set(
            f" {label(PHASES, who.phase)}, {self.place + 1} of {len(self.lessons)}: {PARTS[found.part]}   ",
            (words, role),
        )
        width = min(WIDEST, self.app.size.width - 4)
        lines: list[list[Cell]] = [[], [(f"  {found.title}", "bold")]]
        lines.append([(f"  {'   '.join(self._languages(found))}", "accent")])
        for text in (*found.paragraphs, *found.different):
            lines += _spaced(text, width)
        if found.expect:
            lines += _spaced(found.expect, width, "bold")
            lines += _spaced(f"Source: {found.source}; not verified.", width, "muted")[1:]
        lines += self._asked(found, width)
        self.query_one("#lesson", TextPage).set_lines(lines)

    def _languages(self, found: Lesson) -> list[str]:
        """The language in view, the client's where it is another, and whether an interpreter is needed."""
        said = self.learner.language if self.learner else ""
        shown = _name(found.language)
        speaks = (
            f"client speaks {said}" if said and language_of(educationfiles.libraries(), said) != found.language else ""
        )
        return [
            part for part in (shown, speaks, "INTERPRETER" if self.learner and self.learner.interpreter else "") if part
        ]

    def _asked(self, found: Lesson, width: int) -> list[list[Cell]]:
        """When it was told, and the question that was left."""
        told = self.told.get(found.key)
        if told is None:
            return []
        how = label_of(SHARED_HOW, told.how)
        on = month_day(told.on, self.program.today)
        understood = label_of(UNDERSTOOD, told.understood) if told.understood else "not asked whether it was understood"
        lines: list[list[Cell]] = [[]]
        lines += [[(f"  {part}", "muted")] for part in wrap(f"Told {on} {how} to {told.to_whom}: {understood}.", width)]
        if told.question:
            word = (
                f"Answered {month_day(told.answered_on, self.program.today)}" if told.answered_on else "Open question"
            )
            role = "" if told.answered_on else "warn"
            lines += [[(f"  {part}", role)] for part in wrap(f"{word}: {' '.join(told.question.split())}", width)]
        return lines

    # keys

    def action_turn(self, step: int) -> None:
        """The next topic, or the one before."""
        place = self.place + step
        if 0 <= place < len(self.lessons):
            self.place = place
            self.show()
        else:
            self.say("That was the last topic of this stage." if step > 0 else "That is the first topic.")

    def action_other_language(self) -> None:
        """The same topic in the next language there is."""
        codes = list(educationfiles.libraries())
        self.language = codes[(codes.index(self.language) + 1) % len(codes)] if self.language in codes else ENGLISH
        self.reload()

    def action_told(self) -> None:
        """Write down that it was told."""
        found, who = self.current(), self.learner
        if found is not None and who is not None:
            open_told(self, who, found, language=self.language)

    def action_understood(self) -> None:
        """Told and said back rightly, in one key."""
        found = self.current()
        if found is not None:
            topics = [(found.key, title_of(found))]
            self.store(
                lambda: services.education.deliver(
                    self.db, self.case_id, topics, language=self.language, understood="teach_back_ok"
                )
            )

    def action_print(self) -> None:
        """The page that the client can keep."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.next_steps(self.case_id, language=self.language)))


def open_told(screen: BaseScreen, who: Learner, found: Lesson, *, language: str) -> None:
    """The form of a delivery; a question becomes a task."""

    def save(given: Given) -> ChangeSet:
        values: dict[str, Any] = texts(given, "how", "to_whom", "understood", "questions", "notes")
        return services.education.deliver(
            screen.db, who.case_id, [(found.key, title)], on=given["dated"], language=language, **values
        )

    title = title_of(found)
    start = {"dated": screen.program.today, "how": "call", "to_whom": who.client}
    open_form(
        screen, "education", f"{who.case_id}:{found.key}", f"Told: {title}", told_specs(), start,
        save=save, subtitle=f"{who.client} {who.number}",
    )  # fmt: skip


def title_of(found: Lesson) -> str:
    """What a topic is called in her own words, whatever language it is read in."""
    english = lesson(educationfiles.libraries()[ENGLISH], found.key, "")
    return english.title if english is not None else found.title


def told_specs() -> list[FieldSpec]:
    """The fields of a delivery."""
    return [
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
        FieldSpec("how", "How", "choice", required=True, choices=choices(SHARED_HOW)),
        FieldSpec("to_whom", "To whom"),
        FieldSpec(
            "understood", "Understood", "choice", choices=choices(UNDERSTOOD), ask="“Tell me in your own words.”"
        ),
        FieldSpec("questions", "Question left", hint="becomes a task until it is answered"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _spaced(text: str, width: int, role: str = "") -> list[list[Cell]]:
    """A paragraph after an empty line."""
    lines: list[list[Cell]] = [[]]
    return lines + [[(f"  {part}", role)] for part in wrap(text, width)]


def _name(code: str) -> str:
    """The name of a language by its code, the first that its file gives."""
    library = educationfiles.libraries().get(code)
    return library.names[0] if library is not None and library.names else code
