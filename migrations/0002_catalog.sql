-- The catalogue and those who sell from it: categories, brands, sellers, products, variants.

-- A node of the Google product taxonomy under its own id; names are data of the program, not of the database.
CREATE TABLE category (
    id integer PRIMARY KEY CHECK (id > 0),
    parent_id integer REFERENCES category CHECK (parent_id <> id)
);

CREATE TABLE brand (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    key text NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 240),
    slug text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
COMMENT ON COLUMN brand.key IS 'The name as it is compared: case folded, spaces collapsed.';

CREATE TABLE seller (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    org_number text NOT NULL CHECK (org_number ~ '^[0-9A-Z]{4,20}$'),
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'active', 'suspended')),
    home_market text NOT NULL CHECK (home_market ~ '^[a-z]{2}$'),
    languages text[] NOT NULL CHECK (cardinality(languages) > 0),
    email text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    address jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(address) = 'object'),
    delivery jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(delivery) = 'object'),
    handling_days smallint NOT NULL DEFAULT 1 CHECK (handling_days BETWEEN 0 AND 365),
    standing smallint NOT NULL DEFAULT 0 CHECK (standing BETWEEN 0 AND 100),
    created timestamptz NOT NULL DEFAULT now(),
    changed timestamptz NOT NULL DEFAULT now(),
    UNIQUE (country, org_number)
);
COMMENT ON COLUMN seller.delivery IS 'By market: {"se": {"price": 4900, "free_over": 49900, "days": [1, 3]}}, minor units.';
COMMENT ON COLUMN seller.standing IS '0 to 100; 0 when not yet known.';

CREATE TABLE product (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    brand_id bigint REFERENCES brand,
    category_id integer REFERENCES category,
    owner_id bigint NOT NULL REFERENCES seller,
    lead_sku text NOT NULL,
    title jsonb NOT NULL CHECK (jsonb_typeof(title) = 'object' AND title <> '{}'),
    description jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(description) = 'object'),
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    source_category text,
    popularity bigint NOT NULL DEFAULT 0 CHECK (popularity >= 0),
    created timestamptz NOT NULL DEFAULT now(),
    changed timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 90);
CREATE INDEX product_brand ON product (brand_id);
CREATE INDEX product_category ON product (category_id);
COMMENT ON COLUMN product.slug IS 'Made once from the title, so that addresses last; unique only together with the id.';
COMMENT ON COLUMN product.owner_id IS 'The seller whose words the product has; others only fill what is missing.';
COMMENT ON COLUMN product.lead_sku IS 'The item of the owner that speaks for the whole product.';
COMMENT ON COLUMN product.source_category IS 'The category in the owner''s own words.';

CREATE TABLE variant (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES product,
    gtin text UNIQUE CHECK (gtin ~ '^([0-9]{8}|[0-9]{13}|[0-9]{14})$'),
    mpn text,
    options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    pictures jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(pictures) = 'array'),
    net_quantity numeric CHECK (net_quantity > 0),
    net_unit text CHECK (net_unit IN ('kg', 'l', 'm', 'm2', 'st')),
    CHECK ((net_quantity IS NULL) = (net_unit IS NULL))
) WITH (fillfactor = 95);
CREATE INDEX variant_product ON variant (product_id);
COMMENT ON COLUMN variant.gtin IS 'Only codes that are unique in the world: in-store codes stay with their seller.';

-- Whoever is about to create a variant for a GTIN holds its row here until the end of the transaction, so that two
-- imports of the same new GTIN wait for one another. Nothing in it has to survive a crash.
CREATE UNLOGGED TABLE gtin_claim (
    gtin text PRIMARY KEY
);
