"""Who is where: places with their counts, manifests, and checking out by list or all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from desktop.domain.attendees.registration import Attendee, Direction, Presence
from desktop.domain.checkin.outcomes import Admitted, CheckedOut
from desktop.domain.journal.bodies import MOVE
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.places import PlaceTree, in_tree_order
from desktop.domain.programme.points import is_now
from desktop.domain.programme.programme import VENUE, Place, Point, Programme, Session
from desktop.domain.spelling import normalise
from desktop.store.engine.slices import OnStore
from desktop.store.queries.verdicts import BY_LIST
from desktop.store.store import Store
from desktop.workflows.changes import Changes, Write
from desktop.workflows.ports import Clock, directly, never, new_id
from desktop.workflows.wall_clock import wall_minute

SHOWN = 500
OUT_AT_ONCE = 20
# No bus carries more; a larger place is handed over in parts.
MOST_ABOARD = 500


UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or a session as one line of the page: who is inside, who should be.

    `place` is the id of a place; `session` the one that goes on there, or whose line it is.
    `capacity` 0 is no limit. Of kind `UNSEEN` is the line of those who were never seen leaving.
    """

    place: str
    name: str
    kind: str
    depth: int
    inside: int
    capacity: int
    session: Session | None = None
    is_session: bool = False
    booked: int = 0

    @property
    def key(self) -> str:
        """What the line is known by."""
        return self.session.id if self.is_session and self.session else self.place


@dataclass(frozen=True, slots=True)
class Manifest:
    """Who is in a place or session, who is booked and missing, and who came without booking."""

    spot: Spot
    inside: tuple[Attendee, ...]
    missing: tuple[Attendee, ...]
    not_booked: frozenset[str]
    limit: int = SHOWN

    @property
    def is_cut(self) -> bool:
        """Whether there may be more people than are listed."""
        return max(len(self.inside), len(self.missing)) >= self.limit


