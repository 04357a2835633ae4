"""The fixed words of every page a client is handed besides "what comes next", in each language it is printed in.

What she typed herself stays as typed; on a page in another language it is set in marks and a line says why.
"""

from collections.abc import Mapping
from datetime import date, datetime

from caseterm.rules.dates import paper_day
from caseterm.rules.nextsteps import ENGLISH, MONTHS_SPANISH, SPANISH, day_words, printed_in, time_words

UNNAMED = "Case file"
"""What stands for a firm whose name nobody gave."""
WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        # the appointment sheet
        "sheet": "Your appointments",
        "range": "{first} to {last}",
        "no_visits": "you have no appointments in these days. Please call us{call} if you think you should.",
        "visits": "you have {count} appointments. Please keep every one of them.",
        "one_visit": "you have 1 appointment. Please keep it.",
        "you": "You",
        "call_at": " at {phone}",
        "cannot_come": "If you cannot come, or the ride is late, call us{call} right away. We will set a new time.",
        "what": "What",
        "where": "Where",
        "their_phone": "Their phone",
        "interpreter": "Interpreter",
        "interpreter_there": "An interpreter will be there.",
        "ride": "Ride",
        "ride_home": "Ride home",
        "ride_open": "We are booking your ride and will call you.",
        "ride_booked": "Your ride is booked.",
        "ride_call": "Call {who} when you are ready.",
        "us": "us",
        "ride_at": "{time} at {place}.",
        "ride_time": "{time}.",
        # the plan
        "plan": "Your recovery plan",
        "no_plan": "We will make your recovery plan together. Please call us{call}.",
        "plan_hello": "{name}, this is the plan for your recovery that we made together.",
        "goals": "What we work toward",
        "no_goals": "We will set goals together.",
        "from": "From",
        "to": "To",
        "by": "By",
        "no_day": "no day set",
        "met": "What you have reached",
        "next": "What is next",
        "who": "Who",
        "who_you": "you",
        "who_we": "we",
        "coming": "Your next appointments",
        "visit": "{day}: {what}",
        "visit_with": "{what} with {who}",
        "until": "We expect your treatment to take until about {day}. This can change.",
        "wrong": "Please call us{call} if something here is not right, or if anything gets worse.",
        # the report
        "initial": "How you are: where we start",
        "progress": "How you are doing",
        "closure": "How you are at the end",
        "report_hello": "{name}, this is what you told us about how you are, and what comes next.",
        "closure_hello": "{name}, this is how you were at first and how you are now.",
        "not_asked": "We have not asked you yet how you are. Please call us{call}.",
        "how": "How you are",
        "first": "At first",
        "now": "Now",
        "pain": "Pain, 0 to 10",
        "sleep": "Sleep",
        "work": "Work",
        "hard": "What is hard for you now",
        "hard_what": "What",
        "hard_much": "How hard",
        "nothing_hard": "You told us of nothing that is hard now.",
        "care": "Your treatment",
        "doctor": "Doctor or clinic",
        "first_visit": "First visit",
        "last_visit": "Last visit",
        "count": "Visits",
        "next_visit": "Next visit",
        "no_doctors": "No doctor is on our list yet.",
        "satisfied": "You told us how our help was: {grade} of 5.",
        "thanks": "Thank you for your trust.",
        "typed": "",
        "typed_call": "",
    },
    SPANISH: {
        "sheet": "Sus citas",
        "range": "del {first} al {last}",
        "no_visits": "usted no tiene citas en estos días. Llámenos{call} si cree que falta una.",
        "visits": "usted tiene {count} citas. Vaya a todas, por favor.",
        "one_visit": "usted tiene 1 cita. No falte, por favor.",
        "you": "Usted",
        "call_at": " al {phone}",
        "cannot_come": "Si no puede ir, o si el viaje no llega, llámenos{call} enseguida. Le damos otra hora.",
        "what": "Qué",
        "where": "Dónde",
        "their_phone": "Su teléfono",
        "interpreter": "Intérprete",
        "interpreter_there": "Habrá un intérprete.",
        "ride": "Viaje",
        "ride_home": "Viaje a casa",
        "ride_open": "Estamos pidiendo su viaje y le llamamos.",
        "ride_booked": "Su viaje ya está.",
        "ride_call": "Llame a {who} cuando termine.",
        "us": "nuestra oficina",
        "ride_at": "{time}, en {place}.",
        "ride_time": "{time}.",
        "plan": "Su plan de recuperación",
        "no_plan": "Vamos a hacer juntos su plan de recuperación. Llámenos{call}, por favor.",
        "plan_hello": "{name}: este es el plan para su salud que hicimos juntos.",
        "goals": "Lo que queremos lograr",
        "no_goals": "Vamos a poner las metas juntos.",
        "from": "De",
        "to": "A",
        "by": "Para el",
        "no_day": "sin fecha",
        "met": "Lo que usted ya logró",
        "next": "Lo que sigue",
        "who": "Quién",
        "who_you": "usted",
        "who_we": "nosotros",
        "coming": "Sus próximas citas",
        "visit": "{day}: {what}",
        "visit_with": "{what} con {who}",
        "until": "Creemos que su tratamiento va a durar hasta el {day}, más o menos. Esto puede cambiar.",
        "wrong": "Llámenos{call} si algo aquí no está bien, o si algo se pone peor.",
        "initial": "Cómo está usted: el comienzo",
        "progress": "Cómo va usted",
        "closure": "Cómo está usted al final",
        "report_hello": "{name}: esto es lo que nos contó de su salud, y lo que sigue.",
        "closure_hello": "{name}: así estaba usted al comienzo y así está ahora.",
        "not_asked": "Todavía no le preguntamos cómo está. Llámenos{call}, por favor.",
        "how": "Cómo está",
        "first": "Al comienzo",
        "now": "Ahora",
        "pain": "Dolor, de 0 a 10",
        "sleep": "Sueño",
        "work": "Trabajo",
        "hard": "Lo que ahora le cuesta",
        "hard_what": "Qué",
        "hard_much": "Cuánto le cuesta",
        "nothing_hard": "No nos dijo que algo le cueste ahora.",
        "care": "Su tratamiento",
        "doctor": "Doctor o clínica",
        "first_visit": "Primera cita",
        "last_visit": "Última cita",
        "count": "Citas",
        "next_visit": "Próxima cita",
        "no_doctors": "Aún no hay un doctor en la lista.",
        "satisfied": "Usted nos dijo cómo fue nuestra ayuda: {grade} de 5.",
        "thanks": "Gracias por su confianza.",
        "typed": "Entre « » va lo que anotó nuestra oficina.",
        "typed_call": "Si no lo entiende, llámenos{call}.",
    },
}
SLEEP_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {"good": "good", "broken": "you wake up at night", "poor": "bad", "none": "hardly any"},
    SPANISH: {"good": "bueno", "broken": "se despierta de noche", "poor": "malo", "none": "casi nada"},
}
WORK_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "full_duty": "all your work",
        "modified": "lighter work",
        "off_work": "off work",
        "not_employed": "no job",
    },
    SPANISH: {
        "full_duty": "todo su trabajo",
        "modified": "trabajo más ligero",
        "off_work": "sin trabajar",
        "not_employed": "sin empleo",
    },
}
HARD_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "sitting": "Sitting", "standing": "Standing", "walking": "Walking", "lifting": "Lifting things",
        "reaching": "Reaching up", "grip": "Holding things", "stairs": "Stairs", "driving": "Driving",
        "sleeping": "Sleeping", "dressing_bathing": "Getting dressed, bathing",
        "cooking_housework": "Cooking, work at home", "childcare": "Caring for children",
        "concentration_memory": "Thinking clearly, memory", "vision_hearing": "Seeing, hearing",
        "sexual_intimacy": "Being close with your partner", "recreation": "Free time, sports",
        "work_tasks": "Your work",
    },
    SPANISH: {
        "sitting": "Estar sentado", "standing": "Estar de pie", "walking": "Caminar", "lifting": "Levantar cosas",
        "reaching": "Alcanzar arriba", "grip": "Agarrar cosas", "stairs": "Las escaleras", "driving": "Manejar",
        "sleeping": "Dormir", "dressing_bathing": "Vestirse, bañarse", "cooking_housework": "Cocinar, la casa",
        "childcare": "Cuidar a los niños", "concentration_memory": "Pensar claro, la memoria",
        "vision_hearing": "Ver, oír", "sexual_intimacy": "La intimidad", "recreation": "El tiempo libre, el deporte",
        "work_tasks": "Su trabajo",
    },
}  # fmt: skip
MUCH_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {"mild": "a little", "moderate": "a good deal", "severe": "very hard", "unable": "you cannot do it"},
    SPANISH: {"mild": "un poco", "moderate": "bastante", "severe": "mucho", "unable": "no puede"},
}


