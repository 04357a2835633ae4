"""Reads one checklist file and says everything that is wrong with it: file, line, item, field."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from caseterm.errors import FieldProblem, InputError
from caseterm.rules.checklist_rows import KINDS
from caseterm.rules.checklists import ANCHORS, CONTACT_RHYTHM, WHO, Checklist, Item, Offset
from caseterm.rules.terms import CLAIM_TYPES, PHASES, STATES

_OFFSET = re.compile(r"([+-])(\d{1,4})([dbhwm])", re.ASCII)
_EVERY = re.compile(rf"\d{{1,4}}[dwm]|{CONTACT_RHYTHM}", re.ASCII)
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_TEXTS = (
    "key", "phase", "title", "note", "anchor", "offset", "hard", "every", "through", "each", "until", "after", "who",
    "source",
)  # fmt: skip
_FLAGS = ("motor_vehicle", "medicare", "minor", "government")


def parse_checklist(text: str, *, file: str) -> Checklist:
    """Read one file. Raises InputError with every problem, each naming file, line, item and field."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InputError([FieldProblem(file, "", f"cannot be read: {problem}")]) from None
    reader = _Reader(text, file)
    checklist = reader.checklist(found)
    if reader.problems:
        raise InputError(reader.problems, next_step="Correct the file, or take it away to use the program's own.")
    return checklist


class _Reader:
    """Collects what is wrong with one file while it is read."""

    def __init__(self, text: str, file: str) -> None:
        self.lines = text.splitlines()
        self.file = file
        self.problems: list[FieldProblem] = []

    def wrong(self, where: str, value: object, reason: str) -> None:
        self.problems.append(FieldProblem(f"{self.file}, {where}", str(value)[:80], reason))

    def checklist(self, found: Mapping[str, Any]) -> Checklist:
        for name in sorted(set(found) - {"name", "claim_type", "leave_out", "also", "item"}):
            self.wrong(name, "", "is nothing a checklist has; it has name, claim_type, leave_out, also and [[item]]")
        claim_type = self._text(found, "claim_type", "the file")
        if claim_type and claim_type not in CLAIM_TYPES:
            self.wrong("claim_type", claim_type, f"is one of {', '.join(CLAIM_TYPES)}")
        raw = found.get("item", [])
        if not isinstance(raw, list) or not all(isinstance(each, dict) for each in raw):
            self.wrong("item", "", "is written [[item]]")
            raw = []
        items: dict[str, Item] = {}
        for number, values in enumerate(raw, start=1):
            item = self._item(values, self._place(values, number))
            if item.key in items:
                self.wrong(self._place(values, number), item.key, "has the key of an item above")
            items[item.key] = item
        for item in items.values():
            if item.anchor == "DONE" and not item.after:
                self.wrong(f"item {item.key}, anchor", "DONE", "needs after, the key of the item it counts from")
        return Checklist(
            name=self._text(found, "name", "the file"),
            items=tuple(items.values()),
            claim_type=claim_type,
            leave_out=self._texts(found, "leave_out", "the file"),
            also=self._texts(found, "also", "the file"),
        )

    def _place(self, values: Mapping[str, Any], number: int) -> str:
        """Where an item stands: its line and its key, or its number when it has none."""
        key = values.get("key")
        if not isinstance(key, str):
            return f"item {number}"
        pattern = re.compile(rf"\s*key\s*=\s*[\"']{re.escape(key)}[\"']")
        line = next((n for n, text in enumerate(self.lines, start=1) if pattern.match(text)), 0)
        return f"line {line}, item {key}" if line else f"item {key}"

    def _item(self, values: Mapping[str, Any], place: str) -> Item:
        for name in sorted(set(values) - {*_TEXTS, "when"}):
            self.wrong(f"{place}, {name}", "", f"is nothing an item has; it has {', '.join(_TEXTS)} and when")
        text = {name: self._text(values, name, place) for name in _TEXTS}
        for name in ("key", "phase", "title", "anchor"):
            if not text[name]:
                self.wrong(f"{place}, {name}", "", "is needed")
        self._check(place, "key", text["key"], bool(_KEY.fullmatch(text["key"])), "takes a-z, 0-9, dot and dash")
        self._check(place, "phase", text["phase"], text["phase"] in PHASES, f"is one of {', '.join(PHASES)}")
        self._check(place, "anchor", text["anchor"], text["anchor"] in ANCHORS, f"is one of {', '.join(ANCHORS)}")
        who = text["who"] or WHO[0]
        self._check(place, "who", who, who in WHO, f"is {' or '.join(WHO)}")
        every = text["every"]
        self._check(place, "every", every, bool(_EVERY.fullmatch(every)), "is written 14d, 2w, 1m or contact")
        self._check(place, "through", text["through"], text["through"] in PHASES, f"is one of {', '.join(PHASES)}")
        each, until = text["each"], text["until"]
        self._check(place, "each", each, each in KINDS, f"is one of {', '.join(KINDS)}")
        ends = sorted(KINDS[each].until) if each in KINDS else []
        self._check(
            place, "until", until, until in ends, f"is one of {', '.join(ends)}" if ends else "ends nothing here"
        )
        self._check(place, "title", text["title"], len(text["title"]) <= 200, "is longer than 200 characters")
        return Item(
            key=text["key"], phase=text["phase"], title=text["title"], anchor=text["anchor"], who=who,
            note=text["note"], source=text["source"], every=every, each=each, until=until, after=text["after"],
            through=text["through"],
            offset=self._offset(text["offset"], f"{place}, offset"),
            hard=self._offset(text["hard"], f"{place}, hard"),
            when=self._when(values.get("when", {}), f"{place}, when"),
        )  # fmt: skip

    def _check(self, place: str, name: str, value: str, right: bool, reason: str) -> None:
        if value and not right:
            self.wrong(f"{place}, {name}", value, f"{reason}, not {value[:40]}")

    def _text(self, values: Mapping[str, Any], name: str, place: str) -> str:
        value = values.get(name, "")
        if isinstance(value, str):
            return value.strip()
        self.wrong(f"{place}, {name}", value, "is a text in quotes")
        return ""

    def _texts(self, values: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
        value = values.get(name, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.wrong(f"{place}, {name}", value, 'is a list of texts, as in ["2.4", "7.1"]')
        return ()

    def _offset(self, text: str, place: str) -> Offset | None:
        if not text:
            return None
        match = _OFFSET.fullmatch(text)
        if match is None:
            self.wrong(place, text, "is written +3d, +2b, +24h, +2w, +1m or -120d")
            return None
        return Offset(int(match[1] + match[2]), match[3])

    def _when(self, value: Any, place: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.wrong(place, value, 'is written { state = ["FL"], motor_vehicle = true }')
            return {}
        for name, wanted in value.items():
            if name == "state":
                if not isinstance(wanted, list) or not wanted or any(each not in STATES for each in wanted):
                    self.wrong(f"{place}, state", wanted, 'is a list of states, as in ["FL", "NY"]')
            elif name not in _FLAGS:
                self.wrong(f"{place}, {name}", wanted, f"is no condition; there are state, {', '.join(_FLAGS)}")
            elif not isinstance(wanted, bool):
                self.wrong(f"{place}, {name}", wanted, "is true or false")
        return value
