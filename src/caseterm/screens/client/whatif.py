"""What an offer gives the client, and what offer gives the client so much: looked at by keys, nothing stored."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult

from caseterm.queries.settlement import ClaimLine
from caseterm.rules import whatif
from caseterm.rules.money import format_cents, parse_cents
from caseterm.rules.negotiation import Standing
from caseterm.rules.settlement import Statement
from caseterm.rules.settling import Money, Offer, project
from caseterm.rules.shares import share_words
from caseterm.screens.client.waterfall import waterfall_lines
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.values import changed
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, wrap

WIDTH = 74
ROOM = WIDTH - 4
TYPED = "0123456789.,km"
CAUTIONS = 3


class WhatIfDialog(Dialog[None]):
    """A small table from gross to net at an offer that moves by keys; Escape leaves, and nothing was stored."""

    guard_seconds: ClassVar[float] = 0.0

    def __init__(self, money: Money, offer: Offer, standing: Standing, claim: ClaimLine | None) -> None:
        super().__init__()
        self._money, self._standing, self._claim = money, standing, claim
        self._first = self._offer = offer
        self._step = whatif.fitting_step(offer.amount)
        self._typing: Literal["", "offer", "net"] = ""
        self._typed = ""
        self._said = ("", "")
        self._at = lru_cache(maxsize=256)(lambda amount: project(money, changed(offer, amount=amount)))

    @property
    def statement(self) -> Statement:
        return self._at(self._offer.amount)

    def compose(self) -> ComposeResult:
        yield Box("Net to client at this offer", self._lines(), width=WIDTH)

    # what is shown

    def _lines(self) -> list[list[Cell]]:
        statement = self.statement
        num, den = (statement.rows[-1].num, statement.rows[-1].den) if statement.rows else (0, 1)
        lines: list[list[Cell]] = [self._against(), self._amount_line(), []]
        lines += waterfall_lines(statement, ROOM - 2)
        lines += [[] for _ in range(10 - len(lines))]
        lines.append([("Fee " + share_words(num, den) + self._others(), "muted")])
        lines.append([(self._bracket(), "muted")])
        cautions = [part for text in statement.cautions for part in wrap(f"! {text}", ROOM)]
        lines += [[(text, "warn")] for text in cautions[:CAUTIONS]]
        lines += [[] for _ in range(CAUTIONS - len(cautions))]
        text, role = self._said
        said = wrap(text, ROOM)[:2] if text else []
        lines += [[(part, role)] for part in said]
        lines += [[] for _ in range(2 - len(said))]
        return [*lines, *self._keys()]

    def _against(self) -> list[Cell]:
        claim = self._claim
        if claim is None:
            return [("The whole case", "bold")]
        known = format_cents(claim.limit, dollar=True) if claim.limit is not None else "not known"
        over = claim.limit is not None and self._offer.amount > claim.limit
        return [
            (cut(claim.insurer or "Insurer unknown", ROOM - 34), "bold"),
            (f"   limit {known}", "warn" if over else "muted"),
            (" over" if over else "", "warn"),
        ]

    def _amount_line(self) -> list[Cell]:
        if self._typing:
            name = "Offer" if self._typing == "offer" else "Net to client wanted"
            return [f"{name}: ", (f"{self._typed}_", "accent")]
        amount = format_cents(self._offer.amount, dollar=True)
        moved = self._offer.amount - self._first.amount
        change = f"   {'+' if moved > 0 else ''}{format_cents(moved)} from the start" if moved else ""
        return ["Offer ", (amount, "bold"), (f"   step {format_cents(self._step, dollar=True)}{change}", "muted")]

    def _others(self) -> str:
        others = len(self.statement.rows) - 1
        return f"   with {others} other recover{'y' if others == 1 else 'ies'} of the case" if others > 0 else ""

    def _bracket(self) -> str:
        stands = self._standing
        parts = []
        if stands.demand is not None:
            parts.append(f"demand {format_cents(stands.demand.amount or 0)}")
        if stands.offer is not None:
            parts.append(f"offer {format_cents(stands.offer.amount or 0)}")
        if stands.middle is not None:
            parts.append(f"middle {format_cents(stands.middle)}")
        return "   ".join(parts)

    def _keys(self) -> list[list[Cell]]:
        if self._typing:
            return [[("enter", "key"), " look at it  ", ("esc", "key"), " not"], []]
        first: list[Cell] = [
            ("+ -", "key"),
            " by a step  ",
            ("[ ]", "key"),
            " other step  ",
            ("0-9", "key"),
            " an amount",
        ]
        more: list[Cell] = [("t", "key"), " offer for a net  "]
        if self._standing.middle is not None:
            more += [("m", "key"), " middle  "]
        if self._claim is not None and self._claim.limit is not None:
            more += [("l", "key"), " limit  "]
        return [first, [*more, ("r", "key"), " back to start  ", ("esc", "key"), " close"]]

    def _show(self) -> None:
        self.query_one(Box).set_lines(self._lines())

    # keys

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self._said = self._said if self._typing else ("", "")
        if self._typing:
            self._on_typing(event)
        else:
            self._on_command(event)
        if not self._answered:
            self._show()

    def _on_typing(self, event: events.Key) -> None:
        if event.key == "escape":
            self._typing = ""
        elif event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.key == "enter":
            self._take()
        elif event.character and event.character.casefold() in TYPED + "$":
            self._typed = (self._typed + event.character)[:16]

    def _on_command(self, event: events.Key) -> None:
        char = event.character or ""
        claim = self._claim
        if event.key in ("escape", "enter", "q"):
            self.dismiss(None)
        elif char in ("+", "=") or event.key == "up":
            self._move(whatif.moved(self._offer.amount, self._step, 1))
        elif char == "-" or event.key == "down":
            self._move(whatif.moved(self._offer.amount, self._step, -1))
        elif char in ("[", "]"):
            self._step = whatif.other_step(self._step, 1 if char == "]" else -1)
        elif char and char in "0123456789$":
            self._typing, self._typed = "offer", char
        elif char == "t":
            self._typing, self._typed = "net", ""
        elif char == "m" and self._standing.middle is not None:
            self._move(self._standing.middle)
        elif char == "l" and claim is not None and claim.limit is not None:
            self._move(claim.limit)
        elif char == "r":
            self._move(self._first.amount)

    def _move(self, amount: int) -> None:
        self._offer = changed(self._offer, amount=max(0, amount))

    def _take(self) -> None:
        """Look at what was typed: an offer, or the offer that gives the client so much."""
        try:
            cents = parse_cents(self._typed)
        except ValueError as problem:
            why = str(problem)
            self._said = (f"{why[:1].upper()}{why[1:]}. Try 45,000 or 45k.", "warn")
            return
        if self._typing == "offer":
            self._move(cents)
        else:
            self._aim(cents)
        self._typing = ""

    def _aim(self, wanted: int) -> None:
        found = whatif.offer_for(wanted, lambda amount: self._at(amount).net)
        said = format_cents(wanted, dollar=True)
        if found is None:
            self._said = (f"No offer gives the client {said}.", "warn")
            return
        self._move(found)
        self._said = (f"From {format_cents(found, dollar=True)} on the client gets {said}.", "good")
