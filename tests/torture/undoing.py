"""Any sequence of acts, undone and redone at random, is always where it was."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.torture.day import Day
from tests.torture.record import content, faults, opened, perform


def wander(folder: Path, *, seed: int, acts: int, steps: int) -> tuple[int, list[str]]:
    """Do acts, then walk up and down through them by undo and redo; how many steps, and what differed.

    A fresh act after undoing cuts off what could be redone, as it does for a person.
    """
    chance = Random(seed)
    wrong: list[str] = []
    with opened(folder / f"undo-{seed}.db") as db:
        day = Day(db, seed, folder=folder, undo=False)
        states = [content(db, exact=True)]  # after each act that is not undone, and those that can be redone
        at = done = 0
        while done < steps and not wrong:
            move = chance.random()
            if len(states) <= acts and (move < 0.4 or at == 0):
                answer = perform(db, day.draw())
                if not answer["ok"] or answer["id"] is None:
                    continue
                del states[at + 1 :]
                states.append(content(db, exact=True))
                at += 1
            else:
                down = at > 0 and (move < 0.7 or at == len(states) - 1)
                for _ in range(chance.randint(1, at if down else len(states) - 1 - at)):
                    answer = perform(db, {"act": "undo" if down else "redo"})
                    at += -1 if down else 1
                    done += 1
                    if not answer["ok"]:
                        wrong.append(f"step {done}: {answer['error']}")
                    elif content(db, exact=True) != states[at]:
                        wrong.append(f"step {done}: {answer['label']!r} gave another content")
                    if wrong:
                        break
        wrong += faults(db)
    return done, wrong
