"""The one model of a printed document: every format is written from these blocks and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Align = Literal["left", "right", "center"]


@value
class Heading:
    """A section's name; level 1 is a section, level 2 a part of one."""

    text: str
    level: Literal[1, 2] = 1


@value
class Fact:
    """One labelled value. An `alarm` fact is set off by weight and a mark, never by colour alone."""

    label: str
    value: str
    note: str = ""
    alarm: bool = False


@value
class Facts:
    """Labelled values in one or two columns."""

    rows: tuple[Fact, ...]
    columns: Literal[1, 2] = 1


@value
class Strip:
    """The snapshot across the top of a document: few facts, read at a glance."""

    facts: tuple[Fact, ...]


@value
class Paragraph:
    """Running text; line ends in it are kept. `quiet` text is a remark of the program, not of the file."""

    text: str
    quiet: bool = False


@value
class Bullets:
    items: tuple[str, ...]


@value
class Column:
    """One column: its label, how it lines up, and its share of the width."""

    label: str
    align: Align = "left"
    weight: float = 1.0


@value
class Table:
    """Rows under repeated column labels; `totals` stays with the last row; `notes` follow the table.

    Every row and `totals` has one text per column. With no rows the document says `empty_text`.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    empty_text: str = "None on file."

    def __post_init__(self) -> None:
        width = len(self.columns)
        given = [*self.rows, *([self.totals] if self.totals is not None else [])]
        if not width or any(len(row) != width for row in given):
            raise ValueError(f"every row of this table needs {width} texts")


@value
class SignLine:
    """Who signs, and what is known already; an empty name or date leaves a line to write on."""

    role: str
    name: str = ""
    date: str = ""


@value
class SignOff:
    lines: tuple[SignLine, ...]


@value
class Bar:
    """One bar between `low` and `high` thousandths of the width; a solid one stands, a hatched one goes off."""

    label: str
    amount: str
    low: int
    high: int
    solid: bool = False


@value
class Bars:
    """Amounts as bars under one another. A firm's own template that knows none leaves them out."""

    rows: tuple[Bar, ...]


@value
class Tick:
    """A place on the scale over a picture, in thousandths of its width, and what stands there."""

    at: int
    label: str


@value
class Dot:
    """One mark, at so many thousandths of the width; `shape` is kept, missed, ahead or surgery."""

    at: int
    shape: str


@value
class Span:
    """A stretch of a lane in thousandths of the width in which nothing was kept."""

    low: int
    high: int
    long: bool = False


@value
class Lane:
    """One line of the picture; `said` is what its marks come to, in words."""

    name: str
    said: str
    dots: tuple[Dot, ...] = ()
    spans: tuple[Span, ...] = ()


class Letters:
    """A picture in letters, from the narrowest to the widest; drawn when asked for, as most formats draw lines."""

    def __init__(self, draw: Callable[[], tuple[tuple[str, ...], ...]]) -> None:
        self._draw = draw
        self._drawn: tuple[tuple[str, ...], ...] | None = None

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        if self._drawn is None:
            self._drawn = self._draw()
        return iter(self._drawn)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Letters) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@value
class Lanes:
    """A course of time with a lane for each provider. A firm's own template that knows none leaves it out.

    `letters` is the same picture in letters, for formats that draw nothing else, from the narrowest to the widest.
    """

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...] = ()
    today: int | None = None
    incident: int | None = None
    letters: Iterable[tuple[str, ...]] = ()


@value
class Point:
    """One value of a course: its place from the left and from below, in thousandths, and how it is written."""

    at: int
    height: int
    label: str


@value
class Course:
    """One line of a trend with the ends of its own scale."""

    name: str
    top: str
    bottom: str
    points: tuple[Point, ...]


@value
class Trend:
    """Courses over the same time, each on a scale of its own, under one another. Left out like lanes."""

    courses: tuple[Course, ...]
    ticks: tuple[Tick, ...] = ()
    letters: Iterable[tuple[str, ...]] = ()


def fitting(letters: Iterable[tuple[str, ...]], columns: int) -> tuple[str, ...]:
    """The widest picture in letters that stands in so many columns, else the narrowest."""
    drawn = tuple(letters)
    wide = [each for each in drawn if max(map(len, each), default=0) <= columns]
    return wide[-1] if wide else drawn[0] if drawn else ()


Block = Heading | Facts | Strip | Paragraph | Bullets | Table | Bars | Lanes | Trend | SignOff


PAGE_WORDS = {"en": ("Page", "of"), "es": ("Página", "de")}


@value
class Document:
    """A whole document. All text is plain; money and dates are already words.

    `firm` is the letterhead, its name first. `legend` and `draft_line` stand on every page, or are None.
    `printed_at` is aware and in the zone that is to be shown; it is also the date of the file itself. `large` type is
    half as large again; a `wide` document lies across.
    """

    title: str
    firm: tuple[str, ...]
    case_no: str
    client_line: str
    audience: str
    printed_at: datetime
    printed_by: str
    blocks: tuple[Block, ...]
    legend: str | None = None
    draft_line: str | None = None
    phi_line: str | None = "Contains protected health information"
    lang: str = "en"
    large: bool = False
    wide: bool = False

    def __post_init__(self) -> None:
        if self.printed_at.tzinfo is None:
            raise ValueError("printed_at needs a time zone")

    @property
    def firm_name(self) -> str:
        return self.firm[0] if self.firm else ""

    @property
    def printed_words(self) -> str:
        """When and by whom, for the foot of a page: printed 11/21/2026 9:41 AM by M. Gold; in the page's language."""
        at = self.printed_at
        if self.lang != "en":
            from caseterm.rules.clientwords import printed_by

            return printed_by(at, self.printed_by, self.lang)
        clock = f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
        by = f" by {self.printed_by}" if self.printed_by else ""
        return f"printed {at:%m/%d/%Y} {clock}{by}"

    @property
    def page_words(self) -> tuple[str, str]:
        """What stands before the number of a page, and before their count."""
        return PAGE_WORDS.get(self.lang, PAGE_WORDS["en"])
