"""What is outstanding, as it goes on paper."""

from caseterm.queries import requests
from caseterm.queries.heads import office_head
from caseterm.queries.requests import FollowUpLine, Holder, RequestLine
from caseterm.rules import requests as rules
from caseterm.rules.dates import paper_day
from caseterm.rules.outstanding import Asked, Office, Outstanding
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import FOLLOW_UP_WAYS, REQUEST_STATUSES
from caseterm.store.database import Database


def outstanding(db: Database, *, case_id: int | None = None, due_only: bool = False) -> Outstanding:
    """The outstanding requests of the open cases, or of one case; with `due_only` those to be chased by today."""
    today = db.clock.today()
    if case_id is None:
        lines = requests.outstanding(db)
    else:
        lines = [line for line in requests.of_case(db, case_id) if not line.asked.over]
    if due_only:
        lines = requests.chased(lines, today)
    holders = requests.by_holder(lines)
    heard = requests.follow_ups(db, [line.id for line in lines])
    reach = requests.reach(db, {each.contact_id for each in holders if each.contact_id})
    client, number = _whose(db, case_id)
    return Outstanding(
        **office_head(db),
        offices=tuple(_office(each, heard, reach, db) for each in holders),
        due_only=due_only,
        client=client,
        number=number,
    )


def _whose(db: Database, case_id: int | None) -> tuple[str, str]:
    row = db.raw.execute("SELECT client, number FROM caselist WHERE case_id = ?", (case_id,)).fetchone()
    return (row[0], row[1]) if row else ("", "")


def _office(
    holder: Holder, heard: dict[int, list[FollowUpLine]], reach: dict[int, tuple[str, str]], db: Database
) -> Office:
    phone, fax = reach.get(holder.contact_id or 0, ("", ""))
    asked = tuple(_asked(line, heard.get(line.id, []), db) for line in holder.lines)
    return Office(holder.name, phone, fax, asked)


def _asked(line: RequestLine, heard: list[FollowUpLine], db: Database) -> Asked:
    today = db.clock.today()
    said = ""
    if heard:
        last = heard[0]
        who = f"{last.spoke_with}: " if last.spoke_with else ""
        said = f"{paper_day(last.dated)}, {label(FOLLOW_UP_WAYS, last.how).lower()}: {who}{last.outcome}"
    return Asked(
        client=line.client,
        number=line.number,
        what=rules.request_words(line.kind, line.provider if line.vendor else ""),
        range=line.range,
        sent_on=line.sent_on,
        age=rules.age(line.asked, today),
        due_on=rules.due_on(line.asked),
        status=label(REQUEST_STATUSES, line.status),
        step=rules.next_step(line.asked, today),
        reference=line.reference,
        said=said,
        times=len(heard),
        late=rules.is_due(line.asked, today),
    )
