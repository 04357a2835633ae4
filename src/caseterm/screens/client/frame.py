"""The frame of the client screen: its panes, its sections and their sizes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm.queries.sectioncounts import Count
from caseterm.screens.client import overview
from caseterm.screens.client.appointments import AppointmentsSection
from caseterm.screens.client.desk import Desk
from caseterm.screens.client.places import NAMES, Sections
from caseterm.screens.client.section import Section
from caseterm.screens.client.talk import NotesSection
from caseterm.screens.client.tasks import TasksSection
from caseterm.widgets.chrome import Line
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.panes import Across, Down
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Column
from caseterm.widgets.textpage import TextPage

LIST_WIDTH = 17
WIDE_LIST = 20
LOFTY = 34


class ClientFrame(Desk):
    """The panes of the client screen, and the section that stands in each."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (LOFTY, "-lofty")]
    names = NAMES

    def __init__(self) -> None:
        super().__init__()
        self.counts: Mapping[str, Count] = {}
        self.card: overview.CallerCard | None = None
        self.section_name = "overview"
        self.searches: dict[str, str] = {}
        self.cursors: dict[tuple[int, str], str] = {}
        self.said_of: frozenset[int] = frozenset()
        """The cases that the status row's sentence is about."""
        self._shown: tuple[int, str] = (0, "")

    # frame

    def compose_body(self) -> ComposeResult:
        yield Line(id="head1")
        yield Line(id="head2")
        yield Line(id="joint")
        with Across(id="panes"):
            names = [Column("name", "", 9, grow=True), Column("count", "", 4, "right")]
            yield RowList(names, show_header=False, marking=False, id="sections")
            with Down(id="middle"):
                with Down(id="main"):
                    with Across(id="searchline"):
                        yield TextField(placeholder="words", id="search")
                        yield Line(id="found")
                    yield TextPage(id="page")
                    yield RowList(id="rows")
                    yield TextPage(id="detail")
                yield RowList(marking=False, id="sidelog")
            with Down(id="side"):
                yield RowList(show_header=False, id="sidetasks")
                yield RowList(show_header=False, id="sideappointments")
                yield TextPage(id="facts")

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """Every section but the overview, which is a page."""
        return Sections(self)

    @cached_property
    def sides(self) -> Mapping[str, Section]:
        """The sections of the side panes, by the id of their list."""
        return {
            "sidelog": NotesSection(self, lately=True),
            "sidetasks": TasksSection(self, open_only=True),
            "sideappointments": AppointmentsSection(self, ahead_only=True),
        }

    @property
    def rows(self) -> RowList:
        return self.query_one("#rows", RowList)

    @property
    def section_list(self) -> RowList:
        return self.query_one("#sections", RowList)

    @property
    def section(self) -> Section | None:
        """The section in the middle; None for the overview."""
        return self.sections.get(self.section_name)

    @property
    def home(self) -> Widget | None:
        return self.section_list if self.section is None else self.rows

    @property
    def wide(self) -> bool:
        return self.app.size.width >= 100

    # sizes

    @property
    def has_side(self) -> bool:
        return self.wide and not self.has_class("-zoom")

    @property
    def lofty(self) -> bool:
        return self.app.size.height >= LOFTY

    @property
    def has_log(self) -> bool:
        """Whether the contact log stands under the section in view."""
        return self.has_side and self.lofty and self.section_name != "notes"

    @property
    def side_width(self) -> int:
        return 38 if self.app.size.width >= 120 else 32

    @property
    def middle_width(self) -> int:
        """The cells inside the middle pane."""
        width = self.app.size.width
        if self.has_class("-zoom"):
            return width - (2 if self.wide else 0)
        return width - WIDE_LIST - self.side_width - 2 if self.wide else width - LIST_WIDTH - 1
