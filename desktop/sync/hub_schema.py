"""The hub's schema: plain PostgreSQL, made by the first desk that may.

Reading by a serial number loses rows of transactions that commit late. So each entry keeps the
transaction that wrote it, and readers stop before the oldest one that is still open.

Whoever owns the schema sees everything. Other roles see the programmes that `members` gives them,
and people who are registered there; of all other entries they see the chain, without its content.

Desks of several Musters work at one hub, so the schema has two numbers. `hub.version` is the oldest
schema that a desk must know to work there; every Muster since the first reads it, and refuses a hub
whose number is above its own. It rises only with a change that older desks cannot work beside.
`hub.schema` is the schema's own number (`VERSION`), and is the one that an upgrade raises.
"""

from __future__ import annotations

from collections.abc import Mapping

VERSION = 2
CHANNEL = "muster_news"

# Two desks may meet an empty database at the same time; the lock lets one of them make it.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('muster schema'))"
# Not by to_regclass: after waiting for the lock that still answers from before.
IS_THERE = """
    SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'muster' AND c.relname = 'hub')
"""
# A hub of the first version has no column for its schema.
READ_VERSION = """
    SELECT version, id, coalesce((to_jsonb(h) ->> 'schema')::int, 1) FROM muster.hub h
"""
# Whoever holds the tables may not make everybody else wait behind the upgrade.
WAIT_BRIEFLY = "SET LOCAL lock_timeout = '5s'"
IS_OWNER = "SELECT muster.is_owner()"

_TABLES = (
    "CREATE SCHEMA muster",
    "CREATE TABLE muster.hub (version int NOT NULL, id uuid NOT NULL DEFAULT gen_random_uuid())",
    "INSERT INTO muster.hub (version) VALUES (1)",
    """CREATE TABLE muster.entries (
        desk text NOT NULL, n bigint NOT NULL CHECK (n > 0), clock bigint NOT NULL,
        actor text NOT NULL, kind text NOT NULL, subject text NOT NULL, programme text NOT NULL,
        body text NOT NULL, seen text NOT NULL, chain bytea NOT NULL,
        x xid8 NOT NULL DEFAULT pg_current_xact_id(),
        seq bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (desk, n)
    )""",
    "CREATE INDEX entries_by_arrival ON muster.entries (x, seq)",
    "CREATE INDEX entries_by_subject ON muster.entries (subject)",
    # Which programmes a person is registered in: there their entries may be read.
    """CREATE TABLE muster.attendance (
        person text NOT NULL, programme text NOT NULL, PRIMARY KEY (person, programme)
    )""",
    """CREATE TABLE muster.members (
        role name NOT NULL, programme text NOT NULL, PRIMARY KEY (role, programme)
    )""",
    """CREATE TABLE muster.desks (
        desk text PRIMARY KEY, name text NOT NULL, heard_at timestamptz NOT NULL,
        clock_off_ms bigint NOT NULL, waiting bigint NOT NULL
    )""",
    "CREATE TABLE muster.blobs (hash text PRIMARY KEY, bytes bytea NOT NULL)",
)

