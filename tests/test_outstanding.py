"""The list of outstanding requests as a file: by who has to answer, with ages and what was said last."""

import json
from datetime import timedelta

import pytest

from caseterm import services, sheets
from caseterm.errors import NotFoundError
from caseterm.rules.heard import read_follow_up
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case
from tests.services.test_requests import provider


def text(db: Database, reader: sheets.Reader, format: str = "txt") -> str:
    return sheets.prepare(reader(db), format).write().data.decode()


def test_the_list_says_whom_to_call_what_about_and_what_they_said(db: Database) -> None:
    maria, other = open_case(db, "Garcia"), open_case(db, HOSTILE)
    clinic, hostile = provider(db, maria, "Mercy PT", fax="5550107000"), provider(db, other, HOSTILE)
    for case_id, number, days in ((maria, clinic, 61), (other, hostile, 3)):
        sent = TODAY - timedelta(days=days)
        services.requests.add_request(
            db, case_id, {"case_provider_id": number, "kind": "records", "sent_on": sent, "vendor": "Copy & Co",
                          "follow_up_on": sent + timedelta(days=14)},
        )  # fmt: skip
    services.requests.follow_up(db, [1], read_follow_up("L., processing", today=TODAY - timedelta(days=20)))
    every, due = text(db, sheets.outstanding()), text(db, sheets.outstanding(due_only=True))
    assert "COPY & CO" in every
    assert "61 d !" in every
    assert "3 d" in every
    assert "3 d" not in due
    assert "\x1b" not in every
    facts = json.loads(text(db, sheets.outstanding(maria), "json"))["facts"]
    (office,) = facts["offices"]
    assert [(each["number"], each["age_days"], each["follow_ups"]) for each in office["requests"]] == [
        ("26-0001", 61, 1)
    ]
    assert office["requests"][0]["said_last"] == "11/21/2026, call: L.: processing"
    with pytest.raises(NotFoundError):
        sheets.outstanding(4711)(db)


def test_nothing_outstanding_is_said_in_words(db: Database) -> None:
    open_case(db)
    assert "Nothing is outstanding." in text(db, sheets.outstanding())