def words_of(language: str) -> Mapping[str, str]:
    """The words of a page; English where there are none in a language."""
    return WORDS[printed_in(language)]


def term(terms: Mapping[str, Mapping[str, str]], code: str, language: str) -> str:
    """A code in a client's words; nothing for one that has none, such as what was not addressed."""
    return terms[printed_in(language)].get(code, "")


def typed(text: str, language: str) -> str:
    """What she typed, marked as such where the page is in another language than the program's."""
    said = any(letter.isalpha() for letter in text)  # a number reads the same in every language
    return f"«{text}»" if said and printed_in(language) != ENGLISH else text


def firm_lines(firm: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The letterhead; the program's own word for a firm without a name in the page's language."""
    if firm[:1] == (UNNAMED,) and printed_in(language) == SPANISH:
        return ("Su caso", *firm[1:])
    return firm


def short_day(day: date | None, language: str) -> str:
    """11/24/2026; 24 nov 2026; nothing for no day."""
    if day is None:
        return ""
    if printed_in(language) == SPANISH:
        return f"{day.day} {MONTHS_SPANISH[day.month - 1][:3]} {day.year}"
    return paper_day(day)


def printed_by(at: datetime, who: str, language: str) -> str:
    """The foot of a page: when it was printed, and by whom."""
    if printed_in(language) != SPANISH:
        clock = time_words(at, language)
        return f"printed {paper_day(at.date())} {clock}{f' by {who}' if who else ''}"
    by = f" por {who}" if who else ""
    return f"impreso el {day_words(at.date(), language)} de {at.year}, {time_words(at, language)}{by}"
