"""What was done in a rule-made case: treatment, deadlines, tasks, talk, notes and documents, as lines of a story."""

from collections.abc import Mapping
from typing import Any

from caseterm.rules.sample_course import Course

SERIES: Mapping[str, tuple[str, str, int]] = {
    "pt": ("tue,thu", "10:00", 45), "chiro": ("mon,wed,fri", "17:00", 30), "pain": ("tue,fri", "8:15", 45),
}  # fmt: skip


class Work(Course):
    """The working part of a rule-made story."""

    def _care(self) -> list[dict[str, Any]]:
        if "investigation" not in self.entered:
            return []
        chance, place = self.chance, self.place
        start = self.entered["investigation"] + chance.randint(2, 9)
        over = "records" in self.entered or self.closed
        end = self.until("treating") - 5 if over and "treating" in self.entered else 21
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
        if self.many:
            days, rhythm = days.split(",")[0], " every 2w"
        if self.troubled and not over:
            end = -chance.randint(16, 40)
        key = {"pt": "pt", "chiro": "chiro", "pain": "pt"}[self.bundle["care"]]
        therapy: dict[str, Any] = {
            "provider": place[key],
            "series": [f"{days} {at} {minutes}m {start}..{end}{rhythm}"],
            **done,
        }
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
        most = 5 if self.many else 9
        for phase, start in self.entered.items():
            said = self.phrases["client_says"].get(phase, [])
            end = self.until(phase) if phase != "closed" else start
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
