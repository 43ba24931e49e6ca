-- By what a posting is compared with others: equal kin may be one role, and near signatures are.
ALTER TABLE postings ADD COLUMN kin TEXT NOT NULL DEFAULT '';
ALTER TABLE postings ADD COLUMN signature TEXT NOT NULL DEFAULT '';
CREATE INDEX postings_kin ON postings (kin);

-- How much of the text its source allows to show: full, excerpt or link.
ALTER TABLE postings ADD COLUMN text_policy TEXT NOT NULL DEFAULT 'full';

-- A hash of the three, of the company's name and of the facts, so that a visit which compares them reads no more than this index. Empty: of an older build; -: taken out on
-- request, and not to be opened again.
ALTER TABLE postings ADD COLUMN mark TEXT NOT NULL DEFAULT '';
DROP INDEX postings_board;
CREATE INDEX postings_board ON postings (board, closed_at, key, hash, version, listed_until, mark);

-- What was taken out on request, and does not come back: kind is company (its slug), board or key.
CREATE TABLE removed (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (kind, value)
);
