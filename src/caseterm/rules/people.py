"""How a person's or an organisation's name is written in lists."""


def person_name(last: str, first: str, suffix: str = "", org_name: str = "") -> str:
    """ "Last, First Suffix" of a person, or the organisation's name."""
    given = f"{first} {suffix}" if first and suffix else first or suffix
    return f"{last}, {given}" if last and given else last or given or org_name
