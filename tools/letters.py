"""Makes the letters' Word templates in data/templates/letters from the texts below: python tools/letters.py

The same texts give the same files, byte for byte. A firm edits its own copies in Word (caseterm letters copy).
A paragraph that begins with `{%p` stands alone and vanishes with its tag; a line of the block under Re is
"words | field", and left out with its field where it begins with ?.
"""

import io
import sys
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

PLACE = Path(__file__).resolve().parents[1] / "data" / "templates" / "letters"
FILED = (1980, 1, 1, 0, 0, 0)
ABOUT_CASE = """
Our client | client.name
Date of incident | incident.date
? Your insured | claim.insured
Your claim number | claim.number
? Policy number | claim.policy
Our file | case.number
"""
ABOUT_FIRST = ABOUT_CASE.replace("Your claim number", "? Your claim number")
"""The first letter to a carrier may go out before it has given the claim a number."""
ABOUT_PATIENT = """
Patient | client.name
Date of birth | client.dob
Date of incident | incident.date
Our file | case.number
"""
ABOUT_LIEN = """
Our client | client.name
Date of birth | client.dob
Date of incident | incident.date
? Your file | lien.reference
Our file | case.number
"""
ATTORNEY = ("{{ attorney.name }}", "{{ firm.name }}")
CASE_MANAGER = ("{{ user.name }}", "{{ user.title }}", "{{ firm.name }}")

