-- What the catalogue taught about its words: kept here, so that a rebuilt index gives the same answers.
CREATE TABLE lexicon (
    locale text PRIMARY KEY CHECK (locale ~ '^[a-z]{2}-[a-z]{2}$'),
    products integer NOT NULL CHECK (products >= 0),
    content bytea NOT NULL,
    learned timestamptz NOT NULL DEFAULT now()
);
