-- The ledger: double entry, append-only. A posting tells of one business document; its entries are zero-sum in each
-- currency (checked when the transaction commits), debits above zero and credits below.

-- What an account is for. A later migration that needs another kind replaces the constraint.
CREATE DOMAIN ledger_kind AS text CONSTRAINT ledger_kind_known CHECK (VALUE IN (
    'shopper_receivable', 'provider_clearing', 'bank', 'seller_pending', 'seller_payable', 'seller_reserve', 'commission_revenue',
    'vat_payable', 'provider_fee', 'points_liability', 'promotion_market', 'promotion_seller', 'refund_payable',
    'market_loss'));

CREATE FUNCTION ledger_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN (moment AT TIME ZONE 'Europe/Stockholm')::date;
COMMENT ON FUNCTION ledger_day IS 'The bookkeeping day of a moment, in the one zone in which the market keeps its books.';

-- A closed day stays as it is: nothing more is posted on it, and its balances below are final.
CREATE TABLE ledger_closed_day (
    day date PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    entries bigint NOT NULL CHECK (entries >= 0)
);

CREATE TABLE ledger_posting (
    day date NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'),
    document text NOT NULL CHECK (document ~ '^[a-z_]{1,40}:[^\s]{1,100}$'),
    actor text NOT NULL,
    PRIMARY KEY (day, id),
    CONSTRAINT ledger_posted_once UNIQUE (document, kind)
);
COMMENT ON COLUMN ledger_posting.document IS 'What it is about: order:12, parcel:7, refund:3, payout:2.';

CREATE TABLE ledger_entry (
    day date NOT NULL,
    posting_id bigint NOT NULL,
    line smallint NOT NULL CHECK (line > 0),
    kind ledger_kind NOT NULL,
    holder text NOT NULL CHECK (length(holder) <= 100),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    amount bigint NOT NULL CHECK (amount <> 0),
    label text NOT NULL CHECK (label ~ '^[a-z_]{0,40}$'),
    seller_id bigint GENERATED ALWAYS AS (
        CASE WHEN kind::text IN ('seller_pending', 'seller_payable', 'seller_reserve', 'promotion_seller')
             THEN holder::bigint END
    ) STORED,
    PRIMARY KEY (day, posting_id, line),
    FOREIGN KEY (day, posting_id) REFERENCES ledger_posting (day, id)
);
-- An account is its kind, holder and currency. The index holds what a balance adds up.
CREATE INDEX ledger_entry_account ON ledger_entry (kind, holder, currency, day, posting_id, line) INCLUDE (amount);
COMMENT ON COLUMN ledger_entry.holder IS 'The seller, provider, country or member whose account it is; empty for the market.';
COMMENT ON COLUMN ledger_entry.label IS 'What the line is for: goods, delivery, commission, …';

-- What moved on an account on a closed day, and what stood on it at the end of that day.
CREATE TABLE ledger_day_balance (
    kind ledger_kind NOT NULL,
    holder text NOT NULL,
    currency text NOT NULL,
    day date NOT NULL REFERENCES ledger_closed_day,
    debit bigint NOT NULL CHECK (debit >= 0),
    credit bigint NOT NULL CHECK (credit >= 0),
    balance bigint NOT NULL,
    entries bigint NOT NULL CHECK (entries > 0),
    seller_id bigint GENERATED ALWAYS AS (
        CASE WHEN kind::text IN ('seller_pending', 'seller_payable', 'seller_reserve', 'promotion_seller')
             THEN holder::bigint END
    ) STORED,
    PRIMARY KEY (kind, holder, currency, day)
);

-- A posting belongs to the day on which it is made, or to the first one after those that are closed. Whoever closes a
-- day waits for the transactions that are posting on it, and they for nobody but the closing.
CREATE FUNCTION ledger_take_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        NEW.at := clock_timestamp();
        NEW.day := greatest(ledger_day(NEW.at), (SELECT max(day) + 1 FROM ledger_closed_day));
        PERFORM pg_advisory_xact_lock_shared(1818583143, NEW.day - DATE '2000-01-01');
        EXIT WHEN NOT EXISTS (SELECT FROM ledger_closed_day WHERE day >= NEW.day);
    END LOOP;
    RETURN NEW;
END
$$;
CREATE TRIGGER ledger_posting_takes_a_day BEFORE INSERT ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION ledger_take_day();

