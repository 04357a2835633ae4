"""A case told to the client in plain words, stage by stage: what is happening, and what comes next."""

from collections.abc import Mapping

STAGES: Mapping[str, tuple[str, str, str]] = {
    "intake": (
        "We are getting to know your case",
        "We are taking down what happened and deciding together how to go on.",
        "If we take your case, we open your file and write to the insurance companies.",
    ),
    "opening": (
        "We are opening your file",
        "We are writing to the insurance companies and asking for the reports.",
        "Once the claims are open, we gather the evidence and follow your treatment.",
    ),
    "investigation": (
        "We are gathering the facts",
        "We are collecting reports, photographs and statements about what happened.",
        "Your treatment goes on; when the facts are together we follow your recovery with you.",
    ),
    "treating": (
        "You are in treatment",
        "Your part is to get better: keep your appointments and tell your doctors everything that hurts.",
        "When your doctors say that treatment is finished, we ask for your records and bills.",
    ),
    "records": (
        "We are collecting your records and bills",
        "We have asked your doctors for their records and bills. Many take several weeks to answer.",
        "When they are all here, your attorney prepares the demand to the insurance company.",
    ),
    "demand": (
        "We are preparing the demand",
        "Your attorney is putting together the letter that asks the insurance company to pay.",
        "The insurance company will need some weeks to answer. We tell you when it does.",
    ),
    "negotiation": (
        "We are talking with the insurance company",
        "The demand has been sent, and your attorney is talking with the insurance company.",
        "Nothing is settled without you: your attorney explains each offer to you and you decide.",
    ),
    "litigation": (
        "Your case is in court",
        "A lawsuit has been filed. There will be papers to answer and dates to keep.",
        "Your attorney prepares you for each step before it comes.",
    ),
    "settlement": (
        "Your case is being settled",
        "The papers are being signed and what is owed to others is being worked out.",
        "When that is done, you get a written account of the money, and your share.",
    ),
    "closed": (
        "Your case is closed",
        "The work on your case is done.",
        "Keep your papers. If a letter about the case reaches you, call us before you answer it.",
    ),
}
OTHER = ("Your case is open", "We are working on your case.", "We tell you when there is news.")
STAGES_SPANISH: Mapping[str, tuple[str, str, str]] = {
    "intake": (
        "Estamos conociendo su caso",
        "Estamos anotando lo que pasó y decidiendo con usted cómo seguir.",
        "Si tomamos su caso, abrimos su expediente y escribimos a las compañías de seguros.",
    ),
    "opening": (
        "Estamos abriendo su expediente",
        "Estamos escribiendo a las compañías de seguros y pidiendo los informes.",
        "Cuando los reclamos estén abiertos, reunimos las pruebas y seguimos su tratamiento.",
    ),
    "investigation": (
        "Estamos reuniendo los hechos",
        "Estamos juntando informes, fotos y declaraciones sobre lo que pasó.",
        "Su tratamiento continúa; cuando tengamos los hechos, seguimos su recuperación con usted.",
    ),
    "treating": (
        "Usted está en tratamiento",
        "Lo que le toca a usted es mejorar: vaya a sus citas y diga a sus doctores todo lo que le duele.",
        "Cuando sus doctores digan que el tratamiento terminó, pedimos sus expedientes médicos y sus cuentas.",
    ),
    "records": (
        "Estamos juntando sus expedientes y cuentas",
        "Pedimos a sus doctores sus expedientes y cuentas. Muchos tardan varias semanas en contestar.",
        "Cuando todo esté aquí, su abogado prepara la carta que pide el pago a la compañía de seguros.",
    ),
    "demand": (
        "Estamos preparando la carta de reclamo",
        "Su abogado está preparando la carta que pide a la compañía de seguros que pague.",
        "La compañía de seguros necesitará unas semanas para contestar. Le avisamos cuando lo haga.",
    ),
    "negotiation": (
        "Estamos hablando con la compañía de seguros",
        "Ya mandamos la carta de reclamo, y su abogado está hablando con la compañía de seguros.",
        "Nada se acuerda sin usted: su abogado le explica cada oferta y usted decide.",
    ),
    "litigation": (
        "Su caso está en la corte",
        "Se presentó una demanda. Habrá papeles que contestar y fechas que cumplir.",
        "Su abogado le prepara para cada paso antes de que llegue.",
    ),
    "settlement": (
        "Su caso está terminando con un acuerdo",
        "Se están firmando los papeles y se calcula lo que se debe a otros.",
        "Cuando eso termine, usted recibe por escrito la cuenta del dinero, y su parte.",
    ),
    "closed": (
        "Su caso está cerrado",
        "El trabajo en su caso terminó.",
        "Guarde sus papeles. Si le llega una carta sobre el caso, llámenos antes de contestarla.",
    ),
}
OTHER_SPANISH = ("Su caso está abierto", "Estamos trabajando en su caso.", "Le avisamos cuando haya novedades.")


def stage_words(phase: str, language: str) -> tuple[str, str, str]:
    """A stage's name, what is happening and what comes next; in English where the language has no words here."""
    if language == "es":
        return STAGES_SPANISH.get(phase, OTHER_SPANISH)
    return STAGES.get(phase, OTHER)


PLEASE_TELL_US = (
    "a new doctor, a new medicine, or a hospital visit",
    "an appointment you missed or could not keep, and why",
    "a letter or a call from an insurance company: do not answer it, send it to us",
    "a new address, telephone number or job",
    "anything that has become harder since the accident",
)

VISIT_WORDS = {
    "therapy_pt": "Physical therapy",
    "er_urgent": "Emergency room or urgent care",
    "chiropractic": "Chiropractor",
    "imaging": "Pictures of the inside of your body (X-ray, MRI or scan)",
    "lab": "Blood or other lab test",
    "ime_defense": "Exam by the insurance company's doctor. We will get you ready for it",
    "fce": "Test of what your body can do",
    "vocational": "Meeting about work",
    "care_conference": "Meeting about your care",
    "client_meeting": "Meeting at our office",
    "attorney_meeting": "Meeting with your attorney",
    "recorded_statement": "Recorded statement. We will be with you",
    "deposition": "Deposition: questions under oath. We will be with you",
    "mediation": "Mediation: a meeting to try to settle your case",
    "statement_signing": "Signing of the settlement papers",
}
"""Kinds of appointment in words a client knows; the others have such a name already."""
