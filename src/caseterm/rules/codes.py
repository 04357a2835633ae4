"""Which columns of the record hold a code, and which codes each may hold."""

from collections.abc import Mapping

from caseterm.rules import rides, terms

CODES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "contacts": {"preferred_channel": terms.PREFERRED_CHANNELS},
    "cases": {  # the kind of claim is not here: a firm may have its own
        "case_type": terms.CASE_TYPES,
        "phase": terms.PHASES,
        "status": terms.STATUSES,
        "close_reason": terms.CLOSE_REASONS,
        "grade": terms.GRADES,
        "medicare_status": terms.MEDICARE,
    },
    "phase_history": {"phase": terms.PHASES},
    "parties": {"role": terms.ROLES},
    "incidents": {"report_status": terms.REPORT_STATUSES},
    "injuries": {
        "body_part": terms.BODY_PARTS,
        "side": terms.SIDES,
        "injury_type": terms.INJURY_TYPES,
        "status": terms.INJURY_STATUSES,
    },
    "policies": {"party": terms.POLICY_PARTIES},
    "coverages": {"kind": terms.COVERAGES},
    "claims": {"status": terms.CLAIM_STATUSES, "liability_position": terms.LIABILITY_POSITIONS},
    "case_providers": {"treatment_status": terms.TREATMENT_STATUSES},
    "appointments": {
        "kind": terms.APPOINTMENT_KINDS,
        "status": terms.APPOINTMENT_STATUSES,
        "no_show_reason": terms.NO_SHOW_REASONS,
        "ride": terms.RIDE_STATES,
    },
    "ride_legs": {
        "direction": rides.RIDE_DIRECTIONS,
        "mode": rides.RIDE_MODES,
        "trip_type": rides.TRIP_TYPES,
        "status": rides.LEG_STATUSES,
        "paid_by": rides.RIDE_PAYERS,
    },
    "tasks": {"status": terms.TASK_STATUSES, "phase": terms.PHASES},
    "deadlines": {"kind": terms.DEADLINE_KINDS},
    "communications": {
        "direction": terms.DIRECTIONS,
        "channel": terms.CHANNELS,
        "role": terms.ROLES,
        "outcome": terms.OUTCOMES,
        "category": terms.CATEGORIES,
    },
    "documents": {"kind": terms.DOCUMENT_KINDS},
}


def unknown_codes(table: str, values: Mapping[str, object]) -> dict[str, str]:
    """The columns whose value is no code of theirs, with the codes there are; an empty text says nothing and passes."""
    return {
        name: ", ".join(codes)
        for name, codes in CODES.get(table, {}).items()
        if isinstance(value := values.get(name), str) and value and value not in codes
    }
