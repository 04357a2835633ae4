"""What was asked of whom: records and bills as two tracks for each provider, and the authorizations behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.queries.casefile_care import Papers, ProviderLine
from caseterm.queries.requests import AuthorizationLine, RequestLine
from caseterm.queries.unmatched import Excused, Lacking
from caseterm.rules import requests as rules
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import (
    AUTHORIZATION_KINDS,
    MEDICAL_KINDS,
    REQUEST_KINDS,
    REQUEST_METHODS,
    REQUEST_STATUSES,
)
from caseterm.rules.text import fold
from caseterm.screens.client.section import Party, Section, split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.screens.opening import choices
from caseterm.screens.request_asks import ask_follow_up, ask_next_day, ask_received
from caseterm.screens.request_form import edit_request, open_authorization
from caseterm.screens.request_words import (
    age_cell,
    due_cell,
    excused_words,
    expiry_cell,
    range_short,
    request_lines,
    status_cell,
    unmatched_cells,
    unmatched_words,
)
from caseterm.widgets.rows import ACROSS, LEAST_NAME, Cell, Column, Row
from caseterm.widgets.safe import cut

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

REST = 0
"""What was asked of nobody among the providers."""


class RequestsSection(Section):
    name = "requests"
    title = "Requests"
    one = "request"
    strip = 6
    marking = True
    empty = "No provider to ask yet. a asks anybody else, such as police or an employer."
    hints = (("r", "Records"), ("b", "Bills"), ("f", "Follow up"), ("x", "Came in"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, RequestLine] = {}
        self.permits: dict[str, AuthorizationLine] = {}
        self.lacking: dict[str, Lacking] = {}
        self.excused: dict[str, Excused] = {}
        self.providers: dict[int, ProviderLine] = {}
        self.room = 0

    def columns(self, width: int) -> list[Column]:
        self.room = width + 2  # a heading has no gutter
        return [
            Column("kind", "Asked for", 14, grow=True),
            Column("range", "Service", 12, min_total=84),
            Column("sent", "Sent", 8),
            Column("age", "Age", 6, "right"),
            Column("status", "Status", 15),
            Column("due", "Look", 8),
            Column("how", "By", 9, min_total=70),
        ]

    # what is shown

    def rows(self) -> list[Row]:
        db, case_id, archived = self.db, self.case_id, self.desk.archived
        lines = queries.requests.of_case(db, case_id, archived=archived)
        self.lines = {f"request:{line.id}": line for line in lines}
        found = queries.casefile_care.providers(db, case_id, archived=archived)
        self.providers = {provider.id: provider for provider in found}
        self.lacking = {each.row: each for each in queries.unmatched.of_case(db, case_id)}
        excused = queries.unmatched.excused(db, case_id) if archived else []
        self.excused = {f"excused:{each.id}": each for each in excused}
        permits = queries.requests.authorizations(db, case_id, archived=archived)
        self.permits = {f"authorization:{line.id}": line for line in permits}
        rows = [row for provider in found for row in self._provider(provider)]
        rest = [key for key, line in self.lines.items() if line.case_provider_id not in self.providers]
        if rest:
            rows.append(Row("heading:rest", {"text": "Others"}, kind="heading"))
            rows += [self._row(key) for key in rest]
        return rows + self._authorizations()

    def _provider(self, provider: ProviderLine) -> list[Row]:
        tracks = f"   records {track_words(provider.records)}   bills {track_words(provider.bills)}"
        told = cut(provider.name, max(LEAST_NAME, self.room - len(tracks))) + tracks
        rows = [Row(f"heading:{provider.id}", {"text": told}, kind="heading")]
        mine = [key for key, line in self.lines.items() if line.case_provider_id == provider.id]
        for name in rules.TRACKS:
            on_it = [key for key in mine if rules.on_track(name, self.lines[key].kind)]
            rows += [self._row(key) for key in on_it if name == "records" or self.lines[key].kind == "bills"]
            if not on_it:
                cells = {"kind": (name.capitalize(), "muted"), "status": (f"not asked: {name[0]}", "muted")}
                rows.append(Row(f"none:{provider.id}.{name}", cells))
        off = [key for key in mine if self.lines[key].kind not in MEDICAL_KINDS]
        rows += [self._row(key) for key in off]
        for key, each in self.lacking.items():
            if each.provider_id == provider.id:
                rows.append(Row(key, unmatched_cells(each.found)))
        mine = [key for key, each in self.excused.items() if each.provider_id == provider.id]
        rows += [Row(key, {ACROSS: (excused_words(self.excused[key], self.today), "muted")}) for key in mine]
        return rows

    def _row(self, key: str) -> Row:
        line = self.lines[key]
        kind = label(REQUEST_KINDS, line.kind)
        whom = "" if line.case_provider_id in self.providers else line.provider or line.sent_to
        name = f"{kind}, {whom}" if whom else kind
        faint = "muted" if line.archived or line.asked.over else ""
        return Row(
            key,
            {
                "kind": (name, faint),
                "range": (range_short(line), faint),
                "sent": (month_day(line.sent_on, self.today, none="-"), faint),
                "age": age_cell(line, self.today),
                "status": status_cell(line),
                "due": due_cell(line, self.today),
                "how": (label(REQUEST_METHODS, line.method), faint),
            },
        )

    def _authorizations(self) -> list[Row]:
        if not self.permits:
            return []
        rows = [Row("heading:permits", {"text": "Authorizations"}, kind="heading")]
        for key, line in self.permits.items():
            who = line.provider or "all providers"
            name = who if line.kind == "hipaa" else f"{who}: {label(AUTHORIZATION_KINDS, line.kind)}"
            ends = expiry_cell(line.expires_on, line.revoked_on, self.today)
            signed = month_day(line.signed_on or line.sent_on, self.today, none="-")
            rows.append(Row(key, {"kind": (name, "muted" if line.archived else ""), "sent": signed, "status": ends}))
        return rows

    def searched(self, row: Row) -> str:
        line = self.lines.get(str(row.key))
        if line is None:
            provider = self._provider_of(str(row.key))
            return f"{super().searched(row)} {fold(provider.name) if provider else ''}"
        words = (line.provider, line.vendor, line.sent_to, line.reference, label(REQUEST_STATUSES, line.status))
        return f"{super().searched(row)} {fold(' '.join(words))}"

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        if key in self.lines:
            line = self.lines[key]
            heard = queries.requests.follow_ups(self.db, [line.id]).get(line.id, [])
            number = line.holder_id
            reach = queries.requests.reach(self.db, [number]).get(number, ("", "")) if number else ("", "")
            return request_lines(line, heard, reach, today=self.today, width=width, whose=False)
        if key in self.lacking:
            each = self.lacking[key]
            which = "b asks for the bill" if each.found.kind == "record_without_bill" else "r asks for the record"
            more = paragraph(f"{which}; x says why none is needed, and until when.", width - 2)
            return [[(unmatched_words(each.found), "bold")], *more]
        if key in self.excused:
            told = excused_words(self.excused[key], self.today)
            return [*paragraph(told, width - 2, "bold"), ["m r takes this back: it is asked for again."]]
        if key in self.permits:
            return self._permit(self.permits[key])
        provider = self._provider_of(key)
        keys = "r asks for records, b for bills: from the incident to today, by fax, to be chased in 14 days."
        nothing = f"Nothing asked of {provider.name} yet." if provider else ""
        return [[(nothing, "muted")], *paragraph(keys, width - 2)]

    def _permit(self, line: AuthorizationLine) -> list[list[Cell]]:
        who = line.provider or "all providers"
        days = [("signed", line.signed_on), ("sent", line.sent_on)]
        told = [f"{name} {day:%m/%d/%Y}" for name, day in days if day]
        lines: list[list[Cell]] = [
            [(f"{label(AUTHORIZATION_KINDS, line.kind)}: {who}", "bold"), f"   {', '.join(told)}"],
            [expiry_cell(line.expires_on, line.revoked_on, self.today)],
        ]
        return lines + [[text] for text in (line.scope, " ".join(line.notes.split())) if text]

    # whose a row is

    def _provider_id(self, key: str) -> int | None:
        kind, _, rest = key.partition(":")
        if kind == "request":
            return self.lines[key].case_provider_id
        if kind == "authorization":
            return self.permits[key].case_provider_id
        if kind == "excused":
            return self.excused[key].provider_id
        return int(rest.split(".")[0])

    def _provider_of(self, key: str) -> ProviderLine | None:
        return self.providers.get(self._provider_id(key) or REST)

    def _chosen(self, keys: Sequence[str]) -> list[RequestLine]:
        """The requests among the rows; the lack is said."""
        found = [self.lines[key] for key in keys if key in self.lines]
        if not found:
            self.desk.say("No request here yet. r asks for records, b for bills, a for anything else.")
        return found

    def party(self, key: str | None) -> Party | None:
        provider = self._provider_of(key) if key else None
        return ("provider", provider.contact_id, provider.name) if provider else None

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        line = self.lines.get(key)
        number = line.holder_id if line else getattr(self._provider_of(key), "contact_id", None)
        if what != "phone" or number is None:
            return None
        phone, fax = queries.requests.reach(self.db, [number]).get(number, ("", ""))
        name = line.holder if line else ""
        return (phone or fax, f"phone of {name}".strip()) if phone or fax else None

    # acts

    def request(self, key: str, papers: str) -> None:
        self.request_rows([key], papers)

    def request_rows(self, keys: Sequence[str], papers: str) -> None:
        """Ask the rows' providers for records or bills; where something came in already the dates are asked for."""
        ids = list(dict.fromkeys(number for key in keys if (number := self._provider_id(key))))
        if not ids:
            self.desk.say("Go to a provider's row: r and b ask that provider.")
        elif len(ids) == 1:
            from caseterm.screens.client.asking import ask_provider

            ask_provider(self.desk, self.providers[ids[0]], papers)
        else:
            self.desk.store_marked(lambda: services.requests.ask(self.db, ids, [papers]))

    def add(self) -> None:
        from caseterm.screens.client.asking import new_request

        key = self.desk.row_key
        new_request(self.desk, self._provider_of(key) if key else None, "records")

    def authorize(self) -> None:
        """Keep an authorization the client signed."""
        open_authorization(self.desk, self.case_id)

    def write_letter(self, key: str) -> None:
        """The letter that asks this row's provider for it."""
        from caseterm.screens.letters import write_letter

        provider = self._provider_of(key)
        line = self.lines.get(key)
        bills = line.kind == "bills" if line else key.endswith(".bills")
        code = ("bills_request" if bills else "records_request") if provider else ""
        write_letter(self.desk, [self.case_id], code, provider.name if provider else "")

    def print_outstanding(self) -> None:
        """What is outstanding in this case, in the preview."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.desk.app.push_screen(SheetPreview(sheets.outstanding(self.case_id)))

    def edit(self, key: str) -> None:
        if key in self.lines:
            edit_request(self.desk, self.lines[key])
        elif key in self.permits:
            open_authorization(self.desk, self.case_id, self.permits[key])
        else:
            self.add()

    def follow_up(self, keys: Sequence[str]) -> None:
        if found := self._chosen(keys):
            ask_follow_up(self.desk, found, self.desk.clear_marks)

    def set_date(self, keys: Sequence[str]) -> None:
        if found := self._chosen(keys):
            ask_next_day(self.desk, found, self.desk.clear_marks)

    def done(self, keys: Sequence[str]) -> None:
        """What was asked for came in; on a bill or record that is lacking: why that is no matter."""
        if keys[0] in self.lacking:
            from caseterm.screens.client.asking import ask_dismissal

            ask_dismissal(self.desk, self.lacking[keys[0]])
            return
        found = self._chosen(keys)
        if len(found) == 1:
            ask_received(self.desk, found[0])
        elif found:
            ids = [line.id for line in found]
            self.desk.store_marked(lambda: services.requests.receive(self.db, ids))

    def set_status(self, keys: Sequence[str]) -> bool:
        found = self._chosen(keys)

        def chosen(status: Any) -> None:
            if status:
                ids = [line.id for line in found]
                self.desk.store_marked(lambda: services.requests.set_status(self.db, ids, status))

        if found:
            self.desk.pick("Request", choices(REQUEST_STATUSES), chosen, current=found[0].status)
        return True

    def archive(self, keys: Sequence[str], *, restore: bool = False) -> None:
        permits = [key for key in keys if key in self.permits]
        if permits:
            number = self.permits[permits[0]].id
            put = services.authorizations.archive_authorization
            self.desk.store_marked(lambda: put(self.db, number, restore=restore))
        elif found := self._chosen(keys):
            ids = [line.id for line in found]
            self.desk.store_marked(lambda: services.requests.archive_requests(self.db, ids, restore=restore))

    def restore(self, keys: Sequence[str]) -> None:
        """Bring back what was put away; what was said to be no matter is asked for again."""
        if keys[0] in self.excused:
            number = self.excused[keys[0]].id
            self.desk.store_marked(lambda: services.unmatched.take_back(self.db, number))
        else:
            self.archive(keys, restore=True)

    def key_of(self, key: str) -> str | None:
        kind, number = split_key(key)
        return key if kind in ("request", "authorization") and number else None


def track_words(papers: Papers) -> str:
    """All in, in, asked, not asked."""
    if papers.complete:
        return "all in"
    return "in" if papers.received_on else "asked" if papers.requested_on else "not asked"
