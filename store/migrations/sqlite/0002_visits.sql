-- What a posting's list says of it changes with it: the same one again, and its text is not asked for.
ALTER TABLE postings ADD COLUMN version TEXT;

-- The last visit that listed the posting; NULL while the last read of its board does, so that a visit which finds all as it was
-- writes no posting.
ALTER TABLE postings ADD COLUMN listed_until BIGINT;
UPDATE postings SET listed_until = last_seen
WHERE closed_at IS NOT NULL OR last_seen < (SELECT last_read FROM boards WHERE boards.key = postings.board);
ALTER TABLE postings DROP COLUMN last_seen;
CREATE INDEX postings_unlisted ON postings (listed_until) WHERE closed_at IS NULL AND listed_until IS NOT NULL;

-- What a visit compares, and what counts a board's open postings, reads this index alone: a row is mostly text.
DROP INDEX postings_board;
CREATE INDEX postings_board ON postings (board, closed_at, key, hash, version, listed_until);

-- The last visit that read the board whole, failures in a row, and when it is visited next.
ALTER TABLE boards ADD COLUMN last_complete BIGINT;
ALTER TABLE boards ADD COLUMN failures BIGINT NOT NULL DEFAULT 0;
ALTER TABLE boards ADD COLUMN failing_since BIGINT;
ALTER TABLE boards ADD COLUMN next_visit BIGINT;
UPDATE boards SET last_complete = last_read, next_visit = last_visit + 86400;
