"""The Plan section: what she does with a recovery plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.plans import PlanLine, Recipient, WorkLine
from caseterm.rules.recovery import Goal
from caseterm.rules.terms import ROLES, label, lowered
from caseterm.rules.terms_care import GOAL_STATUSES, label_of
from caseterm.screens.client import planforms
from caseterm.screens.client.planrows import PlanRows
from caseterm.screens.client.section import split_key
from caseterm.screens.opening import Given, choices, texts

_GOAL_TEXTS = ("text", "measure", "baseline", "target", "now", "status", "notes")


class PlanSection(PlanRows):
    """Draw up, revise, review, share; goals and what is to be done."""

    def add(self) -> None:
        """The plan itself where there is none, else what belongs to it."""
        if self.current is None:
            self.draw_up()
            return
        acts = {"goal": self._new_goal, "work": self.new_work, "review": self.review, "share": self.share}
        items = [("goal", "Goal"), ("work", "To do"), ("review", "Review"), ("share", "Given to somebody")]

        def chosen(what: Any) -> None:
            if what:
                acts[what]()

        self.desk.pick("Add", items, chosen)

    def draw_up(self) -> None:
        def save(given: Given) -> ChangeSet:
            return services.plans.draw_up(self.db, self.case_id, planforms.plan_values(given))

        start = planforms.plan_start(self.today)
        self.desk.form("plan", f"new:{self.case_id}", "Recovery plan", planforms.plan_specs(), start, save)

    def new_version(self) -> None:
        """A new version of the plan, with what still counts."""
        current = self.current
        if current is None:
            self.draw_up()
            return
        plan_id = current.id

        def save(given: Given) -> ChangeSet:
            return services.plans.revise(self.db, plan_id, planforms.plan_values(given, "what_changed"))

        start = {**planforms.plan_start(self.today), "expected_mmi_on": current.version.expected_mmi_on}
        start["summary"] = current.version.summary
        specs = planforms.plan_specs(why=True)
        self.desk.form("plan-version", str(plan_id), f"Version {current.version.number + 1}", specs, start, save)

    def _new_goal(self) -> None:
        plan = self._plan()
        if plan is None:
            return

        def save(given: Given) -> ChangeSet:
            values = {**texts(given, *_GOAL_TEXTS), "target_on": given["target_on"]}
            words = f"Added goal: {given['text']} {self.whose}"
            values |= {"case_id": self.case_id, "plan_id": plan.id}
            return services.records.add_record(self.db, "goal", values, label=words)

        self.desk.form("goal", f"new:{plan.id}", "New goal", planforms.goal_specs(), {"status": "open"}, save)

    def new_work(self) -> None:
        """Something to be done for the plan."""
        plan = self._plan()
        if plan is None:
            return

        def save(given: Given) -> ChangeSet:
            values = {**texts(given, "text", "owner", "notes"), "due": given["due"], "goal_id": given["goal_id"]}
            return services.plans.add_intervention(self.db, plan.id, values, task=bool(given["task"]))

        specs = planforms.work_specs([(goal.id, goal.text) for goal in plan.version.goals])
        self.desk.form("intervention", f"new:{plan.id}", "To do for the plan", specs, {"task": True}, save)

    def review(self) -> None:
        """Look at the plan: does it move the client forward?"""
        plan = self._plan()
        if plan is None:
            return

        def save(given: Given) -> ChangeSet:
            values = {**texts(given, "progress", "reason_stalled", "changes_made", "notes")}
            values |= {name: given[name] for name in ("dated", "moving_forward", "next_review_on")}
            return services.plans.review(self.db, plan.id, values)

        stalls = queries.plans.stalled(self.db, self.case_id)
        remark = "; ".join(each.words for each in stalls)
        start: dict[str, object] = {"dated": self.today, "moving_forward": not stalls}
        title = f"Review of version {plan.version.number}"
        self.desk.form("plan-review", str(plan.id), title, planforms.review_specs(remark), start, save)

    def print_care(self) -> None:
        """The plan for its readers, or the progress report."""
        from caseterm.screens.client.carepictures import print_care

        print_care(self.desk)

    def share(self) -> None:
        """Say who was given this version."""
        plan = self._plan()
        if plan is None:
            return
        people = queries.plans.recipients(self.db, self.case_id)
        manners = queries.alignment.manners(self.db, self.case_id)

        def minded(each: Recipient) -> str:
            """That somebody may not be told, for there is no consent."""
            return ": NO CONSENT" if manners[each.role, each.contact_id].forbidden else ""

        def save(given: Given) -> ChangeSet:
            picked = next((each for each in people if each.contact_id == given["contact_id"]), None)
            rows: list[dict[str, Any]] = []
            if picked is not None:
                rows = [{"contact_id": picked.contact_id, "role": picked.role, "with_whom": picked.name}]
            if not rows and given["with_whom"]:
                rows = [{"with_whom": given["with_whom"], "role": "other"}]
            on: date = given["dated"]
            return services.plans.share(self.db, plan.id, rows, on=on, how=str(given["how"]))

        start: dict[str, object] = {"dated": self.today, "how": "mail"}
        specs = planforms.share_specs(
            [(each.contact_id, f"{each.name}, {lowered(label(ROLES, each.role))}{minded(each)}") for each in people]
        )
        self.desk.form("plan-share", str(plan.id), f"Version {plan.version.number} given to", specs, start, save)

    def _plan(self) -> PlanLine | None:
        if self.current is None:
            self.desk.say("No plan is in force. a draws one up.")
        return self.current

    def edit(self, key: str) -> None:
        line, number = self.lines[key], split_key(key)[1]
        if isinstance(line, PlanLine):
            self._edit_plan(line)
        elif isinstance(line, Goal):
            row = queries.casefile_care.stored(self.db, "plan_goals", number, days=("target_on",))

            def save(given: Given) -> ChangeSet:
                values = {**texts(given, *_GOAL_TEXTS), "target_on": given["target_on"]}
                words = f"Changed goal: {given['text']} {self.whose}"
                return services.records.edit_record(self.db, "goal", number, values, label=words)

            self.desk.form("goal", key, "Edit goal", planforms.goal_specs(), row, save)
        elif isinstance(line, WorkLine):
            row = queries.casefile_care.stored(self.db, "plan_interventions", number, days=("due", "done_on"))

            def save_work(given: Given) -> ChangeSet:
                values = {**texts(given, "text", "owner", "notes")}
                values |= {name: given[name] for name in ("due", "done_on", "goal_id")}
                words = f"Changed, plan: {given['text']} {self.whose}"
                return services.records.edit_record(self.db, "intervention", number, values, label=words)

            goals = [(goal.id, goal.text) for goal in (self.current.version.goals if self.current else ())]
            self.desk.form("intervention", key, "Edit", planforms.work_specs(goals, done=True), row, save_work)
        else:
            self.desk.say("What was reviewed or given stays as it was. m a puts it away, u undoes it.")

    def _edit_plan(self, line: PlanLine) -> None:
        row = queries.casefile_care.stored(
            self.db, "care_plans", line.id, days=("dated", "expected_mmi_on", "review_on")
        )

        def save(given: Given) -> ChangeSet:
            return services.plans.edit_plan(self.db, line.id, planforms.plan_values(given))

        title = f"Version {line.version.number}"
        self.desk.form("plan", f"plan:{line.id}", title, planforms.plan_specs(), row, save)

    def done(self, keys: Sequence[str]) -> None:
        """A goal is met, something is done."""
        line, number = self.lines[keys[0]], split_key(keys[0])[1]
        if isinstance(line, WorkLine):
            self.desk.store(lambda: services.plans.finish_intervention(self.db, number))
        elif isinstance(line, Goal):
            self._goal_status(number, line, "met")
        else:
            self.refuse("Done")

    def set_status(self, keys: Sequence[str]) -> bool:
        line, number = self.lines[keys[0]], split_key(keys[0])[1]
        if not isinstance(line, Goal):
            return False

        def chosen(status: Any) -> None:
            if status:
                self._goal_status(number, line, status)

        self.desk.pick(line.text, choices(GOAL_STATUSES), chosen, current=line.status)
        return True

    def _goal_status(self, number: int, line: Goal, status: str) -> None:
        words = f"Goal {label_of(GOAL_STATUSES, status)}: {line.text} {self.whose}"
        self.desk.store(lambda: services.records.edit_record(self.db, "goal", number, {"status": status}, label=words))
