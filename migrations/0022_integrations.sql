-- Programs of sellers: API keys, answers given once, feeds that come by themselves, webhooks.

CREATE TABLE api_key (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    scopes text[] NOT NULL CHECK (
        cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'prices', 'catalogue', 'orders', 'webhooks']),
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    hint text NOT NULL CHECK (length(hint) BETWEEN 1 AND 20),
    per_minute integer NOT NULL DEFAULT 600 CHECK (per_minute BETWEEN 1 AND 1000000),
    created timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    expires timestamptz,
    revoked timestamptz,
    last_used timestamptz,
    replaced_by bigint REFERENCES api_key
);
CREATE INDEX api_key_seller ON api_key (seller_id, id);
COMMENT ON COLUMN api_key.hash IS 'SHA-256 of the key, which has 190 random bits: nothing slower is needed.';
COMMENT ON COLUMN api_key.hint IS 'The end of the key, by which people tell their keys apart.';
COMMENT ON COLUMN api_key.per_minute IS 'Requests a minute; the operator''s to change, never the seller''s.';
CALL isolate('api_key', 'SELECT, INSERT (seller_id, name, scopes, hash, hint, created_by, expires), '
    'UPDATE (name, expires, revoked, replaced_by)');

-- How far each key has used its allowance: when all of it would be there again (generic cell rate algorithm).
CREATE UNLOGGED TABLE api_allowance (
    key_id bigint PRIMARY KEY REFERENCES api_key,
    full_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- What was answered to a request with an Idempotency-Key, for a day.
CREATE TABLE api_answer (
    seller_id bigint NOT NULL REFERENCES seller,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request bytea NOT NULL CHECK (length(request) = 32),
    status smallint,
    location text,
    content bytea,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (seller_id, key)
);
CREATE INDEX api_answer_at ON api_answer (at);
COMMENT ON COLUMN api_answer.request IS 'SHA-256 of method, path and body.';
CALL isolate('api_answer', 'SELECT, INSERT, UPDATE, DELETE');

-- A feed that Torg fetches by itself.
CREATE TABLE feed_schedule (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    times smallint[] NOT NULL CHECK (cardinality(times) BETWEEN 1 AND 96),
    zone text NOT NULL,
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'failing')),
    next_fetch timestamptz,
    etag text,
    last_modified text,
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    last_error text,
    created timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    UNIQUE (seller_id, name),
    CHECK ((state = 'active') = (next_fetch IS NOT NULL))
);
CREATE INDEX feed_schedule_due ON feed_schedule (next_fetch) WHERE state = 'active';
COMMENT ON COLUMN feed_schedule.times IS 'Minutes after midnight in the zone: 360 is six in the morning.';
COMMENT ON COLUMN feed_schedule.state IS 'failing: Torg has paused it after many failures in a row.';
CALL isolate('feed_schedule', 'SELECT, INSERT, UPDATE, DELETE');

-- Each time that a feed came, or was to come: by upload, by the API, or fetched.
CREATE TABLE feed_import (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    schedule_id bigint REFERENCES feed_schedule ON DELETE SET NULL,
    origin text NOT NULL CHECK (origin IN ('upload', 'api', 'schedule')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    file text,
    file_name text NOT NULL DEFAULT '' CHECK (length(file_name) <= 200),
    size bigint CHECK (size >= 0),
    options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    state text NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'fetching', 'running', 'completed', 'unchanged', 'broken_off', 'failed')),
    progress jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(progress) = 'object'),
    run_id bigint REFERENCES import_run,
    error text,
    actor text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    started timestamptz,
    finished timestamptz,
    CHECK ((finished IS NULL) = (state IN ('waiting', 'fetching', 'running')))
);
CREATE INDEX feed_import_seller ON feed_import (seller_id, id);
CREATE INDEX feed_import_open ON feed_import (id) WHERE finished IS NULL;
CREATE INDEX feed_import_schedule ON feed_import (schedule_id, id) WHERE schedule_id IS NOT NULL;
CREATE INDEX feed_import_file ON feed_import (finished) WHERE file IS NOT NULL;
CALL isolate('feed_import',
    'SELECT, INSERT (seller_id, schedule_id, origin, name, file, file_name, size, options, actor)');

-- Webhooks (standardwebhooks.com): where a seller wants to hear of what happens.
CREATE TABLE webhook_endpoint (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 200),
    events text[] NOT NULL CHECK (cardinality(events) > 0),
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled', 'removed')),
    reason text,
    secret text NOT NULL,
    old_secret text,
    old_secret_until timestamptz,
    misses integer NOT NULL DEFAULT 0 CHECK (misses >= 0),
    retry_at timestamptz,
    failing_since timestamptz,
    missed_xid bigint,
    missed_id bigint,
    created timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
    CHECK ((missed_xid IS NULL) = (missed_id IS NULL))
);
CREATE INDEX webhook_endpoint_seller ON webhook_endpoint (seller_id, id);
COMMENT ON COLUMN webhook_endpoint.state IS 'disabled: by Torg, because nobody answered for days or said 410 Gone.';
COMMENT ON COLUMN webhook_endpoint.misses IS 'How often in a row nobody was there at all.';
COMMENT ON COLUMN webhook_endpoint.failing_since IS 'No event has been accepted since then, and some were refused.';
COMMENT ON COLUMN webhook_endpoint.missed_xid IS
    'The place in the journal up to which it was told, while it was not active or is still catching up.';