-- All entries of a posting are made by one statement; so nothing can be added to one that has been checked.
CREATE FUNCTION ledger_complete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    off bigint;
BEGIN
    SELECT n.posting_id INTO off FROM (SELECT day, posting_id, count(*) AS lines FROM made GROUP BY day, posting_id) AS n
    WHERE n.lines <> (SELECT count(*) FROM ledger_entry e WHERE e.day = n.day AND e.posting_id = n.posting_id) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'ledger posting % is complete: nothing is added to it later', off
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_complete';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER ledger_complete AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS made
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_complete();

-- Checked once a posting, when the transaction commits: it has entries, and they are zero-sum in each currency.
CREATE FUNCTION ledger_in_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    off record;
BEGIN
    SELECT currency, sum(amount) AS amount INTO off FROM ledger_entry
    WHERE day = NEW.day AND posting_id = NEW.id GROUP BY currency ORDER BY sum(amount) = 0 LIMIT 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'ledger posting % has no entries', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_has_entries';
    ELSIF off.amount <> 0 THEN
        RAISE EXCEPTION 'ledger posting % is out of balance by % %', NEW.id, off.amount, off.currency
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_in_balance';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER ledger_in_balance AFTER INSERT ON ledger_posting DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ledger_in_balance();

CREATE TRIGGER ledger_posting_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_closed_day_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_closed_day
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_day_balance_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_day_balance
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Post, or do nothing and give null when that document has been posted as this already. A statement that does more
-- (placing an order) may call it; there it must be selected from, or PostgreSQL leaves it out.
-- `entries` is [{"kind": …, "holder": …, "currency": …, "amount": …, "label": …}, …].
CREATE FUNCTION ledger_post(posted_kind text, posted_document text, posted_by text, entries jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    made record;
BEGIN
    INSERT INTO ledger_posting (kind, document, actor) VALUES (posted_kind, posted_document, posted_by)
    ON CONFLICT (document, kind) DO NOTHING RETURNING day, id INTO made;
    IF made.id IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO ledger_entry (day, posting_id, line, kind, holder, currency, amount, label)
    SELECT made.day, made.id, e.place, e.kind, coalesce(e.holder, ''), e.currency, e.amount, coalesce(e.label, '')
    FROM ROWS FROM (
        jsonb_to_recordset(entries) AS (kind text, holder text, currency text, amount bigint, label text)
    ) WITH ORDINALITY AS e (kind, holder, currency, amount, label, place);
    RETURN made.id;
END
$$;

-- A seller reads its own accounts, and of a posting what concerns them; it writes nothing.
CALL isolate('ledger_entry', 'SELECT');
CALL isolate('ledger_day_balance', 'SELECT');
CALL isolate('ledger_posting', 'SELECT (day, id, at, kind, document)',
    'EXISTS (SELECT FROM ledger_entry e WHERE e.day = ledger_posting.day AND e.posting_id = ledger_posting.id
             AND e.seller_id = current_seller())');
GRANT SELECT ON ledger_closed_day TO torg_seller;

-- Commission: versions of what the market takes, per market, category (which its branches inherit) and seller. They are
-- only ever added: the latest that has begun and not ended holds, and one without a rate ends what was before it.
CREATE TABLE commission_plan (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    market text NOT NULL CHECK (market ~ '^[a-z]{2}$'),
    category_id integer CHECK (category_id > 0),
    seller_id bigint REFERENCES seller,
    valid_from date NOT NULL,
    valid_until date CHECK (valid_until >= valid_from),
    rate integer CHECK (rate BETWEEN 0 AND 10000),
    fixed bigint NOT NULL DEFAULT 0 CHECK (fixed >= 0),
    minimum bigint NOT NULL DEFAULT 0 CHECK (minimum >= 0),
    announced timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    why text NOT NULL DEFAULT '' CHECK (length(why) <= 500),
    CHECK (rate IS NOT NULL OR (fixed = 0 AND minimum = 0 AND valid_until IS NULL))
);
CREATE INDEX commission_plan_market ON commission_plan (market, id);
COMMENT ON COLUMN commission_plan.rate IS 'Basis points of what the shopper pays, VAT included; null ends the plan.';
COMMENT ON COLUMN commission_plan.fixed IS 'Minor units for each piece, before VAT; so is the minimum.';
CREATE TRIGGER commission_plan_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON commission_plan
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CALL isolate('commission_plan',
    'SELECT (id, market, category_id, seller_id, valid_from, valid_until, rate, fixed, minimum, announced)',
    'seller_id IS NULL OR seller_id = current_seller()');

-- What holds until the operator says something else: ten per cent everywhere.
INSERT INTO commission_plan (market, valid_from, rate, actor, why)
SELECT market, DATE '2000-01-01', 1000, 'system', 'The first plan' FROM unnest(ARRAY['se', 'no', 'dk', 'fi']) AS market;
