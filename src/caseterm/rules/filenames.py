"""How the files and folders of a case are called: a pattern of the firm's with the case's facts put in."""

import re
from collections.abc import Mapping

FOLDER = "{number} {last}"
FILE = "{number} {what} {to} {date}"
FACTS: Mapping[str, str] = {
    "number": "case number",
    "client": "client, Last First",
    "last": "client's last name",
    "what": "what the file is",
    "to": "to whom",
    "date": "day, 2026-11-21",
    "year": "year of the day",
}
_BRACES = re.compile(r"\{(\w*)\}")


def filled(pattern: str, facts: Mapping[str, str]) -> str:
    """The pattern with its facts; what has none leaves no gap."""
    text = _BRACES.sub(lambda found: facts.get(found.group(1), ""), pattern)
    return re.sub(r"([\s_-])[\s_-]*", r"\1", text).strip(" -_")


def pattern_problem(pattern: object) -> str | None:
    """Why a pattern cannot name files; None when it can. Blank stands for the program's own."""
    text = str(pattern or "")
    if not text.strip():
        return None
    known = ", ".join("{" + name + "}" for name in FACTS)
    found = _BRACES.findall(text)
    unknown = [name for name in found if name not in FACTS]
    if unknown:
        return f"{{{unknown[0]}}} is not known. There are {known}."
    if not found or _BRACES.sub("", text).count("{") or _BRACES.sub("", text).count("}"):
        return f"takes at least one of {known}."
    if re.search(r"[/\\:]", text):
        return "is one name; / \\ and : cannot stand in it."
    return None
