"""Which column means which field: by heading, by values, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from caseterm.imports.contents import Profile, fit, profile
from caseterm.imports.dates import Order, evidence
from caseterm.imports.fields import DATES, KEPT, MANY, NAMES, Field
from caseterm.imports.guesses import guess
from caseterm.imports.headings import fields_for, words_of
from caseterm.imports.headingwords import ELSEWHERE, NOT_THE_CLIENT
from caseterm.imports.mapfile import MapFile
from caseterm.imports.reading import Table
from caseterm.rules.counting import counted
from caseterm.rules.phones import label_in
from caseterm.rules.text import fold

SURE = 0.75
LEAST = 0.5


_OTHER_DATES = frozenset(
    {
        "date", "trial", "hearing", "mediation", "deposition", "depo", "arbitration", "court", "due", "follow",
        "followup", "review", "demand", "offer", "expires", "payment", "paid", "check", "sent", "received", "ordered",
        "discovery", "ime", "exam", "task", "next", "letter", "lor", "meeting", "modified", "updated", "printed",
        "last", "hire", "hired", "entered", "added", "completed", "mailed", "served", "answer", "call",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: the field it goes to (None: kept in the notes), how sure (0 to 1), and why in words."""

    index: int
    heading: str
    field: Field | None
    confidence: float
    reason: str
    label: str = ""
    order: Order = Order.MONTH_FIRST
    samples: tuple[str, ...] = ()
    filled: int = 0
    others: tuple[Field, ...] = ()

    @property
    def target(self) -> str:
        """The field in words."""
        return KEPT if self.field is None else self.field.value

    @property
    def sure(self) -> bool:
        """Whether the user may pass over it."""
        return self.confidence >= SURE


@dataclass(frozen=True)
class FileMapping:
    """The columns of a file, the user's own words for phases and types (folded), and what to say about it."""

    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    phases: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    from_1904: bool = False

    def column_for(self, wanted: Field) -> Column | None:
        """The first column of a field."""
        return next((column for column in self.columns if column.field is wanted), None)

    def change(self, index: int, goal: Field | None) -> "FileMapping":
        """The mapping with one column sent elsewhere by the user; a field held by one column leaves its old one."""
        changed = []
        for column in self.columns:
            if column.index == index:
                changed.append(replace(column, field=goal, confidence=1.0, reason="you chose it"))
            elif goal is not None and goal not in MANY and column.field is goal:
                changed.append(replace(column, field=None, confidence=1.0, reason=f"you gave {goal.value} elsewhere"))
            else:
                changed.append(column)
        return replace(self, columns=tuple(changed))


@dataclass(frozen=True)
class _Candidate:
    score: float
    index: int
    goal: Field
    reason: str
    empty: bool = False

    @property
    def rank(self) -> float:
        """Its place among all: an empty column gives way to a filled one whose heading says nearly as much."""
        return self.score - 0.2 if self.empty else self.score


def propose(table: Table, today: date, mapfile: MapFile | None = None) -> FileMapping:
    """A field for each column, with the user's mapping file first, headings next, values last."""
    mapfile = mapfile or MapFile()
    values = [[row.cells[index] if index < len(row.cells) else "" for row in table.rows] for index in
              range(len(table.headings))]  # fmt: skip
    profiles = [profile(column, today, order=mapfile.order) for column in values]
    chosen = {
        index: mapfile.columns[fold(heading)]
        for index, heading in enumerate(table.headings)
        if fold(heading) in mapfile.columns
    }
    candidates = [
        candidate
        for index, heading in enumerate(table.headings)
        if index not in chosen and (index < table.width or profiles[index].filled * 2 > len(table.rows))
        for candidate in _candidates(index, heading, profiles[index], named=table.has_heading)
    ]
    taken = _assign(candidates, {goal for goal in chosen.values() if goal is not None})
    _settle_states(taken, len(table.headings))
    _settle_name(taken, profiles, set(chosen))
    columns = tuple(
        _column(index, heading, profiles[index], chosen, taken, candidates)
        for index, heading in enumerate(table.headings)
    )
    columns, notes = _with_orders(columns, values, mapfile.order)
    return FileMapping(columns, tuple(notes), mapfile.phases, mapfile.types, table.source.from_1904)


def _candidates(index: int, heading: str, column: Profile, *, named: bool) -> list[_Candidate]:
    found = []
    for goal, certainty in fields_for(heading) if named else ():
        suits = fit(goal, column)
        score = certainty * (0.2 + 0.8 * suits)
        found.append(
            _Candidate(score, index, goal, _because(heading, goal, column, suits, certainty), not column.filled)
        )
    if max((candidate.score for candidate in found), default=0.0) < LEAST:
        where = "the heading says nothing known; " if named else "there are no headings; "
        found += [
            _Candidate(sure, index, goal, f"{where}the values look like {words}")
            for goal, sure, words in guess(column)
            if not (named and _proves_nothing(heading, goal))
        ]
    return found


def _proves_nothing(heading: str, goal: Field) -> bool:
    """Whether a heading speaks of something else (Trial Date, Witness, Days open), whatever its values look like.

    A limitation date and a case number are never guessed under a heading that does not name them.
    """
    words = set(words_of(heading))
    if goal in (Field.SOL, Field.NUMBER):
        return True
    if not (ELSEWHERE | NOT_THE_CLIENT | {"own"}).isdisjoint(words):
        return True
    return goal in DATES and not _OTHER_DATES.isdisjoint(words)


