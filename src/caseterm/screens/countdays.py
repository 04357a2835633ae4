"""The calculator of court days: a form whose answer, with every day of the count, stands below and follows each key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from textual import events
from textual.binding import Binding

from caseterm import queries, ruletables, services
from caseterm.changes import ChangeSet
from caseterm.rules import terms
from caseterm.rules.courtdays import Count, CountError, count, parse_period
from caseterm.rules.courtdays_calendar import FEDERAL_COURT, Courts
from caseterm.rules.courtdays_file import SERVICES
from caseterm.rules.courtdays_words import LEGEND, basis_words, day_lines, must_file_by, title_words, when
from caseterm.rules.date_words import days_words
from caseterm.screens.base import BaseScreen
from caseterm.screens.form import FieldSpec, FormScreen
from caseterm.screens.opening import choices, open_form, texts
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.chrome import KeyBar, Line, StatusRow
from caseterm.widgets.field import Field
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import width_of, wrap
from caseterm.widgets.textpage import TextPage

DAY_WIDTH, WHAT_WIDTH = 16, 12
KIND_OF = {"days": "frcp", "hours": "court_order"}


class CountScreen(FormScreen):
    """Event, period, service and court above; the date with its reasoning below. Saving adds it as a deadline."""

    DEFAULT_CSS = """
    CountScreen > #fields { height: auto; max-height: 8; }
    CountScreen > #answer { height: 1fr; margin: 1 1 0 1; }
    """
    DRAFT_SECONDS: ClassVar[float] = 3600.0
    BINDINGS = [Binding("f6", "days", "The days", show=False)]

    def __init__(
        self,
        desk: BaseScreen,
        courts: Courts,
        *,
        case_id: int | None,
        state: str,
        zone: str,
        period: str = "",
        title: str = "",
    ) -> None:
        anchors = queries.jump.anchors(desk.db, case_id) if case_id is not None else {}
        known = [(code, courts.court(code).name) for code in (FEDERAL_COURT, *terms.STATES)]
        specs = [
            FieldSpec("event", "Event on", "date", required=True, prefer="past", anchors=anchors, hint="not counted"),
            FieldSpec("period", "Period", required=True, hint="21  16b  2w  3m  2y  72h   -14 back", width=12),
            FieldSpec("service", "Served", "choice", choices=choices(SERVICES)[1:], hint="empty: in hand"),
            FieldSpec("court", "Court", "choice", required=True, choices=known),
            FieldSpec("state", "In state", "choice", choices=choices(terms.STATES), hint="of a federal court"),
            FieldSpec("at", "At", "time", hint="for hours"),
        ]
        values = {"event": desk.program.today, "period": period or None, "court": FEDERAL_COURT, "state": state or None}
        super().__init__(
            f"Count days: {title}" if title else "Count days", "nothing is stored until ctrl+s adds it as a deadline",
            specs, values,
            save=lambda given: None, today=desk.program.today, mode=desk.mode_key,
        )  # fmt: skip
        self.desk, self.courts, self.case_id, self.zone = desk, courts, case_id, zone
        self.made: Count | None = None
        self.what = title

    @property
    def dirty(self) -> bool:
        """A sum on the calculator is never unsaved work."""
        return False

    def on_mount(self) -> None:
        self.mount(TextPage(id="answer"), before="#said-1")
        self.query_one(KeyBar).set_hints(
            [
                (own_key(self.app, "form.save"), "Add as a deadline"),
                ("enter", "Next"),
                ("F6", "The days"),
                (own_key(self.app, "form.leave"), "Leave"),
            ]
        )
        self.query_one("#said-1").display = False
        self.query_one("#said-2").display = False
        self.call_after_refresh(self.show_answer)

    def on_field_changed(self, event: Field.Changed) -> None:
        self.show_answer()

    def on_field_left(self, event: Field.Left) -> None:
        self.show_answer()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self.show_answer)

    def action_days(self) -> None:
        """F6: to the days of the count, and back to the fields."""
        page = self.query_one("#answer", TextPage)
        if page.has_focus:
            self.field("period").focus()
        else:
            page.focus()

    # the answer

    def show_answer(self) -> None:
        """Count what is typed; where it cannot be counted, say why."""
        pages = self.query("#answer")
        if not pages:
            return
        page = pages.first(TextPage)
        try:
            self.made = self._count(self._typed())
        except CountError as problem:
            self.made = None
            page.set_lines([[], *[[(line, "warn")] for line in wrap(str(problem), max(20, self.size.width - 4))]])
            return
        page.set_lines(self._answer(self.made))

    def _typed(self) -> dict[str, object]:
        """The values of the fields. Raises CountError for the first that cannot be read."""
        values: dict[str, object] = {}
        for field in self.fields:
            try:
                values[field.field_name] = field.value
            except ValueError as problem:
                raise CountError(f"{field.label}: {problem}") from None
        return values

    def _count(self, values: Mapping[str, Any]) -> Count:
        event, period = values.get("event"), values.get("period")
        if not isinstance(event, date):
            raise CountError("Type the day of the event; that day itself is not counted.")
        if not period:
            raise CountError("Type a period: 21 or 21d, 16b (court days), 2w, 3m, 2y, 72h; -14 counts back.")
        at = values.get("at")
        return count(
            event,
            parse_period(str(period)),
            courts=self.courts,
            court=str(values.get("court") or FEDERAL_COURT),
            state=str(values.get("state") or ""),
            service=str(values.get("service") or ""),
            at=at if isinstance(at, time) else None,
            zone=_zone(self.zone),
        )

    def _answer(self, made: Count) -> list[list[Cell]]:
        width = max(20, self.size.width - 4)
        left = days_words((made.safe.day - self.desk.program.today).days)
        word = "Safe      " if made.differs else "Due       "
        lines: list[list[Cell]] = [
            [(word, "muted"), (when(made.safe), "bold"), f"   {left}", ("   not verified", "warn")]
        ]
        if made.differs:
            lines.append([("Possible  ", "muted"), (when(made.possible), "warn"), ("   by another reading", "muted")])
        rule = f"{made.court.rule}, {made.court.added_rule}" if made.added else made.court.rule
        lines += [[(part, "muted")] for part in wrap(f"{title_words(made)}: {rule}", width)]
        lines += [[(f"! {part}" if not n else f"  {part}", "warn" if "differently" in note else "muted")]
                  for note in made.notes for n, part in enumerate(wrap(note, width - 2))]  # fmt: skip
        lines.append([])
        for line in day_lines(made.safe):
            lines.append([f"{line.day:<{DAY_WIDTH}}", (f"{line.what:<{WHAT_WIDTH}}", line.role), (line.why, "muted")])
        lines += [[], [(f"Source: {made.court.source}"[: width * 2], "muted")], [(LEGEND, "muted")]]
        return [row for line in lines for row in _fold(line, width)]

    # as a deadline

    def save(self) -> bool:
        """Take the date over into a deadline's form, of the case in view or of one that is asked for."""
        self.show_answer()
        if self.made is None:
            self.query_one(StatusRow).say("There is no date to add yet.", role="warn")
            return False
        if self.case_id is not None:
            self.add_to(self.case_id)
            return False
        from caseterm.screens.dialogs.jump import JumpDialog

        self.app.push_screen(JumpDialog(queries.jump.load(self.desk.db), self.desk.program.recent), self.add_to)
        return False

    def add_to(self, case_id: int | None) -> None:
        """The form of the new deadline, filled in; once it is saved the calculator goes too."""
        made = self.made
        if case_id is None or made is None:
            return
        people = queries.casefile_people.people(self.desk.db, case_id)
        against = [(each.contact_id, each.name) for each in people if each.source == "party"]
        specs = [
            FieldSpec("kind", "Kind", "choice", required=True, choices=choices(terms.DEADLINE_KINDS)),
            FieldSpec("title", "Title", hint="what is due"),
            FieldSpec("due", "Date", "date", required=True),
            FieldSpec("file_by", "File by", "date"),
            FieldSpec("trigger_date", "Runs from", "date", prefer="past"),
            FieldSpec("defendant_id", "Against", "choice", choices=against),
            FieldSpec("citation", "Rule"),
            FieldSpec("basis", "Basis"),
            FieldSpec("notes", "Notes", "notes"),
        ]
        federal = made.court.code == FEDERAL_COURT
        values = {
            "kind": KIND_OF.get(made.period.unit, "court_order") if federal else "court_order",
            "title": self.what,
            "due": made.safe.day,
            "file_by": must_file_by(made),
            "trigger_date": made.trigger,
            "citation": f"{made.court.rule}, {made.court.added_rule}" if made.added else made.court.rule,
            "basis": basis_words(made),
            "notes": "\n".join(made.notes),
        }

        def save(given: dict[str, Any]) -> ChangeSet:
            dates = {name: given[name] for name in ("due", "file_by", "trigger_date", "defendant_id")}
            changes: ChangeSet = services.deadlines.add_deadline(
                self.desk.db, case_id=case_id, computed_due=made.safe.day, rule="count",
                **dates, **texts(given, "kind", "title", "citation", "basis", "notes"),
            )  # fmt: skip
            return changes

        open_form(
            self.desk, "deadline", f"count:{case_id}", "New deadline, not verified", specs, values, save=save,
            subtitle=queries.caselist.lines(self.desk.db, [case_id])[0].client, after=lambda changes: self.leave(),
        )  # fmt: skip

    def leave(self) -> None:
        """Go, once the deadline is stored."""
        if self.is_attached:
            self.dismiss(True)

    def _tell_place(self, place: int) -> None:
        self.query_one(StatusRow).say(f"Field {place + 1} of {len(self.fields)}. The day of the event is not counted.")

    def _speak(self) -> None:
        """The answer below says what there is to say."""

    def _head(self) -> None:
        title, subtitle = self._names
        self.query_one("#heading", Line).set(" ", (title, "bold"), f"   {subtitle}")


