-- Trust: what sellers' standing is made of, the rules that act on it, statements of reasons and complaints (DSA 17, 20),
-- notices from anybody (DSA 16, 23), recalls (GPSR 35 to 37, DSA 32), reviews and questions.

-- What happened at a seller: orders, and what went wrong or well with them. Written by the domains that see it happen.
CREATE TABLE standing_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    kind text NOT NULL CHECK (kind IN ('order', 'late', 'cancelled', 'faulty', 'answer', 'review')),
    at timestamptz NOT NULL,
    reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 200),
    value numeric CHECK (value >= 0),
    UNIQUE (seller_id, kind, reference),
    CHECK ((value IS NOT NULL) = (kind IN ('answer', 'review')))
);
CREATE INDEX standing_event_at ON standing_event (seller_id, at);
COMMENT ON COLUMN standing_event.reference IS 'The order line, question or review that it is about: told twice, it counts once.';
COMMENT ON COLUMN standing_event.value IS 'Hours until the answer, or the stars of the review.';
CREATE TRIGGER standing_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standing_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Events that do not count: a carrier's strike, a review that was taken down.
CREATE TABLE standing_pardon (
    event_id bigint PRIMARY KEY REFERENCES standing_event,
    seller_id bigint NOT NULL REFERENCES seller,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000)
);
CREATE TRIGGER standing_pardon_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standing_pardon
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE standing_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    at timestamptz NOT NULL,
    standing smallint NOT NULL CHECK (standing BETWEEN 0 AND 100),
    tally jsonb NOT NULL
);
CREATE INDEX standing_history_seller ON standing_history (seller_id, id);
CREATE TRIGGER standing_history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standing_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CALL isolate('standing_event', 'SELECT');
CALL isolate('standing_pardon', 'SELECT');
CALL isolate('standing_history', 'SELECT');

-- Rules that act on what happened: data, of which each change is a new version. The latest version of a code holds.
CREATE TABLE trust_rule (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    version integer NOT NULL CHECK (version > 0),
    active boolean NOT NULL,
    measure text NOT NULL CHECK (measure IN ('late', 'cancelled', 'faulty', 'answers', 'reviews', 'standing', 'illegal')),
    threshold numeric NOT NULL CHECK (threshold >= 0),
    window_days integer NOT NULL CHECK (window_days BETWEEN 1 AND 730),
    minimum integer NOT NULL CHECK (minimum BETWEEN 1 AND 100000),
    action text NOT NULL CHECK (action IN ('warn', 'restrict', 'suspend', 'close')),
    grace_days integer NOT NULL CHECK (grace_days BETWEEN 0 AND 365),
    duration_days integer CHECK (duration_days BETWEEN 1 AND 3650),
    ground text NOT NULL CHECK (length(ground) BETWEEN 1 AND 500),
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    UNIQUE (code, version)
);
COMMENT ON COLUMN trust_rule.threshold IS 'A share (0.08), stars (3.2), points (40) or a count; more of late, cancelled, faulty, illegal is worse.';
CREATE TRIGGER trust_rule_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trust_rule
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO trust_rule (code, version, active, measure, threshold, window_days, minimum, action, grace_days,
                        duration_days, ground, actor) VALUES
    ('late_deliveries', 1, true, 'late', 0.15, 60, 30, 'restrict', 14, 30, 'Seller terms, quality 1: at most 15 % of deliveries late', 'system'),
    ('cancelled_orders', 1, true, 'cancelled', 0.10, 60, 30, 'restrict', 14, 30, 'Seller terms, quality 2: at most 10 % of orders cancelled by the seller', 'system'),
    ('faulty_goods', 1, true, 'faulty', 0.15, 90, 30, 'suspend', 14, 30, 'Seller terms, quality 3: at most 15 % of goods returned as faulty', 'system'),
    ('low_standing', 1, true, 'standing', 30, 90, 50, 'warn', 0, NULL, 'Seller terms, quality 4: standing of at least 30', 'system'),
    ('illegal_goods', 1, true, 'illegal', 3, 180, 1, 'suspend', 0, 60, 'DSA article 23(1): frequent manifestly illegal content', 'system');

