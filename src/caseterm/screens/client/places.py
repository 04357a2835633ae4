"""The sections of a case's file in their order: the one place where a section is entered.

A section's module is loaded when the section is first shown, so that opening a case waits for none but its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk
    from caseterm.screens.client.section import Section


@dataclass(frozen=True)
class Place:
    """One section: its name in the program, its word in the list, its class, and the tables it shows.

    `kinds` gives, for each table whose rows stand in it, the kind in a row's key ("task:12"); `also` names
    tables that are only read for it.
    """

    name: str
    word: str
    where: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()


PLACES: tuple[Place, ...] = (
    Place("overview", "Overview", also=("cases", "phase_history", "settings")),
    Place(
        "contacts",
        "Contacts",
        "people:ContactsSection",
        {"parties": "party"},
        ("contacts", "contact_phones", "contact_emails", "contact_addresses", "defendants"),
    ),
    Place(
        "aligned",
        "Aligned",
        "aligned:AlignedSection",
        also=("communications", "parties", "plan_shares", "care_plans", "attorney_updates", "request_followups"),
    ),
    Place("incident", "Incident", "care:IncidentSection", also=("incidents", "claim_details", "cases")),
    Place("injuries", "Injuries", "care:InjuriesSection", {"injuries": "injury"}),
    Place("treatment", "Treatment", "treatment:TreatmentSection", {"case_providers": "provider"}),
    Place(
        "visits",
        "Visits",
        "visits:VisitsSection",
        {"care_authorizations": "care_authorization", "prescriptions": "prescription", "visits": "visit"},
        ("appointments", "case_providers"),
    ),
    Place(
        "care",
        "Care",
        "wellbeing:CareSection",
        {
            "assessments": "assessment",
            "functional_limitations": "limitation",
            "barriers": "barrier",
            "equipment": "equipment",
            "referrals": "referral",
            "advocacy": "advocacy",
        },
    ),
    Place(
        "plan",
        "Plan",
        "plan:PlanSection",
        {
            "care_plans": "plan",
            "plan_goals": "goal",
            "plan_interventions": "intervention",
            "plan_reviews": "plan_review",
            "plan_shares": "plan_share",
        },
    ),
    Place("appointments", "Appts", "appointments:AppointmentsSection", {"appointments": "appointment"}),
    Place("tasks", "Tasks", "tasks:TasksSection", {"tasks": "task"}),
    Place("notes", "Notes", "talk:NotesSection", {"communications": "contact_log", "case_notes": "note"}),
    Place(
        "insurance",
        "Insurance",
        "cover:InsuranceSection",
        {"coverages": "coverage"},
        ("policies", "claims", "medical_bills"),
    ),
    Place(
        "requests",
        "Requests",
        "requests:RequestsSection",
        {"records_requests": "request", "authorizations": "authorization"},
        ("request_followups", "unmatched_dismissals", "medical_bills"),
    ),
    Place(
        "specials",
        "Specials",
        "specials:SpecialsSection",
        {"medical_bills": "bill"},
        ("case_providers", "coverages", "appointments", "liens"),
    ),
    Place("liens", "Liens", "liens:LiensSection", {"liens": "lien"}, ("case_providers",)),
    Place(
        "costs",
        "Costs",
        "costs:CostsSection",
        {"case_costs": "cost", "cost_budgets": "budget", "wage_losses": "wage_loss", "expenses": "expense"},
    ),
    Place(
        "offers",
        "Offers",
        "offers:OffersSection",
        {"negotiation_events": "event"},
        ("claims", "coverages", "recoveries"),
    ),
    Place(
        "settlement",
        "Settling",
        "settling:SettlementSection",
        {"recoveries": "recovery", "deductions": "deduction", "payouts": "payout", "disbursements": "disbursement"},
        ("fee_agreements", "fee_tiers", "liens", "medical_bills", "case_costs", "case_providers", "negotiation_events"),
    ),
    Place(
        "attorney",
        "Attorney",
        "attorney:AttorneySection",
        {
            "recommendations": "recommendation",
            "attorney_requests": "attorney_request",
            "legal_drafts": "draft",
            "promises": "promise",
            "file_reviews": "file_review",
            "attorney_updates": "attorney_update",
            "conflict_checks": "conflict_check",
        },
        ("cases", "settings", "closures"),
    ),
    Place(
        "learning",
        "Learning",
        "learning:LearningSection",
        {"education": "education"},
        ("cases", "contacts", "tasks", "appointments"),
    ),
    Place("documents", "Documents", "papers:DocumentsSection", {"documents": "document"}),
    Place("deadlines", "Deadlines", "deadlines:DeadlinesSection", {"deadlines": "deadline"}, ("tollings",)),
    Place("history", "History", "papers:HistorySection"),
)
NAMES: Mapping[str, str] = {place.name: place.word for place in PLACES}
ADDED_KINDS: Mapping[str, str] = {table: kind for place in PLACES for table, kind in place.kinds.items()}
"""The kind in a row's key, for the tables whose rows stand in a section."""
WATCHED: frozenset[str] = frozenset(table for place in PLACES for table in (*place.kinds, *place.also))


class Sections(Mapping[str, "Section"]):
    """The sections that stand on a screen, each made when first asked for; the overview is a page and none of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._places = {place.name: place for place in PLACES if place.where}
        self._made: dict[str, Section] = {}

    def __getitem__(self, name: str) -> Section:
        if name not in self._made:
            module, _, cls = self._places[name].where.partition(":")
            made = getattr(import_module(f"caseterm.screens.client.{module}"), cls)(self._desk)
            self._made[name] = cast("Section", made)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
