"""What a client is handed in large type and in the client's language: appointments, the recovery plan, the report."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from caseterm.exports.blocks import Block, Bullets, Column, Document, Fact, Facts, Heading, Paragraph, Table
from caseterm.exports.plain_words import VISIT_WORDS
from caseterm.rules.carepaper import CLOSURE, Ahead, CarePaper
from caseterm.rules.clientwords import (
    HARD_WORDS,
    MUCH_WORDS,
    SLEEP_WORDS,
    WORK_WORDS,
    firm_lines,
    short_day,
    term,
    typed,
    words_of,
)
from caseterm.rules.daysheet import ClientDays, ClientVisit, Way
from caseterm.rules.disclosure import CLIENT
from caseterm.rules.nextsteps import day_words, printed_in, time_words, visit_words
from caseterm.rules.summary_care import PlanFacts


def appointments(found: ClientDays, language: str, *, printed_at: datetime) -> Document:
    """One client's appointments: where, when, the way there and back, whom to call."""
    page = _Page(language, found.office_phone)
    first, last = page.day(found.first), page.day(found.last)
    return page.document(
        page.words["sheet"], found.firm, found.user, tuple(_appointments(found, page)), printed_at=printed_at,
        case_no=found.client, line=page.words["range"].format(first=first, last=last),
    )  # fmt: skip


def recovery_plan(found: CarePaper, language: str, *, printed_at: datetime) -> Document:
    """The plan in force, of facts that `rules.carepaper.plan_for` has cut."""
    page = _Page(language, found.office_phone)
    return page.document(
        page.words["plan"], found.firm, found.user, tuple(_plan_page(found, page)), printed_at=printed_at,
        case_no=found.number, line=found.greeting or found.client,
    )  # fmt: skip


def report(found: CarePaper, language: str, *, printed_at: datetime) -> Document:
    """How the client is, of facts that `rules.carepaper.report_for` has cut."""
    page = _Page(language, found.office_phone)
    return page.document(
        page.words[found.report], found.firm, found.user, tuple(_report_page(found, page)), printed_at=printed_at,
        case_no=found.number, line=found.greeting or found.client,
    )  # fmt: skip


class _Page:
    """A page in one language; remembers whether anything on it stands as she typed it."""

    def __init__(self, language: str, phone: str) -> None:
        self.language = language
        self.words = words_of(language)
        self.call = self.words["call_at"].format(phone=phone) if phone else ""
        self.marked = False

    def say(self, word: str, /, **given: object) -> str:
        """One of the page's sentences."""
        return self.words[word].format(call=self.call, **given)

    def typed(self, text: str) -> str:
        """What she typed, marked where the page is in another language."""
        marked = typed(text, self.language)
        self.marked = self.marked or marked != text
        return marked

    def day(self, day: date | None) -> str:
        return short_day(day, self.language)

    def ahead(self, day: date | None, today: date) -> str:
        """A day that is to come; one that is past helps nobody."""
        return self.day(day) if day is not None and day >= today else ""

    def ending(self) -> Iterator[Block]:
        """Why some of it is not in the page's language, where that is so."""
        if self.marked:
            yield Paragraph(f"{self.say('typed')} {self.say('typed_call')}", quiet=True)

    def document(
        self,
        title: str,
        firm: tuple[str, ...],
        user: str,
        blocks: tuple[Block, ...],
        *,
        printed_at: datetime,
        case_no: str,
        line: str,
    ) -> Document:
        return Document(
            title=title, firm=firm_lines(firm, self.language), case_no=case_no, client_line=line, audience=CLIENT,
            printed_at=printed_at, printed_by=user, blocks=(*blocks, *self.ending()), phi_line=None,
            lang=printed_in(self.language), large=True,
        )  # fmt: skip


# ---- the appointments ---------------------------------------------------------------------------------------------


