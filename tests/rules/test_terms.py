import pytest

from caseterm.rules.terms import ROLES, label, lowered
from caseterm.rules.terms_visits import APPOINTMENT_KINDS, TREATMENT_STATUSES


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (label(ROLES, "adjuster_bi"), "adjuster, BI"),
        (label(TREATMENT_STATUSES, "released_mmi"), "released (MMI)"),
        (label(APPOINTMENT_KINDS, "er_urgent"), "ER or urgent care"),
        (label(APPOINTMENT_KINDS, "therapy_pt"), "PT"),
        (label(APPOINTMENT_KINDS, "follow_up"), "follow-up"),
        ("", ""),
    ],
)
def test_a_term_inside_a_sentence_keeps_its_abbreviations(term: str, said: str) -> None:
    assert lowered(term) == said