-- Statements of reasons (DSA 17): what was done, to whom, why, and what can be done about it. Never changed.
CREATE TABLE statement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference text NOT NULL UNIQUE CHECK (reference ~ '^[A-Za-z0-9_-]{8,80}$'),
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    seller_id bigint REFERENCES seller,
    account_id bigint,
    recipient jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(recipient) = 'object'),
    subject text NOT NULL CHECK (subject ~ '^[a-z_]+:[0-9]+$'),
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 300),
    measure text NOT NULL CHECK (measure ~ '^[a-z_]+$'),
    effective timestamptz NOT NULL,
    until timestamptz CHECK (until > effective),
    territory text[] NOT NULL CHECK (cardinality(territory) > 0),
    facts text NOT NULL CHECK (length(facts) BETWEEN 10 AND 5000),
    automated_detection boolean NOT NULL,
    automated_decision boolean NOT NULL,
    ground text NOT NULL CHECK (ground IN ('law', 'terms')),
    ground_reference text NOT NULL CHECK (length(ground_reference) BETWEEN 1 AND 500),
    ground_explanation text NOT NULL CHECK (length(ground_explanation) BETWEEN 1 AND 2000),
    category text NOT NULL CHECK (category ~ '^[A-Z_]+$'),
    content_type text NOT NULL CHECK (content_type ~ '^[A-Z]+$'),
    content_date date NOT NULL,
    content_language text,
    source text NOT NULL CHECK (source IN ('notice', 'trusted_flagger', 'other_notice', 'own')),
    undone jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON COLUMN statement.recipient IS 'Name, e-mail and language at the time: to whom it was sent.';
COMMENT ON COLUMN statement.undone IS 'What the measure needs to know in order to be taken back: {"status": "active"}.';
CREATE INDEX statement_seller ON statement (seller_id, id) WHERE seller_id IS NOT NULL;
CREATE INDEX statement_subject ON statement (subject);
CREATE TRIGGER statement_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- When and why a measure ended: its time was over, or a complaint was right.
CREATE TABLE statement_end (
    statement_id bigint PRIMARY KEY REFERENCES statement,
    seller_id bigint REFERENCES seller,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    cause text NOT NULL CHECK (cause IN ('expired', 'reversed', 'lifted')),
    restored boolean NOT NULL
);
CREATE TRIGGER statement_end_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_end
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A breach of a rule by a seller, from the warning to the end of the measure.
CREATE TABLE trust_case (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    rule_id bigint NOT NULL REFERENCES trust_rule,
    code text NOT NULL,
    opened timestamptz NOT NULL,
    due timestamptz NOT NULL,
    measured numeric NOT NULL,
    statement_id bigint REFERENCES statement,
    acted timestamptz,
    ended timestamptz,
    outcome text CHECK (outcome IN ('recovered', 'superseded', 'expired', 'reversed', 'warned')),
    CHECK ((ended IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX trust_case_open ON trust_case (seller_id, code) WHERE ended IS NULL;
CREATE INDEX trust_case_statement ON trust_case (statement_id) WHERE statement_id IS NOT NULL;

-- Notices of illegal content from anybody (DSA 16).
CREATE TABLE notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference text NOT NULL UNIQUE CHECK (reference ~ '^[A-Za-z0-9_-]{8,80}$'),
    at timestamptz NOT NULL DEFAULT now(),
    about text NOT NULL CHECK (length(about) BETWEEN 1 AND 2000),
    subject text NOT NULL CHECK (subject ~ '^[a-z_]+:[0-9]+$'),
    seller_id bigint REFERENCES seller,
    category text NOT NULL CHECK (category ~ '^[a-z_]+$'),
    reason text NOT NULL CHECK (length(reason) BETWEEN 20 AND 5000),
    name text NOT NULL DEFAULT '' CHECK (length(name) <= 200),
    email text NOT NULL DEFAULT '' CHECK (length(email) <= 320),
    language text NOT NULL,
    locale text NOT NULL,
    good_faith boolean NOT NULL CHECK (good_faith),
    trusted_flagger boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'assigned', 'decided', 'set_aside')),
    assigned text,
    outcome text CHECK (outcome IN ('measure', 'no_measure')),
    unfounded boolean NOT NULL DEFAULT false,
    decision text,
    decided_by text,
    decided timestamptz,
    statement_id bigint REFERENCES statement,
    -- Only a report of child abuse may come without a name (DSA 16(2)(c)).
    CHECK (category = 'child_abuse' OR (name <> '' AND email <> '')),
    CHECK ((state = 'decided') = (outcome IS NOT NULL))
);
CREATE INDEX notice_waiting ON notice (at) WHERE state IN ('new', 'assigned');
CREATE INDEX notice_email ON notice (lower(email), at);
CREATE INDEX notice_subject ON notice (subject);

