"""Why a case calls for her: each reason in words, with the key that settles it where it is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from caseterm import queries, services
from caseterm.commands import BY_ID, keys_of, printed
from caseterm.menus import menu
from caseterm.queries.putoff import PutOff
from caseterm.rules.attention_places import MORE, PLACES, letters
from caseterm.rules.attention_reason import Reason
from caseterm.values import value
from caseterm.widgets.safe import cut, width_of

if TYPE_CHECKING:
    from caseterm.screens.base import BaseScreen
    from caseterm.screens.client.screen import ClientScreen

WHY = "why"
"""The command that shows the reasons."""
AROUND = 8
"""Rows of the window that the list of reasons leaves to others."""


@value
class Told:
    """A reason in words; its letter after the key of the command WHY, and what that letter does there."""

    reason: Reason
    said: str
    section: str
    letter: str
    verb: str
    action: str

    @property
    def row(self) -> str:
        return self.reason.row or PLACES[self.reason.code].row


def told(judged: Sequence[tuple[Reason, str]], keymap: Mapping[str, str]) -> list[Told]:
    """The reasons of a case, the gravest first, with their letters under the user's keys."""
    known = [(reason, said, *_settles(reason.code, keymap)) for reason, said in judged if reason.code in PLACES]
    marks = letters(key for _, _, key, _, _ in known)
    return [
        Told(reason, said, PLACES[reason.code].section, letter, verb, action)
        for (reason, said, _, verb, action), letter in zip(known, marks, strict=True)
    ]


def _settles(code: str, keymap: Mapping[str, str]) -> tuple[str, str, str]:
    """The last key of what settles a reason, its words, and the action on the client screen."""
    place = PLACES[code]
    if place.command == MORE:
        items = menu("more", f"client.{place.section}", "client")
        item = next(each for each in items if each.key == place.letter)
        return item.key, item.label, item.action
    command = BY_ID[place.command]
    keys = keys_of(place.command, keymap)
    return printed(keys[0]) if keys else "", place.says or command.label, command.action


def why_key(scope: str, keymap: Mapping[str, str]) -> str:
    """The key under which a screen shows the reasons: w on the caseload, W on the client screen."""
    keys = keys_of(f"{scope}.{WHY}", keymap)
    return printed(keys[0]) if keys else ""


def keyed(each: Told, key: str, width: int) -> str:
    """A reason with the keys that settle it, cut so that they are always in sight: overdue 3 d: Call · w x."""
    tail = f" · {key} {each.letter}" if key and each.letter else ""
    return cut(each.said, max(0, width - width_of(tail))) + tail


def joined(found: Sequence[Told], key: str, width: int) -> str:
    """As many reasons with their keys as fit into a line, and how many more there are."""
    if not found:
        return ""
    room = width - (len(f"; +{len(found) - 1}") if len(found) > 1 else 0)
    line, shown = keyed(found[0], key, room), 1
    for each in found[1:]:
        longer = f"{line}; {keyed(each, key, width)}"
        more = len(found) - shown - 1
        if width_of(longer) + (len(f"; +{more}") if more else 0) > width:
            break
        line, shown = longer, shown + 1
    return line + (f"; +{len(found) - shown}" if shown < len(found) else "")


def all_words(found: Sequence[Told], key: str, width: int) -> str:
    """The words of all reasons, cut, and the key that lists them with theirs: no contact 31 d; Intake 8 d · W."""
    tail = f" · {key}" if key else ""
    return cut("; ".join(each.said for each in found), max(0, width - width_of(tail))) + tail


def show_reasons(screen: BaseScreen, case_id: int, client: str, *, walk: Sequence[int] = (), name: str = "") -> None:
    """List the reasons of a case; a letter goes to where its reason is settled and does what settles it."""
    from caseterm.screens.dialogs.reasons import ReasonsDialog

    found = told(queries.caselist.judged(screen.db, case_id), screen.program.config.keys)
    later = queries.putoff.put_off(screen.db, case_id)
    if not found and not later:
        screen.say("Nothing calls for you on this case.")
        return

    def chosen(each: Told | PutOff | None) -> None:
        if isinstance(each, PutOff):
            number = each.id
            screen.store(lambda: services.dismissals.take_back(screen.db, number))
        elif each is not None:
            screen.program.open_case(case_id, section=each.section, walk=walk, walk_name=name)
            cast("ClientScreen", screen.program.base_screen()).settle(each.row, each.action)

    room = max(1, screen.size.height - AROUND)
    shown = later[: max(1, room - len(found) - 1)] if later else []
    dialog = ReasonsDialog(f"Why {client}", found[: max(1, room - len(shown))], shown, today=screen.program.today)
    screen.app.push_screen(dialog, chosen)
