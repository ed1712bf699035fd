-- Payments: what was asked of a payment provider for an order, what the provider told us, and what people keep on file.

CREATE TABLE payment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES customer_order,
    provider text NOT NULL CHECK (provider ~ '^[a-z_]{1,30}$'),
    method text NOT NULL CHECK (method ~ '^[a-z_]{1,30}$'),
    state text NOT NULL DEFAULT 'begun' CHECK (state IN ('begun', 'authorised', 'failed', 'voided')),
    reference text CHECK (length(reference) BETWEEN 1 AND 200),
    amount bigint NOT NULL CHECK (amount > 0),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    captured bigint NOT NULL DEFAULT 0 CHECK (captured BETWEEN 0 AND amount),
    refunded bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND captured),
    charged_back bigint NOT NULL DEFAULT 0 CHECK (charged_back BETWEEN 0 AND captured),
    fee bigint NOT NULL DEFAULT 0 CHECK (fee >= 0),
    token text,
    keep boolean NOT NULL DEFAULT false,
    action_url text,
    failure text,
    created timestamptz NOT NULL DEFAULT now(),
    changed timestamptz NOT NULL DEFAULT now(),
    UNIQUE (provider, reference)
) WITH (fillfactor = 85);
CREATE INDEX payment_order ON payment (order_id, id);
COMMENT ON COLUMN payment.reference IS 'The provider''s own name for it; unknown until its first answer has come.';
COMMENT ON COLUMN payment.token IS 'What was on file and is charged; null when the shopper is asked.';
COMMENT ON COLUMN payment.captured IS 'What the provider has confirmed as drawn; captures under way are in payment_request.';

-- Every word to a provider that moves money, written down before it is said and repeated under the same key until an
-- answer is known: whoever is killed in between asks again, and the provider does it once.
CREATE TABLE payment_request (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id bigint NOT NULL REFERENCES payment,
    kind text NOT NULL CHECK (kind IN ('capture', 'refund', 'void')),
    document text NOT NULL CHECK (length(document) <= 200),
    amount bigint NOT NULL CHECK (amount >= 0),
    state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'done', 'refused')),
    reason text,
    created timestamptz NOT NULL DEFAULT now(),
    finished timestamptz,
    UNIQUE (payment_id, kind, document)
);
CREATE INDEX payment_request_asked ON payment_request (created) WHERE state = 'asked';
COMMENT ON COLUMN payment_request.document IS 'What it is for: parcel:7, return:3. One document draws or gives back once.';

-- What providers told us, each once, in the order in which it came; kept before it is acted on.
CREATE TABLE payment_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider text NOT NULL,
    event text NOT NULL CHECK (length(event) BETWEEN 1 AND 200),
    kind text NOT NULL,
    reference text NOT NULL,
    body jsonb NOT NULL,
    received timestamptz NOT NULL DEFAULT now(),
    applied timestamptz,
    UNIQUE (provider, event)
);
CREATE INDEX payment_event_waiting ON payment_event (id) WHERE applied IS NULL;

-- What a person lets us charge: the provider's token, never a card number.
CREATE TABLE payment_method (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES account,
    provider text NOT NULL,
    method text NOT NULL,
    token text NOT NULL,
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
    expires date,
    preferred boolean NOT NULL DEFAULT false,
    created timestamptz NOT NULL DEFAULT now(),
    removed timestamptz,
    UNIQUE (provider, token)
);
CREATE UNIQUE INDEX payment_method_preferred ON payment_method (account_id) WHERE preferred AND removed IS NULL;
CREATE INDEX payment_method_account ON payment_method (account_id) WHERE removed IS NULL;
COMMENT ON COLUMN payment_method.label IS 'What the person knows it by: Visa •••• 4242.';
