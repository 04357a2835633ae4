"""What each rule makes of a lien, side by side on a settlement that moves by keys; Enter takes the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from caseterm.rules.money import format_cents, parse_cents
from caseterm.rules.reductions import Choice, Claimed, Reduction, Settlement, half_up, reduce_claims
from caseterm.rules.terms_money import REDUCTION_KINDS
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.values import value
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, pad, wrap

WIDTH = 76
ROOM = WIDTH - 4
SEEN = 8
REASON = 4
LABEL = 44


@value
class Reduced:
    """The rule that was taken, and what it was counted on."""

    kind: str
    settlement: Settlement
    chosen: Choice


class ReduceDialog(Dialog[Reduced | None]):
    """Every rule with what it leaves of the claims; nothing is stored here."""

    guard_seconds: ClassVar[float] = 0.0

    def __init__(
        self, what: str, claims: Sequence[Claimed], settlement: Settlement, *, kind: str = "none", why: str = ""
    ) -> None:
        super().__init__()
        self._what, self._claims, self._from = what, claims, why
        self._settlement = settlement
        self._chosen = Choice()
        self._kinds = list(REDUCTION_KINDS)
        self._place = self._kinds.index(kind) if kind in self._kinds else 0

    def compose(self) -> ComposeResult:
        yield Box("Reduce a lien", self._lines(), width=WIDTH)

    # what is shown

    def _found(self, kind: str) -> list[Reduction]:
        return reduce_claims(kind, self._claims, self._settlement, self._chosen)

    def _lines(self) -> list[list[Cell]]:
        claimed = sum(claim.amount for claim in self._claims)
        lines: list[list[Cell]] = [
            [(cut(self._what, ROOM - 24), "bold"), f"   claimed {_amount(claimed)}"],
            self._parameters(),
            self._more_parameters(),
            [(pad("  Rule", LABEL) + pad("left", 13, "right") + pad("off", 13, "right"), "header")],
        ]
        first = max(0, min(self._place - SEEN // 2, len(self._kinds) - SEEN))
        lines += [self._rule(place) for place in range(first, min(first + SEEN, len(self._kinds)))]
        return [*lines, [], *self._reason(), *self._keys()]

    def _parameters(self) -> list[Cell]:
        each = self._settlement
        return [
            ("g", "key"), f" settlement {_amount(each.gross)}  ", ("f", "key"), f" fee {_amount(each.fee)}  ",
            ("c", "key"), f" costs {_amount(each.costs)}",
        ]  # fmt: skip

    def _more_parameters(self) -> list[Cell]:
        chosen = self._chosen
        share = f"{chosen.num}/{chosen.den}" if chosen.num is not None else "the rule's own"
        agreed = _amount(chosen.amount) if chosen.amount is not None else "none"
        return [
            ("p", "key"), f" prior liens {_amount(self._settlement.prior)}  ", ("n", "key"), f" fraction {share}  ",
            ("a", "key"), f" sum agreed {agreed}",
        ]  # fmt: skip

    def _rule(self, place: int) -> list[Cell]:
        kind = self._kinds[place]
        found = self._found(kind)
        left = sum(each.final for each in found)
        off = sum(each.off for each in found)
        applies = all(each.applies for each in found)
        role = "current" if place == self._place else "" if applies else "muted"
        amounts = [_amount(left), _amount(off) if off else ""] if applies else ["not here", ""]
        line = pad(f"{'>' if place == self._place else ' '} {REDUCTION_KINDS[kind]}", LABEL)
        return [(line + "".join(pad(text, 14 - (not number), "right") for number, text in enumerate(amounts)), role)]

    def _reason(self) -> list[list[Cell]]:
        found = self._found(self._kinds[self._place])[0]
        lines: list[list[Cell]] = [[(line, "")] for line in wrap(found.why, ROOM)[: REASON - bool(found.caution)]]
        if found.caution:
            lines.append([(cut(f"! {found.caution}", ROOM), "warn")])
        elif self._from and len(lines) < REASON:
            lines.append([(self._from, "muted")])
        return [*lines, *([[]] * (REASON - len(lines)))]

    def _keys(self) -> list[list[Cell]]:
        return [[("up down", "key"), " rule  ", ("enter", "key"), " take it  ", ("esc", "key"), " close"]]

    def _show(self) -> None:
        self.query_one(Box).set_lines(self._lines())

    # keys

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self._on_command(event)
        if not self._answered:
            self._show()

    def _on_command(self, event: events.Key) -> None:
        key = event.character if event.character and event.is_printable else event.key
        if key in _QUESTIONS:
            self._ask(key)
        elif key in ("down", "j"):
            self._place = min(len(self._kinds) - 1, self._place + 1)
        elif key in ("up", "k"):
            self._place = max(0, self._place - 1)
        elif key in ("escape", "q"):
            self.dismiss(None)
        elif key == "enter":
            self._take()

    def _take(self) -> None:
        kind = self._kinds[self._place]
        if all(each.applies for each in self._found(kind)):
            self.dismiss(Reduced(kind, self._settlement, self._chosen))

    def _ask(self, key: str, *, typed: str = "", said: str = "") -> None:
        """Ask for what a letter stands for; what cannot be read is asked again, with the reason."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        def answered(answer: object) -> None:
            if answer is None:
                return
            try:
                self._set(key, str(answer).strip())
            except ValueError as problem:
                self._ask(key, typed=str(answer), said=str(problem))
            else:
                self._show()

        blank = key in ("n", "a")
        self.app.push_screen(PromptDialog(_QUESTIONS[key], "text", typed or None, said, blank=blank), answered)

    def _set(self, key: str, text: str) -> None:
        """Take what was typed for the parameter asked. Raises ValueError with the reason."""
        match key:
            case "n":
                share = read_fraction(text) if text else None
                self._chosen = replace(
                    self._chosen, num=share.numerator if share else None, den=share.denominator if share else None
                )
            case "a":
                self._chosen = replace(self._chosen, amount=_cents(text) if text else None)
                if text:
                    self._place = self._kinds.index("negotiated")
            case "f":
                shared = text.endswith("%") or "/" in text
                fee = half_up(self._settlement.gross * read_fraction(text)) if shared else _cents(text)
                self._settlement = replace(self._settlement, fee=fee)
            case "g" | "c" | "p":
                name = {"g": "gross", "c": "costs", "p": "prior"}[key]
                self._settlement = _with(self._settlement, name, _cents(text))