def _appointments(found: ClientDays, page: _Page) -> Iterator[Block]:
    words = page.words
    who = f"{found.greeting}, " if found.greeting else ""
    count = len(found.visits)
    said = page.say("no_visits" if not count else "one_visit" if count == 1 else "visits", count=count)
    yield Paragraph(f"{who}{said}" if who else f"{said[:1].upper()}{said[1:]}")
    for each in found.visits:
        at = each.visit.starts_at
        day = day_words(at.date(), page.language)
        yield Heading(f"{day[:1].upper()}{day[1:]}, {time_words(at, page.language)}")
        yield Facts(tuple(_facts(each, page)))
    if count:
        yield Paragraph(words["cannot_come"].format(call=page.call))


def _facts(each: ClientVisit, page: _Page) -> Iterator[Fact]:
    visit, words = each.visit, page.words
    what = visit_words(visit.kind, page.language, VISIT_WORDS)
    yield Fact(words["what"], what, page.typed(visit.title) if visit.title != what else "")
    if each.address:
        yield Fact(words["where"], each.address)
    if each.phone:
        yield Fact(words["their_phone"], each.phone)
    if visit.interpreter_booked:
        yield Fact(words["interpreter"], words["interpreter_there"])
    for way in each.ways:
        if not way.open:
            yield Fact(words["ride_home" if way.back else "ride"], _ride(way, page))
    if visit.ride == "needed":
        home = bool(each.ways) and all(way.back for way in each.ways if way.open)
        yield Fact(words["ride_home" if home else "ride"], words["ride_open"])
    elif visit.ride in ("booked", "confirmed") and not each.ways:
        yield Fact(words["ride"], f"{words['ride_booked']} {page.typed(visit.ride_note)}".strip())


def _ride(way: Way, page: _Page) -> str:
    driver = " ".join(part for part in (way.driver, way.driver_phone) if part)
    if way.will_call or way.pickup_at is None:
        return page.say("ride_call", who=driver or page.words["us"])
    at = time_words(way.pickup_at, page.language)
    said = page.say("ride_at", time=at, place=way.pickup) if way.pickup else page.say("ride_time", time=at)
    return f"{said} {driver}".rstrip()


# ---- the recovery plan --------------------------------------------------------------------------------------------


def _plan_page(found: CarePaper, page: _Page) -> Iterator[Block]:
    plan = found.plan
    if plan is None:
        yield Paragraph(page.say("no_plan"))
        return
    yield Paragraph(page.say("plan_hello", name=found.greeting or found.client))
    yield from _goals(plan, page, found.today)
    yield from _ahead(found, page)
    if plan.expected_mmi_on is not None and plan.expected_mmi_on >= found.today:  # a day that is past helps nobody
        yield Paragraph(page.say("until", day=page.day(plan.expected_mmi_on)))
    yield Paragraph(page.say("wrong"))


def _goals(plan: PlanFacts, page: _Page, today: date) -> Iterator[Block]:
    """The goals with where they began and where they lead, then those that are reached."""
    words = page.words
    yield Heading(words["goals"])
    goals = [goal for goal in plan.goals if goal.status not in ("met", "dropped")]
    if not goals:
        yield Paragraph(words["no_goals"])
    for goal in goals:
        way = (
            (words["from"], page.typed(goal.baseline)),
            (words["to"], page.typed(f"{goal.target} {goal.measure}".strip())),
            (words["by"], page.ahead(goal.target_on, today)),
        )
        yield Heading(page.typed(goal.text), 2)
        yield Facts(tuple(Fact(word, text) for word, text in way if text) or (Fact(words["by"], words["no_day"]),))
    met = [page.typed(goal.text) for goal in plan.goals if goal.status == "met"]
    if met:
        yield Heading(words["met"])
        yield Bullets(tuple(met))


