"""How a person's or an organisation's name is written in lists."""


def person_name(last: str, first: str, suffix: str = "", org_name: str = "") -> str:
    """ "Last, First Suffix" of a person, or the organisation's name."""
    given = " ".join(part for part in (first, suffix) if part)
    person = ", ".join(part for part in (last, given) if part)
    return person or org_name