_QUESTIONS = {
    "g": "Settlement, gross",
    "f": "Fee, an amount, 1/3 or 40 %",
    "c": "Costs",
    "p": "Liens that go before",
    "n": "Fraction, 1/3 or 40 %",
    "a": "Sum agreed",
}


def _with(settlement: Settlement, name: str, cents: int) -> Settlement:
    """Another gross keeps the fee's share of it."""
    if name == "gross" and settlement.gross:
        fee = half_up(Fraction(settlement.fee) * cents / settlement.gross)
        return replace(settlement, gross=cents, fee=fee)
    if name == "gross" and not settlement.fee:
        return replace(settlement, gross=cents, fee=half_up(Fraction(cents, 3)))
    changed = {name: cents}
    return replace(settlement, **changed)


def _cents(text: str) -> int:
    cents = parse_cents(text)
    if cents < 0:
        raise ValueError("an amount is not negative")
    return cents


def read_fraction(text: str) -> Fraction:
    """A share as it is typed: 1/3, 40 %, 33.33%. Raises ValueError with the reason."""
    try:
        share = Fraction(text[:-1].strip()) / 100 if text.endswith("%") else Fraction(text.replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        raise ValueError("this is no fraction; write 1/3 or 40 %") from None
    if not 0 <= share <= 1:
        raise ValueError("a share is between nothing and the whole")
    if share.denominator > 1_000_000:
        raise ValueError("that has too many decimals")
    return share


def _amount(cents: int) -> str:
    return format_cents(cents)