def _ahead(found: CarePaper, page: _Page) -> Iterator[Block]:
    """What is to be done, by whom, and the appointments."""
    words = page.words
    left = [(text, owner, due) for text, owner, due, done in (found.plan.work if found.plan else ()) if done is None]
    if left:
        yield Heading(words["next"])
        columns = (Column(words["what"], weight=3), Column(words["who"], weight=1.2), Column(words["by"], weight=1.3))
        yield Table(
            columns,
            tuple((page.typed(text), _who(owner, page), page.ahead(due, found.today)) for text, owner, due in left),
        )
    if found.visits:
        yield Heading(words["coming"])
        yield Bullets(tuple(_visit(each, page) for each in found.visits))


def _who(owner: str, page: _Page) -> str:
    name = {"client": "who_you", "": "who_we"}.get(owner.strip().casefold())
    return page.words[name] if name else owner


def _visit(each: Ahead, page: _Page) -> str:
    what = visit_words(each.kind, page.language, VISIT_WORDS)
    day = day_words(each.on, page.language)
    said = page.say("visit_with", what=what, who=each.who) if each.who else what
    return page.say("visit", day=f"{day[:1].upper()}{day[1:]}", what=said)


# ---- the report ---------------------------------------------------------------------------------------------------


def _report_page(found: CarePaper, page: _Page) -> Iterator[Block]:
    words, told = page.words, found.assessed or ()
    if told:
        hello = "closure_hello" if found.report == CLOSURE else "report_hello"
        yield Paragraph(page.say(hello, name=found.greeting or found.client))
        yield Heading(words["how"])
        yield _how(found, page)
        yield Heading(words["hard"])
        yield from _hard(found, page)
    else:
        yield Paragraph(page.say("not_asked"))
    yield Heading(words["care"])
    columns = (
        Column(words["doctor"], weight=2.4), Column(words["count"], "center", 0.8),
        Column(words["last_visit"], weight=1.5), Column(words["next_visit"], weight=1.5),
    )  # fmt: skip
    rows = tuple(
        (each.name, str(each.visits), page.day(each.last), page.day(each.next)) for each in found.providers or ()
    )
    yield Table(columns, rows, empty_text=words["no_doctors"])
    if found.plan is not None:
        yield from _goals(found.plan, page, found.today)
    yield from _ahead(found, page)
    graded = [each.satisfaction for each in told if each.satisfaction is not None]
    if found.report == CLOSURE:
        if graded:
            yield Paragraph(page.say("satisfied", grade=graded[-1]))
        yield Paragraph(words["thanks"])
    yield Paragraph(page.say("wrong"))


def _how(found: CarePaper, page: _Page) -> Table:
    """Pain, sleep and work as they were told, at first and now."""
    words, told = page.words, found.assessed or ()
    chosen = (told[0], told[-1]) if len(told) > 1 else told[-1:]
    names = ("first", "now") if len(chosen) > 1 else ("now",)
    columns = (
        Column("", weight=1.3),
        *(Column(f"{words[name]}\n{page.day(each.on)}", weight=1.5) for name, each in zip(names, chosen, strict=True)),
    )
    rows: Sequence[tuple[str, ...]] = (
        (words["pain"], *("" if each.pain is None else str(each.pain) for each in chosen)),
        (words["sleep"], *(term(SLEEP_WORDS, each.sleep, page.language) for each in chosen)),
        (words["work"], *(term(WORK_WORDS, each.work, page.language) for each in chosen)),
    )
    return Table(columns, tuple(row for row in rows if any(row[1:])))


def _hard(found: CarePaper, page: _Page) -> Iterator[Block]:
    words = page.words
    rows = tuple(
        (term(HARD_WORDS, domain, page.language), term(MUCH_WORDS, level, page.language))
        for domain, level in (found.condition.limits if found.condition else ())
    )
    columns = (Column(words["hard_what"], weight=2), Column(words["hard_much"], weight=1.4))
    yield Table(columns, tuple(row for row in rows if all(row)), empty_text=words["nothing_hard"])
