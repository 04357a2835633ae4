"""The liens of a case: what each holder claims, what it comes to, how sure that is, and Medicare's letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules.dates import paper_day
from caseterm.rules.liens import LienLine, lien_totals, unbound
from caseterm.rules.medicare import medicare_clocks
from caseterm.rules.money import format_cents
from caseterm.rules.reductions import Claimed, Settlement
from caseterm.rules.terms import label, lowered
from caseterm.rules.terms_money import LIEN_KINDS, LIEN_SHORT, LIEN_STATUSES, MEDICARE_LIENS, REDUCTION_KINDS
from caseterm.screens.client.contactform import suggest_contacts
from caseterm.screens.client.section import Party, Section
from caseterm.screens.client.unbound import ask_unbound
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk
    from caseterm.screens.client.reducing import Reduced

_CENTS = ("asserted", "audited", "negotiated", "final", "paid")
_LETTERS = {
    "rights_letter_on": "Rights letter",
    "conditional_on": "Conditional letter",
    "notice_on": "CPN",
    "demand_on": "Demand",
    "demand_received_on": "Demand received",
}
_DAYS = ("claimed_on", "final_letter_on", "paid_on", *_LETTERS)


class LiensSection(Section):
    name = "liens"
    title = "Liens"
    one = "lien"
    strip = 9
    marking = True
    empty = "No liens noted. a adds one: who holds it, what kind, what is claimed."
    hints = (("s", "Status"), ("d", "Final letter"), ("x", "Paid"), ("m", "Reduce..."))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, LienLine] = {}

    # what is shown

    def columns(self, width: int) -> list[Column]:
        return [
            Column("kind", "Kind", 14),
            Column("holder", "Holder", 10, grow=True),
            Column("claim", "Claimed", 11, "right"),
            Column("now", "Now", 11, "right"),
            Column("sure", "", 5),
            Column("status", "Status", 16, min_total=84),
        ]

    def rows(self) -> list[Row]:
        found = queries.money.liens(self.db, self.case_id, archived=self.desk.archived)
        self.lines = {f"lien:{line.id}": line for line in found}
        rows = [Row(key, self._cells(line)) for key, line in self.lines.items()]
        if rows:
            rows.append(Row("total", {"text": self._total()}, kind="heading"))
        return rows

    def _total(self) -> str:
        found = lien_totals(self.lines.values())
        said = "all final" if found.all_final else f"{found.open} open"
        more = f", {found.unknown} without a sum" if found.unknown else ""
        sure = f"final {money(found.final)}  " if found.final and not found.all_final else ""
        return f"Total {money(found.asserted)}  now {money(found.now)}  {sure}{said}{more}"

    def _cells(self, line: LienLine) -> dict[str, Cell]:
        role = "muted" if line.archived or line.status == "released" else ""
        alarm = not line.is_final and self.desk.head is not None and self.desk.head.phase == "settlement"
        return {
            "kind": (label(LIEN_SHORT, line.kind), role or "bold"),
            "holder": (line.holder or "not known", role if line.holder else "muted"),
            "claim": (money(line.claim) if line.claim is not None else "?", role),
            "now": (money(line.now) if line.now is not None else "?", role or "bold"),
            "sure": self._sure(line, alarm=alarm, role=role),
            "status": (label(LIEN_STATUSES, line.status), role),
        }

    @staticmethod
    def _sure(line: LienLine, *, alarm: bool, role: str) -> Cell:
        """How sure the sum is: by the holder's letter, paid without one, or estimated."""
        if line.is_final:
            return ("paid!", "warn") if line.status == "paid" and unbound(line) else ("final", "good")
        return ("est !" if alarm else "est.", "warn" if alarm else role)

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        reference = f"   no. {line.reference_no}" if line.reference_no else ""
        facts = [
            ("Amounts", self._amounts(line)),
            ("Status", self._status(line)),
            ("Rule", self._rule(line)),
            ("Letters", ", ".join(f"{lowered(word)} {paper_day(day)}" for name, word in _LETTERS.items()
                                  if (day := getattr(line, name)))),
            ("Clocks", "; ".join(f"{clock.title.removeprefix('Medicare: ')} by {paper_day(clock.due)}"
                                 for clock in medicare_clocks(line))),
            ("Statute", line.statute_note),
            ("Notes", " ".join(line.notes.split())),
        ]  # fmt: skip
        kind = f"   {label(LIEN_KINDS, line.kind)}{reference}"
        lines: list[list[Cell]] = [[(line.holder or "Holder not known", "bold"), kind]]
        for name, text in facts:
            parts = wrap(text, width - 12)[: 4 if name == "Rule" else 2] if text else []
            lines += [[(f"{name if not number else '':<9}", "muted"), part] for number, part in enumerate(parts)]
        return lines

    @staticmethod
    def _amounts(line: LienLine) -> str:
        order = ("asserted", "audited", "reduced", "negotiated", "final", "paid")
        return ", ".join(f"{name} {money(cents)}" for name in order if (cents := getattr(line, name)) is not None)

    @staticmethod
    def _status(line: LienLine) -> str:
        parts = [label(LIEN_STATUSES, line.status).lower()]
        parts += [f"final letter {paper_day(line.final_letter_on)}" if line.final_letter_on else "no final letter"]
        parts += [f"paid {paper_day(line.paid_on)}" if line.paid_on else ""]
        parts += [f"claimed {paper_day(line.claimed_on)}" if line.claimed_on else ""]
        parts += ["perfected" if line.perfected else "", f"for {line.provider}" if line.provider else ""]
        return ", ".join(part for part in parts if part)

    @staticmethod
    def _rule(line: LienLine) -> str:
        if line.reduction_kind == "none":
            return "none chosen; m r shows what each would leave"
        return line.reduction_why or label(REDUCTION_KINDS, line.reduction_kind)

    def party(self, key: str | None) -> Party | None:
        line = self.lines.get(key or "")
        return ("lienholder", line.holder_id, line.holder) if line and line.holder_id else None

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        line = self.lines[key]
        if what in ("claim", "number") and line.reference_no:
            return line.reference_no, f"number of the lien of {line.holder}"
        return None

    # acts

    def _ids(self, keys: Sequence[str]) -> list[int]:
        return [self.lines[key].id for key in keys]

    def set_status(self, keys: Sequence[str]) -> bool:
        """s: how far they have come; what has a day of its own is asked for it."""

        def chosen(status: Any) -> None:
            if status == "paid":
                self.done(keys)
            elif status == "final_in_writing" and len(keys) == 1:
                self.set_date(keys)
            elif status:
                self.desk.store_marked(lambda: services.liens.set_status(self.db, self._ids(keys), status))

        self.desk.pick("Lien", choices(LIEN_STATUSES), chosen, current=self.lines[keys[0]].status)
        return True

    def set_date(self, keys: Sequence[str]) -> None:
        """d: the final letter, its sum and then its day."""
        line = self.lines[keys[0]]

        def summed(cents: Any) -> None:
            def dated(day: Any) -> None:
                self.desk.store(lambda: services.liens.final_letter(self.db, line.id, cents, day))

            title = f"Final letter dated, {line.holder}"
            self.desk.prompt(title, dated, kind="date", value=self.today, past=True, select=True)

        hint = "What the holder takes by its letter; its day is asked next."
        self.desk.prompt(f"Final sum, {line.holder}", summed, kind="money", value=line.now, hint=hint, select=True)

    def done(self, keys: Sequence[str]) -> None:
        """x: paid on a day, what they came to; asked first where a holder wrote no final letter."""
        loose = [line for line in map(self.lines.__getitem__, keys) if unbound(line)]

        def dated(day: Any) -> None:
            self.desk.store_marked(lambda: services.liens.pay_liens(self.db, self._ids(keys), day))

        def ask() -> None:
            hint = "What each came to is noted as paid."
            self.desk.prompt("Paid on", dated, kind="date", value=self.today, hint=hint, past=True, select=True)

        ask_unbound(self.desk, [line.holder or label(LIEN_KINDS, line.kind) for line in loose], ask)

    def reduce(self, keys: Sequence[str]) -> None:
        """What each rule leaves of the marked liens; the one taken is stored with its reasoning."""
        from caseterm.screens.client.reducing import ReduceDialog

        found = [self.lines[key] for key in keys]
        unknown = next((line for line in found if line.claim is None), None)
        if unknown is not None:
            self.desk.say(f"Nothing is claimed yet by {unknown.holder or 'its holder'}. e notes the sum.", role="warn")
            return
        claims = [Claimed(line.id, line.claim or 0, line.kind) for line in found]
        what = found[0].holder or label(LIEN_KINDS, found[0].kind)
        what = what if len(found) == 1 else f"{len(found)} liens"
        settlement, why = self._settlement()

        def taken(answer: Reduced | None) -> None:
            if answer is not None:
                ids = [line.id for line in found]
                self.desk.store_marked(
                    lambda: services.liens.reduce_liens(self.db, ids, answer.kind, answer.settlement, answer.chosen)
                )

        dialog = ReduceDialog(what, claims, settlement, kind=found[0].reduction_kind, why=why)
        self.desk.app.push_screen(dialog, taken)

    def _settlement(self) -> tuple[Settlement, str]:
        """What there is to share: the recoveries, else nothing yet but the costs."""
        statement = queries.settlement.statement(self.db, self.case_id)
        if statement.gross:
            return Settlement(statement.gross, statement.fees, statement.costs), "Counted on the recoveries noted."
        spent = queries.money.costs(self.db, self.case_id).recoverable
        return Settlement(0, 0, spent), "No recovery is noted yet: g sets a settlement to try."

    def archive(self, keys: Sequence[str]) -> None:
        self.desk.store_marked(lambda: services.liens.archive_liens(self.db, self._ids(keys)))

    def restore(self, keys: Sequence[str]) -> None:
        self.desk.store_marked(lambda: services.liens.archive_liens(self.db, self._ids(keys), restore=True))

    # forms

    def specs(self) -> list[FieldSpec]:
        providers: list[tuple[object, str]] = [
            (line.id, line.name) for line in queries.money.specials(self.db, self.case_id)
        ]
        names = {"asserted": "Asserted", "audited": "Audited", "negotiated": "Negotiated", "final": "Final"}
        return [
            FieldSpec("kind", "Kind", "choice", required=True, choices=choices(LIEN_KINDS)),
            FieldSpec("holder", "Holder", "suggest", suggest=suggest_contacts(self.desk), width=34,
                      hint="blank: the provider below"),
            FieldSpec("case_provider_id", "For bills of", "choice", choices=providers),
            FieldSpec("status", "Status", "choice", required=True, choices=choices(LIEN_STATUSES)),
            FieldSpec("reference_no", "Reference", width=28),
            FieldSpec("claimed_on", "Notice received", "date", prefer="past"),
            *(FieldSpec(f"{name}_cents", word, "money") for name, word in names.items()),
            FieldSpec("final_letter_on", "Final letter", "date", prefer="past"),
            FieldSpec("paid_cents", "Paid", "money"),
            FieldSpec("paid_on", "Paid on", "date", prefer="past"),
            FieldSpec("perfected", "Perfected", "yesno"),
            FieldSpec("statute_note", "Statute, plan words"),
            *(FieldSpec(name, word, "date", prefer="past", group="Letters of Medicare" if name in _FIRST else "")
              for name, word in _LETTERS.items()),
            FieldSpec("notes", "Notes", "notes"),
        ]  # fmt: skip

    def add(self) -> None:
        def save(given: Given) -> ChangeSet:
            return services.liens.add_lien(self.db, self.case_id, given["holder"], _values(given))

        start = {"kind": "hospital_statutory", "status": "noticed"}
        self.desk.form("lien", f"new:{self.case_id}", "New lien", self.specs(), start, save, remark=_paid_loose)

    def edit(self, key: str) -> None:
        line = self.lines[key]
        same = ("kind", "status", "reference_no", "perfected", "statute_note", "notes", *_DAYS)
        values: dict[str, object] = {name: getattr(line, name) for name in same}
        values |= {f"{name}_cents": getattr(line, name) for name in _CENTS}
        values |= {
            "holder": (line.holder_id, line.holder) if line.holder_id else None,
            "case_provider_id": line.provider_id,
        }

        def save(given: Given) -> ChangeSet:
            return services.liens.edit_lien(self.db, line.id, given["holder"], _values(given))

        self.desk.form("lien", key, "Edit lien", self.specs(), values, save, remark=_paid_loose)


_FIRST = next(iter(_LETTERS))


def _paid_loose(typed: Mapping[str, object]) -> str:
    """What is said of a lien that is noted as paid though its holder wrote no final letter."""
    paid = typed.get("paid_on") or typed.get("status") == "paid"
    loose = paid and not typed.get("final_letter_on")
    return "Paid without a final letter: the holder may ask for more." if loose else ""


def _values(given: Given) -> Given:
    """The form's values as the record keeps them."""
    medicare = given["kind"] in MEDICARE_LIENS
    return {
        **texts(given, "kind", "status", "reference_no", "statute_note", "notes"),
        **{f"{name}_cents": given[f"{name}_cents"] for name in _CENTS},
        **{name: given[name] if medicare or name not in _LETTERS else None for name in _DAYS},
        "perfected": bool(given["perfected"]),
        "case_provider_id": given["case_provider_id"],
    }


def money(cents: int | None) -> str:
    return format_cents(cents or 0)