class WhoIsWhere:
    """Presence in a programme, always derived from movements."""

    def __init__(self, store: Store, clock: Clock, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes

    def spots(self, programme: Programme) -> Sequence[Spot]:
        """List the venue, its places in the order of the tree, and the sessions of the day."""
        with self._store.read():
            book, now = self._store.programmes, wall_minute(programme, self._clock())
            places = book.places(programme.id)
            sessions = book.sessions(programme.id)
            points = book.points(programme.id)
            crowds = self._store.whereabouts.crowds(programme.id)
            counts = crowds.in_place
            tree = PlaceTree(places)
            spots = [_venue_spot(programme, tree, counts)]
            for place, depth in in_tree_order(places):
                here = session_at(place, sessions, points, now)
                spots.append(self._place_spot(place, depth, tree, counts, here))
            today = [session for session in sessions if _is_of_day(session, now)]
            spots += [self._session_spot(session, points) for session in today]
            if crowds.unseen:
                spots.append(Spot(UNSEEN, "", UNSEEN, 0, crowds.unseen, 0))
            return spots

    def manifest(
        self,
        programme: Programme,
        spot: Spot,
        limit: int = SHOWN,
        on_store: OnStore = directly,
    ) -> Manifest:
        """List who is in a place or session, and who is booked for it and missing."""
        with self._store.read():
            inside = self._inside(programme, spot, limit, on_store)
            missing: Sequence[Attendee] = ()
            strangers: set[str] = set()
            if spot.session:
                missing = self._missing(programme, spot, spot.session, limit, on_store)
                ids = [attendee.id for attendee in inside]
                strangers = set(ids) - self._booked_among(spot.session, ids, on_store)
            return Manifest(spot, tuple(inside), tuple(missing), frozenset(strangers), limit)

    def check_out(self, programme: Programme, spot: Spot, registrations: Sequence[str]) -> int:
        """Check people out of a place or session from its list; tell how many were inside."""
        with self._changes.step("checked out") as write:
            return self._check_out(programme, spot, registrations, write)

    def check_out_all(
        self,
        programme: Programme,
        spot: Spot,
        on_store: OnStore = directly,
        on_progress: Callable[[tuple[int, int]], None] = lambda _news: None,
        is_stopped: Callable[[], bool] = never,
    ) -> int:
        """Check everybody out of a place or session, as at closing time; one step to take back."""
        batch, done = new_id(self._clock()), 0
        # Whoever comes in meanwhile is in the next round.
        while ids := self._ids_inside(programme, spot, on_store):
            before = done
            for start in range(0, len(ids), OUT_AT_ONCE):
                if is_stopped():
                    return done
                some = ids[start : start + OUT_AT_ONCE]
                done += on_store(partial(self._check_out_some, programme, spot, some, batch))
                on_progress((done, spot.inside))
            if done == before:
                break
        return done

    def hand_over(
        self, programme: Programme, spot: Spot, to: Point, registrations: Sequence[str] = ()
    ) -> int:
        """Check the people of a place in at a point, as a bus's list at a hospital's door.

        Args:
            programme: the programme.
            spot: where they are.
            to: the point that they are handed over to.
            registrations: whom; everybody who is there where none is named.
        """
        tree = self._tree(programme)
        with self._changes.step("handed over") as write:
            ids = registrations or [one.id for one in self._inside(programme, spot, MOST_ABOARD)]
            drafts = []
            for attendee in self._store.registrations.by_ids(ids):
                presence = attendee.registration.presence
                if presence is None or not _is_there(presence, spot, tree):
                    continue
                body = {
                    "outcome": Admitted.slug, "direction": Direction.IN.value, "point": to.name,
                    "place": to.place, "session": to.session, "detail": BY_LIST,
                }  # fmt: skip
                subject = subject_of(SubjectType.REGISTRATION, attendee.id)
                drafts.append(Draft(MOVE, subject, programme.id, body))
            write(drafts)
        return len(drafts)

    def doors(self, programme: Programme, spot: Spot) -> Sequence[Point]:
        """List the points that lead into a place or session, one for the session first."""
        with self._store.read():
            points = self._store.programmes.points(programme.id)
        of_session = [
            point for point in points if spot.session and point.session == spot.session.id
        ]
        of_place = [point for point in points if point.place == spot.place and not point.session]
        return of_session if spot.is_session else [*of_session, *of_place]

    def _inside(
        self, programme: Programme, spot: Spot, limit: int, on_store: OnStore = directly
    ) -> Sequence[Attendee]:
        found = self._store.whereabouts
        if spot.kind == UNSEEN:
            return found.unseen(programme.id, limit, on_store)
        if spot.is_session and spot.session:
            return found.attending(spot.session.id, limit, on_store)
        places = on_store(partial(self._within, programme, spot))
        return found.inside(programme.id, places, limit, on_store)

    def _ids_inside(self, programme: Programme, spot: Spot, on_store: OnStore) -> list[str]:
        found = self._store.whereabouts
        with self._store.read():
            if spot.kind == UNSEEN:
                return found.unseen_ids(programme.id, on_store)
            if spot.is_session and spot.session:
                return found.attending_ids(spot.session.id, on_store)
            places = on_store(partial(self._within, programme, spot))
            return found.inside_ids(programme.id, places, on_store)

    def _missing(
        self, programme: Programme, spot: Spot, session: Session, limit: int, on_store: OnStore
    ) -> Sequence[Attendee]:
        found = self._store.whereabouts
        if session.ends_at and session.ends_at <= wall_minute(programme, self._clock()):
            # Nobody is inside for it any more, and who came is not missing.
            return found.never_came(session.id, limit, on_store)
        if spot.is_session:
            return found.not_attending(session.id, limit, on_store)
        places = on_store(partial(self._within, programme, spot))
        return found.missing_from(session.id, places, limit, on_store)

    def _within(self, programme: Programme, spot: Spot) -> Sequence[str]:
        return self._tree(programme).within(spot.place)

    def _booked_among(self, session: Session, ids: Sequence[str], on_store: OnStore) -> set[str]:
        booked: set[str] = set()
        for start in range(0, len(ids), SHOWN):
            some = ids[start : start + SHOWN]
            among = partial(self._store.whereabouts.booked_among, session.id, some)
            booked |= on_store(among)
        return booked

    def _check_out_some(
        self, programme: Programme, spot: Spot, ids: Sequence[str], batch: str
    ) -> int:
        with self._changes.step("checked out", batch) as write:
            return self._check_out(programme, spot, ids, write)

    def _check_out(
        self, programme: Programme, spot: Spot, registrations: Sequence[str], write: Write
    ) -> int:
        tree, drafts = self._tree(programme), []
        for attendee in self._store.registrations.by_ids(registrations):
            presence = attendee.registration.presence
            if presence is None or not _is_there(presence, spot, tree):
                continue
            left = presence.place if spot.is_session else spot.place
            body = {
                "outcome": CheckedOut.slug, "direction": Direction.OUT.value, "point": spot.name,
                "place": presence.place, "detail": BY_LIST,
            }  # fmt: skip
            to = VENUE if spot.is_session and left == VENUE else tree.around(left)
            if to and (spot.is_session or not tree.is_within(to, spot.place)):
                body["to"] = to
            subject = subject_of(SubjectType.REGISTRATION, attendee.id)
            drafts.append(Draft(MOVE, subject, programme.id, body))
        write(drafts)
        return len(drafts)

    def _tree(self, programme: Programme) -> PlaceTree:
        return PlaceTree(self._store.programmes.places(programme.id))

    def _place_spot(
        self,
        place: Place,
        depth: int,
        tree: PlaceTree,
        counts: Mapping[str, int],
        session: Session | None,
    ) -> Spot:
        inside = sum(counts.get(id_, 0) for id_ in tree.within(place.id))
        taken = self._store.bookings.taken(session.id) if session else 0
        limit = place.capacity or (session.capacity if session else 0)
        spot = Spot(place.id, place.name, place.kind, depth, inside, limit, session)
        return replace(spot, booked=taken)

    def _session_spot(self, session: Session, points: Sequence[Point]) -> Spot:
        place = next((point.place for point in points if point.session == session.id), VENUE)
        inside = self._store.whereabouts.count_attending(session.programme, session.id)
        return Spot(
            place, session.title, session.kind, 0, inside, session.capacity, session,
            is_session=True, booked=self._store.bookings.taken(session.id),
        )  # fmt: skip


def session_at(
    place: Place, sessions: Sequence[Session], points: Sequence[Point], now: str
) -> Session | None:
    """Name the session of a place or bus: what goes on now, else what comes next that day."""
    doors = {point.session for point in points if point.place == place.id}
    name = normalise(place.name)
    here = [
        session
        for session in sessions
        if session.id in doors or name in (normalise(session.place), normalise(session.vehicle))
    ]
    running = [session for session in here if is_now(session, now)]
    coming = [
        session
        for session in here
        if session.starts_at[:10] == now[:10] and session.starts_at > now
    ]
    return next(iter([*running, *coming]), None)


def _is_of_day(session: Session, now: str) -> bool:
    """Tell whether a session is of this day, or is on since an earlier one."""
    begins = session.starts_at
    return bool(begins) and (begins[:10] == now[:10] or begins <= now < session.ends_at)


def _is_there(presence: Presence, spot: Spot, tree: PlaceTree) -> bool:
    """Tell whether somebody is still where a list says: a list is older than what it lists."""
    if spot.is_session and spot.session:
        return presence.session == spot.session.id
    return tree.is_within(presence.place, spot.place)


def _venue_spot(programme: Programme, tree: PlaceTree, counts: Mapping[str, int]) -> Spot:
    within = tree.within(VENUE)
    inside = sum(counts.get(id_, 0) for id_ in within)
    return Spot(VENUE, programme.place or programme.code, "venue", 0, inside, 0)