def _fold(line: list[Cell], width: int) -> list[list[Cell]]:
    """A line, its last text wrapped where the line is wider than the page."""
    if not line:
        return [line]
    *others, last = line
    text, role = (last, "") if isinstance(last, str) else last
    before = sum(width_of(cell if isinstance(cell, str) else cell[0]) for cell in others)
    if before + width_of(text) <= width:
        return [line]
    first, *rest = wrap(text, max(10, width - before))
    found: list[list[Cell]] = [[*others, (first, role)]]
    for part in rest:
        found.append([" " * before, (part, role)])
    return found


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def open_count(desk: BaseScreen, *, case_id: int | None = None, period: str = "", title: str = "") -> None:
    """Open the calculator, for the case in view where there is one and none is given."""
    courts = desk.attempt(ruletables.courts)
    if courts is None:
        return
    case_id = case_in_view(desk) if case_id is None else case_id
    found = queries.deadlines.of_case(desk.db, case_id) if case_id is not None else None
    state, zone = queries.deadlines.house(desk.db)
    where = found.state if found and found.state in terms.STATES else state
    screen = CountScreen(desk, courts, case_id=case_id, state=where, zone=zone, period=period, title=title)
    desk.app.push_screen(screen)


def case_in_view(desk: BaseScreen) -> int | None:
    """The case a screen shows, or the one of the row under its cursor; None where there is none."""
    if desk.scope == "client":
        return desk.program.case_id or None
    cases, tasks = getattr(desk, "cases_of", None), getattr(desk, "tasks", None)
    if isinstance(cases, dict) and tasks is not None:
        found = cases.get(tasks.cursor_key)
        return int(found) if found else None
    return None
