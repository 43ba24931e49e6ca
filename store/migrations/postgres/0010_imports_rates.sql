-- Whether the board's postings came from a file: nobody visits it, so it is never unread.
ALTER TABLE boards ADD COLUMN imported BIGINT NOT NULL DEFAULT 0;

-- The exchange rates that were fetched last, of each bank that publishes them.
CREATE TABLE rates (
    bank TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    fetched BIGINT NOT NULL,
    per_unit TEXT NOT NULL
);
