"""The client's page "what comes next": its facts, and the words of it in each language that it is printed in."""

from collections.abc import Mapping
from datetime import date, datetime

from caseterm.rules.education import Lesson
from caseterm.rules.terms_visits import APPOINTMENT_KINDS
from caseterm.values import value

ENGLISH, SPANISH = "en", "es"
MOST_VISITS = 2
MOST_LINES = 2


@value
class NextVisit:
    """One appointment the client is to come to; `ride` is the code of its ride, `place` may be empty."""

    starts_at: datetime
    kind: str
    who: str
    place: str
    ride: str


@value
class NextSteps:
    """Everything that stands on the page."""

    firm: tuple[str, ...]
    user: str
    letter: bool
    today: date
    case_id: int
    number: str
    client: str
    phase: str
    greeting: str
    interpreter: bool
    office_phone: str
    call: str
    """The person to call."""
    language: str
    lessons: tuple[Lesson, ...]
    visits: tuple[NextVisit, ...]
    promises: tuple[tuple[str, date], ...]
    homework: tuple[tuple[str, date | None], ...]
    gap_days: int | None

    def part(self, name: str) -> Lesson | None:
        """The lesson of a part."""
        return next((each for each in self.lessons if each.part == name), None)


WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "title": "What comes next",
        "hello": "Dear {name}:",
        "now": "Where your case is",
        "next": "What comes next",
        "dates": "Your next dates",
        "none": "No date is set now. Please call us if you think there should be one.",
        "ours": "What we do, and whom to call",
        "by": "{what}, by {day}",
        "yours": "What you do",
        "call": "We call you with news. Call {who} at {phone}, also when you are not sure what a letter means.",
        "call_plain": "We call you with news. Call {who}, also when you are not sure what a letter means.",
        "office": "our office",
        "gap": "You have not been to a visit for {days} days. Please call your doctor or us to set a new one.",
        "interpreter": "An interpreter can be on the call. Just ask.",
        "at": "{day}, {time}",
        "ride_needed": "we are booking your ride",
        "ride_booked": "your ride is booked",
        "no_promise": "This page tells how things often go. It is no promise and no legal advice.",
    },
    SPANISH: {
        "title": "Lo que sigue",
        "hello": "Hola, {name}:",
        "now": "Cómo va su caso",
        "next": "Lo que sigue",
        "dates": "Sus próximas fechas",
        "none": "Ahora no hay una fecha. Llámenos si cree que falta una.",
        "ours": "Lo que hacemos, y a quién llamar",
        "by": "{what}, para el {day}",
        "yours": "Lo que hace usted",
        "call": "Le llamamos con noticias. Llame a {who} al {phone}, también si no sabe qué dice una carta.",
        "call_plain": "Le llamamos con noticias. Llame a {who}, también si no sabe qué dice una carta.",
        "office": "nuestra oficina",
        "gap": "Hace {days} días que no va a una cita. Llame a su doctor o a nosotros, para poner una nueva.",
        "interpreter": "Puede haber un intérprete en la llamada. Solo pídalo.",
        "at": "{day}, {time}",
        "ride_needed": "estamos pidiendo su viaje",
        "ride_booked": "su viaje ya está",
        "no_promise": "Esta hoja dice cómo suelen ir las cosas. No es una promesa ni un consejo legal.",
    },
}
DOES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    ENGLISH: {
        "care": ("Go to your visits. If you cannot go, call us first.", "Tell each doctor all that hurts.",
                 "Send us each new letter and bill. Do not answer the insurance company."),
        "law": ("Send us each new letter and bill. Do not answer the insurance company.",
                "Tell us about a new doctor, job, phone or address.", "Go on with the care you still need."),
        "end": ("Keep your papers.", "Tell us if your address changes.", "Call us before you answer a letter."),
    },
    SPANISH: {
        "care": ("Vaya a sus citas. Si no puede ir, llámenos antes.", "Diga a cada doctor todo lo que le duele.",
                 "Mándenos cada carta y cuenta nueva. No conteste al seguro."),
        "law": ("Mándenos cada carta y cuenta nueva. No conteste al seguro.",
                "Avísenos de un doctor, trabajo, teléfono o casa nueva.", "Siga yendo al doctor si lo necesita."),
        "end": ("Guarde sus papeles.", "Avísenos si cambia de casa.", "Llámenos antes de contestar una carta."),
    },
}  # fmt: skip
"""What is asked of every client, by what the stage is about."""
_CARE = frozenset({"intake", "opening", "investigation", "treating"})
_END = frozenset({"settlement", "closed"})
_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS_SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
VISITS_SPANISH: Mapping[str, str] = {
    "initial_evaluation": "Primera cita",
    "er_urgent": "Emergencia",
    "office_visit": "Cita con el doctor",
    "follow_up": "Cita de control",
    "therapy_pt": "Terapia física",
    "chiropractic": "Quiropráctico",
    "occupational_therapy": "Terapia ocupacional",
    "injection": "Inyección",
    "surgery": "Operación",
    "imaging": "Rayos X o escáner",
    "lab": "Laboratorio",
    "mental_health": "Cita de salud mental",
    "dental": "Dentista",
    "telehealth": "Cita por video",
    "ime_defense": "Examen con el doctor del seguro. Le preparamos antes",
    "fce": "Prueba de lo que puede hacer",
    "vocational": "Cita sobre el trabajo",
    "care_conference": "Reunión sobre su cuidado",
    "client_meeting": "Cita en nuestra oficina",
    "attorney_meeting": "Cita con su abogado",
    "recorded_statement": "Declaración grabada. Estaremos con usted",
    "inspection": "Inspección",
    "deposition": "Deposición. Estaremos con usted",
    "mediation": "Mediación",
    "arbitration": "Arbitraje",
    "hearing": "Audiencia",
    "trial": "Juicio",
    "cmc_conference": "Conferencia del caso",
    "statement_signing": "Firma de los papeles",
    "call": "Llamada",
    "other": "Cita",
}


