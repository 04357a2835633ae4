"""The letters a firm writes: what each is for, to whom, what follows, and the fields their templates may use."""

from collections.abc import Mapping
from typing import Literal

from caseterm.values import value

Addressee = Literal["adverse_carrier", "own_carrier", "provider", "defendant", "employer", "lienholder", "client"]


@value
class Letter:
    """One letter: its code is the name of its template. `follow` is the task after sending, `days` later."""

    code: str
    title: str
    to: Addressee
    kind: str
    follow: str
    days: int
    category: str


def _letter(code: str, title: str, to: Addressee, kind: str, follow: str, days: int, category: str) -> Letter:
    return Letter(code=code, title=title, to=to, kind=kind, follow=follow, days=days, category=category)


_ALL = (
    _letter("representation_adverse", "Representation, adverse carrier", "adverse_carrier",
            "letter_of_representation", "Acknowledged? Letter of representation to {to}", 14, "coverage"),
    _letter("representation_own", "Representation, client's own carrier", "own_carrier",
            "letter_of_representation", "Acknowledged? Letter of representation to {to}", 14, "coverage"),
    _letter("records_request", "Records request", "provider",
            "correspondence", "Receipt confirmed? Records request to {to}", 7, "records"),
    _letter("bills_request", "Bills request", "provider",
            "correspondence", "Receipt confirmed? Bills request to {to}", 7, "billing"),
    _letter("preservation", "Preservation of evidence", "defendant",
            "correspondence", "Confirmed? Preservation letter to {to}", 14, "liability"),
    _letter("wage_verification", "Wage verification", "employer",
            "correspondence", "Wage verification back from {to}?", 14, "other"),
    _letter("lien_inquiry", "Lien inquiry", "lienholder",
            "correspondence", "Lien amount from {to}?", 21, "lien"),
    _letter("lien_reduction", "Lien reduction request", "lienholder",
            "correspondence", "Answer of {to} on the reduction?", 14, "lien"),
    _letter("demand_cover", "Demand cover", "adverse_carrier",
            "demand", "Demand received by {to}?", 3, "negotiation"),
    _letter("client_welcome", "Welcome to the client", "client",
            "correspondence", "Welcome letter reached {to}?", 7, "status_update"),
    _letter("client_status", "Status to the client", "client",
            "correspondence", "Status letter reached {to}?", 14, "status_update"),
    _letter("closing", "Closing", "client",
            "correspondence", "Originals back to {to}?", 14, "status_update"),
)  # fmt: skip
LETTERS: Mapping[str, Letter] = {each.code: each for each in _ALL}

WHERE = {
    "settings": "in the settings, : settings",
    "case": "on the case, e on the overview",
    "contact": "on the contact, e in Contacts",
    "incident": "in Incident",
    "insurance": "on the coverage, e in Insurance",
    "treatment": "on the provider, e in Treatment",
    "liens": "on the lien, e in Liens",
    "offers": "in Offers",
    "closing": "when the case is closed",
}
_TEXT = """
firm.name | Firm name | settings
firm.address | Firm address | settings
firm.phone | Firm phone | settings
user.name | Your name | settings
user.title | Your title | settings
attorney.name | Lead attorney | case
today | Today's date | -
case.number | Case number | case
case.state | State | case
case.court | Court | case
case.docket | Docket number | case
client.name | Client's name | contact
client.first | Client's first name | contact
client.greeting | How the client is greeted | contact
client.dob | Client's date of birth | contact
client.address | Client's address | contact
client.phone | Client's phone | contact
client.email | Client's email | contact
client.employer | Client's employer | contact
incident.date | Date of incident | incident
incident.place | Place of the incident | incident
incident.report | Police report number | incident
incident.description | What happened | incident
recipient.name | Name of the addressee | contact
recipient.company | Company of the addressee | contact
recipient.address | Address of the addressee | contact
recipient.fax | Fax of the addressee | contact
recipient.email | Email of the addressee | contact
recipient.greeting | Greeting | contact
claim.number | Claim number | insurance
claim.policy | Policy number | insurance
claim.insured | Named insured | insurance
claim.insurer | Insurer | insurance
claim.coverage | Coverage | insurance
provider.name | Provider | treatment
provider.first | First visit | treatment
provider.last | Last visit | treatment
provider.authorized | HIPAA authorization signed or sent | treatment
request.from | Records from | treatment
request.to | Records to | treatment
lien.reference | Lienholder's file number | liens
lien.asserted | Lien as asserted | liens
lien.offered | Amount offered for the lien | liens
settlement.gross | Settlement | offers
settlement.fees_costs | Fees and costs | offers
demand.amount | Demand | offers
demand.expires | Day the demand expires | offers
specials.billed | Medical bills in total | offers
status.stage | Stage in plain words | case
status.next | What comes next | case
status.appointment | Next appointment | case
closing.date | Day the case was closed | closing
closing.outcome | How the case ended | closing
closing.retain | Day the file is kept until | closing
"""


def _fields() -> dict[str, tuple[str, str]]:
    rows = (line.split(" | ") for line in _TEXT.strip().splitlines())
    return {path: (words, WHERE.get(where, "")) for path, words, where in rows}


FIELDS: Mapping[str, tuple[str, str]] = _fields()
"""Every field of a template: what she calls it, and where it is entered."""
LISTS: Mapping[str, Mapping[str, str]] = {
    "providers": {"name": "Provider", "specialty": "Specialty", "first": "First visit", "last": "Last visit"},
    "injuries": {"part": "Body part", "kind": "Kind", "description": "Description"},
}
"""What a template may go through with for, and the fields of each."""

SPOKEN: Mapping[str, str] = {"es": "in Spanish"}
"""How the language of a letter is said."""
Values = Mapping[str, str]
"""A letter's fields by their path; one that is not on file is missing or empty."""
Rows = Mapping[str, tuple[Mapping[str, str], ...]]


@value
class Addressed:
    """One letter of one case to one addressee: the fields for its template, and what it is about in the record.

    `language` is the client's in a letter to the client, where there is a template in it; its days are in it too.
    """

    letter: Letter
    case_id: int
    number: str
    client: str
    contact_id: int | None
    to: str
    role: str
    values: Values
    rows: Rows
    claim_id: int | None = None
    provider_id: int | None = None
    lien_id: int | None = None
    language: str = "en"

    @property
    def title(self) -> str:
        """What the letter is, with its language where that is not English."""
        spoken = "" if self.language == "en" else f", {SPOKEN.get(self.language, self.language)}"
        return f"{self.letter.title}{spoken}"

    @property
    def follow(self) -> str:
        """The task after sending."""
        return self.letter.follow.format(to=self.to or "the addressee")


def nested(values: Values) -> dict[str, object]:
    """Paths as a template reads them: {"client": {"name": ...}, "today": ...}; blank ones are left out."""
    tree: dict[str, object] = {}
    for path, text in values.items():
        if not text:
            continue
        group, _, name = path.partition(".")
        if not name:
            tree[group] = text
        else:
            inner = tree.setdefault(group, {})
            assert isinstance(inner, dict)
            inner[name] = text
    for path in FIELDS:  # so that a blank one is a missing field and not a missing group
        group, _, name = path.partition(".")
        if name:
            tree.setdefault(group, {})
    return tree


def words_of(path: str) -> str:
    """What she calls a field."""
    return FIELDS[path][0] if path in FIELDS else path


def missing_words(path: str) -> str:
    """Why a field that is not on file stands in the way, with the place where it is entered."""
    where = FIELDS.get(path, ("", ""))[1]
    return f"is not on file; enter it {where}" if where else "is not on file"
