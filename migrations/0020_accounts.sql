-- People: an account is one person with one e-mail address, whether they shop, sell or run the market.

CREATE TABLE account (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    handle uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    email text NOT NULL CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(email) <= 254),
    email_key text NOT NULL UNIQUE,
    name text NOT NULL DEFAULT '' CHECK (length(name) <= 120),
    language text NOT NULL DEFAULT 'en' CHECK (language ~ '^[a-z]{2}$'),
    created timestamptz NOT NULL DEFAULT now(),
    closed timestamptz
);
COMMENT ON COLUMN account.handle IS 'What passkeys know the person by: it says nothing of who that is.';
COMMENT ON COLUMN account.email_key IS 'The address case-folded: two that differ only in case are one person.';

CREATE TABLE passkey (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES account,
    credential bytea NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL DEFAULT 0 CHECK (sign_count >= 0),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    synced boolean NOT NULL DEFAULT false,
    created timestamptz NOT NULL DEFAULT now(),
    used timestamptz
);
CREATE INDEX passkey_account ON passkey (account_id, id);

-- What a passkey is asked to sign: for one use, within minutes.
CREATE TABLE passkey_challenge (
    token_hash bytea PRIMARY KEY,
    challenge bytea NOT NULL,
    account_id bigint REFERENCES account,
    expires timestamptz NOT NULL
);
CREATE INDEX passkey_challenge_expires ON passkey_challenge (expires);

-- A six-digit code on its way by mail. The code is hashed with the token that only the asking browser has, so that
-- this table alone gives no code away.
CREATE TABLE mail_code (
    token_hash bytea PRIMARY KEY,
    email text NOT NULL,
    code_hash bytea NOT NULL,
    tries smallint NOT NULL DEFAULT 0,
    used timestamptz,
    expires timestamptz NOT NULL
);
CREATE INDEX mail_code_expires ON mail_code (expires);

CREATE TABLE sign_in_link (
    token_hash bytea PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES account,
    used timestamptz,
    expires timestamptz NOT NULL
);
CREATE INDEX sign_in_link_account ON sign_in_link (account_id);

CREATE TABLE session (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    account_id bigint NOT NULL REFERENCES account,
    device text NOT NULL DEFAULT '' CHECK (length(device) <= 120),
    means text NOT NULL CHECK (means IN ('passkey', 'mail_code', 'link')),
    created timestamptz NOT NULL DEFAULT now(),
    seen timestamptz NOT NULL DEFAULT now(),
    expires timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id, id);
CREATE INDEX session_expires ON session (expires);

CREATE TABLE staff_member (
    account_id bigint PRIMARY KEY REFERENCES account,
    roles text[] NOT NULL CHECK (
        cardinality(roles) > 0
        AND roles <@ ARRAY['owner', 'sellers', 'catalogue', 'trust', 'finance', 'settings', 'audit', 'read_only']
    ),
    since timestamptz NOT NULL DEFAULT now(),
    removed timestamptz
);

CREATE TABLE seller_member (
    seller_id bigint NOT NULL REFERENCES seller,
    account_id bigint NOT NULL REFERENCES account,
    roles text[] NOT NULL CHECK (
        cardinality(roles) > 0
        AND roles <@ ARRAY['owner', 'catalogue', 'prices', 'orders', 'finance', 'support', 'read_only']
    ),
    since timestamptz NOT NULL DEFAULT now(),
    removed timestamptz,
    PRIMARY KEY (seller_id, account_id)
);
CREATE INDEX seller_member_account ON seller_member (account_id, seller_id);
CALL isolate('seller_member', 'SELECT, INSERT, UPDATE (roles, since, removed)');

-- A seller's people may know each other's names and addresses, those of former colleagues included (activity log).
CALL isolate('account', 'SELECT (id, name, email)',
    'EXISTS (SELECT FROM seller_member m WHERE m.account_id = account.id AND m.seller_id = current_seller())');

-- Mail on its way and what became of it: each message id is sent once.
CREATE TABLE mail_message (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id text NOT NULL UNIQUE,
    recipient text NOT NULL,
    subject text NOT NULL,
    content jsonb,
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
    tries smallint NOT NULL DEFAULT 0,
    error text,
    created timestamptz NOT NULL DEFAULT now(),
    finished timestamptz
);
CREATE INDEX mail_message_created ON mail_message (created);
COMMENT ON COLUMN mail_message.content IS 'Text, HTML and headers; forgotten once it is sent.';

-- How much of a limit is left, by what it limits: not worth keeping over a crash.
CREATE UNLOGGED TABLE rate_bucket (
    key text PRIMARY KEY CHECK (length(key) <= 400),
    tokens double precision NOT NULL,
    at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX rate_bucket_at ON rate_bucket (at);
