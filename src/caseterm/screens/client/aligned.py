"""The Aligned section: when each kind of party was last heard of, and who works from which version of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseterm import queries
from caseterm.queries.plans import ShareLine
from caseterm.rules.alignment import KINDS, NEEDS_CONSENT, Aligned, age_words
from caseterm.rules.dates import paper_day
from caseterm.rules.speaking import Manners
from caseterm.rules.terms import ROLES, label
from caseterm.rules.terms_care import SHARED_HOW, label_of
from caseterm.screens.client.log import open_log, party_of
from caseterm.screens.client.section import Party, Section
from caseterm.screens.client.words import month_day, paragraph
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


class AlignedSection(Section):
    """Kinds of party ("kind:adjuster"), then those who were given the plan ("plan_share:7"), then consents."""

    name = "aligned"
    title = "Aligned"
    one = "party"
    strip = 4
    hints = (("l", "Log contact"), ("g p", "Contacts"), ("g P", "Plan"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kinds: dict[str, Aligned] = {}
        self.shared: dict[str, ShareLine] = {}
        self.people: dict[str, tuple[str, int | None, str]] = {}
        self.minded: dict[str, Manners] = {}
        self.version = 0

    def columns(self, width: int) -> list[Column]:
        return [
            Column("kind", "Party", 16),
            Column("who", "Who", 18, grow=True),
            Column("age", "Last word", 15),
            Column("due", "Due", 8, min_total=58),
        ]

    def rows(self) -> list[Row]:
        self.kinds = {f"kind:{each.kind}": each for each in queries.alignment.of_case(self.db, self.case_id)}
        rows = [Row(key, self._cells(each)) for key, each in self.kinds.items()]
        shares, versions = queries.plans.shares(self.db, self.case_id), queries.plans.versions(self.db, self.case_id)
        self.version = next((each.version.number for each in versions if each.current), 0)
        newest: dict[str, ShareLine] = {}
        for share in reversed(shares):
            newest[share.with_whom.casefold()] = share
        self.shared = {f"plan_share:{each.id}": each for each in newest.values()}
        if self.shared or self.version:
            head = (
                f"Works from the plan   version {self.version} is in force" if self.version else "Works from the plan"
            )
            rows.append(Row("heading:plan", {"text": head}, kind="heading"))
            rows += [Row(key, self._share(each)) for key, each in self.shared.items()]
        rows += self._consents()
        return rows

    def _cells(self, each: Aligned) -> dict[str, Cell]:
        level = each.level(self.today)
        role = "" if each.awaited and not each.forbidden else "muted"
        shade = ("", "warn", "bad")[level] or role
        due = (month_day(each.due_on, self.today), shade) if not role else ("-", "muted")
        return {
            "kind": (KINDS[each.kind], role),
            "who": (each.who or "nobody named", role or ("" if each.who else "muted")),
            "age": (age_words(each, self.today), shade),
            "due": due,
        }

    def _share(self, each: ShareLine) -> dict[str, Cell]:
        old = bool(self.version) and each.version != self.version
        return {
            "kind": label(ROLES, each.role),
            "who": each.with_whom,
            "age": (f"version {each.version}{' !' if old else ''}", "warn" if old else ""),
            "due": (month_day(each.dated, self.today), "muted"),
        }

    def _consents(self) -> list[Row]:
        """Family and caregivers, and whether the client has consented that we speak with them."""
        self.people, self.minded = {}, {}
        rows: list[Row] = []
        minded = queries.alignment.manners(self.db, self.case_id)
        for line in queries.casefile_people.people(self.db, self.case_id):
            if line.role in NEEDS_CONSENT:
                key = f"party:{line.id}"
                self.people[key] = (line.role, line.contact_id, line.name)
                mind = minded[line.role, line.contact_id]
                self.minded[key] = mind
                state: Cell = ("no consent !", "warn") if mind.forbidden else ("may be told", "")
                rows.append(Row(key, {"kind": label(ROLES, line.role), "who": line.name, "age": state}))
        return [Row("heading:consent", {"text": "May we speak with them"}, kind="heading"), *rows] if rows else []

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        if key in self.kinds:
            return self._told(self.kinds[key], width)
        if key in self.shared:
            share = self.shared[key]
            how = label_of(SHARED_HOW, share.how)
            lines: list[list[Cell]] = [[(share.with_whom, "bold")]]
            lines += paragraph(f"Was given version {share.version} {how} on {paper_day(share.dated)}.", width - 2)
            if self.version and share.version != self.version:
                lines += paragraph(f"Version {self.version} is in force: m g in Plan says who was given it.", width - 2)
            return lines
        role, _, name = self.people[key]
        return [
            [(name, "bold"), f"   {label(ROLES, role)}"],
            *paragraph(self.minded[key].forbidden, width - 2, "warn"),
            *paragraph(self.minded[key].wishes, width - 2),
            *paragraph("Consent is a field of the contact: e.", width - 2),
        ]

    def _told(self, each: Aligned, width: int) -> list[list[Cell]]:
        lines: list[list[Cell]] = [[(KINDS[each.kind], "bold"), f"   {each.who}" if each.who else ""]]
        heard = f"Last word {paper_day(each.heard_on)}" if each.heard_on else "Never heard of"
        lines += paragraph(f"{heard}, every {each.days} days, due {paper_day(each.due_on)}.", width - 2)
        if each.forbidden:
            lines += paragraph(f"{each.forbidden} Nobody of them is to be called.", width - 2, "warn")
        elif not each.awaited:
            lines += paragraph("Nothing is awaited in this stage.", width - 2, "muted")
        return lines

    def edit(self, key: str) -> None:
        """The contact, where there is one."""
        if key in self.people:
            self.desk.program.open_case(self.case_id, section="contacts")
        else:
            self.desk.say("A party is changed in Contacts (g p), the plan in Plan (g P). l logs a contact.")

    def open(self, key: str) -> None:
        """Log a contact with this party."""
        open_log(self.desk, [self.case_id], self.party(key))

    def party(self, key: str | None) -> Party | None:
        if key in self.people:
            return self.people[key]
        each = self.kinds.get(key or "")
        return party_of(self.db, self.case_id, each) if each is not None else None
