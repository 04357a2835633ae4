"""The client's own copy of the summary in Spanish: the same sections as exports/summary_client.py, in its order.

What stands as somebody typed it is marked, and a line at the end says why.
"""

from collections.abc import Iterator
from datetime import date, datetime

from caseterm.exports.blocks import Block, Bullets, Column, Document, Fact, Facts, Heading, Paragraph, Strip, Table
from caseterm.exports.columns import without_empty
from caseterm.exports.plain_words import OTHER_SPANISH, STAGES_SPANISH
from caseterm.rules import clientwords
from caseterm.rules.clientwords import firm_lines
from caseterm.rules.disclosure import CLIENT
from caseterm.rules.injurywords import STATUSES_SPANISH, TYPES_SPANISH, part_spanish
from caseterm.rules.nextsteps import SPANISH, time_words, visit_words
from caseterm.rules.summary import SummaryFacts, VisitFacts

TELL_US = (
    "un doctor nuevo, una medicina nueva o una visita al hospital",
    "una cita a la que no fue o no pudo ir, y por qué",
    "una carta o llamada de una compañía de seguros: no la conteste, mándenosla",
    "una nueva dirección, teléfono o trabajo",
    "lo que le cuesta más desde el accidente",
)
RIDES = {"booked": "viaje reservado", "confirmed": "viaje confirmado", "needed": "viaje por reservar"}
PHONES = {"mobile": "celular", "home": "casa", "work": "trabajo", "office": "oficina"}
WORDS = clientwords.words_of(SPANISH)


def document(facts: SummaryFacts, *, printed_at: datetime, draft_line: str | None) -> Document:
    """The document, of facts that `rules.disclosure.for_audience` has cut for the client."""
    firm, page = facts.firm, _Page(facts)
    return Document(
        title="Su caso",
        firm=firm_lines(tuple(line for line in (firm.name or "Case file", *firm.address, firm.phone) if line), SPANISH),
        case_no=facts.case.number,
        client_line=facts.client.greeting_name if facts.client else facts.case.client,
        audience=CLIENT,
        printed_at=printed_at,
        printed_by=firm.user,
        blocks=tuple(page.blocks()),
        draft_line=draft_line,
        phi_line="Contiene información médica protegida",
        lang=SPANISH,
    )


def _day(on: date | None) -> str:
    return clientwords.short_day(on, SPANISH) or "-"


def _phone(shown: str) -> str:
    """(408) 555-0148 celular: the word after a number in Spanish."""
    number, blank, word = shown.rpartition(" ")
    return f"{number}{blank}{PHONES[word]}" if word in PHONES else shown