-- Those who report without ground again and again are warned, then not heard for a time (DSA 23(2)).
CREATE TABLE reporter_measure (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('warned', 'suspended')),
    at timestamptz NOT NULL DEFAULT now(),
    until timestamptz,
    actor text NOT NULL,
    CHECK ((kind = 'suspended') = (until IS NOT NULL))
);
CREATE INDEX reporter_measure_email ON reporter_measure (email, at);
CREATE TRIGGER reporter_measure_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reporter_measure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Complaints against statements, and against decisions on notices (DSA 20); a person decides.
CREATE TABLE complaint (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference text NOT NULL UNIQUE CHECK (reference ~ '^[A-Za-z0-9_-]{8,80}$'),
    at timestamptz NOT NULL DEFAULT now(),
    statement_id bigint UNIQUE REFERENCES statement,
    notice_id bigint UNIQUE REFERENCES notice,
    seller_id bigint REFERENCES seller,
    actor text NOT NULL,
    name text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    language text NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 5000),
    assigned text,
    outcome text CHECK (outcome IN ('upheld', 'reversed')),
    decision text,
    decided_by text,
    decided timestamptz,
    CHECK (num_nonnulls(statement_id, notice_id) = 1),
    CHECK (num_nonnulls(outcome, decision, decided_by, decided) IN (0, 4)),
    -- Whatever a program asks for: a decision on a complaint is a person's.
    CHECK (decided_by IS NULL OR decided_by LIKE 'operator:_%')
);
COMMENT ON COLUMN complaint.outcome IS 'Whether the decision complained of stands (upheld) or was taken back (reversed).';
CREATE INDEX complaint_waiting ON complaint (at) WHERE outcome IS NULL;

CALL isolate('statement', 'SELECT');
CALL isolate('statement_end', 'SELECT');
CALL isolate('trust_case', 'SELECT');
CALL isolate('complaint', 'SELECT, INSERT (reference, statement_id, seller_id, actor, name, email, language, reason)');
GRANT SELECT ON trust_rule TO torg_seller; -- The terms that hold for everybody.

-- Recalls and other notices that must reach those who bought.
CREATE TABLE recall (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('recall', 'illegal')),
    seller_id bigint REFERENCES seller,
    actor text NOT NULL,
    opened timestamptz NOT NULL DEFAULT now(),
    title jsonb NOT NULL CHECK (jsonb_typeof(title) = 'object' AND title <> '{}'),
    danger jsonb NOT NULL CHECK (jsonb_typeof(danger) = 'object' AND danger <> '{}'),
    advice jsonb NOT NULL CHECK (jsonb_typeof(advice) = 'object' AND advice <> '{}'),
    batches text[] NOT NULL DEFAULT '{}',
    remedies text[] NOT NULL DEFAULT '{}' CHECK (remedies <@ '{refund,replace,repair}'),
    contact text NOT NULL CHECK (length(contact) BETWEEN 3 AND 300),
    authority text NOT NULL DEFAULT '' CHECK (length(authority) <= 200),
    sold_since timestamptz NOT NULL,
    stops_sale boolean NOT NULL DEFAULT true,
    closed timestamptz,
    closed_by text,
    reached_at timestamptz
);
COMMENT ON COLUMN recall.seller_id IS 'Whose goods it is about; null when it is about everybody''s.';
COMMENT ON COLUMN recall.reached_at IS 'When buyers were last looked for.';
CREATE INDEX recall_open ON recall (id) WHERE closed IS NULL;

