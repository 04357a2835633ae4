"""The picture of a case's treatment: weeks across, providers down, the details of a column under it."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries
from caseterm.queries.treatment import Treatment
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.gaps import LEVELS, Gap, long_gaps
from caseterm.rules.timeline import (
    AHEAD,
    BOTH,
    GAP,
    LEGEND,
    LONG_GAP,
    MISSED,
    SURGERY,
    ZOOMS,
    Drawn,
    Picture,
    draw,
    within,
)
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import pad, width_of, wrap
from caseterm.widgets.textpage import TextPage

ROLES = {MISSED: "warn", BOTH: "warn", GAP: "muted", LONG_GAP: "bad", AHEAD: "accent", SURGERY: "bold"}
NAME, WIDE_NAME = 16, 28
AHEAD_SEEN = 4
"""Columns after the cursor that stay in sight."""
ZOOM_WORDS = {"week": "a week", "half": "two weeks", "month": "a month"}


class PicturePage(TextPage, inherit_bindings=False):
    """The picture has the keyboard, and the arrows are the screen's: they walk it instead of scrolling."""


class Timeline(BaseScreen):
    """Left and right go through the time, up and down through the providers; + and - change the scale."""

    CSS_PATH = STYLES / "timeline.tcss"
    scope = "timeline"
    mode_key = "2"
    watches = frozenset({"appointments", "case_providers", "gap_reasons", "prescriptions", "visits", "incidents"})

    def __init__(self, case_id: int, client: str) -> None:
        super().__init__()
        self.case_id = case_id
        self.client = client
        self.zoom = 0
        self.lane = -1
        self.column: int | None = None
        self.first = 0
        self.told: Treatment | None = None
        self.picture: Picture | None = None

    def compose_body(self) -> ComposeResult:
        yield Line(id="timelinehead")
        yield Rule()
        yield PicturePage(id="picture")
        yield Rule()
        yield TextPage(id="column")

    def on_mount(self) -> None:
        self.query_one("#column").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.home)

    def on_resize(self) -> None:
        self.show()

    @property
    def home(self) -> Widget | None:
        return self.query_one("#picture")

    # what is shown

    def reload(self) -> None:
        self.told = queries.treatment.treatment(self.db, self.case_id)
        self.set_title(self.client, before=("treatment",))
        self._draw()

    def _draw(self) -> None:
        """Draw anew, the cursor on the day it was on."""
        told = self.told
        if told is None:
            return
        day = self.picture.starts[self.column] if self.picture and self.column is not None else self.program.today
        today = self.program.today
        self.picture = draw(told.lanes, today=today, incident_on=told.incident_on, zoom=ZOOMS[self.zoom])
        self.column = self.picture.column_of(day)
        if self.lane < 0:
            self.lane = _newest(told)
        self.lane = min(self.lane, max(0, len(told.lanes) - 1))
        self.show()

    @property
    def name_width(self) -> int:
        return WIDE_NAME if self.app.size.width >= 100 else NAME

    def show(self) -> None:
        """The part of the picture around the cursor, and what its column holds."""
        picture, told = self.picture, self.told
        if picture is None or told is None or self.column is None:
            return
        room = max(8, self.app.size.width - self.name_width - 4)
        latest = max(0, len(picture.starts) - room)
        seen = min(self.column + AHEAD_SEEN, len(picture.starts) - 1)
        self.first = max(min(self.first, self.column, latest), seen - room + 1)
        self._show_head(told)
        lines: list[list[Cell]] = [
            [" " * (self.name_width + 2), (_years(picture, self.first, room), "muted")],
            [" " * (self.name_width + 2), (_from(picture.months, self.first, room), "muted")],
        ]
        lines += [self._lane(drawn, place, room) for place, drawn in enumerate(picture.lanes)]
        if not picture.lanes:
            lines.append([("  No provider yet. A provider and visits make the picture.", "muted")])
        lines.append([" " * (self.name_width + 2), *self._feet(picture, room)])
        lines.append([])
        lines += [[(f"  {part}", "muted")] for part in _legend(self.app.size.width)]
        self.query_one("#picture", TextPage).set_lines(lines)
        self.query_one("#column", TextPage).set_lines(self._details(picture, told))

    def _show_head(self, told: Treatment) -> None:
        said, loud = _gaps_said(told.gaps)
        warn: Cell = ("   " + "; ".join([*told.doubled, *([told.contradicted] if told.contradicted else [])]), "warn")
        scale = f"one column: {ZOOM_WORDS[ZOOMS[self.zoom]]}"
        head = self.query_one("#timelinehead", Line)
        head.set(" ", (said, "warn" if loud else "muted"), warn, right=[(f"{scale} ", "muted")])

    def _lane(self, drawn: Drawn, place: int, room: int) -> list[Cell]:
        here = place == self.lane
        name = pad(drawn.lane.name, self.name_width)
        cells: list[Cell] = [(f"{'>' if here else ' '} ", "key"), (name, "bold" if here else "")]
        shown = drawn.cells[self.first : self.first + room]
        column = (self.column or 0) - self.first
        for part, inside in ((shown[:column], False), (shown[column : column + 1], True), (shown[column + 1 :], False)):
            for letter, run in groupby(part):
                role = "current" if inside and here else "bar" if inside else ROLES.get(letter, "")
                text = "".join(run)
                cells.append((text if not inside or text.strip() else "·", role))
        return cells

    def _feet(self, picture: Picture, room: int) -> list[Cell]:
        """The line under the lanes: today, the incident, and the column of the cursor."""
        line = [" "] * len(picture.starts)
        for column, letter in ((self.column, "^"), (picture.incident, "I"), (picture.today, "|")):
            if column is not None:
                line[column] = letter
        return [("".join(line[self.first : self.first + room]), "key")]

    def _details(self, picture: Picture, told: Treatment) -> list[list[Cell]]:
        """The column under the cursor: the visits of the provider, and the gap it lies in."""
        if self.column is None or not picture.lanes:
            return []
        first, last = picture.starts[self.column], picture.until(self.column)
        lane = picture.lanes[self.lane].lane
        lines: list[list[Cell]] = [
            [(f" {lane.name}", "bold"), f"   {paper_day(first)} to {paper_day(last)}", *self._attendance(told, lane.id)]
        ]
        words = {"kept": "kept", "missed": "MISSED", "ahead": "ahead"}
        for mark in within(lane, first, last):
            role = "warn" if mark.state == "missed" else ""
            lines.append([f"   {mark.on:%a %m/%d}  ", (f"{words[mark.state]:<7}", role), f" {mark.what}"])
        for gap in self._gaps_here():
            lines += _gap_lines(gap, self.app.size.width)
        if len(lines) == 1:
            lines.append([("   nothing in this time", "muted")])
        return lines

    def _attendance(self, told: Treatment, provider_id: int) -> list[Cell]:
        found = told.attendance.get(provider_id)
        if found is None:
            return []
        behind = found.kept < found.wanted
        return [(f"   prescribed {found.wanted}, kept {found.kept}, missed {found.missed}", "warn" if behind else "")]

    # keys

    def case_meant(self) -> int | None:
        return self.case_id

    def action_time(self, step: int) -> None:
        """A column on or back."""
        if self.picture is not None and self.column is not None:
            self.column = max(0, min(len(self.picture.starts) - 1, self.column + step))
            self.show()

    def action_lane(self, step: int) -> None:
        """The provider below or above."""
        if self.picture is not None and self.picture.lanes:
            self.lane = max(0, min(len(self.picture.lanes) - 1, self.lane + step))
            self.show()

    def action_mark(self, step: int) -> None:
        """The next column of this provider with something in it."""
        if self.picture is None or self.column is None or not self.picture.lanes:
            return
        cells = self.picture.lanes[self.lane].cells
        column = self.column + step
        while 0 <= column < len(cells):
            if cells[column] not in (" ", GAP, LONG_GAP):
                self.column = column
                self.show()
                return
            column += step
        self.say("Nothing further in that direction.")

    def action_scale(self, step: int) -> None:
        """Finer or coarser."""
        self.zoom = max(0, min(len(ZOOMS) - 1, self.zoom + step))
        self._draw()

    def action_today(self) -> None:
        """The column of today."""
        if self.picture is not None:
            self.column = self.picture.today
            self.show()

    def action_explain(self) -> None:
        """Give the gap under the cursor its reason, or dismiss it until a day."""
        from caseterm.screens.gapreason import ask_reason

        gap = max(self._gaps_here(), key=lambda gap: gap.level, default=None)
        if gap is None:
            self.say("No gap under the cursor. Left and right find one: - or = in a provider's line.")
        else:
            ask_reason(self, self.case_id, gap, self.client)

    def action_print(self) -> None:
        """The picture on paper, in the preview."""
        from caseterm import caresheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(caresheets.timeline(self.case_id)))

    def _gaps_here(self) -> list[Gap]:
        """The gaps under the cursor: the provider's, and what the days to the first visit were for the whole case."""
        picture, told = self.picture, self.told
        if picture is None or told is None or self.column is None or not picture.lanes:
            return []
        first, last = picture.starts[self.column], picture.until(self.column)
        lane = picture.lanes[self.lane].lane
        return [
            gap
            for gap in told.gaps
            if (gap.provider_id == lane.id or gap.kind == "initial")
            and gap.after_on < last
            and (gap.until_on or self.program.today) > first
        ]


