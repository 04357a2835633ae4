"""What cases of each claim type have beyond the others: the program's own proposal."""

from __future__ import annotations

from collections.abc import Mapping

from caseterm.rules.stacking import STACKED
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["text", "date", "money", "number", "yesno", "choice", "notes"]


@value
class ClaimField:
    """One fact: its stored name, what she calls it, how it is typed; `most` is the largest a number may be."""

    name: str
    label: str
    kind: Kind = "text"
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    most: int = 100_000

    @property
    def column(self) -> str:
        """The column of claim_details it stands in."""
        return _COLUMNS.get(self.kind, "value_text")


_COLUMNS: Mapping[str, str] = {
    "date": "value_on",
    "money": "value_cents",
    "number": "value_number",
    "yesno": "value_number",
}
_DECISIONS = (("pending", "Pending"), ("approved", "Approved"), ("partial", "Approved in part"), ("denied", "Denied"))


def _field(name: str, label: str, kind: Kind = "text", **more: object) -> ClaimField:
    return ClaimField(name=name, label=label, kind=kind, **more)  # type: ignore[arg-type]


_WORKERS = (
    _field("wc_employer", "Employer at injury"),
    _field("wc_notified", "Employer notified", "date"),
    _field("wc_carrier", "Carrier or TPA"),
    _field("wc_claim_no", "WC claim number"),
    _field("wc_form_no", "State form"),
    _field("wc_aww", "Average weekly wage", "money"),
    _field("wc_rate", "Weekly benefit rate", "money"),
    _field("wc_benefit", "Benefit paid", "choice", choices=(
        ("none", "None"), ("ttd", "TTD"), ("tpd", "TPD"), ("ppd", "PPD"), ("ptd", "PTD"),
    )),
    _field("wc_benefit_from", "Benefits from", "date"),
    _field("wc_waiting_days", "Waiting days", "number", most=60),
    _field("wc_physician", "Authorized physician"),
    _field("wc_ur", "UR decisions", "notes"),
    _field("wc_restrictions", "Work restrictions", "notes"),
    _field("wc_modified_offered", "Modified duty offered", "yesno"),
    _field("wc_accepted", "Body parts accepted"),
    _field("wc_denied", "Body parts denied"),
    _field("wc_mmi", "MMI reached", "date"),
    _field("wc_rating", "Impairment rating %", "number", most=100),
    _field("wc_ime", "IME or AME", "date"),
    _field("wc_rtw", "Returned to work", "date"),
    _field("wc_third_party", "Third-party case"),
    _field("wc_lien", "Comp lien", "money"),
)  # fmt: skip
_DISABILITY = (
    _field("dis_plan", "Plan", "choice", choices=(
        ("std", "Short-term disability"), ("ltd", "Long-term disability"), ("ssdi", "SSDI"), ("fmla", "FMLA leave"),
    )),
    _field("dis_policy_no", "Policy number"),
    _field("dis_elimination", "Elimination days", "number", most=730),
    _field("dis_last_worked", "Last day worked", "date"),
    _field("dis_onset", "Onset", "date"),
    _field("dis_applied", "Applied", "date"),
    _field("dis_decision", "Decision", "choice", choices=_DECISIONS),
    _field("dis_decided", "Decided", "date"),
    _field("dis_denied", "Denied", "date"),
    _field("dis_appeal_by", "Appeal by", "date", hint="not verified; enter it as a deadline too"),
    _field("dis_own_any", "Own to any occupation", "date"),
    _field("dis_benefit", "Monthly benefit", "money"),
    _field("dis_offsets", "Offsets", "notes"),
    _field("dis_rtw_plan", "Return-to-work plan", "notes"),
)  # fmt: skip
_AUTO = (
    _field("auto_vehicles", "Vehicles", "notes"),
    _field("auto_citation", "Citation"),
    _field("auto_property", "Property damage", "money"),
    _field("auto_total_loss", "Total loss", "yesno"),
    _field("auto_rental_from", "Rental from", "date"),
    _field("auto_rental_to", "Rental to", "date"),
    _field("auto_rental_limit", "Rental limit", "money"),
    _field(STACKED, "UM/UIM limits stacked", "number", most=20,
           hint="over how many vehicles or policies they add up; not verified"),
    _field("auto_statement", "Recorded statement", "choice", choices=(
        ("asked", "Asked for"), ("arranged", "Arranged"), ("given", "Given"), ("refused", "Refused"),
    )),
    _field("auto_statement_by", "Statement asked by", hint="the insurer or adjuster; blank: any of them"),
    _field("auto_statement_on", "Statement given or due", "date"),
    _field("auto_consent_asked", "UM/UIM consent asked", "date"),
    _field("auto_consent_given", "UM/UIM consent given", "date"),
    _field("auto_pip_applied", "PIP application sent", "date"),
    _field("auto_government", "Government vehicle", "yesno"),
)  # fmt: skip
_HEALTH = (
    _field("hm_plan", "Health plan"),
    _field("hm_member_no", "Member number"),
    _field("hm_pcp", "Primary care physician"),
    _field("hm_network", "Network"),
    _field("hm_auth_no", "Authorization number"),
    _field("hm_approved", "Visits approved", "number", most=1000),
    _field("hm_used", "Visits used", "number", most=1000),
    _field("hm_denied", "Denied", "date"),
    _field("hm_denial", "What was denied", "notes"),
    _field("hm_appeal_1", "First appeal", "date"),
    _field("hm_appeal_2", "Second appeal", "date"),
    _field("hm_external", "External review", "date"),
    _field("hm_appeal_by", "Appeal by", "date", hint="not verified; enter it as a deadline too"),
)
_CATASTROPHIC = (
    _field("cat_class", "Class of injury", "choice", choices=(
        ("tbi", "Brain injury"), ("sci", "Spinal cord injury"), ("burn", "Burns"), ("amputation", "Amputation"),
        ("multi_trauma", "Multiple trauma"),
    )),
    _field("cat_facility", "Facility and unit"),
    _field("cat_discharge", "Expected discharge", "date"),
    _field("cat_home", "Home modification", "notes"),
    _field("cat_equipment", "Equipment", "notes"),
    _field("cat_attendant", "Attendant hours a week", "number", most=168),
    _field("cat_planner", "Life-care planner"),
    _field("cat_plan_on", "Life-care plan", "date"),
    _field("cat_guardian", "Guardianship"),
    _field("cat_trust", "Trust or set-aside"),
    _field("cat_training", "Family training", "notes"),
    _field("cat_reviewed", "Life-care plan reviewed", "date"),
)  # fmt: skip
_VALUE = (
    _field("value_least", "Least value", "money", hint="the attorney's judgement; only the firm reads it"),
    _field("value_target", "Target value", "money"),
    _field("expected_on", "Expected to end", "date"),
)
"""What any case may be worth, and when it may end."""
CLAIM_FIELDS: Mapping[str, tuple[ClaimField, ...]] = {
    "auto_liability": (*_AUTO, *_VALUE),
    "workers_compensation": (*_WORKERS, *_VALUE),
    "disability_absence": (*_DISABILITY, *_VALUE),
    "health_managed_care": (*_HEALTH, *_VALUE),
    "catastrophic_long_term": (*_CATASTROPHIC, *_AUTO, *_VALUE),
}
FIELDS: Mapping[str, ClaimField] = {each.name: each for fields in CLAIM_FIELDS.values() for each in fields}
FIELD_WORDS: Mapping[str, str] = {name: each.label for name, each in FIELDS.items()}


def problem_with(field: ClaimField, given: object) -> str | None:
    """Why a value cannot be kept in a field; None when it can. Blank is always right."""
    if given is None or given == "":
        return None
    if field.kind == "number" and not (isinstance(given, int) and 0 <= given <= field.most):
        return f"takes a whole number from 0 to {field.most}"
    if field.kind == "money" and not (isinstance(given, int) and given >= 0):
        return "takes an amount that is not negative"
    if field.kind == "choice" and given not in dict(field.choices):
        return "takes one of: " + ", ".join(word for _, word in field.choices)
    return None