def _because(heading: str, goal: Field, column: Profile, suits: float, certainty: float) -> str:
    how = "means" if certainty >= 0.8 else "may mean"
    said = f"“{heading}” {how} {goal.value}"
    if not column.filled:
        return f"{said}; the column is empty"
    if suits >= 0.75:
        return f"{said} and the values fit" if suits < 1.0 or goal in DATES else said
    return f"{said}, but few of the values look like it"


def _assign(candidates: Sequence[_Candidate], used: set[Field]) -> dict[int, _Candidate]:
    """The surest candidates first, each column once, each field once unless several columns may feed it."""
    taken: dict[int, _Candidate] = {}
    for candidate in sorted(candidates, key=lambda item: (-item.rank, item.index)):
        if (
            candidate.score < LEAST
            or candidate.index in taken
            or (candidate.goal in used and candidate.goal not in MANY)
        ):
            continue
        if candidate.goal is Field.NAME and {Field.LAST, Field.FIRST} <= used:
            continue
        if candidate.goal in (Field.LAST, Field.FIRST) and Field.NAME in used and candidate.score < SURE:
            continue
        taken[candidate.index] = candidate
        used.add(candidate.goal)
    return taken


def _settle_states(taken: dict[int, _Candidate], width: int) -> None:
    """A bare "State" beside city or ZIP belongs to the address, not to the case."""
    places = {candidate.goal: index for index, candidate in taken.items()}
    state = places.get(Field.STATE)
    if state is None or Field.HOME_STATE in places:
        return
    beside = {places.get(Field.CITY, width + 9), places.get(Field.ZIP, width + 9)}
    if any(abs(state - other) == 1 for other in beside) and "incident" not in taken[state].reason.casefold():
        taken[state] = replace(
            taken[state], goal=Field.HOME_STATE, score=min(taken[state].score, 0.7),
            reason=f"{taken[state].reason}; it stands beside the city or ZIP of an address",
        )  # fmt: skip


def _settle_name(taken: dict[int, _Candidate], profiles: Sequence[Profile], chosen: set[int]) -> None:
    """Without a column that names the client no row can be taken: the likeliest one is proposed, to be looked at."""
    if any(candidate.goal in NAMES for candidate in taken.values()) or chosen:
        return
    for index, column in enumerate(profiles):
        wordy = max(column.share("word"), column.share("listed")) >= 0.6 and column.distinct >= 0.6
        other = column.share("insurer") > 0.4 or column.share("date") > 0.4 or column.share("type") > 0.6
        if (
            wordy
            and not other
            and column.filled * 2 >= column.total
            and (index not in taken or taken[index].score < SURE)
        ):
            reason = "no heading names the client; these words differ from row to row"
            taken[index] = _Candidate(LEAST, index, Field.NAME, reason)
            return


def _column(
    index: int,
    heading: str,
    column: Profile,
    chosen: Mapping[int, Field | None],
    taken: Mapping[int, _Candidate],
    candidates: Sequence[_Candidate],
) -> Column:
    others = tuple(dict.fromkeys(item.goal for item in candidates if item.index == index))
    label = label_in(heading)
    if index in chosen:
        goal, score, reason = chosen[index], 1.0, "your mapping file says so"
    elif index in taken:
        goal, score, reason = taken[index].goal, taken[index].score, taken[index].reason
    else:
        goal, score = None, 1.0 if not others and column.filled else 0.6
        reason = _unassigned(others, candidates, index, column)
    return Column(
        index, heading, goal, round(score, 2), reason, label, column.order, column.samples, column.filled,
        tuple(other for other in others if other is not goal),
    )  # fmt: skip


def _unassigned(others: tuple[Field, ...], candidates: Sequence[_Candidate], index: int, column: Profile) -> str:
    if not column.filled:
        return "the column is empty"
    if not others:
        return "the heading matches no field"
    best = max((item for item in candidates if item.index == index), key=lambda item: item.score)
    if best.score < LEAST:
        return best.reason
    return f"another column is surer to be {best.goal.value}"


def _with_orders(
    columns: tuple[Column, ...], values: Sequence[Sequence[str]], chosen: Order | None
) -> tuple[tuple[Column, ...], list[str]]:
    """Month-first, unless values of a column can only be day-first and none can only be month-first."""
    dated = {column.index: evidence(value for value in values[column.index] if value[4:5] != "-")
             for column in columns if column.field in DATES}  # fmt: skip
    month_proof = sum(month for month, _ in dated.values())
    notes: list[str] = []
    found = []
    for column in columns:
        order = Order.MONTH_FIRST
        if chosen is not None:
            order = chosen
        elif column.index in dated:
            month, day = dated[column.index]
            if day and not month and (not month_proof or day > 2):
                order = Order.DAY_FIRST
                notes.append(
                    f"{column.heading}: {counted(day, 'date')} can only be read day first and none month first, "
                    "so the whole column is read day first."
                )
            elif not month and not day and not month_proof and any(other for _, other in dated.values()):
                order = Order.DAY_FIRST
                notes.append(f"{column.heading}: read day first like the other dates of this file.")
        found.append(replace(column, order=order))
    return tuple(found), notes


def has_name(mapping: FileMapping) -> bool:
    """Whether any column names the client, without which no row can be taken."""
    return any(column.field in NAMES for column in mapping.columns)
