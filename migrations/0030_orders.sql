-- Carts, orders, and each seller's parcel of an order. Amounts are minor units of the order's currency, VAT included
-- unless they say otherwise; what is frozen here when an order is placed never follows a later change of the offer.

CREATE TABLE cart (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash bytea,
    account_id bigint REFERENCES account,
    market text NOT NULL CHECK (market ~ '^[a-z]{2}$'),
    shared_hash bytea UNIQUE,
    codes text[] NOT NULL DEFAULT '{}' CHECK (cardinality(codes) <= 5),
    created timestamptz NOT NULL DEFAULT now(),
    changed timestamptz NOT NULL DEFAULT now(),
    CHECK (token_hash IS NOT NULL OR account_id IS NOT NULL)
);
CREATE UNIQUE INDEX cart_token ON cart (token_hash, market) WHERE token_hash IS NOT NULL;
CREATE UNIQUE INDEX cart_account ON cart (account_id, market) WHERE account_id IS NOT NULL;
CREATE INDEX cart_changed ON cart (changed);
COMMENT ON COLUMN cart.token_hash IS 'Of the secret that a device keeps which nobody has signed in on.';
COMMENT ON COLUMN cart.shared_hash IS 'Of the secret in a link that shows a copy of the cart to somebody else.';

CREATE TABLE cart_line (
    cart_id bigint NOT NULL REFERENCES cart ON DELETE CASCADE,
    offer_id bigint NOT NULL REFERENCES offer,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    later boolean NOT NULL DEFAULT false,
    seen_price bigint NOT NULL CHECK (seen_price > 0),
    added timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (cart_id, offer_id)
);
CREATE INDEX cart_line_offer ON cart_line (offer_id);
COMMENT ON COLUMN cart_line.seen_price IS 'The price that the shopper last saw, so that a change can be told.';

