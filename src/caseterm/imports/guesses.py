"""Fields guessed from values alone, for headings that say nothing."""

from caseterm.imports.contents import Profile
from caseterm.imports.fields import Field

Guess = tuple[Field, float, str]
"""A field, how sure, and what the values look like."""


def guess(column: Profile) -> list[Guess]:
    """The fields a column may be by its values, best first; never surer than 0.78, so that the user looks."""
    if column.filled < 1:
        return []
    found = [*_plain(column), *_names(column), *_dates(column)]
    return sorted(found, key=lambda item: -item[1])


def _plain(column: Profile) -> list[Guess]:
    share = column.share
    found: list[Guess] = []

    def add(field: Field, kind: str, sure: float, words: str, *, least: float = 0.6) -> None:
        if share(kind) >= least:
            found.append((field, sure * share(kind), words))

    add(Field.EMAIL, "email", 0.78, "e-mail addresses")
    if share("date") < 0.3:
        add(Field.PHONE, "phone", 0.75, "telephone numbers")
    if share("insurer") >= 0.4:
        add(Field.INSURER_CLAIM, "insurer_claim", 0.72, "an insurer with a claim number")
    if share("insurer_claim") < 0.5:
        add(Field.INSURER, "insurer", 0.7, "insurers")
    if share("letters") > 0.8:
        add(Field.PHASE, "phase", 0.66, "phases of a case", least=0.7)
        add(Field.TYPE, "type", 0.68, "types of case", least=0.7)
    add(Field.STATE, "state", 0.64, "states")
    add(Field.LANGUAGE, "language", 0.68, "languages")
    if share("date") < 0.3:  # 11/3/24 has the shape of three limits
        add(Field.LIMITS, "pair", 0.66, "policy limits", least=0.5)
    if share("street") > 0.6 and share("letters") > 0.8 and share("date") < 0.2:
        found.append((Field.ADDRESS, 0.55, "street addresses"))
    if share("body") > 0.6:
        found.append((Field.INJURIES, 0.58, "injuries"))
    return found


def _names(column: Profile) -> list[Guess]:
    share = column.share
    if share("listed") >= 0.6 and share("insurer") < 0.3:
        return [(Field.NAME, 0.7 if column.distinct > 0.6 else 0.5, "names, last name first")]
    if share("person") >= 0.7 and share("type") < 0.4 and share("phase") < 0.4:
        return [(Field.NAME, 0.62 if column.distinct > 0.7 else 0.4, "names of people")]
    coded = share("code") >= 0.8 and column.distinct > 0.95 and share("phone") < 0.3 and share("date") < 0.3
    if coded and share("zip") < 0.7:
        return [(Field.NUMBER, 0.52, "numbers, each different")]
    return []


def _dates(column: Profile) -> list[Guess]:
    if column.share("date") < 0.7 or column.share("phone") > 0.5:
        return []
    trust = 0.85 if column.share("serial") > 0.5 else 1.0
    if column.ages > 0.7:
        return [(Field.DOB, 0.66 * trust, "dates of birth, most over sixteen years back")]
    if column.past > 0.95:
        return [(Field.DOI, 0.56 * trust, "dates in the past years")]
    if column.past < 0.5:
        return [(Field.SOL, 0.52 * trust, "dates ahead")]
    return []
