"""Stories made by rule from a seed, in the same form as those told by hand: the same seed and day make the same."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from caseterm.rules.sample_course import Phrases
from caseterm.rules.sample_made_work import Work

FIRST_MADE_NUMBER = 600


def made_stories(
    phrases: Phrases, *, seed: int, today: date, open_cases: int, closed_cases: int
) -> list[Mapping[str, Any]]:
    """So many open and closed cases; each depends on the seed and its own place only."""
    numbers: dict[int, int] = {}
    stories: list[Mapping[str, Any]] = []
    for n in range(open_cases + closed_cases):
        maker = _Maker(phrases, Random(f"{seed}/{n}"), today, closed=n >= open_cases, crowd=closed_cases)
        story = maker.story()
        year = maker.opened_year
        numbers[year] = numbers.get(year, FIRST_MADE_NUMBER - 1) + 1
        stories.append({**story, "number": f"{numbers[year]:04}"})
    return stories


class _Maker(Work):
    """Puts one story together."""

    def story(self) -> dict[str, Any]:
        """The case as a story, but for its number."""
        chance = self.chance
        story: dict[str, Any] = {
            "phases": ", ".join(f"{phase} {day}" for phase, day in self.entered.items()),
            "doi": self.incident,
            "case_type": self.event["case_type"],
            "grade": chance.choice("ABBBCCD"),
            "county": self.place["county"],
            "source": chance.choice(self.phrases["sources"]),
            "client": self._client(),
            "incident": self._incident(),
            "injuries": self._injuries(),
            "policies": self._policies(),
            "care": self._care(),
            "deadlines": self._deadlines(),
            "tasks": self._tasks(),
            "talk": self._talk(),
            "notes": self._notes(),
            "documents": self._documents(),
            "checklist_open": chance.choice((1, 1, 2)),
        }
        if self.reason:
            story["close_reason"] = self.reason
        if "opening" in self.entered:
            story["signed_on"] = self.entered["opening"]
        if "litigation" in self.entered:
            story["filed_on"] = self.entered["litigation"]
            story["court"] = "Alameda County Superior Court"
            story["docket_no"] = f"RG{self.opened_year % 100 + 1:02}-{chance.randint(100000, 999999)}"
        return story

    def _client(self) -> dict[str, Any]:
        chance = self.chance
        line = chance.choice(self.phrases["names"])
        first, last = chance.choice(line["first"]), chance.choice(line["last"])
        interpreter = bool(line["language"]) and "English" not in line["language"] and chance.random() < 0.3
        place = self.place
        return {
            "first": first,
            "last": last,
            "dob": date(chance.randint(1944, 2005), chance.randint(1, 12), chance.randint(1, 28)).isoformat(),
            "street": f"{chance.randint(100, 4900)} {chance.choice(place['streets'])}",
            "city": place["city"],
            "zip": place["zip"],
            "language": line["language"],
            "interpreter": interpreter,
            "rides": chance.random() < 0.1,
            "channel": chance.choice(("call", "text", "email")),
            "employer": chance.choice(self.phrases["employers"]),
        }

    def _incident(self) -> dict[str, Any]:
        chance, event = self.chance, self.event
        a, b = chance.sample(self.place["streets"], 2)
        hour = chance.randint(6, 22)
        place = event.get("place", "{a} at {b}").format(a=a, b=b)
        road = "place" not in event and event["case_type"] != "dog_bite"
        return {
            "at_time": f"{(hour - 1) % 12 + 1}:{chance.choice(('05', '20', '40', '55'))} {'AM' if hour < 12 else 'PM'}",
            "place": place,
            "city": self.place["city"],
            "police_agency": self.place["agency"] if road else "",
            "report_no": f"{self.opened_year % 100}-{chance.randint(10000, 99999)}" if road else "",
            "report_status": ("received" if self.opened < -30 else "requested") if road else "none",
            "description": event["text"].format(a=a, b=b),
            "liability_summary": event["liability"],
            "comparative_fault_pct": event["fault"],
        }

    def _injuries(self) -> list[str]:
        status = (
            "resolved"
            if self.closed
            else ("new" if self.opened > -40 else self.chance.choice(("improving", "plateau")))
        )
        return [line.format(s=status) for line in self.bundle["lines"]]

    def _policies(self) -> list[dict[str, Any]]:
        chance = self.chance
        if "opening" not in self.entered:
            return []
        premises = self.event["case_type"].startswith("premises")
        insurer, adjuster, pattern = (
            self.phrases["premises_carrier"] if premises else chance.choice(self.phrases["carriers"])
        )
        per, acc = chance.choice(self.phrases["bi_limits"])
        self.adjuster = adjuster
        sent = self.entered["opening"] + 2
        settled = "settlement" in self.entered
        cover: dict[str, Any] = {
            "kind": "premises_liability" if premises else "bi_liability",
            "per": per * 1000,
            "claim": pattern.format(n=chance.randint(10, 99), m=chance.randint(100, 999)),
            "adjuster": adjuster,
            "status": "settled" if settled else ("investigating" if self.opened < -30 else "opened"),
            "position": self.event["position"],
            "lor": min(sent, 0),
        }
        if not premises:
            cover["acc"] = acc * 1000
        if sent + 9 < 0:
            cover["ack"] = sent + 9
        policy: dict[str, Any] = {
            "insurer": insurer,
            "no": f"{chance.randint(100, 999)}-{chance.randint(10000, 99999)}",
        }
        if self.opened < -90:
            policy["limits"] = self.opened + 80
        return [{**policy, "cover": [cover]}]
