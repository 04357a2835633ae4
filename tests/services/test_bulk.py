from typing import Any
from uuid import UUID

import pytest

from caseterm.changes import Op
from caseterm.errors import InputError
from caseterm.models import Contact, Party
from caseterm.services.acts import act
from caseterm.services.bulk import Bulk
from caseterm.store.database import Database
from caseterm.store.writing import new_uuid, new_uuids


def test_rows_given_other_columns_stand_in_their_order_with_the_defaults_of_the_rest(db: Database) -> None:
    with act(db, Op.IMPORT, "Imported") as write:
        bulk = Bulk(write)
        given: list[dict[str, Any]] = [
            {"kind": "person", "last": "Garcia", "dob": write.today},
            {"kind": "organization", "org_name": "State Farm"},
            {"last": "Ng", "first": "Linh", "kind": "person", "rides_needed": True},
        ]
        numbers = [bulk.add(Contact, values) for values in given]
        bulk.store()
        bulk.store()  # there is nothing left to store
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    found = db.raw.execute("SELECT id, last, first, org_name, dob, rides_needed, archived_at FROM contacts ORDER BY id")
    assert found.fetchall()[-3:] == [
        (numbers[0], "Garcia", "", "", write.today.isoformat(), 0, None),
        (numbers[1], "", "", "State Farm", None, 0, None),
        (numbers[2], "Ng", "Linh", "", None, 1, None),
    ]
    assert [change.row_id for change in write.changes.rows] == numbers


def test_a_text_too_long_for_its_column_is_refused_by_name_and_nothing_is_written(db: Database) -> None:
    (before,) = db.raw.execute("SELECT count(*) FROM contacts").fetchone()
    with pytest.raises(InputError) as refused:
        _import_a_long_name(db)
    (problem,) = refused.value.problems
    assert (problem.field, "longer than" in problem.reason) == ("Last name", True)
    assert db.raw.execute("SELECT count(*) FROM contacts").fetchone() == (before,)


def _import_a_long_name(db: Database) -> None:
    with act(db, Op.IMPORT, "Imported") as write:
        bulk = Bulk(write)
        bulk.add(Party, {"contact_id": bulk.add(Contact, {"kind": "person", "last": "Garcia"}), "case_id": 1})
        bulk.add(Contact, {"kind": "person", "last": "x" * 10_000})
        bulk.store()


def test_identifiers_made_together_are_as_those_made_singly() -> None:
    made = [*new_uuids(500), new_uuid()]
    assert len(set(made)) == 501
    assert all(str(UUID(each)) == each and UUID(each).version == 4 and each[19] in "89ab" for each in made)
    assert new_uuids(0) == []
