"""What the verbs mean in the Attorney section: approve, decide, answer, keep, send, grade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseterm import letterreview, queries, services
from caseterm.queries.attorney import AttorneyHead, AttorneyLine
from caseterm.rules import terms
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import label
from caseterm.rules.terms_attorney import DECISIONS, DRAFT_STATUSES
from caseterm.screens.client.section import RecordSection, split_key

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

SENT_BY = ("letter", "certified_mail", "fax", "email", "portal", "in_person")


class AttorneyActs(RecordSection):
    """The acts on rows of the attorney's side; the section says how they are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, AttorneyLine] = {}
        self.head: AttorneyHead | None = None

    def done(self, keys: Sequence[str]) -> None:
        """Approved, accepted, answered or kept, as the row is."""
        kind, ids = self._same(keys)
        match kind:
            case "draft":
                self._attorney("Approved by", lambda name: letterreview.approve_drafts(self.db, ids, by=name))
            case "recommendation":
                self._store(lambda: services.attorney.decide(self.db, ids, "accepted"))
            case "attorney_request":
                self._store(lambda: services.attorney.answer(self.db, ids))
            case "promise":
                self._store(lambda: services.attorney.keep_promise(self.db, ids))
            case "closure":
                self.edit(keys[0])
            case "conflict_check":
                self.clear_check(keys[0])
            case _:
                self.refuse("Done")

    def set_status(self, keys: Sequence[str]) -> bool:
        kind, ids = self._same(keys)
        line = self.lines[keys[0]]
        if kind == "draft":
            items = [(code, word) for code, word in DRAFT_STATUSES.items() if code != "draft"]
            self.desk.pick("Draft", items, lambda code: self._move(ids, keys, code), current=line.state)
        elif kind == "recommendation":
            self.desk.pick(
                "Decision", list(DECISIONS.items()), lambda code: self._decide(ids, code), current=line.state
            )
        elif kind == "promise":
            items = [("kept", "Kept"), ("broken", "Not kept, and why"), ("open", "Open again")]
            self.desk.pick("Promise", items, lambda code: self._promise(ids, code), current=line.state)
        elif kind == "attorney_request":
            items = [("done", "Answered"), ("open", "Open again")]
            self.desk.pick("Request", items, lambda code: self._request(ids, code))
        else:
            self.refuse("A status")
        return True

    def _move(self, ids: Sequence[int], keys: Sequence[str], code: Any) -> None:
        if code == "in_review":
            self.submit(keys)
        elif code == "approved":
            self.done(keys)
        elif code == "sent":
            self.send(keys)
        elif code == "withdrawn":
            self._store(lambda: services.letters.withdraw(self.db, ids))
        elif code == "changes":
            by = self.head.attorney if self.head else ""
            self.desk.prompt(
                "What is to be changed",
                lambda text: self._store(lambda: letterreview.return_drafts(self.db, ids, by=by, note=str(text))),
            )

    def _decide(self, ids: Sequence[int], code: Any) -> None:
        if code in ("declined", "deferred"):
            self.desk.prompt(
                "Why",
                lambda text: self._store(lambda: services.attorney.decide(self.db, ids, code, note=str(text or ""))),
                blank=True,
            )
        elif code:
            self._store(lambda: services.attorney.decide(self.db, ids, code))

    def _promise(self, ids: Sequence[int], code: Any) -> None:
        if code == "broken":
            self.desk.prompt(
                "What happened",
                lambda text: self._store(
                    lambda: services.attorney.keep_promise(self.db, ids, kept=False, outcome=str(text))
                ),
            )
        elif code:
            kept = True if code == "kept" else None
            self._store(lambda: services.attorney.keep_promise(self.db, ids, kept=kept))

    def _request(self, ids: Sequence[int], code: Any) -> None:
        if code:
            self._store(lambda: services.attorney.answer(self.db, ids, done=code == "done"))

    # drafts

    def submit(self, keys: Sequence[str]) -> None:
        """Give drafts to the attorney."""
        kind, ids = self._same(keys)
        if kind == "draft":
            self._store(lambda: letterreview.submit_drafts(self.db, ids))
        else:
            self.desk.say("Only a draft goes to review.")

    def send(self, keys: Sequence[str]) -> None:
        """Mark drafts as sent: how, and for those no attorney approved whether that is right."""
        kind, ids = self._same(keys)
        if kind != "draft":
            self.desk.say("Only a draft or a letter is sent.")
            return
        unreviewed = any(self.lines[key].state != "approved" for key in keys)

        def chosen(channel: Any) -> None:
            if channel:
                self._store(lambda: letterreview.send_drafts(self.db, ids, channel=channel, unreviewed=unreviewed))

        def ask(answer: Any = "y") -> None:
            if answer == "y":
                items = [(code, label(terms.CHANNELS, code)) for code in SENT_BY]
                self.desk.pick("Sent by", items, chosen, current="letter")

        if unreviewed:
            from caseterm.screens.dialogs.confirm import KeyConfirm

            answers = [("y", "It was sent all the same; that is noted", "y"), ("n", "Not sent", "n")]
            self.desk.app.push_screen(KeyConfirm("No attorney approved this yet.", answers), ask)
        else:
            ask()

    # shared

    def set_date(self, keys: Sequence[str]) -> None:
        """The day a draft, a request or a promise is due."""
        kind, ids = self._same(keys)
        if kind not in ("draft", "attorney_request", "promise"):
            self.refuse("A date")
            return

        def typed(day: Any) -> None:
            if day:
                words = f"Due {paper_day(day)}: {self.row_name(keys[0])} {self.whose}"
                self._store(lambda: services.records.edit_record(self.db, kind, ids[0], {"due": day}, label=words))

        self.desk.prompt("Due", typed, kind="date", value=self.lines[keys[0]].due)

    def clear_check(self, key: str) -> None:
        """Say why what a conflict check found stands in no way, or that it does."""
        from caseterm.screens.conflicts import settle_check

        settle_check(self.desk, self.lines[key].id)

    def grade(self) -> None:
        """The grade of the case, with its reason."""
        head = self.head or queries.attorney.head(self.db, self.case_id)

        def graded(grade: Any) -> None:
            if grade:
                self.desk.prompt(
                    f"Why grade {grade}",
                    lambda text: self._store(
                        lambda: services.attorney.set_grade(self.db, [self.case_id], str(grade), reason=str(text))
                    ),
                    value=head.grade_reason,
                )

        self.desk.pick("Grade", [(code, code) for code in terms.GRADES], graded, current=head.grade)

    def _attorney(self, title: str, act: Any) -> None:
        name = self.head.attorney if self.head else ""
        self.desk.prompt(title, lambda text: self._store(lambda: act(str(text))), value=name, select=True)

    def _store(self, act: Any) -> None:
        self.desk.store_marked(act)

    def _same(self, keys: Sequence[str]) -> tuple[str, list[int]]:
        """The kind of the first row, and the ids of all rows of that kind."""
        kind = split_key(keys[0])[0]
        return kind, [number for each, number in map(split_key, keys) if each == kind]