LETTERS = {
    "representation_adverse": (
        ABOUT_FIRST,
        """
This firm represents {{ client.name }} for the injuries suffered in the incident of {{ incident.date }}{% if incident.place %} at {{ incident.place }}{% endif %}. Please direct all further communication about this claim to this office, and do not contact our client.

Please send us:
- your written acknowledgment of this letter, with the name and the direct telephone of the adjuster in charge;
- the name of every insured, and the limits of every policy of liability, umbrella or excess insurance that may apply, with a certified copy of the declarations;
- any recorded statement or transcript of a statement of our client, photographs, and estimates of damage;
- your position on liability and on coverage, with any reservation of rights or denial.

No statement may be taken from our client, and no authorization of our client's may be used, without our written consent. Any authorization given to you before this letter is withdrawn.

Please preserve all evidence in this matter, including vehicles, recordings, photographs and electronic data, until we have had the opportunity to inspect it.

We will send records and bills when treatment is complete. Thank you for your prompt answer.
""",
        ATTORNEY,
    ),
    "representation_own": (
        ABOUT_FIRST,
        """
This firm represents {{ client.name }}, your insured, for the injuries suffered in the incident of {{ incident.date }}. Please direct all further communication about this claim to this office.

Please open every claim that the policy allows, including personal injury protection or medical payments and uninsured or underinsured motorist coverage, and send us:
- your written acknowledgment with the name and the direct telephone of the adjuster in charge;
- a certified copy of the policy with its declarations and endorsements in force on the date of the incident;
- the limits of every coverage, what has been paid under each, and what remains;
- the application forms for benefits, and a ledger of all payments as they are made.

Our client will cooperate as the policy requires. Please arrange any statement or examination through this office, and tell us before you pay, release or waive any claim against others. We ask to be told in writing of any term of the policy about consent to settle or notice that you may rely on.
""",
        ATTORNEY,
    ),
    "records_request": (
        ABOUT_PATIENT,
        """
This firm represents the patient named above. Under the enclosed HIPAA authorization please send us complete copies of the patient's medical records{% if request.from %} from {{ request.from }}{% endif %}{% if request.to %} to {{ request.to }}{% endif %}, including:
- office notes, histories, examinations and consultations;
- emergency, ambulance, operative and discharge reports;
- reports of imaging and laboratory tests;
- therapy notes, work slips, prescriptions and referrals;
- intake forms and all correspondence about the patient.

Please send the itemized bills apart from the records; we ask for them by a separate letter. If there is a charge, send us the invoice before copying. If you have no records for these dates, please say so in writing.

Please send the records by mail, by fax, or by your portal to the address above, with our file number. We will ask again in two weeks, so a short note on receipt saves us both a call.
""",
        CASE_MANAGER,
    ),
    "bills_request": (
        ABOUT_PATIENT,
        """
This firm represents the patient named above. Under the enclosed HIPAA authorization please send us a complete itemized statement of the patient's account{% if request.from %} for services from {{ request.from }}{% endif %}{% if request.to %} to {{ request.to }}{% endif %}, showing for each service:
- the date, the procedure and diagnosis codes, and the amount billed;
- every adjustment or write-off;
- every payment with its date and who made it;
- the balance that is owed today, and whether you claim a lien on it.

Please use the forms UB-04 or CMS-1500 where you have them. If the account was sent to another company for billing or collection, please name it. Please do not send the account to collection while this claim is open without a word to this office.
""",
        CASE_MANAGER,
    ),
    "preservation": (
        """
Our client | client.name
Date of incident | incident.date
? Place | incident.place
? Police report | incident.report
Our file | case.number
""",
        """
This firm represents {{ client.name }} for the injuries suffered in the incident named above. We have reason to believe that you hold evidence about it.

Please preserve, unchanged and from today on, everything that concerns the incident, whoever holds it for you, including:
- vehicles, equipment, footwear or other things that were involved, and their parts;
- video and sound recordings of any camera, from one hour before the incident to one hour after it;
- data of event recorders, telematics, dispatch, mobile telephones and messages;
- photographs, measurements, statements, incident reports and notes;
- records of inspection, maintenance, cleaning, training, and of hours worked.

Please stop any routine that would erase or overwrite them, and do not repair, sell, alter or destroy anything before we have inspected it. If some of it no longer exists, please tell us what, since when and why.

Please confirm in writing that this was done, and pass this letter to your insurer and to your attorney.
""",
        ATTORNEY,
    ),
    "wage_verification": (
        """
Employee | client.name
Date of incident | incident.date
Our file | case.number
""",
        """
This firm represents your employee named above, who was injured on {{ incident.date }}. With the enclosed authorization we ask you to confirm the work missed because of the injuries. Please complete the lines below, or send a letter with the same facts.

Position and date of hire: ______________________________________

Rate of pay, and hours a week: __________________________________

Dates missed, or hours reduced: _________________________________

Sick leave or vacation used: ____________________________________

Gross wages lost to date: $______________________________________

Returned to work on, with what limits: __________________________

Name, title, signature and date: ________________________________

Please add the pay stubs for the twelve weeks before the incident.
""",
        CASE_MANAGER,
    ),
    "lien_inquiry": (
        ABOUT_LIEN,
        """
This firm represents {{ client.name }} for the injuries suffered in the incident of {{ incident.date }}. Please tell us whether you claim a lien, a right of reimbursement or of subrogation for benefits paid or services given because of it, and send us:
- the amount claimed to date, with an itemized list of each date, provider, amount billed and amount paid;
- the law, the contract or the plan under which you claim; for a plan of an employer also the plan document, the summary, and whether it is insured or pays from its own funds;
- the name, the telephone and the email of the person who handles it.

Please list only what was paid for injuries of this incident. We do not by this letter agree that a lien exists or is owed. We will let you know before any money is paid out; please tell us at once if the amount changes.
""",
        CASE_MANAGER,
    ),
    "lien_reduction": (
        """
Our client | client.name
Date of incident | incident.date
? Your file | lien.reference
Amount claimed | lien.asserted
? Settlement | settlement.gross
Our file | case.number
""",
        """
The claim of {{ client.name }} is being settled{% if settlement.gross %} for {{ settlement.gross }}{% endif %}. You claim {{ lien.asserted }}. We ask you to accept {{ lien.offered }} in full payment of your claim.

The recovery does not cover the whole of our client's losses. {% if settlement.fees_costs %}The attorney's fee and the costs of obtaining it come to {{ settlement.fees_costs }}, without which there would be no fund to pay you from. {% endif %}We ask you to bear your share of the fees and costs, and to take the limits of the recovery into account.

If you accept, please confirm in writing that {{ lien.offered }} satisfies the claim in full, that any lien will be released and the account closed without a balance to the patient, and where the check is to be sent. If you do not, please let us know what you would accept and the rule or term of the plan you rely on.

Nothing in this letter concedes that the claim is valid or owed.
""",
        ATTORNEY,
    ),
    "demand_cover": (
        ABOUT_CASE,
        """
Enclosed is our client's demand with the records, bills and other proof that support it.

{% if specials.billed %}The medical bills enclosed come to {{ specials.billed }}. {% endif %}Our client demands {{ demand.amount }}{% if demand.expires %}. The demand is open until {{ demand.expires }} and is withdrawn after that day unless we have agreed in writing to more time{% endif %}.

Please confirm that you received it and that it was sent to your insured. If you need anything to value the claim, tell us what and why within ten days. Please answer in writing, and give your reasons for every item that you do not accept.

This letter is an offer of compromise. It is not to be used as evidence, and our client keeps every right and claim.
""",
        ATTORNEY,
    ),
    "client_status": (
        """
Our file | case.number
""",
        """
This letter tells you how your case stands.

Where we are: {{ status.stage }}

{% if status.appointment %}Your next appointment: {{ status.appointment }}. Please keep it. If you cannot go, call us before, so that we can move it or arrange a ride.

{% endif %}What comes next: {{ status.next }}

What you can do:
- go to every appointment, and tell each provider all that hurts;
- tell us about every new provider, emergency visit, test, bill, letter or call you get;
- tell us when your address, telephone, work or insurance changes;
- do not talk about the incident with an insurance company or on social media.

Call me with any question, small or large. If I am not at my desk, leave a message with a good time to call back.
""",
        CASE_MANAGER,
    ),
    "client_welcome": (
        """
Our file | case.number
? Date of incident | incident.date
""",
        """
Thank you for choosing {{ firm.name }}. We are working on your case. {{ attorney.name }} is your attorney, and I am the person to call with any question.

What we do now:
- we write to the insurance companies, so that they talk with us and not with you;
- we ask for the reports of what happened, and later for your records and bills;
- we follow your treatment with you and call you regularly.

What you do:
- go to every appointment. If you cannot go, call us before, so that we can move it or arrange a ride;
- tell each doctor everything that hurts, and what you cannot do because of it;
- write a few lines every week about your pain and what you cannot do. It helps you to remember later;
- send us every letter, bill and photograph, and tell us about every new doctor;
- tell us when your address, telephone, work or insurance changes.

Please do not:
- talk about the incident with any insurance company, or sign anything from one. Tell them to call us;
- write about the incident, your injuries or your activities on social media.

{% if status.appointment %}Your next appointment: {{ status.appointment }}.

{% endif %}A case takes time, often many months. We tell you when something changes, and nothing is settled without your consent.
""",
        CASE_MANAGER,
    ),
    "client_welcome.es": (
        """
Nuestro expediente | case.number
? Fecha del accidente | incident.date
""",
        """
Gracias por confiar en {{ firm.name }}. Ya estamos trabajando en su caso. Le representa {{ attorney.name }}, y a mí puede llamarme con cualquier pregunta.

Lo que hacemos ahora:
- escribimos a las compañías de seguros, para que hablen con nosotros y no con usted;
- pedimos los informes de lo que pasó, y más adelante sus expedientes médicos y sus cuentas;
- seguimos su tratamiento con usted y le llamamos con regularidad.

Lo que hace usted:
- vaya a todas sus citas. Si no puede ir, llámenos antes, para cambiarla o conseguirle transporte;
- diga a cada doctor todo lo que le duele y lo que no puede hacer por eso;
- escriba cada semana unas líneas sobre su dolor y lo que no puede hacer. Le ayudará a recordarlo después;
- mándenos cada carta, cuenta y foto, y avísenos de cada doctor nuevo;
- avísenos si cambian su dirección, teléfono, trabajo o seguro.

Por favor, no haga esto:
- no hable del accidente con ninguna compañía de seguros, ni les firme nada. Dígales que nos llamen;
- no escriba en redes sociales sobre el accidente, sus lesiones o sus actividades.

{% if status.appointment %}Su próxima cita: {{ status.appointment }}.

{% endif %}Un caso toma tiempo, muchas veces varios meses. Le avisamos cuando algo cambia, y no se acuerda nada sin su consentimiento.
""",
        CASE_MANAGER,
    ),
    "client_status.es": (
        """
Nuestro expediente | case.number
""",
        """
Esta carta le explica cómo va su caso.

Dónde estamos: {{ status.stage }}

{% if status.appointment %}Su próxima cita: {{ status.appointment }}. Por favor, no falte. Si no puede ir, llámenos antes, para cambiarla o conseguirle transporte.

{% endif %}Lo que sigue: {{ status.next }}

Lo que usted puede hacer:
- vaya a todas sus citas, y diga a cada doctor todo lo que le duele;
- avísenos de cada doctor nuevo, visita de emergencia, prueba, cuenta, carta o llamada que reciba;
- avísenos si cambian su dirección, teléfono, trabajo o seguro;
- no hable del accidente con ninguna compañía de seguros ni en redes sociales.

Llámeme con cualquier pregunta, grande o pequeña. Si no estoy, deje un mensaje y díganos a qué hora le podemos llamar.
""",
        CASE_MANAGER,
    ),
    "closing.es": (
        """
Nuestro expediente | case.number
? Fecha del accidente | incident.date
""",
        """
Su caso quedó cerrado el {{ closing.date }}.{% if closing.outcome %} Así terminó: {{ closing.outcome }} (Entre « » va lo que anotó nuestra oficina. Si no lo entiende, llámenos.){% endif %}

Por favor, guarde esta carta con sus papeles. Con ella le devolvemos sus documentos originales. {% if closing.retain %}Guardamos su expediente hasta el {{ closing.retain }}; después de ese día puede ser destruido. Si quiere una copia, pídanosla antes.{% else %}Si quiere una copia de su expediente, pídanosla.{% endif %}

Si recibe una cuenta, una carta sobre un gravamen o una llamada por este accidente, avísenos de inmediato. No pague nada antes de hablar con nosotros.

Fue un honor trabajar para usted. Si hay algo que pudimos haber hecho mejor, nos gustaría saberlo.
""",
        CASE_MANAGER,
    ),
    "closing": (
        """
Our file | case.number
? Date of incident | incident.date
""",
        """
Your case is closed as of {{ closing.date }}. {% if closing.outcome %}{{ closing.outcome }}{% endif %}

Please keep this letter with your papers. Your original documents are returned with it. {% if closing.retain %}We keep our file until {{ closing.retain }}; after that day it may be destroyed. If you want a copy, ask us before.{% else %}If you want a copy of our file, ask us.{% endif %}

If you get a bill, a letter about a lien, or a call about this incident, let us know at once. Do not pay it before you have talked with us.

It was our privilege to work for you. If there is anything about our work that we could have done better, we would like to hear it.
""",
        CASE_MANAGER,
    ),
}  # fmt: skip


