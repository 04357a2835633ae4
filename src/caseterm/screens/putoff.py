"""Put a reason of attention off: which, why, until when."""

from __future__ import annotations

from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules.attention import dismissible
from caseterm.rules.attention_reason import Reason
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.pick import PickDialog
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import Given, open_form


def put_off(screen: BaseScreen, case_id: int, client: str) -> None:
    """Ask which reason of the case; with one, only why and until when."""
    judged = queries.caselist.judged(screen.db, case_id)
    found = [(reason, said) for reason, said in judged if dismissible(reason.code)]
    if not found:
        fixed = "Deadlines go on reminding; an attorney dismisses one on the deadline itself."
        screen.say(fixed if judged else "Nothing calls for you on this case.")
    elif len(found) == 1:
        _ask(screen, case_id, client, *found[0])
    else:
        items: list[tuple[object, str]] = [(place, said) for place, (_, said) in enumerate(found)]

        def chosen(place: Any) -> None:
            if place is not None:
                _ask(screen, case_id, client, *found[place])

        screen.app.push_screen(PickDialog("Put off", items), chosen)


def _ask(screen: BaseScreen, case_id: int, client: str, reason: Reason, words: str) -> None:
    def save(given: Given) -> ChangeSet:
        why, until = str(given["why"] or ""), given["until"]
        return services.dismissals.dismiss(screen.db, case_id, reason, words=words, why=why, until=until)

    specs = [
        FieldSpec("why", "Why it can wait", required=True),
        FieldSpec("until", "Until", "date", required=True, hint="comes back the day after"),
    ]
    open_form(
        screen, "put-off", f"{case_id}:{reason.code}", "Put off", specs, save=save, subtitle=f"{client}   {words}"
    )
