-- The journal: what happened, in the order in which it was committed.
-- Readers go by (xid, id) below the oldest running transaction, so that nothing that commits late is ever skipped.
CREATE TABLE journal (
    id bigint GENERATED ALWAYS AS IDENTITY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL,
    subject text NOT NULL,
    market text,
    actor text NOT NULL,
    body jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (xid, id)
);
CREATE INDEX journal_subject ON journal (subject, xid, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
