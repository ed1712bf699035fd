-- Onboarding, states, decisions, teams: how a company becomes a seller, and who of it may do what.

-- A draft may say nothing yet; from `under_review` on an organisation sells here once.
ALTER TABLE seller DROP CONSTRAINT seller_status_check;
UPDATE seller SET status = 'under_review' WHERE status = 'pending';
ALTER TABLE seller DROP CONSTRAINT seller_org_number_check;
ALTER TABLE seller DROP CONSTRAINT seller_country_org_number_key;
ALTER TABLE seller
    ALTER COLUMN status SET DEFAULT 'draft',
    ALTER COLUMN org_number SET DEFAULT '',
    ADD COLUMN restrictions text[] NOT NULL DEFAULT '{}',
    ADD COLUMN selling boolean NOT NULL GENERATED ALWAYS AS (status IN ('active', 'restricted')) STORED,
    ADD COLUMN register text NOT NULL DEFAULT '' CHECK (length(register) <= 120),
    ADD COLUMN vat_number text NOT NULL DEFAULT '' CHECK (vat_number ~ '^[0-9A-Z]{0,20}$'),
    ADD COLUMN returns jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(returns) = 'object'),
    ADD COLUMN self_certified timestamptz,
    ADD CONSTRAINT seller_status_check CHECK (
        status IN ('draft', 'under_review', 'asked_to_complete', 'active', 'restricted', 'suspended', 'closed')),
    ADD CONSTRAINT seller_org_number_check CHECK (
        org_number ~ '^[0-9A-Z]{4,20}$' OR (org_number = '' AND status IN ('draft', 'closed'))),
    ADD CONSTRAINT seller_restrictions_check CHECK ((status = 'restricted') = (cardinality(restrictions) > 0));
CREATE UNIQUE INDEX seller_organisation ON seller (country, org_number) WHERE status NOT IN ('draft', 'closed');
COMMENT ON COLUMN seller.restrictions IS 'What a restricted seller may not do: new_offers, campaigns, featured, recommendations, payouts.';
COMMENT ON COLUMN seller.selling IS 'Whether shoppers see its offers.';
COMMENT ON COLUMN seller.self_certified IS 'When it promised to offer only what is lawful (DSA Art. 30(1)(e)).';

-- What a seller tells the market alone: Art. 30 DSA, DAC7, where its money goes.
CREATE TABLE seller_file (
    seller_id bigint PRIMARY KEY REFERENCES seller,
    legal_form text NOT NULL DEFAULT '' CHECK (legal_form IN ('', 'company', 'sole_trader')),
    representative jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(representative) = 'object'),
    contacts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(contacts) = 'object'),
    tin text NOT NULL DEFAULT '' CHECK (length(tin) <= 40),
    tin_country text NOT NULL DEFAULT '' CHECK (tin_country ~ '^([A-Z]{2})?$'),
    birth_date date,
    birth_place text NOT NULL DEFAULT '' CHECK (length(birth_place) <= 120),
    establishments text[] NOT NULL DEFAULT '{}',
    account_kind text NOT NULL DEFAULT '' CHECK (account_kind IN ('', 'iban', 'bankgiro', 'plusgiro')),
    account_number text NOT NULL DEFAULT '' CHECK (account_number ~ '^[0-9A-Z]{0,34}$'),
    account_holder text NOT NULL DEFAULT '' CHECK (length(account_holder) <= 200),
    account_checked timestamptz,
    identity_checked timestamptz,
    looked_up jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(looked_up) = 'object'),
    submitted timestamptz,
    changed timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN seller_file.tin IS 'Tax identification number; the organisation number serves where the country says so.';
COMMENT ON COLUMN seller_file.establishments IS 'EU countries with a permanent establishment (DAC7).';
COMMENT ON COLUMN seller_file.account_checked IS 'When staff found that the account is the seller''s; gone when the account changes.';
COMMENT ON COLUMN seller_file.identity_checked IS 'When staff found out who represents it without a copy: by eID, in person.';
COMMENT ON COLUMN seller_file.looked_up IS 'What the company register answered, and when.';
INSERT INTO seller_file (seller_id) SELECT id FROM seller;
CREATE FUNCTION open_seller_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO seller_file (seller_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER open_seller_file AFTER INSERT ON seller FOR EACH ROW EXECUTE FUNCTION open_seller_file();

CREATE FUNCTION forget_account_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.account_kind, NEW.account_number, NEW.account_holder)
        IS DISTINCT FROM (OLD.account_kind, OLD.account_number, OLD.account_holder) THEN
        NEW.account_checked := NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER forget_account_check BEFORE UPDATE ON seller_file
    FOR EACH ROW EXECUTE FUNCTION forget_account_check();

CREATE TABLE seller_document (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    kind text NOT NULL CHECK (kind IN ('identity', 'register', 'bank', 'tax', 'permit', 'other')),
    file text NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    media_type text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    added timestamptz NOT NULL DEFAULT now(),
    added_by text NOT NULL,
    removed timestamptz
);
CREATE INDEX seller_document_seller ON seller_document (seller_id);
COMMENT ON COLUMN seller_document.removed IS 'Taken back by the seller; kept as long as the law wants the file kept.';

CREATE TABLE seller_agreement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    version text NOT NULL,
    language text NOT NULL,
    digest text NOT NULL,
    accepted timestamptz NOT NULL DEFAULT now(),
    accepted_by text NOT NULL,
    UNIQUE (seller_id, version)
);
COMMENT ON COLUMN seller_agreement.digest IS 'BLAKE2b of the very text that was accepted.';
CREATE TRIGGER seller_agreement_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seller_agreement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- When a seller was told of a version of the agreement: it binds 15 days after that at the earliest (P2B Art. 3).
CREATE TABLE agreement_notice (
    seller_id bigint NOT NULL REFERENCES seller,
    version text NOT NULL,
    told timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (seller_id, version)
);

