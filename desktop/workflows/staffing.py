"""Who is at this desk, and what is kept to leads."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Sequence

from desktop.domain.checks import Fault, Faults
from desktop.domain.entry import Draft, canonical, subject_of
from desktop.domain.fold import SET
from desktop.domain.outcomes import Authority
from desktop.domain.staff import LEAD, Right, Staff, Tries, fits, hash_pin, is_good_pin
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock, new_id

ANYBODY = "desk"
SALT_BYTES = 16
_KEPT = "kept_to_leads"


class Staffing:
    """The people at the desks; without any the desk works as it stands, and may do everything."""

    def __init__(self, store: Store, clock: Clock, changes: Changes) -> None:
        """Work on this store; nobody has signed in yet."""
        self._store = store
        self._clock = clock
        self._changes = changes
        self._tries = Tries()
        self.current: Staff | None = None
        self.kept_to_leads = self._read_kept()
        self._members = tuple(store.whereabouts.staff())

    @property
    def members(self) -> Sequence[Staff]:
        """List who works at the desks, by name."""
        return self._members

    @property
    def has_leads(self) -> bool:
        """Whether anybody can prove to be a lead; without one nothing can be kept to leads."""
        return any(one.is_lead for one in self._members)

    @property
    def authority(self) -> Authority:
        """With what authority the desk acts now."""
        return Authority.LEAD if not self.has_leads or self._is_lead_here else Authority.DESK

    def may(self, right: Right) -> bool:
        """Tell whether whoever is at the desk may do something."""
        return right not in self.kept_to_leads or self.authority is Authority.LEAD

    def save(self, id_: str, name: str, role: str, pin: str | None) -> Faults:
        """Make (empty id) or change somebody; what is wrong comes back by field.

        Args:
            id_: the member's id, or nothing for a new one.
            name: what people call them.
            role: `lead`, or nothing.
            pin: a new PIN, nothing to take it away, None to leave it as it is.
        """
        old = next((one for one in self._members if one.id == id_), None)
        faults: Faults = {}
        if not name.strip():
            faults["name"] = Fault.MISSING
        if pin and not is_good_pin(pin):
            faults["pin"] = Fault.BAD_PIN
        elif role == LEAD and not (pin or (pin is None and old and old.pin)):
            faults["pin"] = Fault.MISSING
        if faults:
            return faults
        body = {"name": name.strip(), "role": role}
        if pin is not None:
            body["pin"] = hash_pin(pin, secrets.token_bytes(SALT_BYTES)) if pin else ""
        with self._changes.step("staff") as write:
            made = id_ or new_id(self._clock())
            write([Draft(SET, subject_of("staff", made), "", body)])
        self.renew()
        return {}

    def remove(self, member: Staff) -> None:
        """Take somebody out; what they did stays in the journal."""
        with self._changes.step("removed") as write:
            write([Draft(SET, subject_of("staff", member.id), "", {"removed": "yes"})])
        self.renew()

    def renew(self) -> None:
        """Read again who there is; whoever was taken out is signed out."""
        with self._store.read():
            self._members = tuple(self._store.whereabouts.staff())
        self._be(next((one for one in self._members if self._is_current(one)), None))

    def sign_in(self, member: Staff, pin: str = "") -> bool:
        """Let somebody work at this desk; False where the PIN is wrong or has to wait."""
        known = next((one for one in self._members if one.id == member.id), None)
        if known is None or (known.pin and not self._is_right(pin, [known])):
            return False
        self._be(known)
        return True

    def sign_out(self) -> None:
        """Leave the desk without a name."""
        self._be(None)

    def lead_with(self, pin: str) -> Staff | None:
        """Find the lead who has this PIN."""
        leads = [one for one in self._members if one.is_lead]
        return self._is_right(pin, leads)

    def opens(self, pin: str, kept: str) -> bool:
        """Tell whether a PIN is the one that something was locked with."""
        now = self._clock()
        if self._tries.wait_ms(now):
            return False
        is_right = fits(pin, kept)
        self._tries = Tries() if is_right else self._tries.after_wrong(now)
        return is_right

    def wait_ms(self) -> int:
        """Tell for how many milliseconds no PIN is looked at, after too many wrong ones."""
        return self._tries.wait_ms(self._clock())

    def keep_to_leads(self, rights: Collection[Right]) -> None:
        """Keep some things to leads, on this computer."""
        chosen = frozenset(rights)
        with self._store.write():
            text = canonical({"rights": sorted(one.value for one in chosen)})
            self._store.keep_setting(_KEPT, text)
        self.kept_to_leads = chosen

    def name_of(self, actor: str) -> str:
        """Give the name of whoever wrote an entry; nothing for a desk without names."""
        return next((one.name for one in self._members if one.id == actor), "")

    @property
    def _is_lead_here(self) -> bool:
        return self.current is not None and self.current.is_lead

    def _is_current(self, one: Staff) -> bool:
        return self.current is not None and self.current.id == one.id

    def _is_right(self, pin: str, members: Sequence[Staff]) -> Staff | None:
        """Find whose PIN it is; too many wrong ones make the next wait."""
        now = self._clock()
        if self._tries.wait_ms(now):
            return None
        found = next((one for one in members if fits(pin, one.pin)), None)
        self._tries = Tries() if found else self._tries.after_wrong(now)
        return found

    def _be(self, member: Staff | None) -> None:
        self.current = member
        self._store.actor = member.id if member else ANYBODY

    def _read_kept(self) -> frozenset[Right]:
        text = self._store.setting(_KEPT)
        return frozenset(Right(one) for one in json.loads(text)["rights"]) if text else frozenset()
