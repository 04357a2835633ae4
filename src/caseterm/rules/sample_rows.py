"""Collects the sample's rows, and gives every person and firm of its directory one contact row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from caseterm.rules.checklists import Item
from caseterm.rules.text import digits

Row = dict[str, Any]
PHONES_OF_A_CITY = 100
KNOWN_FOR_DAYS = 900
"""How long ago the firm met the people and firms of the directory."""

CITY_CODES: Mapping[str, str] = {
    "San Jose": "408", "Santa Clara": "408", "Gilroy": "408", "Milpitas": "408", "Oakland": "510", "Hayward": "510",
    "Fremont": "510", "Berkeley": "510", "San Leandro": "510", "Richmond": "510", "San Francisco": "415",
    "San Rafael": "415", "Daly City": "650", "San Mateo": "650", "Redwood City": "650", "Concord": "925",
    "Antioch": "925", "Livermore": "925", "Stockton": "209", "Modesto": "209", "Tracy": "209", "Sacramento": "916",
    "Salinas": "831", "Watsonville": "831", "Santa Rosa": "707", "Vallejo": "707", "Reno": "775", "Honolulu": "808",
    "Hilo": "808", "Fresno": "559", "Las Vegas": "702",
}  # fmt: skip
Checklist = Callable[[str], Sequence[Item]]
"""Claim type -> every item of its checklist."""


class Sample:
    """Collects the rows of all stories; `rows` maps each table to its rows, ids given from `next_ids` on."""

    def __init__(
        self,
        directory: Mapping[str, Any],
        *,
        today: date,
        next_ids: Mapping[str, int],
        numbers: Iterable[str] = (),
        checklist: Checklist | None = None,
    ) -> None:
        self.today = today
        self.organizations: Mapping[str, Any] = directory["org"]
        self.people: Mapping[str, Any] = directory["person"]
        self.rows: dict[str, list[Row]] = {}
        self.checklist = checklist
        self._next = dict(next_ids)
        self.names: dict[int | None, str] = {}
        """By contact: an organisation's name, else the last name."""
        self._known: dict[str, int] = {}
        self._phones: dict[str, int] = {}
        self._numbers = set(numbers)

    # rows

    def put(self, table: str, values: Row, *, day: date | None = None) -> int:
        """Add a row; `day` is when it was made."""
        row_id = self._next.get(table, 1)
        self._next[table] = row_id + 1
        made = datetime.combine(min(day or self.today, self.today), time(17))
        self.rows.setdefault(table, []).append({"id": row_id, "created_at": made, "updated_at": made, **values})
        return row_id

    def free_number(self, number: str) -> str:
        """The number, or the next one of its year that no case has."""
        year, tail = number.split("-")
        count = int(tail)
        while f"{year}-{count:04}" in self._numbers:
            count += 1
        self._numbers.add(f"{year}-{count:04}")
        return f"{year}-{count:04}"

    def free_phone(self, city: str) -> str:
        """An invented number of the city: 555-0100 to 555-0199, as set aside for fiction."""
        code = CITY_CODES.get(city, "510")
        count = self._phones.get(code, 0)
        self._phones[code] = count + 1
        return f"({code}) 555-{100 + (count * 37 + 11) % PHONES_OF_A_CITY:04}"

    # the directory

    def contact(self, key: str) -> int:
        """The contact row of a person or firm of the directory, made when first asked for."""
        if key not in self._known:
            known_since = self.today - timedelta(days=KNOWN_FOR_DAYS)
            if key in self.people:
                self._known[key] = self.person(self.people[key], day=known_since)
            else:
                self._known[key] = self.firm(self.organizations[key], day=known_since)
        return self._known[key]

    def firm(self, entry: Mapping[str, Any], *, day: date) -> int:
        """Add a firm with how to reach it; `day` is when it was put on file."""
        values = {"kind": "organization", "org_name": entry["name"], "specialty": entry.get("specialty", "")}
        values |= {"fax": entry.get("fax", ""), "npi": entry.get("npi", ""), "notes": entry.get("notes", "")}
        contact_id = self.put("contacts", values, day=day)
        self.names[contact_id] = str(entry["name"])
        self._ways(contact_id, entry, day=day, label="office")
        return contact_id

    def person(self, entry: Mapping[str, Any], *, day: date) -> int:
        """Add a person with how to reach them; `day` is when they were put on file."""
        names = (
            "first",
            "middle",
            "last",
            "suffix",
            "title",
            "specialty",
            "language",
            "best_time",
            "employer",
            "notes",
        )
        values: Row = {"kind": "person", **{name: entry[name] for name in names if name in entry}}
        values["preferred_name"] = entry.get("preferred", "")
        values["preferred_channel"] = entry.get("channel", "")
        values["interpreter_needed"] = bool(entry.get("interpreter"))
        values["rides_needed"] = bool(entry.get("rides"))
        if "dob" in entry:
            values["dob"] = date.fromisoformat(entry["dob"])
        if "org" in entry:
            values["parent_org_id"] = self.contact(entry["org"])
        contact_id = self.put("contacts", values, day=day)
        self.names[contact_id] = str(entry.get("last", ""))
        self._ways(contact_id, entry, day=day, label="office" if "org" in entry else "mobile")
        return contact_id

    def _ways(self, contact_id: int, entry: Mapping[str, Any], *, day: date, label: str) -> None:
        phones = [(label, str(entry["phone"]), str(entry.get("ext", "")))] if "phone" in entry else []
        phones += [(name, str(number), "") for name, number in entry.get("phones", {}).items()]
        for position, (name, number, ext) in enumerate(phones):
            values: Row = {"contact_id": contact_id, "label": name, "ext": ext, "position": position}
            self.put("contact_phones", {**values, "number": digits(number), "text_ok": name == "mobile"}, day=day)
        if "email" in entry:
            self.put("contact_emails", {"contact_id": contact_id, "address": entry["email"]}, day=day)
        if "city" in entry:
            place = {name: entry[name] for name in ("street", "unit", "city", "state", "zip") if name in entry}
            kind = "home" if label == "mobile" else "office"
            self.put("contact_addresses", {"contact_id": contact_id, "label": kind, "state": "CA", **place}, day=day)