_RULES = (
    "ALTER TABLE muster.entries ENABLE ROW LEVEL SECURITY",
    """CREATE FUNCTION muster.may_read(subject text, programme text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        SELECT EXISTS (
            SELECT FROM members m WHERE m.role = session_user AND (
                m.programme IN (may_read.programme, '*')
                OR (may_read.programme = '' AND (
                    may_read.subject NOT LIKE 'person:%'
                    OR EXISTS (SELECT FROM attendance a WHERE a.programme = m.programme
                        AND a.person = substr(may_read.subject, 8))))))
        $$""",
    """CREATE FUNCTION muster.is_owner() RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        SELECT session_user = (SELECT tableowner FROM pg_tables
            WHERE schemaname = 'muster' AND tablename = 'hub')
        $$""",
    """CREATE FUNCTION muster.is_member() RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        SELECT is_owner() OR EXISTS (SELECT FROM members m WHERE m.role = session_user)
        $$""",
    """CREATE POLICY reading ON muster.entries FOR SELECT
        USING (muster.may_read(subject, programme))""",
    "CREATE POLICY writing ON muster.entries FOR INSERT WITH CHECK (muster.is_member())",
    # A view reads with its owner's rights: the chain of every entry is there for everybody.
    """CREATE VIEW muster.links AS
        SELECT desk, n, chain, x, seq FROM muster.entries""",
    """CREATE FUNCTION muster.note_attendance() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        BEGIN
            -- Whoever names a person whom they may not see does not see them by that.
            INSERT INTO attendance
            SELECT DISTINCT w.person, w.programme FROM (
                SELECT programme,
                    coalesce(body::json ->> 'person', body::json -> 'set' ->> 'person') AS person
                FROM written WHERE subject LIKE 'registration:%' AND kind IN ('set', 'merge')
            ) w WHERE w.person <> '' AND (is_owner() OR NOT EXISTS (
                SELECT FROM attendance a WHERE a.person = w.person
            ) OR may_read('person:' || w.person, ''))
            ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$""",
    """CREATE TRIGGER attendance AFTER INSERT ON muster.entries
        REFERENCING NEW TABLE AS written FOR EACH STATEMENT
        EXECUTE FUNCTION muster.note_attendance()""",
    # A photo is given to whoever knows its name, which stands in an entry that they may read.
    """CREATE FUNCTION muster.photo(wanted text) RETURNS bytea
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        SELECT bytes FROM blobs WHERE hash = wanted AND is_member()
        $$""",
    """CREATE FUNCTION muster.my_programmes() RETURNS text
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        SELECT coalesce(string_agg(programme, ' ' ORDER BY programme), '') FROM members
        WHERE role = session_user
        $$""",
    """CREATE FUNCTION muster.lacks(names text[]) RETURNS SETOF text
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        SELECT name FROM unnest(names) name WHERE is_member() AND NOT EXISTS
            (SELECT FROM blobs WHERE hash = name)
        $$""",
    """CREATE FUNCTION muster.keep_photo(name text, content bytea) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        INSERT INTO blobs SELECT name, content
        WHERE name = encode(sha256(content), 'hex') AND octet_length(content) <= 4000000
            AND is_member()
        ON CONFLICT DO NOTHING
        $$""",
    # A desk says that it is here, by the server's own clock; strangers cannot speak for it.
    """CREATE FUNCTION muster.tell(own text, called text, off_ms bigint, left_to_send bigint)
        RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        INSERT INTO desks SELECT own, called, clock_timestamp(), off_ms, left_to_send
        WHERE is_member()
        ON CONFLICT (desk) DO UPDATE SET name = excluded.name, heard_at = excluded.heard_at,
            clock_off_ms = excluded.clock_off_ms, waiting = excluded.waiting
        $$""",
    """CREATE FUNCTION muster.heard() RETURNS TABLE (desk text, ago_ms bigint, clock_off_ms bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        SELECT desk, (extract(epoch FROM clock_timestamp() - heard_at) * 1000)::bigint, clock_off_ms
        FROM desks WHERE is_member()
        $$""",
    # A dump in another server has numbers of transactions of a server that is gone.
    """CREATE FUNCTION muster.renew_if_moved() RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = muster, pg_temp AS $$
        WITH moved AS (
            SELECT FROM entries WHERE x >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 1
        ), reset AS (
            UPDATE entries SET x = '1' WHERE EXISTS (SELECT FROM moved)
        )
        UPDATE hub SET id = gen_random_uuid() WHERE EXISTS (SELECT FROM moved)
        $$""",
    "GRANT USAGE ON SCHEMA muster TO PUBLIC",
    "GRANT SELECT ON muster.hub, muster.links TO PUBLIC",
    "GRANT SELECT ON muster.entries TO PUBLIC",
    """GRANT INSERT (desk, n, clock, actor, kind, subject, programme, body, seen, chain)
        ON muster.entries TO PUBLIC""",
)
# What brings a hub of a version to the next one. What was released stays as it is, and desks that
# know only an earlier version go on by their own statements.
UPGRADES: Mapping[int, tuple[str, ...]] = {
    # A desk says by which schema it works, so that the owner knows who would be left behind.
    1: (
        "ALTER TABLE muster.hub ADD COLUMN schema int NOT NULL DEFAULT 1",
        # Of a desk that was not heard from since, it is not known.
        "ALTER TABLE muster.desks ADD COLUMN schema int",
        """CREATE FUNCTION muster.tell(
            own text, called text, off_ms bigint, left_to_send bigint, speaks int
        ) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = muster, pg_temp AS $$
            INSERT INTO desks SELECT own, called, clock_timestamp(), off_ms, left_to_send, speaks
            WHERE is_member()
            ON CONFLICT (desk) DO UPDATE SET name = excluded.name, heard_at = excluded.heard_at,
                clock_off_ms = excluded.clock_off_ms, waiting = excluded.waiting,
                schema = excluded.schema
            $$""",
        # By this one a desk of the first Muster says that it is here.
        """CREATE OR REPLACE FUNCTION muster.tell(
            own text, called text, off_ms bigint, left_to_send bigint
        ) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = muster, pg_temp AS $$
            SELECT tell(own, called, off_ms, left_to_send, 1)
            $$""",
        "UPDATE muster.hub SET schema = 2",
    ),
}
FIRST = (*_TABLES, *_RULES)
MAKE = (*FIRST, *(statement for version in sorted(UPGRADES) for statement in UPGRADES[version]))

