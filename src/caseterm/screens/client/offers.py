"""Demands and offers of a case: entered, answered, accepted, and looked at before anything is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.rules.negotiation import EventLine, Standing, standing
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import DEMANDS, METHODS, NEGOTIATION_KINDS, OFFERS, SIDES
from caseterm.screens.client.offer_words import RECOVERY_OF, claim_words, next_kind
from caseterm.screens.client.offersview import OffersShown
from caseterm.screens.client.section import split_key
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts


class OffersSection(OffersShown):
    """What she does with demands and offers."""

    def open(self, key: str) -> None:
        self.what_if(key)

    def what_if(self, key: str) -> None:
        """The way from gross to net at this amount, to be moved by keys."""
        event, stands = self._event(key), standing(self._of(key))
        claim_id = event.claim_id if event else split_key(key)[1] or None
        claim = self.claims.get(f"claim:{claim_id}")
        amount = event.amount if event else None
        if amount is None:
            known = stands.offer or stands.demand
            amount = (known.amount or 0) if known else (claim.limit if claim and claim.limit else 0)
        self._look(claim_id, amount, stands)

    def _look(self, claim_id: int | None, amount: int, stands: Standing) -> None:
        from caseterm.screens.client.whatif import WhatIfDialog

        claim = self.claims.get(f"claim:{claim_id}")
        self.desk.app.push_screen(WhatIfDialog(self.money(), self._offer(claim_id, amount), stands, claim))

    def print_at(self, key: str) -> None:
        """The projection at this amount, in the preview."""
        from caseterm import disbursing
        from caseterm.screens.sheetpreview import SheetPreview

        event, stands = self._event(key), standing(self._of(key))
        known = event if event is not None and event.amount is not None else stands.offer or stands.demand
        if known is None or known.amount is None:
            self.desk.say("There is no amount on this claim yet. a enters one.")
            return
        reader = disbursing.statement_sheet(self.case_id, offer=known.amount, claim_id=known.claim_id)
        if self.desk.attempt(lambda: reader(self.db)) is not None:
            self.desk.app.push_screen(SheetPreview(reader))

    def specs(self) -> list[FieldSpec]:
        known: list[tuple[object, str]] = [(claim.id, claim_words(claim)) for claim in self.claims.values()]
        return [
            FieldSpec("kind", "What", "choice", required=True, choices=choices(NEGOTIATION_KINDS)),
            FieldSpec("claim_id", "Claim", "choice", choices=known, width=54),
            FieldSpec("amount_cents", "Amount", "money", hint="45,000 or 45k"),
            FieldSpec("dated", "Date", "date", prefer="past"),
            FieldSpec("expires_on", "Expires", "date", hint="a demand's last day becomes a deadline"),
            FieldSpec("side", "From", "choice", choices=choices(SIDES)),
            FieldSpec("by_whom", "By whom"),
            FieldSpec("method", "How", "choice", choices=choices(METHODS)),
            FieldSpec("authority", "Authority", hint="who may settle, up to what"),
            FieldSpec("notes", "Notes", "notes"),
        ]

    def add(self) -> None:
        """A demand, an offer or an answer; on a claim's rows it is on that claim, and what comes next is offered."""
        keys = self._here()
        mine = self._of(keys) if keys else []
        event = self._event(keys) if keys else None
        claim_id = event.claim_id if event else (split_key(keys)[1] or None) if keys else None
        if claim_id is None and len(self.claims) == 1:
            claim_id = next(iter(self.claims.values())).id
        kind = next_kind(mine)
        self._new(kind, {"claim_id": claim_id})

    def _new(self, kind: str, start: Mapping[str, object]) -> None:
        values = {"kind": kind, "dated": self.today, "side": "us" if kind in DEMANDS else "them", **start}

        def save(given: Given) -> ChangeSet:
            return services.negotiation.add_event(self.db, self.case_id, _values(given))

        self._form(f"new:{self.case_id}", "New demand or offer", values, save)

    def edit(self, key: str) -> None:
        event = self._event(key)
        if event is None:
            self.desk.say("The claim itself is changed in Insurance. g i goes there.")
            return
        values = {spec.name: getattr(event, spec.name, None) for spec in self.specs()} | {"amount_cents": event.amount}

        def save(given: Given) -> ChangeSet:
            return services.negotiation.edit_event(self.db, event.id, _values(given))

        self._form(key, "Edit demand or offer", values, save)

    def _form(self, target: str, title: str, values: Mapping[str, object], save: Any) -> None:
        head = self.desk.head
        subtitle = f"{head.client} {head.number}" if head else ""
        open_form(
            self.desk,
            "negotiation",
            target,
            title,
            self.specs(),
            values,
            save=save,
            subtitle=subtitle,
            after=self._then,
        )

    def _then(self, changes: ChangeSet) -> None:
        """After an offer was entered: the client's net at it, at once. After an acceptance: the recovery."""
        number = changes.first_added("negotiation_events")
        event = self._event(f"event:{number}") if number is not None else None
        if event is not None and event.amount is not None and event.kind in OFFERS:
            self._look(event.claim_id, event.amount, standing(self._of(f"event:{event.id}")))
        elif event is not None and event.kind == "acceptance":
            self._recovery(event)

    def _here(self) -> str | None:
        keys = self.desk.keys()
        return keys[0] if keys else None

    def set_date(self, keys: Sequence[str]) -> None:
        """The last day of a demand or offer."""
        event = self._event(keys[0])
        if event is None or event.kind not in DEMANDS | OFFERS:
            self.refuse("A date")
            return

        def typed(day: Any) -> None:
            self.desk.store(lambda: services.negotiation.edit_event(self.db, event.id, {"expires_on": day or None}))

        title = f"Expires: {label(NEGOTIATION_KINDS, event.kind).lower()}"
        self.desk.prompt(title, typed, kind="date", value=event.expires_on, hint="empty for no last day", blank=True)

    def offered(self, key: str) -> None:
        """What they offer on this claim; its net to the client is shown once it is entered."""
        event, mine = self._event(key), self._of(key)
        claim_id = event.claim_id if event else split_key(key)[1] or None
        kind = "counter_offer" if any(each.kind in OFFERS for each in mine) else "offer"
        self._new(kind, {"claim_id": claim_id, "side": "them"})

    def counter(self, key: str) -> None:
        """What we say to it: a counter demand, with the last demand to start from."""
        stands = standing(self._of(key))
        event = self._event(key)
        claim_id = event.claim_id if event else split_key(key)[1] or None
        start = {"claim_id": claim_id, "amount_cents": stands.demand.amount if stands.demand else None}
        self._new("counter_demand" if stands.demand else "demand", start)

    def accept(self, key: str) -> None:
        self._answer(key, "acceptance")

    def reject(self, key: str) -> None:
        self._answer(key, "rejection")

    def withdraw(self, key: str) -> None:
        self._answer(key, "withdrawal")

    def _answer(self, key: str, kind: str) -> None:
        event = self._event(key)
        if event is None:
            stands = standing(self._of(key))
            event = stands.offer or stands.demand
        if event is None:
            self.desk.say("There is no demand or offer on this claim yet. a enters one.")
            return
        mine = event.kind in DEMANDS
        ours = mine if kind == "withdrawal" else not mine
        start = {"claim_id": event.claim_id, "amount_cents": event.amount, "side": "us" if ours else "them"}
        self._new(kind, start)

    def _recovery(self, event: EventLine) -> None:
        """The recovery of what was accepted, ready to be stored."""
        from caseterm.screens.client.settling_forms import recovery_form

        claim = self.claims.get(f"claim:{event.claim_id}")
        start = {
            "claim_id": event.claim_id,
            "amount_cents": event.amount,
            "agreed_on": event.dated,
            "kind": RECOVERY_OF.get(claim.coverage, "liability") if claim else "liability",
        }
        recovery_form(self.desk, start)

    def archive(self, keys: Sequence[str]) -> None:
        self._away(keys[0], restore=False)

    def restore(self, keys: Sequence[str]) -> None:
        self._away(keys[0], restore=True)

    def _away(self, key: str, *, restore: bool) -> None:
        event = self._event(key)
        if event is None:
            self.desk.say("A claim is put away in Insurance. g i goes there.")
        else:
            self.desk.store(lambda: services.negotiation.archive_event(self.db, event.id, restore=restore))


def _values(given: Given) -> dict[str, Any]:
    kept = {name: given[name] for name in ("claim_id", "amount_cents", "dated", "expires_on")}
    side = given["side"] or ("us" if given["kind"] in DEMANDS else "them")
    return {**kept, **texts(given, "kind", "by_whom", "method", "authority", "notes"), "side": side}
