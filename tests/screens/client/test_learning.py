"""What comes next is read out, told, asked and printed; who is out of touch; whom to refer to: one walk by keys."""

import pytest

from caseterm.rules.inputs import ContactInput
from caseterm.services import contacts, parties
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import NGUYEN, one, opened
from tests.screens.harness import LARGE, SMALL, press, shown, type_text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_comes_next_is_read_out_told_and_printed(file_db: Database, size: tuple[int, int]) -> None:
    db = file_db
    client = int(str(one(db, f"SELECT client_id FROM cases WHERE id = {NGUYEN}")[0]))
    contacts.edit_contact(db, client, {"language": "Spanish", "interpreter_needed": True, "best_time": "after 6 pm"})
    parties.add_party(db, NGUYEN, "caregiver", ContactInput({"last": HOSTILE}))
    async with opened(db, section="learning", size=size) as (app, pilot, _):
        assert "0 of 4 understood   read out in Spanish" in shown(app)
        assert "You are in treatment" in shown(app)
        await press(pilot, "E")
        assert "Lo que sigue: el final del tratamiento" in shown(app)
        assert "INTERPRETER" in shown(app)
        await press(pilot, "t")
        assert "What comes next: the end of treatment" in shown(app)
        assert "client speaks Spanish" in shown(app)
        await press(pilot, "x")
        assert "understood" in shown(app).splitlines()[1]
        assert one(db, "SELECT topic, language, understood FROM education") == ("treating.next", "en", "teach_back_ok")
        await press(pilot, "full_stop", "t", "full_stop", "comma", "comma")
        await press(pilot, "e", "tab", "tab", "tab", "tab")
        await type_text(pilot, "Who pays?")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT title FROM tasks ORDER BY id DESC LIMIT 1") == ("Answer the client: Who pays?",)
        await press(pilot, "p")
        assert "LO QUE SIGUE" in shown(app)
        await press(pilot, "escape", "escape")
        assert "1 of 4 understood" in shown(app)
        assert "question open" in shown(app)
        await press(pilot, "end", "up")
        await press(pilot, "g", "K")
        assert "no consent !" in shown(app)
        await press(pilot, "end", "enter")
        assert "No consent on file to speak with O'Neil" in shown(app)
        await press(pilot, "escape", "g", "J")
        assert "Out of touch: " in shown(app)
        heading = shown(app).splitlines()[1]
        assert "silent: provid" in heading
        assert "family" not in heading, "nobody is chased whom the client has not let us speak with"
        await press(pilot, *"ttttttt")
        assert "attorney only" in shown(app)
        await press(pilot, "l")
        assert "Log contact" in shown(app)
        await press(pilot, "escape", "escape")
        await press(pilot, "g", "w")
        assert "Directory: " in shown(app)
        await press(pilot, "e")
        await type_text(pilot, "Spanish\nyes")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT languages, accepts_lop FROM provider_profiles") == ("Spanish", 1)
        await press(pilot, "slash")
        await type_text(pilot, "spanish lop\n")
        assert "Directory: 1 provider" in shown(app)
        await press(pilot, "enter")
        assert "Referral to " in shown(app)
        await type_text(pilot, "neurology")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT status FROM referrals") == ("searching",)
        await press(pilot, "escape", "g", "W", "end", "m", "f")
        assert "Directory: " in shown(app)