CREATE TABLE recall_variant (
    recall_id bigint NOT NULL REFERENCES recall,
    variant_id bigint NOT NULL REFERENCES variant,
    PRIMARY KEY (recall_id, variant_id)
);
CREATE INDEX recall_variant_variant ON recall_variant (variant_id);

CREATE TABLE recall_buyer (
    recall_id bigint NOT NULL REFERENCES recall,
    line text NOT NULL CHECK (length(line) BETWEEN 1 AND 200),
    token text NOT NULL UNIQUE CHECK (length(token) >= 20),
    account_id bigint,
    name text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    language text NOT NULL,
    locale text NOT NULL,
    bought timestamptz NOT NULL,
    quantity integer NOT NULL DEFAULT 1 CHECK (quantity > 0),
    found timestamptz NOT NULL DEFAULT now(),
    told timestamptz,
    reminded timestamptz,
    seen timestamptz,
    remedy text CHECK (remedy IN ('refund', 'replace', 'repair')),
    chosen timestamptz,
    PRIMARY KEY (recall_id, line),
    CHECK ((remedy IS NULL) = (chosen IS NULL))
);

-- What may not be sold now, and why: a recall, an illegal product, one seller's offer. Without a variant it is every
-- variant of the product, without a seller everybody's offers. Hidden goods are gone, others are shown as sold out.
CREATE TABLE sale_stop (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES product,
    variant_id bigint REFERENCES variant,
    seller_id bigint REFERENCES seller,
    hidden boolean NOT NULL DEFAULT false,
    recall_id bigint REFERENCES recall,
    since timestamptz NOT NULL DEFAULT now(),
    ended timestamptz
);
CREATE INDEX sale_stop_product ON sale_stop (product_id) WHERE ended IS NULL;
CREATE INDEX sale_stop_recall ON sale_stop (recall_id) WHERE recall_id IS NOT NULL;
CALL isolate('sale_stop', 'SELECT, INSERT, UPDATE (ended)');

CALL isolate('recall', 'SELECT, INSERT, UPDATE (closed, closed_by)');
CALL isolate('recall_variant', 'SELECT, INSERT',
    'EXISTS (SELECT FROM recall r WHERE r.id = recall_id AND r.seller_id = current_seller())');
CALL isolate('recall_buyer', 'SELECT (recall_id, line, bought, quantity, told, reminded, seen, remedy, chosen)',
    'EXISTS (SELECT FROM recall r WHERE r.id = recall_id AND r.seller_id = current_seller())');

-- Reviews of products and of sellers.
CREATE TABLE review (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint REFERENCES product,
    seller_id bigint REFERENCES seller,
    account_id bigint,
    author text NOT NULL CHECK (length(author) BETWEEN 1 AND 60),
    language text NOT NULL,
    stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
    title text NOT NULL DEFAULT '' CHECK (length(title) <= 120),
    body text NOT NULL DEFAULT '' CHECK (length(body) <= 4000),
    line text,
    verified boolean NOT NULL GENERATED ALWAYS AS (line IS NOT NULL) STORED,
    demo boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('waiting', 'published', 'refused', 'removed', 'withdrawn')),
    at timestamptz NOT NULL DEFAULT now(),
    published timestamptz,
    judged_by text,
    helpful integer NOT NULL DEFAULT 0 CHECK (helpful >= 0),
    unhelpful integer NOT NULL DEFAULT 0 CHECK (unhelpful >= 0),
    CHECK (num_nonnulls(product_id, seller_id) >= 1),
    CHECK (NOT (demo AND line IS NOT NULL)),
    CHECK (account_id IS NOT NULL OR line IS NOT NULL OR demo)
);
COMMENT ON COLUMN review.line IS 'The order line that stands behind it: only then is it a verified purchase.';
COMMENT ON COLUMN review.seller_id IS 'Of a review of a product: who sold it, where known. Without a product: the seller reviewed.';
CREATE INDEX review_product ON review (product_id, at) WHERE state = 'published' AND product_id IS NOT NULL;
CREATE INDEX review_seller ON review (seller_id, id) WHERE product_id IS NULL AND state = 'published';
CREATE INDEX review_waiting ON review (at) WHERE state = 'waiting';
CREATE INDEX review_account ON review (account_id, at) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX review_one_each ON review (account_id, coalesce(product_id, 0), (CASE WHEN product_id IS NULL THEN seller_id ELSE 0 END))
    WHERE account_id IS NOT NULL AND state IN ('waiting', 'published');
