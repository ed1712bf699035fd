-- Isolation: what a seller's member, key or feed sees and changes is decided by the database, row by row.
-- Seller surfaces take on the role torg_seller for one transaction, with torg.seller set to the seller's id; the owner
-- of the tables (follower, workers, the operator's office) is not bound by these policies.

DO $$
BEGIN
    CREATE ROLE torg_seller NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- Roles belong to the whole server: another database of it has made this one already.
END
$$;
DO $$
BEGIN
    EXECUTE format('GRANT torg_seller TO %I', current_user);
END
$$;
GRANT USAGE ON SCHEMA public TO torg_seller;

CREATE FUNCTION current_seller() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('torg.seller', true), '')::bigint;
COMMENT ON FUNCTION current_seller IS 'The seller whose rows this transaction may touch; null for everybody else.';

-- CALL isolate('offer', 'SELECT, INSERT, UPDATE') lets a seller do that with its own rows and nothing with others.
-- `mine` tells whose a row is where there is no column seller_id.
CREATE PROCEDURE isolate(tabled regclass, rights text, mine text DEFAULT 'seller_id = current_seller()') LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tabled);
    EXECUTE format('CREATE POLICY own_rows ON %s TO torg_seller USING (%s) WITH CHECK (%s)', tabled, mine, mine);
    EXECUTE format('GRANT %s ON %s TO torg_seller', rights, tabled);
END
$$;

-- Whose doing an entry is about: a seller reads what concerns it (activity, webhooks) and adds to it, no more.
ALTER TABLE journal ADD COLUMN seller_id bigint;
CREATE INDEX journal_seller ON journal (seller_id, xid, id) WHERE seller_id IS NOT NULL;
ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_entries ON journal FOR SELECT TO torg_seller USING (seller_id = current_seller());
CREATE POLICY new_entries ON journal FOR INSERT TO torg_seller
    WITH CHECK (seller_id IS NULL OR seller_id = current_seller());
GRANT SELECT, INSERT ON journal TO torg_seller;

CALL isolate('seller', 'SELECT, UPDATE', 'id = current_seller()');
CALL isolate('offer', 'SELECT, INSERT, UPDATE');
CALL isolate('feed_source', 'SELECT, INSERT, UPDATE');
CALL isolate('import_run', 'SELECT, INSERT, UPDATE',
    'EXISTS (SELECT FROM feed_source s WHERE s.id = source_id AND s.seller_id = current_seller())');
CALL isolate('feed_row', 'SELECT, INSERT, UPDATE, DELETE',
    'EXISTS (SELECT FROM feed_source s WHERE s.id = source_id AND s.seller_id = current_seller())');
CALL isolate('price_log', 'SELECT, INSERT',
    'EXISTS (SELECT FROM offer o WHERE o.id = offer_id AND o.seller_id = current_seller())');

-- The catalogue is for everybody to read: it holds no seller's secret.
GRANT SELECT ON category, brand, product, variant TO torg_seller;