-- A secret is shown when it is made; no seller surface can read it afterwards.
CALL isolate('webhook_endpoint',
    'SELECT (id, seller_id, url, description, events, state, reason, old_secret_until, misses, retry_at, failing_since, '
    'missed_xid, created, created_by), INSERT (seller_id, url, description, events, secret, created_by), '
    'UPDATE (url, description, events, state, reason, secret, old_secret, old_secret_until, missed_xid, missed_id)');

-- Where the dispatcher is in the journal. It begins here and now, so that nothing is skipped before its first start.
CREATE TABLE webhook_cursor (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    xid bigint NOT NULL,
    id bigint NOT NULL
);
INSERT INTO webhook_cursor (xid, id)
VALUES (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, 9223372036854775807);

-- A seller's wish to be told again: of one message, or of all that happened within a time.
CREATE TABLE webhook_replay (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    endpoint_id bigint NOT NULL REFERENCES webhook_endpoint,
    message_id text,
    since timestamptz,
    until timestamptz,
    at_xid bigint NOT NULL DEFAULT 0,
    at_id bigint NOT NULL DEFAULT 0,
    queued integer NOT NULL DEFAULT 0,
    created timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    finished timestamptz,
    CHECK ((message_id IS NULL) = (since IS NOT NULL AND until IS NOT NULL AND since < until))
);
CREATE INDEX webhook_replay_open ON webhook_replay (id) WHERE finished IS NULL;
CREATE INDEX webhook_replay_endpoint ON webhook_replay (endpoint_id, id);
CALL isolate('webhook_replay', 'SELECT, INSERT (seller_id, endpoint_id, message_id, since, until, created_by)');

-- One event as it is sent: made once from the journal, so that every try and every replay has the same bytes.
CREATE TABLE webhook_message (
    id text PRIMARY KEY CHECK (id ~ '^msg_[0-9A-Za-z]{20,40}$'),
    seller_id bigint NOT NULL REFERENCES seller,
    journal_xid bigint NOT NULL,
    journal_id bigint NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    occurred timestamptz NOT NULL,
    payload text NOT NULL,
    made timestamptz NOT NULL DEFAULT now(),
    UNIQUE (journal_xid, journal_id)
);
CREATE INDEX webhook_message_made ON webhook_message (made);
CALL isolate('webhook_message', 'SELECT');

-- A message on its way to an endpoint. Only the dispatcher that holds the lock writes here, so that the order of a
-- subject is decided in one place: next_try is null behind an earlier message of the same subject.
CREATE TABLE webhook_delivery (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    endpoint_id bigint NOT NULL REFERENCES webhook_endpoint,
    message_id text NOT NULL REFERENCES webhook_message,
    subject text NOT NULL,
    replay boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    created timestamptz NOT NULL DEFAULT now(),
    next_try timestamptz,
    claimed_until timestamptz,
    first_try timestamptz,
    last_try timestamptz,
    ended timestamptz,
    status smallint,
    answer text,
    error text,
    milliseconds integer,
    CHECK (state = 'waiting' OR next_try IS NULL),
    CHECK ((state = 'waiting') = (ended IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_try) WHERE next_try IS NOT NULL;
CREATE INDEX webhook_delivery_subject ON webhook_delivery (endpoint_id, subject, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_endpoint ON webhook_delivery (endpoint_id, id);
CREATE INDEX webhook_delivery_message ON webhook_delivery (message_id);
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended) WHERE ended IS NOT NULL;
CALL isolate('webhook_delivery', 'SELECT');

-- The tries that failed; the last one, and those that succeeded, are in the delivery itself.
CREATE TABLE webhook_attempt (
    delivery_id bigint NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
    number integer NOT NULL CHECK (number > 0),
    seller_id bigint NOT NULL REFERENCES seller,
    at timestamptz NOT NULL,
    status smallint,
    answer text,
    error text,
    milliseconds integer NOT NULL,
    PRIMARY KEY (delivery_id, number)
);
CALL isolate('webhook_attempt', 'SELECT');

-- A seller's surface cannot read a secret, so that it cannot move it aside either: this does it, for its own endpoints.
CREATE FUNCTION rotate_webhook_secret(endpoint bigint, fresh text, until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    UPDATE webhook_endpoint SET old_secret = secret, old_secret_until = until, secret = fresh
    WHERE id = endpoint AND state <> 'removed' AND (current_seller() IS NULL OR seller_id = current_seller())
$$;
REVOKE ALL ON FUNCTION rotate_webhook_secret FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rotate_webhook_secret TO torg_seller;