CREATE UNIQUE INDEX review_one_a_line ON review (line, (product_id IS NULL)) WHERE line IS NOT NULL AND state IN ('waiting', 'published');

CREATE TABLE review_answer (
    review_id bigint PRIMARY KEY REFERENCES review,
    seller_id bigint NOT NULL REFERENCES seller,
    language text NOT NULL,
    body text NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL
);

-- How a product is rated, kept beside its reviews so that its page needs no count.
CREATE TABLE product_rating (
    product_id bigint PRIMARY KEY REFERENCES product,
    stars integer[] NOT NULL DEFAULT '{0,0,0,0,0}' CHECK (cardinality(stars) = 5),
    demo integer NOT NULL DEFAULT 0 CHECK (demo >= 0)
);
COMMENT ON COLUMN product_rating.stars IS 'How many published reviews gave one star, two and so on.';
COMMENT ON COLUMN product_rating.demo IS 'How many of them were made up for a demonstration.';

-- Who has said today that a review helped: a hash with a key that nobody keeps beyond the day. Not worth surviving a crash.
CREATE UNLOGGED TABLE vote_seen (
    digest bytea PRIMARY KEY,
    day date NOT NULL
);
CREATE UNLOGGED TABLE vote_key (
    day date PRIMARY KEY,
    key bytea NOT NULL
);

CREATE TABLE question (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES product,
    account_id bigint,
    author text NOT NULL CHECK (length(author) BETWEEN 1 AND 60),
    language text NOT NULL,
    body text NOT NULL CHECK (length(body) BETWEEN 5 AND 1000),
    demo boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('waiting', 'published', 'refused', 'removed', 'withdrawn')),
    at timestamptz NOT NULL DEFAULT now(),
    published timestamptz,
    judged_by text
);
CREATE INDEX question_product ON question (product_id, id) WHERE state = 'published';
CREATE INDEX question_waiting ON question (at) WHERE state = 'waiting';
CREATE INDEX question_account ON question (account_id, at) WHERE account_id IS NOT NULL;

CREATE TABLE answer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id bigint NOT NULL REFERENCES question,
    seller_id bigint REFERENCES seller,
    account_id bigint,
    author text NOT NULL CHECK (length(author) BETWEEN 1 AND 120),
    line text,
    verified boolean NOT NULL GENERATED ALWAYS AS (line IS NOT NULL) STORED,
    language text NOT NULL,
    body text NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
    demo boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'published', 'refused', 'removed', 'withdrawn')),
    at timestamptz NOT NULL DEFAULT now(),
    judged_by text
);
CREATE INDEX answer_question ON answer (question_id, id);
CREATE INDEX answer_waiting ON answer (at) WHERE state = 'waiting';
CREATE UNIQUE INDEX answer_one_a_seller ON answer (question_id, seller_id) WHERE seller_id IS NOT NULL AND state IN ('waiting', 'published');

-- A seller reads what is published about itself and the products that it offers, without who wrote it.
CALL isolate('review',
    'SELECT (id, product_id, seller_id, author, language, stars, title, body, verified, demo, state, at, published,
        helpful, unhelpful)',
    $$state = 'published' AND (seller_id = current_seller() OR EXISTS (
        SELECT FROM offer o JOIN variant v ON v.id = o.variant_id
        WHERE v.product_id = review.product_id AND o.seller_id = current_seller()))$$);
CALL isolate('review_answer', 'SELECT, INSERT, UPDATE (language, body, at, actor)');
CALL isolate('question', 'SELECT (id, product_id, author, language, body, demo, state, at, published)',
    $$state = 'published' AND EXISTS (
        SELECT FROM offer o JOIN variant v ON v.id = o.variant_id
        WHERE v.product_id = question.product_id AND o.seller_id = current_seller())$$);
CALL isolate('answer', 'SELECT, INSERT (question_id, seller_id, author, language, body, state), UPDATE (body, language)');
