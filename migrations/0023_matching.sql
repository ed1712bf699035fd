-- Which offers are one product, and whose words each field of a product has.

-- Who said each field, where that is not the product's owner by its lead item: {"title.fi": [20, 12, "K-7"]}, which is the
-- rank of the source, the seller and its article.
ALTER TABLE product ADD COLUMN sources jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(sources) = 'object');
ALTER TABLE variant ADD COLUMN sources jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(sources) = 'object');

-- What became of the words of a product: every change with who, when, and what stood there before.
CREATE TABLE content_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL,
    variant_id bigint,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    seller_id bigint,
    fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object' AND fields <> '{}'),
    reverts bigint REFERENCES content_history,
    why text NOT NULL DEFAULT '' CHECK (length(why) <= 500)
);
CREATE INDEX content_history_product ON content_history (product_id, id);
CREATE INDEX content_history_seller ON content_history (seller_id, id) WHERE seller_id IS NOT NULL;
COMMENT ON COLUMN content_history.fields IS 'Field to {"before", "after", "source_before", "source"}; null where there was nothing.';
CREATE TRIGGER content_history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON content_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CALL isolate('content_history', 'SELECT',
    'seller_id = current_seller() OR EXISTS (
        SELECT FROM product p WHERE p.id = product_id AND p.owner_id = current_seller())');

-- Whose brand it is, as the operator has verified: their words stand above those of whoever sold a product first.
CREATE TABLE brand_owner (
    brand_id bigint PRIMARY KEY REFERENCES brand,
    seller_id bigint NOT NULL REFERENCES seller,
    since timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    why text NOT NULL CHECK (length(why) BETWEEN 1 AND 500)
);
CREATE INDEX brand_owner_seller ON brand_owner (seller_id);
CALL isolate('brand_owner', 'SELECT');

-- What a seller thinks should stand on a product whose words are not its own.
CREATE TABLE content_proposal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES product,
    seller_id bigint NOT NULL REFERENCES seller,
    fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object' AND fields <> '{}'),
    why text NOT NULL DEFAULT '' CHECK (length(why) <= 1000),
    actor text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
    decided timestamptz,
    decided_by text,
    answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 1000),
    CHECK ((state = 'open') = (decided IS NULL))
);
CREATE UNIQUE INDEX content_proposal_one_open ON content_proposal (product_id, seller_id) WHERE state = 'open';
CREATE INDEX content_proposal_open ON content_proposal (id) WHERE state = 'open';
CREATE INDEX content_proposal_seller ON content_proposal (seller_id, id);
CALL isolate('content_proposal', 'SELECT, INSERT (product_id, seller_id, fields, why, actor)');

-- A model number as it is compared: without case and separators.
CREATE FUNCTION model_key(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN nullif(lower(regexp_replace(written, '[^A-Za-z0-9]', '', 'g')), '');
CREATE INDEX variant_model ON variant (model_key(mpn) COLLATE "C") WHERE mpn IS NOT NULL;

-- By what a product's title may be found, read by a job after the import.
CREATE TABLE product_terms (
    product_id bigint PRIMARY KEY REFERENCES product,
    terms text[] NOT NULL,
    read_at timestamptz NOT NULL,
    compared boolean NOT NULL DEFAULT false
);
CREATE INDEX product_terms_terms ON product_terms USING gin (terms);
CREATE INDEX product_terms_waiting ON product_terms (product_id) WHERE NOT compared;
COMMENT ON COLUMN product_terms.read_at IS 'The time of the product''s last change that has been read.';

-- Two products that may be one: for a person to decide. A pair that was told apart stays apart.
CREATE TABLE match_proposal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES product,
    candidate_id bigint NOT NULL REFERENCES product,
    seller_id bigint NOT NULL REFERENCES seller,
    probability real NOT NULL CHECK (probability BETWEEN 0 AND 1),
    reason text NOT NULL CHECK (reason IN ('model', 'title', 'seller', 'operator')),
    why text NOT NULL DEFAULT '' CHECK (length(why) <= 500),
    created timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'merged', 'apart', 'gone')),
    decided timestamptz,
    decided_by text,
    CHECK (product_id <> candidate_id),
    CHECK ((state = 'open') = (decided IS NULL))
);
CREATE UNIQUE INDEX match_proposal_pair ON match_proposal
    (least(product_id, candidate_id), greatest(product_id, candidate_id));
CREATE INDEX match_proposal_open ON match_proposal (probability) WHERE state = 'open';
CREATE INDEX match_proposal_product ON match_proposal (product_id);
CREATE INDEX match_proposal_candidate ON match_proposal (candidate_id);
CREATE INDEX match_proposal_seller ON match_proposal (seller_id, id);
COMMENT ON COLUMN match_proposal.seller_id IS 'Who brought the newer product, to whom the proposal is shown.';
CALL isolate('match_proposal', 'SELECT');

-- Where a product went that was found to be another one: its address leads there.
CREATE TABLE product_redirect (
    product_id bigint PRIMARY KEY REFERENCES product,
    into_id bigint NOT NULL REFERENCES product CHECK (into_id <> product_id),
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX product_redirect_into ON product_redirect (into_id);
GRANT SELECT ON product_redirect TO torg_seller;

-- Every merge and split: what moved from where to where, so that it can be undone.
CREATE TABLE product_move (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('merge', 'split', 'undo')),
    from_id bigint NOT NULL REFERENCES product,
    into_id bigint NOT NULL REFERENCES product,
    offers jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(offers) = 'array'),
    variants jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(variants) = 'array'),
    gtins jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(gtins) = 'array'),
    actor text NOT NULL,
    why text NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
    at timestamptz NOT NULL DEFAULT now(),
    undoes bigint UNIQUE REFERENCES product_move
);
CREATE INDEX product_move_from ON product_move (from_id);
CREATE INDEX product_move_into ON product_move (into_id);
COMMENT ON COLUMN product_move.offers IS '[[offer, variant before, variant after], …]; variants: [[variant, product before, product after], …]; gtins: [[gtin, variant before, variant after], …].';
CREATE TRIGGER product_move_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON product_move
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Articles that a person has taken off a variant: no GTIN and no likeness brings them back to it.
CREATE TABLE kept_apart (
    seller_id bigint NOT NULL REFERENCES seller,
    sku text NOT NULL,
    variant_id bigint NOT NULL REFERENCES variant,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    PRIMARY KEY (seller_id, sku, variant_id)
);
CALL isolate('kept_apart', 'SELECT');

-- Pictures that somebody has uploaded for a product: the only files that anybody may see.
CREATE TABLE product_picture (
    key text PRIMARY KEY CHECK (key ~ '^[0-9a-f]{2}/[0-9a-f]{62}\.[a-z0-9]{1,8}$'),
    content_type text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    width integer NOT NULL CHECK (width > 0),
    height integer NOT NULL CHECK (height > 0),
    seller_id bigint REFERENCES seller,
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CALL isolate('product_picture', 'SELECT, INSERT');
