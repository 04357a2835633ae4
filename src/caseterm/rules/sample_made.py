"""Stories made by rule from a seed, in the same form as those told by hand: the same seed and day make the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

PATH = (
    "intake",
    "opening",
    "investigation",
    "treating",
    "records",
    "demand",
    "negotiation",
    "litigation",
    "settlement",
)
SPANS: Mapping[str, tuple[int, int]] = {
    "intake": (1, 5), "opening": (6, 12), "investigation": (12, 30), "treating": (90, 200), "records": (35, 70),
    "demand": (10, 25), "negotiation": (30, 80), "litigation": (200, 420), "settlement": (20, 50),
}  # fmt: skip
"""Days a case stays in each phase."""
OPEN_WEIGHTS: Mapping[str, int] = {
    "intake": 2, "opening": 5, "investigation": 8, "treating": 34, "records": 16, "demand": 8, "negotiation": 12,
    "litigation": 9, "settlement": 6,
}  # fmt: skip
CLOSE_REASONS = (
    ("settled", 20),
    ("withdrawn", 2),
    ("declined", 2),
    ("no_coverage", 1),
    ("client_lost", 1),
    ("referred", 1),
)
EARLY_ENDS: Mapping[str, str] = {
    "declined": "intake", "no_coverage": "investigation", "client_lost": "treating", "withdrawn": "treating",
    "referred": "investigation",
}  # fmt: skip
FIRST_MADE_NUMBER = 600
TROUBLED = 0.3
"""The share of open cases with something amiss."""
CLOSED_SPREAD_DAYS = 1500
MANY = 100
"""Closed cases; past this number they lie further back, with fewer visits and calls each."""
SERIES: Mapping[str, tuple[str, str, int]] = {
    "pt": ("tue,thu", "10:00", 45), "chiro": ("mon,wed,fri", "17:00", 30), "pain": ("tue,fri", "8:15", 45),
}  # fmt: skip
Phrases = Mapping[str, Any]


def made_stories(
    phrases: Phrases, *, seed: int, today: date, open_cases: int, closed_cases: int
) -> list[Mapping[str, Any]]:
    """So many open and closed cases; each depends on the seed and its own place only."""
    numbers: dict[int, int] = {}
    stories: list[Mapping[str, Any]] = []
    for n in range(open_cases + closed_cases):
        maker = _Maker(phrases, Random(f"{seed}/{n}"), today, closed=n >= open_cases, spread=closed_cases)
        story = maker.story()
        year = maker.opened_year
        numbers[year] = numbers.get(year, FIRST_MADE_NUMBER - 1) + 1
        stories.append({**story, "number": f"{numbers[year]:04}"})
    return stories


@dataclass
class _Maker:
    """Puts one story together; all days are offsets from today."""

    phrases: Phrases
    chance: Random
    today: date
    closed: bool
    spread: int
    entered: dict[str, int] = field(default_factory=dict)

    def story(self) -> dict[str, Any]:
        chance = self.chance
        self.reason = _weighted(chance, CLOSE_REASONS) if self.closed else ""
        self.last = self._last_phase()
        self._timeline()
        self.place = chance.choice(self.phrases["places"])
        self.event = _by_weight(chance, self.phrases["events"])
        self.bundle = _by_weight(chance, self.phrases["bundles"])
        self.troubled = not self.closed and chance.random() < TROUBLED
        self.opened = self.entered["intake"]
        self.incident = self.opened - chance.randint(1, 20)
        self.opened_year = date.fromordinal(self.today.toordinal() + self.opened).year
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

    # the course of the case

    def _last_phase(self) -> str:
        if not self.closed:
            return _weighted(self.chance, tuple(OPEN_WEIGHTS.items()))
        return EARLY_ENDS.get(self.reason, "settlement")

    def _timeline(self) -> None:
        chance = self.chance
        litigated = self.last == "litigation" or (self.last == "settlement" and chance.random() < 0.25)
        path = [phase for phase in PATH[: PATH.index(self.last) + 1] if phase != "litigation" or litigated]
        spans = [chance.randint(*SPANS[phase]) for phase in path]
        if self.closed:
            reach = CLOSED_SPREAD_DAYS if self.spread > MANY else 300
            end = -chance.randint(12, reach)
        else:
            end = 0
            low, high = SPANS[self.last]
            spans[-1] = chance.randint(max(1, low // 4), max(2, high - high // 4))
        day = end - sum(spans)
        for phase, span in zip(path, spans, strict=True):
            self.entered[phase] = day
            day += span
        if self.closed:
            self.entered["closed"] = end

    def _until(self, phase: str) -> int:
        """The day a phase ended, or yesterday."""
        phases = list(self.entered)
        after = phases.index(phase) + 1
        return self.entered[phases[after]] if after < len(phases) else -1

    # who and what

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

    # care, work, talk

    def _care(self) -> list[dict[str, Any]]:
        if "investigation" not in self.entered:
            return []
        chance, place = self.chance, self.place
        start = self.entered["investigation"] + chance.randint(2, 9)
        over = "records" in self.entered or self.closed
        end = self._until("treating") - 5 if over and "treating" in self.entered else 21
        if over and "treating" not in self.entered:
            end = start + 30
        done: dict[str, Any] = {}
        if over:
            asked = self.entered.get("records", end + 5) + 3
            got = asked + chance.randint(18, 45)
            done = {"status": "treatment_complete", "records_requested": asked, "bills_requested": asked}
            if got < 0:
                done |= {
                    "records_received": got,
                    "records_complete": True,
                    "bills_received": got,
                    "bills_complete": True,
                }
        days, at, minutes = SERIES[self.bundle["care"]]
        rhythm = ""
        if self.spread > MANY:
            days, rhythm = days.split(",")[0], " every 2w"
        if self.troubled and not over:
            end = -chance.randint(16, 40)
        key = {"pt": "pt", "chiro": "chiro", "pain": "pt"}[self.bundle["care"]]
        therapy: dict[str, Any] = {"provider": place[key], "series": [f"{days} {at} {minutes}m {start}..{end}{rhythm}"], **done}
        therapy |= {"hipaa": start, "hipaa_expires": start + 365}
        therapy["events"] = self._events(start, min(end, -1))
        seen = self.incident + chance.randint(0, 2)
        er_day = f"{min(seen, -1)}!"
        er = {
            "provider": place["er"],
            "visits": [f"{er_day} 19:30 150m er_urgent kept"],
            **done,
            "status": "treatment_complete",
        }
        care = [er, therapy]
        if self.bundle["care"] == "pain" and start + 40 < 0:
            kim = [f"{start + 30} 11:00 30m initial_evaluation kept | Injection discussed"]
            care.append({"provider": "kim", "visits": kim, **done})
        return care

    def _events(self, start: int, end: int) -> list[str]:
        chance = self.chance
        if end - start < 20:
            return []
        reasons = ("transport", "work", "childcare", "illness", "forgot", "pain")
        picked = (chance.randint(start, end) for _ in range(chance.randint(0, 3)))
        return [f"{day} {chance.choice((f'noshow={chance.choice(reasons)}', 'cancelled_by_client'))}" for day in picked]

    def _deadlines(self) -> list[str]:
        if "opening" not in self.entered and not self.closed:
            return ["sol 2y | Two-year limitation | CCP 335.1: two years from the incident; computed, not verified"]
        verified = min(self.opened + 12, 0)
        sign = "" if not self.closed and (self.troubled and self.opened > -60) else f" verified:R._Shah@{verified}"
        met = self.entered.get("litigation", self.entered.get("settlement"))
        how = "Complaint filed" if "litigation" in self.entered else "Settled, release signed"
        satisfied = f" satisfied:{met}" if met is not None else ""
        return [f"sol 2y{sign}{satisfied} | Two-year limitation | CCP 335.1: two years from the incident | {how}"]

    def _tasks(self) -> list[str]:
        chance = self.chance
        titles = self.phrases["work"].get(self.last, [])
        if self.closed:
            day = self.entered["closed"]
            return [f"{day} done:{day} | Closing letter, originals returned"]
        picked = chance.sample(titles, min(len(titles), chance.randint(1, 3)))
        lines = []
        for n, title in enumerate(picked):
            late = self.troubled and n == 0 and chance.random() < 0.4
            day = -chance.randint(1, 6) if late else chance.randint(0, 15)
            lines.append(f"{day:+d}{chance.choice(('', '', ' high', ' low'))} | {title}")
        before = [phase for phase in self.entered if phase != self.last][-2:]
        for phase in before:
            for title in self.phrases["work"].get(phase, [])[:1]:
                day = min(self.entered[phase] + 5, -1)
                lines.append(f"{day} done:{day} | {title}")
        return lines

    def _talk(self) -> list[str]:
        chance = self.chance
        lines: list[str] = []
        most = 5 if self.spread > MANY else 9
        for phase, start in self.entered.items():
            said = self.phrases["client_says"].get(phase, [])
            end = self._until(phase) if phase != "closed" else start
            rhythm = 30 if phase in ("treating", "records", "litigation", "negotiation") else 20
            day = start
            while day <= min(end, -1) and said and len(lines) < most:
                lines.append(self._client_line(day, chance.choice(said)))
                day += rhythm + chance.randint(-6, 4)
                if phase in ("intake", "opening", "closed"):
                    break
            if self.opened < -20 and phase in self.phrases["adjuster_says"]:
                lines.append(self._adjuster_line(chance.randint(start, max(start, min(end, -1))), phase))
        if not self.closed:
            recent = -chance.randint(1, 11) if not self.troubled else -chance.randint(8, 36)
            if recent > self.opened:
                said = self.phrases["client_says"][self.last]
                lines = [line for line in lines if " client " not in line or int(line.split()[0]) < recent - 5]
                lines.append(self._client_line(recent, chance.choice(said)))
        return [line for line in lines if line]

    def _client_line(self, day: int, text: str) -> str:
        chance = self.chance
        way = chance.choice(("call out", "call out", "call in", "email in", "text in"))
        length = f" {chance.randint(3, 16)}m" if way.startswith("call") else ""
        at = f"{chance.randint(9, 17)}:{chance.choice(('05', '20', '35', '50'))}"
        return f"{day} {at} {way} client reached{length} | {text}"

    def _adjuster_line(self, day: int, phase: str) -> str:
        if "opening" not in self.entered:
            return ""
        chance = self.chance
        offer = f"{chance.randint(6, 60) * 500:,}"
        text = chance.choice(self.phrases["adjuster_says"][phase]).format(offer=offer)
        return (
            f"{day} {chance.randint(9, 16)}:10 call {chance.choice(('in', 'out'))} {self.adjuster} reached 6m | {text}"
        )

    def _notes(self) -> list[str]:
        lines = []
        for phase, texts in self.phrases["minded"].items():
            if phase in self.entered and self.chance.random() < 0.5:
                day = min(self.entered[phase] + 3, -1)
                lines.append(f"{day} {self.chance.randint(9, 17)}:15 | {self.chance.choice(texts)}")
        return lines

    def _documents(self) -> list[str]:
        lines = []
        if "opening" in self.entered:
            lines.append(f"fee_agreement {self.entered['opening']} 4p | Fee agreement, signed | Client")
        if self.opened < -40 and "investigation" in self.entered:
            lines.append(f"police_report {min(self.opened + 24, -1)} 8p | Incident report | {self.place['agency']}")
        if "demand" in self.entered and self.entered["demand"] < -20:
            lines.append(f"demand {self.entered['demand'] + 12} 22p | Demand letter with exhibits | Gold & Shah LLP")
        return lines


def _weighted(chance: Random, choices: Sequence[tuple[str, int]]) -> str:
    return chance.choices([name for name, _ in choices], weights=[weight for _, weight in choices])[0]


def _by_weight(chance: Random, choices: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    return chance.choices(choices, weights=[int(choice["weight"]) for choice in choices])[0]
