"""Names in the columns of providers, adjusters and the other side: a business keeps its name as it stands."""

import re
from functools import lru_cache

from caseterm.imports.words import exactly_an_insurer
from caseterm.rules.names import PersonName, looks_like_organisation, split_person
from caseterm.rules.text import fold

_WORDS = """
ins insurance claims indemnity casualty mutual
pt ortho chiro er mri imaging rehab clinic clinics hospital urgent care dental neuro neurology pain spine surgical
surgery acupuncture pharmacy lab labs ambulance ems fire rescue medical med health wellness therapy radiology
diagnostics mall market markets supermarket plaza store stores shop hotel motel inn casino restaurant cafe grill
apartments apts properties realty management hoa security construction trucking transport transportation transit
freight logistics delivery rentals foods farms school district airlines
uber lyft walmart costco target amazon fedex ups usps safeway kroger albertsons
"""
_TRADES = frozenset(_WORDS.split())
"""Words that stand in the names of businesses rather than of people."""
_SAINT = re.compile(r"(?:st|saint|mt|mount|our lady)\.?\s", re.IGNORECASE)
_CREDENTIAL = re.compile(r"\S\s+\S+\s+(?:M\.?D|D\.?O|D\.?C|DPT|N\.?P|PA-?C|DDS|DMD|DPM|LCSW|LMT|Ph\.?D|FNP|RN)\.?$")
_TITLE = re.compile(r"(?:dr|mr|mrs|ms|miss|prof|doctor)\b\.?\s*\w", re.IGNORECASE)
_INITIAL = re.compile(r"(?<!\w)[^\W\d]\.")


@lru_cache(maxsize=8192)
def business_or_person(text: str) -> PersonName:
    """A name whole where it is a business by its words, else taken apart: Lakeside PT, Progressive Ins, Acme Stores."""
    if "," not in text and _is_business(text):
        return PersonName(organisation=" ".join(text.split()))
    return split_person(text)


@lru_cache(maxsize=8192)
def provider_name(text: str) -> PersonName:
    """Who treats. Only a title, a credential, an initial or a comma shows a person; Cedars Sinai stays as it stands."""
    name = business_or_person(text)
    if name.organisation or not name.first or not name.last:
        return name
    shown = "," in text or _CREDENTIAL.search(text) or _TITLE.match(text) or _INITIAL.search(text)
    if _SAINT.match(text) or not shown:
        return PersonName(organisation=" ".join(text.split()))
    return name


def _is_business(text: str) -> bool:
    if looks_like_organisation(text) or exactly_an_insurer(text):
        return True
    words = fold(text).split()
    return len(words) > 1 and not _TITLE.match(text) and not _TRADES.isdisjoint(words)