GREETED = {"": ("Dear {name}:", "Sincerely,"), "es": ("Estimado(a) {name}:", "Atentamente,")}
"""How a letter begins and ends, by the language after the dot of its name."""


def made(code: str, about: str, body: str, signed: tuple[str, ...]) -> bytes:
    """One template as a Word file."""
    language = code.partition(".")[2]
    greeting, ending = GREETED[language]
    word = Document()
    _page(word)
    _letterhead(word)
    for line in ("{{ today }}", "", "{{ recipient.name }}"):
        _line(word, line)
    _optional(word, "recipient.company", "{{ recipient.company }}")
    _line(word, "{{ recipient.address }}", after=10)
    _about(word, about)
    _line(word, greeting.format(name="{{ recipient.greeting }}"), after=8)
    for block in body.strip().split("\n\n"):
        lines = block.split("\n")
        for place, text in enumerate(lines):
            last = place == len(lines) - 1
            _line(word, text.removeprefix("- "), after=8 if last else 3, bullet=text.startswith("- "))
    _line(word, ending, after=30, before=6)
    for place, text in enumerate(signed):
        _line(word, text, bold=place == 0)
    if language:
        _spoken(word, language)
    word.core_properties.author = ""
    word.core_properties.title = ""
    word.core_properties.comments = ""
    saved = io.BytesIO()
    word.save(saved)
    return _steady(saved.getvalue())


