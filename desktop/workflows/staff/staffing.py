"""Who is at this desk, and what is kept to leads."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping, Sequence

from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checks import Fault, Faults
from desktop.domain.failures import KeptToLeads, NoSuchLead
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType, canonical
from desktop.domain.staff.staff import LEAD, Right, Staff, Tries, fits, hash_pin, is_good_pin
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly, new_id
from desktop.workflows.removals import removal

ANYBODY = "desk"
SALT_BYTES = 16
_KEPT = "kept_to_leads"
_LEADS, _KIOSK = "leads", "kiosk"
_TRIES = "wrong pins"
# So long what a lead was called for may be done.
LENT_MS = 10 * 60_000


class Staffing:
    """The people at the desks; without any the desk works as it stands, and may do everything."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on this store; nobody has signed in yet."""
        self._store = store
        self._clock = clock
        self._tries = self._read_tries()
        # Where the store may be touched: PINs are looked at elsewhere, because it takes a while.
        self.on_store: OnStore = directly
        self._lent: dict[Right, int] = {}
        self.current: Staff | None = None
        self.kept_to_leads = self._read_kept()
        self._members = tuple(store.whereabouts.staff())

    def renew(self) -> None:
        """Read again who works at the desks, after other desks were heard."""
        with self._store.read():
            self._members = tuple(self._store.whereabouts.staff())

    @property
    def members(self) -> Sequence[Staff]:
        """List who works at the desks, by name."""
        return self._members

    @property
    def has_leads(self) -> bool:
        """Whether anybody can prove to be a lead; without one nothing can be kept to leads."""
        return any(member.is_lead for member in self._members)

    @property
    def authority(self) -> Authority:
        """With what authority the desk acts now."""
        return Authority.LEAD if not self.has_leads or self._is_lead_here else Authority.DESK

    def may(self, right: Right) -> bool:
        """Tell whether whoever is at the desk may do something."""
        return right not in self.kept_to_leads or self.authority is Authority.LEAD

    def lend(self, right: Right) -> None:
        """Let what a lead was called for be done; for some minutes, and one thing only."""
        self._lent[right] = self._clock()

    def require(self, right: Right) -> None:
        """Refuse what whoever is at the desk may not do, wherever it is asked from.

        Raises:
            KeptToLeads: it is kept to leads, and none has come for it.
        """
        since_ms = self._clock() - self._lent.get(right, -LENT_MS)
        if not self.may(right) and not 0 <= since_ms < LENT_MS:
            raise KeptToLeads(right=right)

    def come_as(self, name: str, pin: str) -> None:
        """Work as a lead, by name and PIN.

        Raises:
            NoSuchLead: nobody of that name is one, or the PIN is wrong or has to wait.
        """
        wanted = name.strip().casefold()
        for member in self._members:
            is_meant = member.is_lead and member.name.casefold() == wanted
            if is_meant and self.sign_in(member, pin):
                return
        raise NoSuchLead(name=name, wait_s=-(-self.wait_ms() // 1000))

    def save(self, id_: str, name: str, role: str, pin: str | None) -> Faults:
        """Make (empty id) or change somebody; what is wrong comes back by field.

        Args:
            id_: the member's id, or nothing for a new one.
            name: what people call them.
            role: `lead`, or nothing.
            pin: a new PIN, nothing to take it away, None to leave it as it is.
        """
        old = next((member for member in self._members if member.id == id_), None)
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
        self._write(id_ or new_id(self._clock()), body)
        return {}

    def remove(self, member: Staff) -> None:
        """Take somebody out; what they did stays in the journal."""
        self._write(member.id, dict(removal(self._store)))

    def _write(self, id_: str, body: Mapping[str, str]) -> None:
        """Write outside of what Ctrl+Z takes back: nobody undoes the leads away.

        Whoever was taken out is signed out.
        """
        with self._store.write():
            self._store.append([set_draft(SubjectType.STAFF, id_, "", body)], self._clock())
            self._members = tuple(self._store.whereabouts.staff())
        self._set_current(
            next((member for member in self._members if self._is_current(member)), None)
        )

    def sign_in(self, member: Staff, pin: str = "") -> bool:
        """Let somebody work at this desk; False where the PIN is wrong or has to wait."""
        known = next((other for other in self._members if other.id == member.id), None)
        if known is None or (known.pin and not self._is_right(pin, [known], known.id)):
            return False
        self._set_current(known)
        return True

    def sign_out(self) -> None:
        """Leave the desk without a name."""
        self._set_current(None)

    def lead_with(self, pin: str) -> Staff | None:
        """Find the lead who has this PIN."""
        leads = [member for member in self._members if member.is_lead]
        return self._is_right(pin, leads, _LEADS)

    def opens(self, pin: str, kept: str) -> bool:
        """Tell whether a PIN is the one that something was locked with."""
        return self._is_right(pin, [Staff("", "", LEAD, kept)], _KIOSK) is not None

    def wait_ms(self) -> int:
        """Tell for how many milliseconds no PIN is looked at, after too many wrong ones."""
        now = self._clock()
        return max((tries.wait_ms(now) for tries in self._tries.values()), default=0)

    def keep_to_leads(self, rights: Collection[Right]) -> None:
        """Keep some things to leads, on this computer."""
        chosen = frozenset(rights)
        with self._store.write():
            text = canonical({"rights": sorted(right.value for right in chosen)})
            self._store.keep_setting(_KEPT, text)
        self.kept_to_leads = chosen

    def name_of(self, actor: str) -> str:
        """Give the name of whoever wrote an entry; nothing for a desk without names."""
        return next((member.name for member in self._members if member.id == actor), "")

    @property
    def _is_lead_here(self) -> bool:
        return self.current is not None and self.current.is_lead

    def _is_current(self, member: Staff) -> bool:
        return self.current is not None and self.current.id == member.id

    def _is_right(self, pin: str, members: Sequence[Staff], what: str) -> Staff | None:
        """Find whose PIN it is; too many wrong ones for one thing make the next wait.

        Tries are counted for each member, for leads and for the kiosk apart, so that a right
        PIN of one's own does not buy more tries at another one.
        """
        now, tries = self._clock(), self._tries.get(what, Tries())
        if tries.wait_ms(now):
            return None
        member = next((member for member in members if fits(pin, member.pin)), None)
        now_tries = Tries() if member else tries.after_wrong(now)
        if now_tries != tries:
            self._tries[what] = now_tries
            self.on_store(self._keep_tries)
        return member

    def _keep_tries(self) -> None:
        """Keep what was tried: to close the program and open it again buys no tries."""
        kept = {what: [tries.wrong, tries.last_ms] for what, tries in self._tries.items()}
        with self._store.write():
            self._store.keep_setting(_TRIES, canonical(kept))

    def _read_tries(self) -> dict[str, Tries]:
        text = self._store.setting(_TRIES)
        return {what: Tries(*kept) for what, kept in json.loads(text or "{}").items()}

    def _set_current(self, member: Staff | None) -> None:
        self.current = member
        self._lent.clear()
        self._store.actor = member.id if member else ANYBODY

    def _read_kept(self) -> frozenset[Right]:
        text = self._store.setting(_KEPT)
        return (
            frozenset(Right(load) for load in json.loads(text)["rights"]) if text else frozenset()
        )