-- Every change of a seller's state with its statement of reasons (DSA Art. 17, P2B Art. 4).
CREATE TABLE seller_decision (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    from_status text NOT NULL,
    to_status text NOT NULL,
    restrictions text[] NOT NULL DEFAULT '{}',
    ground text NOT NULL,
    reason text NOT NULL,
    fields text[] NOT NULL DEFAULT '{}',
    automated boolean NOT NULL DEFAULT false,
    actor text NOT NULL,
    decided timestamptz NOT NULL DEFAULT now(),
    effective timestamptz NOT NULL DEFAULT now(),
    until timestamptz,
    applied timestamptz,
    withdrawn timestamptz,
    UNIQUE (id, seller_id),
    CHECK (until > effective)
);
CREATE INDEX seller_decision_seller ON seller_decision (seller_id, id);
CREATE INDEX seller_decision_waiting ON seller_decision (effective) WHERE applied IS NULL AND withdrawn IS NULL;
COMMENT ON COLUMN seller_decision.fields IS 'What the seller is asked to complete.';
COMMENT ON COLUMN seller_decision.effective IS 'From when on; a closure by the market waits 30 days (P2B Art. 4(2)).';
COMMENT ON COLUMN seller_decision.until IS 'When a restriction or suspension ends by itself.';

CREATE TABLE seller_complaint (
    decision_id bigint PRIMARY KEY,
    seller_id bigint NOT NULL,
    said text NOT NULL CHECK (length(said) BETWEEN 1 AND 10000),
    by text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    answer text,
    upheld boolean,
    answered timestamptz,
    answered_by text,
    FOREIGN KEY (decision_id, seller_id) REFERENCES seller_decision (id, seller_id),
    CHECK ((answered IS NULL) = (answer IS NULL) AND (answered IS NULL) = (upheld IS NULL))
);
CREATE INDEX seller_complaint_seller ON seller_complaint (seller_id);
COMMENT ON COLUMN seller_complaint.upheld IS 'Whether the seller was right.';

CREATE TABLE seller_notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    decision_id bigint REFERENCES seller_decision,
    kind text NOT NULL,
    body jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(body) = 'object'),
    at timestamptz NOT NULL DEFAULT now(),
    read timestamptz
);
CREATE INDEX seller_notice_seller ON seller_notice (seller_id, id);

CALL isolate('seller_file', 'SELECT, UPDATE (legal_form, representative, contacts, tin, tin_country, birth_date,
    birth_place, establishments, account_kind, account_number, account_holder, looked_up, changed)');
CALL isolate('seller_document', 'SELECT, INSERT (seller_id, kind, file, name, media_type, size, added_by),
    UPDATE (removed)');
CALL isolate('seller_agreement', 'SELECT, INSERT (seller_id, version, language, digest, accepted_by)');
CALL isolate('agreement_notice', 'SELECT');
CALL isolate('seller_decision', 'SELECT');
CALL isolate('seller_complaint', 'SELECT, INSERT (decision_id, seller_id, said, by)');
CALL isolate('seller_notice', 'SELECT, UPDATE (read)');

-- Invitations into a seller's team: one use, one e-mail address, some days.
CREATE TABLE seller_invitation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    email_key text NOT NULL,
    roles text[] NOT NULL CHECK (cardinality(roles) > 0),
    token_hash bytea NOT NULL UNIQUE,
    invited_by text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    expires timestamptz NOT NULL,
    used timestamptz,
    revoked timestamptz
);
CREATE UNIQUE INDEX seller_invitation_open ON seller_invitation (seller_id, email_key)
    WHERE used IS NULL AND revoked IS NULL;
COMMENT ON COLUMN seller_invitation.token_hash IS 'The address in the mail holds the token itself; nobody can make it from this.';
CALL isolate('seller_invitation', 'SELECT (id, seller_id, email, email_key, roles, invited_by, created, expires, used, revoked),
    INSERT (seller_id, email, email_key, roles, token_hash, invited_by, expires), UPDATE (revoked)');
-- People come into a team by accepting an invitation, never by a colleague's hand: who could add any account would
-- read its name and address.
REVOKE INSERT ON seller_member FROM torg_seller;

-- What a seller may change of itself. Its name, numbers and country only until it is reviewed.
REVOKE UPDATE ON seller FROM torg_seller;
GRANT UPDATE (name, country, org_number, home_market, languages, email, phone, address, delivery, handling_days,
    register, vat_number, returns, self_certified, changed) ON seller TO torg_seller;
CREATE FUNCTION keep_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'torg_seller' AND OLD.status NOT IN ('draft', 'asked_to_complete')
        AND (NEW.name, NEW.country, NEW.org_number, NEW.register)
            IS DISTINCT FROM (OLD.name, OLD.country, OLD.org_number, OLD.register) THEN
        RAISE EXCEPTION 'a reviewed seller changes its name and numbers through the market' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_identity BEFORE UPDATE ON seller FOR EACH ROW EXECUTE FUNCTION keep_identity();

-- Whether the seller of this transaction may do something: a restriction names what not, a closed one may nothing.
CREATE FUNCTION seller_may(surface text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN EXISTS (
    SELECT FROM seller s WHERE s.id = current_seller()
        AND s.status NOT IN ('suspended', 'closed') AND NOT surface = ANY (s.restrictions)
);
CREATE POLICY may_add_offers ON offer AS RESTRICTIVE FOR INSERT TO torg_seller
    WITH CHECK ((SELECT seller_may('new_offers')));