class _Page:
    """The page's sections; remembers whether anything on it stands as somebody typed it."""

    def __init__(self, facts: SummaryFacts) -> None:
        self.facts = facts
        self.marked = False

    def typed(self, text: str) -> str:
        """What somebody typed, in its marks."""
        marked = clientwords.typed(text, SPANISH)
        self.marked = self.marked or marked != text
        return marked

    def blocks(self) -> Iterator[Block]:
        yield Strip(tuple(self._strip()))
        number = 0
        sections = (
            ("Sobre usted", self._about), ("Lo que pasó", self._happened), ("Sus lesiones", self._injuries),
            ("Su tratamiento", self._treatment), ("Su plan de recuperación", self._plan), ("Lo que sigue", self._next),
        )  # fmt: skip
        for title, made in sections:
            found = list(made())
            if found:
                number += 1
                yield Heading(f"{number}. {title}")
                yield from found
        who = self.facts.case.case_manager or self.facts.firm.user
        phone = f" al {self.facts.firm.phone}" if self.facts.firm.phone else ""
        yield Paragraph(f"¿Preguntas? Llame a {who}{phone}." if who else f"¿Preguntas? Llámenos{phone}.")
        if self.marked:
            call = WORDS["typed_call"].format(call=phone)
            yield Paragraph(f"{WORDS['typed']} {call}", quiet=True)

    def _strip(self) -> Iterator[Fact]:
        snapshot = self.facts.snapshot
        yield Fact("Dónde está su caso", STAGES_SPANISH.get(self.facts.case.phase, OTHER_SPANISH)[0])
        visit = snapshot.next_visit
        if visit is None:
            yield Fact("Su próxima cita", "ninguna todavía")
        else:
            yield Fact("Su próxima cita", self._moment(visit.at), self._visit(visit))
        yield Fact("Hablamos por última vez", _day(snapshot.last_contact_on))
        if snapshot.limitation is not None:
            yield Fact("Plazo para demandar", _day(snapshot.limitation.first_day), "nosotros cuidamos esta fecha")

    def _about(self) -> Iterator[Block]:
        who = self.facts.client
        if who is None:
            return
        pairs = (
            ("Nombre", who.greeting_name), ("Nació", _day(who.dob) if who.dob else ""),
            ("Teléfono", "\n".join(map(_phone, who.phones))), ("Correo", "\n".join(who.emails)),
            ("Dirección", who.address),
            ("Idioma", "Español"), ("Intérprete", "Sí, lo pedimos nosotros" if who.interpreter else ""),
            ("Viajes", "Sí, los arreglamos nosotros" if who.rides else ""),
            ("Trabajo", who.employer),
        )  # fmt: skip
        yield Facts(tuple(Fact(name, value) for name, value in pairs if value), 2)
        yield Paragraph("Por favor, avísenos si algo no está bien.", quiet=True)

    def _happened(self) -> Iterator[Block]:
        what = self.facts.incident
        if what is None:
            return
        report = " ".join(part for part in (what.police, what.report_no) if part)
        pairs = (("Fecha", _day(what.on) if what.on else ""), ("Lugar", what.place), ("Informe policial", report))
        rows = tuple(Fact(name, value) for name, value in pairs if value)
        if rows:
            yield Facts(rows)
        if what.description:
            yield Paragraph(self.typed(what.description))
        elif not rows:
            yield Paragraph("Todavía no tenemos una descripción.", quiet=True)

    def _injuries(self) -> Iterator[Block]:
        if self.facts.injuries is None:
            return
        columns = (Column("Dónde", weight=1.5), Column("Qué", weight=2.5), Column("Cómo está ahora", weight=1))
        rows = tuple(
            (
                part_spanish(row.body_part, row.side),
                ": ".join(
                    part
                    for part in (
                        TYPES_SPANISH.get(row.kind, ""),
                        self.typed(row.description),
                    )
                    if part
                ),
                STATUSES_SPANISH.get(row.status, ""),
            )
            for row in self.facts.injuries
        )
        yield Table(columns, rows, empty_text="Ninguna en la lista. Por favor, díganos qué le duele.")

    def _treatment(self) -> Iterator[Block]:
        if self.facts.providers is None:
            return
        columns = (
            Column(WORDS["doctor"], weight=2.6), Column(WORDS["first_visit"], weight=1.2),
            Column(WORDS["last_visit"], weight=1.2), Column(WORDS["count"], "center", 0.7),
            Column(WORDS["next_visit"], weight=1.2),
        )  # fmt: skip
        rows = tuple(
            (row.name, _day(row.first), _day(row.last), str(row.visits), _day(row.next)) for row in self.facts.providers
        )
        yield Table(columns, rows, empty_text=WORDS["no_doctors"])

    def _plan(self) -> Iterator[Block]:
        found = self.facts.plan
        if found is None:
            return
        columns = (
            Column(WORDS["goals"], weight=3), Column(WORDS["from"], weight=1), Column(WORDS["to"], weight=1),
            Column(WORDS["by"], weight=1.2),
        )  # fmt: skip
        rows = tuple(
            (
                self.typed(goal.text),
                self.typed(goal.baseline),
                self.typed(f"{goal.target} {goal.measure}".strip()),
                _day(goal.target_on) if goal.target_on else "",
            )
            for goal in found.goals
        )
        yield Table(columns, rows, empty_text=WORDS["no_goals"])
        owners = {"client": WORDS["who_you"], "": WORDS["who_we"]}
        left = tuple(
            (self.typed(text), owners.get(owner.casefold(), owner), _day(due) if due else "")
            for text, owner, due, done in found.work
            if done is None
        )
        if left:
            heads = (("next", 3.4), ("who", 1.4), ("by", 1.2))
            yield Table(tuple(Column(WORDS[word], weight=wide) for word, wide in heads), left)
        if found.expected_mmi_on is not None and found.expected_mmi_on >= self.facts.as_of:
            yield Paragraph(WORDS["until"].format(day=_day(found.expected_mmi_on)))

    def _next(self) -> Iterator[Block]:
        ahead = self.facts.visits_ahead
        if ahead is None:
            return
        _, now, then = STAGES_SPANISH.get(self.facts.case.phase, OTHER_SPANISH)
        yield Paragraph(f"{now} {then}")
        yield Heading("Sus citas", level=2)
        columns = (Column("Cuándo", weight=1.6), Column("Qué y dónde", weight=3), Column("Viaje", weight=1.2))
        rows = tuple((self._moment(each.at), self._visit(each), RIDES.get(each.ride, "")) for each in ahead)
        yield without_empty(Table(columns, rows, empty_text="No hay citas todavía."), 2)
        yield Heading("Por favor, avísenos de", level=2)
        yield Bullets(TELL_US)

    def _visit(self, visit: VisitFacts) -> str:
        what = visit_words(visit.kind, SPANISH, {})
        title = self.typed(visit.title) if visit.title else ""
        return ", ".join(part for part in (what, title, visit.place) if part)

    @staticmethod
    def _moment(at: datetime) -> str:
        at_all = at.hour or at.minute
        return f"{_day(at.date())}, {time_words(at, SPANISH)}" if at_all else _day(at.date())
