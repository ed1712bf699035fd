-- Receipts and credit notes of a seller's parcels: written once, numbered without gaps, never changed.

CREATE TABLE document_series (
    seller_id bigint NOT NULL REFERENCES seller,
    year smallint NOT NULL,
    last integer NOT NULL CHECK (last > 0),
    PRIMARY KEY (seller_id, year)
) WITH (fillfactor = 50);
COMMENT ON TABLE document_series IS 'The last number of each seller and year; its row is locked by whoever takes the next one, until they commit.';

CREATE TABLE issued_document (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller_id bigint NOT NULL REFERENCES seller,
    kind text NOT NULL CHECK (kind IN ('receipt', 'credit_note')),
    year smallint NOT NULL,
    serial integer NOT NULL CHECK (serial > 0),
    number text NOT NULL UNIQUE CHECK (number ~ '^[0-9]+-[0-9]{4}-[0-9]{5,}$'),
    order_id bigint NOT NULL REFERENCES customer_order,
    parcel_id bigint NOT NULL REFERENCES parcel,
    receipt_id bigint REFERENCES issued_document,
    cause text NOT NULL CHECK (length(cause) BETWEEN 1 AND 200),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    net bigint NOT NULL,
    vat bigint NOT NULL,
    gross bigint NOT NULL,
    content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
    issued timestamptz NOT NULL DEFAULT now(),
    UNIQUE (seller_id, year, serial),
    UNIQUE (parcel_id, cause),
    CHECK (net + vat = gross),
    CHECK ((kind = 'credit_note') = (receipt_id IS NOT NULL))
);
CREATE UNIQUE INDEX issued_document_receipt ON issued_document (parcel_id) WHERE kind = 'receipt';
CREATE INDEX issued_document_order ON issued_document (order_id);
COMMENT ON COLUMN issued_document.cause IS 'What it was written for: the same cause writes no second one.';
COMMENT ON COLUMN issued_document.content IS 'torg.documents.models.Content: everything that the paper says, as it was when it was written.';
CREATE TRIGGER issued_document_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON issued_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A seller reads its own; numbers are taken by us.
CALL isolate('document_series', 'SELECT');
CALL isolate('issued_document', 'SELECT');
