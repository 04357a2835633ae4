"""The pages a client is handed in Spanish: nothing of ours on them is English, and what was typed says so."""

import re
from datetime import date, timedelta
from typing import Any

from caseterm import caresheets, sheets
from caseterm.changes import Op
from caseterm.exports.plain_words import VISIT_WORDS
from caseterm.models import Assessment, FunctionalLimitation, PlanGoal, PlanIntervention, Promise
from caseterm.rules import clientwords, nextsteps
from caseterm.rules.clientwords import HARD_WORDS, MUCH_WORDS, SLEEP_WORDS, WORDS, WORK_WORDS
from caseterm.rules.inputs import ContactInput
from caseterm.rules.terms_care import DOMAINS, LEVELS, SLEEP, WORK_STATUSES
from caseterm.rules.terms_visits import APPOINTMENT_KINDS
from caseterm.services import appointments, cases, plans, providers, rides
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.services.test_appointments import added
from tests.walls import wall

TODAY = date(2026, 11, 21)
TYPED = "Bring the blue form"
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the and of your you we our with by for is are at will this that what when where who from have not page
        printed case file call visit visits appointment appointments ride home pain sleep work goal goals next day now
        on to in none yet first last how hard please office am pm monday november december
        version initial progress closure""",
    )
)
"""Words that no Spanish sentence has."""


def maria(db: Database) -> int:
    """A client who speaks Spanish, with every kind of appointment, a ride, a plan, promises and assessments."""
    changes = cases.new_case(
        db,
        client={"first": "María", "last": "Díaz", "language": "Spanish", "interpreter_needed": True},
        case={"phase": "treating", "claim_type": "auto_liability"},
        incident={"happened_on": TODAY - timedelta(days=60)},
    )
    case_id = changes.first_added("cases")
    assert case_id is not None
    clinic = providers.add_provider(
        db,
        case_id,
        ContactInput({"kind": "organization", "org_name": "Mercy"}),
        {"treatment_status": "treating"},
    ).first_added("case_providers")
    numbers = [
        added(
            appointments.add_appointment(
                db, starts_at=wall(f"2026-11-{23 + place % 7} {8 + place // 7:02}:30"), case_id=case_id, kind=kind,
                title=TYPED, case_provider_id=clinic if place == 0 else None,
            )
        )
        for place, kind in enumerate(APPOINTMENT_KINDS)
    ]  # fmt: skip
    there = {"direction": "outbound", "mode": "taxi", "status": "confirmed", "pickup_at": wall("2026-11-23 08:00"),
             "pickup_address": "12 Elm", "vendor": "Taxi 7"}  # fmt: skip
    back = {"direction": "return", "mode": "taxi", "status": "confirmed", "trip_type": "will_call"}
    rides.book_ride(db, numbers[0], [there, back], reminders=False)
    plan = plans.draw_up(db, case_id, {"expected_mmi_on": TODAY + timedelta(days=90)}).first_added("care_plans")
    rows: list[tuple[Any, dict[str, Any]]] = [
        (Assessment, {"dated": TODAY - timedelta(days=50), "kind": "initial", "pain": 8, "sleep": "poor"}),
        (Assessment, {"dated": TODAY, "kind": "progress", "pain": 3, "sleep": "broken",
                      "work_status": "modified", "satisfaction": 5}),
        *((FunctionalLimitation, {"domain": each, "level": "severe", "since": TODAY}) for each in DOMAINS),
        *((PlanGoal, {"plan_id": plan, "text": TYPED, "baseline": TYPED, "target": TYPED, "measure": TYPED,
                      "status": status, "target_on": TODAY}) for status in ("open", "met")),
        *((PlanIntervention, {"plan_id": plan, "text": TYPED, "owner": owner, "due": TODAY})
          for owner in ("client", "")),
        (Promise, {"what": TYPED, "role": "client", "due": TODAY + timedelta(days=3), "made_on": TODAY}),
    ]  # fmt: skip
    with act(db, Op.ADD, "Added", case_id=case_id) as write:
        for model, values in rows:
            write.add(model, {"case_id": case_id, **values})
    return case_id


def test_no_english_of_the_programs_own_stands_on_a_spanish_page(db: Database) -> None:
    case_id = maria(db)
    pages = {
        "next": sheets.next_steps(case_id)(db),
        "sheet": sheets.client_days(case_id, TODAY, TODAY + timedelta(days=27))(db),
        "plan": caresheets.recovery_plan(case_id, "client")(db),
        "report": caresheets.report(case_id, "client")(db),
    }
    with act(db, Op.ADD, "Added", case_id=case_id) as write:
        write.add(Assessment, {"case_id": case_id, "dated": TODAY, "kind": "closure", "satisfaction": 5})
    pages["closing"] = caresheets.report(case_id, "client")(db)
    for name, sheet in pages.items():
        assert (sheet.document.lang, sheet.document.phi_line) == ("es", None), name
        for form in ("txt", "html", "md"):
            said = words_of(sheets.prepare(sheet, form).write().data.decode(), form)
            assert "«" in said, name
            assert "va lo que anotó nuestra oficina" in said, name
            assert "impreso el sábado 21 de noviembre de 2026" in said, name
            said = re.sub(r"«[^»]*»", "", said)
            assert TYPED not in said, f"{name} {form}: typed words stand unmarked"
            found = {word for word in re.findall(r"[a-záéíóúñü]+", said.casefold()) if word in ENGLISH}
            assert not found, f"{name} {form}: {found}"
    assert "Página 1 de" in sheets.prepare(pages["report"], "txt").write().data.decode()


def words_of(text: str, form: str) -> str:
    """What a reader of a file reads: without style, tags and escapes."""
    if form == "html":
        text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(text.replace("\\", "").split())


def test_every_word_of_a_page_stands_in_both_languages() -> None:
    assert set(WORDS["en"]) == set(WORDS["es"])
    for name, text in WORDS["en"].items():
        fields = re.findall(r"{\w+}", text)
        assert not text or sorted(re.findall(r"{\w+}", WORDS["es"][name])) == sorted(fields), name
    for terms, codes in ((SLEEP_WORDS, SLEEP), (HARD_WORDS, DOMAINS)):
        assert set(terms["en"]) == set(terms["es"]) == set(codes)
    assert set(WORK_WORDS["en"]) == set(WORK_WORDS["es"]) == set(WORK_STATUSES) - {"not_addressed"}
    assert set(MUCH_WORDS["en"]) == set(MUCH_WORDS["es"]) == set(LEVELS) - {"none"}
    assert set(VISIT_WORDS) <= set(nextsteps.VISITS_SPANISH)


def test_an_english_page_marks_nothing_and_keeps_its_days() -> None:
    assert clientwords.typed(TYPED, "en") == TYPED
    assert clientwords.short_day(TODAY, "en") == "11/21/2026"
    assert clientwords.short_day(TODAY, "es") == "21 nov 2026"
    assert clientwords.words_of("ht") == WORDS["en"]
