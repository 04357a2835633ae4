"""What the office knows of the sample's clinics beyond one case."""

from caseterm.rules.sample_case import Told
from caseterm.rules.sample_offers import of_case
from caseterm.rules.sample_rows import Row

_SPEAKS = ("Spanish", "Spanish, Vietnamese", "English", "Spanish, Tagalog", "Mandarin, Cantonese", "Arabic, Farsi")


def put_directory(told: Told) -> None:
    """A profile for each provider of the case that has none yet; every sixth was never asked."""
    known = {row["contact_id"] for row in told.sample.rows.get("provider_profiles", ())}
    for care in of_case(told, "case_providers"):
        number = int(care["contact_id"])
        if number in known or number % 6 == 5:
            continue
        known.add(number)
        values: Row = {
            "contact_id": number,
            "languages": _SPEAKS[number % len(_SPEAKS)],
            "accepts_lop": number % 3 != 1,
            "near_transit": number % 2 == 0,
            "wheelchair": number % 4 != 2,
            "accepting": number % 7 != 3,
            "first_opening_days": 2 + number * 5 % 19,
        }
        told.sample.put("provider_profiles", values, day=told.opened)
