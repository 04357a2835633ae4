"""The Learning section: what is to be explained to the client in this stage, what was, and what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from caseterm import educationfiles, queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.education import Learner
from caseterm.rules.dates import paper_day
from caseterm.rules.education import ENGLISH, PARTS, Lesson, Told, language_of, lesson, lessons, newest, state
from caseterm.rules.terms import PHASES, label
from caseterm.rules.terms_care import SHARED_HOW, UNDERSTOOD, label_of
from caseterm.screens.client.section import RecordSection, split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.screens.lesson import LessonScreen, open_told, told_specs
from caseterm.screens.opening import Given, texts
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


class LearningSection(RecordSection):
    """Topics of the stage first ("topic:treating.now"), then every delivery ("education:7")."""

    name = "learning"
    title = "Learning"
    one = "delivery"
    kind = "education"
    strip = 6
    hints = (("enter", "Read"), ("x", "Told"), ("m p", "Page for client"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.topics: dict[str, Lesson] = {}
        self.told: dict[str, Told] = {}
        self.last: dict[str, Told] = {}
        self.learner: Learner | None = None
        self.language = ENGLISH

    def columns(self, width: int) -> list[Column]:
        return [
            Column("on", "Told", 8),
            Column("what", "What", 22, grow=True),
            Column("state", "Now", 16),
            Column("about", "", 14, grow=True, min_total=64),
        ]

    def rows(self) -> list[Row]:
        found = queries.education.told(self.db, self.case_id, archived=self.desk.archived)
        self.learner = queries.education.learner(self.db, self.case_id)
        self.told = {f"education:{each.id}": each for each in found}
        self.last = newest(found)
        libraries = educationfiles.libraries()
        who = self.learner
        if who is None:
            return []
        self.language = language_of(libraries, who.language)
        chosen = lessons(libraries[self.language], who.phase, who.claim_type, gap=who.gap_days is not None)
        self.topics = {f"topic:{each.key}": each for each in chosen}
        done = sum(state(self.last.get(each.key))[0] == "understood" for each in chosen)
        head = f"{label(PHASES, who.phase)}   {done} of {len(chosen)} understood"
        if self.language != ENGLISH:
            head += f"   read out in {libraries[self.language].names[0]}"
        if who.gap_days is not None:
            head += f"   no visit for {who.gap_days} d"
        rows = [Row("heading:topics", {"text": head}, kind="heading")]
        rows += [Row(key, self._topic(each)) for key, each in self.topics.items()]
        if found:
            rows.append(Row("heading:told", {"text": "What was told"}, kind="heading"))
            rows += [Row(key, self._delivery(each)) for key, each in self.told.items()]
        return rows

    def counts(self, row: Row) -> bool:
        return row.key in self.told  # a topic that was not told yet is still to come

    def _topic(self, topic: Lesson) -> dict[str, Cell]:
        told = self.last.get(topic.key)
        words, role = state(told)
        return {
            "on": month_day(told.on, self.today) if told else ("-", "muted"),
            "what": self._title(topic.key),
            "state": (words, role),
            "about": (PARTS[topic.part], "muted"),
        }

    def _delivery(self, told: Told) -> dict[str, Cell]:
        words, role = state(told)
        return {
            "on": (month_day(told.on, self.today), "muted"),
            "what": (self._title(told.topic), "" if told.asks else "muted"),
            "state": (words, role if told.asks else "muted"),
            "about": (f"{label_of(SHARED_HOW, told.how)} to {told.to_whom}", "muted"),
        }

    def _title(self, key: str) -> str:
        """What a topic is called in her own lists: in English, whatever the client reads."""
        found = lesson(educationfiles.libraries()[ENGLISH], key, "")
        return found.title if found else key

    def _lesson(self, key: str) -> Lesson | None:
        library = educationfiles.libraries()[self.language]
        return lesson(library, key, self.learner.claim_type if self.learner else "")

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        if key in self.topics:
            topic = self.topics[key]
            lines: list[list[Cell]] = [[(topic.title, "bold")]]
            for text in (*topic.paragraphs, *topic.different):
                lines += paragraph(text, width - 2)
            return lines + paragraph(topic.expect, width - 2, "muted")
        told = self.told[key]
        understood = label_of(UNDERSTOOD, told.understood) if told.understood else "not asked"
        lines = [[(self._title(told.topic), "bold"), f"   {paper_day(told.on)}"]]
        lines += paragraph(f"{label(SHARED_HOW, told.how)} to {told.to_whom}; understood: {understood}", width - 2)
        if told.question:
            asked = " ".join(told.question.split())
            word = f"Answered {paper_day(told.answered_on)}" if told.answered_on else "Open question"
            lines += paragraph(f"{word}: {asked}", width - 2, "" if told.answered_on else "warn")
        return lines

    def row_name(self, key: str) -> str:
        return self._title(self.told[key].topic) if key in self.told else ""

    # acts

    def open(self, key: str) -> None:
        """Read it, in the client's language."""
        self.desk.app.push_screen(LessonScreen(self.case_id, self._key(key)))

    def _key(self, key: str) -> str:
        return self.topics[key].key if key in self.topics else self.told[key].topic

    def add(self) -> None:
        """What was told: one of the topics of the stage."""
        items = [(each.key, self._title(each.key)) for each in self.topics.values()]

        def chosen(key: object) -> None:
            found = self._lesson(str(key)) if key else None
            if found is not None and self.learner is not None:
                open_told(self.desk, self.learner, found, language=self.language)

        self.desk.pick("Told", items, chosen)

    def done(self, keys: Sequence[str]) -> None:
        """A topic was told; an open question is answered."""
        key = keys[0]
        if key in self.topics and self.learner is not None:
            open_told(self.desk, self.learner, self.topics[key], language=self.language)
        elif key in self.told:
            self.desk.store(lambda: services.education.answered(self.db, self.told[key].id))

    def edit(self, key: str) -> None:
        if key not in self.told:
            self.done([key])
            return
        told, number = self.told[key], split_key(key)[1]

        def save(given: Given) -> ChangeSet:
            values = {**texts(given, "how", "to_whom", "understood", "questions", "notes"), "dated": given["dated"]}
            words = f"Changed what was told: {self._title(told.topic)} {self.whose}"
            return services.education.change(self.db, number, values, label=words)

        row = queries.casefile_care.stored(self.db, "education", number, days=("dated", "answered_on"))
        self.desk.form("education", key, f"Told: {self._title(told.topic)}", told_specs(), row, save)

    def archive(self, keys: Sequence[str]) -> None:
        if keys[0] in self.told:
            super().archive(keys)
        else:
            self.refuse("Archive")

    def restore(self, keys: Sequence[str]) -> None:
        if keys[0] in self.told:
            super().restore(keys)
        else:
            self.refuse("Restore")

    def print_page(self) -> None:
        """The page that the client can keep."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.desk.app.push_screen(SheetPreview(sheets.next_steps(self.case_id)))
