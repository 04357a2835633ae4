"""Which letters a case should have had by now; the stages are the program's own proposal."""

from caseterm.values import value

_EARLY = frozenset({"opening", "investigation", "treating", "records", "demand", "negotiation"})
_COLLECTING = frozenset({"records", "demand"})
_LIEN_STAGES = frozenset({"records", "demand", "negotiation", "litigation", "settlement"})
_LIEN_SETTLED = frozenset({"agreed", "final_in_writing", "paid", "released"})


@value
class DueFacts:
    """What one letter to one addressee depends on."""

    letter: str
    phase: str
    closed: bool = False
    represented: bool = False
    asked: bool = False
    done_treating: bool = False
    lien_status: str = ""
    lien_known: bool = False
    lien_offer: bool = False
    demand: bool = False


def is_due(facts: DueFacts) -> bool:
    """Whether a letter that was not written yet should be."""
    if facts.closed:
        return facts.letter == "closing"
    match facts.letter:
        case "representation_adverse" | "representation_own":
            return not facts.represented and facts.phase in _EARLY
        case "records_request" | "bills_request":
            return not facts.asked and (facts.phase in _COLLECTING or facts.done_treating)
        case "client_welcome":
            return facts.phase == "opening"
        case "preservation":
            return facts.phase in ("opening", "investigation")
        case "wage_verification":
            return facts.phase in ("treating", "records", "demand")
        case "lien_inquiry":
            return facts.phase in _LIEN_STAGES and not facts.lien_known and facts.lien_status not in _LIEN_SETTLED
        case "lien_reduction":
            return facts.phase == "settlement" and facts.lien_offer and facts.lien_status not in _LIEN_SETTLED
        case "demand_cover":
            return facts.phase == "demand" and facts.demand
    return False
