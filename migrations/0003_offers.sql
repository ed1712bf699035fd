-- Offers: what a seller asks for a variant in a market, what it asked before, and the feeds that say so.

CREATE TABLE feed_source (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created timestamptz NOT NULL DEFAULT now(),
    UNIQUE (seller_id, name)
);

CREATE TABLE import_run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id bigint NOT NULL REFERENCES feed_source,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'completed', 'broken_off', 'failed')),
    actor text NOT NULL,
    started timestamptz NOT NULL DEFAULT now(),
    finished timestamptz,
    report jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(report) = 'object'),
    CHECK ((state = 'running') = (finished IS NULL))
);
CREATE UNIQUE INDEX import_run_one_at_a_time ON import_run (source_id) WHERE state = 'running';
CREATE INDEX import_run_source ON import_run (source_id, id);

-- What each row of a source last said, as a hash: a row that says the same again costs one look.
CREATE TABLE feed_row (
    source_id bigint NOT NULL REFERENCES feed_source,
    sku text NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    fingerprint bytea NOT NULL,
    line bigint,
    run_id bigint NOT NULL,
    PRIMARY KEY (source_id, sku)
) WITH (fillfactor = 85);
COMMENT ON COLUMN feed_row.run_id IS 'The run that last changed the row: a note, not worth 5 µs a row to check.';

CREATE TABLE offer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    variant_id bigint NOT NULL REFERENCES variant,
    market text NOT NULL CHECK (market ~ '^[a-z]{2}$'),
    sku text NOT NULL CHECK (length(sku) BETWEEN 1 AND 200),
    group_key text CHECK (length(group_key) BETWEEN 1 AND 200),
    condition text NOT NULL DEFAULT 'new' CHECK (condition IN ('new', 'refurbished', 'used')),
    price bigint NOT NULL CHECK (price > 0),
    regular bigint CHECK (regular > price),
    claimed_since timestamptz,
    stock integer NOT NULL DEFAULT 0 CHECK (stock >= 0),
    delivery bigint CHECK (delivery >= 0),
    handling_days smallint CHECK (handling_days BETWEEN 0 AND 365),
    link text,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'withdrawn')),
    source_id bigint,
    created timestamptz NOT NULL DEFAULT now(),
    changed timestamptz NOT NULL DEFAULT now(),
    UNIQUE (seller_id, sku, market),
    CHECK ((regular IS NULL) = (claimed_since IS NULL))
) WITH (fillfactor = 80);
-- Price, stock and status are in no index, so that their updates stay within the page (heap-only tuples).
CREATE INDEX offer_variant ON offer (variant_id);
CREATE INDEX offer_group ON offer (seller_id, group_key) WHERE group_key IS NOT NULL;
COMMENT ON COLUMN offer.regular IS 'What the seller claims to have asked before a reduction; the law decides what may be shown.';
COMMENT ON COLUMN offer.source_id IS 'The feed that last said so: a note as well, unchecked for the same reason.';
COMMENT ON COLUMN offer.delivery IS 'Delivery in minor units; null when the seller''s terms decide.';

-- Every price ever asked: from `at` on. A null price says that the offer was not for sale from then on.
CREATE TABLE price_log (
    offer_id bigint NOT NULL REFERENCES offer,
    market text NOT NULL CHECK (market ~ '^[a-z]{2}$'),
    channel text NOT NULL DEFAULT 'web' CHECK (channel ~ '^[a-z_]{1,20}$'),
    at timestamptz NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    price bigint CHECK (price > 0),
    regular bigint CHECK (regular > price),
    PRIMARY KEY (offer_id, market, channel, at, id)
);
CREATE TRIGGER price_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON price_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
