-- One row for each followed board.
CREATE TABLE boards (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    company TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    last_visit BIGINT,
    last_read BIGINT,
    held_since BIGINT,
    accepted BIGINT NOT NULL DEFAULT 0,
    gone_count BIGINT NOT NULL DEFAULT 0,
    gone_since BIGINT,
    message TEXT
);

-- Every posting that was ever listed, with what normalising made of it.
CREATE TABLE postings (
    key TEXT PRIMARY KEY,
    role BIGINT NOT NULL UNIQUE,
    board TEXT NOT NULL REFERENCES boards (key),
    company_slug TEXT NOT NULL,
    company TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    apply_url TEXT NOT NULL,
    html TEXT NOT NULL,
    facts TEXT NOT NULL,
    hash TEXT NOT NULL,
    published BIGINT,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    closed_at BIGINT,
    closed_why TEXT
);
CREATE INDEX postings_board ON postings (board);

-- One row for each read of a board.
CREATE TABLE runs (
    board TEXT NOT NULL,
    started BIGINT NOT NULL,
    finished BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    message TEXT,
    seen BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    bytes BIGINT NOT NULL
);
CREATE INDEX runs_board ON runs (board, started);

-- Who may do what only one node may do; a fence grows with each holder.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    fence BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO meta (key, value) VALUES ('version', 0);