def printed_in(language: str) -> str:
    """The language of the page's own words: that of the texts where there are words in it, else English."""
    return language if language in WORDS else ENGLISH


def does(language: str, phase: str) -> tuple[str, ...]:
    """What the client does in a stage."""
    kind = "care" if phase in _CARE else "end" if phase in _END else "law"
    return DOES[printed_in(language)][kind]


def day_words(day: date, language: str) -> str:
    """Tuesday, November 24; martes 24 de noviembre."""
    if printed_in(language) == SPANISH:
        return f"{_DAYS[day.weekday()]} {day.day} de {MONTHS_SPANISH[day.month - 1]}"
    return f"{day:%A}, {day:%B} {day.day}"


def full_day(day: date, language: str) -> str:
    """November 24, 2026; 24 de noviembre de 2026."""
    if printed_in(language) == SPANISH:
        return f"{day.day} de {MONTHS_SPANISH[day.month - 1]} de {day.year}"
    return f"{day:%B} {day.day}, {day.year}"


def time_words(at: datetime, language: str) -> str:
    """9:30 AM; 9:30 de la mañana."""
    clock = f"{at.hour % 12 or 12}:{at:%M}"
    if printed_in(language) == SPANISH:
        return f"{clock} de la {'mañana' if at.hour < 12 else 'tarde' if at.hour < 20 else 'noche'}"
    return f"{clock} {'AM' if at.hour < 12 else 'PM'}"


def visit_words(kind: str, language: str, plain: Mapping[str, str]) -> str:
    """A kind of appointment as a client knows it; `plain` are the English words where the term is none."""
    if printed_in(language) == SPANISH:
        return VISITS_SPANISH.get(kind, VISITS_SPANISH["other"])
    return plain.get(kind) or APPOINTMENT_KINDS.get(kind, kind)


def steps_json(found: NextSteps) -> dict[str, object]:
    """The same facts for other programs."""
    return {
        "number": found.number,
        "client": found.client,
        "language": found.language,
        "topics": [{"key": each.key, "title": each.title, "text": list(each.whole)} for each in found.lessons],
        "appointments": [
            {"starts_at": each.starts_at.isoformat(timespec="minutes"), "kind": each.kind, "who": each.who}
            for each in found.visits
        ],
        "promised": [{"what": what, "due": due.isoformat()} for what, due in found.promises],
        "homework": [{"what": what, "due": due.isoformat() if due else None} for what, due in found.homework],
    }
