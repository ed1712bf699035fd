-- After the sale: how a parcel left, withdrawals as they were declared, and what becomes of goods that come back.
-- Amounts are minor units of the order's currency, VAT included.

ALTER TABLE parcel
    ADD COLUMN carrier text CHECK (length(carrier) <= 60),
    ADD COLUMN tracking_number text CHECK (length(tracking_number) <= 80);
COMMENT ON COLUMN parcel.carrier IS 'Who carries it, as the seller said when it left.';
GRANT UPDATE (carrier, tracking_number) ON parcel TO torg_seller;

-- What somebody declared, word by word, whether or not an order has that number and address. It is never changed; the
-- order may be found later. Not isolated: no seller reads it, since it may name another's order.
CREATE TABLE withdrawal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received timestamptz NOT NULL DEFAULT now(),
    secret text NOT NULL UNIQUE CHECK (length(secret) >= 20),
    idempotency_key text NOT NULL UNIQUE CHECK (length(idempotency_key) BETWEEN 8 AND 200),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    number text NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
    email text NOT NULL CHECK (length(email) <= 254),
    what text NOT NULL DEFAULT '' CHECK (length(what) <= 2000),
    pieces jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(pieces) = 'object'),
    locale text NOT NULL CHECK (locale ~ '^[a-z]{2}-[a-z]{2}$'),
    order_id bigint REFERENCES customer_order,
    settled timestamptz,
    settled_by text
);
CREATE INDEX withdrawal_open ON withdrawal (received) WHERE settled IS NULL;
CREATE INDEX withdrawal_order ON withdrawal (order_id) WHERE order_id IS NOT NULL;
COMMENT ON COLUMN withdrawal.pieces IS 'Which pieces: {line id: count}; none is the whole order.';
COMMENT ON COLUMN withdrawal.settled IS 'When it was routed to its sellers, or the staff said that there is no such order.';

CREATE TABLE return_case (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES customer_order,
    parcel_id bigint NOT NULL REFERENCES parcel,
    seller_id bigint NOT NULL REFERENCES seller,
    withdrawal_id bigint REFERENCES withdrawal,
    kind text NOT NULL CHECK (kind IN ('withdrawal', 'return', 'complaint')),
    state text NOT NULL CHECK (state IN ('announced', 'sent', 'received', 'refunded', 'refused', 'cancelled')),
    reason text NOT NULL CHECK (length(reason) <= 40),
    message text NOT NULL DEFAULT '' CHECK (length(message) <= 2000),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    noticed timestamptz NOT NULL DEFAULT now(),
    late boolean NOT NULL DEFAULT false,
    due timestamptz NOT NULL,
    warned timestamptz,
    tracking_number text CHECK (length(tracking_number) <= 80),
    sent timestamptz,
    received timestamptz,
    inspected timestamptz,
    closed timestamptz,
    verdict text CHECK (verdict IN ('accepted', 'in_part', 'refused')),
    verdict_reason text NOT NULL DEFAULT '' CHECK (length(verdict_reason) <= 1000),
    goods_kept boolean NOT NULL DEFAULT false,
    restocked boolean NOT NULL DEFAULT false,
    delivery bigint NOT NULL DEFAULT 0 CHECK (delivery >= 0),
    subsidy bigint NOT NULL DEFAULT 0 CHECK (subsidy >= 0),
    refund bigint NOT NULL DEFAULT 0 CHECK (refund >= 0),
    CHECK ((state IN ('refunded', 'refused', 'cancelled')) = (closed IS NOT NULL))
) WITH (fillfactor = 85);
CREATE INDEX return_case_seller ON return_case (seller_id, state, id);
CREATE INDEX return_case_parcel ON return_case (parcel_id, id);
CREATE INDEX return_case_order ON return_case (order_id, id);
CREATE INDEX return_case_due ON return_case (due) WHERE closed IS NULL;
COMMENT ON COLUMN return_case.late IS 'Whether notice came after the time to withdraw: it is accepted all the same, and assessed by the seller.';
COMMENT ON COLUMN return_case.due IS 'Until when the money must be back.';
COMMENT ON COLUMN return_case.subsidy IS 'What the market had paid towards the goods, and the seller gives back to it.';
COMMENT ON COLUMN return_case.refund IS 'What the shopper gets back, delivery included.';

CREATE TABLE return_line (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    return_id bigint NOT NULL REFERENCES return_case,
    seller_id bigint NOT NULL REFERENCES seller,
    order_line_id bigint NOT NULL REFERENCES order_line,
    pieces integer NOT NULL CHECK (pieces > 0),
    accepted integer CHECK (accepted BETWEEN 0 AND pieces),
    deduction bigint NOT NULL DEFAULT 0 CHECK (deduction >= 0),
    refund bigint NOT NULL DEFAULT 0 CHECK (refund >= 0),
    UNIQUE (return_id, order_line_id)
);
CREATE INDEX return_line_order_line ON return_line (order_line_id);

CREATE TABLE return_picture (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    return_id bigint NOT NULL REFERENCES return_case,
    seller_id bigint NOT NULL REFERENCES seller,
    file text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    media_type text NOT NULL,
    name text NOT NULL DEFAULT ''
);
CREATE INDEX return_picture_return ON return_picture (return_id, id);

-- A seller reads its own; what it may do with them is in the verbs, which change them as ourselves.
CALL isolate('return_case', 'SELECT');
CALL isolate('return_line', 'SELECT');
CALL isolate('return_picture', 'SELECT');

-- Whose promise was due yesterday is asked every night.
CREATE INDEX parcel_promised ON parcel (promised_until);