CREATE TABLE customer_order (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (number ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
    secret text NOT NULL UNIQUE CHECK (length(secret) >= 20),
    state text NOT NULL CHECK (state IN ('awaiting_payment', 'placed', 'cancelled')),
    market text NOT NULL CHECK (market ~ '^[a-z]{2}$'),
    locale text NOT NULL CHECK (locale ~ '^[a-z]{2}-[a-z]{2}$'),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    account_id bigint REFERENCES account,
    email text NOT NULL CHECK (length(email) <= 254),
    phone text NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
    address jsonb NOT NULL CHECK (jsonb_typeof(address) = 'object'),
    goods bigint NOT NULL CHECK (goods >= 0),
    delivery bigint NOT NULL CHECK (delivery >= 0),
    discount bigint NOT NULL DEFAULT 0 CHECK (discount >= 0),
    total bigint NOT NULL CHECK (total >= 0),
    vat bigint NOT NULL CHECK (vat >= 0),
    payment_method text NOT NULL,
    cart_id bigint,
    idempotency_key text NOT NULL UNIQUE CHECK (length(idempotency_key) BETWEEN 8 AND 200),
    request_hash bytea NOT NULL,
    expires timestamptz,
    placed timestamptz,
    created timestamptz NOT NULL DEFAULT now(),
    CHECK (total = goods + delivery - discount),
    CHECK ((state = 'awaiting_payment') = (expires IS NOT NULL)),
    CHECK (state <> 'placed' OR placed IS NOT NULL)
) WITH (fillfactor = 85);
CREATE INDEX customer_order_account ON customer_order (account_id, id) WHERE account_id IS NOT NULL;
CREATE INDEX customer_order_email ON customer_order (lower(email), id);
CREATE INDEX customer_order_cart ON customer_order (cart_id) WHERE state = 'awaiting_payment';
CREATE INDEX customer_order_expires ON customer_order (expires) WHERE expires IS NOT NULL;
COMMENT ON TABLE customer_order IS 'What a shopper bought with one payment, of however many sellers.';
COMMENT ON COLUMN customer_order.number IS 'What people say on the telephone; it opens nothing. The secret in the link does.';
COMMENT ON COLUMN customer_order.secret IS 'In the link that opens the order without signing in; every mail about it holds that link.';
COMMENT ON COLUMN customer_order.address IS '{"name", "street", "extra", "postal_code", "city", "country"}';
COMMENT ON COLUMN customer_order.cart_id IS 'Out of which cart it was ordered; that is emptied when the order stands.';
COMMENT ON COLUMN customer_order.discount IS 'What promotions take off, whoever pays for them.';

CREATE TABLE parcel (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES customer_order,
    place smallint NOT NULL CHECK (place > 0),
    seller_id bigint NOT NULL REFERENCES seller,
    state text NOT NULL CHECK (state IN ('awaiting_payment', 'placed', 'accepted', 'shipped', 'delivered', 'cancelled')),
    goods bigint NOT NULL CHECK (goods >= 0),
    delivery bigint NOT NULL CHECK (delivery >= 0),
    discount bigint NOT NULL DEFAULT 0 CHECK (discount >= 0),
    total bigint NOT NULL CHECK (total >= 0),
    vat bigint NOT NULL CHECK (vat >= 0),
    delivery_vat_rate integer NOT NULL CHECK (delivery_vat_rate BETWEEN 0 AND 10000),
    delivery_vat bigint NOT NULL CHECK (delivery_vat >= 0),
    commission bigint NOT NULL CHECK (commission >= 0),
    commission_vat bigint NOT NULL CHECK (commission_vat >= 0),
    commission_vat_country text NOT NULL DEFAULT '',
    market_discount bigint NOT NULL DEFAULT 0 CHECK (market_discount BETWEEN 0 AND discount),
    delivery_choice jsonb NOT NULL CHECK (jsonb_typeof(delivery_choice) = 'object'),
    promised_from date NOT NULL,
    promised_until date NOT NULL CHECK (promised_until >= promised_from),
    accepted timestamptz,
    shipped timestamptz,
    delivered timestamptz,
    cancelled timestamptz,
    changed timestamptz NOT NULL DEFAULT now(),
    UNIQUE (order_id, place),
    CHECK (total = goods + delivery - discount)
) WITH (fillfactor = 85);
CREATE INDEX parcel_seller ON parcel (seller_id, state, id);
COMMENT ON COLUMN parcel.delivery_choice IS 'How it travels: {"carrier", "service", "name", "pickup_point": {…}}.';
COMMENT ON COLUMN parcel.commission IS 'The sum of its lines'', before VAT.';
COMMENT ON COLUMN parcel.market_discount IS 'The part of the discount that the market pays; the seller is credited with it.';

CREATE TABLE order_line (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES customer_order,
    parcel_id bigint NOT NULL REFERENCES parcel,
    seller_id bigint NOT NULL REFERENCES seller,
    line smallint NOT NULL CHECK (line > 0),
    offer_id bigint NOT NULL REFERENCES offer,
    variant_id bigint NOT NULL,
    product_id bigint NOT NULL,
    category_id integer,
    sku text NOT NULL,
    title text NOT NULL,
    options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    picture text NOT NULL DEFAULT '',
    condition text NOT NULL DEFAULT 'new',
    quantity integer NOT NULL CHECK (quantity > 0),
    unit_price bigint NOT NULL CHECK (unit_price > 0),
    discount bigint NOT NULL DEFAULT 0 CHECK (discount BETWEEN 0 AND unit_price * quantity),
    total bigint NOT NULL CHECK (total >= 0),
    vat_rate integer NOT NULL CHECK (vat_rate BETWEEN 0 AND 10000),
    vat bigint NOT NULL CHECK (vat BETWEEN 0 AND total),
    commission jsonb NOT NULL CHECK (jsonb_typeof(commission) = 'object'),
    cancelled integer NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
    returned integer NOT NULL DEFAULT 0 CHECK (returned >= 0),
    refunded bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND total),
    UNIQUE (order_id, line),
    CHECK (total = unit_price * quantity - discount),
    CHECK (cancelled + returned <= quantity)
) WITH (fillfactor = 85);
CREATE INDEX order_line_parcel ON order_line (parcel_id, id);
CREATE INDEX order_line_product ON order_line (product_id, id);
COMMENT ON COLUMN order_line.vat_rate IS 'Basis points: 2500 is 25 per cent.';
COMMENT ON COLUMN order_line.commission IS 'torg.commission.Commission as it was when the order was placed.';

-- A seller sees its own parcels and lines. Of the order it sees what sending and answering takes; what other sellers'
-- parcels cost, the payment and the secret it does not.
CALL isolate('parcel', 'SELECT, UPDATE (state, delivery_choice, accepted, shipped, delivered, cancelled, changed)');
CALL isolate('order_line', 'SELECT, UPDATE (cancelled, returned, refunded)');
CALL isolate('customer_order',
    'SELECT (id, number, state, market, locale, currency, email, phone, address, placed, created)',
    'EXISTS (SELECT FROM parcel p WHERE p.order_id = customer_order.id AND p.seller_id = current_seller())');
