"""The client screen as text, compared line by line with what was looked at and found good.

To renew a page after looking at it: CASETERM_RENEW=1 pytest tests/screens/client/test_client_pages.py
"""

import os
from pathlib import Path

import pytest

from caseterm.store.database import Database
from tests.screens.client.driving import GARCIA, NGUYEN, opened
from tests.screens.harness import LARGE, SMALL, shown

FOLDER = Path(__file__).parents[1] / "snapshots"
PAGES = {
    "client-overview-80x24": (NGUYEN, "overview", SMALL),
    "client-overview-120x40": (NGUYEN, "overview", LARGE),
    "client-insurance-80x24": (NGUYEN, "insurance", SMALL),
    "client-treatment-120x40": (NGUYEN, "treatment", LARGE),
    "client-notes-80x24": (NGUYEN, "notes", SMALL),
    "client-empty-80x24": (GARCIA, "overview", SMALL),
}


@pytest.mark.parametrize("name", list(PAGES))
async def test_the_page_is_the_one_that_was_looked_at(file_db: Database, name: str) -> None:
    case_id, section, size = PAGES[name]
    async with opened(file_db, case_id=case_id, section=section, size=size) as (app, _pilot, _screen):
        text = shown(app) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("CASETERM_RENEW"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
