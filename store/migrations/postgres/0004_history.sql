-- What the catalogue of a day had. Days since 1970; dimension is all (with an empty value), category, level, country or skill,
-- and value its slug; open roles, those of them with comparable stated pay, and of these the quartiles of the midpoints in
-- whole US dollars a year.
CREATE TABLE history (
    day BIGINT NOT NULL,
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    open BIGINT NOT NULL,
    stated BIGINT NOT NULL,
    p25 BIGINT,
    median BIGINT,
    p75 BIGINT,
    PRIMARY KEY (dimension, value, day)
);
CREATE INDEX history_day ON history (day);