def _spoken(word: Word, language: str) -> None:
    """The language that Word checks the spelling in."""
    found = word.styles["Normal"].element.get_or_add_rPr()
    spoken = found.makeelement(qn("w:lang"), {qn("w:val"): f"{language}-US"})
    found.append(spoken)


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    normal = word.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.1


def _letterhead(word: Word) -> None:
    header = word.sections[0].header
    for text, size, bold in (
        ("{{ firm.name }}", 14, True),
        ("{{ firm.address }}", 9, False),
        ("{{ firm.phone }}", 9, False),
    ):
        paragraph = header.paragraphs[0] if bold else header.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold
    header.paragraphs[-1].paragraph_format.space_after = Pt(14)


def _line(word: Word, text: str, *, after: int = 0, before: int = 0, bold: bool = False, bullet: bool = False) -> None:
    paragraph = word.add_paragraph(style="List Bullet" if bullet else None)
    paragraph.add_run(text).bold = bold or None
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.widow_control = True


def _optional(word: Word, field: str, text: str) -> None:
    word.add_paragraph(f"{{%p if {field} %}}")
    _line(word, text)
    word.add_paragraph("{%p endif %}")


def _about(word: Word, about: str) -> None:
    """The lines under Re: as a table of two columns without rules."""
    rows = [line.split(" | ") for line in about.strip().splitlines()]
    table = word.add_table(rows=0, cols=2)
    table.autofit = False
    for words, field in rows:
        optional = words.startswith("? ")
        if optional:
            table.add_row().cells[0].paragraphs[0].add_run(f"{{%tr if {field} %}}")
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(f"{words.removeprefix('? ')}:").bold = True
        cells[1].paragraphs[0].add_run(f"{{{{ {field} }}}}")
        if optional:
            table.add_row().cells[0].paragraphs[0].add_run("{%tr endif %}")
    table.columns[0].width, table.columns[1].width = Inches(1.7), Inches(4.8)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Inches(1.7), Inches(4.8)
    _line(word, "", after=2)


def _steady(data: bytes) -> bytes:
    """The same package with one date on all its parts, so that the same text gives the same bytes."""
    made_of = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made_of, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            if name != "docProps/thumbnail.jpeg":
                content = old.read(name)
                if name == "_rels/.rels":
                    content = b"".join(
                        part + b">" for part in content.split(b">") if part.strip() and b"thumbnail" not in part
                    )
                if name == "docProps/core.xml":
                    content = _undated(content)
                new.writestr(zipfile.ZipInfo(name, FILED), content, zipfile.ZIP_DEFLATED)
    return made_of.getvalue()


def _undated(core: bytes) -> bytes:
    import re

    return re.sub(rb">\d{4}-\d\d-\d\dT[^<]*<", b">1980-01-01T00:00:00Z<", core)


def main() -> int:
    """Write every template."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for code, (about, body, signed) in LETTERS.items():
        (PLACE / f"{code}.docx").write_bytes(made(code, about, body, signed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
