-- Campaigns, and what has to be known before an offer shows.

-- A seller's campaign: from `starts` to `ends` a lower price for the offers that it selects when it starts.
CREATE TABLE campaign (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    market text NOT NULL CHECK (market ~ '^[a-z]{2}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    state text NOT NULL DEFAULT 'scheduled' CHECK (state IN ('scheduled', 'running', 'ended', 'cancelled')),
    starts timestamptz NOT NULL,
    ends timestamptz NOT NULL CHECK (ends > starts),
    percent smallint CHECK (percent BETWEEN 1 AND 95),
    whole boolean NOT NULL DEFAULT false,
    claims boolean NOT NULL DEFAULT true,
    skus text[] NOT NULL DEFAULT '{}',
    categories integer[] NOT NULL DEFAULT '{}',
    brands bigint[] NOT NULL DEFAULT '{}',
    everything boolean NOT NULL DEFAULT false,
    started timestamptz,
    ended timestamptz,
    actor text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    CHECK (state NOT IN ('running', 'ended') OR started IS NOT NULL OR ended IS NOT NULL)
);
CREATE INDEX campaign_seller ON campaign (seller_id, id);
CREATE INDEX campaign_due ON campaign (state, starts, ends) WHERE state IN ('scheduled', 'running');
COMMENT ON COLUMN campaign.percent IS 'Off the ordinary price; null when campaign_price has a price for each article.';
COMMENT ON COLUMN campaign.whole IS 'Whether a price by percentage is rounded down to whole kronor or euros.';
COMMENT ON COLUMN campaign.claims IS 'Whether it is called a reduction; the price log decides what may be shown of that.';

CREATE TABLE campaign_price (
    campaign_id bigint NOT NULL REFERENCES campaign ON DELETE CASCADE,
    sku text NOT NULL,
    price bigint NOT NULL CHECK (price > 0),
    PRIMARY KEY (campaign_id, sku)
);

-- Which offers a campaign took in when it started: an account of it, and what is chosen from when several run.
CREATE TABLE campaign_offer (
    campaign_id bigint NOT NULL REFERENCES campaign,
    offer_id bigint NOT NULL REFERENCES offer,
    price bigint CHECK (price > 0),
    gone timestamptz,
    PRIMARY KEY (campaign_id, offer_id)
);
COMMENT ON COLUMN campaign_offer.gone IS 'When the seller withdrew the offer: it does not come back into the campaign.';
CREATE INDEX campaign_offer_offer ON campaign_offer (offer_id);

-- The campaign that decides an offer's price now, and the ordinary price that comes back after it.
CREATE TABLE offer_in_campaign (
    offer_id bigint PRIMARY KEY REFERENCES offer,
    campaign_id bigint NOT NULL REFERENCES campaign,
    base_price bigint NOT NULL CHECK (base_price > 0),
    base_regular bigint CHECK (base_regular > base_price),
    base_since timestamptz,
    percent smallint,
    price bigint CHECK (price > 0),
    whole boolean NOT NULL DEFAULT false,
    claims boolean NOT NULL,
    since timestamptz NOT NULL,
    CHECK ((percent IS NULL) <> (price IS NULL))
);
CREATE INDEX offer_in_campaign_campaign ON offer_in_campaign (campaign_id);

-- Under which number the law's producer responsibility is taken for what a seller sells in a market.
CREATE TABLE producer_registration (
    seller_id bigint NOT NULL REFERENCES seller,
    market text NOT NULL CHECK (market ~ '^[a-z]{2}$'),
    stream text NOT NULL CHECK (stream IN ('packaging', 'electronics', 'batteries')),
    number text NOT NULL CHECK (length(number) BETWEEN 3 AND 60),
    holder text NOT NULL DEFAULT '' CHECK (length(holder) <= 120),
    changed timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (seller_id, market, stream)
);
COMMENT ON COLUMN producer_registration.holder IS 'Who is registered, when it is the producer or importer and not the seller.';

-- Who makes what a seller sells of a brand (GPSR Art. 19), where the product itself does not say; without a brand, of
-- everything else.
CREATE TABLE seller_manufacturer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    brand_id bigint REFERENCES brand,
    fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
    changed timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (seller_id, brand_id)
);

-- How an offer stands with shoppers, as its seller is told: kept so that a list can be narrowed by it, looked at anew
-- whenever something that it depends on has changed. The shelf asks the rule itself.
CREATE TABLE offer_state (
    offer_id bigint PRIMARY KEY REFERENCES offer,
    hidden text NOT NULL DEFAULT '',
    missing text[] NOT NULL DEFAULT '{}',
    day date NOT NULL,
    assessed timestamptz NOT NULL DEFAULT now()
);

-- Prices and stocks that a seller uploaded as a file, from the trial to the change.
CREATE TABLE bulk_edit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    file text NOT NULL CHECK (length(file) <= 200),
    changes jsonb NOT NULL CHECK (jsonb_typeof(changes) = 'array'),
    refused jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(refused) = 'array'),
    actor text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    applied timestamptz,
    report jsonb CHECK (jsonb_typeof(report) = 'object'),
    CHECK ((applied IS NULL) = (report IS NULL))
);
CREATE INDEX bulk_edit_seller ON bulk_edit (seller_id, id);

CALL isolate('campaign', 'SELECT, INSERT, UPDATE');
CALL isolate('campaign_price', 'SELECT, INSERT, DELETE',
    'EXISTS (SELECT FROM campaign c WHERE c.id = campaign_id AND c.seller_id = current_seller())');
CALL isolate('campaign_offer', 'SELECT, INSERT, UPDATE (gone)',
    'EXISTS (SELECT FROM campaign c WHERE c.id = campaign_id AND c.seller_id = current_seller())');
CALL isolate('offer_in_campaign', 'SELECT, INSERT, UPDATE, DELETE',
    'EXISTS (SELECT FROM offer o WHERE o.id = offer_id AND o.seller_id = current_seller())');
CALL isolate('producer_registration', 'SELECT, INSERT, UPDATE, DELETE');
CALL isolate('offer_state', 'SELECT, INSERT, UPDATE, DELETE',
    'EXISTS (SELECT FROM offer o WHERE o.id = offer_id AND o.seller_id = current_seller())');
CALL isolate('bulk_edit', 'SELECT, INSERT, UPDATE (applied, report)');
CALL isolate('seller_manufacturer', 'SELECT, INSERT, UPDATE, DELETE');

-- A restricted seller may be kept from campaigns; those that run go on to their end.
CREATE POLICY may_add_campaigns ON campaign AS RESTRICTIVE FOR INSERT TO torg_seller
    WITH CHECK ((SELECT seller_may('campaigns')));
