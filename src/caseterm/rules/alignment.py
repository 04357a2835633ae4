"""Who has not been heard of for how long: each kind of party with a rhythm of its own.

The client's rhythm is the firm's (rules/attention.py, from published ones). The others are the program's own proposals:
30 days follow the published 30-day file review; 14 days for the adjuster once a demand is out; 60 days for carriers
follow the interim payment lists of Medicare, which are asked for every 60 days. None of them is a legal term.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from caseterm.values import value

KINDS: Mapping[str, str] = {
    "client": "Client",
    "family": "Family, caregiver",
    "provider": "Providers",
    "adjuster": "Adjusters",
    "employer": "Employer",
    "carrier": "Carriers, plans",
    "attorney": "Attorney",
}
SHORT: Mapping[str, str] = {
    **KINDS,
    "family": "Family",
    "provider": "Provid.",
    "adjuster": "Adjust.",
    "carrier": "Carrier",
}
KIND_OF: Mapping[str, str] = {
    "client": "client", "injured_party": "client", "parent_guardian": "client", "personal_representative": "client",
    "power_of_attorney": "client", "spouse_family": "family", "caregiver": "family", "emergency_contact": "family",
    "provider": "provider", "facility": "provider", "billing_vendor": "provider", "records_vendor": "provider",
    "nurse_case_manager": "provider", "adjuster_bi": "adjuster", "adjuster_pip_medpay": "adjuster",
    "adjuster_um_uim": "adjuster", "adjuster_wc": "adjuster", "adjuster_pd": "adjuster",
    "supervisor_adjuster": "adjuster", "tpa": "adjuster", "employer_of_client": "employer", "hr_contact": "employer",
    "vocational_counselor": "employer", "insurer": "carrier", "health_plan": "carrier", "lienholder": "carrier",
    "subrogation_vendor": "carrier", "medicare_bcrc": "carrier", "medicaid_agency": "carrier", "attorney": "attorney",
    "associate": "attorney", "co_counsel": "attorney",
}  # fmt: skip
"""The kind of each role that has one; a witness or a driver is aligned with nobody."""
NEEDS_CONSENT = frozenset(role for role, kind in KIND_OF.items() if kind == "family")
"""With whom a case is spoken of only once the client has consented."""
DAYS: Mapping[str, int] = {"family": 30, "provider": 30, "adjuster": 30, "employer": 30, "carrier": 60, "attorney": 30}
AFTER_DEMAND = 14
_TALKS = frozenset({"negotiation", "settlement"})
_WHEN: Mapping[str, frozenset[str]] = {
    "provider": frozenset({"opening", "investigation", "treating", "records"}),
    "adjuster": frozenset({"opening", "investigation", "treating", "records", "demand", "negotiation", "settlement"}),
    "employer": frozenset({"opening", "investigation", "treating", "records"}),
    "carrier": frozenset({"investigation", "treating", "records", "demand", "negotiation", "settlement"}),
    "attorney": frozenset(
        {"investigation", "treating", "records", "demand", "negotiation", "litigation", "settlement"}
    ),
}
"""The stages in which a kind is to be heard of; the others are in every stage."""
_BREAKS = frozenset({"family", "provider", "adjuster", "employer"})
"""Whose silence is a breakdown of communication."""
SILENT = 2
"""So many times its rhythm without a word, and a party is silent."""


@value
class Aligned:
    """One kind of party in one case: who it is, when last heard of (None is never), and its rhythm in days."""

    kind: str
    who: str
    heard_on: date | None
    since: date
    """The day that is counted from: the last word, else the day the case was opened."""
    days: int
    due_on: date
    awaited: bool
    """Whether this stage of the case calls for it."""
    forbidden: str = ""
    """Why nobody of them may be spoken with; nothing where we may."""

    def age(self, today: date) -> int:
        """Days without a word."""
        return (today - self.since).days

    def level(self, today: date) -> int:
        """0 on time, 1 due, 2 silent; one that is not awaited, or not to be spoken with, is on time."""
        if not self.awaited or self.forbidden or today < self.due_on:
            return 0
        return 2 if today >= self.since + timedelta(days=SILENT * self.days) else 1


def rhythm(kind: str, phase: str, client_days: int) -> int:
    """How many days after the last word a kind of party is due; `client_days` is the client's own rhythm here."""
    if kind == "client":
        return client_days
    return AFTER_DEMAND if kind == "adjuster" and phase in _TALKS else DAYS[kind]


def awaited(kind: str, phase: str) -> bool:
    """Whether a stage calls for word from a kind of party."""
    return phase != "closed" and phase in _WHEN.get(kind, {phase})


def align(
    kind: str,
    who: str,
    heard_on: date | None,
    *,
    phase: str,
    opened_on: date,
    client_days: int = 14,
    forbidden: str = "",
) -> Aligned:
    """How one kind of party stands."""
    days = rhythm(kind, phase, client_days)
    since = heard_on or opened_on
    due_on = since + timedelta(days=days)
    return Aligned(kind, who, heard_on, since, days, due_on, awaited(kind, phase), forbidden)


def silent(found: Iterable[Aligned], today: date) -> list[tuple[str, int]]:
    """The parties of whom too long nothing was heard: what they are, and the days.

    The client is not among them, nor carriers, and of the others only those who ever spoke, or an adjuster.
    """
    return [
        (each.who or KINDS[each.kind].lower(), each.age(today))
        for each in found
        if each.kind in _BREAKS and each.level(today) == 2 and (each.heard_on or each.kind == "adjuster")
    ]


def age_words(found: Aligned, today: date) -> str:
    """12 d; 40 d !! where silent; never, 12 d."""
    mark = ("", " !", " !!")[found.level(today)]
    return f"{'' if found.heard_on else 'never, '}{found.age(today)} d{mark}"
