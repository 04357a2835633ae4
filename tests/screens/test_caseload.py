from caseterm.store.database import Database
from tests.screens.harness import press, running, settle, shown, type_text
from tests.services.test_cases import open_case


async def test_the_caseload_shows_each_case_with_its_reason(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, _pilot):
        text = shown(app)
        assert "[1 Cases]" in text
        assert "Garcia, Maria" in text
        assert "never contacted, 20 d" in text
