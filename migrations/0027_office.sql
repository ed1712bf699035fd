-- The office: what the operator has set, and what needs two people.

-- Every version of every setting, with who, when and why; the latest of a name and market holds. A version without a
-- market holds in all those that have none of their own.
CREATE TABLE market_setting (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CHECK (name ~ '^[a-z_]{1,40}$'),
    market text CHECK (market ~ '^[a-z]{2}$'),
    value jsonb NOT NULL CHECK (jsonb_typeof(value) = 'object'),
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    why text NOT NULL CHECK (length(why) BETWEEN 1 AND 500)
);
CREATE INDEX market_setting_latest ON market_setting (name, market, id);
CREATE TRIGGER market_setting_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON market_setting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- What is set is public; who set it and why is not.
GRANT SELECT (id, name, market, value) ON market_setting TO torg_seller;

-- What one person has proposed and another decides: suspensions, payouts, commission.
CREATE TABLE approval (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'),
    subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
    body jsonb NOT NULL CHECK (jsonb_typeof(body) = 'object'),
    why text NOT NULL CHECK (length(why) BETWEEN 1 AND 2000),
    seller_id bigint REFERENCES seller,
    proposed_by text NOT NULL,
    proposed timestamptz NOT NULL DEFAULT now(),
    expires timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'declined', 'withdrawn', 'expired')),
    decided_by text,
    decided timestamptz,
    answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
    CHECK ((state = 'waiting') = (decided IS NULL)),
    CONSTRAINT approval_takes_two CHECK (
        state NOT IN ('approved', 'declined') OR (decided_by LIKE 'operator:_%' AND decided_by <> proposed_by)
    )
);
CREATE UNIQUE INDEX approval_one_waiting ON approval (kind, subject) WHERE state = 'waiting';
CREATE INDEX approval_waiting ON approval (expires) WHERE state = 'waiting';

-- What was proposed stays as it was proposed, and what is decided stays decided.
CREATE FUNCTION approval_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'waiting' OR (NEW.kind, NEW.subject, NEW.body, NEW.why, NEW.proposed_by, NEW.proposed, NEW.expires)
        IS DISTINCT FROM (OLD.kind, OLD.subject, OLD.body, OLD.why, OLD.proposed_by, OLD.proposed, OLD.expires) THEN
        RAISE EXCEPTION 'approval % stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER approval_stays BEFORE UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION approval_stays();
CREATE TRIGGER approval_is_kept BEFORE DELETE OR TRUNCATE ON approval
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The audit trail is read newest first, and by time.
CREATE UNIQUE INDEX journal_newest ON journal (id);
CREATE INDEX journal_kind ON journal (kind, id);
CREATE INDEX journal_at ON journal USING brin (at) WITH (pages_per_range = 32);