# Up to where a desk's journal is there without a gap: what comes after one counts for nothing.
HEADS = """
    SELECT desk, CASE WHEN max(n) = count(*) THEN max(n) ELSE (
        SELECT min(g.n) - 1 FROM generate_series(1, max(l.n)) g (n)
        WHERE NOT EXISTS (SELECT FROM muster.links k WHERE k.desk = l.desk AND k.n = g.n)
    ) END FROM muster.links l GROUP BY desk
"""
CHAIN = "SELECT chain FROM muster.links WHERE desk = %s AND n = %s"
INCOMING = """
    CREATE TEMP TABLE IF NOT EXISTS incoming (desk text, n bigint, clock bigint, actor text,
        kind text, subject text, programme text, body text, seen text, chain bytea)
        ON COMMIT DELETE ROWS
"""
COPY = """
    COPY incoming (desk, n, clock, actor, kind, subject, programme, body, seen, chain) FROM STDIN
"""
TAKE = """
    INSERT INTO muster.entries
        (desk, n, clock, actor, kind, subject, programme, body, seen, chain)
    SELECT * FROM incoming ORDER BY desk, n ON CONFLICT DO NOTHING
"""
OTHERWISE = """
    SELECT count(*) FROM incoming i JOIN muster.links l USING (desk, n) WHERE l.chain <> i.chain
"""
TELL = f"SELECT pg_notify('{CHANNEL}', %s)"
PULL = """
    SELECT l.desk, l.n, e.clock, e.actor, e.kind, e.subject, e.programme, e.body, e.seen, l.chain,
        l.x::text, l.seq
    FROM (
        SELECT * FROM muster.links
        WHERE (x, seq) > (%s::xid8, %s) AND x < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY x, seq LIMIT %s
    ) l LEFT JOIN muster.entries e ON e.desk = l.desk AND e.n = l.n
    ORDER BY l.x, l.seq
"""
PULL_DESK = """
    SELECT l.desk, l.n, e.clock, e.actor, e.kind, e.subject, e.programme, e.body, e.seen, l.chain
    FROM muster.links l LEFT JOIN muster.entries e ON e.desk = l.desk AND e.n = l.n
    WHERE l.desk = %s AND l.n > %s ORDER BY l.n LIMIT %s
"""
OF_SUBJECTS = """
    SELECT desk, n, clock, actor, kind, subject, programme, body, seen, chain
    FROM muster.entries WHERE subject = ANY(%s) ORDER BY desk, n
"""
HEARD = "SELECT muster.tell(%s, %s, %s, %s, %s)"
HEARD_BY_FIRST = "SELECT muster.tell(%s, %s, %s, %s)"
OLDER_DESKS = "SELECT name FROM muster.desks WHERE schema < %s ORDER BY name, desk"
DESKS = "SELECT * FROM muster.heard()"
RENEW = "SELECT muster.renew_if_moved()"
MY_PROGRAMMES = "SELECT muster.my_programmes()"
NEWEST_X = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
LACKS = "SELECT muster.lacks(%s)"
KEEP_PHOTO = "SELECT muster.keep_photo(%s, %s)"
PHOTO = "SELECT muster.photo(%s)"
ADMIT = "INSERT INTO muster.members VALUES (%s, %s) ON CONFLICT DO NOTHING"
DISMISS = "DELETE FROM muster.members WHERE role = %s AND programme = %s"
ROLES = "SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%%' ORDER BY 1"
MEMBERS = "SELECT role FROM muster.members WHERE programme = %s ORDER BY 1"