def _from(names: str, first: int, room: int) -> str:
    """The names over the columns in sight; one that begins further left is left out."""
    shown = names[first : first + room]
    if first and names[first - 1] != " ":
        rest = shown.lstrip("0123456789abcdefghijklmnopqrstuvwxyz")
        return rest.rjust(len(shown))
    return shown


def _years(picture: Picture, first: int, room: int) -> str:
    """The years over the columns in sight; the first column's own stands there where there is room."""
    shown = _from(picture.years, first, room)
    return f"{picture.starts[first].year}{shown[4:]}" if shown[:5].isspace() and len(shown) > 4 else shown


def _newest(told: Treatment) -> int:
    """The place of the provider with whom the newest visit was."""
    days = [max((mark.on for mark in lane.marks if mark.state != "ahead"), default=date.min) for lane in told.lanes]
    return days.index(max(days)) if days else 0


def _gaps_said(gaps: tuple[Gap, ...]) -> tuple[str, bool]:
    """2 long gaps, 1 with a reason, 1 more of one provider; and whether one of them is neither explained nor quiet."""
    told = long_gaps(gaps)
    whole = [gap for gap in told if gap.provider_id is None]
    explained = sum(bool(gap.reason) for gap in whole)
    more = len(told) - len(whole)
    parts = [
        counted(len(whole), "long gap") if whole else "no long gap",
        f"{explained} with a reason" if explained else "",
        f"{more} more of one provider alone" if more else "",
    ]
    return ", ".join(part for part in parts if part), any(not gap.quiet and not gap.reason for gap in told)


def _gap_lines(gap: Gap, width: int) -> list[list[Cell]]:
    """The gap, and its reason beside it or below."""
    until = paper_day(gap.until_on) if gap.until_on else "now"
    reason = gap.reason or "no reason yet: e gives one"
    quiet = ", dismissed" if gap.dismissed else ", the next visit is booked in time" if gap.calm else ""
    shade = "muted" if gap.quiet else "warn" if gap.level > 1 else ""
    what = "first visit after" if gap.kind == "initial" else "gap of"
    said = f"   {what} {gap.days} days, {LEVELS[gap.level]}: {paper_day(gap.after_on)} to {until}{quiet}"
    if width_of(f"{said}   {reason}") < width:
        return [[(said, shade), f"   {reason}"]]
    below: list[list[Cell]] = [[f"     {part}"] for part in wrap(reason, width - 7)[:2]]
    return [[(said, shade)], *below]


def _legend(width: int) -> list[str]:
    """The legend in as many lines as the window asks for; a sign stays with its word."""
    lines = [""]
    for part in LEGEND.split("   "):
        joined = f"{lines[-1]}   {part}" if lines[-1] else part
        if width_of(joined) > width - 4 and lines[-1]:
            lines.append(part)
        else:
            lines[-1] = joined
    return lines
